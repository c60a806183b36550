package cli

import (
	"slices"
	"strings"

	"hagen/internal/agentd"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/dest"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/csv"
	"hagen/internal/report"
	"hagen/internal/starter"
	"hagen/internal/target"
	"hagen/internal/terminal"
)

// The flags by name.
const (
	FlagOutput       = "output"
	FlagScript       = "sh"
	FlagSheet        = "sheet"
	FlagTarget       = "target"
	FlagStrict       = "strict"
	FlagQuiet        = "quiet"
	FlagPcsOnly      = "pcs-only"
	FlagAgainst      = "against"
	FlagGoldenScript = "script"
	FlagAll          = "all"
	FlagNodes        = "nodes-from"
	FlagAgents       = "agents"
	FlagEncoding     = "encoding"
	FlagFormat       = "format"
	FlagLang         = "lang"
	FlagColor        = "color"
	FlagHelp         = "help"
	FlagVersion      = "version"
	FlagTo           = "to"
	FlagMode         = "mode"
	FlagAllow        = "allow"
	FlagYes          = "yes"
	FlagSummary      = "summary"
	FlagTimeout      = "timeout"
	FlagRollback     = "rollback"
	FlagBackup       = "backup"
	FlagRetry        = "retry"
	FlagHere         = "here"
	FlagVia          = "via"
	FlagDir          = "dir"
	FlagListen       = "listen"
	FlagState        = "state"
	FlagHealth       = "health"
	FlagRenew        = "renew"
	FlagNode         = "node"
	FlagName         = "name"
	FlagUntil        = "until"
	FlagAcceptNew    = "accept-new"
	FlagFrom         = "from"
	FlagDigest       = "digest"
	FlagList         = "list"
	FlagAnnotate     = "annotate"
	FlagInto         = "into"
	FlagDryRun       = "dry-run"
	FlagLossless     = "lossless"
	FlagFail         = "fail"
	FlagMatrix       = "matrix"
	FlagScheduler    = "scheduler"
	FlagCase         = "case"
	FlagDisturb      = "yes-disturb"
)

// The flags of a new sheet.
const (
	FlagLike      = "like"
	FlagNodeNames = "nodes"
	FlagFence     = "fence"
	FlagForce     = "force"
	FlagAgent     = "agent"
)

// The values of --via, and the name of standard input and
// output.
const (
	ViaPatch   = "patch"
	ViaScript  = "script"
	Stdio      = parse.Stdin
	TargetAuto = "auto" // --target: the cluster says it
)

// flag is a flag of a command. Flags of one name have the same names and kind of
// value everywhere.
type flag struct {
	name, short string
	value       string // what the help calls its value, else its choices; "" without either: a switch
	choices     []string
	offers      []string // what completion offers where other values are fine as well
	file        bool     // the value is the name of a file
	initial     string   // the default
	usage       message.Text
}

func (f flag) isSwitch() bool { return f.value == "" && f.choices == nil }

// offered are the values completion offers.
func (f flag) offered() []string {
	if f.choices != nil {
		return f.choices
	}
	return f.offers
}

// placeholder is what the help calls the value.
func (f flag) placeholder() string {
	if f.choices != nil && f.value == "" {
		return strings.Join(f.choices, "|")
	}
	return f.value
}

// flags are all flags. --output of hagen agents import is a separate one.
var flags = []flag{
	{name: FlagOutput, short: "o", value: "FILE|DIR/|-", file: true, usage: message.New("help.flag.output")},
	{name: FlagScript, value: "FILE", file: true, usage: message.New("help.flag.sh")},
	{name: FlagSheet, value: "NAME", usage: message.New("help.flag.sheet")},
	{name: FlagTarget, choices: append(target.Names(), TargetAuto), initial: target.Default, usage: message.New("help.flag.target")},
	{name: FlagLike, value: "CLUSTER", choices: starter.Likes(), initial: starter.Blank, usage: message.New("help.flag.like")},
	{name: FlagNodeNames, value: "LIST", usage: message.New("help.flag.nodes")},
	{name: FlagFence, value: "AGENT", offers: starter.Fences(), usage: message.New("help.flag.fence")},
	{name: FlagAgent, value: "AGENT", usage: message.New("help.flag.agent")},
	{name: FlagForce, usage: message.New("help.flag.force")},
	{name: FlagStrict, usage: message.New("help.flag.strict")},
	{name: FlagQuiet, usage: message.New("help.flag.quiet")},
	{name: FlagPcsOnly, usage: message.New("help.flag.pcs-only")},
	{name: FlagAll, usage: message.New("help.flag.all")},
	{name: FlagAgainst, value: "FILE|DIR", file: true, usage: message.New("help.flag.against")},
	{name: FlagGoldenScript, value: "FILE|DIR", file: true, usage: message.New("help.flag.script")},
	{name: FlagNodes, value: "FILE", file: true, usage: message.New("help.flag.nodes-from")},
	{name: FlagAgents, value: "FILE", file: true, usage: message.New("help.flag.agents")},
	{name: FlagEncoding, value: "NAME", offers: csv.Encodings(), usage: message.New("help.flag.encoding")},
	{name: FlagFormat, choices: []string{report.Text, report.JSON, report.SARIF, report.GitHub, report.JUnit}, initial: report.Text, usage: message.New("help.flag.format")},
	{name: FlagLang, choices: languages(), usage: message.New("help.flag.lang")},
	{name: FlagColor, choices: []string{terminal.ColorAuto, terminal.ColorOn, terminal.ColorOff}, initial: terminal.ColorAuto, usage: message.New("help.flag.color")},
	{name: FlagHelp, short: "h", usage: message.New("help.flag.help")},
	{name: FlagVersion, usage: message.New("help.flag.version")},
	{name: FlagTo, value: "DEST", offers: dest.Schemes(), usage: message.New("help.flag.to")},
	{name: FlagMode, choices: []string{string(merge.Replace), string(merge.Merge)}, initial: string(merge.Replace), usage: message.New("help.flag.mode")},
	{name: FlagAllow, value: "LIST", offers: dangers(), usage: message.New("help.flag.allow")},
	{name: FlagYes, usage: message.New("help.flag.yes")},
	{name: FlagSummary, usage: message.New("help.flag.summary")},
	{name: FlagTimeout, value: "TIME", initial: apply.DefaultTimeout.String(), usage: message.New("help.flag.timeout")},
	{name: FlagRollback, usage: message.New("help.flag.rollback")},
	{name: FlagBackup, value: "FILE", file: true, usage: message.New("help.flag.backup")},
	{name: FlagRetry, value: "N", usage: message.New("help.flag.retry")},
	{name: FlagHere, usage: message.New("help.flag.here")},
	{name: FlagVia, choices: []string{ViaPatch, ViaScript}, initial: ViaPatch, usage: message.New("help.flag.via")},
	{name: FlagDir, value: "DIR", file: true, initial: agentd.DefaultKeys, usage: message.New("help.flag.dir")},
	{name: FlagListen, value: "HOST:PORT", initial: agentd.DefaultListen, usage: message.New("help.flag.listen")},
	{name: FlagState, value: "DIR", file: true, initial: agentd.DefaultState, usage: message.New("help.flag.state")},
	{name: FlagHealth, value: "SOCKET", file: true, initial: agentd.DefaultHealth, usage: message.New("help.flag.health")},
	{name: FlagRenew, usage: message.New("help.flag.renew")},
	{name: FlagNode, usage: message.New("help.flag.node")},
	{name: FlagName, value: "NAME", usage: message.New("help.flag.name")},
	{name: FlagUntil, value: "DATE", usage: message.New("help.flag.until")},
	{name: FlagAcceptNew, usage: message.New("help.flag.accept-new")},
	{name: FlagDigest, value: "DIGEST", usage: message.New("help.flag.digest")},
	{name: FlagFrom, choices: target.Names(), usage: message.New("help.flag.from")},
	{name: FlagList, usage: message.New("help.flag.list")},
	{name: FlagAnnotate, value: "FILE.xlsx", file: true, usage: message.New("help.flag.annotate")},
	{name: FlagInto, value: "BOOK.xlsx", file: true, usage: message.New("help.flag.into")},
	{name: FlagDryRun, usage: message.New("help.flag.dry-run")},
	{name: FlagLossless, usage: message.New("help.flag.lossless")},
	{name: FlagFail, value: "WHAT", usage: message.New("help.flag.fail")},
	{name: FlagMatrix, usage: message.New("help.flag.matrix")},
	{name: FlagScheduler, value: "DEST", offers: dest.Schemes(), usage: message.New("help.flag.scheduler")},
	{name: FlagCase, value: "NUMBERS", usage: message.New("help.flag.case")},
	{name: FlagDisturb, value: "NAME", usage: message.New("help.flag.yes-disturb")},
}

// importOutput is --output where a file of agents is written.
var importOutput = flag{name: FlagOutput, short: "o", value: "FILE|-", file: true, initial: Stdio, usage: message.New("help.flag.import-output")}

// sheetOutput is --output where a sheet is written.
var sheetOutput = flag{name: FlagOutput, short: "o", value: "SHEET", file: true, usage: message.New("help.flag.sheet-output")}

// planOutput is --output where a plan is kept.
var planOutput = flag{name: FlagOutput, short: "o", value: "PLAN.hagen", file: true, usage: message.New("help.flag.plan-output")}

// bookOutput is --output where a book is written.
var bookOutput = flag{name: FlagOutput, short: "o", value: "BOOK.xlsx|BOOK.html", file: true, usage: message.New("help.flag.book-output")}

// The flags of a drill that mean something else elsewhere.
var (
	drillOutput  = flag{name: FlagOutput, short: "o", value: "RESULT.xlsx|.html|.json", file: true, usage: message.New("help.flag.drill-output")}
	drillDryRun  = flag{name: FlagDryRun, usage: message.New("help.flag.drill-dry-run")}
	drillTimeout = flag{name: FlagTimeout, value: "TIME", initial: "15m0s", usage: message.New("help.flag.drill-timeout")}
)

// dataFormat is --format where there is no report of findings.
var dataFormat = flag{name: FlagFormat, choices: []string{report.Text, report.JSON}, initial: report.Text, usage: message.New("help.flag.data-format")}

// --to and --output of a migration: a target and a workbook.
var (
	migrateTo     = flag{name: FlagTo, choices: target.Names(), usage: message.New("help.flag.migrate-to")}
	migrateOutput = flag{name: FlagOutput, short: "o", value: "FILE.xlsx", file: true, usage: message.New("help.flag.migrate-output")}
)

// newTarget is --target of a new sheet, which has no cluster to ask.
var newTarget = flag{name: FlagTarget, choices: target.Names(), initial: target.Default, usage: message.New("help.flag.new-target")}

// find finds a flag by one of its names; nil when there is none.
func find(name string) *flag {
	i := slices.IndexFunc(flags, func(f flag) bool { return f.name == name || f.short == name && name != "" })
	if i < 0 {
		return nil
	}
	return &flags[i]
}

// named are flags by their names.
func named(lists ...[]string) []flag {
	var out []flag
	for _, name := range slices.Concat(lists...) {
		out = append(out, *find(name))
	}
	return out
}

// languages are the values of --lang.
func languages() []string {
	var out []string
	for _, lang := range message.Languages() {
		out = append(out, string(lang))
	}
	return out
}

// dangers are the words of --allow.
func dangers() []string {
	var out []string
	for _, d := range apply.Dangers() {
		out = append(out, string(d))
	}
	return out
}

// Flags that go together.
var (
	// inputFlags are those of reading a sheet, shared by compile and check.
	inputFlags = []string{FlagSheet, FlagTarget, FlagStrict, FlagQuiet, FlagPcsOnly, FlagNodes, FlagAgents, FlagEncoding, FlagFormat, FlagLang, FlagColor, FlagHelp}
	// sheetFlags are those of a sheet beside a cluster. Node ids come from there.
	sheetFlags = []string{FlagSheet, FlagTarget, FlagStrict, FlagQuiet, FlagAgents, FlagEncoding, FlagFormat, FlagLang, FlagColor, FlagHelp}
	saidFlags  = []string{FlagLang, FlagHelp}
)

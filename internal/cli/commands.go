package cli

import (
	"slices"
	"strings"

	"hagen/internal/message"
)

// Command is a command of hagen.
type Command struct {
	Name  string // the words that call it: "agents import"; "" is the compile
	args  string // its arguments as the usage line shows them
	min   int    // how many arguments it takes
	max   int    // -1: any number
	lacks message.Text
	files bool // its arguments are files
	flags []flag
	help  page
}

// page is what --help says about a command. Usage is one line; the others may be
// zero.
type page struct {
	usage, about, examples, exit, files message.Text
	see                                 []string // where to read on
}

var (
	textNoSheet       = message.New("usage.no-sheet")
	textTwoSides      = message.New("usage.two-sides")
	textNoCIB         = message.New("usage.no-cib")
	textNoFingerprint = message.New("usage.no-fingerprint")
)

// commands are all commands, the compile first.
var commands = []Command{
	{args: "SHEET...", max: -1, files: true, flags: named([]string{FlagOutput, FlagScript}, inputFlags, []string{FlagVersion}),
		help: page{usage: message.New("help.compile.usage"), examples: message.New("help.compile.examples"), exit: message.New("help.compile.exit")}},
	{Name: "check", args: "SHEET...", min: 1, max: -1, lacks: textNoSheet, files: true, flags: named([]string{FlagAgainst, FlagGoldenScript, FlagAnnotate}, inputFlags),
		help: page{usage: message.New("help.check.usage"), about: message.New("help.check.about"), examples: message.New("help.check.examples"), exit: message.New("help.check.exit"),
			see: []string{"hagen explain", "hagen text", "docs/ci.md"}}},
	{Name: "text", args: "SHEET", min: 1, max: 1, lacks: textNoSheet, files: true, flags: named([]string{FlagSheet, FlagEncoding}, saidFlags),
		help: page{usage: message.New("help.text.usage"), about: message.New("help.text.about"), examples: message.New("help.text.examples"), exit: message.New("help.text.exit"),
			see: []string{"hagen diff", "docs/ci.md"}}},
	{Name: "explain", args: "CODE...", max: -1, flags: slices.Concat(named([]string{FlagList}), []flag{dataFormat}, named([]string{FlagLang, FlagColor, FlagHelp})),
		help: page{usage: message.New("help.explain.usage"), about: message.New("help.explain.about"), examples: message.New("help.explain.examples"), exit: textPrinted,
			see: []string{"hagen check", "docs/diagnostics.md"}}},
	{Name: "plan", args: "SHEET --to DEST | PLAN.hagen", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: slices.Concat(named([]string{FlagTo}), []flag{planOutput}, named([]string{FlagMode, FlagSummary, FlagAcceptNew}, sheetFlags)),
		help: page{usage: message.New("help.plan.usage"), about: message.New("help.plan.about", "destinations"),
			examples: message.New("help.plan.examples"), exit: message.New("help.plan.exit"),
			see: []string{"hagen apply", "hagen diff", "docs/apply.md"}}},
	{Name: "apply", args: "SHEET --to DEST | PLAN.hagen", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: named([]string{FlagTo, FlagMode, FlagSummary, FlagAcceptNew, FlagAllow, FlagYes, FlagRetry, FlagTimeout, FlagRollback, FlagBackup, FlagVia, FlagDigest}, sheetFlags),
		help: page{usage: message.New("help.apply.usage"), about: message.New("help.apply.about", "destinations"),
			examples: message.New("help.apply.examples"), exit: message.New("help.apply.exit"), files: message.New("help.apply.files"),
			see: []string{"hagen plan", "hagen status", "hagen rollback", "hagen history", "hagen agent", "docs/apply.md"}}},
	{Name: "status", args: "SHEET --to DEST", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: named([]string{FlagTo, FlagMode, FlagAcceptNew}, sheetFlags),
		help: page{usage: message.New("help.status.usage"), about: message.New("help.status.about", "destinations"),
			examples: message.New("help.status.examples"), exit: message.New("help.status.exit"),
			see: []string{"hagen plan", "hagen apply", "hagen diff", "docs/apply.md"}}},
	{Name: "what-if", args: "SHEET --fail WHAT... | --matrix", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: named([]string{FlagFail, FlagMatrix, FlagTo, FlagScheduler, FlagMode, FlagNodes, FlagAcceptNew}, sheetFlags),
		help: page{usage: message.New("help.what-if.usage"), about: message.New("help.what-if.about"),
			examples: message.New("help.what-if.examples"), exit: message.New("help.what-if.exit"),
			see: []string{"hagen plan", "hagen status", "docs/what-if.md"}}},
	{Name: "book design", args: "SHEET -o BOOK.xlsx|BOOK.html", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: slices.Concat([]flag{bookOutput}, named([]string{FlagScheduler, FlagNodes, FlagAcceptNew}, sheetFlags)),
		help: page{usage: message.New("help.book-design.usage"), about: message.New("help.book-design.about"),
			examples: message.New("help.book-design.examples"), exit: message.New("help.book-design.exit"),
			see: []string{"hagen check", "hagen what-if", "docs/books.md"}}},
	{Name: "book change", args: "OLD NEW -o BOOK.xlsx|BOOK.html", min: 2, max: 2, lacks: textTwoSides, files: true,
		flags: slices.Concat([]flag{bookOutput}, named([]string{FlagAcceptNew}, sheetFlags)),
		help: page{usage: message.New("help.book-change.usage"), about: message.New("help.book-change.about"),
			examples: message.New("help.book-change.examples"), exit: message.New("help.book-change.exit"),
			see: []string{"hagen diff", "hagen plan", "docs/books.md"}}},
	{Name: "book test", args: "SHEET -o BOOK.xlsx|BOOK.html", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: slices.Concat([]flag{bookOutput}, named([]string{FlagTo, FlagScheduler, FlagMode, FlagNodes, FlagAcceptNew}, sheetFlags)),
		help: page{usage: message.New("help.book-test.usage"), about: message.New("help.book-test.about"),
			examples: message.New("help.book-test.examples"), exit: message.New("help.book-test.exit"),
			see: []string{"hagen what-if", "docs/testbook.md"}}},
	{Name: "drill", args: "SHEET --to DEST -o RESULT.xlsx|.html|.json", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: slices.Concat([]flag{drillOutput}, named([]string{FlagTo, FlagCase, FlagDisturb}), []flag{drillTimeout, drillDryRun}, named([]string{FlagMode, FlagAcceptNew}, sheetFlags)),
		help: page{usage: message.New("help.drill.usage"), about: message.New("help.drill.about"),
			examples: message.New("help.drill.examples"), exit: message.New("help.drill.exit"),
			see: []string{"hagen book test", "hagen what-if", "docs/drill.md"}}},
	{Name: "diff", args: "A B", min: 2, max: 2, lacks: textTwoSides, files: true, flags: named([]string{FlagSummary, FlagAcceptNew}, sheetFlags),
		help: page{usage: message.New("help.diff.usage"), about: message.New("help.diff.about"),
			examples: message.New("help.diff.examples"), exit: message.New("help.diff.exit"),
			see: []string{"hagen plan", "docs/apply.md"}}},
	{Name: "migrate", args: "SHEET [--from TARGET] --to TARGET", min: 1, max: 1, lacks: textNoSheet, files: true,
		flags: slices.Concat(named([]string{FlagFrom}), []flag{migrateTo, migrateOutput}, named([]string{FlagSheet, FlagAgents, FlagEncoding, FlagFormat, FlagLang, FlagColor, FlagHelp})),
		help: page{usage: message.New("help.migrate.usage"), about: message.New("help.migrate.about"),
			examples: message.New("help.migrate.examples"), exit: message.New("help.migrate.exit"),
			see: []string{"hagen check", "docs/targets.md"}}},
	{Name: "import", args: "CIB|SCRIPT|DEST -o SHEET|--into BOOK.xlsx", min: 1, max: 1, lacks: textNoCIB, files: true,
		flags: slices.Concat([]flag{sheetOutput}, named([]string{FlagLossless, FlagInto, FlagDryRun, FlagSheet, FlagTarget, FlagAgents, FlagForce, FlagAcceptNew, FlagLang, FlagColor, FlagHelp})),
		help: page{usage: message.New("help.import.usage"), about: message.New("help.import.about"),
			examples: message.New("help.import.examples"), exit: message.New("help.import.exit"),
			see: []string{"hagen diff", "hagen new", "docs/import.md"}}},
	{Name: "history", args: "--to DEST", flags: slices.Concat(named([]string{FlagTo, FlagHere, FlagAcceptNew}), []flag{dataFormat}, named(saidFlags)),
		help: page{usage: message.New("help.history.usage"), about: message.New("help.history.about"),
			examples: message.New("help.history.examples"), exit: message.New("help.history.exit"), files: message.New("help.history.files"),
			see: []string{"hagen rollback", "hagen apply", "docs/apply.md"}}},
	{Name: "rollback", args: "--to DEST [ID]", max: 1,
		flags: named([]string{FlagTo, FlagHere, FlagSummary, FlagAcceptNew, FlagAllow, FlagYes, FlagRetry, FlagTimeout, FlagBackup, FlagFormat, FlagLang, FlagColor, FlagHelp}),
		help: page{usage: message.New("help.rollback.usage"), about: message.New("help.rollback.about"),
			examples: message.New("help.rollback.examples"), exit: message.New("help.rollback.exit"), files: message.New("help.rollback.files"),
			see: []string{"hagen history", "hagen apply", "docs/apply.md"}}},
	{Name: "new", args: "FILE", max: 1, files: true,
		flags: slices.Concat(named([]string{FlagLike, FlagNodeNames, FlagFence, FlagAgent}), []flag{newTarget}, named([]string{FlagAgents, FlagForce}, saidFlags)),
		help: page{usage: message.New("help.new.usage"), about: message.New("help.new.about"),
			examples: message.New("help.new.examples"), exit: message.New("help.new.exit"),
			see: []string{"hagen check", "docs/new.md"}}},
	{Name: "agents", args: "[NAME]", max: 1, flags: slices.Concat(named([]string{FlagTarget, FlagAgents}), []flag{dataFormat}, named(saidFlags)),
		help: page{usage: message.New("help.agents.usage"), examples: message.New("help.agents.examples"), exit: textPrinted}},
	{Name: "agents import", args: "[AGENT...]", max: -1, flags: append([]flag{importOutput}, named([]string{FlagAll, FlagTarget}, saidFlags)...),
		help: page{usage: message.New("help.agents-import.usage"), examples: message.New("help.agents-import.examples"), exit: message.New("help.agents-import.exit")}},
	{Name: "agent", flags: named([]string{FlagDir, FlagListen, FlagState, FlagHealth}, saidFlags),
		help: page{usage: message.New("help.agent.usage"), about: message.New("help.agent.about"),
			examples: message.New("help.agent.examples"), exit: message.New("help.agent.exit"), files: message.New("help.agent.files"),
			see: []string{"hagen agent init", "hagen agent authorize", "hagen agent fingerprint", "docs/agent.md"}}},
	{Name: "agent init", flags: named([]string{FlagDir, FlagRenew}, saidFlags),
		help: page{usage: message.New("help.agent-init.usage"), about: message.New("help.agent-init.about"),
			examples: message.New("help.agent-init.examples"), exit: message.New("help.agent-init.exit"), files: message.New("help.agent-init.files"),
			see: []string{"hagen agent", "hagen agent authorize", "docs/agent.md"}}},
	{Name: "agent authorize", args: "FINGERPRINT|FILE", min: 1, max: 1, lacks: textNoFingerprint, flags: named([]string{FlagDir, FlagName, FlagUntil}, saidFlags),
		help: page{usage: message.New("help.agent-authorize.usage"), about: message.New("help.agent-authorize.about"),
			examples: message.New("help.agent-authorize.examples"), exit: message.New("help.agent-authorize.exit"), files: message.New("help.agent-authorize.files"),
			see: []string{"hagen agent", "hagen agent fingerprint", "docs/agent.md"}}},
	{Name: "agent fingerprint", flags: named([]string{FlagDir, FlagNode}, saidFlags),
		help: page{usage: message.New("help.agent-fingerprint.usage"), about: message.New("help.agent-fingerprint.about"),
			examples: message.New("help.agent-fingerprint.examples"), exit: message.New("help.agent-fingerprint.exit"), files: message.New("help.agent-fingerprint.files"),
			see: []string{"hagen agent", "hagen agent authorize", "docs/agent.md"}}},
	{Name: "completion", args: "bash|zsh|fish", max: 1, flags: named(saidFlags),
		help: page{usage: message.New("help.completion.usage"), examples: message.New("help.completion.examples"), exit: textPrinted}},
	{Name: "schema", args: "[NAME]", max: 1, flags: named(saidFlags),
		help: page{usage: message.New("help.schema.usage"), examples: message.New("help.schema.examples"), exit: textPrinted, see: []string{"docs/schema"}}},
	{Name: "version", flags: named(saidFlags),
		help: page{usage: message.New("help.version.usage"), examples: message.New("help.version.examples"), exit: textPrinted}},
	{Name: "help", args: "[COMMAND]", max: -1, flags: named(saidFlags),
		help: page{usage: message.New("help.help.usage"), examples: message.New("help.help.examples"), exit: textPrinted}},
}

// findCommand finds the command the arguments start with, the one with the most
// words, and the number of its words: none for the compile.
func findCommand(args []string) (found *Command, length int) {
	found = &commands[0]
	for i := range commands[1:] {
		words := strings.Fields(commands[i+1].Name)
		if n := len(words); n > length && n <= len(args) && slices.Equal(words, args[:n]) {
			found, length = &commands[i+1], n
		}
	}
	return found, length
}

// below are the words that may follow a command to call another one; those that
// begin a command when c is the compile.
func (c *Command) below() []string {
	var out []string
	for _, other := range commands[1:] {
		word, ok := other.Name, true
		if c.Name != "" {
			word, ok = strings.CutPrefix(other.Name, c.Name+" ")
		}
		if ok && !strings.Contains(word, " ") {
			out = append(out, word)
		}
	}
	return out
}

package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hagen/internal/agentd"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/message"
	"hagen/internal/parse/csv"
	"hagen/internal/target"
)

// The flags by name.
const (
	flagOutput   = "output"
	flagScript   = "sh"
	flagSheet    = "sheet"
	flagTarget   = "target"
	flagStrict   = "strict"
	flagQuiet    = "quiet"
	flagAll      = "all"
	flagNodes    = "nodes-from"
	flagAgents   = "agents"
	flagEncoding = "encoding"
	flagFormat   = "format"
	flagLang     = "lang"
	flagColor    = "color"
	flagHelp     = "help"
	flagVersion  = "version"
	flagTo       = "to"
	flagMode     = "mode"
	flagAllow    = "allow"
	flagYes      = "yes"
	flagSummary  = "summary"
	flagTimeout  = "timeout"
	flagRollback = "rollback"
	flagBackup   = "backup"
	flagRetry    = "retry"
	flagHere     = "here"
	flagVia      = "via"
)

// The values of --format and --color.
const (
	formatText = "text"
	formatJSON = "json"
	colorAuto  = "auto"
	colorOn    = "always"
	colorOff   = "never"
)

// choices are the values of flags that take one of a few words.
func choices(flag string) []string {
	switch flag {
	case flagTarget:
		return target.Names()
	case flagFormat:
		return []string{formatText, formatJSON}
	case flagLang:
		return []string{string(message.Japanese), string(message.English)}
	case flagColor:
		return []string{colorAuto, colorOn, colorOff}
	case flagMode:
		return []string{string(merge.Replace), string(merge.Merge)}
	case flagVia:
		return []string{viaPatch, viaScript}
	}
	return nil
}

// offers are the values completion offers for a flag: its choices, or the usual
// ones where others are fine, too.
func offers(flag string) []string {
	if flag == flagEncoding {
		return csv.Encodings()
	}
	if flag == flagTo {
		return []string{"local:", "ssh://", "https://", "file:"}
	}
	if flag == flagAllow {
		var words []string
		for _, d := range apply.Dangers() {
			words = append(words, string(d))
		}
		return words
	}
	return choices(flag)
}

// takesFile reports whether a flag's value is the name of a file.
func takesFile(flag string) bool {
	switch flag {
	case flagOutput, flagScript, flagNodes, flagAgents, flagDir, flagState, flagHealth, flagBackup:
		return true
	}
	return false
}

// flagsFor makes flags in a language. The placeholder of a value stands between
// backquotes in the usage, as urfave/cli has it.
func flagsFor(lang message.Lang, names ...string) []cli.Flag {
	var out []cli.Flag
	for _, name := range names {
		usage := flagUsage[name].in(lang)
		switch name {
		case flagStrict, flagQuiet, flagAll, flagRenew, flagNode, flagAcceptNew, flagVersion, flagHere, flagYes, flagRollback, flagSummary:
			out = append(out, &cli.BoolFlag{Name: name, Usage: usage})
		case flagHelp:
			out = append(out, &cli.BoolFlag{Name: name, Aliases: []string{"h"}, Usage: usage})
		case flagOutput:
			out = append(out, &cli.StringFlag{Name: name, Aliases: []string{"o"}, Usage: usage})
		default:
			if list := choices(name); list != nil {
				usage = "`" + strings.Join(list, "|") + "`" + usage
			}
			out = append(out, &cli.StringFlag{Name: name, Usage: usage, Value: flagDefault(name)})
		}
	}
	return out
}

// importOutput is --output where a file of agents is written.
func importOutput(lang message.Lang) cli.Flag {
	return &cli.StringFlag{Name: flagOutput, Aliases: []string{"o"}, Usage: helpImportOutput.in(lang), Value: stdio}
}

func flagDefault(name string) string {
	switch name {
	case flagTarget:
		return target.Default
	case flagFormat:
		return formatText
	case flagColor:
		return colorAuto
	case flagDir:
		return agentd.DefaultKeys
	case flagListen:
		return agentd.DefaultListen
	case flagState:
		return agentd.DefaultState
	case flagHealth:
		return agentd.DefaultHealth
	case flagMode:
		return string(merge.Replace)
	case flagVia:
		return viaPatch
	case flagTimeout:
		return apply.DefaultTimeout.String()
	}
	return ""
}

// The flags of reading a sheet, shared by compile and check.
var inputFlags = []string{flagSheet, flagTarget, flagStrict, flagQuiet, flagNodes, flagAgents, flagEncoding, flagFormat, flagLang, flagColor, flagHelp}

// The flags of the commands that reach a cluster. Node ids come from there.
var (
	sheetFlags    = []string{flagSheet, flagTarget, flagStrict, flagQuiet, flagAgents, flagEncoding, flagFormat, flagLang, flagColor, flagHelp}
	workFlags     = []string{flagAllow, flagYes, flagRetry, flagTimeout, flagRollback, flagBackup}
	planFlags     = slices.Concat([]string{flagTo, flagMode, flagSummary, flagAcceptNew}, sheetFlags)
	statusFlags   = slices.Concat([]string{flagTo, flagMode, flagAcceptNew}, sheetFlags)
	applyFlags    = slices.Concat([]string{flagTo, flagMode, flagSummary, flagAcceptNew}, workFlags, []string{flagVia}, sheetFlags)
	diffFlags     = slices.Concat([]string{flagSummary, flagAcceptNew}, sheetFlags)
	rollbackFlags = slices.Concat([]string{flagTo, flagHere, flagSummary, flagAcceptNew, flagAllow, flagYes, flagRetry, flagTimeout, flagBackup, flagFormat, flagLang, flagColor, flagHelp})
)

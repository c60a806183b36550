package main

import (
	"strings"

	"github.com/urfave/cli/v2"

	"hagen/internal/diag"
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
	flagAll      = "all"
	flagNodes    = "nodes-from"
	flagAgents   = "agents"
	flagEncoding = "encoding"
	flagFormat   = "format"
	flagLang     = "lang"
	flagColor    = "color"
	flagHelp     = "help"
	flagVersion  = "version"
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
		return []string{string(diag.Japanese), string(diag.English)}
	case flagColor:
		return []string{colorAuto, colorOn, colorOff}
	}
	return nil
}

// offers are the values completion offers for a flag: its choices, or the usual
// ones where others are fine, too.
func offers(flag string) []string {
	if flag == flagEncoding {
		return csv.Encodings()
	}
	return choices(flag)
}

// takesFile reports whether a flag's value is the name of a file.
func takesFile(flag string) bool {
	switch flag {
	case flagOutput, flagScript, flagNodes, flagAgents:
		return true
	}
	return false
}

// flagsFor makes flags in a language. The placeholder of a value stands between
// backquotes in the usage, as urfave/cli has it.
func flagsFor(lang diag.Lang, names ...string) []cli.Flag {
	var out []cli.Flag
	for _, name := range names {
		usage := flagUsage[name].in(lang)
		switch name {
		case flagStrict, flagAll, flagVersion:
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
func importOutput(lang diag.Lang) cli.Flag {
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
	}
	return ""
}

// The flags of reading a sheet, shared by compile and check.
var inputFlags = []string{flagSheet, flagTarget, flagStrict, flagNodes, flagAgents, flagEncoding, flagFormat, flagLang, flagColor, flagHelp}

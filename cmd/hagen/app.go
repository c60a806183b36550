package main

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"hagen/internal/agents/installed"
	"hagen/internal/message"
)

// The exit codes, as scripts around hagen rely on them.
const (
	exitOK       = 0 // written
	exitError    = 1 // an error, and nothing written or changed
	exitWarnings = 2 // written, with warnings
)

// app is one run of hagen: what it reads, writes and asks, and its language.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	roots          installed.Roots // where this machine's agents are

	lang  message.Lang
	json  bool // --format json
	color bool // reports have colours
	// colorWhen is --color; stream says that JSON comes as one object a line.
	colorWhen string
	brief     bool // --summary
	stream    bool
	code      int      // the exit code of a command that did not fail
	doc       document // what --format json prints
}

// run is hagen. args come without the program's name.
func (a *app) run(ctx context.Context, args []string) int {
	a.lang = language(args, a.getenv)
	a.stderr = door{a.stderr} // standard output also carries data: its texts are filtered one by one
	c := a.commands()
	call, err := arrange(c, args)
	switch {
	case err != nil:
	case call.has(flagHelp):
		err = a.showHelp(a.stdout, c, call.command)
	case call.has(flagVersion):
		err = a.showVersion()
	case call.command == nil && len(call.args) == 0 && len(call.flags) == 0:
		if err = a.showHelp(a.stderr, c, nil); err == nil {
			return exitError
		}
	default:
		a.json = call.value(flagFormat) == formatJSON
		err = c.RunContext(ctx, call.argv(c.Name))
	}
	if err != nil {
		a.complain(err)
		a.code = exitError
	}
	if a.json {
		if err := a.doc.write(a.stdout, a.stream); err != nil {
			say(a.stderr, a.lang, textCannotWrite, textStdout, because(err))
			return exitError
		}
	}
	return a.code
}

// complain says why hagen failed.
func (a *app) complain(err error) {
	list, several := err.(failures)
	if !several {
		list = failures{err}
	}
	for _, err := range list {
		message, help := explain(err, a.lang), advice(err).In(a.lang)
		if a.json {
			a.doc.Failures = append(a.doc.Failures, failRecord{message, help})
			continue
		}
		fmt.Fprintln(a.stderr, "hagen: "+message)
		if help != "" {
			fmt.Fprintln(a.stderr, "  "+help)
		}
	}
}

// say writes a line, as well as it can.
func say(w io.Writer, lang message.Lang, t sentence, args ...any) {
	fmt.Fprintln(w, t.With(args...).In(lang))
}

// commands declares the command line. Help, completion and parsing all read it.
func (a *app) commands() *cli.App {
	flags := func(names ...string) []cli.Flag { return flagsFor(a.lang, names...) }
	c := &cli.App{
		Name:           "hagen",
		Usage:          helpApp.in(a.lang),
		ArgsUsage:      "SHEET",
		Description:    helpExamples.in(a.lang),
		Flags:          flags(slices.Concat([]string{flagOutput, flagScript}, inputFlags, []string{flagVersion})...),
		Action:         a.compile,
		HideHelp:       true, // hagen has its own, in both languages
		HideVersion:    true,
		Writer:         a.stdout,
		ErrWriter:      a.stderr,
		ExitErrHandler: func(*cli.Context, error) {}, // the default one calls os.Exit
		Commands: []*cli.Command{
			{Name: "check", ArgsUsage: "SHEET...", Flags: flags(inputFlags...), Action: a.check},
			{Name: "plan", ArgsUsage: "SHEET --to DEST", Flags: flags(planFlags...), Action: a.plan},
			{Name: "apply", ArgsUsage: "SHEET --to DEST", Flags: flags(applyFlags...), Action: a.apply},
			{Name: "status", ArgsUsage: "SHEET --to DEST", Flags: flags(statusFlags...), Action: a.status},
			{Name: "diff", ArgsUsage: "A B", Flags: flags(diffFlags...), Action: a.diff},
			{Name: "history", ArgsUsage: "--to DEST", Flags: flags(flagTo, flagHere, flagAcceptNew, flagFormat, flagLang, flagHelp), Action: a.history},
			{Name: "rollback", ArgsUsage: "--to DEST [ID]", Flags: flags(rollbackFlags...), Action: a.rollback},
			{Name: "agents", ArgsUsage: "[NAME]", Flags: flags(flagTarget, flagAgents, flagFormat, flagLang, flagHelp), Action: a.agents,
				Subcommands: []*cli.Command{
					{Name: "import", ArgsUsage: "[AGENT...]", Flags: append([]cli.Flag{importOutput(a.lang)},
						flags(flagAll, flagTarget, flagLang, flagHelp)...), Action: a.importAgents},
				}},
			{Name: "agent", Flags: flags(flagDir, flagListen, flagState, flagHealth, flagLang, flagHelp), Action: a.agent,
				Subcommands: []*cli.Command{
					{Name: "init", Flags: flags(flagDir, flagRenew, flagLang, flagHelp), Action: a.agentInit},
					{Name: "authorize", ArgsUsage: "FINGERPRINT|FILE", Flags: flags(flagDir, flagName, flagUntil, flagLang, flagHelp), Action: a.agentAuthorize},
					{Name: "fingerprint", Flags: flags(flagDir, flagNode, flagLang, flagHelp), Action: a.agentFingerprint},
				}},
			{Name: "completion", ArgsUsage: "bash|zsh|fish", Flags: flags(flagLang, flagHelp), Action: a.completion},
			{Name: "version", Flags: flags(flagLang, flagHelp), Action: a.version},
			{Name: "help", ArgsUsage: "[COMMAND]", Flags: flags(flagLang, flagHelp), Action: a.help},
		},
	}
	for _, sub := range subcommands(c) {
		sub.HideHelp = true
		sub.Usage = commandHelp[sub.words].usage.in(a.lang)
		sub.Description = commandHelp[sub.words].examples.in(a.lang)
	}
	return c
}

// subcommand is a command by all the words that call it: "agents import".
type subcommand struct {
	words string
	*cli.Command
}

// subcommands lists all commands, those of a command behind it.
func subcommands(app *cli.App) []subcommand {
	var out []subcommand
	var add func(before string, list []*cli.Command)
	add = func(before string, list []*cli.Command) {
		for _, c := range list {
			out = append(out, subcommand{before + c.Name, c})
			add(before+c.Name+" ", c.Subcommands)
		}
	}
	add("", app.Commands)
	return out
}

// findSubcommand finds the command the arguments start with, the one of most
// words, and how many these are; nil when they start with none.
func findSubcommand(app *cli.App, args []string) (found *subcommand, length int) {
	for _, c := range subcommands(app) {
		words := strings.Fields(c.words)
		if n := len(words); n > length && n <= len(args) && slices.Equal(words, args[:n]) {
			found, length = &c, n
		}
	}
	return found, length
}

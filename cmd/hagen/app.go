package main

import (
	"context"
	"fmt"
	"io"

	"hagen/internal/cli"

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
	a.lang = cli.Language(args, a.getenv)
	a.stderr = door{a.stderr} // standard output also carries data: its texts are filtered one by one
	call, err := cli.Read(args)
	switch {
	case err != nil:
	case call.Given(cli.FlagHelp):
		err = call.Command.Help(a.stdout, a.lang)
	case call.Given(cli.FlagVersion):
		err = a.version(ctx, call)
	case call.Bare():
		if err = call.Command.Help(a.stderr, a.lang); err == nil {
			return exitError
		}
	default:
		a.json = call.Value(cli.FlagFormat) == cli.FormatJSON
		if err = call.Check(); err == nil {
			err = a.command(call.Command.Name)(ctx, call)
		}
	}
	if err != nil {
		a.complain(err)
		a.code = exitError
	}
	if a.json {
		if err := a.doc.write(a.stdout, a.stream); err != nil {
			fmt.Fprintln(a.stderr, message.CannotWrite(message.Stdout, err).Why.In(a.lang))
			return exitError
		}
	}
	return a.code
}

// command is what carries out a command.
func (a *app) command(name string) func(context.Context, *cli.Call) error {
	switch name {
	case "check":
		return a.check
	case "plan":
		return a.plan
	case "apply":
		return a.apply
	case "status":
		return a.status
	case "diff":
		return a.diff
	case "migrate":
		return a.migrate
	case "history":
		return a.history
	case "rollback":
		return a.rollback
	case "agents":
		return a.agents
	case "agents import":
		return a.importAgents
	case "agent":
		return a.agent
	case "agent init":
		return a.agentInit
	case "agent authorize":
		return a.agentAuthorize
	case "agent fingerprint":
		return a.agentFingerprint
	case "completion":
		return a.completion
	case "version":
		return a.version
	case "help":
		return a.help
	}
	return a.compile
}

// completion prints the completion script of a shell.
func (a *app) completion(_ context.Context, call *cli.Call) error {
	script, err := cli.Completion(call.Arg(0), a.lang)
	if err == nil {
		_, err = io.WriteString(a.stdout, script)
	}
	return err
}

// help is the command of that name.
func (a *app) help(_ context.Context, call *cli.Call) error {
	return cli.HelpOn(a.stdout, call.Args, a.lang)
}

// complain says why hagen failed.
func (a *app) complain(err error) {
	for _, err := range message.Each(err) {
		why, help := message.Of(err).In(a.lang), message.HelpFor(err).In(a.lang)
		if a.json {
			a.doc.Failures = append(a.doc.Failures, failRecord{why, help})
			continue
		}
		fmt.Fprintln(a.stderr, "hagen: "+why)
		if help != "" {
			fmt.Fprintln(a.stderr, "  "+help)
		}
	}
}

// say writes a line, as well as it can.
func say(w io.Writer, lang message.Lang, t message.Text, args ...any) {
	fmt.Fprintln(w, t.With(args...).In(lang))
}

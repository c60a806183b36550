package main

import (
	"context"
	"fmt"
	"io"

	"hagen/internal/agents/installed"
	"hagen/internal/cli"
	"hagen/internal/message"
	"hagen/internal/view"
)

// The exit codes, as scripts around hagen rely on them.
const (
	exitOK       = 0 // written
	exitError    = 1 // an error, and nothing written or changed
	exitWarnings = 2 // written, with warnings
)

// app is one run of hagen: what it reads, where it shows things, its exit code.
type app struct {
	stdin  io.Reader
	screen *view.Screen
	getenv func(string) string
	roots  installed.Roots // where this machine's agents are

	site []byte // the file of --agents, once it was read
	code int    // the exit code of a command that did not fail
}

func newApp(stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) *app {
	screen := view.NewScreen(stdin, stdout, stderr, getenv)
	screen.Version = thisBuild().version
	return &app{stdin: stdin, screen: screen, getenv: getenv, roots: installed.Machine()}
}

// run runs hagen. args do not include the program's name.
func (a *app) run(ctx context.Context, args []string) int {
	a.screen.Lang = cli.Language(args, a.getenv)
	call, err := cli.Read(args)
	switch {
	case err != nil:
		a.screen.SetFormat(cli.Format(args))
	case call.Given(cli.FlagHelp):
		err = call.Command.Help(a.screen.Out, a.screen.Lang)
	case call.Given(cli.FlagVersion):
		err = a.version(ctx, call)
	case call.Bare():
		if err = call.Command.Help(a.screen.Err, a.screen.Lang); err == nil {
			return exitError
		}
	default:
		a.screen.SetFormat(call.Value(cli.FlagFormat))
		a.screen.Color, a.screen.Brief = call.Value(cli.FlagColor), call.Given(cli.FlagSummary)
		if err = call.Check(); err == nil {
			err = a.command(call.Command.Name)(ctx, call)
		}
	}
	if err != nil {
		a.screen.Fail(err)
		a.code = exitError
	}
	if err := a.screen.End(a.code); err != nil {
		fmt.Fprintln(a.screen.Err, message.Of(err).In(a.screen.Lang))
		return exitError
	}
	return a.code
}

// command is what carries out a command.
func (a *app) command(name string) func(context.Context, *cli.Call) error {
	switch name {
	case "new":
		return a.newSheet
	case "check":
		return a.check
	case "text":
		return a.text
	case "explain":
		return a.explain
	case "plan":
		return a.plan
	case "apply":
		return a.apply
	case "status":
		return a.status
	case "book design":
		return a.bookDesign
	case "book change":
		return a.bookChange
	case "book test":
		return a.bookTest
	case "what-if":
		return a.whatIf
	case "drill":
		return a.drill
	case "diff":
		return a.diff
	case "migrate":
		return a.migrate
	case "import":
		return a.importSheet
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
	case "schema":
		return a.schema
	case "version":
		return a.version
	case "help":
		return a.help
	}
	return a.compile
}

// completion prints the completion script of a shell.
func (a *app) completion(_ context.Context, call *cli.Call) error {
	script, err := cli.Completion(call.Arg(0), a.screen.Lang)
	if err == nil {
		_, err = io.WriteString(a.screen.Out, script)
	}
	return err
}

// schema prints a schema of what hagen prints as JSON.
func (a *app) schema(_ context.Context, call *cli.Call) error {
	text, err := cli.Schema(call.Arg(0))
	if err == nil {
		_, err = io.WriteString(a.screen.Out, text)
	}
	return err
}

// help is the command of that name.
func (a *app) help(_ context.Context, call *cli.Call) error {
	return cli.HelpOn(a.screen.Out, call.Args, a.screen.Lang)
}

package main

import (
	"fmt"
	"hagen/internal/message"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// help is the command of that name: "hagen help check" is "hagen check --help".
func (a *app) help(ctx *cli.Context) error {
	words := ctx.Args().Slice()
	command, known := findSubcommand(ctx.App, words)
	if known < len(words) {
		return message.Fail(textUnknownCommand, strings.Join(words, " ")).Advise(textSeeHelp)
	}
	return a.showHelp(a.stdout, ctx.App, command)
}

// showHelp explains a command, or hagen as a whole.
func (a *app) showHelp(w io.Writer, app *cli.App, command *subcommand) error {
	var b strings.Builder
	heading := func(t text) { fmt.Fprintf(&b, "\n%s\n", t.in(a.lang)) }
	section := func(title text, body string) {
		if body != "" {
			heading(title)
			b.WriteString(body)
		}
	}
	about, examples, flags, says := app.Usage, app.Description, app.Flags, words{}
	if command != nil {
		says = commandHelp[command.words]
		about, examples, flags = "hagen "+command.words+" - "+command.Usage, command.Description, command.Flags
	}
	b.WriteString(about + "\n")

	heading(helpUsage)
	if command != nil {
		writeRow(&b, usageLine(command.words, command.ArgsUsage), "")
	} else {
		writeRow(&b, usageLine("", app.ArgsUsage), helpCompile.in(a.lang))
		for _, c := range subcommands(app) {
			writeRow(&b, usageLine(c.words, c.ArgsUsage), c.Usage)
		}
	}
	if prose := says.about.in(a.lang); prose != "" {
		b.WriteString("\n" + prose)
	}
	section(helpExampleTitle, examples)
	heading(helpFlags)
	for _, f := range flags {
		names, usage := describeFlag(f)
		writeRow(&b, names, usage)
	}
	section(helpExitTitle, helpExit[nameOf(command)].in(a.lang))
	section(helpFilesTitle, says.files.in(a.lang))
	if len(says.see) > 0 {
		heading(helpSeeTitle)
		var see message.List
		for _, name := range says.see {
			see = append(see, message.Verbatim(name))
		}
		writeRow(&b, see.In(a.lang), "")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// nameOf is the name of a command, "" for none: compile.
func nameOf(command *subcommand) string {
	if command == nil {
		return ""
	}
	return command.words
}

func usageLine(command, args string) string {
	return strings.Join(strings.Fields("hagen "+command+" "+args), " ")
}

// helpColumn is where explanations start.
const helpColumn = 31

// writeRow writes a term and its explanation, on a line of its own when the
// term is long. Terms are ASCII, so bytes are columns.
func writeRow(b *strings.Builder, term, says string) {
	line := "  " + term
	switch {
	case says == "":
	case len(line) > helpColumn-2:
		line += "\n" + strings.Repeat(" ", helpColumn)
	default:
		line += strings.Repeat(" ", helpColumn-len(line))
	}
	b.WriteString(line + strings.ReplaceAll(says, "\n", "\n"+strings.Repeat(" ", helpColumn)) + "\n")
}

// describeFlag gives the names of a flag with the placeholder of its value, and
// what it does.
func describeFlag(f cli.Flag) (names, usage string) {
	usage = f.(cli.DocGenerationFlag).GetUsage()
	names = "    --" + f.Names()[0]
	if len(f.Names()) > 1 {
		names = "-" + f.Names()[1] + ", --" + f.Names()[0]
	}
	if parts := strings.SplitN(usage, "`", 3); len(parts) == 3 {
		names, usage = names+" "+parts[1], parts[0]+parts[2]
	}
	return names, usage
}

package cli

import (
	"io"
	"slices"
	"strings"

	"hagen/internal/message"
)

var (
	textApp          = message.New("help.app")
	textDestinations = message.New("help.destinations")
	titleUsage       = message.New("help.title-usage")
	titleExamples    = message.New("help.title-examples")
	titleFlags       = message.New("help.title-flags")
	titleExit        = message.New("help.title-exit")
	titleFiles       = message.New("help.title-files")
	titleSee         = message.New("help.title-see")
)

// HelpOn explains the command of some words: "hagen help check" is "hagen check
// --help".
func HelpOn(w io.Writer, words []string, lang message.Lang) error {
	command, known := findCommand(words)
	if known < len(words) {
		return message.Fail(textUnknownCommand, strings.Join(words, " ")).Advise(textSeeHelp)
	}
	return command.Help(w, lang)
}

// Help explains a command; the compile stands for hagen as a whole.
func (c *Command) Help(w io.Writer, lang message.Lang) error {
	var b strings.Builder
	heading := func(title message.Text) { b.WriteString("\n" + title.In(lang) + "\n") }
	section := func(title, body message.Text) {
		if !body.IsZero() {
			heading(title)
			b.WriteString(body.In(lang) + "\n")
		}
	}
	if c.Name == "" {
		b.WriteString(textApp.In(lang) + "\n")
	} else {
		b.WriteString("hagen " + c.Name + " - " + c.help.usage.In(lang) + "\n")
	}
	heading(titleUsage)
	if c.Name == "" {
		for _, other := range commands {
			writeRow(&b, other.usageLine(), other.help.usage.In(lang))
		}
	} else {
		writeRow(&b, c.usageLine(), "")
	}
	if !c.help.about.IsZero() {
		b.WriteString("\n" + c.help.about.With(textDestinations).In(lang) + "\n")
	}
	section(titleExamples, c.help.examples)
	heading(titleFlags)
	for _, f := range c.flags {
		writeRow(&b, f.names(), f.usage.In(lang))
	}
	section(titleExit, c.help.exit)
	section(titleFiles, c.help.files)
	if len(c.help.see) > 0 {
		heading(titleSee)
		writeRow(&b, message.Words(c.help.see).In(lang), "")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// usageLine is how a command is called.
func (c *Command) usageLine() string {
	words := []string{"hagen", c.Name, c.args}
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " ")
}

// helpColumn is where explanations start.
const helpColumn = 31

// writeRow writes a term and its explanation, on its own line when the
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

// names are the names of a flag with the placeholder of its value.
func (f flag) names() string {
	names := "    --" + f.name
	if f.short != "" {
		names = "-" + f.short + ", --" + f.name
	}
	if f.isSwitch() {
		return names
	}
	return names + " " + f.placeholder()
}

package main

import (
	"hagen/internal/message"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// call is a command line in order: which command, its flags, its arguments.
type call struct {
	command *subcommand // nil: compile
	flags   []flagValue
	args    []string
}

// flagValue is a flag as given.
type flagValue struct {
	name  string // the long one
	value string // "true" for a switch
}

// argv is the call the way urfave/cli parses it right: it stops at the first
// argument that is no flag.
func (c call) argv(program string) []string {
	out := []string{program}
	if c.command != nil {
		out = append(out, strings.Fields(c.command.words)...)
	}
	for _, f := range c.flags {
		out = append(out, "--"+f.name+"="+f.value)
	}
	return append(append(out, "--"), c.args...)
}

// has reports whether a flag was given.
func (c call) has(name string) bool {
	return slices.ContainsFunc(c.flags, func(f flagValue) bool { return f.name == name })
}

// add takes up a flag. Of one that is given again the last value counts; those of
// --allow add up.
func (c *call) add(name, value string) {
	i := slices.IndexFunc(c.flags, func(f flagValue) bool { return f.name == name })
	if name == flagAllow && i >= 0 {
		c.flags[i].value += "," + value
		return
	}
	c.flags = append(c.flags, flagValue{name, value})
}

// value is the value of a flag, "" when it was not given; the last one counts.
func (c call) value(name string) string {
	value := ""
	for _, f := range c.flags {
		if f.name == name {
			value = f.value
		}
	}
	return value
}

// arrange sorts a command line: flags may stand before and after the file name
// and the command. The first argument that is no flag names the command, or
// else is a sheet to compile. What it refuses it refuses in the user's language.
func arrange(app *cli.App, words []string) (call, error) {
	var c call
	known := everyFlag(app)
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			c.args = append(c.args, words[i+1:]...)
			break
		}
		if len(word) < 2 || word[0] != '-' {
			c.args = append(c.args, word)
			continue
		}
		name, value, inline := strings.Cut(strings.TrimLeft(word, "-"), "=")
		flag, ok := known[name]
		switch {
		case !ok:
			return c, unknownFlag(word, app.Flags)
		case isSwitch(flag) && inline:
			return c, message.Fail(textSwitchValue, "--"+flag.Names()[0])
		case isSwitch(flag):
			value = "true"
		case !inline && i+1 < len(words) && !isFlag(words[i+1], known):
			i++
			value = words[i]
		}
		if value == "" {
			return c, message.Fail(textFlagValue, "--"+flag.Names()[0])
		}
		c.add(flag.Names()[0], value)
	}
	var length int
	c.command, length = findSubcommand(app, c.args)
	c.args = c.args[length:]
	return c, c.check(app)
}

// check refuses flags the command does not have and values that are no choice.
func (c call) check(app *cli.App) error {
	flags := app.Flags
	if c.command != nil {
		flags = c.command.Flags
	}
	for _, f := range c.flags {
		if !slices.ContainsFunc(flags, func(known cli.Flag) bool { return known.Names()[0] == f.name }) {
			if c.command != nil {
				return message.Fail(textNotOfCommand, c.command.words, "--"+f.name)
			}
			if len(c.args) > 0 { // perhaps the flag is that of the command meant
				if err := misplaced(app, c.args); err != nil {
					return err
				}
			}
			return unknownFlag("--"+f.name, flags)
		}
		list := choices(f.name)
		if list == nil || slices.Contains(list, f.value) {
			continue
		}
		return orClearly(message.Fail(textChoice, f.value, "--"+f.name).Advise(textOneOf, strings.Join(list, ", ")), f.value, list)
	}
	return nil
}

// everyFlag finds the flags of all commands by each of their names. Flags of one
// name have the same names and kind of value everywhere.
func everyFlag(app *cli.App) map[string]cli.Flag {
	known := map[string]cli.Flag{}
	add := func(flags []cli.Flag) {
		for _, f := range flags {
			for _, name := range f.Names() {
				known[name] = f
			}
		}
	}
	for _, c := range subcommands(app) {
		add(c.Flags)
	}
	add(app.Flags)
	return known
}

// isFlag reports whether a word is a flag hagen knows, and so no value of the
// flag before it.
func isFlag(word string, known map[string]cli.Flag) bool {
	if !strings.HasPrefix(word, "-") {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	_, ok := known[name]
	return ok
}

func isSwitch(f cli.Flag) bool {
	_, ok := f.(*cli.BoolFlag)
	return ok
}

func unknownFlag(word string, flags []cli.Flag) error {
	word, _, _ = strings.Cut(word, "=")
	var names []string
	for _, f := range flags {
		names = append(names, "--"+f.Names()[0])
	}
	return orMeant(message.Fail(textUnknownFlag, word).Advise(textSeeHelp), word, names)
}

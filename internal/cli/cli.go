// Package cli is hagen's command line: its commands and flags, how a line is
// parsed, the errors for an invalid one, --help and shell completion.
package cli

import (
	"slices"
	"strings"

	"hagen/internal/message"
	"hagen/internal/suggest"
)

var (
	textUnknownFlag = message.New("usage.unknown-flag", "flag")
	textNotOfIt     = message.New("usage.not-of-command", "command", "flag")
	textFlagValue   = message.New("usage.flag-needs-value", "flag")
	textSwitchValue = message.New("usage.switch-takes-no-value", "flag")
	textChoice      = message.New("usage.invalid-value", "value", "flag")
)

// Call is a command line that was read: a command with its flags and arguments.
type Call struct {
	Command *Command
	Args    []string
	flags   []given
}

// given is a flag as given.
type given struct {
	name  string // the long one
	value string // "true" for a switch
}

// Read reads a command line, without the program's name. Flags may be before and
// after the arguments and the command. The first argument names the command, or
// else is a sheet to compile.
func Read(words []string) (*Call, error) {
	c := &Call{}
	for i := 0; i < len(words); i++ {
		word := words[i]
		if word == "--" {
			c.Args = append(c.Args, words[i+1:]...)
			break
		}
		if len(word) < 2 || word[0] != '-' {
			c.Args = append(c.Args, word)
			continue
		}
		name, value, inline := strings.Cut(strings.TrimLeft(word, "-"), "=")
		f := find(name)
		switch {
		case f == nil:
			return c, unknownFlag(word, commands[0].flags)
		case f.isSwitch() && inline:
			return c, message.Fail(textSwitchValue, "--"+f.name)
		case f.isSwitch():
			value = "true"
		case !inline && i+1 < len(words) && !isFlag(words[i+1]):
			i++
			value = words[i]
		}
		if value == "" {
			return c, message.Fail(textFlagValue, "--"+f.name)
		}
		c.add(f.name, value)
	}
	var length int
	c.Command, length = findCommand(c.Args)
	c.Args = c.Args[length:]
	return c, c.checkFlags()
}

// isFlag reports whether a word is a flag hagen knows, and so not a value of the
// flag before it.
func isFlag(word string) bool {
	if !strings.HasPrefix(word, "-") {
		return false
	}
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	return find(name) != nil
}

// add records a flag. If a flag is repeated, the last value counts; those of
// --allow are combined, and those of --fail are kept as lines, in their order.
func (c *Call) add(name, value string) {
	i := slices.IndexFunc(c.flags, func(g given) bool { return g.name == name })
	if name == FlagAllow && i >= 0 {
		c.flags[i].value += "," + value
		return
	}
	if name == FlagFail && i >= 0 {
		c.flags[i].value += "\n" + value
		return
	}
	c.flags = append(c.flags, given{name, value})
}

// checkFlags refuses flags the command does not have and invalid values.
func (c *Call) checkFlags() error {
	flags := c.Command.flags
	for _, g := range c.flags {
		i := slices.IndexFunc(flags, func(f flag) bool { return f.name == g.name })
		if i < 0 {
			return c.foreignFlag(g.name)
		}
		if list := flags[i].choices; list != nil && !slices.Contains(list, g.value) {
			return message.Fail(textChoice, g.value, "--"+g.name).OneOf(list).DidYouMean(suggest.Only(g.value, list))
		}
	}
	return nil
}

// foreignFlag reports a flag of another command.
func (c *Call) foreignFlag(name string) error {
	if c.Command.Name != "" {
		return message.Fail(textNotOfIt, c.Command.Name, "--"+name)
	}
	if len(c.Args) > 0 { // perhaps the flag belongs to the command that was meant
		if err := misplaced(c.Args); err != nil {
			return err
		}
	}
	return unknownFlag("--"+name, c.Command.flags)
}

func unknownFlag(word string, flags []flag) error {
	word, _, _ = strings.Cut(word, "=")
	var names []string
	for _, f := range flags {
		names = append(names, "--"+f.name)
	}
	return message.Fail(textUnknownFlag, word).Advise(textSeeHelp).DidYouMean(suggest.Nearest(word, names))
}

// Given reports whether a flag was given.
func (c *Call) Given(name string) bool {
	return slices.ContainsFunc(c.flags, func(g given) bool { return g.name == name })
}

// Bare reports whether there are no flags and no arguments.
func (c *Call) Bare() bool {
	return c.Command.Name == "" && len(c.Args) == 0 && len(c.flags) == 0
}

// Value is the value of a flag, else its default; the last one given counts.
func (c *Call) Value(name string) string {
	value := ""
	if i := slices.IndexFunc(c.Command.flags, func(f flag) bool { return f.name == name }); i >= 0 {
		value = c.Command.flags[i].initial
	}
	for _, g := range c.flags {
		if g.name == name {
			value = g.value
		}
	}
	return value
}

// Arg returns an argument, or "" when there are fewer.
func (c *Call) Arg(i int) string {
	if i >= len(c.Args) {
		return ""
	}
	return c.Args[i]
}

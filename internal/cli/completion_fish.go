package cli

import (
	"fmt"
	"strings"

	"hagen/internal/message"
)

func fishCompletion(lang message.Lang) string {
	var b strings.Builder
	first := strings.Join(commands[0].below(), " ")
	b.WriteString("# fish completion of hagen, made by \"hagen completion fish\"\n")
	for _, c := range commands[1:] {
		if !strings.Contains(c.Name, " ") {
			fmt.Fprintf(&b, "complete -c hagen -n 'not __fish_seen_subcommand_from %s' -a %s -d '%s'\n", first, c.Name, fishQuote.Replace(c.help.usage.In(lang)))
		}
	}
	for _, c := range commands {
		if c.Name == "" {
			c.fishFlags(&b, "not __fish_seen_subcommand_from "+first, lang)
			continue
		}
		seen := c.fishSeen()
		c.fishFlags(&b, seen, lang)
		switch words := c.operands(); {
		case c.files:
		case words != nil:
			fmt.Fprintf(&b, "complete -c hagen -n '%s' -f -a '%s'\n", seen, strings.Join(words, " "))
		default:
			fmt.Fprintf(&b, "complete -c hagen -n '%s' -f\n", seen)
		}
	}
	return b.String()
}

// fishSeen is the condition that a command is being typed, and none of its
// subcommands.
func (c *Command) fishSeen() string {
	var parts []string
	for word := range strings.FieldsSeq(c.Name) {
		parts = append(parts, "__fish_seen_subcommand_from "+word)
	}
	if names := c.below(); names != nil {
		parts = append(parts, "not __fish_seen_subcommand_from "+strings.Join(names, " "))
	}
	return strings.Join(parts, "; and ")
}

var fishQuote = strings.NewReplacer(`\`, `\\`, `'`, `\'`)

func (c *Command) fishFlags(b *strings.Builder, condition string, lang message.Lang) {
	for _, f := range c.flags {
		fmt.Fprintf(b, "complete -c hagen -n '%s' -l %s", condition, f.name)
		if f.short != "" {
			b.WriteString(" -s " + f.short)
		}
		list := strings.Join(f.offered(), " ")
		switch {
		case f.isSwitch():
		case f.name == FlagAllow:
			b.WriteString(" -x -a '(__fish_append , " + list + ")'")
		case list != "":
			b.WriteString(" -x -a '" + list + "'")
		case f.file:
			b.WriteString(" -r -F")
		default:
			b.WriteString(" -x")
		}
		fmt.Fprintf(b, " -d '%s'\n", fishQuote.Replace(f.shortUsage(lang)))
	}
}

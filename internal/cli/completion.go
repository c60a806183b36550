package cli

import (
	"slices"
	"strings"

	"hagen/docs/schema"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/suggest"
)

var (
	textNoShell      = message.New("usage.no-shell")
	textUnknownShell = message.New("usage.unknown-shell", "shell")

	textUnknownSchema = message.New("usage.unknown-schema", "name")
)

// shells have a completion script each, made from the declared command line, so
// that it works without hagen and is never outdated.
var shells = []string{"bash", "zsh", "fish"}

// Completion is the completion script of a shell.
func Completion(shell string, lang message.Lang) (string, error) {
	switch shell {
	case "bash":
		return bashCompletion(), nil
	case "zsh":
		return zshCompletion(lang), nil
	case "fish":
		return fishCompletion(lang), nil
	case "":
		return "", message.Fail(textNoShell).OneOf(shells)
	}
	return "", message.Fail(textUnknownShell, shell).OneOf(shells).DidYouMean(suggest.Only(shell, shells))
}

// Schema is one of the schemas of what hagen prints as JSON; without a name, the
// list of them.
func Schema(name string) (string, error) {
	names := schema.Names()
	switch {
	case name == "":
		return strings.Join(names, "\n") + "\n", nil
	case !slices.Contains(names, name):
		return "", message.Fail(textUnknownSchema, name).OneOf(names).DidYouMean(suggest.Only(name, names))
	}
	return schema.Whole(name)
}

// operands are the words a command takes, nil when it takes others.
func (c *Command) operands() []string {
	switch c.Name {
	case "completion":
		return shells
	case "schema":
		return schema.Names()
	case "help":
		return commands[0].below()
	case "explain":
		return diag.Codes()
	case "":
		return nil
	}
	return c.below()
}

// spellings are all forms of a flag: --output -o.
func (f flag) spellings() []string {
	out := []string{"--" + f.name}
	if f.short != "" {
		out = append(out, "-"+f.short)
	}
	return out
}

// shortUsage is the first part of what a flag does.
func (f flag) shortUsage(lang message.Lang) string {
	usage := strings.ReplaceAll(f.usage.In(lang), "\n", " ")
	if i := strings.IndexAny(usage, ":;。"); i > 0 {
		usage = usage[:i]
	}
	if strings.Count(usage, "(") > strings.Count(usage, ")") {
		usage = strings.TrimSpace(usage[:strings.LastIndexByte(usage, '(')])
	}
	return usage
}

// valued are the flags of all commands that take a value, each once: flags with one
// name take the same values everywhere.
func valued() []flag {
	var out []flag
	for _, c := range commands {
		for _, f := range c.flags {
			same := func(g flag) bool { return g.name == f.name }
			if !f.isSwitch() && !slices.ContainsFunc(out, same) {
				out = append(out, f)
			}
		}
	}
	return out
}

// commandPatterns match, in a case of bash and zsh, a word that makes a command,
// or a longer one, of what is before it: " agents", "agents import".
func commandPatterns() string {
	var out []string
	for _, c := range commands[1:] {
		pattern := c.Name
		if !strings.Contains(pattern, " ") {
			pattern = " " + pattern
		}
		out = append(out, "'"+pattern+"'")
	}
	return strings.Join(out, "|")
}

package cli

import (
	"fmt"
	"strings"

	"hagen/internal/message"
)

func zshCompletion(lang message.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, `#compdef hagen
# zsh completion of hagen, made by "hagen completion zsh"
_hagen() {
	local command= word
	for word in "${(@)words[2,CURRENT-1]}"; do
		case "$command $word" in (%s) command="${command:+$command }$word" ;; esac
	done
	case $command in
`, commandPatterns())
	var described []string
	for _, c := range commands {
		c.zshCase(&b, lang)
		if c.Name != "" && !strings.Contains(c.Name, " ") {
			described = append(described, c.Name+`\:`+zshQuote.Replace(`"`+c.help.usage.In(lang)+`"`))
		}
	}
	b.WriteString("\tesac\n}\n")
	fmt.Fprintf(&b, `_hagen_first() {
	_alternative 'commands:command:((%s))' 'files:sheet:_files'
}
if [ "$funcstack[1]" = _hagen ]; then _hagen "$@"; else compdef _hagen hagen; fi
`, strings.Join(described, " "))
	return b.String()
}

// zshQuote keeps a description from ending its part of a specification.
var zshQuote = strings.NewReplacer(`'`, `'\''`, `[`, `\[`, `]`, `\]`, `:`, `\:`)

// zshCase is what a command offers.
func (c *Command) zshCase(b *strings.Builder, lang message.Lang) {
	fmt.Fprintf(b, "\t('%s') _arguments", c.Name)
	for _, f := range c.flags {
		value := f.zshValue()
		for _, s := range f.spellings() {
			if value != "" && strings.HasPrefix(s, "--") {
				s += "=" // in the same word, or in the next one
			}
			fmt.Fprintf(b, " \\\n\t\t'%s[%s]%s'", s, zshQuote.Replace(f.shortUsage(lang)), value)
		}
	}
	switch words := c.operands(); {
	case c.Name == "":
		b.WriteString(" \\\n\t\t'1:sheet or command:_hagen_first' '*:sheet:_files'")
	case c.files:
		b.WriteString(" \\\n\t\t'*:sheet:_files'")
	case words != nil:
		fmt.Fprintf(b, " \\\n\t\t'*:%s:(%s)'", c.Name, strings.Join(words, " "))
	default: // the command itself is a word, and without a place for it no flag follows
		b.WriteString(" \\\n\t\t'*: : '")
	}
	b.WriteString(" ;;\n")
}

// zshValue is what a flag takes.
func (f flag) zshValue() string {
	list := strings.Join(f.offered(), " ")
	switch {
	case f.isSwitch():
		return ""
	case f.name == FlagAllow:
		return ":" + f.name + ":_values -s , " + f.name + " " + list
	case f.name == FlagTo:
		return ":" + f.name + ":{compadd -S \"\" -- " + zshQuote.Replace(list) + "}"
	case list != "":
		return ":" + f.name + ":(" + list + ")"
	case f.file:
		return ":" + f.name + ":_files"
	}
	return ":" + f.name + ": "
}

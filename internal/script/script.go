// Package script reads the pcs and cibadmin commands of a script and compares them with
// those of another: comments, line breaks, quotes, the file they work on and what a
// shell does around the commands do not count.
package script

import (
	"regexp"
	"slices"
	"strings"

	"hagen/internal/secret"
	"hagen/internal/shquote"
)

// Command is a pcs command, without the program's name and the file it works on, or
// one of cibadmin, which starts with its name.
type Command []string

// Commands reads the commands of a script in order. Those that fetch or push the
// configuration are left out.
func Commands(text []byte) []Command {
	l := lexer{rest: string(text)}
	var out []Command
	for l.rest != "" {
		words := l.command()
		for len(words) > 0 && isAssignment(words[0]) {
			words = words[1:]
		}
		if len(words) > 1 && words[0] == cibadmin && !slices.Contains(words, "--query") {
			out = append(out, unwrapped(words))
		}
		if len(words) == 0 || words[0] != "pcs" {
			continue
		}
		words = words[1:]
		for len(words) > 1 && words[0] == "-f" {
			words = words[2:]
		}
		if transport := len(words) > 1 && words[0] == "cluster" && (words[1] == "cib" || words[1] == "cib-push"); !transport && len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}

// Tools reads the commands of a script that change a cluster without pcs, in order:
// crmsh and Pacemaker's own tools, but for cibadmin.
func Tools(text []byte) []Command {
	l := lexer{rest: string(text)}
	var out []Command
	for l.rest != "" {
		words := l.command()
		for len(words) > 0 && isAssignment(words[0]) {
			words = words[1:]
		}
		if len(words) > 0 && tool.MatchString(words[0]) {
			out = append(out, words)
		}
	}
	return out
}

var tool = regexp.MustCompile(`^(.*/)?(crm|crm_[a-z_]+|stonith_admin|attrd_updater)$`)

// String is the command as one would type it, secrets masked.
func (c Command) String() string {
	out := []string{"pcs"}
	if len(c) > 0 && c[0] == cibadmin {
		out = nil
	}
	for i, word := range c {
		if strings.HasPrefix(word, "<") {
			word = maskedXML(word)
		}
		option := "" // whose value the word is
		if i > 0 && strings.HasPrefix(c[i-1], "--") && !strings.HasPrefix(word, "-") {
			option = strings.TrimLeft(c[i-1], "-")
		}
		name, value, assigned := strings.Cut(word, "=")
		assigned = assigned && !strings.HasPrefix(word, "<")
		switch {
		case assigned && secret.In(name, value):
			out = append(out, name+"="+secret.Mask)
		case option != "" && secret.In(option, word), secret.Text(word):
			out = append(out, secret.Mask)
		default:
			out = append(out, typed(word))
		}
	}
	return strings.Join(out, " ")
}

// typed is a word as one would type it: an expansion stays one.
func typed(word string) string {
	if strings.Contains(word, expansion) {
		return `"` + strings.ReplaceAll(word, expansion, "$") + `"`
	}
	name, value, assigned := strings.Cut(word, "=")
	if assigned && shquote.Plain(name) && !shquote.Plain(value) && value != "" {
		if q, err := shquote.Quote(value); err == nil {
			return name + "=" + q
		}
	}
	if strings.HasSuffix(word, "=") && shquote.Plain(name) {
		return word
	}
	q, err := shquote.Quote(word)
	if err != nil { // a NUL byte, which no script has
		return word
	}
	return q
}

// expansion marks a $ that the shell would expand, unlike one in single quotes.
const expansion = "\x00$"

// lexer splits a script into words as a POSIX shell does, as far as that tells one
// command from the next.
type lexer struct{ rest string }

// ends are the characters that end a command, or what of it counts here.
const ends = "\n;&|()<>"

// command reads the words of a command up to its end.
func (l *lexer) command() []string {
	var words []string
	for l.rest != "" {
		switch c := l.rest[0]; {
		case strings.HasPrefix(l.rest, "\\\n"):
			l.rest = l.rest[2:]
		case c == ' ' || c == '\t' || c == '\r':
			l.rest = l.rest[1:]
		case c == '#':
			_, after, _ := strings.Cut(l.rest, "\n")
			l.rest = after
			return words
		case c == '<' || c == '>':
			l.rest = l.rest[1:]
			l.rest = strings.TrimLeft(l.rest, "<>& \t")
			l.word()
		case strings.IndexByte(ends, c) >= 0:
			l.rest = l.rest[1:]
			return words
		default:
			word := l.word()
			if redirects := l.rest != "" && strings.IndexByte("<>", l.rest[0]) >= 0; !redirects || strings.Trim(word, "0123456789") != "" {
				words = append(words, word)
			}
		}
	}
	return words
}

// word reads a word without its quotes.
func (l *lexer) word() string {
	var b strings.Builder
	for l.rest != "" {
		c := l.rest[0]
		if c == ' ' || c == '\t' || strings.IndexByte(ends, c) >= 0 {
			break
		}
		l.rest = l.rest[1:]
		switch c {
		case '\'':
			text, after, _ := strings.Cut(l.rest, "'")
			b.WriteString(text)
			l.rest = after
		case '"':
			l.doubleQuoted(&b)
		case '\\':
			l.escaped(&b)
		case '$':
			b.WriteString(expansion)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escaped reads what follows a backslash outside quotes.
func (l *lexer) escaped(b *strings.Builder) {
	if l.rest == "" {
		return
	}
	if l.rest[0] != '\n' {
		b.WriteByte(l.rest[0])
	}
	l.rest = l.rest[1:]
}

// doubleQuoted reads up to the closing quote.
func (l *lexer) doubleQuoted(b *strings.Builder) {
	for l.rest != "" {
		c := l.rest[0]
		l.rest = l.rest[1:]
		switch {
		case c == '"':
			return
		case c == '\\' && l.rest != "" && strings.IndexByte("$`\"\\\n", l.rest[0]) >= 0:
			l.escaped(b)
		case c == '$':
			b.WriteString(expansion)
		default:
			b.WriteByte(c)
		}
	}
}

// Change is a command that only one of two scripts has, or has elsewhere.
type Change struct {
	Added   bool // only the second one has it
	Command Command
}

// Diff compares two scripts: what the first has and the second does not in its
// place, and the other way round, in the order of the scripts.
func Diff(a, b []Command) []Change {
	kept := common(a, b)
	var out []Change
	i, j := 0, 0
	add := func(toA, toB int) {
		for ; i < toA; i++ {
			out = append(out, Change{false, a[i]})
		}
		for ; j < toB; j++ {
			out = append(out, Change{true, b[j]})
		}
	}
	for _, k := range kept {
		add(k[0], k[1])
		i, j = i+1, j+1
	}
	add(len(a), len(b))
	return out
}

// common finds the commands that both have in the same order, as pairs of their
// positions. Commands are paired by their text, the first of one text with the first
// of the other; of the pairs, the longest rising sequence is kept. Scripts hardly
// repeat a command, so that this is what they have in common.
func common(a, b []Command) [][2]int {
	at := map[string][]int{}
	for j, c := range b {
		at[c.key()] = append(at[c.key()], j)
	}
	var pairs [][2]int
	for i, c := range a {
		if list := at[c.key()]; len(list) > 0 {
			pairs = append(pairs, [2]int{i, list[0]})
			at[c.key()] = list[1:]
		}
	}
	return rising(pairs)
}

func (c Command) key() string { return strings.Join(c, "\x01") }

// rising is the longest sequence of pairs whose second numbers rise.
func rising(pairs [][2]int) [][2]int {
	var tails []int // by length, less 1: the pair that ends the sequence lowest
	before := make([]int, len(pairs))
	for i, p := range pairs {
		n, _ := slices.BinarySearchFunc(tails, p[1], func(t, want int) int { return pairs[t][1] - want })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	if len(tails) == 0 {
		return nil
	}
	var out [][2]int
	for i := tails[len(tails)-1]; i >= 0; i = before[i] {
		out = append(out, pairs[i])
	}
	slices.Reverse(out)
	return out
}

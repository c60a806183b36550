package view

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/terminal"
)

// Texts that are not hagen's own must not control the reader's terminal: an agent's
// error, a resource's name, the output of ssh. Messages make their arguments
// terminal-safe (text.format), tables their cells, views their fields. The door is
// the writer of everything for people and catches what they forget.

// door passes text, line ends and hagen's own colours.
type door struct{ io.Writer }

// colours are the sequences hagen writes itself.
var colours = []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;36m"}

// Write writes safe characters unchanged; others are shown as <U+001B>.
func (d door) Write(p []byte) (int, error) {
	if _, err := io.WriteString(d.Writer, harmless(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

func harmless(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd")
	if strings.IndexFunc(s, func(r rune) bool { return r != '\n' && terminal.Hidden(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for s != "" {
		own := func(colour string) bool { return strings.HasPrefix(s, colour) }
		if i := slices.IndexFunc(colours, own); i >= 0 {
			b.WriteString(colours[i])
			s = s[len(colours[i]):]
			continue
		}
		r, size := utf8.DecodeRuneInString(s)
		if r == '\n' {
			b.WriteByte('\n')
		} else {
			b.WriteString(terminal.Visible(s[:size]))
		}
		s = s[size:]
	}
	return b.String()
}

// workflow is the log of a GitHub workflow, which takes lines for commands: a name in
// a sheet or of a file must not be one.
type workflow struct{ io.Writer }

// commands are what GitHub takes for the beginning of one, old and new.
var commands = regexp.MustCompile(`(?m)^\s*::|##\[`)

// Write writes the text with commands taken apart.
func (w workflow) Write(p []byte) (int, error) {
	if _, err := w.Writer.Write(commands.ReplaceAllFunc(p, apart)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// apart puts a blank into the beginning of a command.
func apart(p []byte) []byte {
	if bytes.HasSuffix(p, []byte("::")) {
		return append(bytes.TrimSuffix(bytes.Clone(p), []byte("::")), ": :"...)
	}
	return []byte("# #[")
}

// behind is the writer without the filter: for hagen's own bar, and to check
// whether it is a terminal.
func behind(w any) any {
	if f, ok := w.(workflow); ok {
		w = f.Writer
	}
	if d, ok := w.(door); ok {
		return d.Writer
	}
	return w
}

// escaped escapes invisible characters in JSON: DEL, C1 controls and overrides are
// allowed in JSON but control the terminal of a reader. Outside strings JSON has
// none of them.
func escaped(data []byte) []byte {
	if bytes.IndexFunc(data, func(r rune) bool { return r > '~' && terminal.Hidden(r) }) < 0 {
		return data
	}
	var b bytes.Buffer
	for _, r := range string(data) {
		switch {
		case r <= '~' || !terminal.Hidden(r):
			b.WriteRune(r)
		case r > 0xffff:
			fmt.Fprintf(&b, "\\u%04x\\u%04x", 0xd800+(r-0x10000)>>10, 0xdc00+(r-0x10000)&0x3ff)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.Bytes()
}

// visible shows a value, blank ones as quotes.
func visible(s string) string {
	if s == "" {
		return `""`
	}
	return terminal.Visible(s)
}

// visibleAll shows several words.
func visibleAll(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = terminal.Visible(w)
	}
	return out
}

// visibleEffect returns an effect with terminal-safe texts.
func visibleEffect(e pcmk.Effect) pcmk.Effect {
	for _, s := range []*string{&e.Action, &e.Resource, &e.Node, &e.Dest, &e.Reason} {
		*s = terminal.Visible(*s)
	}
	return e
}

// visibleEvent returns an event with terminal-safe texts.
func visibleEvent(e apply.Event) apply.Event {
	for _, s := range []*string{&e.Resource, &e.Node, &e.State, &e.Text} {
		*s = terminal.Visible(*s)
	}
	return e
}

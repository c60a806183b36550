package view

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/terminal"
)

// Text that hagen did not write itself must not steer the terminal of the one
// who reads it: an agent's error, a resource's name, what ssh says. Messages make
// their arguments visible (text.format), tables their cells, views their fields.
// What is forgotten there meets the door: the writer of everything for people.

// door lets through text, line ends and hagen's own colours.
type door struct{ io.Writer }

// colours are the sequences hagen writes itself.
var colours = []string{"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m", "\x1b[32m", "\x1b[33m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1;36m"}

// Write writes what may be shown; the rest shows as <U+001B>.
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

// behind is the writer behind the door: for hagen's own bar, and to ask whether
// it is a terminal.
func behind(w any) any {
	if d, ok := w.(door); ok {
		return d.Writer
	}
	return w
}

// escaped writes what does not show in JSON as JSON can: the terminal of the one
// who looks at it is steered by DEL, C1 controls and overrides, which JSON lets
// be. Outside strings JSON holds none of them.
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

// visibleEffect is an effect whose words may be shown.
func visibleEffect(e pcmk.Effect) pcmk.Effect {
	for _, s := range []*string{&e.Action, &e.Resource, &e.Node, &e.Dest, &e.Reason} {
		*s = terminal.Visible(*s)
	}
	return e
}

// visibleEvent is an event whose words may be shown.
func visibleEvent(e apply.Event) apply.Event {
	for _, s := range []*string{&e.Resource, &e.Node, &e.State, &e.Text} {
		*s = terminal.Visible(*s)
	}
	return e
}

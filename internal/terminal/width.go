// Package terminal knows how a text looks on a terminal: how wide it is, and which
// of its characters are invisible or would control the terminal.
package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/mattn/go-runewidth"
)

// narrow counts a character of ambiguous width (①, ○, ±) as one column, as
// terminals outside legacy East Asian encodings draw it; wide counts it as two, as
// some are set up to.
var (
	narrow = runewidth.Condition{}
	wide   = runewidth.Condition{EastAsianWidth: true}
)

// Width is the number of columns a terminal gives to a text without control
// characters. It is the same everywhere: what hagen prints does not depend on the
// locale or on a terminal's settings.
func Width(s string) int { return narrow.StringWidth(s) }

// Widest is the number of columns a terminal gives to a text at most, if it draws
// characters of ambiguous width wide.
func Widest(s string) int { return wide.StringWidth(s) }

// Visible makes invisible characters, and those that would control the terminal,
// visible: \n, \t, <U+200B>. The full-width space is kept: it is a visible gap and
// common in Japanese text. All texts that are not hagen's own (file names, names in
// a CIB, output of tools and agents) go through here before they are shown.
func Visible(s string) string {
	s = strings.ToValidUTF8(s, "\ufffd") // a single byte may be an 8-bit control character
	if strings.IndexFunc(s, Hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case Hidden(r):
			fmt.Fprintf(&b, "<U+%04X>", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Hidden reports whether a character is invisible or controls the terminal: control
// characters, overrides of the writing direction, noncharacters.
func Hidden(r rune) bool { return !unicode.IsPrint(r) && r != '\u3000' }

// Ellipsis marks what was left out. ASCII, because … is of ambiguous width.
const Ellipsis = "..."

// Clip shortens a text to at most limit columns.
func Clip(s string, limit int) string { return narrow.Truncate(s, limit, Ellipsis) }

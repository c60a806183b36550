// Package terminal knows how a text looks on a terminal: how wide it is, and which
// of its characters are invisible or would control the terminal.
package terminal

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// runeWidth is the number of columns a terminal gives a character: 2 for wide
// and full-width ones (UAX #11), 0 for those drawn over the one before. What
// UAX #11 calls ambiguous (①, ○) counts 1, as terminals outside legacy East
// Asian encodings draw it.
func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me), r >= 0x1160 && r <= 0x11FF:
		return 0 // U+1160… are vowels and finals of decomposed Hangul
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Width is the number of columns a terminal gives to a text without control
// characters.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += runeWidth(r)
	}
	return n
}

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
func Clip(s string, limit int) string {
	if Width(s) <= limit {
		return s
	}
	room := limit - len(Ellipsis)
	for i, r := range s {
		if room -= runeWidth(r); room < 0 {
			return s[:i] + Ellipsis
		}
	}
	return s
}

package grid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blank are the characters a value is trimmed of: spaces, tabs, line breaks and
// full-width spaces. Other invisible characters are left for the checks to report.
const blank = " \t\r\n\u3000"

// lineEnds is safe for use by several goroutines.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// Clean makes the text of a cell: line ends become \n, both ends are trimmed.
func Clean(text string) string {
	if strings.IndexByte(text, '\r') >= 0 {
		text = lineEnds.Replace(text)
	}
	return strings.Trim(text, blank)
}

// Control finds the first character of a text that no sheet should contain: control
// characters other than tab and line break, and the noncharacters U+FFFE and
// U+FFFF, which XML does not allow.
func Control(text string) (r rune, found bool) {
	for _, r := range text {
		if r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff {
			return r, true
		}
	}
	return 0, false
}

// marks are what people type for "#" with an input method: the full-width sign, its
// small form and the musical sharp, which has the same reading. A row that starts
// with one of them is a comment as with "#".
const marks = "#＃﹟♯"

// Commented reports whether the text of column A makes its row a comment: it starts
// with "#", perhaps after invisible characters.
func Commented(text string) bool {
	text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.In(r, unicode.Z, unicode.C) })
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune(marks, r)
}

// Comment reports whether a row is a comment.
func (r *Row) Comment() bool { return Commented(r.At(1)) }

// Blank reports whether a row has no text except in column A, whose text counts
// only as a comment mark.
func (r *Row) Blank() bool {
	for i := range r.Cells {
		if r.Cells[i].Col > 1 {
			return false
		}
	}
	return true
}

package grid

import "strings"

// blank are the characters a value is trimmed of: spaces, tabs, line breaks and
// full-width spaces. Anything else that cannot be seen is left for the checks
// to point at.
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

// Control finds the first character of a text that no sheet should hold: NUL
// and the other control characters, tab and line break aside.
func Control(text string) (r rune, found bool) {
	for _, r := range text {
		if r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r < 0xa0 {
			return r, true
		}
	}
	return 0, false
}

// Comment reports whether a row is a comment: column A starts with "#".
func (r *Row) Comment() bool { return strings.HasPrefix(r.At(1), "#") }

// Blank reports whether a row says nothing beyond column A, whose text counts
// only as a comment mark.
func (r *Row) Blank() bool {
	for i := range r.Cells {
		if r.Cells[i].Col > 1 {
			return false
		}
	}
	return true
}

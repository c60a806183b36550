package xlsx

import (
	"unicode"
	"unicode/utf8"
)

// White space, names and characters of XML.

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// nameEnd returns the length of the name at the start of data, or 0. Names in
// workbooks are ASCII, whatever the language.
func nameEnd(data []byte) int {
	for i, b := range data {
		switch {
		case 'a' <= b && b <= 'z', 'A' <= b && b <= 'Z', b == '_', b == ':':
		case i > 0 && ('0' <= b && b <= '9' || b == '-' || b == '.'):
		default:
			return i
		}
	}
	return len(data)
}

// validText reports whether text is UTF-8 and has only characters that XML allows.
func validText(text []byte) bool {
	for i := 0; i < len(text); {
		b := text[i]
		if b >= ' ' && b < utf8.RuneSelf {
			i++
			continue
		}
		if b < utf8.RuneSelf {
			if !isSpace(b) {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 || !isChar(r) {
			return false
		}
		i += n
	}
	return true
}

// isChar is the Char of the XML specification.
func isChar(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || ' ' <= r && r <= 0xd7ff || 0xe000 <= r && r <= 0xfffd || 0x10000 <= r && r <= unicode.MaxRune
}

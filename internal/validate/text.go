package validate

import (
	"fmt"
	"strings"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/suggest"
)

// characters finds what nobody can have meant to type: characters that cannot
// be seen, anywhere, and full-width letters in names. pcs and the schema take
// most of them in values; hagen does not, because a value with a zero-width
// space in it is a value no agent understands and no reader finds.
func (c *checker) characters() {
	c.texts(func(t text) {
		if _, found := firstRune(t.value, control); found {
			c.report.Settle(t.at)
			return
		}
		if r, found := firstRune(t.value, private); found {
			c.refuse(diag.PrivateCharacter, t, mark(t.value), describe(r), "")
			return
		}
		if r, found := firstRune(t.value, invisible); found {
			c.refuse(diag.InvisibleCharacter, t, mark(t.value), describe(r), visible(t.value))
			return
		}
		if r, found := firstRune(t.value, suggest.FullWidth); found && t.name {
			c.refuse(diag.FullWidthName, t, t.value, shownRune(r), suggest.HalfWidth(t.value))
		}
	})
}

// refuse reports a text that spoils its cell.
func (c *checker) refuse(kind *diag.Kind, t text, shown, character, suggestion string) {
	if t.secret {
		shown, suggestion = diag.Mask, ""
	}
	c.report.Last(kind, t.at, diag.Args{"text": shown, "character": character, "suggestion": suggestion})
}

// oddValues finds full-width letters and the punctuation of printed text in
// values nobody complained of so far: a value of a known kind has been refused
// already, the others are free text. A text with Japanese words in it may hold
// both rightly.
func (c *checker) oddValues() {
	c.texts(func(t text) {
		if t.name || prose(t.value) || !t.command && c.report.reported[t.at] || c.report.refused[t.at] {
			return
		}
		if r, found := firstRune(t.value, suggest.FullWidth); found {
			c.odd(diag.FullWidthValue, t, shownRune(r), suggest.HalfWidth(t.value))
		} else if r, found := firstRune(t.value, typographic); found {
			c.odd(diag.TypographicValue, t, string(r), typewriter.Replace(t.value))
		}
	})
}

func (c *checker) odd(kind *diag.Kind, t text, character, suggestion string) {
	args := diag.Args{"text": t.value, "character": character, "suggestion": suggestion}
	if t.secret {
		args["text"], args["suggestion"] = diag.Mask, ""
	}
	c.report.Add(kind, t.at, args)
}

// typewriter turns the quotes and dashes of printed text, which spreadsheets and
// word processors put where plain ones were typed, back. No agent and no shell
// takes them for what they look like.
var typewriter = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "‚", "'",
	"–", "-", "—", "--", "‐", "-", "‑", "-", "−", "-")

func typographic(r rune) bool { return strings.ContainsRune("“”„‘’‚–—‐‑−", r) }

// control reports whether a character is a control character that was refused
// when the sheet was read; tabs pass there.
func control(r rune) bool { return unicode.Is(unicode.Cc, r) && r != '\t' && r != '\n' }

// invisible reports whether a character leaves no trace on the screen, or looks
// like a space and is none. The full-width space is a matter of
// suggest.FullWidth.
func invisible(r rune) bool {
	switch r {
	case ' ', '\n', '\u3000':
		return false
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\ufffd': // Hangul fillers; what a decoder could not read
		return true
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Z)
}

// private reports whether a character is one that users define themselves: what
// it looks like, and whether anything is to be seen at all, is up to their fonts.
func private(r rune) bool { return unicode.Is(unicode.Co, r) }

// prose reports whether a text holds words of a language that is not written in
// ASCII alone, and may be printed text.
func prose(s string) bool {
	_, found := firstRune(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) && !suggest.FullWidth(r) })
	return found
}

// visible drops what cannot be seen, and turns odd spaces into real ones.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case !invisible(r):
			return r
		case unicode.IsSpace(r):
			return ' '
		}
		return -1
	}, s)
	return strings.TrimSpace(s)
}

// mark makes invisible characters visible: ip<U+200B>addr.
func mark(s string) string {
	var b strings.Builder
	for _, r := range s {
		if invisible(r) || private(r) {
			fmt.Fprintf(&b, "<U+%04X>", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unicodeNames names the characters people meet; others show their number.
var unicodeNames = map[rune]string{
	'\t':     "TAB",
	'\u00a0': "NO-BREAK SPACE",
	'\u00ad': "SOFT HYPHEN",
	'\u200b': "ZERO WIDTH SPACE",
	'\u200c': "ZERO WIDTH NON-JOINER",
	'\u200d': "ZERO WIDTH JOINER",
	'\u200e': "LEFT-TO-RIGHT MARK",
	'\u200f': "RIGHT-TO-LEFT MARK",
	'\u2028': "LINE SEPARATOR",
	'\u202a': "LEFT-TO-RIGHT EMBEDDING",
	'\u202c': "POP DIRECTIONAL FORMATTING",
	'\u202d': "LEFT-TO-RIGHT OVERRIDE",
	'\u202e': "RIGHT-TO-LEFT OVERRIDE",
	'\u202f': "NARROW NO-BREAK SPACE",
	'\u2060': "WORD JOINER",
	'\u3164': "HANGUL FILLER",
	'\ufeff': "BYTE ORDER MARK",
	'\ufffd': "REPLACEMENT CHARACTER",
}

// describe names a character that cannot be shown.
func describe(r rune) string {
	if name := unicodeNames[r]; name != "" {
		return fmt.Sprintf("U+%04X %s", r, name)
	}
	return fmt.Sprintf("U+%04X", r)
}

// shownRune shows a full-width character; its space cannot be seen.
func shownRune(r rune) string {
	if r == '\u3000' {
		return "U+3000 IDEOGRAPHIC SPACE"
	}
	return string(r)
}

// firstRune finds the first character of a kind.
func firstRune(s string, is func(rune) bool) (rune, bool) {
	for _, r := range s {
		if is(r) {
			return r, true
		}
	}
	return 0, false
}

package validate

import (
	"strings"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/suggest"
)

// characters finds characters that nobody types on purpose: invisible ones
// anywhere, and in names full-width letters and characters that look like a letter
// or a hyphen. pcs and the schema accept most of them in values; hagen does not,
// because a value with a zero-width space in it is a value no agent understands and
// no reader finds. A private-use character means something only on the machine it
// was typed on.
func (c *checker) characters() {
	c.texts(func(t text) {
		if _, found := firstRune(t.value, control); found {
			c.report.Settle(t.at)
			return
		}
		if r, found := firstRune(t.value, suggest.Private); found {
			c.refuse(diag.PrivateCharacter, t, suggest.Mark(t.value), suggest.Describe(r), "")
			return
		}
		if r, found := firstRune(t.value, suggest.Invisible); found {
			c.refuse(diag.InvisibleCharacter, t, suggest.Mark(t.value), suggest.Describe(r), suggest.Visible(t.value))
			return
		}
		if !t.name {
			return
		}
		switch r, odd := suggest.OddIn(t.value); odd {
		case suggest.Wide:
			c.refuse(diag.FullWidthName, t, t.value, shownRune(r), suggest.Plain(t.value))
		case suggest.Alien:
			c.refuse(diag.LookalikeName, t, t.value, suggest.Describe(r), suggest.Plain(t.value))
		}
	})
}

// refuse reports a character and suppresses further findings for the cell.
func (c *checker) refuse(kind *diag.Kind, t text, shown, character, suggestion string) {
	if t.secret {
		shown, suggestion = diag.Mask, ""
	}
	c.report.Last(kind, t.at, diag.Args{"text": shown, "character": character, "suggestion": suggestion})
}

// unescaped finds values that the target's Pacemaker would write into the CIB
// without escaping: it stops escaping after the first character that is not ASCII.
// pcs then exits 0 and has dropped the character, and a cluster that loads the XML
// gets a CIB that cannot be parsed.
func (c *checker) unescaped() {
	if !c.env.Target.EscapingStops {
		return
	}
	c.texts(func(t text) {
		if t.command {
			return // a command also contains the shell's quotes
		}
		first, found := firstRune(t.value, func(r rune) bool { return r > unicode.MaxASCII })
		if !found {
			return
		}
		_, behind, _ := strings.Cut(t.value, string(first))
		at := strings.IndexAny(behind, `&<"`)
		if at < 0 {
			return
		}
		args := diag.Args{"character": behind[at : at+1], "before": string(first)}
		if t.secret {
			args["before"] = ""
		}
		c.report.Last(diag.EscapingStops, t.at, args)
	})
}

// oddValues finds full-width letters and typographic punctuation in values without
// a finding so far: invalid values of known kinds have been reported, the others
// are free text. In a text with Japanese words both may be right.
func (c *checker) oddValues() {
	c.texts(func(t text) {
		if t.name || prose(t.value) || !t.command && c.report.reported[t.at] || c.report.refused[t.at] {
			return
		}
		if r, found := firstRune(t.value, suggest.FullWidth); found {
			c.odd(diag.FullWidthValue, t, shownRune(r), suggest.HalfWidth(t.value))
		} else if r, found := firstRune(t.value, typographic); found {
			c.odd(diag.TypographicValue, t, string(r)+" ("+suggest.Describe(r)+")", typewriter.Replace(t.value))
		} else if r, odd := suggest.OddIn(t.value); odd == suggest.Alien && mixed(t.value) {
			c.odd(diag.LookalikeValue, t, suggest.Describe(r), suggest.Plain(t.value))
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

// typewriter replaces typographic quotes and dashes, which spreadsheets and word
// processors insert for plain ones, with the plain ones. No agent or shell treats
// them alike.
var typewriter = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "‚", "'",
	"–", "-", "—", "--", "‐", "-", "‑", "-", "−", "-")

func typographic(r rune) bool { return strings.ContainsRune("“”„‘’‚–—‐‑−", r) }

// control reports whether a character is a control character, which is refused when
// the sheet is read. Tabs are allowed there.
func control(r rune) bool {
	return unicode.Is(unicode.Cc, r) && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff
}

// prose reports whether a text contains words of a language that ASCII cannot
// write, and so may contain typographic punctuation.
func prose(s string) bool {
	_, found := firstRune(s, func(r rune) bool {
		return r > unicode.MaxASCII && unicode.IsLetter(r) && !suggest.FullWidth(r) && suggest.Lookalike(r) == 0
	})
	return found
}

// mixed reports whether a text has letters of ASCII and others.
func mixed(s string) bool {
	_, ascii := firstRune(s, func(r rune) bool { return r <= unicode.MaxASCII && unicode.IsLetter(r) })
	_, other := firstRune(s, func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
	return ascii && other
}

// shownRune formats a full-width character; the full-width space is invisible.
func shownRune(r rune) string {
	if r == '\u3000' {
		return "U+3000 IDEOGRAPHIC SPACE"
	}
	return string(r)
}

// firstRune returns the first character that satisfies a condition.
func firstRune(s string, is func(rune) bool) (rune, bool) {
	for _, r := range s {
		if is(r) {
			return r, true
		}
	}
	return 0, false
}

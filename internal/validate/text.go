package validate

import (
	"strings"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/suggest"
)

// characters finds what cannot have been typed on purpose: characters that cannot
// be seen, anywhere, and in names full-width letters and what looks like a letter
// or a hyphen. pcs and the schema take most of them in values; hagen does not, because a value with a zero-width
// space in it is a value no agent understands and no reader finds. A private-use
// character means something on the machine it was typed on alone.
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

// refuse reports a text that spoils its cell.
func (c *checker) refuse(kind *diag.Kind, t text, shown, character, suggestion string) {
	if t.secret {
		shown, suggestion = diag.Mask, ""
	}
	c.report.Last(kind, t.at, diag.Args{"text": shown, "character": character, "suggestion": suggestion})
}

// unescaped finds values that Pacemaker of the target would write into the CIB
// without escaping them: behind the first character that is not ASCII it stops.
// pcs then exits 0 and has dropped the character, a cluster that is given the
// XML holds a CIB that cannot be parsed.
func (c *checker) unescaped() {
	if !c.env.Target.EscapingStops {
		return
	}
	c.texts(func(t text) {
		if t.command {
			return // the shell's quotes are there as well
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

// oddValues finds full-width letters and the punctuation of printed text in
// values without a finding so far: a value of a known kind has been refused
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

// typewriter turns the quotes and dashes of printed text, which spreadsheets and
// word processors put where plain ones were typed, back. No agent and no shell
// takes them for what they look like.
var typewriter = strings.NewReplacer("“", `"`, "”", `"`, "„", `"`, "‘", "'", "’", "'", "‚", "'",
	"–", "-", "—", "--", "‐", "-", "‑", "-", "−", "-")

func typographic(r rune) bool { return strings.ContainsRune("“”„‘’‚–—‐‑−", r) }

// control reports whether a character is a control character that was refused
// when the sheet was read; tabs pass there.
func control(r rune) bool {
	return unicode.Is(unicode.Cc, r) && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff
}

// prose reports whether a text holds words of a language that is not written in
// ASCII alone, and may be printed text.
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

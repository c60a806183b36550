package xlsx

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hagen/internal/parse/grid"
)

// A number format says what a cell shows. Programs do not agree on all of them, so
// hagen reads only the part that is the same in Excel and LibreOffice and refuses a
// cell with any other format. The result is compared with LibreOffice over
// thousands of cells (oracle_test.go).

// format is a number format.
type format struct {
	code     string
	general  bool // shows a number as it is
	truth    bool // shows TRUE or FALSE
	moment   moment
	sections []section // for numbers; nil when they are not understood
	texts    []piece   // for text
	hasText  bool      // text is shown by texts; else unchanged
	badText  bool      // texts are not understood
}

// moment classifies formats of dates and times.
type moment uint8

const (
	noMoment   moment = iota
	dateMoment        // a date, perhaps with a time
	timeMoment        // a time of the day or a duration
)

// section is the part of a format for a range of numbers.
type section struct {
	when    func(n float64) bool // nil: by its place
	pieces  []piece
	general bool // the number as it is
	integer int  // minimum of digits before the point
	group   bool
	minFrac int
	maxFrac int
	percent bool
}

// piece is a part of what is shown.
type piece struct {
	literal string
	slot    bool // the number or the text itself
}

// generalFormat is the format of cells without a style. It is never modified.
var generalFormat = parseFormat("General")

// truthCode is the format LibreOffice gives to truth values. It saves those of a
// workbook it has read as formulas with a number as their result.
const truthCode = `"TRUE";"TRUE";"FALSE"`

// textCode shows everything as it was typed.
const textCode = "@"

// parseFormat reads a number format.
func parseFormat(code string) *format {
	f := &format{code: code, truth: code == truthCode}
	parts := splitSections(code)
	f.general = len(parts) == 1 && (strings.EqualFold(code, "General") || code == textCode)
	f.readTexts(parts)
	if f.hasText {
		parts = parts[:len(parts)-1]
	}
	if f.general {
		return f
	}
	if f.moment = momentOf(parts); f.moment != noMoment || len(parts) > 3 || len(parts) == 0 {
		return f
	}
	for _, part := range parts {
		s, ok := parseSection(part)
		if !ok {
			f.sections = nil
			return f
		}
		f.sections = append(f.sections, s)
	}
	return f
}

// splitSections cuts a format at its semicolons.
func splitSections(code string) []string {
	var out []string
	from := 0
	for t := range tokens(code) {
		if t.text == ";" && t.kind == tokenCharacter {
			out = append(out, code[from:t.at])
			from = t.at + 1
		}
	}
	return append(out, code[from:])
}

// tokenKind is what a token of a format is.
type tokenKind uint8

const (
	tokenCharacter tokenKind = iota
	tokenLiteral             // quoted or escaped
	tokenBracket             // [Red], [>100], [$¥-411]
	tokenSpace               // _x: as wide as x
	tokenFill                // *x: x as often as there is room
	tokenGeneral
	tokenBroken // a quote or bracket without its end
)

type token struct {
	kind tokenKind
	text string // what is shown, or what is in the brackets
	at   int
}

// tokens iterates over the tokens of a format.
func tokens(code string) func(yield func(token) bool) {
	return func(yield func(token) bool) {
		for at := 0; at < len(code); {
			t, n := nextToken(code[at:])
			t.at = at
			if !yield(t) {
				return
			}
			at += n
		}
	}
}

func nextToken(rest string) (token, int) {
	pair := func(kind tokenKind, text func(r string) string) (token, int) {
		_, n := utf8.DecodeRuneInString(rest[1:])
		if n == 0 {
			return token{kind: tokenBroken}, 1
		}
		return token{kind: kind, text: text(rest[1 : 1+n])}, 1 + n
	}
	enclosed := func(kind tokenKind, end string) (token, int) {
		n := strings.Index(rest[1:], end)
		if n < 0 {
			return token{kind: tokenBroken}, len(rest)
		}
		return token{kind: kind, text: rest[1 : 1+n]}, n + 2
	}
	switch {
	case rest[0] == '"':
		return enclosed(tokenLiteral, `"`)
	case rest[0] == '[':
		return enclosed(tokenBracket, "]")
	case rest[0] == '\\':
		return pair(tokenLiteral, func(r string) string { return r })
	case rest[0] == '_':
		return pair(tokenSpace, func(string) string { return " " })
	case rest[0] == '*':
		return pair(tokenFill, func(string) string { return "" })
	case len(rest) >= 7 && strings.EqualFold(rest[:7], "General"):
		return token{kind: tokenGeneral}, 7
	}
	_, n := utf8.DecodeRuneInString(rest)
	return token{kind: tokenCharacter, text: rest[:n]}, n
}

// bare reports whether every program shows a character as it is without quotes: not
// a letter, which may be a field, nor a sign with a meaning.
func bare(text string) bool { return len(text) > 1 || strings.Contains(" $-+():", text) }

// bracket reads a bracket that is not a condition: colours show nothing, a currency
// shows its sign. Calendars, digits of other scripts and all others are not
// understood.
func bracket(text string) (shown string, ok bool) {
	switch strings.ToLower(text) {
	case "black", "blue", "cyan", "green", "magenta", "red", "white", "yellow":
		return "", true
	}
	if n, found := strings.CutPrefix(strings.ToLower(text), "color"); found {
		_, err := strconv.ParseUint(n, 10, 8)
		return "", err == nil
	}
	sign, found := strings.CutPrefix(text, "$")
	if !found {
		return "", false
	}
	sign, locale, _ := strings.Cut(sign, "-")
	return sign, len(locale) <= 4 // more digits choose a calendar or a script
}

// condition reads [>100].
func condition(text string) (func(n float64) bool, bool) {
	for _, c := range []struct {
		sign string
		is   func(n, limit float64) bool
	}{
		{"<=", func(n, l float64) bool { return n <= l }}, {">=", func(n, l float64) bool { return n >= l }},
		{"<>", func(n, l float64) bool { return n != l }}, {"<", func(n, l float64) bool { return n < l }},
		{">", func(n, l float64) bool { return n > l }}, {"=", func(n, l float64) bool { return n == l }},
	} {
		if rest, found := strings.CutPrefix(text, c.sign); found {
			limit, err := strconv.ParseFloat(rest, 64)
			return func(n float64) bool { return c.is(n, limit) }, err == nil && isNumber(rest)
		}
	}
	return nil, false
}

// parseSection reads one section for numbers.
func parseSection(code string) (section, bool) {
	var s section
	var digits strings.Builder // of the number
	done := false              // the number has ended
	for t := range tokens(code) {
		inNumber := t.kind == tokenCharacter && strings.Contains("0#.,", t.text)
		if digits.Len() > 0 && !inNumber {
			done = true
		}
		switch {
		case inNumber:
			if done || s.general {
				return s, false // a number cut in two, such as 00-00
			}
			if digits.Len() == 0 {
				s.pieces = append(s.pieces, piece{slot: true})
			}
			digits.WriteString(t.text)
		case t.kind == tokenGeneral:
			if s.general || digits.Len() > 0 {
				return s, false
			}
			s.general = true
			s.pieces = append(s.pieces, piece{slot: true})
		case t.kind == tokenCharacter && t.text == "%":
			if s.percent || digits.Len() == 0 {
				return s, false
			}
			s.percent = true
			s.pieces = append(s.pieces, piece{literal: "%"})
		case t.kind == tokenBracket:
			if when, ok := condition(t.text); ok && s.when == nil && len(s.pieces) == 0 {
				s.when = when
				continue
			}
			shown, ok := bracket(t.text)
			if !ok {
				return s, false
			}
			s.pieces = append(s.pieces, piece{literal: shown})
		case t.kind == tokenBroken, t.kind == tokenCharacter && !bare(t.text):
			return s, false
		default:
			s.pieces = append(s.pieces, piece{literal: t.text})
		}
	}
	return s, digits.Len() == 0 || s.readDigits(digits.String())
}

// readDigits reads the form of a number: #,##0.00 and similar.
func (s *section) readDigits(form string) bool {
	whole, fraction, point := strings.Cut(form, ".")
	if s.group = whole == "#,##0"; s.group {
		whole = "0"
	}
	zeros := strings.TrimLeft(whole, "#")
	s.integer = len(zeros)
	optional := strings.TrimLeft(fraction, "0")
	s.minFrac, s.maxFrac = len(fraction)-len(optional), len(fraction)
	switch {
	case strings.Trim(zeros, "0") != "", strings.Trim(optional, "#") != "":
		return false
	case point && (fraction == "" || s.integer == 0):
		return false // programs differ on whether 0. and #.0 show a lone point
	}
	return true
}

// number returns what the format shows for a number, as plain writes it. ok is
// false when the format is not understood.
func (f *format) number(stored string) (shown string, ok bool) {
	n, err := strconv.ParseFloat(stored, 64)
	if err != nil || len(f.sections) == 0 {
		return "", false
	}
	s, minus := f.choose(n)
	if s == nil {
		return "", false
	}
	if minus && !s.slot() {
		return "", false // only a text, with or without the sign
	}
	digits, ok := s.digits(strings.TrimPrefix(stored, "-"), n)
	if !ok {
		return "", false
	}
	var out strings.Builder
	if minus {
		out.WriteString("-")
	}
	for _, p := range s.pieces {
		if p.slot {
			out.WriteString(digits)
		}
		out.WriteString(p.literal)
	}
	return grid.Clean(out.String()), true
}

// slot reports whether the section shows the number itself.
func (s *section) slot() bool {
	return slices.ContainsFunc(s.pieces, func(p piece) bool { return p.slot })
}

// choose returns the section for a number; minus says that its sign is shown as
// well.
func (f *format) choose(n float64) (s *section, minus bool) {
	conditional := false
	for i := range f.sections {
		conditional = conditional || f.sections[i].when != nil
	}
	switch count := len(f.sections); {
	case conditional && n < 0:
		return nil, false // programs differ on the sign
	case conditional:
		return f.chooseByCondition(n), false
	case n < 0 && count > 1:
		return &f.sections[1], false
	case n == 0 && count > 2:
		return &f.sections[2], false
	}
	return &f.sections[0], n < 0
}

// chooseByCondition returns the section for a number that is not negative: the
// first whose condition holds, else the last, which must have none.
func (f *format) chooseByCondition(n float64) *section {
	last := len(f.sections) - 1
	for i := range f.sections {
		switch when := f.sections[i].when; {
		case when == nil && i < last || when != nil && i == last:
			return nil
		case when == nil || when(n):
			return &f.sections[i]
		}
	}
	return nil
}

// digits writes a number without its sign in the form of the section.
func (s *section) digits(stored string, n float64) (string, bool) {
	if s.general {
		return stored, true
	}
	if strings.ContainsAny(stored, "eE") {
		return "", false
	}
	whole, fraction, _ := strings.Cut(stored, ".")
	if s.percent {
		fraction += "00"
		whole, fraction = whole+fraction[:2], strings.TrimRight(fraction[2:], "0")
	}
	if len(fraction) > s.maxFrac { // the shown text is not the number: only for the report
		if n < 0 {
			n = -n
		}
		if s.percent {
			n *= 100
		}
		whole, fraction, _ = strings.Cut(strconv.FormatFloat(n, 'f', s.maxFrac, 64), ".")
		fraction = strings.TrimRight(fraction, "0")
	}
	if whole = strings.TrimLeft(whole, "0"); len(whole) < s.integer {
		whole = strings.Repeat("0", s.integer-len(whole)) + whole
	}
	if len(fraction) < s.minFrac {
		fraction += strings.Repeat("0", s.minFrac-len(fraction))
	}
	if s.group {
		whole = groups(whole)
	}
	switch {
	case fraction != "":
		return whole + "." + fraction, true
	case s.maxFrac > 0:
		return "", false // programs differ: 0.## shows 5. or 5
	}
	return whole, true
}

// groups puts commas between thousands.
func groups(whole string) string {
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	return whole
}

// readTexts reads the section for text: the fourth, or a last one with an @.
func (f *format) readTexts(parts []string) {
	last := parts[len(parts)-1]
	f.hasText = len(parts) > 3
	for t := range tokens(last) {
		f.hasText = f.hasText || t.kind == tokenCharacter && t.text == "@"
	}
	if !f.hasText {
		return
	}
	for t := range tokens(last) {
		p := piece{literal: t.text}
		switch {
		case t.kind == tokenCharacter && t.text == "@":
			p = piece{slot: true}
		case t.kind == tokenBracket:
			shown, ok := bracket(t.text)
			f.badText = f.badText || !ok
			p.literal = shown
		case t.kind == tokenGeneral, t.kind == tokenBroken, t.kind == tokenCharacter && !bare(t.text):
			f.badText = true
		}
		f.texts = append(f.texts, p)
	}
}

// shows reports whether a text is shown as it is.
func (f *format) shows(text string) bool {
	if !f.hasText {
		return true
	}
	var out strings.Builder
	for _, p := range f.texts {
		if p.slot {
			out.WriteString(text)
		}
		out.WriteString(p.literal)
	}
	return !f.badText && grid.Clean(out.String()) == text
}

// builtIn returns the code of a format that is only given by number. Those for
// money and for scientific notation differ by country or program.
func builtIn(id int) (code string, ok bool) {
	switch {
	case 14 <= id && id <= 17, 27 <= id && id <= 31, id == 36, 50 <= id && id <= 54, 57 <= id && id <= 58, 71 <= id && id <= 76:
		return "yyyy-mm-dd", true
	case id == 22, id == 81:
		return "yyyy-mm-dd hh:mm", true
	case 18 <= id && id <= 21, 32 <= id && id <= 35, 45 <= id && id <= 47, 55 <= id && id <= 56, 77 <= id && id <= 80:
		return "hh:mm:ss", true
	}
	code, ok = map[int]string{
		0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
		11: "0.00E+00", 12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0",
		// The negative half of these differs by country; ? is not understood.
		37: "#,##0;?", 38: "#,##0;?", 39: "#,##0.00;?", 40: "#,##0.00;?",
		49: textCode,
	}[id]
	return code, ok
}

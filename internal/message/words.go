package message

import (
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"hagen/internal/terminal"
)

// In puts a message into the words of a language.
func (m Message) In(lang Lang) string {
	if m.ID == "" {
		if later, ok := m.Args[verbatim].(interface{ In(lang Lang) string }); ok {
			return later.In(lang) // until cmd/hagen has no words of its own left
		}
		said, _ := m.Args[verbatim].(string)
		return foreign(said, lang)
	}
	return Fill(lang.text(m.ID), lang, func(name string) any { return m.Args[name] })
}

// In joins the messages as the language joins a list.
func (l List) In(lang Lang) string {
	words := make([]string, len(l))
	for i, m := range l {
		words[i] = m.In(lang)
	}
	return strings.Join(words, textComma.In(lang))
}

// Quoted writes names for an argument: "a", "b".
func Quoted(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = `"` + n + `"`
	}
	return strings.Join(quoted, ", ")
}

// textComma is between two items of a list.
var textComma = New("list.comma")

// String is the message in English.
func (m Message) String() string { return m.In(English) }

// Fill puts arguments into a text: {name} is an argument, and
// {name, plural, one {…} other {…}} is what its number asks for, by the plural
// forms of CLDR, as ICU's MessageFormat writes it. '{' and '}' are braces.
func Fill(text string, lang Lang, arg func(name string) any) string {
	if !strings.ContainsAny(text, "{}") {
		return text
	}
	var b strings.Builder
	for _, p := range split(text) {
		switch {
		case p.name == "":
			b.WriteString(p.text)
		case p.forms == nil:
			b.WriteString(shown(arg(p.name), lang))
		default:
			b.WriteString(Fill(p.form(lang, arg(p.name)), lang, arg))
		}
	}
	return b.String()
}

// Placeholders are the names of a text's arguments, each once, in order.
func Placeholders(text string) []string {
	var names []string
	seen := map[string]bool{}
	add := func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	for _, p := range split(text) {
		if p.name != "" {
			add(p.name)
		}
		for _, f := range p.forms {
			for _, name := range Placeholders(f.text) {
				add(name)
			}
		}
	}
	return names
}

// Raw is an argument of Fill that stays as it is: the caller makes it safe for
// a terminal.
type Raw string

// shown is an argument as people see it.
func shown(v any, lang Lang) string {
	switch v := v.(type) {
	case string:
		return terminal.Visible(v)
	case Raw:
		return string(v)
	case int:
		return strconv.Itoa(v)
	case Message:
		return v.In(lang)
	case List:
		return v.In(lang)
	}
	return ""
}

// piece is a part of a text: words, or the place of an argument.
type piece struct {
	text  string
	name  string
	forms []form // of a plural
}

// form is the text of a plural for a category of CLDR.
type form struct{ category, text string }

// form picks the words for a number.
func (p piece) form(lang Lang, value any) string {
	n, _ := value.(int)
	category := categories[plural.Cardinal.MatchPlural(lang.tag(), abs(n), 0, 0, 0, 0)]
	other := ""
	for _, f := range p.forms {
		switch f.category {
		case category:
			return f.text
		case "other":
			other = f.text
		}
	}
	return other
}

func abs(n int) int { return max(n, -n) }

// categories are CLDR's names of the plural forms.
var categories = map[plural.Form]string{
	plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// split splits a text into pieces. Unmatched braces stay text: the tests find them.
func split(text string) []piece {
	var pieces []piece
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			pieces = append(pieces, piece{text: words.String()})
			words.Reset()
		}
	}
	for text != "" {
		if brace, ok := quotedBrace(text); ok {
			words.WriteString(brace)
			text = text[3:]
			continue
		}
		end := 0
		if text[0] == '{' {
			end = closing(text)
		}
		if end == 0 {
			next := strings.IndexAny(text[1:], "{'") + 1
			if next == 0 {
				next = len(text)
			}
			words.WriteString(text[:next])
			text = text[next:]
			continue
		}
		flush()
		pieces = append(pieces, placeholder(text[1:end]))
		text = text[end+1:]
	}
	flush()
	return pieces
}

func quotedBrace(text string) (string, bool) {
	if strings.HasPrefix(text, "'{'") || strings.HasPrefix(text, "'}'") {
		return text[1:2], true
	}
	return "", false
}

// closing returns where the opening brace of a text is closed, or 0.
func closing(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		if _, ok := quotedBrace(text[i:]); ok {
			i += 2
			continue
		}
		switch text[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return 0
}

// placeholder reads what is between the braces.
func placeholder(inner string) piece {
	name, rest, several := strings.Cut(inner, ",")
	p := piece{name: strings.TrimSpace(name)}
	rest, isPlural := strings.CutPrefix(strings.TrimSpace(rest), "plural,")
	if !several || !isPlural {
		return p
	}
	for {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			return p
		}
		end := closing(rest[open:])
		if end == 0 {
			return p
		}
		p.forms = append(p.forms, form{strings.TrimSpace(rest[:open]), rest[open+1 : open+end]})
		rest = rest[open+end+1:]
	}
}

package cli

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// roff writes a page in the macros of man(7).
type roff struct {
	strings.Builder
	begun bool // a section, with nothing in it yet
}

// title begins a page of section 1. The first line says its encoding to groff.
func (r *roff) title(name, date, source, manual string) {
	r.WriteString("'\\\" -*- coding: utf-8 -*-\n.\\\" Made of the texts of hagen --help.\n")
	r.WriteString(".TH " + quoted(strings.ToUpper(name)) + " 1 " + date + " " + quoted(source) + " " + quoted(manual) + "\n")
	r.WriteString(".nh\n.ad l\n") // names and options are not to be hyphenated or spread
}

func (r *roff) heading(title string) {
	r.WriteString(".SH " + quoted(title) + "\n")
	r.begun = true
}

// name is what apropos reads: it knows no break points.
func (r *roff) name(page, says string) {
	r.WriteString(".nf\n" + escaped(page) + " \\- " + escaped(joined(says)) + "\n.fi\n")
}

// synopsis is how a command is called.
func (r *roff) synopsis(command, args string, flags bool) {
	line := `\fB` + escaped(command) + `\fR`
	if args != "" {
		line += " " + escaped(args)
	}
	if flags {
		line += " [FLAG...]"
	}
	r.WriteString(line + "\n")
}

// text is a paragraph's text.
func (r *roff) text(s string) {
	line := escaped(breakable(joined(s)))
	if strings.HasPrefix(line, ".") {
		line = `\&` + line
	}
	r.WriteString(line + "\n")
	r.begun = false
}

// item is a term and its explanation, which may be missing.
func (r *roff) item(term, says string) {
	r.WriteString(".TP\n\\fB" + escaped(term) + "\\fR\n")
	if says != "" {
		r.text(says)
	}
}

// body is a text of --help: paragraphs begin at the margin; a line that is indented
// by two blanks is a term, its explanation after two blanks or more, or on the lines
// below it, further in.
func (r *roff) body(s string) {
	paragraph, term, says := "", "", ""
	flush := func() {
		switch {
		case term != "":
			r.item(term, strings.TrimSpace(says))
		case paragraph != "":
			if !r.begun {
				r.WriteString(".PP\n")
			}
			r.text(paragraph)
		}
		paragraph, term, says = "", "", ""
	}
	for line := range strings.SplitSeq(s, "\n") {
		text := strings.TrimLeft(line, " ")
		indent := len(line) - len(text)
		switch {
		case text == "":
			flush()
		case indent == 0:
			if term != "" {
				flush()
			}
			paragraph += text + "\n"
		case indent > 2 && term != "":
			says += text + "\n"
		default:
			flush()
			if term, says = text, ""; strings.Contains(text, "  ") {
				term, says, _ = strings.Cut(text, "  ")
				says = strings.TrimSpace(says) + "\n"
			}
		}
	}
	flush()
}

// joined makes one line of several. Japanese has no blanks between words, so there
// is none at the end of a line either.
func joined(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		if line = strings.TrimSpace(line); b.Len() > 0 {
			before, _ := utf8.DecodeLastRuneInString(b.String())
			after, _ := utf8.DecodeRuneInString(line)
			if !strings.ContainsRune("、。", before) && !(japanese(before) && japanese(after)) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(line)
	}
	return b.String()
}

func japanese(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("、。・ー「」", c)
}

// breakPoint is where groff may break a line, until it is escaped: Japanese breaks
// between its characters, which groff does not do by itself.
const breakPoint = '\u200b'

// breakable puts the break points into Japanese text: not before what must not begin
// a line, not after what must not end one.
func breakable(s string) string {
	var b strings.Builder
	before := ' '
	for _, c := range s {
		if (japanese(before) || japanese(c)) && before != ' ' && c != ' ' &&
			!strings.ContainsRune("、。・ー」ッャュョっゃゅょァィゥェォぁぃぅぇぉ,.:;)]", c) && !strings.ContainsRune("「([", before) {
			b.WriteRune(breakPoint)
		}
		b.WriteRune(c)
		before = c
	}
	return b.String()
}

// escaped keeps a text from being read as commands, and its ASCII from being made
// typographic: what is copied from a page has to work.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\e`, `-`, `\-`, `'`, `\(aq`, "`", `\(ga`, `~`, `\(ti`, `^`, `\(ha`, string(breakPoint), `\:`).Replace(s)
}

// quoted is an argument of a macro.
func quoted(s string) string { return `"` + strings.ReplaceAll(escaped(s), `"`, `\(dq`) + `"` }

package diag

import "strings"

// Lang is a language hagen speaks.
type Lang string

// The languages of messages. Each is complete: a test fails otherwise.
const (
	English  Lang = "en"
	Japanese Lang = "ja"
)

// message picks the wording of a kind.
func (k *Kind) message(lang Lang) Message {
	if lang == Japanese {
		return k.JA
	}
	return k.EN
}

// Summary is what is wrong, in a language, with its arguments filled in.
func (d Diagnostic) Summary(lang Lang) string {
	return fill(d.Kind.message(lang).Summary, d.Args)
}

// Help is what to write instead, or "" when the kind has no advice that fits.
func (d Diagnostic) Help(lang Lang) string {
	for _, line := range d.Kind.message(lang).Help {
		if fits(line, d.Args) {
			return fill(line, d.Args)
		}
	}
	return ""
}

// Text is the label of a related place.
func (r Related) Text(lang Lang) string {
	if r.Note == nil {
		return ""
	}
	if lang == Japanese {
		return fill(r.Note.JA, r.Args)
	}
	return fill(r.Note.EN, r.Args)
}

// fill replaces each {name} by its argument.
func fill(text string, args Args) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			break
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			break
		}
		b.WriteString(text[:open])
		b.WriteString(args[text[open+1:open+end]])
		text = text[open+end+1:]
	}
	b.WriteString(text)
	return b.String()
}

// fits reports whether every {name} of a line has a value.
func fits(text string, args Args) bool {
	for _, name := range placeholders(text) {
		if args[name] == "" {
			return false
		}
	}
	return true
}

// placeholders lists the argument names of a message in order.
func placeholders(text string) []string {
	var names []string
	for {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			return names
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			return names
		}
		names = append(names, text[open+1:open+end])
		text = text[open+end+1:]
	}
}

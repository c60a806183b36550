package diag

import (
	"strconv"

	"hagen/internal/message"
)

var (
	textError   = message.New("report.error")
	textWarning = message.New("report.warning")
	textRemark  = message.New("report.remark")
	textHelp    = message.New("report.help")
)

// In is the word of a report for a severity.
func (s Severity) In(lang message.Lang) string {
	switch s {
	case Error:
		return textError.In(lang)
	case Warning:
		return textWarning.In(lang)
	}
	return textRemark.In(lang)
}

// HelpWord is the word of a report before what to write instead.
func HelpWord(lang message.Lang) string { return textHelp.In(lang) }

// Summary says what a kind of mistake is: lower case, no full stop. {name} is
// an argument.
func (k *Kind) Summary(lang message.Lang) string { return lang.Pattern(k.Code) }

// Help says what to write instead. The first line whose arguments are all given and
// not empty is shown. It is optional.
func (k *Kind) Help(lang message.Lang) []string {
	var lines []string
	for {
		id := k.Code + "." + strconv.Itoa(len(lines)+1)
		if !lang.Has(id) {
			return lines
		}
		lines = append(lines, lang.Pattern(id))
	}
}

// Summary is what is wrong, in a language, with its arguments filled in.
func (d Diagnostic) Summary(lang message.Lang) string {
	return fill(d.Kind.Summary(lang), lang, d.Args)
}

// Help is what to write instead, or "" when the kind has no advice that fits.
func (d Diagnostic) Help(lang message.Lang) string {
	for _, line := range d.Kind.Help(lang) {
		if fits(line, d.Args) {
			return fill(line, lang, d.Args)
		}
	}
	return ""
}

// Text is the label of a related place.
func (r Related) Text(lang message.Lang) string {
	if r.Note == nil {
		return ""
	}
	return fill(lang.Pattern("note."+r.Note.Key), lang, r.Args)
}

// Acceptance is why people live with a finding, and the place that says so; it is nil
// when nobody said that they do.
func (d Diagnostic) Acceptance() *Related {
	for i, r := range d.Related {
		if d.Accepted && r.Note == NoteAccept {
			return &d.Related[i]
		}
	}
	return nil
}

// fill replaces each {name} with its argument. Reports for people make the whole
// text terminal-safe; JSON has it as it is.
func fill(text string, lang message.Lang, args Args) string {
	return message.Fill(text, lang, func(name string) any { return message.Raw(args[name]) })
}

// fits reports whether every {name} of a line has a value.
func fits(text string, args Args) bool {
	for _, name := range message.Placeholders(text) {
		if args[name] == "" {
			return false
		}
	}
	return true
}

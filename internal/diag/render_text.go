package diag

import (
	"fmt"
	"hagen/internal/message"
	"hagen/internal/terminal"
	"io"
	"strconv"
	"strings"
)

// TextOptions say how a report looks on a terminal or in a log.
type TextOptions struct {
	Lang   message.Lang
	Color  bool
	Source Source // nil: no rows are quoted
	Width  int    // of a quoted row in columns; 0 means 100
}

const defaultWidth = 100

// The fixed words of a text report.
var (
	textNote     = message.New("report.note")
	textMore     = message.New("report.more", "code", "count", "max")
	textErrors   = message.New("report.errors", "count")
	textWarnings = message.New("report.warnings", "count")
	textRemarks  = message.New("report.remarks", "count")
)

// WriteText writes findings for people, in the order given, a blank line after
// each.
func WriteText(w io.Writer, list []Diagnostic, o TextOptions) error {
	t := textWriter{TextOptions: o}
	if t.Width <= 0 {
		t.Width = defaultWidth
	}
	for _, d := range list {
		t.diagnostic(d)
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

// textWriter collects the report, so that writing can only fail in one place.
type textWriter struct {
	TextOptions
	out strings.Builder
}

func (t *textWriter) diagnostic(d Diagnostic) {
	color := red
	switch d.Severity {
	case Warning:
		color = yellow
	case Remark:
		color = cyan
	}
	gutter := max(2, len(strconv.Itoa(d.Place.Row)))
	pad := strings.Repeat(" ", gutter)

	t.line(t.paint(color, d.Severity.In(t.Lang)+"["+d.Kind.Code+"]"), t.paint(bold, ": "+terminal.Visible(d.Summary(t.Lang))))
	if !d.Place.IsZero() {
		t.line(pad, t.paint(blue, "-->"), " ", terminal.Visible(d.Place.String()))
	}
	t.quote(d.Place, color, pad)
	if help := d.Help(t.Lang); help != "" {
		t.footer(pad, HelpWord(t.Lang), terminal.Visible(help))
	}
	t.related(d, pad)
	t.line()
}

// alsoShown is how many further places of a remark are named in text.
const alsoShown = 3

// related lists the related places. Of the further places of a remark it shows the
// first few and their number; JSON has them all.
func (t *textWriter) related(d Diagnostic, pad string) {
	also := 0
	for _, r := range d.Related {
		if r.Note == NoteAlso {
			if also++; also > alsoShown {
				continue
			}
		}
		text := terminal.Visible(r.Text(t.Lang))
		if !r.Place.IsZero() {
			text += ": " + terminal.Visible(r.Place.String())
		}
		t.footer(pad, textNote.In(t.Lang), text)
	}
	if also += d.Further; also > alsoShown {
		more := Related{Note: noteMore, Args: Args{"count": strconv.Itoa(also - alsoShown)}}
		t.footer(pad, textNote.In(t.Lang), more.Text(t.Lang))
	}
}

// quote shows the row of a place with carets under its cell.
func (t *textWriter) quote(at Place, color, pad string) {
	if t.Source == nil || at.Row == 0 {
		return
	}
	row, carets := quoteRow(t.Source.Quote(at), at.Col, t.Width)
	if row == "" && carets == "" {
		return
	}
	bar := t.paint(blue, pad+" |")
	t.line(bar)
	t.line(t.paint(blue, fmt.Sprintf("%*d |", len(pad), at.Row)), " ", row)
	if carets != "" {
		t.line(bar, " ", t.paint(color, carets))
	}
}

func (t *textWriter) footer(pad, label, text string) {
	t.line(pad, " ", t.paint(blue, "="), " ", t.paint(bold, label), ": ", text)
}

func (t *textWriter) line(parts ...string) {
	for _, p := range parts {
		t.out.WriteString(p)
	}
	t.out.WriteByte('\n')
}

// The colours, as SGR parameters.
const (
	red    = "1;31"
	yellow = "1;33"
	blue   = "1;34"
	cyan   = "1;36"
	bold   = "1"
)

func (t *textWriter) paint(sgr, s string) string {
	if !t.Color {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

// LeftOut writes how many findings of which kinds a report does not show, one line
// each.
func LeftOut(list []More, lang message.Lang) string {
	var b strings.Builder
	for _, m := range list {
		b.WriteString(textMore.With(m.Kind.Code, m.Count, MaxOfKind).In(lang) + "\n")
	}
	return b.String()
}

// Tally is the closing line of a report: "2 errors, 1 warning, 1 note"; "" when
// there is nothing to count.
func Tally(errors, warnings, remarks int, lang message.Lang) string {
	var parts message.List
	for _, count := range []struct {
		text message.Text
		n    int
	}{{textErrors, errors}, {textWarnings, warnings}, {textRemarks, remarks}} {
		if count.n > 0 {
			parts = append(parts, count.text.With(count.n))
		}
	}
	return parts.In(lang)
}

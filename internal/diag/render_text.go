package diag

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// TextOptions say how a report looks on a terminal or in a log.
type TextOptions struct {
	Lang   Lang
	Color  bool
	Source Source // nil: no rows are quoted
	Width  int    // of a quoted row in columns; 0 means 100
}

const defaultWidth = 100

// labels are the fixed words of a text report.
type labels struct{ err, warning, remark, help, note string }

func labelsOf(lang Lang) labels {
	if lang == Japanese {
		return labels{"エラー", "警告", "情報", "対処", "参考"}
	}
	return labels{"error", "warning", "note", "help", "note"}
}

// WriteText writes findings for people, in the order given, a blank line after
// each.
func WriteText(w io.Writer, list []Diagnostic, o TextOptions) error {
	t := textWriter{TextOptions: o, labels: labelsOf(o.Lang)}
	if t.Width <= 0 {
		t.Width = defaultWidth
	}
	for _, d := range list {
		t.diagnostic(d)
	}
	_, err := io.WriteString(w, t.out.String())
	return err
}

// textWriter gathers the report, so that writing can fail in one place only.
type textWriter struct {
	TextOptions
	labels labels
	out    strings.Builder
}

func (t *textWriter) diagnostic(d Diagnostic) {
	color, label := red, t.labels.err
	switch d.Severity {
	case Warning:
		color, label = yellow, t.labels.warning
	case Remark:
		color, label = cyan, t.labels.remark
	}
	gutter := max(2, len(strconv.Itoa(d.Place.Row)))
	pad := strings.Repeat(" ", gutter)

	t.line(t.paint(color, label+"["+d.Kind.Code+"]"), t.paint(bold, ": "+Visible(d.Summary(t.Lang))))
	if !d.Place.IsZero() {
		t.line(pad, t.paint(blue, "-->"), " ", Visible(d.Place.String()))
	}
	t.quote(d.Place, color, pad)
	if help := d.Help(t.Lang); help != "" {
		t.footer(pad, t.labels.help, Visible(help))
	}
	t.related(d, pad)
	t.line()
}

// alsoShown is how many further places of a remark are named in text.
const alsoShown = 3

// related names the related places. Of those that a remark holds for as well
// the first few do, and their number; JSON has them all.
func (t *textWriter) related(d Diagnostic, pad string) {
	also := 0
	for _, r := range d.Related {
		if r.Note == NoteAlso {
			if also++; also > alsoShown {
				continue
			}
		}
		text := Visible(r.Text(t.Lang))
		if !r.Place.IsZero() {
			text += ": " + Visible(r.Place.String())
		}
		t.footer(pad, t.labels.note, text)
	}
	if also += d.Further; also > alsoShown {
		more := Related{Note: noteMore, Args: Args{"count": strconv.Itoa(also - alsoShown)}}
		t.footer(pad, t.labels.note, more.Text(t.Lang))
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

// LeftOut says, a line each, how many findings of which kinds a report does not
// show.
func LeftOut(list []More, lang Lang) string {
	var b strings.Builder
	for _, m := range list {
		if lang == Japanese {
			fmt.Fprintf(&b, "%s: ほかに %d 件あります (表示は %d 件まで)\n", m.Kind.Code, m.Count, MaxOfKind)
		} else {
			fmt.Fprintf(&b, "%s: %d more like these; the first %d are shown\n", m.Kind.Code, m.Count, MaxOfKind)
		}
	}
	return b.String()
}

// Tally is the closing line of a report: "2 errors, 1 warning, 1 note"; "" when
// there is nothing to count.
func Tally(errors, warnings, remarks int, lang Lang) string {
	en, ja := [...]string{"error", "warning", "note"}, [...]string{"エラー", "警告", "情報"}
	var parts []string
	for i, n := range [...]int{errors, warnings, remarks} {
		switch {
		case n == 0:
		case lang == Japanese:
			parts = append(parts, fmt.Sprintf("%s %d 件", ja[i], n))
		default:
			parts = append(parts, counted(n, en[i]))
		}
	}
	if lang == Japanese {
		return strings.Join(parts, "、")
	}
	return strings.Join(parts, ", ")
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

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
type labels struct{ err, warning, help, note string }

func labelsOf(lang Lang) labels {
	if lang == Japanese {
		return labels{"エラー", "警告", "対処", "参考"}
	}
	return labels{"error", "warning", "help", "note"}
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
	if d.Severity == Warning {
		color, label = yellow, t.labels.warning
	}
	gutter := max(2, len(strconv.Itoa(d.Place.Row)))
	pad := strings.Repeat(" ", gutter)

	t.line(t.paint(color, label+"["+d.Kind.Code+"]"), t.paint(bold, ": "+visible(d.Summary(t.Lang))))
	if !d.Place.IsZero() {
		t.line(pad, t.paint(blue, "-->"), " ", visible(d.Place.String()))
	}
	t.quote(d.Place, color, pad)
	if help := d.Help(t.Lang); help != "" {
		t.footer(pad, t.labels.help, visible(help))
	}
	for _, r := range d.Related {
		text := visible(r.Text(t.Lang))
		if !r.Place.IsZero() {
			text += ": " + visible(r.Place.String())
		}
		t.footer(pad, t.labels.note, text)
	}
	t.line()
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
	bold   = "1"
)

func (t *textWriter) paint(sgr, s string) string {
	if !t.Color {
		return s
	}
	return "\x1b[" + sgr + "m" + s + "\x1b[0m"
}

// Tally is the closing line of a report: "2 errors, 1 warning"; "" when there
// is nothing to count.
func Tally(errors, warnings int, lang Lang) string {
	var parts []string
	if lang == Japanese {
		if errors > 0 {
			parts = append(parts, fmt.Sprintf("エラー %d 件", errors))
		}
		if warnings > 0 {
			parts = append(parts, fmt.Sprintf("警告 %d 件", warnings))
		}
		return strings.Join(parts, "、")
	}
	if errors > 0 {
		parts = append(parts, counted(errors, "error"))
	}
	if warnings > 0 {
		parts = append(parts, counted(warnings, "warning"))
	}
	return strings.Join(parts, ", ")
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

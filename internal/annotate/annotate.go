// Package annotate changes workbooks of people. It writes findings into the workbook
// they are about: coloured cells with notes, and a sheet that lists them all with links
// to the cells. And it gives cells other texts.
//
// The workbook is patched, part by part: a library that reads and writes whole
// workbooks loses what it does not know. Findings touch no cell and no style: the
// colour is a conditional format, so that taking the marks away leaves the sheet as it
// was, even after another program saved it.
package annotate

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

// maxNote is how many characters a note has; people read the rest in the sheet with
// the findings.
const maxNote = 1000

// Workbook returns the workbook with the findings of a report in it, in place of
// those of a former run. Without findings it has none of the marks.
func Workbook(data []byte, report *diag.List, lang message.Lang) ([]byte, error) {
	b, err := openBook(data)
	if err != nil {
		return nil, err
	}
	for _, s := range b.sheets {
		if s.findings {
			continue
		}
		if err := errors.Join(b.unmark(s.part), b.unnote(s.part)); err != nil {
			return nil, err
		}
	}
	if report.Len() == 0 {
		if removed, err := b.removeFindings(); err != nil || removed {
			return b.result(err)
		}
	}
	l, err := b.addLooks()
	if err != nil {
		return nil, err
	}
	if err := b.writeFindings(textSheetName.In(lang), b.findingsList(report, l, lang)); err != nil {
		return nil, err
	}
	for _, s := range b.sheets {
		if cells := cellsOf(report, s.name, lang); len(cells) > 0 && !s.findings {
			if err := errors.Join(b.mark(s.part, cells, l), b.note(s.part, cells)); err != nil {
				return nil, err
			}
		}
	}
	return b.result(nil)
}

func (b *book) result(err error) ([]byte, error) {
	if err != nil {
		return nil, err
	}
	return b.bytes()
}

// Marked reports whether a workbook holds the findings of a former run.
func Marked(data []byte) bool {
	b, err := openBook(data)
	return err == nil && b.findings() != nil
}

// cell is a cell with findings.
type cell struct {
	row, col int
	severity diag.Severity // the highest
	note     string
}

func (c cell) name() string { return diag.ColumnName(c.col) + strconv.Itoa(c.row) }

// cellOf is the cell of a place. What is about a row is noted in its first cell.
func cellOf(at diag.Place) cell { return cell{row: max(at.Row, 1), col: max(at.Col, 1)} }

// cellNamed is the cell of a name such as C5; that of another name is in no sheet.
func cellNamed(name string) cell {
	letters := strings.TrimRight(name, "0123456789")
	c := cell{}
	c.row, _ = strconv.Atoi(name[len(letters):])
	for _, r := range strings.ToUpper(letters) {
		c.col = c.col*26 + int(r-'A') + 1
	}
	return c
}

// cellsOf are the cells of a sheet with findings, in order. What is about the sheet
// as a whole is only in the list.
func cellsOf(report *diag.List, sheet string, lang message.Lang) []cell {
	var out []cell
	for _, d := range report.Sorted() {
		if d.Place.Sheet != sheet || d.Place.Row == 0 {
			continue
		}
		c := cellOf(d.Place)
		i := slices.IndexFunc(out, func(o cell) bool { return o.row == c.row && o.col == c.col })
		if i < 0 {
			i, out = len(out), append(out, c)
		}
		out[i].severity = max(out[i].severity, d.Severity)
		out[i].note = clip(out[i].note + note(d, lang))
	}
	slices.SortStableFunc(out, func(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) })
	return out
}

// note is what a note says of a finding.
func note(d diag.Diagnostic, lang message.Lang) string {
	lines := []string{d.Severity.In(lang) + "[" + d.Kind.Code + "] " + terminal.Visible(d.Summary(lang))}
	if help := d.Help(lang); help != "" {
		lines = append(lines, "→ "+terminal.Visible(help))
	}
	if a := d.Acceptance(); a != nil {
		lines = append(lines, terminal.Visible(a.Text(lang)))
	}
	return strings.Join(lines, "\n") + "\n"
}

// clip shortens a note.
func clip(note string) string {
	if letters := []rune(note); len(letters) > maxNote {
		return string(letters[:maxNote-1]) + "…"
	}
	return note
}

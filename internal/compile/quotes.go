package compile

import (
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// Quotes is the source of the rows a report shows, from any number of sheets.
type Quotes []*grid.Grid

// Line implements diag.Source. Of a blank row it is what the row before it makes
// likely.
func (q Quotes) Line(at diag.Place) int {
	if at.Sheet != "" || at.Row == 0 {
		return 0
	}
	line := at.Row
	for _, g := range q {
		if g.File != at.File || g.Sheet != at.Sheet {
			continue
		}
		for _, row := range g.Rows {
			if row.Number > at.Row {
				break
			}
			line = row.Line + at.Row - row.Number
		}
	}
	return line
}

// Quote implements diag.Source.
func (q Quotes) Quote(at diag.Place) []diag.Quoted {
	for _, g := range q {
		if g.File != at.File || g.Sheet != at.Sheet {
			continue
		}
		var out []diag.Quoted
		for _, c := range g.Quote(at.Row) {
			out = append(out, diag.Quoted{Col: c.Col, Text: c.Text})
		}
		return out
	}
	return nil
}

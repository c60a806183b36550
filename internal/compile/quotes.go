package compile

import (
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// Quotes is the source of the rows a report shows, from any number of sheets.
type Quotes []*grid.Grid

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

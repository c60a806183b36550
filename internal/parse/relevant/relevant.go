// Package relevant says which cells of a grid the compile will read. Readers find
// cells they cannot use as they are (a date, an error value, a hidden row) and
// report only those that count: a date in the remarks column of a correct sheet
// must not be reported.
//
// It follows the layout of the sheet: comment rows, text in column A and columns
// without a machine header are for people. In doubt a cell counts.
package relevant

import (
	"unicode/utf8"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// Cells is the set of cells that count.
type Cells struct {
	rows map[int]columns
}

// columns are the columns of a row that count besides column B, which always does.
type columns struct {
	all     bool         // a header row, or one of an unknown table
	headers map[int]bool // a data row: the columns that have a header, true if it is ASCII
}

// Of returns the cells of a grid that count.
func Of(g *grid.Grid) *Cells {
	c := &Cells{rows: make(map[int]columns, len(g.Rows))}
	var headers map[int]bool
	var reader layout.Reader
	unknown := false // a table of no known name
	for i := range g.Rows {
		row := &g.Rows[i]
		switch is := reader.Row(row); is.Kind {
		case layout.People:
		case layout.Table: // what is beside its name is for people
			headers, unknown = nil, false
			c.rows[row.Number] = columns{}
		case layout.Block, layout.Header, layout.Name:
			headers = filled(g, row)
			if is.Kind != layout.Header {
				unknown = len(is.Name) > 1 // a letter alone starts a block
			}
			c.rows[row.Number] = columns{all: true}
		case layout.Data:
			c.rows[row.Number] = columns{all: unknown, headers: headers}
		}
	}
	return c
}

// Has reports whether the cell counts. Cells outside the grid's rows do not.
func (c *Cells) Has(row, col int) bool {
	r, ok := c.rows[row]
	if !ok || col < schema.NameColumn {
		return false
	}
	_, headed := r.headers[col]
	return col == schema.NameColumn || r.all || headed
}

// Value reports whether the cell is a value: it counts and is below a header in
// ASCII, as all columns have. Names and headers are not values: a wrong one is a
// finding.
func (c *Cells) Value(row, col int) bool {
	r, ok := c.rows[row]
	return ok && !r.all && r.headers[col]
}

// filled is the set of a header row's columns that have a header, their own or
// one merged over them.
func filled(g *grid.Grid, row *grid.Row) map[int]bool {
	set := make(map[int]bool, len(row.Cells))
	for _, h := range layout.Heads(g, row) {
		for col := h.From; col <= h.To; col++ {
			set[col] = len(h.Text) == utf8.RuneCountInString(h.Text)
		}
	}
	return set
}

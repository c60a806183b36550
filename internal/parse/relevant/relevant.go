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
	expectHeader, unknown := false, false
	for i := range g.Rows {
		row := &g.Rows[i]
		kind, name, table := layout.Row(row)
		if kind == layout.People {
			continue
		}
		known := kind == layout.Table
		if name != "" {
			unknown = !known && len(name) > 1 // a letter alone starts a block
		}
		switch {
		case name != "" && known && table.Plain():
			// The header row is the next one; text beside a table's name is for
			// people.
			headers, expectHeader = nil, true
			c.rows[row.Number] = columns{}
		case name != "" && known:
			headers, expectHeader = nil, false // a block letter comes next
			c.rows[row.Number] = columns{}
		case name != "" || expectHeader:
			headers, expectHeader = filled(g, row), false
			c.rows[row.Number] = columns{all: true}
		default:
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
	for _, c := range row.Cells {
		if c.Col < schema.FirstColumn {
			continue
		}
		for col := c.Col; col <= g.Span(row.Number, c.Col); col++ {
			set[col] = len(c.Text) == utf8.RuneCountInString(c.Text)
		}
	}
	return set
}

package layout

import (
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// In real sheets a header may be merged over several columns, and the cells below
// it as well. Rows inserted later lack those merges, so their value may be in any
// of the header's columns. It is still that header's value: if only the first
// column were read, it would be silently dropped and replaced by a default.

// Reach is the columns of a header: its own, and those it is merged over.
type Reach struct{ From, To int }

// Head is a header cell.
type Head struct {
	Reach
	Text string
}

// Heads returns the header cells of a header row, in the order of the sheet.
func Heads(g *grid.Grid, row *grid.Row) []Head {
	heads := make([]Head, 0, len(row.Cells))
	for _, c := range row.Cells {
		if text := OneLine(c.Text); c.Col >= schema.FirstColumn && text != "" {
			heads = append(heads, Head{Reach{c.Col, g.Span(row.Number, c.Col)}, text})
		}
	}
	return heads
}

// Has reports whether a column is one of the header's.
func (r Reach) Has(col int) bool { return r.From <= col && col <= r.To }

// At returns the column in which a row has its value for a header, or the header's
// own column when it has none.
func (r Reach) At(row *grid.Row) int {
	for i := range row.Cells {
		if col := row.Cells[i].Col; r.Has(col) {
			return col
		}
	}
	return r.From
}

// Each calls do for each column in which a row has text below a header.
func (r Reach) Each(row *grid.Row, do func(col int)) {
	for i := range row.Cells {
		if col := row.Cells[i].Col; r.Has(col) && row.Cells[i].Text != "" {
			do(col)
		}
	}
}

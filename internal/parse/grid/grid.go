// Package grid is a sheet as people see it: rows and columns of text with places,
// whatever file it came from. Readers fill it, the table parser reads it, reports
// quote from it. It does not know about tables.
package grid

import (
	"maps"
	"slices"

	"hagen/internal/diag"
)

// Grid is one sheet. Rows are in rising order; empty rows and cells are absent.
type Grid struct {
	File  string // as the user named it
	Sheet string // "" in a CSV
	Rows  []Row
	// Hidden rows and columns with text, which are read anyway.
	HiddenRows, HiddenCols []int

	secrets map[[2]int]bool
	merged  map[[2]int]string // blank cells below a text they are merged with
	spans   map[[2]int]int    // the last column of cells merged to the right
}

// Row is one row with at least one cell that is not empty.
type Row struct {
	Number int // from 1, as a spreadsheet program counts
	Line   int // of the file it begins in, from 1; 0 in a workbook, which has none
	Cells  []Cell
}

// Cell is a cell with text. Text is trimmed of spaces, tabs, line breaks and
// full-width spaces at both ends; line ends inside are \n.
type Cell struct {
	Col  int // from 1
	Text string
}

// At returns the text of a column, "" when the cell is empty.
func (r *Row) At(col int) string {
	for i := range r.Cells {
		if r.Cells[i].Col == col {
			return r.Cells[i].Text
		}
	}
	return ""
}

// Place returns the place of a cell; col 0 means the row, row 0 the sheet.
func (g *Grid) Place(row, col int) diag.Place {
	return diag.Place{File: g.File, Sheet: g.Sheet, Row: row, Col: col}
}

// Hide marks a cell as a secret: reports show it masked.
func (g *Grid) Hide(p diag.Place) {
	if g.secrets == nil {
		g.secrets = map[[2]int]bool{}
	}
	g.secrets[[2]int{p.Row, p.Col}] = true
}

// Hidden reports whether a cell is a secret.
func (g *Grid) Hidden(p diag.Place) bool { return g.secrets[[2]int{p.Row, p.Col}] }

// Secrets returns the texts of the cells marked as secret.
func (g *Grid) Secrets() map[string]bool {
	out := map[string]bool{}
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if c.Text != "" && g.secrets[[2]int{row.Number, c.Col}] {
				out[c.Text] = true
			}
		}
	}
	return out
}

// Merge marks a blank cell as merged with a cell above that has a text; area is the
// merged cells, such as C5:C8.
func (g *Grid) Merge(row, col int, area string) {
	if g.merged == nil {
		g.merged = map[[2]int]string{}
	}
	g.merged[[2]int{row, col}] = area
}

// Merged returns the area of a cell that Merge marked, or "". People read the text
// as that of the whole area, but in the file only the first cell has it.
func (g *Grid) Merged(row, col int) string { return g.merged[[2]int{row, col}] }

// Widen records that a cell is merged to the right, up to the column last.
func (g *Grid) Widen(row, col, last int) {
	if g.spans == nil {
		g.spans = map[[2]int]int{}
	}
	g.spans[[2]int{row, col}] = max(last, g.spans[[2]int{row, col}])
}

// Span returns the last column a cell is merged with, or its own column.
func (g *Grid) Span(row, col int) int { return max(col, g.spans[[2]int{row, col}]) }

// With is the sheet with other texts in some of its cells, which held one before.
func (g *Grid) With(texts map[diag.Place]string) *Grid {
	out := *g
	out.secrets = maps.Clone(g.secrets)
	out.Rows = slices.Clone(g.Rows)
	for i := range out.Rows {
		row := &out.Rows[i]
		row.Cells = slices.Clone(row.Cells)
		for j := range row.Cells {
			if text, given := texts[g.Place(row.Number, row.Cells[j].Col)]; given {
				row.Cells[j].Text = text
			}
		}
	}
	return &out
}

// Quote returns the cells of a row for a report, secrets masked.
func (g *Grid) Quote(row int) []Cell {
	for i := range g.Rows {
		if g.Rows[i].Number != row {
			continue
		}
		out := make([]Cell, len(g.Rows[i].Cells))
		copy(out, g.Rows[i].Cells)
		for j := range out {
			if g.Hidden(g.Place(row, out[j].Col)) {
				out[j].Text = diag.Mask
			}
		}
		return out
	}
	return nil
}

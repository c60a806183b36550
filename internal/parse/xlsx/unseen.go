package xlsx

import (
	"fmt"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// What a reader of the sheet does not see: text under merged cells is left out,
// hidden rows and columns are read. Both are worth a word where the text counts.

// coveredCell is a cell with text under merged cells.
type coveredCell struct {
	row, col int
	under    string
}

// coverBudget bounds the rows looked at for all merged cells together. Merged
// cells that do not overlap, as in every honest sheet, stay far below it.
const coverBudget = 1 << 21

// takeCovered takes out of the grid what merged cells cover: of them only the
// top left cell is seen.
func takeCovered(g *grid.Grid, merges []area) ([]coveredCell, error) {
	var out []coveredCell
	looked := 0
	for _, m := range merges {
		filled := false
		for i := rowFrom(g, m.top); i < len(g.Rows) && g.Rows[i].Number <= m.bottom; i++ {
			if looked++; looked > coverBudget {
				return nil, &flaw{kind: diag.SheetNotRead}
			}
			row := &g.Rows[i]
			if row.Number == m.top {
				filled = row.At(m.left) != ""
			} else if filled && row.At(m.left) == "" {
				g.Merge(row.Number, m.left, m.ref)
			}
			row.Cells = slices.DeleteFunc(row.Cells, func(c grid.Cell) bool {
				seen := c.Col < m.left || c.Col > m.right || row.Number == m.top && c.Col == m.left
				if !seen {
					out = append(out, coveredCell{row.Number, c.Col, m.ref})
				}
				return !seen
			})
		}
	}
	if len(out) > 0 {
		g.Rows = slices.DeleteFunc(g.Rows, func(r grid.Row) bool { return len(r.Cells) == 0 })
	}
	return out, nil
}

// hideRows lists the hidden rows with text, and warns of each run of them in
// which something counts.
func hideRows(g *grid.Grid, s *sheet, counts *relevant.Cells, report *diag.List) {
	if len(s.hiddenRows) == 0 {
		return
	}
	var run span
	flush := func() {
		if run.from > 0 {
			report.Add(diag.HiddenRows, g.Place(run.from, 0), diag.Args{"rows": run.String()})
		}
		run = span{}
	}
	for _, row := range g.Rows {
		if !s.hiddenRows[row.Number] {
			flush()
			continue
		}
		g.HiddenRows = append(g.HiddenRows, row.Number)
		if !slices.ContainsFunc(row.Cells, func(c grid.Cell) bool { return counts.Has(row.Number, c.Col) }) {
			continue
		}
		if run.from == 0 {
			run.from = row.Number
		}
		run.to = row.Number
	}
	flush()
}

// hideColumns lists the hidden columns with text, and warns of those in which
// something counts, at the first cell that does.
func hideColumns(g *grid.Grid, s *sheet, counts *relevant.Cells, report *diag.List) {
	if len(s.hiddenCols) == 0 {
		return
	}
	filled, warned := map[int]bool{}, map[int]bool{}
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if !s.hiddenCols[c.Col] {
				continue
			}
			if !filled[c.Col] {
				filled[c.Col] = true
				g.HiddenCols = append(g.HiddenCols, c.Col)
			}
			if !warned[c.Col] && counts.Has(row.Number, c.Col) {
				warned[c.Col] = true
				report.Add(diag.HiddenColumn, g.Place(row.Number, c.Col), diag.Args{"column": diag.ColumnName(c.Col)})
			}
		}
	}
	slices.Sort(g.HiddenCols)
}

// span is a run of rows, ends included.
type span struct{ from, to int }

func (s span) String() string {
	if s.from == s.to {
		return fmt.Sprint(s.from)
	}
	return fmt.Sprintf("%d-%d", s.from, s.to)
}

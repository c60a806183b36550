package xlsx

import (
	"fmt"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// Invisible content, as far as it counts: text under merged cells is refused,
// hidden rows and columns are read with a warning.

// coveredCell is a cell with text under merged cells.
type coveredCell struct {
	row, col int
	under    string
}

// coverBudget limits the rows visited for all merged cells together. Merged cells
// that do not overlap, as in every real sheet, stay far below it.
const coverBudget = 1 << 21

// takeCovered removes from the grid what merged cells cover: only their top left
// cell is visible.
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

// hideRows lists the hidden rows with text, and warns about each run of them in
// which something counts.
func hideRows(g *grid.Grid, s *sheet, counts *relevant.Cells, report *diag.List) {
	if len(s.hiddenRows) == 0 {
		return
	}
	reportRuns(g, report, diag.HiddenRows, func(row *grid.Row) (in, worth bool) {
		if !s.hiddenRows[row.Number] {
			return false, false
		}
		g.HiddenRows = append(g.HiddenRows, row.Number)
		return true, slices.ContainsFunc(row.Cells, func(c grid.Cell) bool { return counts.Has(row.Number, c.Col) })
	})
}

// reportRuns reports each run of rows of a kind, from the first to the last one
// that is worth reporting.
func reportRuns(g *grid.Grid, report *diag.List, kind *diag.Kind, is func(row *grid.Row) (in, worth bool)) {
	var run span
	flush := func() {
		if run.from > 0 {
			report.Add(kind, g.Place(run.from, 0), diag.Args{"rows": run.String()})
		}
		run = span{}
	}
	for i := range g.Rows {
		row := &g.Rows[i]
		in, worth := is(row)
		if !in {
			flush()
		}
		if !in || !worth {
			continue
		}
		if run.from == 0 {
			run.from = row.Number
		}
		run.to = row.Number
	}
	flush()
}

// reportStruck warns about rows whose text is struck through: their author crossed
// them out, but the tables ignore formatting. A partly struck-through text is
// neither the old value nor the new one.
func reportStruck(g *grid.Grid, s *sheet, known *stylesheet, counts *relevant.Cells, report *diag.List) {
	crossed := map[int]bool{} // rows with struck cells; true as long as all are
	var single []*cell
	for i := range s.cells {
		c := &s.cells[i]
		if !counts.Has(c.row, c.col) || textAt(g, c.row, c.col) == "" {
			continue
		}
		runs := c.runs
		if runs&runsInherit != 0 {
			if runs |= runsPlain; known.crossedOut(c) {
				runs = runs&^runsPlain | runsStruck | c.runs&runsPlain
			}
		}
		all, seen := crossed[c.row]
		switch {
		case runs&runsStruck == 0:
			crossed[c.row] = false
			continue
		case runs&runsPlain != 0:
			report.Add(diag.TextPartStruck, g.Place(c.row, c.col), nil)
			crossed[c.row] = false
			continue
		}
		crossed[c.row] = all || !seen
		single = append(single, c)
	}
	for _, c := range single {
		if !crossed[c.row] {
			report.Add(diag.CellStruck, g.Place(c.row, c.col), nil)
		}
	}
	if len(single) > 0 {
		reportRuns(g, report, diag.RowsStruck, func(row *grid.Row) (in, worth bool) { return crossed[row.Number], true })
	}
}

// hideColumns lists the hidden columns with text, and warns about those in which
// something counts, at the first cell that does.
func hideColumns(g *grid.Grid, s *sheet, counts *relevant.Cells, report *diag.List) {
	if !slices.Contains(s.hiddenCols, true) {
		return
	}
	filled, warned := map[int]bool{}, map[int]bool{}
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if c.Col >= len(s.hiddenCols) || !s.hiddenCols[c.Col] {
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

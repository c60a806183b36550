package xlsx

import (
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// fill puts a sheet into the grid and reports relevant cells that are not what a
// person sees.
func (b *Book) fill(g *grid.Grid, s *sheet, report *diag.List) error {
	takeCells(g, s.cells)
	for _, m := range s.merges {
		if last := min(m.right, b.limits.Cols); last > m.left {
			g.Widen(m.top, m.left, last)
		}
	}
	counts := relevant.Of(g)
	covered, err := takeCovered(g, s.merges)
	if err != nil {
		return err
	}
	for _, c := range covered {
		if counts.Has(c.row, c.col) {
			report.Add(diag.CellCovered, g.Place(c.row, c.col), diag.Args{"range": c.under})
		}
	}
	hideRows(g, s, counts, report)
	hideColumns(g, s, counts, report)
	return b.reportCells(g, s, counts, report)
}

// takeCells makes the grid's rows from the sorted cells.
func takeCells(g *grid.Grid, cells []cell) {
	all := make([]grid.Cell, len(cells))
	for from := 0; from < len(cells); {
		row, to := cells[from].row, from
		for ; to < len(cells) && cells[to].row == row; to++ {
			all[to] = grid.Cell{Col: cells[to].col, Text: cells[to].text}
		}
		g.Rows = append(g.Rows, grid.Row{Number: row, Cells: all[from:to:to]})
		from = to
	}
}

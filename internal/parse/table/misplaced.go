package table

import (
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// shifted finds the column that has all table names of a sheet when that is not
// column B because a column was inserted or deleted. It returns the first cell with
// a name, so that the mistake is reported once, not in each row.
func shifted(g *grid.Grid) (*grid.Cell, diag.Place) {
	type column struct {
		names map[string]bool
		cell  *grid.Cell // the first
		place diag.Place
	}
	columns := map[int]*column{}
	best := &column{}
	for i := range g.Rows {
		row := &g.Rows[i]
		for j := range row.Cells {
			c := &row.Cells[j]
			t, ok := layout.TableNamed(c.Text)
			if row.Comment() || !ok || isItem(t.Name) {
				continue
			}
			col := columns[c.Col]
			if col == nil {
				col = &column{map[string]bool{}, c, g.Place(row.Number, c.Col)}
				columns[c.Col] = col
			}
			col.names[t.Name] = true
			if c.Col != schema.NameColumn && len(col.names) > len(best.names) {
				best = col
			}
		}
	}
	// A single word is not enough: node is also a header.
	if here := columns[schema.NameColumn]; len(best.names) < 2 || here != nil && len(here.names) > 1 {
		return nil, diag.Place{}
	}
	return best.cell, best.place
}

// isItem reports whether a table's name is also a resourceItem: such words may be
// in any column of RESOURCES.
func isItem(name string) bool {
	return name == schema.PrimitiveTable || name == schema.StonithTable
}

// reportShift reports in which direction the columns of a sheet are shifted.
func reportShift(report *diag.List, first *grid.Cell, at diag.Place) {
	args := diag.Args{"name": layout.OneLine(first.Text), "column": diag.ColumnName(first.Col)}
	if first.Col < schema.NameColumn {
		args["missing"] = args["column"]
	}
	report.Add(diag.SheetShifted, at, args)
}

// misplaced finds a table name that is alone in its row but not in column B, above
// rows that start as the table would. If it were read as data or ignored, its rows
// would go to the table before.
func (p *parser) misplaced(row *grid.Row) (*schema.Table, int) {
	if len(row.Cells) != 1 {
		return nil, 0
	}
	c := row.Cells[0]
	if c.Col != schema.CommentColumn && c.Col != schema.FirstColumn {
		return nil, 0
	}
	t, ok := layout.TableNamed(c.Text)
	if !ok || !p.looksLike(t) {
		return nil, 0
	}
	return t, c.Col
}

package relevant

import (
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// Remark is what people wrote for people in a row that the compile reads: in columns
// without a machine header (備考, 概要). Column A is left out, which numbers rows.
func (c *Cells) Remark(g *grid.Grid, row int) string {
	var out []string
	for i := range g.Rows {
		if g.Rows[i].Number != row {
			continue
		}
		for _, cell := range g.Rows[i].Cells {
			if cell.Col >= schema.FirstColumn && !c.Has(row, cell.Col) && !g.Hidden(g.Place(row, cell.Col)) {
				out = append(out, cell.Text)
			}
		}
	}
	return strings.Join(out, "\n")
}

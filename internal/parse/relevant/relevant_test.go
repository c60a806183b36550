package relevant

import (
	"fmt"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// TestOf marks the cells that count. In each row, cells are separated by |; a
// cell that counts ends in "!".
func TestOf(t *testing.T) {
	rows := []string{
		"title| |before any table",
		"#| |comment",
		" |NODE!|beside the name",
		"#| |ノード名",
		"ignored",
		" | |uname!| |type!|name!|value!",
		"# | |x|x|x",
		" | |node01!|no header|attribute!|a!|b!|remark",
		"note| |node02!| | | | |remark",
		" |PRIMITIVE!| |beside",
		" | |between name and letter",
		" |P!|id!|class!| |type!",
		"#| |リソースID",
		" | |r1!|ocf!|no header|IPaddr2!|remark",
		" |a!|type!|name!|value!",
		" | |options!|ip!|10.0.0.1!|remark",
		" |PRIMITVE!|a!|b!", // unknown table
		" | |c!| |d!",
		" |NODE!",
		" | |uname!",
		" | |node01!|no header",
	}
	g := &grid.Grid{}
	want := map[string]bool{}
	for i, line := range rows {
		row := grid.Row{Number: i + 1}
		for j, text := range strings.Split(line, "|") {
			text, counts := strings.CutSuffix(text, "!")
			if text = grid.Clean(text); text != "" {
				row.Cells = append(row.Cells, grid.Cell{Col: j + 1, Text: text})
				want[fmt.Sprint(diag.ColumnName(j+1), i+1)] = counts
			}
		}
		g.Rows = append(g.Rows, row)
	}
	cells := Of(g)
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			name := fmt.Sprint(diag.ColumnName(c.Col), row.Number)
			if got := cells.Has(row.Number, c.Col); got != want[name] {
				t.Errorf("%s %q counts: %t, want %t", name, c.Text, got, want[name])
			}
		}
	}
	if cells.Has(100, 3) {
		t.Error("a cell outside of the grid counts")
	}
}

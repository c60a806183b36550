package layout

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hagen/internal/parse/grid"
)

func row(line string) *grid.Row {
	r := &grid.Row{Number: 1}
	for i, text := range strings.Split(line, "|") {
		if text = grid.Clean(text); text != "" {
			r.Cells = append(r.Cells, grid.Cell{Col: i + 1, Text: text})
		}
	}
	return r
}

// TestReader follows a sheet with two tables, a wrong letter and a wrong name.
func TestReader(t *testing.T) {
	var r Reader
	for _, c := range []struct {
		line string
		want Kind
	}{
		{"||before any table", Data},
		{"|P|id", Name}, // no table has it yet
		{"# note|NODE", People},
		{"|node|beside the name", Table},
		{"#||ノード名", People},
		{"text in A", People},
		{"||uname|type", Header},
		{"||node01|attribute", Data},
		{"|P|id", Name}, // NODE has no blocks
		{"|PRIMITIVE", Table},
		{"||between name and letter", Data},
		{"|p|id", Block},
		{"||r1", Data},
		{"|X|id", Name},
		{"|A|type", Block}, // after a wrong letter
		{"|PRIMITVE", Name},
		{"|A|type", Name},
		{"||data", Data},
	} {
		if got := r.Row(row(c.line)); got.Kind != c.want {
			t.Errorf("%q is %d, want %d", c.line, got.Kind, c.want)
		}
	}
}

// TestHeads: the headers, with the columns they are merged over.
func TestHeads(t *testing.T) {
	g, header := &grid.Grid{}, row("|P|id|||name\nof it")
	g.Widen(1, 3, 5)
	heads := Heads(g, header)
	if got, want := fmt.Sprint(heads), "[{{3 5} id} {{6 6} name of it}]"; got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
	data := row("||||a|b")
	if heads[0].At(data) != 5 || heads[1].At(data) != 6 || heads[0].At(row("x")) != 3 {
		t.Error("a value is in another column than At says")
	}
	var cols []int
	heads[0].Each(row("||a|b||c"), func(col int) { cols = append(cols, col) })
	if !slices.Equal(cols, []int{3, 4}) {
		t.Errorf("texts below the header are in %v", cols)
	}
}

package golden

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
)

// odd are ways to spell a hyphen wrongly that look right, each with its mistake.
var odd = map[string]*diag.Kind{
	"\u2010": diag.LookalikeName, "\u2212": diag.LookalikeName, "\uff0d": diag.FullWidthName, "-\u200b": diag.InvisibleCharacter,
}

// TestLookalikeIDs spells each id of the reference sheet wrongly in one cell at a
// time, which cannot be seen: one mistake at that cell, while every other cell
// spells rightly.
func TestLookalikeIDs(t *testing.T) {
	for _, c := range others(t) {
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		u, err := compile.Open(c.Input, data, c.File).Compile("", c.Sheet)
		if err != nil {
			t.Fatal(err)
		}
		if u.XML == nil {
			continue
		}
		before := mistakes(u.Report)
		ids := u.Config.Index().IDs()
		tried := 0
		for i := range u.Grid.Rows {
			row := &u.Grid.Rows[i]
			for j := range row.Cells {
				cell := &row.Cells[j]
				if row.Comment() || strings.HasPrefix(row.Cells[0].Text, "HG") || // ACCEPT then accepts nothing
					!strings.Contains(cell.Text, "-") || !slices.Contains(ids, cell.Text) {
					continue
				}
				tried++
				right := cell.Text
				for hyphen, kind := range odd {
					cell.Text = strings.Replace(right, "-", hyphen, 1)
					got, err := compile.Sheet(u.Grid, c.Sheet)
					if err != nil {
						t.Fatal(err)
					}
					at := u.Grid.Place(row.Number, cell.Col)
					only := func(d diag.Diagnostic) bool { return d.Kind == kind && d.Place == at }
					if got.Report.Count(diag.Error) != 1 || !slices.ContainsFunc(got.Report.Sorted(), only) || mistakes(got.Report) > before+1 {
						t.Errorf("%s: %q at %s: want %s alone, got %d findings:\n%s", c.Name, cell.Text, at, kind.Code,
							mistakes(got.Report)-before, (&result{findings: got.Report.Sorted()}).text(message.English))
					}
				}
				cell.Text = right
			}
		}
		t.Logf("%s: %d cells", c.Name, tried)
	}
}

package golden

import (
	"os"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// TestHeadingsUnmarked takes the "#" from each comment row of the examples and
// the reference sheet that has texts under the headers of columns: such a row is
// one mistake, whose help is the "#", and never configuration.
func TestHeadingsUnmarked(t *testing.T) {
	rows := 0
	for _, c := range others(t) {
		if c.Name >= "examples/005" && c.Name < "examples/012" {
			continue // their headings are English, as values are
		}
		data, err := os.ReadFile(c.Path(c.Input))
		if err != nil {
			t.Fatal(err)
		}
		in := compile.Open(c.Input, data, c.File)
		u, err := in.Compile("", c.Sheet)
		if err != nil {
			t.Fatal(err)
		}
		if u.XML == nil {
			continue // an example of a mistake
		}
		before := mistakes(u.Report)
		for i := range u.Grid.Rows {
			row := &u.Grid.Rows[i]
			if !row.Comment() || len(row.Cells) < 2 {
				continue
			}
			rows++
			kept := row.Cells
			row.Cells = kept[1:]
			c.checkUnmarked(t, u.Grid, row.Number, before, string(u.XML))
			row.Cells = kept
		}
	}
	if rows < 50 {
		t.Errorf("only %d rows were tried", rows)
	}
}

func (c *goldenCase) checkUnmarked(t *testing.T, g *grid.Grid, row, before int, xml string) {
	t.Helper()
	u, err := compile.Sheet(g, c.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	more := mistakes(u.Report) - before
	if more == 0 && string(u.XML) == xml {
		return // the texts are beside the columns
	}
	for _, d := range u.Report.Sorted() {
		if d.Place.Row == row && (d.Kind == diag.HeadingRow && more == 1 || d.Kind == diag.HeadingMaybe && more == 0) {
			return
		}
	}
	t.Errorf("%s: row %d without its #: %d mistakes instead of one, XML written: %t", c.Name, row, more, u.XML != nil)
}

// mistakes counts what a report holds beside notes.
func mistakes(report *diag.List) int { return report.Count(diag.Error) + report.Count(diag.Warning) }

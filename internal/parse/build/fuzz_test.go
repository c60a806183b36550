package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/table"
)

// FuzzConfig reads any sheet: nothing panics, every finding has a place inside
// the sheet, and the same sheet gives the same model and findings.
func FuzzConfig(f *testing.F) {
	seeds, err := filepath.Glob("../../../testdata/golden/*/in.csv")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range seeds {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	cat, err := agents.Load("debian12")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		build := func() (*model.Config, []diag.Diagnostic) {
			g := plainGrid(text)
			var report diag.List
			return Config(g, table.Parse(g, &report), Env{Catalog: cat}, &report), report.Sorted()
		}
		cfg, findings := build()
		for _, d := range findings {
			inside(t, text, d.Place)
			for _, r := range d.Related {
				inside(t, text, r.Place)
			}
		}
		again, second := build()
		if len(findings) != len(second) || !sameModel(cfg, again) {
			t.Error("the same sheet reads in two ways")
		}
		for i := range second {
			if diff := cmp.Diff(findings[i].Args, second[i].Args); diff != "" || findings[i].Place != second[i].Place {
				t.Errorf("the same sheet is reported in two ways: %s", diff)
			}
		}
	})
}

// plainGrid makes a grid of comma-separated text without any quoting.
func plainGrid(text string) *grid.Grid {
	g := &grid.Grid{File: "book.xlsx", Sheet: "S"}
	for i, line := range strings.Split(text, "\n") {
		row := grid.Row{Number: i + 1}
		for col, cell := range strings.Split(line, ",") {
			if cell = strings.TrimSpace(cell); cell != "" {
				row.Cells = append(row.Cells, grid.Cell{Col: col + 1, Text: cell})
			}
		}
		if len(row.Cells) > 0 {
			g.Rows = append(g.Rows, row)
		}
	}
	return g
}

func inside(t *testing.T, text string, p diag.Place) {
	t.Helper()
	whole := p.Row == 0 && p.Col == 0
	cell := p.Row >= 1 && p.Row <= strings.Count(text, "\n")+1 && p.Col >= 1
	if p.File != "book.xlsx" || p.Sheet != "S" || !whole && !cell {
		t.Errorf("place %v is not in the sheet", p)
	}
}

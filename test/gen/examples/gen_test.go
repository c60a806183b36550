package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

const root = "../../.."

// TestUpToDate fails when a file is not what its CSV makes today.
func TestUpToDate(t *testing.T) {
	for _, s := range sources {
		t.Run(s.dir, func(t *testing.T) {
			files, err := s.make(root)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				got, err := os.ReadFile(filepath.Join(root, s.dir, f.name))
				if err != nil && !os.IsNotExist(err) {
					t.Fatal(err)
				}
				if bytes.Equal(got, f.data) {
					continue
				}
				if strings.HasSuffix(f.name, ".xlsx") {
					t.Errorf("%s is not what its CSV makes: run go run ./test/gen/examples", f.name)
					continue
				}
				t.Errorf("%s is not what its CSV makes: run go run ./test/gen/examples and read the difference (-committed +made):\n%s",
					f.name, cmp.Diff(string(got), string(f.data)))
			}
		})
	}
}

// TestSameGrid reads the committed workbooks with another reader and compares them
// with the CSV cell by cell.
func TestSameGrid(t *testing.T) {
	for _, s := range sources {
		t.Run(s.dir, func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(root, s.dir, s.base+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			want, err := grid(text)
			if err != nil {
				t.Fatal(err)
			}
			f, err := excelize.OpenFile(filepath.Join(root, s.dir, s.base+".xlsx"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			visible := slices.DeleteFunc(f.GetSheetList(), func(name string) bool {
				seen, err := f.GetSheetVisible(name)
				return err == nil && !seen // the lists of what may be chosen
			})
			if diff := cmp.Diff([]string{s.sheet}, visible); diff != "" {
				t.Errorf("sheets (-want +got):\n%s", diff)
			}
			got, err := f.GetRows(s.sheet)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(filledCells(want), filledCells(got)); diff != "" {
				t.Errorf("cells (-csv +xlsx):\n%s", diff)
			}
		})
	}
}

type cell struct{ row, col int }

func filledCells(rows [][]string) map[cell]string {
	out := map[cell]string{}
	for r, row := range rows {
		for c, text := range row {
			if text != "" {
				out[cell{r + 1, c + 1}] = text
			}
		}
	}
	return out
}

// remarked are the notes on correct sheets. There must be few of them.
var remarked = map[string]string{
	// These documents create resources and leave the monitors to pcs.
	"examples/000-haproxy-memcached": "HG0449",
	"examples/004-haproxy":           "HG0449",
	"examples/004-haproxy-clone":     "HG0449",
	"examples/003-haproxy-fencing":   "HG0446", // the document sets priority-fencing-delay and no priority
}

func remarksOf(u *compile.Unit) string {
	var codes []string
	for _, d := range u.Report.Sorted() {
		if d.Severity == diag.Remark {
			codes = append(codes, d.Kind.Code)
		}
	}
	return strings.Join(codes, " ")
}

// TestCSVCompilesToTheSame compiles the CSVs: the same bytes, the same findings.
func TestCSVCompilesToTheSame(t *testing.T) {
	for _, s := range sources {
		t.Run(s.dir, func(t *testing.T) {
			dir := filepath.Join(root, s.dir)
			text, err := os.ReadFile(filepath.Join(dir, s.base+".csv"))
			if err != nil {
				t.Fatal(err)
			}
			u, err := s.compiled(root, s.base+".csv", text)
			if err != nil {
				t.Fatal(err)
			}
			for name, data := range map[string][]byte{s.base + ".xml": u.XML, s.base + ".sh": u.Script} {
				want, err := os.ReadFile(filepath.Join(dir, name))
				if err != nil && !os.IsNotExist(err) {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), string(data)); diff != "" {
					t.Errorf("%s (-workbook +CSV):\n%s", name, diff)
				}
			}
			wrong := strings.HasSuffix(s.dir, "-obsolete-property")
			warned := s.dir == "examples/005-every-table"             // of ADDITIONAL_CONFIG, which the XML does not hold
			warned = warned || s.dir == "examples/011-azure-hana-nfs" // of one directory for two, accepted
			if wrong != (u.Report.Count(diag.Error) == 1) || (wrong || warned) != u.Report.HasMistakes() {
				t.Errorf("findings are not the expected ones:\n%s", report(u, message.English))
			}
			if got := remarksOf(u); got != remarked[s.dir] {
				t.Errorf("notes %q, want %q", got, remarked[s.dir])
			}
		})
	}
}

// TestEveryTable: together the examples use every table.
func TestEveryTable(t *testing.T) {
	used := map[string]bool{}
	for _, s := range sources {
		text, err := os.ReadFile(filepath.Join(root, s.dir, s.base+".csv"))
		if err != nil {
			t.Fatal(err)
		}
		g := parse.Read("x.csv", text, parse.Options{}, &diag.List{}).Load("", &diag.List{})
		for _, table := range table.Parse(g, &diag.List{}) {
			for _, section := range table.Sections {
				used[table.Schema.Name+" "+section.Block.Letter] = used[table.Schema.Name+" "+section.Block.Letter] || strings.HasPrefix(s.dir, "examples/") && len(section.Rows) > 0
			}
		}
	}
	for _, table := range schema.Tables() {
		for _, block := range table.Blocks {
			if !used[table.Name+" "+block.Letter] {
				t.Errorf("no example uses %s %s", table.Name, block.Letter)
			}
		}
	}
}

package proof

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/target"
	"hagen/test/sheettest"
)

// compileFile compiles a file with one sheet for a target.
func compileFile(t testing.TB, file string, data []byte, targetName string) *compile.Unit {
	t.Helper()
	opts, err := compile.For(targetName)
	if err != nil {
		t.Fatal(err)
	}
	var report diag.List
	book := parse.Read(file, data, parse.Options{}, &report)
	if book == nil {
		t.Fatalf("the file cannot be read:\n%s", text(&report))
	}
	g := book.Load(book.Sheets()[0], &report)
	if g == nil {
		t.Fatalf("the sheet cannot be read:\n%s", text(&report))
	}
	unit, err := compile.Sheet(g, opts)
	if err != nil {
		t.Fatal(err)
	}
	report.Merge(unit.Report)
	unit.Report = &report
	return unit
}

// compileRows compiles a grid as a CSV.
func compileRows(t testing.TB, rows [][]string, targetName string) *compile.Unit {
	t.Helper()
	return compileFile(t, "sheet.csv", csvOf(t, rows), targetName)
}

func csvOf(t testing.TB, rows [][]string) []byte {
	t.Helper()
	data, err := sheettest.CSV(rows)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// text is a report in one line a finding.
func text(report *diag.List) string {
	var b strings.Builder
	for _, d := range report.Sorted() {
		fmt.Fprintf(&b, "%s %s: %s\n", d.Place, d.Kind.Code, d.Summary(message.English))
	}
	return b.String()
}

// TestRandomSheetsAreRight compiles random valid sheets for every target: no
// finding, and the same bytes from a CSV and from a workbook.
func TestRandomSheetsAreRight(t *testing.T) {
	t.Parallel()
	seeds := []uint64{305, 1805, 7347} // whose random scores contradict each other
	for seed := range uint64(300) {
		if seed < 60 || !testing.Short() {
			seeds = append(seeds, seed)
		}
	}
	for _, seed := range seeds {
		for _, tg := range target.All() {
			rows := Sheet(seed, tg)
			unit := compileRows(t, rows, tg.Name)
			if unit.Report.HasMistakes() {
				t.Fatalf("seed %d, %s: a right sheet is blamed:\n%s", seed, tg.Name, text(unit.Report))
			}
			if seed%10 == 0 {
				sameAsWorkbook(t, seed, rows, tg.Name)
			}
		}
	}
}

func sameAsWorkbook(t *testing.T, seed uint64, rows [][]string, targetName string) {
	t.Helper()
	book, err := sheettest.XLSX(sheettest.Sheet{Name: "cluster", Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	fromCSV, fromBook := compileRows(t, rows, targetName), compileFile(t, "sheet.xlsx", book, targetName)
	if !bytes.Equal(fromCSV.XML, fromBook.XML) || !bytes.Equal(fromCSV.Script, fromBook.Script) {
		t.Errorf("seed %d: the CSV and the workbook compile to different bytes", seed)
	}
}

package compile

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/parse"
	"hagen/test/sheettest"
)

func rows(t *testing.T, lines []string) [][]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(strings.Join(lines, "\n")))
	r.FieldsPerRecord = -1
	out, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestInput(t *testing.T) {
	table := rows(t, cluster())
	book, err := sheettest.XLSX(
		sheettest.Sheet{Name: "表紙", Rows: [][]string{{"title"}}},
		sheettest.Sheet{Name: "cluster", Rows: table})
	if err != nil {
		t.Fatal(err)
	}
	text, err := sheettest.CSV(table)
	if err != nil {
		t.Fatal(err)
	}
	opts := options(t, "rhel9")
	fromBook := Open("book.xlsx", book, parse.Options{})
	if diff := cmp.Diff([]string{"表紙", "cluster"}, fromBook.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"cluster"}, fromBook.WithTables()); diff != "" {
		t.Errorf("sheets with tables (-want +got):\n%s", diff)
	}
	a, err := fromBook.Compile("cluster", opts)
	if err != nil || a.XML == nil {
		t.Fatalf("%v, %d findings", err, a.Report.Len())
	}
	b, err := Open("table.csv", text, parse.Options{}).Compile("", opts)
	if err != nil || b.XML == nil {
		t.Fatalf("%v, %d findings", err, b.Report.Len())
	}
	if !bytes.Equal(a.XML, b.XML) || !bytes.Equal(a.Script, b.Script) {
		t.Error("the workbook and the CSV of one sheet give other bytes")
	}
	if u, err := fromBook.Compile("nothing", opts); err != nil || u.Grid != nil || !u.Report.HasErrors() {
		t.Errorf("a sheet that is not there: unit %+v, error %v", u, err)
	}
}

func TestInputThatCannotBeUsed(t *testing.T) {
	in := Open("x.xlsx", []byte("%PDF-1.7\n"), parse.Options{})
	if !in.Report.HasErrors() || in.Sheets() != nil || in.WithTables() != nil {
		t.Errorf("%d findings, sheets %q", in.Report.Len(), in.Sheets())
	}
}

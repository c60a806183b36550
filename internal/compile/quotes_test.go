package compile

import (
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/test/sheettest"
)

// TestLine: the row of a CSV begins in a line of the file, which is another number
// below a line that names the delimiter and below a cell with line breaks.
func TestLine(t *testing.T) {
	opts := options(t, "debian12")
	text := "sep=;\n;PROPERTY\n;;name;value\n;;a;\"b\nc\"\n;;d;e\n\n;NODE\n"
	in := Open("a.csv", []byte(text), parse.Options{})
	u, err := in.Compile("", opts)
	if err != nil || u.Grid == nil {
		t.Fatal(err, in.Report.Sorted())
	}
	q := Quotes{u.Grid}
	for row, want := range map[int]int{1: 2, 2: 3, 3: 4, 4: 6, 5: 7, 6: 8, 0: 0} {
		if got := q.Line(diag.Place{File: "a.csv", Row: row, Col: 2}); got != want {
			t.Errorf("row %d begins in line %d, want %d", row, got, want)
		}
	}
	if got := q.Line(diag.Place{File: "other.csv", Row: 3}); got != 3 {
		t.Errorf("row 3 of a file that is not known: line %d", got)
	}
	data, err := sheettest.XLSX(sheettest.Sheet{Name: "S", Rows: [][]string{{"", "NODE"}}})
	if err != nil {
		t.Fatal(err)
	}
	in = Open("a.xlsx", data, parse.Options{})
	if u, err = in.Compile("S", opts); err != nil {
		t.Fatal(err)
	}
	if got := (Quotes{u.Grid}).Line(diag.Place{File: "a.xlsx", Sheet: "S", Row: 1, Col: 2}); got != 0 {
		t.Errorf("a workbook has line %d", got)
	}
}

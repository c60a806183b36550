package annotate

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// withFormulas adds formulas, merged cells and a number to a workbook.
func withFormulas(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, formula := range map[string]string{"J1": "D4", "J2": "J1&\"D9\"", "J3": "SUM($E$13:F20)"} {
		if err := f.SetCellFormula(sheetName, cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetCellFormula("memo", "B1", "COUNTA('it''s a <sheet> & 環境定義書'!C:C)"); err != nil {
		t.Fatal(err)
	}
	if err := f.MergeCell(sheetName, "G1", "H3"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellInt(sheetName, "I5", 10); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestWriteCells: the cells have their new texts and their styles, and no other byte
// of the workbook is another.
func TestWriteCells(t *testing.T) {
	before := workbook(t, sheet)
	c, err := CellsOf(before, sheetName)
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.Write([]Fill{
		{Row: 4, Col: 4, Text: "a <b> & c"}, {Row: 4, Col: 3}, {Row: 4, Col: 9, Text: "beside"},
		{Row: 25, Col: 3, Text: "new", Like: 12}, {Row: 26, Col: 5, Text: "newer", Like: 12},
	}, false)
	if err != nil {
		t.Fatal(err)
	}
	was, is := parts(t, before), parts(t, out)
	const part = "xl/worksheets/sheet1.xml"
	if !strings.Contains(is[part], `<dimension ref="A1:`) || strings.Contains(is[part], `<dimension ref="A1:K21"`) {
		t.Errorf("the size of the sheet: %.300s", is[part])
	}
	untouched := func(text string) string {
		text = regexp.MustCompile(`<row r="2[56]".*?</row>|<dimension [^>]*>`).ReplaceAllString(text, "")
		return regexp.MustCompile(`<c r="(C4|D4|I4)"[^>]*?(/>|>.*?</c>)`).ReplaceAllString(text, "")
	}
	was[part], is[part] = untouched(was[part]), untouched(is[part])
	if diff := cmp.Diff(was, is); diff != "" {
		t.Errorf("beside the cells (-before +after):\n%s", diff)
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	style, _ := f.GetCellStyle(sheetName, "C12")
	for cell, want := range map[string]string{"C4": "", "D4": "a <b> & c", "I4": "beside", "C25": "new", "E26": "newer", "C26": ""} {
		if got, err := f.GetCellValue(sheetName, cell); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", cell, got, err, want)
		}
		if got, _ := f.GetCellStyle(sheetName, cell); got != style && cell != "I4" {
			t.Errorf("%s: style %d, want %d", cell, got, style)
		}
	}
}

// TestWriteNumbers: a number stays one, and the formulas that read it are calculated.
func TestWriteNumbers(t *testing.T) {
	data := withFormulas(t, workbook(t, sheet))
	c, err := CellsOf(data, sheetName)
	if err != nil {
		t.Fatal(err)
	}
	out, err := c.Write([]Fill{{Row: 5, Col: 9, Text: "20", Shown: "10"}, {Row: 6, Col: 9, Text: "20"}}, true)
	if err != nil {
		t.Fatal(err)
	}
	is := parts(t, out)
	if !regexp.MustCompile(`<c r="I5"[^>]*><v>20</v></c>`).MatchString(is["xl/worksheets/sheet1.xml"]) {
		t.Error("I5 is no number")
	}
	if !regexp.MustCompile(`<c r="I6"[^>]* t="inlineStr">`).MatchString(is["xl/worksheets/sheet1.xml"]) {
		t.Error("I6 is no text")
	}
	if !strings.Contains(is["xl/workbook.xml"], `fullCalcOnLoad="1"`) {
		t.Error("formulas keep their old values")
	}
}

// TestObstacles: what is calculated, merged or in use is known.
func TestObstacles(t *testing.T) {
	c, err := CellsOf(withFormulas(t, workbook(t, sheet)), sheetName)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Formula(1, 10) || c.Formula(4, 4) {
		t.Error("the formulas")
	}
	if c.Merged(3, 8) != "G1:H3" || c.Merged(1, 7) != "" {
		t.Error("the merged cells")
	}
	if c.Free(2) || c.Free(4) || !c.Free(99) {
		t.Error("the free rows")
	}
	for _, x := range []struct {
		row, col int
		here     int
		others   bool
	}{{4, 4, 2, false}, {15, 6, 1, false}, {9, 3, 0, true}, {9, 5, 0, false}} {
		here, others, err := c.Readers([][2]int{{x.row, x.col}})
		if err != nil || len(here) != x.here || others != x.others {
			t.Errorf("readers of %d:%d: %v, %v, %v", x.row, x.col, here, others, err)
		}
	}
}

// TestFormulaReads: the cells a formula reads, and those that are unknown.
func TestFormulaReads(t *testing.T) {
	for text, want := range map[string]struct {
		reads int
		any   bool
	}{
		"A1+$B$2*3": {2, false}, "SUM(A:A,2:4)": {2, false}, "Sheet2!A1": {1, false}, `"A1"&B1`: {1, false}, "nodes": {0, true},
		"INDIRECT(A1)": {1, true}, "Table1[value]": {1, true}, "IF(TRUE,A1,B2)": {2, false},
	} {
		var f formula
		f.sheet = "s"
		f.read(text)
		if len(f.reads) != want.reads || f.any != want.any {
			t.Errorf("%s: %v, any %v", text, f.reads, f.any)
		}
	}
}

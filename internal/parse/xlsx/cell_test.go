package xlsx

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/test/gridtest"
)

// table is a NODE table whose first row has a header in column C; the rows of a
// case follow from row 4 on.
const table = `<row r="1"><c r="A1" t="inlineStr"><is><t># title</t></is></c></row>` +
	`<row r="2"><c r="B2" t="inlineStr"><is><t>NODE</t></is></c></row>` +
	`<row r="3"><c r="C3" t="inlineStr"><is><t>uname</t></is></c></row>`

// TestCellForms: each way to write a cell gives the text a person sees, or a
// finding at the cell.
func TestCellForms(t *testing.T) {
	for _, c := range []struct {
		name   string
		rows   string
		shared string
		want   []string // cells from row 4 on
		found  []string // "C4 HG0140"
	}{
		{name: "shared string", rows: `<row r="4"><c r="C4" t="s"><v>0</v></c></row>`, shared: `<si><t>node01</t></si>`, want: []string{"C4 node01"}},
		{name: "a foreign attribute", rows: `<row r="4"><c r="C4" xmlns:x="u" x:t="s" t="str"><v>x</v></c></row>`, want: []string{"C4 x"}},
		{name: "an attribute that is not needed is not a number", rows: `<row r="4"><c r="C4" t="str"><f aca="x">A2</f><v>x</v></c></row>`, want: []string{"C4 x"}},
		{name: "shared string, index padded", rows: `<row r="4"><c r="C4" t="s"><v> 0 </v></c></row>`, shared: `<si><t>node01</t></si>`, want: []string{"C4 node01"}},
		{name: "rich text runs", rows: `<row r="4"><c r="C4" t="s"><v>0</v></c></row>`,
			shared: `<si><r><t>no</t></r><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">de </t></r><r><t>01</t></r></si>`, want: []string{"C4 node 01"}},
		{name: "phonetic runs are not the text", rows: `<row r="4"><c r="C4" t="s"><v>0</v></c></row>`,
			shared: `<si><t>設定</t><rPh sb="0" eb="2"><t>セッテイ</t></rPh><phoneticPr fontId="1"/></si>`, want: []string{"C4 設定"}},
		{name: "inline string", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>node01</t></is></c></row>`, want: []string{"C4 node01"}},
		{name: "inline runs", rows: `<row r="4"><c r="C4" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c></row>`, want: []string{"C4 ab"}},
		{name: "CDATA and comments", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a<![CDATA[<b>&]]><!-- no -->c</t></is></c></row>`, want: []string{"C4 a<b>&c"}},
		{name: "character references", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>&#29872;&#x5883;&amp;</t></is></c></row>`, want: []string{"C4 環境&"}},
		{name: "escaped carriage return", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a_x000D_&#10;b</t></is></c></row>`, want: []string{"C4 a\nb"}},
		{name: "escaped underscore", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a_x005F_x000D_b</t></is></c></row>`, want: []string{"C4 a_x000D_b"}},
		{name: "what only looks like an escape", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>vip_xmain_1</t></is></c></row>`, want: []string{"C4 vip_xmain_1"}},
		{name: "escaped blank", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>_x0020_</t></is></c></row>`},
		{name: "half a character", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a_xD83D__xDE00_</t></is></c></row>`, found: []string{"C4 HG0134"}},
		{name: "line ends and blanks", rows: "<row r=\"4\"><c r=\"C4\" t=\"inlineStr\"><is><t xml:space=\"preserve\">　 a\r\nb&#13;&#10;c \n</t></is></c></row>", want: []string{"C4 a\nb\nc"}},
		{name: "blank text", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t xml:space="preserve"> 　</t></is></c><c r="D4" t="s"/><c r="E4" t="s"><v/></c></row>`},
		{name: "no references", rows: `<row><c t="inlineStr"><is><t>x</t></is></c><c/><c t="inlineStr"><is><t>y</t></is></c></row>`, want: []string{"A4 x", "C4 y"}},
		{name: "rows and cells left out", rows: `<row r="7"><c r="D7" t="str"><v>x</v></c><c t="str"><v>y</v></c></row>`, want: []string{"D7 x", "E7 y"}},
		{name: "another prefix", rows: `<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="4"><x:c r="C4" t="str"><x:v>a</x:v></x:c></x:row>`, want: []string{"C4 a"}},

		{name: "number", rows: `<row r="4"><c r="C4"><v>60</v></c></row>`, want: []string{"C4 60"}},
		{name: "number as stored in binary", rows: `<row r="4"><c r="C4" t="n"><v>0.10000000000000001</v></c></row>`, want: []string{"C4 0.1"}},
		{name: "number with exponent", rows: `<row r="4"><c r="C4"><v>1E5</v></c></row>`, want: []string{"C4 100000"}},
		{name: "negative number", rows: `<row r="4"><c r="C4"><v>-100</v></c></row>`, want: []string{"C4 -100"}},
		{name: "zero", rows: `<row r="4"><c r="C4"><v>0</v></c></row>`, want: []string{"C4 0"}},
		{name: "15 digits", rows: `<row r="4"><c r="C4"><v>123456789012345</v></c></row>`, want: []string{"C4 123456789012345"}},
		{name: "more than 15 digits", rows: `<row r="4"><c r="C4"><v>1234567890123456</v></c></row>`, want: []string{"C4 1234567890123460"}, found: []string{"C4 HG0141"}},
		{name: "booleans", rows: `<row r="4"><c r="C4" t="b"><v>1</v></c></row><row r="5"><c r="C5" t="b"><v>0</v></c></row>`, want: []string{"C4 TRUE", "C5 FALSE"}},
		{name: "error value", rows: `<row r="4"><c r="C4" t="e"><v>#N/A</v></c></row>`, want: []string{"C4 #N/A"}, found: []string{"C4 HG0143"}},
		{name: "ISO date", rows: `<row r="4"><c r="C4" t="d"><v>2024-01-02</v></c></row>`, want: []string{"C4 2024-01-02"}, found: []string{"C4 HG0140"}},
		{name: "formula with its result", rows: `<row r="4"><c r="C4" t="str"><f>A1&amp;"x"</f><v>node01</v></c></row>`, want: []string{"C4 node01"}},
		{name: "formula with a number", rows: `<row r="4"><c r="C4"><f>1+1</f><v>2</v></c></row>`, want: []string{"C4 2"}},
		{name: "formula with an empty text", rows: `<row r="4"><c r="C4" t="str"><f>""</f><v></v></c></row>`},
		{name: "formula without result", rows: `<row r="4"><c r="C4"><f>A1</f></c></row>`, want: []string{"C4 =A1"}, found: []string{"C4 HG0144"}},
		{name: "formula without result, empty value", rows: `<row r="4"><c r="C4"><f>A1</f><v/></c></row>`, want: []string{"C4 =A1"}, found: []string{"C4 HG0144"}},
		{name: "control character", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a_x0001_b</t></is></c></row>`, want: []string{"C4 a\x01b"}, found: []string{"C4 HG0148"}},

		{name: "a character XML cannot hold", rows: `<row r="4"><c r="C4" t="inlineStr"><is><t>a_xFFFE_b</t></is></c></row>`, want: []string{"C4 a\ufffeb"}, found: []string{"C4 HG0148"}},
		{name: "a comment row does not count", rows: `<row r="4"><c r="A4" t="str"><v>#</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4"><f>A1</f></c></row>`,
			want: []string{"A4 #", "B4 #N/A", "C4 =A1"}},
		{name: "column A does not count", rows: `<row r="4"><c r="A4" t="d"><v>2024-01-02</v></c></row>`, want: []string{"A4 2024-01-02"}},
		{name: "a column without header does not count", rows: `<row r="4"><c r="D4" t="e"><v>#N/A</v></c></row>`, want: []string{"D4 #N/A"}},
		{name: "column A when it may be a comment", rows: `<row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="C4" t="e"><v>#N/A</v></c></row>`,
			want: []string{"A4 #N/A", "C4 #N/A"}, found: []string{"A4 HG0143"}},
		{name: "column B counts", rows: `<row r="4"><c r="B4"><f>A1</f></c></row>`, want: []string{"B4 =A1"}, found: []string{"B4 HG0144"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, report := read(workbook(table+c.rows, c.shared).zip(t))
			var got []string
			for _, cell := range gridtest.Cells(g) {
				if ref, _, _ := strings.Cut(cell, " "); ref[len(ref)-1] > '3' {
					got = append(got, cell)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
			checkFound(t, c.found, report)
		})
	}
}

// checkFound compares findings as "C4 HG0140", without the sheet when they have
// no cell.
func checkFound(t *testing.T, want []string, report *diag.List) {
	t.Helper()
	var got []string
	for _, d := range report.Sorted() {
		got = append(got, strings.TrimSpace(d.Place.Cell()+" "+d.Kind.Code))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s\n%s", diff, strings.Join(gridtest.Summaries(report), "\n"))
	}
}

// TestWriters reads what LibreOffice 7.4 and openpyxl wrote of one sheet with a
// bit of everything. openpyxl does not calculate formulas.
func TestWriters(t *testing.T) {
	const at = "b.xlsx!環境定義書!"
	both := []string{
		at + "F5 HG0142 the cell shows 60s but contains the number 60; 60s is used",
		at + "F6 HG0142 the cell shows 007 but contains the number 7; 007 is used",
		at + "F7 HG0140 the cell contains a date, shown as 1月2日",
		at + "F14 HG0141 the cell contains a number with more than 15 digits, and a spreadsheet keeps only 15",
		at + "17 HG0145 hidden rows are read anyway: 17",
		at + "F18 HG0142 the cell shows 50% but contains the number 0.5; 50% is used",
		at + "F19 HG0149 the cell shows 3 but contains the number 3.14159",
		at + "F24 HG0154 what the cell shows cannot be told for certain: it contains 1.5, its number format is # ?/?",
	}
	text := []string{"A1 # ノード属性", "B2 NODE", "C5 node01", "F5 60s", "F6 007", "F8 TRUE", "F12 1234567", "F13 0.1",
		"F15 one\ntwo", "F17 hidden", "F18 50%", "F20 1-2", "F22 60", "F23 trimmed", "J5 remark in hidden column"}
	for _, c := range []struct {
		file  string
		found []string
		text  []string
	}{
		{"libreoffice.xlsx", []string{at + "F11 HG0143 the cell contains the error #N/A"}, []string{"F9 2", "F10 ab"}},
		{"openpyxl.xlsx", []string{
			at + "F9 HG0144 the cell contains a formula without a result",
			at + "F10 HG0144 the cell contains a formula without a result",
			at + "F11 HG0144 the cell contains a formula without a result",
			at + "F21 HG0144 the cell contains a formula without a result",
		}, nil},
	} {
		t.Run(c.file, func(t *testing.T) {
			data, err := os.ReadFile("testdata/" + c.file)
			if err != nil {
				t.Fatal(err)
			}
			report := &diag.List{}
			b := Open("b.xlsx", data, grid.DefaultLimits(), report)
			if b == nil {
				t.Fatal(gridtest.Summaries(report))
			}
			if diff := cmp.Diff([]string{"環境定義書", "other"}, b.Sheets()); diff != "" {
				t.Errorf("visible sheets (-want +got):\n%s", diff)
			}
			g := b.Load("環境定義書", report)
			got := gridtest.Summaries(report)
			for _, want := range append(c.found, both...) {
				got = remove(t, got, want)
			}
			if len(got) > 0 {
				t.Errorf("also found:\n%s", strings.Join(got, "\n"))
			}
			have := gridtest.Cells(g)
			for _, want := range append(c.text, text...) {
				remove(t, have, want)
			}
			if diff := cmp.Diff([]int{17}, g.HiddenRows); diff != "" {
				t.Errorf("hidden rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]int{10}, g.HiddenCols); diff != "" {
				t.Errorf("hidden columns (-want +got):\n%s", diff)
			}
			if h := b.Load("隠し", report); h == nil || len(h.Rows) != 1 {
				t.Error("the hidden sheet cannot be loaded by its name")
			}
		})
	}
}

// remove takes a line out of a list it must be in.
func remove(t *testing.T, list []string, want string) []string {
	t.Helper()
	for i := range list {
		if list[i] == want {
			return append(list[:i:i], list[i+1:]...)
		}
	}
	t.Errorf("missing: %s", want)
	return list
}

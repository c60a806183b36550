package document

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
)

// sample has one of everything.
var sample = Document{Title: "A & B", Lang: message.English, Chapters: []Chapter{
	{Title: "One/two: [three] and a name that is longer than a tab may be", Texts: []string{"<b>no markup</b>"},
		Picture: &Picture{Width: 200, Height: 100, Boxes: []Box{{10, 10, 100, 30, "x<y", "agent", "FFFFFF"}, {10, 50, 100, 30, "z", "", "DDEBF7"}},
			Links: []Link{{110, 130, 20, 60, true, "first x"}, {110, 150, 60, 20, false, "z with x"}}},
		Table: Table{Columns: []Column{{"name", 10, false}, {"value", 20, false}}, Rows: []Row{{Text("a heading")}, {Code("=1+1"), {Text: "007", Look: Bad}}}}},
	{Title: "Nothing"},
}}

func TestHTML(t *testing.T) {
	page, err := HTML(sample)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<title>A &amp; B</title>", "<p>&lt;b&gt;no markup&lt;/b&gt;</p>", `<td class="head" colspan="2">a heading</td>`,
		`<td class="code">=1&#43;1</td><td class="bad">007</td>`, "x&lt;y</text>", "marker-end", "stroke-dasharray", "<h2>Nothing</h2>"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("the page lacks %s:\n%s", want, page)
		}
	}
	if strings.Count(string(page), "<table>") != 1 {
		t.Error("a chapter without a table has one")
	}
}

func TestXLSX(t *testing.T) {
	data, err := XLSX(sample)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tabs := f.GetSheetList()
	if len(tabs) != 2 || tabs[0] != "One two   three  and a name tha" {
		t.Fatalf("%q", tabs)
	}
	rows, err := f.GetRows(tabs[0])
	if err != nil {
		t.Fatal(err)
	}
	var last []string
	for _, row := range rows {
		if len(row) > 0 {
			last = row
		}
	}
	if strings.Join(last, "|") != "=1+1|007" {
		t.Errorf("texts are not kept as they are: %q", last)
	}
	if formula, _ := f.GetCellFormula(tabs[0], "A13"); formula != "" {
		t.Errorf("a text became the formula %s", formula)
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	drawing, err := archive.Open("xl/drawings/drawing1.xml")
	if err != nil {
		t.Fatal(err)
	}
	xml, err := io.ReadAll(drawing)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{`prst="downArrow"`, `prst="rightBracket"`, `prst="rect"`} {
		if !strings.Contains(string(xml), kind) {
			t.Errorf("no shape %s", kind)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		line string
		want string
	}{
		{"", ""}, {"short", "short"}, {"two words here", "two words |here"}, {"/a/very/long/path", "/a/very/lo|ng/path"},
		{"a --long-option", "a --long-|option"}, {"日本語の文章です", "日本語の文|章です"}, {"exactly 10", "exactly 10"}, {"exactly 10 ", "exactly 10 "},
	} {
		if got := strings.Join(wrap(c.line, 10), "|"); got != c.want {
			t.Errorf("%q: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestLongCells: a cell that is longer than a row may be high goes on in the next row.
func TestLongCells(t *testing.T) {
	text := strings.TrimSuffix(strings.Repeat("line\n", 100), "\n")
	d := Document{Title: "Long", Lang: message.English, Chapters: []Chapter{{Title: "One", Table: Table{Columns: []Column{{"a", 10, false}, {"b", 10, false}},
		Rows: []Row{{Text(text), Text("once")}}}}}}
	data, err := XLSX(d)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("One")
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for i, row := range rows {
		if len(row) > 0 {
			lines += strings.Count(row[0], "line")
		}
		if height, _ := f.GetRowHeight("One", i+1); height > 409 {
			t.Errorf("row %d is %v high", i+1, height)
		}
	}
	if lines != 100 {
		t.Errorf("%d lines of 100", lines)
	}
}

package xlsx

import (
	"encoding/xml"
	"io"
	"maps"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// FuzzXLSX reads sheets, shared strings and styles that are packed well. It must
// not panic, every finding must have a real place, and what is read without an
// error must be everything that is in the XML.
func FuzzXLSX(f *testing.F) {
	add := func(p pack) { f.Add(p[sheet1], p[strings1], p[styles]) }
	add(partsOf(f, honest(f, 5)))
	for _, rows := range []string{
		`<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c></row>`,
		`<row r="3" hidden="1"><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c><c r="D3"><f>A1</f></c></row>`,
		`<row><c><v>1.5</v></c></row><row r="9"><c r="D9" t="str"><v>x</v></c></row>`,
		table + `<row r="4"><c r="C4" s="2"><v>60</v></c></row><row r="5"><c r="C5" s="3"><v>46024</v></c></row>`,
	} {
		add(workbook(rows, `<si><t>a_x000D_b</t></si>`))
	}
	add(workbook("").with(sheet1, "<worksheet><sheetData>"))
	add(workbook("").with(sheet1, `<worksheet><cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>x</v></c>`+
		`<c r="B1" t="str"><v>y</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, sheet, shared, style string) {
		checkReading(t, workbook("").with(sheet1, sheet).with(strings1, shared).with(styles, style))
	})
}

// checkReading compares a reading without errors with a plain one. It reports
// whether there was no error.
func checkReading(t *testing.T, p pack) bool {
	t.Helper()
	g, report := read(p.zip(t))
	checkPlaces(t, report)
	if g == nil {
		if !report.HasErrors() {
			t.Error("nothing was read, without a finding")
		}
		return false
	}
	got := map[string]string{}
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			got[g.Place(row.Number, c.Col).Cell()] = c.Text
		}
	}
	want := plainReading(t, p)
	if strings.Contains(p[sheet1], "mergeCell ") {
		for cell := range want { // covered cells that do not count are left out in silence
			if got[cell] == "" {
				delete(want, cell)
			}
		}
	}
	for _, d := range report.Sorted() {
		if d.Kind == diag.CellShows || d.Kind == diag.CellDate || d.Kind == diag.CellTime { // the number is there as it is shown
			if cell := d.Place.Cell(); got[cell] != "" {
				want[cell] = got[cell]
			}
		}
	}
	if !maps.Equal(want, got) {
		diff := cmp.Diff(want, got)
		t.Errorf("sheet %q\nshared strings %q\nread without an error (-want +got):\n%s", p[sheet1], p[strings1], diff)
	}
	return true
}

func checkPlaces(t *testing.T, report *diag.List) {
	t.Helper()
	limits := grid.DefaultLimits()
	for _, d := range report.Sorted() {
		p := d.Place
		inSheet := p.Row >= 0 && p.Row <= maxRow && p.Col >= 0 && p.Col <= maxCol && (p.Col == 0 || p.Row > 0)
		if p.File != "b.xlsx" || !inSheet || p.Sheet == "" && p.Row > 0 {
			t.Errorf("%s has no real place: %+v", d.Kind.Code, p)
		}
		if d.Kind.Severity == diag.Warning && (p.Row == 0 || p.Row > limits.Rows || p.Col > limits.Cols) {
			t.Errorf("%s is not about a cell: %+v", d.Kind.Code, p)
		}
	}
}

// node is an element of a part read without any knowledge of it.
type node struct {
	name  string
	attr  map[string]string
	text  string
	child []*node
}

func tree(t *testing.T, data string) *node {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(data))
	root := &node{}
	path := []*node{root}
	space := ""
	for {
		token, err := dec.Token()
		if err == io.EOF {
			return root.child[0]
		}
		if err != nil {
			t.Fatalf("a part that was read is not XML: %v", err)
		}
		top := path[len(path)-1]
		switch e := token.(type) {
		case xml.StartElement:
			if len(path) == 1 {
				space = e.Name.Space
			}
			n := &node{name: e.Name.Local, attr: map[string]string{}}
			if e.Name.Space != space {
				n.name = ""
			}
			for _, a := range e.Attr {
				if a.Name.Space == "" {
					n.attr[a.Name.Local] = a.Value
				}
			}
			top.child = append(top.child, n)
			path = append(path, n)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			top.text += string(e)
		}
	}
}

func (n *node) all(name string) []*node {
	var out []*node
	for _, c := range n.child {
		if c.name == name {
			out = append(out, c)
		}
	}
	return out
}

var escapeForm = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// item is the text of a string item.
func (n *node) item() string {
	text := ""
	for _, t := range n.all("t") {
		text += t.text
	}
	for _, r := range n.all("r") {
		for _, t := range r.all("t") {
			text += t.text
		}
	}
	return escapeForm.ReplaceAllStringFunc(text, func(e string) string {
		unit, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(rune(unit))
	})
}

// plainReading reads the cells of a workbook's sheet the long way.
func plainReading(t *testing.T, p pack) map[string]string {
	t.Helper()
	var shared []string
	for _, si := range tree(t, p[strings1]).all("si") {
		shared = append(shared, si.item())
	}
	out := map[string]string{}
	row := 0
	for _, data := range tree(t, p[sheet1]).all("sheetData") {
		for _, r := range data.all("row") {
			row++
			if n, err := strconv.Atoi(r.attr["r"]); err == nil {
				row = n
			}
			col := 0
			for _, c := range r.all("c") {
				col++
				if _, n, ok := cellName(c.attr["r"]); ok {
					col = n
				}
				if text := plainCell(c, shared); text != "" {
					out[diag.Place{Sheet: "S", Row: row, Col: col}.Cell()] = text
				}
			}
		}
	}
	return out
}

func plainCell(c *node, shared []string) string {
	value, formula, text := "", "", ""
	for _, v := range c.all("v") {
		value = v.text
	}
	for _, f := range c.all("f") {
		formula = "=" + grid.Clean(f.text)
	}
	for _, is := range c.all("is") {
		text = is.item()
	}
	trimmed := strings.TrimSpace(value)
	switch c.attr["t"] {
	case "s":
		if i, err := strconv.Atoi(trimmed); err == nil {
			text = shared[i]
		}
	case "inlineStr":
		if len(c.all("is")) == 0 {
			text = value
		}
	case "b":
		if trimmed != "" {
			text = map[bool]string{true: "TRUE", false: "FALSE"}[trimmed == "1" || trimmed == "true"]
		}
	case "", "n":
		if text = ""; trimmed != "" {
			text = plain(trimmed)
		}
	default:
		text = value
	}
	if text = grid.Clean(text); text == "" && formula != "" && (c.attr["t"] != "str" || len(c.all("v")) == 0) {
		return formula
	}
	return text
}

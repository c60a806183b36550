package designbook_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/compile"
	"hagen/internal/designbook"
	"hagen/internal/diag"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/relevant"
)

// design makes the design of a sheet; false when the sheet has mistakes.
func design(t *testing.T, file, target string) (document.Document, []byte, bool) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	options, err := compile.For(target)
	if err != nil {
		t.Fatal(err)
	}
	in := compile.Open(file, data, parse.Options{})
	sheets := in.Sheets()
	if len(sheets) != 1 {
		return document.Document{}, nil, false
	}
	unit, err := in.Compile(sheets[0], options)
	if err != nil || unit.XML == nil {
		return document.Document{}, nil, false
	}
	cells, err := apply.CellsOf(unit.XML, unit.Where)
	if err != nil {
		t.Fatal(err)
	}
	read := relevant.Of(unit.Grid)
	d, err := designbook.Design{Sheet: filepath.Base(file), Target: target, Version: "test", CIB: unit.XML, Cell: cells, At: unit.Where, Catalog: options.Catalog,
		Remark: func(at diag.Place) string { return read.Remark(unit.Grid, at.Row) }, Findings: unit.Report.Sorted()}.Document(message.English)
	if err != nil {
		t.Fatal(err)
	}
	return d, unit.XML, true
}

// pair is a name and a value.
type pair struct{ name, value string }

// written counts the names and values of the rows of a document's parameters.
func written(d document.Document) map[pair]int {
	out := map[pair]int{}
	for _, c := range d.Chapters {
		if len(c.Table.Columns) != 6 { // the tables of parameters
			continue
		}
		for _, row := range c.Table.Rows {
			if len(row) == 6 && row[1].Text != "" {
				out[pair{row[0].Text[strings.LastIndexByte(row[0].Text, ' ')+1:], row[1].Text}]++
			}
		}
	}
	return out
}

// inXML counts the pairs of a CIB and the attributes of its operations, read from the
// XML and by nothing of hagen's but the list of what is a secret.
func inXML(t *testing.T, cib []byte) map[pair]int {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(cib); err != nil {
		t.Fatal(err)
	}
	out := map[pair]int{}
	count := func(name, value string) {
		if meaning.Secret(name, value) {
			value = "(secret)"
		}
		if value != "" {
			out[pair{name, value}]++
		}
	}
	for _, e := range doc.FindElements("./cib/configuration//nvpair") {
		count(e.SelectAttrValue("name", ""), e.SelectAttrValue("value", ""))
	}
	for _, e := range doc.FindElements("//resources//op") {
		for _, a := range e.Attr {
			if a.Key != "id" && a.Key != "name" && a.Key != "role" { // these two are in the item's name
				count(a.Key, a.Value)
			}
		}
	}
	return out
}

// TestEveryValueOnce: every name and value of the CIB is in the parameters as often as
// in the CIB, over all goldens and examples that compile.
func TestEveryValueOnce(t *testing.T) {
	files, err := filepath.Glob("../../testdata/golden/*/in.csv")
	if err != nil {
		t.Fatal(err)
	}
	examples, err := filepath.Glob("../../examples/*/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, file := range append(files, examples...) {
		d, cib, ok := design(t, file, "debian12")
		if !ok {
			continue
		}
		looked++
		rows := written(d)
		for p, n := range inXML(t, cib) {
			if rows[p] != n {
				t.Errorf("%s: %s=%q is in the CIB %d times, and in the design %d times", file, p.name, p.value, n, rows[p])
			}
		}
	}
	if looked < 100 {
		t.Errorf("only %d sheets", looked)
	}
}

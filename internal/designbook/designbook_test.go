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

// chapter is the one with a title.
func chapter(t *testing.T, d document.Document, title string) document.Chapter {
	t.Helper()
	for _, c := range d.Chapters {
		if c.Title == title {
			return c
		}
	}
	t.Fatalf("no chapter %s", title)
	return document.Chapter{}
}

// TestSentences: constraints of each form, of resources, sets and patterns.
func TestSentences(t *testing.T) {
	want := map[string][]string{
		"005-every-table": {
			"web-group prefers web1 (200)",
			"fence-web1 never runs on web1",
			"web-group gets the score 100 where site eq tokyo",
			"each of mailer, fence-web1 prefers web2 (50)",
			"mailer avoids the node of web-group (-1000)",
			"fence-web1, fence-web2 avoid the same node (-100)",
			"First start web-group, then start mailer if both happen together (and in the opposite order to stop)",
			"In this order: (fence-web1, fence-web2 in any order), then web-group if both happen together (and in the opposite order to stop)",
			"web-group needs the ticket site; without it: stop",
			"each of fence-web1, fence-web2 needs the ticket site; without it: freeze",
		},
		"011-azure-hana-nfs": {
			"every resource whose name does not match health-.* gets the value of #health-azure as the score where defined #uname",
			"hana-db-clone never runs where hana_nfs1_active ne true and hana_nfs2_active ne true",
			"hana-ip-group prefers the node of hana-db-clone (Promoted) (4000)",
		},
	}
	for example, sentences := range want {
		d, _, ok := design(t, "../../examples/"+example+"/cluster.csv", "rhel9")
		if !ok {
			t.Fatalf("%s does not compile", example)
		}
		got := map[string]bool{}
		for _, row := range chapter(t, d, "Constraints").Table.Rows {
			got[row[0].Text] = true
		}
		for _, s := range sentences {
			if !got[s] {
				t.Errorf("%s: no sentence %q in %v", example, s, got)
			}
		}
	}
}

// TestPicture: nodes with what fences them, resources with their address, orders and
// colocations; and the fencing levels as a table.
func TestPicture(t *testing.T) {
	d, _, ok := design(t, "../../examples/005-every-table/cluster.csv", "rhel9")
	if !ok {
		t.Fatal("it does not compile")
	}
	p := chapter(t, d, "The cluster").Picture
	texts := map[string]string{}
	for i, b := range p.Boxes {
		texts[b.Title] = b.Text
		if b.X < 0 || b.Y < 0 || b.X+b.Width > p.Width || b.Y+b.Height > p.Height {
			t.Errorf("the box of %s is outside of the picture", b.Title)
		}
		for _, a := range p.Boxes[:i] {
			apart := a.Y+a.Height <= b.Y || a.X+a.Width <= b.X
			around := a.X <= b.X && a.Y <= b.Y && a.X+a.Width >= b.X+b.Width && a.Y+a.Height >= b.Y+b.Height
			if !apart && !around {
				t.Errorf("the boxes of %s and %s overlap", a.Title, b.Title)
			}
		}
	}
	for title, text := range map[string]string{"web1": "fenced by fence-web1", "web2": "fenced by fence-web2", "web-group": "",
		"vip": "ocf:heartbeat:IPaddr2 192.0.2.10", "exporter-bundle": "podman localhost/exporter:1 192.0.2.21"} {
		if got, known := texts[title]; !known || got != text {
			t.Errorf("%s: %q, want %q", title, got, text)
		}
	}
	arrows := 0
	for _, l := range p.Links {
		if l.Arrow {
			arrows++
		}
	}
	if arrows != 1 || len(p.Links) != 2 {
		t.Errorf("%d arrows of %d links", arrows, len(p.Links))
	}
	levels := chapter(t, d, "Fencing levels").Table.Rows
	if len(levels) != 2 || levels[0][0].Text != "web1" || levels[0][1].Text != "1" || levels[0][2].Text != "fence-web1" {
		t.Errorf("%v", levels)
	}
}

package writeback_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/compile"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/writeback"
	"hagen/test/corpus"
	"hagen/test/need"
	"hagen/test/sheettest"
)

// drift is a change that someone makes on a cluster. It reports whether there was
// something to change.
type drift struct {
	name string
	make func(cib *etree.Document) bool
}

func drifts() []drift {
	set := func(path, attribute, value string) func(*etree.Document) bool {
		return func(cib *etree.Document) bool {
			el := cib.FindElement(path)
			if el == nil || el.SelectAttrValue(attribute, "") == value {
				return false
			}
			el.CreateAttr(attribute, value)
			return true
		}
	}
	add := func(path string, element string) func(*etree.Document) bool {
		return func(cib *etree.Document) bool {
			el := cib.FindElement(path)
			if el == nil {
				return false
			}
			doc := etree.NewDocument()
			if err := doc.ReadFromString(element); err != nil {
				return false
			}
			el.AddChild(doc.Root())
			return true
		}
	}
	remove := func(path string) func(*etree.Document) bool {
		return func(cib *etree.Document) bool {
			el := cib.FindElement(path)
			if el == nil {
				return false
			}
			el.Parent().RemoveChild(el)
			return true
		}
	}
	return []drift{
		{"the score of a location", set("//rsc_location[@node]", "score", "-77")},
		{"the score of a rule", set("//rsc_location/rule", "score", "-78")},
		{"the value of a rule", set("//rsc_location/rule/expression[@value]", "value", "9")},
		{"the score of a colocation", set("//rsc_colocation", "score", "79")},
		{"the kind of an order", set("//rsc_order", "kind", "Optional")},
		{"the timeout of an operation", set("//primitive/operations/op[@timeout]", "timeout", "333s")},
		{"a default", set("//rsc_defaults//nvpair", "value", "3")},
		{"a parameter less", remove("//primitive/meta_attributes/nvpair")},
		{"an order less", remove("//rsc_order")},
		{"another property", add("//cluster_property_set", `<nvpair id="x-p" name="cluster-recheck-interval" value="7min"/>`)},
		{"another default", add("//rsc_defaults/meta_attributes", `<nvpair id="x-d" name="failure-timeout" value="8min"/>`)},
		{"another meta attribute", add("//primitive/meta_attributes", `<nvpair id="x-m" name="failure-timeout" value="9min"/>`)},
	}
}

// TestDrift changes the cluster of each golden and example in one way after the other:
// the workbook then says it, or it is told why not, and nothing is written.
func TestDrift(t *testing.T) {
	need.Long(t)
	t.Parallel()
	fits, told := map[string]int{}, map[string]int{}
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		if c.Sheet.Target == nil {
			continue
		}
		unit, catalog := c.For(t, c.Sheet.Target.Name)
		if unit == nil {
			continue
		}
		opts := compile.Options{Target: c.Sheet.Target, Catalog: catalog}
		b := bookOf(t, unit, opts)
		if b == nil {
			continue
		}
		for _, d := range drifts() {
			cib := etree.NewDocument()
			if err := cib.ReadFromBytes(b.Unit.XML); err != nil {
				t.Fatal(err)
			}
			if !d.make(cib) {
				continue
			}
			data, err := cib.WriteToBytes()
			if err != nil {
				t.Fatal(err)
			}
			if into(t, c.Name+": "+d.name, *b, data, opts) {
				fits[d.name]++
			} else {
				told[d.name]++
			}
		}
	}
	for _, d := range drifts() {
		if fits[d.name] < 3 {
			t.Errorf("%s fits only %d times, not %d times", d.name, fits[d.name], told[d.name])
		}
	}
	if n := fits["the timeout of an operation"]; n < 75 { // some need a block O that their table lacks
		t.Errorf("operations fit only %d times: is a new block written?", n)
	}
	t.Log("fits:", fits, "does not:", told)
}

// bookOf writes the grid of a sheet as a workbook, with blank rows between the tables.
func bookOf(t *testing.T, unit *compile.Unit, opts compile.Options) *writeback.Book {
	t.Helper()
	var rows [][]string
	for _, row := range unit.Grid.Rows {
		for len(rows) < row.Number-1 {
			rows = append(rows, nil)
		}
		cells := make([]string, row.Cells[len(row.Cells)-1].Col)
		for _, cell := range row.Cells {
			cells[cell.Col-1] = cell.Text
		}
		rows = append(rows, cells)
	}
	data, err := sheettest.XLSX(sheettest.Sheet{Name: "design", Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	return compiled(t, data, "design", opts)
}

// compiled is a workbook with what it compiles to; nil if that has errors.
func compiled(t *testing.T, data []byte, sheet string, opts compile.Options) *writeback.Book {
	t.Helper()
	unit, err := compile.Open("book.xlsx", data, parse.Options{}).Compile(sheet, opts)
	if err != nil {
		t.Fatal(err)
	}
	if unit.XML == nil {
		return nil
	}
	return &writeback.Book{File: "book.xlsx", Data: data, Sheet: sheet, Unit: unit}
}

// into writes a CIB into a workbook, and reports whether it fits.
func into(t *testing.T, name string, b writeback.Book, cib []byte, opts compile.Options) bool {
	t.Helper()
	r, err := writeback.Into(b, cib, opts, message.English)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return false
	}
	if !r.Fits() {
		if r.Data != nil {
			t.Errorf("%s: written, though not everything fits", name)
		}
		unsayable := slices.ContainsFunc(r.Left, func(l importer.Left) bool { return l.Why == importer.NoTable })
		if len(r.Obstacles)+len(r.Differs) == 0 && !unsayable {
			t.Errorf("%s: nothing says why it does not fit", name)
		}
		return false
	}
	if r.Data == nil {
		return true // the same meaning
	}
	if len(r.Cells) == 0 {
		t.Errorf("%s: written, and no cell is listed", name)
	}
	after := compiled(t, r.Data, b.Sheet, opts)
	if after == nil {
		t.Errorf("%s: the new workbook does not compile", name)
		return true
	}
	was, err := meaning.Of(cib)
	if err != nil {
		t.Fatal(err)
	}
	is, err := meaning.Of(after.Unit.XML)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range importer.Changes(was, is) {
		t.Errorf("%s: %v %v %s: %v", name, d.Action, d.Kind, d.Name, d.Details)
	}
	before, now := parts(t, b.Data), parts(t, r.Data)
	for part, text := range now {
		if before[part] != text && !strings.HasPrefix(part, "xl/worksheets/sheet") && part != "xl/workbook.xml" {
			t.Errorf("%s: %s has changed", name, part)
		}
	}
	if len(before) != len(now) {
		t.Errorf("%s: %d parts, then %d", name, len(before), len(now))
	}
	return true
}

// parts are the parts of a workbook by name.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
		_ = r.Close()
	}
	return out
}

// TestExamples writes into the workbooks of the examples, as they are and as
// LibreOffice saves them.
func TestExamples(t *testing.T) {
	files, err := filepath.Glob("../../examples/*/cluster.xlsx")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tried += example(t, file, data, opts)
	}
	if tried < 30 {
		t.Errorf("only %d changes", tried)
	}
}

// example makes all changes that fit anywhere in one cluster. It returns how many.
func example(t *testing.T, name string, data []byte, opts compile.Options) int {
	t.Helper()
	in := compile.Open("book.xlsx", data, parse.Options{})
	sheet, ok, err := in.Only("")
	if err != nil || !ok {
		t.Fatal(name, err)
	}
	b := compiled(t, data, sheet, opts)
	if b == nil {
		return 0
	}
	tried := 0
	for _, d := range drifts() {
		cib := etree.NewDocument()
		if err := cib.ReadFromBytes(b.Unit.XML); err != nil {
			t.Fatal(err)
		}
		if !d.make(cib) {
			continue
		}
		text, err := cib.WriteToBytes()
		if err != nil {
			t.Fatal(err)
		}
		if into(t, name+": "+d.name, *b, text, opts) {
			tried++
		}
	}
	return tried
}

// TestLibreOffice writes into a workbook that LibreOffice saved.
func TestLibreOffice(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "xlsx", "--outdir", dir, "../../examples/003-haproxy-fencing/cluster.xlsx")
	cmd.WaitDelay = 5 * time.Second // soffice is a script: what it started may hold the pipes
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "cluster.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	if n := example(t, "LibreOffice", data, opts); n < 7 {
		t.Errorf("only %d changes fit", n)
	}
}

// TestCellByCell: the cells are those a person would have changed, and secrets are
// masked.
func TestCellByCell(t *testing.T) {
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	sheet, _, err := compile.Open("book.xlsx", data, parse.Options{}).Only("")
	if err != nil {
		t.Fatal(err)
	}
	b := compiled(t, data, sheet, opts)
	changed := strings.NewReplacer(`value="ipmipass1"`, `value="never-shown-1"`, `node="node02" score="100"`, `node="node02" score="-50"`).Replace(string(b.Unit.XML))
	r, err := writeback.Into(*b, []byte(changed), opts, message.English)
	if err != nil || !r.Fits() {
		t.Fatal(err, r)
	}
	var got []string
	for _, c := range r.Cells {
		got = append(got, c.What+" "+c.Column+": "+c.Old+" -> "+c.New)
	}
	want := []string{
		"STONITH fence1-ipmilan options password value: ******** -> ********",
		"STONITH fence2-ipmilan options password value: ******** -> ********",
		"LOCATION_NODE haproxy-group node02 prefers/avoids:  -> avoids",
		"LOCATION_NODE haproxy-group node02 score: 100 -> 50",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !r.Secret {
		t.Error("the password is not reported")
	}
}

package book_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"hagen/internal/book"
	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/starter"
)

// rows are a small sheet; row 12 is to be filled in.
var rows = [][]string{
	{"# a cluster"},
	{"# nodes", "", "n1", "n2"},
	{},
	{"# resources"},
	{"", "RESOURCES"},
	{"", "", "resourceItem", "resourceItem", "id"},
	{"#", "", "kind", "", "id *", "remarks"},
	{"", "", "Primitive", "", "vip", "an address"},
	{},
	{},
	{"# the address"},
	{"", "PRIMITIVE"},
	{"", "P", "id", "class", "provider", "type"},
	{"", "", "vip", "ocf", "heartbeat", "IPaddr2"},
	{"", "A", "type", "name", "value"},
	{"", "", "options", "ip", ""},
	{"", "O", "type", "on-fail", "timeout"},
	{"", "", "monitor", "fence", "20s"},
	{},
	{"", "LOCATION_NODE"},
	{"", "", "rsc", "prefers/avoids", "node", "score"},
	{"", "", "vip", "prefers", "n1", "100"},
}

func sheet(t *testing.T) book.Sheet {
	t.Helper()
	known, err := compile.For("rhel8")
	if err != nil {
		t.Fatal(err)
	}
	return book.Sheet{Name: "definition", Title: "a cluster", Rows: rows, NodeRow: 2, Lang: message.English, Target: known.Target, Catalog: known.Catalog}
}

func open(t *testing.T, s book.Sheet) (*excelize.File, []byte) {
	t.Helper()
	data, err := book.XLSX(s)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f, data
}

// TestSameBytes: the same rows give the same bytes, at any time.
func TestSameBytes(t *testing.T) {
	_, first := open(t, sheet(t))
	for range 5 {
		if _, again := open(t, sheet(t)); !bytes.Equal(first, again) {
			t.Fatal("the same rows gave other bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if y := f.Modified.Year(); y > 1980 {
			t.Errorf("%s is of %d", f.Name, y)
		}
	}
}

// TestCells: the cells are the rows, as text, and none of them is merged.
func TestCells(t *testing.T) {
	f, _ := open(t, sheet(t))
	got, err := f.GetRows("definition")
	if err != nil {
		t.Fatal(err)
	}
	var want [][]string
	for _, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		want = append(want, slices.Concat([]string{}, row))
	}
	for i := range got {
		got[i] = slices.Concat([]string{}, got[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if merged, err := f.GetMergeCells("definition"); err != nil || len(merged) > 0 {
		t.Errorf("merged: %v %v", merged, err)
	}
}

// TestChoices: cells of closed sets have lists, of ids and nodes those in the sheet.
func TestChoices(t *testing.T) {
	f, _ := open(t, sheet(t))
	all, err := f.GetDataValidations("definition")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, dv := range all {
		got[dv.Sqref] = dv.Formula1
	}
	for at, want := range map[string]string{
		"C8:C9":   `"Primitive,Stonith,Group,Clone,Promotable,Bundle,Template"`,
		"C14:C14": `$E$8:$E$9`,
		"D14:D14": `"ocf,systemd,lsb,service"`,
		"F14:F14": `INDIRECT("agents_"&LOWER($D14)&IF($E14="","","_"&SUBSTITUTE($E14,"-","_")))`,
		"D16:D16": `parameters_ocf_heartbeat_IPaddr2`,
		"D18:D18": `"ignore,block,stop,demote,restart,standby,fence,restart-container"`,
		"C22:C22": `$E$8:$E$9`,
		"D22:D22": `"prefers,avoids"`,
		"E22:E22": `$C$2:$J$2`,
	} {
		if got[at] != want {
			t.Errorf("%s offers %s, want %s", at, got[at], want)
		}
	}
	if _, ok := got["F22:F22"]; ok {
		t.Error("a score may be any, and yet there is a list")
	}
	lists := map[string]string{}
	for _, n := range f.GetDefinedName() {
		lists[n.Name] = n.RefersTo
	}
	if lists["agents_ocf_heartbeat"] == "" || lists["parameters_ocf_heartbeat_IPaddr2"] == "" {
		t.Errorf("names: %v", lists)
	}
	if visible, err := f.GetSheetVisible("lists"); err != nil || visible {
		t.Errorf("the lists are seen: %v", err)
	}
}

// TestNotes: the headers say what goes there; required cells of begun rows are
// coloured while they are empty.
func TestNotes(t *testing.T) {
	f, _ := open(t, sheet(t))
	notes, err := f.GetComments("definition")
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, n := range notes {
		text := n.Text
		for _, p := range n.Paragraph {
			text += p.Text
		}
		got[n.Cell] = text
	}
	for at, want := range map[string]string{"B5": "The tree of resources", "E6": "this column is required", "C21": "a blank cell takes", "D21": "prefers, avoids", "D17": "fence"} {
		if !strings.Contains(got[at], want) {
			t.Errorf("the note at %s is %q, want %q in it", at, got[at], want)
		}
	}
	formats, err := f.GetConditionalFormats("definition")
	if err != nil {
		t.Fatal(err)
	}
	if len(formats["E16:E16"]) != 1 || formats["E16:E16"][0].Criteria != "AND(LEN($E16)=0,LEN($D16)>0)" {
		t.Errorf("the colours are %v", formats)
	}
}

// TestPage: A4, one page wide, a title on each page, who and what in the properties.
func TestPage(t *testing.T) {
	f, _ := open(t, sheet(t))
	layout, err := f.GetPageLayout("definition")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page %+v: %v", layout, err)
	}
	props, err := f.GetDocProps()
	if err != nil || props.Creator != "hagen" || props.Title != "a cluster" || strings.HasPrefix(props.Created, "2006") {
		t.Errorf("properties %+v: %v", props, err)
	}
	custom, err := f.GetCustomProps()
	if err != nil || len(custom) != 3 || custom[0].Value != "rhel8" {
		t.Errorf("properties %+v: %v", custom, err)
	}
}

// TestBreaks: a page begins with the title of a table, unless a single table is
// longer than a page.
func TestBreaks(t *testing.T) {
	known, err := compile.For("rhel9")
	if err != nil {
		t.Fatal(err)
	}
	for _, like := range starter.Likes() {
		s, err := starter.Make(starter.Options{Like: like, Target: known.Target, Catalog: known.Catalog, Lang: message.Japanese})
		if err != nil {
			t.Fatal(err)
		}
		_, data := open(t, book.Sheet{Name: s.Name, Rows: s.Rows, Lang: message.Japanese, Target: known.Target, Catalog: known.Catalog})
		breaks := breaksOf(t, data)
		if len(breaks) < 3 {
			t.Errorf("%s: only %d page breaks", like, len(breaks))
		}
		for _, row := range breaks {
			if !strings.HasPrefix(s.Rows[row][0], "# ") {
				t.Errorf("%s: a page begins with row %d: %q", like, row+1, s.Rows[row])
			}
		}
	}
}

// breaksOf are the rows before a page break.
func breaksOf(t *testing.T, data []byte) []int {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var sheet struct {
		Breaks []struct {
			ID int `xml:"id,attr"`
		} `xml:"rowBreaks>brk"`
	}
	if err := xml.NewDecoder(r).Decode(&sheet); err != nil {
		t.Fatal(err)
	}
	var out []int
	for _, b := range sheet.Breaks {
		out = append(out, b.ID)
	}
	return out
}

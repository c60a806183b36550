package starter_test

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hagen/internal/book"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/starter"
	"hagen/internal/target"
)

// made is a sheet of a kind with the options that it was made for.
func made(t *testing.T, like, platform string, lang message.Lang) (*starter.Sheet, compile.Options) {
	t.Helper()
	known, err := compile.For(platform)
	if err != nil {
		t.Fatal(err)
	}
	s, err := starter.Make(starter.Options{Like: like, Target: known.Target, Catalog: known.Catalog, Lang: lang})
	if err != nil {
		t.Fatal(err)
	}
	return s, known
}

// workbook is a sheet as a workbook, its open cells filled in as a person would.
func workbook(t *testing.T, s *starter.Sheet, known compile.Options, lang message.Lang) []byte {
	t.Helper()
	data, err := book.XLSX(book.Sheet{Name: s.Name, Title: s.Title, Rows: s.Rows, NodeRow: s.NodeRow, Lang: lang, Target: known.Target, Catalog: known.Catalog})
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for at, text := range answers(s) {
		name, err := excelize.CoordinatesToCellName(at[1], at[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStr(s.Name, name, text); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// filled are the rows of a sheet with the open cells filled in.
func filled(s *starter.Sheet) [][]string {
	rows := slices.Clone(s.Rows)
	for at, text := range answers(s) {
		rows[at[0]-1] = slices.Clone(rows[at[0]-1])
		rows[at[0]-1][at[1]-1] = text
	}
	return rows
}

// answers are the examples beside the open cells; a password has none.
func answers(s *starter.Sheet) map[[2]int]string {
	out := map[[2]int]string{}
	for at, text := range s.Examples {
		if out[at] = text; text == "" {
			out[at] = "s3cret"
		}
	}
	return out
}

// compiled compiles the only sheet of a file as hagen does without flags.
func compiled(t *testing.T, name string, data []byte) (*compile.Unit, string) {
	t.Helper()
	in := compile.Open(name, data, parse.Options{})
	report := &diag.List{}
	report.Merge(&in.Report)
	platform, _ := in.TargetFor("", report)
	known, err := compile.For(platform)
	if err != nil {
		t.Fatal(err)
	}
	sheet, ok, err := in.Only("")
	if err != nil || !ok {
		t.Fatalf("%s has not one sheet: %v %v", name, err, report.Sorted())
	}
	u, err := in.Compile(sheet, known)
	if err != nil {
		t.Fatal(err)
	}
	report.Merge(u.Report)
	var out bytes.Buffer
	if report.HasMistakes() {
		_ = diag.WriteText(&out, report.Sorted(), diag.TextOptions{Lang: message.English})
	}
	return u, out.String()
}

// TestCompiles: each kind of cluster, for each target, in each language, once its open
// cells are filled in, compiles without a mistake, and as a CSV to the same.
func TestCompiles(t *testing.T) {
	for _, like := range starter.Likes() {
		for _, platform := range target.Names() {
			for _, lang := range message.Languages() {
				if testing.Short() && lang != message.English && platform != target.Default {
					continue
				}
				name := like + " " + platform + " " + string(lang)
				s, known := made(t, like, platform, lang)
				u, found := compiled(t, "new.xlsx", workbook(t, s, known, lang))
				if found != "" || u.XML == nil {
					t.Errorf("%s:\n%s", name, found)
					continue
				}
				data, err := book.CSV(filled(s))
				if err != nil {
					t.Fatal(err)
				}
				in := compile.Open("new.csv", data, parse.Options{})
				other, err := in.Compile("", known)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(u.XML, other.XML) || !bytes.Equal(u.Script, other.Script) {
					t.Errorf("%s: the CSV compiles to something else:\n%v", name, other.Report.Sorted())
				}
				if like != starter.Blank && u.Resources() == 0 {
					t.Errorf("%s has no resources", name)
				}
			}
		}
	}
}

// TestOpenCells: before they are filled in, each open cell is an error at its place,
// and there is no other.
func TestOpenCells(t *testing.T) {
	for _, like := range starter.Likes() {
		s, known := made(t, like, target.Default, message.English)
		data, err := book.CSV(s.Rows)
		if err != nil {
			t.Fatal(err)
		}
		in := compile.Open("new.csv", data, parse.Options{})
		u, err := in.Compile("", known)
		if err != nil {
			t.Fatal(err)
		}
		var rows []int
		for _, d := range u.Report.Sorted() {
			if d.Severity == diag.Error {
				rows = append(rows, d.Place.Row)
			}
		}
		var want []int
		for at := range maps.Keys(s.Examples) {
			want = append(want, at[0])
		}
		slices.Sort(want)
		if !slices.Equal(rows, want) {
			t.Errorf("%s: errors in the rows %v, open cells in %v", like, rows, want)
		}
	}
}

// TestLabels: each header says something to people.
func TestLabels(t *testing.T) {
	for _, lang := range message.Languages() {
		s, _ := made(t, starter.Blank, target.Default, lang)
		for i, row := range s.Rows {
			if row == nil || row[0] != "#" {
				continue
			}
			for col := 2; col < len(s.Rows[i-1]); col++ {
				if row[col] == "" && s.Rows[i-1][col] != s.Rows[i-1][col-1] {
					t.Errorf("%s: nothing below the header %s", lang, s.Rows[i-1][col])
				}
			}
		}
	}
}

// TestFences makes a fence device of each agent that is offered, and refuses others.
func TestFences(t *testing.T) {
	known, err := compile.For(target.Default)
	if err != nil {
		t.Fatal(err)
	}
	o := starter.Options{Like: "two-node-vip", Target: known.Target, Catalog: known.Catalog, Lang: message.English, Nodes: []string{"a1", "b2", "c3"}}
	for _, fence := range append(starter.Fences(), "fence_apc_snmp") {
		o.Fence = fence
		s, err := starter.Make(o)
		if err != nil {
			t.Errorf("%s: %v", fence, err)
			continue
		}
		u, found := compiled(t, "new.xlsx", workbook(t, s, known, message.English))
		if u.XML == nil || found != "" {
			t.Errorf("%s:\n%s", fence, found)
		}
		devices := strings.Count(string(u.XML), `class="stonith"`)
		if want := map[bool]int{true: 0, false: 3}[fence == starter.NoFence]; devices != want {
			t.Errorf("%s: %d devices, want %d", fence, devices, want)
		}
	}
	o.Fence = "ipmi"
	if _, err := starter.Make(o); err == nil || !strings.Contains(message.Of(err).In(message.English), "no fence agent fence_ipmi") {
		t.Errorf("an unknown agent: %v", err)
	}
}

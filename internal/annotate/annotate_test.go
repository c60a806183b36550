package annotate

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"hagen/internal/diag"
	"hagen/internal/message"
)

// touched are the parts that the marks are in.
var touched = []string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/worksheets/sheet1.xml",
	"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}

// TestEverythingElseStays compares all parts byte by byte, and those that the marks
// are in after the marks were taken out again.
func TestEverythingElseStays(t *testing.T) {
	before := workbook(t, sheet)
	out := annotated(t, before)
	was, is := parts(t, before), parts(t, out)
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if same := was[name] == is[name]; same == slices.Contains(touched, name) {
			t.Errorf("%s: the same bytes: %t", name, same)
		}
	}
	clean, err := Workbook(out, &diag.List{}, "en")
	if err != nil {
		t.Fatal(err)
	}
	is = parts(t, clean)
	delete(was, "xl/styles.xml") // what was added stays, unused
	delete(is, "xl/styles.xml")
	if diff := cmp.Diff(was, is); diff != "" {
		t.Errorf("without the marks (-before +after):\n%s", diff)
	}
}

// TestStylesStay: what is added comes after the styles there are.
func TestStylesStay(t *testing.T) {
	before := workbook(t, sheet)
	was, is := parts(t, before)["xl/styles.xml"], parts(t, annotated(t, before))["xl/styles.xml"]
	for _, list := range []string{"fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs"} {
		body := func(styles string) string {
			_, rest, _ := strings.Cut(styles, "<"+list+" ")
			_, rest, _ = strings.Cut(rest, ">")
			text, _, _ := strings.Cut(rest, "</"+list+">")
			return text
		}
		if !strings.HasPrefix(body(is), body(was)) {
			t.Errorf("%s do not begin with what they were:\n%s\n%s", list, body(was), body(is))
		}
	}
}

// TestMarks reads the marks with another program's eyes.
func TestMarks(t *testing.T) {
	data := workbook(t, sheet)
	report, _ := check(t, "book.xlsx", data)
	f, err := excelize.OpenReader(bytes.NewReader(annotated(t, data)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if diff := cmp.Diff([]string{sheetName, "memo", "Findings"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	comments, err := f.GetComments(sheetName)
	if err != nil {
		t.Fatal(err)
	}
	notes := map[string]string{}
	for _, c := range comments {
		notes[c.Cell] = c.Author + ": " + c.Text
		for _, run := range c.Paragraph {
			notes[c.Cell] += run.Text
		}
	}
	if got := notes["D4"]; got != "Sato: a person's own" { // where hagen finds a mistake
		t.Errorf("note of D4: %q", got)
	}
	if got := notes["E13"]; !strings.HasPrefix(got, "hagen check: error[HG0518] ") || !strings.Contains(got, "\n→ ") {
		t.Errorf("note of E13: %q", got)
	}
	formats, err := f.GetConditionalFormats(sheetName)
	if err != nil {
		t.Fatal(err)
	}
	if len(formats) != 3 { // people's, errors, warnings
		t.Errorf("conditional formats: %v", formats)
	}
	rows, err := f.GetRows("Findings")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(rows), firstRow-1+report.Len(); got != want {
		t.Errorf("%d rows of findings, want %d: %q", got, want, rows)
	}
	linked, target, err := f.GetCellHyperLink("Findings", "D5")
	if err != nil || !linked || !strings.HasPrefix(target, "'it''s a <sheet> & 環境定義書'!") {
		t.Errorf("link of D5: %v %q %v", linked, target, err)
	}
}

// TestAgain replaces the marks of a former run.
func TestAgain(t *testing.T) {
	once := annotated(t, workbook(t, sheet))
	if again := annotated(t, once); !bytes.Equal(once, again) {
		t.Errorf("another run has other bytes:\n%s", cmp.Diff(parts(t, once), parts(t, again)))
	}
	report := &diag.List{}
	report.Add(diag.LineBreak, diag.Place{File: "book.xlsx", Sheet: sheetName, Row: 1, Col: 1}, nil)
	out, err := Workbook(once, report, message.Japanese)
	if err != nil {
		t.Fatal(err)
	}
	is := parts(t, out)
	if n := strings.Count(is["xl/comments1.xml"], "[HG"); n != 1 {
		t.Errorf("%d notes of hagen, want 1", n)
	}
	if got := is["xl/worksheets/sheet1.xml"]; strings.Count(got, "&#34;hagen&#34;")+strings.Count(got, signature) != 1 || !strings.Contains(got, `sqref="A1"`) {
		t.Error("the colours of the former run are still there")
	}
	if !strings.Contains(is["xl/workbook.xml"], `name="指摘一覧"`) || strings.Contains(is["xl/workbook.xml"], "Findings") {
		t.Errorf("the sheet with the findings keeps its name: %s", is["xl/workbook.xml"])
	}
}

// TestCompileIgnoresMarks: the annotated workbook is the same sheet.
func TestCompileIgnoresMarks(t *testing.T) {
	right := strings.NewReplacer("flase", "true", "192.0.2.300", "192.0.2.10", "pasword", "password").Replace(sheet)
	data := workbook(t, right)
	_, before := check(t, "book.xlsx", data)
	report, after := check(t, "book.xlsx", annotated(t, data))
	if len(before) == 0 || !bytes.Equal(before, after) {
		t.Errorf("the XML differs (%d and %d bytes): %v", len(before), len(after), report.Sorted())
	}
}

// TestSecretsStay: no note and no row has a secret.
func TestSecretsStay(t *testing.T) {
	for name, text := range parts(t, annotated(t, workbook(t, sheet))) {
		if name != "xl/sharedStrings.xml" && strings.Contains(text, "never-shown") {
			t.Errorf("%s holds the secret", name)
		}
	}
}

// TestForeignNames writes the marks with the prefix a workbook uses.
func TestForeignNames(t *testing.T) {
	head := func(root string) string {
		return `<x:` + root + ` xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:rel="` + relationTypes + `">`
	}
	data := with(t, emptyZip(t), map[string]string{
		contentTypes:          `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="` + relationTypes + `/officeDocument" Target="book.xml"/></Relationships>`,
		"book.xml":            head("workbook") + `<x:sheets><x:sheet name="s" sheetId="7" rel:id="b"/></x:sheets></x:workbook>`,
		"_rels/book.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="b" Type="` + relationTypes + `/worksheet" Target="s.xml"/></Relationships>`,
		"s.xml":               "\ufeff" + head("worksheet") + `<x:sheetData><x:row r="1"><x:c r="B1" t="inlineStr"><x:is><x:t>FOO</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
	})
	out := annotated(t, data)
	is := parts(t, out)
	for part, want := range map[string]string{
		"s.xml": "</x:conditionalFormatting><x:legacyDrawing ", "book.xml": `<x:definedName name="_hagen_findings"`, "xl/styles1.xml": "<cellXfs>",
	} {
		if !strings.Contains(is[part], want) {
			t.Errorf("%s lacks %s: %s", part, want, is[part])
		}
	}
	if again := annotated(t, out); !bytes.Equal(out, again) {
		t.Error("another run has other bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
}

func emptyZip(t *testing.T) []byte {
	t.Helper()
	return append([]byte("PK\x05\x06"), make([]byte, 18)...)
}

// TestStrictVariant writes the marks of a workbook in the strict variant of the
// standard in that variant.
func TestStrictVariant(t *testing.T) {
	strict := strings.NewReplacer(spreadsheet, strictPrefix+"spreadsheetml/main", relationTypes, strictTypes)
	more := map[string]string{}
	for name, text := range parts(t, workbook(t, sheet)) {
		more[name] = strict.Replace(text)
	}
	data := with(t, emptyZip(t), more)
	before, _ := check(t, "book.xlsx", data)
	out := annotated(t, data)
	after, _ := check(t, "book.xlsx", out)
	if diff := cmp.Diff(codes(before), codes(after)); diff != "" || before.Len() == 0 {
		t.Errorf("findings (-without marks +with them):\n%s", diff)
	}
	for name, text := range parts(t, out) {
		if strings.Contains(text, spreadsheet) || strings.Contains(text, relationTypes) {
			t.Errorf("%s is in the other variant", name)
		}
	}
}

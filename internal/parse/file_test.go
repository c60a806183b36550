package parse

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/grid"
	"hagen/test/sheettest"
)

var rows = [][]string{
	{"# 環境定義書"},
	{},
	{"", "NODE"},
	{"", "", "uname", "type", "name", "value"},
	{"#", "", "ノード名"},
	{"", "", "node01", "attribute", "a", "1\n2"},
	{"", "", "", "", "b", "x, \"y\""},
}

func workbook(t testing.TB, names ...string) []byte {
	t.Helper()
	var sheets []sheettest.Sheet
	for _, name := range names {
		sheets = append(sheets, sheettest.Sheet{Name: name, Rows: rows})
	}
	data, err := sheettest.XLSX(sheets...)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSameGrid: a sheet as workbook and as CSV is the same grid.
func TestSameGrid(t *testing.T) {
	text, err := sheettest.CSV(rows)
	if err != nil {
		t.Fatal(err)
	}
	var report diag.List
	book := Read("a.xlsx", workbook(t, "環境定義書"), Options{}, &report)
	csv := Read("a.csv", text, Options{}, &report)
	if book == nil || csv == nil {
		t.Fatal(findings(&report))
	}
	if diff := cmp.Diff([]string{"環境定義書"}, book.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{""}, csv.Sheets()); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	a, b := book.Load("環境定義書", &report), csv.Load("", &report)
	if report.Len() > 0 {
		t.Fatal(findings(&report))
	}
	if diff := cmp.Diff(a.Rows, b.Rows, cmpopts.IgnoreFields(grid.Row{}, "Line")); diff != "" {
		t.Errorf("rows (-xlsx +csv):\n%s", diff)
	}
	for i, want := range []int{1, 3, 4, 5, 6, 8} { // a cell of the fifth row has a line break
		if a.Rows[i].Line != 0 || b.Rows[i].Line != want {
			t.Errorf("row %d begins in lines %d and %d, want 0 and %d", b.Rows[i].Number, a.Rows[i].Line, b.Rows[i].Line, want)
		}
	}
	if got := a.Place(6, 6).String(); got != "a.xlsx!環境定義書!F6" {
		t.Errorf("place %s", got)
	}
	if got := b.Place(6, 6).String(); got != "a.csv:6:6" {
		t.Errorf("place %s", got)
	}
}

// TestSheets: several sheets of a workbook are loaded one by one, repeatedly.
func TestSheets(t *testing.T) {
	var report diag.List
	b := Read("a.xlsx", workbook(t, "one", "two", "three"), Options{}, &report)
	for _, name := range []string{"three", "one", "two", "one"} {
		if g := b.Load(name, &report); g == nil || g.Sheet != name || len(g.Rows) != 6 {
			t.Errorf("sheet %s is not read", name)
		}
	}
	if g := b.Load("tree", &report); g != nil {
		t.Error("a sheet that is not there was read")
	}
	if diff := cmp.Diff([]string{"a.xlsx HG0136 no sheet tree in the workbook: did you mean three?"}, findings(&report)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

func findings(report *diag.List) []string {
	var out []string
	for _, d := range report.Sorted() {
		out = append(out, fmt.Sprintf("%s %s %s: %s", d.Place, d.Kind.Code, d.Summary(message.English), d.Help(message.English)))
	}
	return out
}

func zipped(t *testing.T, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: parts[i], Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func encrypted(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	var out bytes.Buffer
	if err := f.Write(&out, excelize.Options{Password: "x"}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// container is an old Office file as far as its directory goes.
func container(streams ...string) []byte {
	out := append([]byte(nil), magicOLE...)
	out = append(out, make([]byte, 512-len(out))...)
	for _, s := range streams {
		entry := make([]byte, 128)
		copy(entry, utf16(s))
		out = append(out, entry...)
	}
	return out
}

func file(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestKindsOfFiles: each kind of file that people take for a sheet has a finding
// on its own.
func TestKindsOfFiles(t *testing.T) {
	const csv = "# x\n,NODE\n,,uname,type,name,value\n"
	book := workbook(t, "S")
	old := file(t, "old.xls")
	for _, c := range []struct {
		what string
		file string
		data []byte
		want string // code; "" is read
	}{
		{"a workbook", "a.xlsx", book, ""},
		{"a workbook with macros", "a.xlsm", book, ""},
		{"a workbook named as of old", "a.xls", book, ""},
		{"a workbook without extension", "a", book, ""},
		{"a CSV", "a.csv", []byte(csv), ""},
		{"a CSV in capitals", "A.CSV", []byte(csv), ""},
		{"a CSV with another name", "a.txt", []byte(csv), ""},
		{"a CSV from the standard input", "-", []byte(csv), ""},
		{"a CSV in UTF-16", "a.csv", []byte("\xff\xfe,\x00N\x00O\x00D\x00E\x00\n\x00\x41\x06\x01\x30"), ""},
		{"nothing", "a.xlsx", nil, "HG0101"},
		{"nothing, as CSV", "a.csv", nil, "HG0101"},
		{"blanks", "a.csv", []byte(" \r\n"), "HG0101"},
		{"too much", "a.csv", bytes.Repeat([]byte("a,b\n"), 1<<19), "HG0102"},
		{"an old workbook", "a.xls", old, "HG0103"},
		{"an old workbook with a new name", "a.xlsx", old, "HG0103"},
		{"an encrypted workbook", "a.xlsx", encrypted(t), "HG0104"},
		{"an OpenDocument", "a.ods", file(t, "calc.ods"), "HG0105"},
		{"a binary workbook", "a.xlsb", zipped(t, "[Content_Types].xml", `<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`,
			"_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`), "HG0106"},
		{"a text document", "a.docx", zipped(t, "[Content_Types].xml", `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels", `<Relationships><Relationship Type="x/officeDocument" Target="word/document.xml"/></Relationships>`), "HG0107"},
		{"an old text document", "a.doc", container("Root Entry", "WordDocument"), "HG0107"},
		{"a workbook of Excel 95", "a.xls", container("Root Entry", "Book"), "HG0103"},
		{"an installer", "a.msi", container("Root Entry", "Binary"), "HG0113"},
		{"a zip", "a.zip", zipped(t, "a.csv", csv), "HG0108"},
		{"an empty zip", "a.xlsx", zipped(t), "HG0108"},
		{"a web page", "a.xls", []byte("\r\n<!DOCTYPE html>\n<html><body>Login</body></html>"), "HG0109"},
		{"a table as a web page", "a.xls", []byte("<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"), "HG0109"},
		{"a saved web page", "a.xlsx", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related"), "HG0109"},
		{"a PDF", "a.xlsx", []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3"), "HG0110"},
		{"a CSV named as a workbook", "a.xlsx", []byte(csv), "HG0111"},
		{"a workbook named as a CSV", "a.csv", book, "HG0112"},
		{"a picture", "a.xlsx", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01"), "HG0113"},
		{"a picture named as a CSV", "a.csv", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01"), "HG0113"},
		{"zeros", "a.xlsx", make([]byte, 5000), "HG0113"},
		{"a program", "a.csv", []byte("\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00"), "HG0113"},
		{"a workbook from the standard input", "-", book, "HG0114"},
		{"an XML workbook", "a.xls", []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), "HG0115"},
		{"a CIB", "a.xml", []byte(`<?xml version="1.0"?><cib/>`), "HG0115"},
		{"a cut workbook", "a.xlsx", book[:len(book)/2], "HG0120"},
		{"a tiny part of a workbook", "a.xlsx", book[:10], "HG0120"},
	} {
		t.Run(c.what, func(t *testing.T) {
			var report diag.List
			b := Read(c.file, c.data, Options{Limits: grid.Limits{FileBytes: 1 << 20}}, &report)
			if c.want == "" {
				if b == nil || report.Len() > 0 {
					t.Errorf("not read: %q", findings(&report))
				}
				return
			}
			got := report.Sorted()
			if b != nil || len(got) != 1 || got[0].Kind.Code != c.want || got[0].Place != (diag.Place{File: c.file}) {
				t.Errorf("want %s, got %q", c.want, findings(&report))
			}
			if text := strings.Join(findings(&report), ""); strings.Contains(text, "{") {
				t.Errorf("an argument is missing: %s", text)
			}
		})
	}
}

// TestEncodingOption reaches the CSV reader.
func TestEncodingOption(t *testing.T) {
	var report diag.List
	b := Read("-", []byte("# \x8a\xc2\n,NODE\n"), Options{Encoding: "cp932"}, &report)
	if b == nil || b.Load("", &report).Rows[0].At(1) != "# 環" {
		t.Errorf("not read as told: %q", findings(&report))
	}
	if Read("-", []byte(",NODE\n"), Options{Encoding: "latin1"}, &report) != nil {
		t.Error("an unknown encoding was taken")
	}
}

// FuzzRead reads any bytes as a file of any name: it must not panic, and when
// nothing comes of it there is a reason at a real place.
func FuzzRead(f *testing.F) {
	f.Add("a.xlsx", workbook(f, "S"))
	f.Add("a.csv", []byte(",NODE\n,,uname\n"))
	f.Add("-", []byte("PK\x03\x04"))
	f.Add("a.xls", append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1000)...))
	f.Add("a.html", []byte("<html>"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		var report diag.List
		b := Read(name, data, Options{}, &report)
		if b == nil && !report.HasErrors() {
			t.Error("no book, without a finding")
		}
		for _, d := range report.Sorted() {
			if d.Place != (diag.Place{File: name}) {
				t.Errorf("%s: place %+v", d.Kind.Code, d.Place)
			}
		}
		if b == nil {
			return
		}
		for _, sheet := range b.Sheets() {
			var report diag.List
			if b.Load(sheet, &report) == nil && !report.HasErrors() {
				t.Error("no grid, without a finding")
			}
		}
	})
}

// BenchmarkRead opens and loads a sheet of the size real ones have, with styled
// cells that are empty. Its budget is 25 ms.
func BenchmarkRead(b *testing.B) {
	var large [][]string
	for i := range 280 {
		row := make([]string, 14)
		for j := range row {
			row[j] = " "
		}
		row[2], row[4], row[8] = fmt.Sprintf("node%03d", i), "attribute", "備考"
		large = append(large, row)
	}
	large[0] = []string{"", "NODE"}
	data, err := sheettest.XLSX(sheettest.Sheet{Name: "S", Rows: large})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var report diag.List
		if book := Read("a.xlsx", data, Options{}, &report); book == nil || book.Load("S", &report) == nil {
			b.Fatal(findings(&report))
		}
	}
}

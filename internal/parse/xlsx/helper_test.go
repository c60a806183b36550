package xlsx

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// pack is a workbook written by hand: its parts by name.
type pack map[string]string

// Names of parts.
const (
	sheet1   = "xl/worksheets/sheet1.xml"
	strings1 = "xl/sharedStrings.xml"
	styles   = "xl/styles.xml"
)

const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// workbook is a workbook with one sheet, "S", of the given rows; shared are the
// items of its shared strings. Style 2 shows a number as seconds, 3 as a date.
func workbook(rows string, shared ...string) pack {
	const officeRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	p := pack{
		"[Content_Types].xml": `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + officeRel + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook ` + ns + `><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			`<Relationship Id="rId1" Type="` + officeRel + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + officeRel + `/sharedStrings" Target="sharedStrings.xml"/>` +
			`<Relationship Id="rId3" Type="` + officeRel + `/styles" Target="styles.xml"/></Relationships>`,
		styles: `<styleSheet ` + ns + `><numFmts count="2"><numFmt numFmtId="164" formatCode="0&quot;s&quot;"/><numFmt numFmtId="165" formatCode="yyyy/m/d"/></numFmts>` +
			`<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>`,
		strings1: `<sst ` + ns + `>` + strings.Join(shared, "") + `</sst>`,
		sheet1:   `<worksheet ` + ns + `><sheetData>` + rows + `</sheetData></worksheet>`,
	}
	return p
}

// with is the workbook with a part replaced.
func (p pack) with(name, data string) pack {
	out := maps.Clone(p)
	out[name] = data
	return out
}

// without is the workbook without a part.
func (p pack) without(name string) pack {
	out := maps.Clone(p)
	delete(out, name)
	return out
}

// zip packs the parts.
func (p pack) zip(t testing.TB) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// read opens a workbook and loads its first sheet.
func read(data []byte) (*grid.Grid, *diag.List) {
	return readWith(data, grid.DefaultLimits())
}

func readWith(data []byte, limits grid.Limits) (*grid.Grid, *diag.List) {
	report := &diag.List{}
	b := Open("b.xlsx", data, limits, report)
	if b == nil {
		return nil, report
	}
	return b.Load(b.Sheets()[0], report), report
}

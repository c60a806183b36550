package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/test/gridtest"
	"hagen/test/sheettest"
)

// honest is a workbook as programs write it, of some rows.
func honest(t testing.TB, n int) []byte {
	t.Helper()
	rows := [][]string{{"# title"}, {"", "NODE"}, {"", "", "uname", "type", "name", "value"}}
	for i := range n {
		rows = append(rows, []string{"", "", fmt.Sprintf("node%02d", i), "attribute", "名前", fmt.Sprintf("値%d", i)})
	}
	data, err := sheettest.XLSX(sheettest.Sheet{Name: "S", Rows: rows})
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// partsOf unpacks a workbook.
func partsOf(t testing.TB, data []byte) pack {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := unpack(z, grid.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	out := pack{}
	for _, part := range p {
		out[part.name] = string(part.data)
	}
	return out
}

// TestDamagedParts: parts that are packed correctly, but hold what no reader
// should ignore.
func TestDamagedParts(t *testing.T) {
	text := func(row int) string {
		return fmt.Sprintf(`<row r="%d"><c r="A%d" t="str"><v>x</v></c></row>`, row, row)
	}
	for _, c := range []struct {
		name string
		pack pack
		want string // place and code
	}{
		{"sheet cut", workbook("").with(sheet1, `<worksheet><sheetData>`+text(1)+text(2)+`<row r="3"><c r="A3"`), "3 HG0122"},
		{"sheet cut between rows", workbook("").with(sheet1, `<worksheet><sheetData>`+text(1)+text(2)), "2 HG0122"},
		{"sheet without its data", workbook("").with(sheet1, `<worksheet/>`), "HG0123"},
		{"sheet data twice", workbook("").with(sheet1, `<worksheet><sheetData>`+text(1)+`</sheetData><sheetData/></worksheet>`), "1 HG0130"},
		{"rows before the data", workbook("").with(sheet1, `<worksheet><x>`+text(1)+`</x><sheetData/></worksheet>`), "HG0130"},
		{"not a worksheet", workbook("").with(sheet1, `<chartsheet/>`), "HG0122"},
		{"an empty part", workbook("").with(sheet1, ``), "HG0122"},
		{"something after the end", workbook("").with(sheet1, `<worksheet><sheetData/></worksheet><worksheet/>`), "HG0122"},
		{"text after the end", workbook("").with(sheet1, `<worksheet><sheetData/></worksheet>x`), "HG0122"},
		{"a tag not closed", workbook(`<row r="1"><c r="A1" t="str"><v>x</c></row>`), "1 HG0122"},
		{"an unknown entity", workbook(`<row r="1"><c r="A1" t="str"><v>&x;</v></c></row>`), "1 HG0122"},
		{"a document type", workbook("").with(sheet1, `<!DOCTYPE worksheet [<!ENTITY x "y">]><worksheet><sheetData/></worksheet>`), "HG0128"},
		{"invalid UTF-8", workbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>\xff</v></c></row>"), "1 HG0122"},
		{"UTF-16", workbook("").with(sheet1, inUTF16(`<worksheet><sheetData>`+text(1)+`</sheetData></worksheet>`)), "HG0129"},
		{"another encoding", workbook("").with(sheet1, `<?xml version="1.0" encoding="Shift_JIS"?><worksheet><sheetData/></worksheet>`), "HG0129"},
		{"an attribute twice", workbook(`<row r="1"><c r="A1" r="B1" t="str"><v>x</v></c></row>`), "1 HG0122"},

		{"rows out of order", workbook(text(2) + text(1)), "2 HG0130"},
		{"a row twice", workbook(text(1) + text(1)), "1 HG0130"},
		{"row 0", workbook(text(0)), "HG0130"},
		{"an absurd row", workbook(text(1) + `<row r="2000000"/>`), "1 HG0130"},
		{"cells out of order", workbook(`<row r="1"><c r="C1" t="str"><v>x</v></c><c r="B1" t="str"><v>y</v></c></row>`), "C1 HG0130"},
		{"a cell twice", workbook(`<row r="1"><c r="C1" t="str"><v>x</v></c><c r="C1" t="str"><v>y</v></c></row>`), "C1 HG0130"},
		{"a cell of another row", workbook(`<row r="1"><c r="A2" t="str"><v>x</v></c></row>`), "A1 HG0130"},
		{"no cell name", workbook(`<row r="1"><c r="1A" t="str"><v>x</v></c></row>`), "A1 HG0130"},
		{"an absurd column", workbook(`<row r="1"><c r="ZZZZ1" t="str"><v>x</v></c></row>`), "A1 HG0130"},
		{"a foreign cell", workbook(`<row r="1"><x:c xmlns:x="u" r="A1" t="str"><v>x</v></x:c></row>`), "1 HG0130"},
		{"a cell of another vocabulary", workbook(`<row r="1"><c xmlns="u" r="A1" t="str"><v>x</v></c></row>`), "1 HG0130"},
		{"a style that is not a number", workbook(`<row r="1"><c r="A1" s="x" t="str"><v>x</v></c></row>`), "A1 HG0130"},
		{"an unknown type", workbook(`<row r="1"><c r="A1" t="x"><v>x</v></c></row>`), "A1 HG0130"},
		{"a number that is not one", workbook(`<row r="1"><c r="A1"><v>node01</v></c></row>`), "A1 HG0130"},
		{"a boolean that is not one", workbook(`<row r="1"><c r="A1" t="b"><v>T</v></c></row>`), "A1 HG0130"},
		{"two values", workbook(`<row r="1"><c r="A1" t="str"><v>x</v><v>y</v></c></row>`), "A1 HG0130"},
		{"an element in a value", workbook(`<row r="1"><c r="A1" t="str"><v>x<b>y</b></v></c></row>`), "A1 HG0130"},
		{"an unknown element in a cell", workbook(`<row r="1"><c r="A1" t="str"><w>x</w></c></row>`), "A1 HG0130"},
		{"an unknown element in a row", workbook(`<row r="1"><d/></row>`), "1 HG0130"},
		{"an unknown element among rows", workbook(text(1) + `<d/>`), "1 HG0130"},
		{"a row in a row", workbook(`<row r="1"><extLst>` + text(2) + `</extLst></row>`), "1 HG0130"},
		{"text of another type", workbook(`<row r="1"><c r="A1"><is><t>x</t></is></c></row>`), "A1 HG0130"},
		{"two texts", workbook(`<row r="1"><c r="A1" t="inlineStr"><is><t>x</t><t>y</t></is></c></row>`), "1 HG0122"},
		{"an element in a text", workbook(`<row r="1"><c r="A1" t="inlineStr"><is><t>x<b>y</b></t></is></c></row>`), "1 HG0122"},
		{"merged cells with an invalid range", workbook("").with(sheet1, `<worksheet><sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells></worksheet>`), "HG0130"},

		{"a shared string that is missing", workbook(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`, `<si><t>x</t></si>`), "A1 HG0131"},
		{"a negative shared string", workbook(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, `<si><t>x</t></si>`), "A1 HG0131"},
		{"a shared string without number", workbook(`<row r="1"><c r="A1" t="s"><v>x</v></c></row>`, `<si><t>x</t></si>`), "A1 HG0131"},
		{"shared strings cut", workbook(text(1)).with(strings1, `<sst><si><t>x</t></si>`), "HG0122"},
		{"shared strings of another kind", workbook(text(1)).with(strings1, `<x/>`), "HG0122"},
		{"a shared text twice", workbook(text(1), `<si><t>x</t><t>y</t></si>`), "HG0122"},

		{"no content types", workbook(text(1)).without("[Content_Types].xml"), "HG0123"},
		{"no relations", workbook(text(1)).without("_rels/.rels"), "HG0123"},
		{"no workbook", workbook(text(1)).without("xl/workbook.xml"), "HG0123"},
		{"no relations of the workbook", workbook(text(1)).without("xl/_rels/workbook.xml.rels"), "HG0123"},
		{"no sheet", workbook(text(1)).without(sheet1), "HG0123"},
		{"no shared strings", workbook(text(1)).without(strings1), "HG0123"},
		{"no relation of a sheet", workbook(text(1)).with("xl/workbook.xml", `<workbook `+ns+`><sheets><sheet name="S" sheetId="1" r:id="rId9"/></sheets></workbook>`), "HG0123"},
		{"workbook cut", workbook(text(1)).with("xl/workbook.xml", `<workbook `+ns+`><sheets>`), "HG0122"},
		{"two sheets of one name", workbook(text(1)).with("xl/workbook.xml", `<workbook `+ns+`><sheets><sheet name="S" r:id="rId1"/><sheet name="s" r:id="rId1"/></sheets></workbook>`), "HG0127"},
		{"no worksheet at all", workbook(text(1)).with("xl/workbook.xml", `<workbook `+ns+`><sheets/></workbook>`), "HG0135"},
		{"hidden sheets only", workbook(text(1)).with("xl/workbook.xml", `<workbook `+ns+`><sheets><sheet name="S" state="veryHidden" r:id="rId1"/></sheets></workbook>`), "HG0135"},
		{"a part twice", workbook(text(1)).with("xl/worksheets/SHEET1.xml", ""), "HG0127"},

		{"a text document", pack{"[Content_Types].xml": `<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
			"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="word/document.xml"/></Relationships>`, "word/document.xml": "<x/>"}, "HG0107"},
		{"a binary workbook", pack{"[Content_Types].xml": `<Types><Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>`,
			"_rels/.rels": `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></Relationships>`, "xl/workbook.bin": "x"}, "HG0106"},
		{"a package of another kind", pack{"[Content_Types].xml": `<Types/>`, "_rels/.rels": `<Relationships/>`}, "HG0108"},
		{"a zip", pack{"a.txt": "x"}, "HG0108"},
		{"an OpenDocument", pack{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}, "HG0105"},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, report := read(c.pack.zip(t))
			checkFound(t, []string{c.want}, report)
			if g != nil {
				t.Errorf("cells were read anyway: %v", gridtest.Cells(g))
			}
		})
	}
}

func inUTF16(text string) string {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return string(out)
}

// TestUnusualButSound: what looks odd but is read.
func TestUnusualButSound(t *testing.T) {
	const row = `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`
	item := `<si><t>x</t></si>`
	strict := func(p pack) pack { // the other variant of the standard
		out := pack{}
		for name, data := range p {
			data = strings.ReplaceAll(data, "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
			out[name] = strings.ReplaceAll(data, "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships")
		}
		return out
	}
	renamed := workbook(row, item).without(strings1)
	renamed["xl/strings/all.xml"] = workbook(row, item)[strings1]
	renamed["xl/_rels/workbook.xml.rels"] = strings.ReplaceAll(renamed["xl/_rels/workbook.xml.rels"], `"sharedStrings.xml"`, `"/xl/strings/all.xml"`)
	backslashes := pack{}
	for name, data := range workbook(row, item) {
		backslashes[strings.ReplaceAll(name, "/", `\`)] = data
	}
	for name, p := range map[string]pack{
		"strict variant":           strict(workbook(row, item)),
		"byte order marks":         workbook(row, item).with(strings1, "\ufeff"+workbook("", item)[strings1]).with(sheet1, "\ufeff"+workbook(row)[sheet1]),
		"other part names":         renamed,
		"backslashes":              backslashes,
		"pictures":                 workbook(row, item).with("xl/media/image1.png", strings.Repeat("\x00\x01", 1000)),
		"formats to the end":       workbook(row+`<row r="2"><c r="XFD2" s="1"/></row><row r="1048576" ht="15"/>`, item),
		"a long name of a sheet":   workbook(row, item).with("xl/workbook.xml", `<workbook `+ns+`><sheets><sheet name="環境定義書_v1.1~[pgsql/ipmi]:a very long name" sheetId="1" r:id="rId1"/></sheets></workbook>`),
		"a chart beside it":        workbook(row, item).with("xl/workbook.xml", `<workbook `+ns+`><sheets><sheet name="Chart" r:id="rId2"/><sheet name="S" r:id="rId1"/></sheets></workbook>`),
		"a processing instruction": workbook(row, item).with(sheet1, `<?xml version="1.0"?><?mso-x y?><!-- c -->`+workbook(row)[sheet1]),
	} {
		t.Run(name, func(t *testing.T) {
			g, report := read(p.zip(t))
			checkFound(t, nil, report)
			if diff := cmp.Diff([]string{"A1 x"}, gridtest.Cells(g)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

// TestLimits: what is too large ends in an error before it takes memory.
func TestLimits(t *testing.T) {
	limits := grid.Limits{UnzipBytes: 100 << 10, PartBytes: 50 << 10, Parts: 8, Rows: 10, Cols: 5}.OrDefault()
	cell := func(ref string, row int) string {
		return fmt.Sprintf(`<row r="%d"><c r="%s" t="str"><v>x</v></c></row>`, row, ref)
	}
	many := workbook("")
	for i := range 10 {
		many[fmt.Sprintf("xl/media/%d.png", i)] = "x"
	}
	for name, c := range map[string]struct {
		pack pack
		want []string
	}{
		"within":           {workbook(cell("E10", 10)), nil},
		"a row below":      {workbook(cell("A11", 11)), []string{"A11 HG0132"}},
		"a column beyond":  {workbook(cell("F1", 1)), []string{"F1 HG0133"}},
		"a formula beyond": {workbook(`<row r="1"><c r="XFD1"><f>A1</f></c></row>`), []string{"XFD1 HG0133"}},
		"a large part":     {workbook("").with("xl/theme.xml", strings.Repeat(" ", 60<<10)), []string{"HG0125"}},
		"large in all":     {workbook("").with("xl/media/a.png", strings.Repeat("x", 101<<10)), []string{"HG0124"}},
		"many parts":       {many, []string{"HG0126"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, report := readWith(c.pack.zip(t), limits)
			checkFound(t, c.want, report)
		})
	}
}

// TestDamagedZip: the container is damaged.
func TestDamagedZip(t *testing.T) {
	good := honest(t, 100)
	directory := bytes.Index(good, []byte("PK\x01\x02"))
	change := func(at int, b ...byte) []byte {
		out := bytes.Clone(good)
		copy(out[at:], b)
		return out
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut in half":        {good[:len(good)/2], "HG0120"},
		"first kilobyte":     {good[:1024], "HG0120"},
		"the end is missing": {good[:len(good)-10], "HG0120"},
		"a wrong checksum":   {change(directory+16, 1, 2, 3, 4), "HG0121"},
		"a checksum of zero": {change(directory+16, 0, 0, 0, 0), "HG0121"},
		"understated size":   {change(directory+24, 10, 0, 0, 0), "HG0121"},
		"overstated size":    {change(directory+24, 0xff, 0xff, 0, 0), "HG0121"},
		"an unknown method":  {change(directory+10, 99, 0), "HG0121"},
		"a bomb":             {change(directory+24, 0xff, 0xff, 0xff, 0xf0), "HG0124"},
	} {
		t.Run(name, func(t *testing.T) {
			g, report := read(c.data)
			checkFound(t, []string{c.want}, report)
			if g != nil {
				t.Error("cells were read anyway")
			}
		})
	}
}

// TestChecksumLeftOut: archive/zip takes a checksum of zero for none.
func TestChecksumLeftOut(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, data := range workbook(`<row r="1"><c r="A1" t="str"><v>x</v></c></row>`) {
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))})
		if err == nil {
			_, err = w.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if g, report := read(out.Bytes()); g != nil || len(gridtest.Summaries(report)) != 1 || report.Sorted()[0].Kind != diag.PartDamaged {
		t.Errorf("found %q", gridtest.Summaries(report))
	}
}

// TestTruncatedSheet cuts the sheet and the shared strings everywhere, packs them
// well, and expects an error each time.
func TestTruncatedSheet(t *testing.T) {
	good := partsOf(t, honest(t, 100))
	for _, name := range []string{sheet1, strings1} {
		whole := good[name]
		for i := range 150 {
			cut := len(whole) * i / 150
			if g, report := read(good.with(name, whole[:cut]).zip(t)); g != nil || !report.HasErrors() {
				t.Errorf("%s cut at %d of %d: read anyway", name, cut, len(whole))
			}
		}
	}
}

// TestBitFlips flips bits of whole files. Either that is an error, or it changed
// nothing that is read.
func TestBitFlips(t *testing.T) {
	good := honest(t, 100)
	g, _ := read(good)
	want := gridtest.Cells(g)
	random := rand.New(rand.NewPCG(1, 2))
	caught := 0
	for range 2000 {
		data := bytes.Clone(good)
		at, bit := random.IntN(len(data)), random.IntN(8)
		data[at] ^= 1 << bit
		g, report := read(data)
		if report.HasErrors() {
			caught++
			continue
		}
		if diff := cmp.Diff(want, gridtest.Cells(g)); diff != "" {
			t.Fatalf("bit %d of byte %d flipped, no error (-want +got):\n%s", bit, at, diff)
		}
	}
	if caught < 1000 {
		t.Errorf("only %d of 2000 flips were noticed", caught)
	}
}

// TestMutations changes the XML of sheet and shared strings and packs it well.
// What is read without an error must be what a plain reading of the XML gives.
func TestMutations(t *testing.T) {
	good := partsOf(t, honest(t, 10))
	random := rand.New(rand.NewPCG(3, 4))
	pieces := []string{"<", ">", "/", "\"", " ", "r=", "A1", "</c>", "</row>", "<row>", "<v>", "</v>", "<c t=\"s\">", "&#65;", "<!-- -->", "]]>", "0", "s"}
	quiet := 0
	for range 2000 {
		p := good
		for _, name := range []string{sheet1, strings1} {
			if random.IntN(2) == 0 {
				continue
			}
			data := p[name]
			at := random.IntN(len(data))
			end := min(len(data), at+random.IntN(8))
			p = p.with(name, data[:at]+pieces[random.IntN(len(pieces))]+data[end:])
		}
		if checkReading(t, p) {
			quiet++
		}
	}
	if quiet == 2000 {
		t.Error("no mutation was noticed")
	}
}

// TestRealFileDamage repeats the cuts on a file of LibreOffice.
func TestRealFileDamage(t *testing.T) {
	data, err := os.ReadFile("testdata/libreoffice.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	good := partsOf(t, data)
	for i := range 100 {
		cut := len(good[sheet1]) * i / 100
		if g, _ := read(good.with(sheet1, good[sheet1][:cut]).zip(t)); g != nil {
			t.Errorf("sheet cut at %d: read anyway", cut)
		}
	}
}

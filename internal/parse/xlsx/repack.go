package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"strings"

	"github.com/xuri/excelize/v2"
)

// repack makes the workbook excelize gets to see: nothing but the parts that
// were read strictly, byte for byte, under the names it looks for. So it cannot
// choose another part of the same name, stop at what was not checked, or need
// temporary files. Without styles it opens three times as fast; they are only
// needed for the number formats of cells that are not text.
func repack(p parts, l *layout, withStyles bool) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	var sheets, relations strings.Builder
	for i, s := range l.sheets {
		fmt.Fprintf(&sheets, `<sheet name="%s" sheetId="%d" r:id="rId%d"/>`, tab(i), i+1, i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>`, i+1, relationType, i+1)
		if err := store(z, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1), p.bytes(s.part)); err != nil {
			return nil, err
		}
	}
	for _, part := range []struct {
		name string
		data []byte
		want bool
	}{
		{contentTypes, []byte(xml.Header + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`), true},
		{"_rels/.rels", related(`<Relationship Id="rId1" Type="` + relationType + `/officeDocument" Target="xl/workbook.xml"/>`), true},
		{"xl/_rels/workbook.xml.rels", related(relations.String()), true},
		{"xl/workbook.xml", []byte(fmt.Sprintf(xml.Header+`<workbook xmlns="%s" xmlns:r="%s"><workbookPr date1904="%t"/><sheets>%s</sheets></workbook>`,
			mainNamespace, relationType, l.date1904, sheets.String())), true},
		{"xl/sharedStrings.xml", p.bytes(l.sharedStrings), l.sharedStrings != ""},
		{"xl/styles.xml", p.bytes(l.styles), withStyles && l.styles != ""},
	} {
		if !part.want {
			continue
		}
		if err := store(z, part.name, part.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}

const (
	mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationType  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
)

func related(relations string) []byte {
	return []byte(xml.Header + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + relations + `</Relationships>`)
}

// tab is what a sheet is called for excelize, which refuses some of the names
// other programs write.
func tab(i int) string { return fmt.Sprintf("sheet%d", i+1) }

// bytes is the content of a part, without a byte order mark.
func (p parts) bytes(name string) []byte {
	found, _ := p.get(name)
	return bytes.TrimPrefix(found.data, bom)
}

// store adds an entry as it is.
func store(z *zip.Writer, name string, data []byte) error {
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(len(data))})
	if err == nil {
		_, err = w.Write(data)
	}
	return err
}

// open lets excelize open a repacked workbook. A panic in it is a workbook that
// cannot be read with certainty, not the end of the program.
func open(data []byte) (f *excelize.File, err error) {
	defer rescue(&err)
	size := int64(len(data))
	return excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: size, UnzipXMLSizeLimit: size,
	})
}

func rescue(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("excelize: %v", r)
	}
}

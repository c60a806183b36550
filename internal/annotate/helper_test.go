package annotate

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse"
)

// sheet has mistakes in cells and in rows, and a secret in a cell with a mistake.
const sheet = `# the web tier
,PROPERTY
,,name,value
,,stonith-enabled,flase
,RESOURCES
,,resourceItem,resourceItem,id
,,Primitive,,vip
,,Stonith,,f1
,PRIMITIVE
,P,id,class,provider,type
,,vip,ocf,heartbeat,IPaddr2
,A,type,name,value
,,options,ip,192.0.2.300
,,,cidr_netmsk,24
,STONITH
,P,id,type
,,f1,fence_ipmilan
,A,type,name,value
,,options,ip,192.0.2.1
,,,username,admin
,,,pasword,never-shown-1
`

const sheetName = "it's a <sheet> & 環境定義書"

// workbook is a sheet as people have it: with everything a library may lose.
func workbook(t *testing.T, csv string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	do(f.SetSheetName("Sheet1", sheetName))
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "00B050"}, NumFmt: 49})
	do(err)
	for r, line := range strings.Split(strings.TrimSpace(csv), "\n") {
		for c, text := range strings.Split(line, ",") {
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			do(err)
			if text != "" {
				do(f.SetCellStr(sheetName, cell, text))
			}
			do(f.SetCellStyle(sheetName, cell, cell, style))
		}
	}
	do(f.SetCellRichText(sheetName, "K1", []excelize.RichTextRun{{Text: "a "}, {Text: "remark", Font: &excelize.Font{Italic: true}}}))
	var picture bytes.Buffer
	do(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
	do(f.AddPictureFromBytes(sheetName, "M3", &excelize.Picture{Extension: ".png", File: picture.Bytes()}))
	for cell, text := range map[string]string{"C3": "a person's", "D4": "a person's own"} {
		do(f.AddComment(sheetName, excelize.Comment{Cell: cell, Author: "Sato", Paragraph: []excelize.RichTextRun{{Text: text}}}))
	}
	format, err := f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "FF0000"}})
	do(err)
	do(f.SetConditionalFormat(sheetName, "C1:C9", []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "LEN(C1)>9", Format: &format}}))
	validation := excelize.NewDataValidation(true)
	validation.SetSqref("D4")
	do(validation.SetDropList([]string{"true", "false"}))
	do(f.AddDataValidation(sheetName, validation))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "nodes", RefersTo: "'it''s a <sheet> & 環境定義書'!$C$3:$C$9"}))
	landscape := "landscape"
	do(f.SetPageLayout(sheetName, &excelize.PageLayoutOptions{Orientation: &landscape}))
	_, err = f.NewSheet("memo")
	do(err)
	do(f.SetCellStr("memo", "A1", "of people"))
	var out bytes.Buffer
	do(f.Write(&out))
	return with(t, out.Bytes(), map[string]string{"xl/vbaProject.bin": "\x00\x01macros", "xl/printerSettings/printerSettings1.bin": "printer", "customXml/item1.xml": "<a/>"})
}

// with adds parts to a package.
func with(t *testing.T, data []byte, more map[string]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if err := w.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range more {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// parts are the parts of a package by name.
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
		if _, twice := out[f.Name]; twice {
			t.Errorf("%s is in the package twice", f.Name)
		}
		out[f.Name] = string(text)
	}
	return out
}

// check is what hagen finds in a workbook, and what it compiles it to.
func check(t testing.TB, name string, data []byte) (*diag.List, []byte) {
	t.Helper()
	options, err := compile.For("rhel9")
	if err != nil {
		t.Fatal(err)
	}
	in := compile.Open(name, data, parse.Options{})
	report := &diag.List{}
	report.Merge(&in.Report)
	sheets, err := in.Choose("")
	if err != nil {
		t.Fatal(err)
	}
	var xml []byte
	for _, sheet := range sheets {
		u, err := in.Compile(sheet, options)
		if err != nil {
			t.Fatal(err)
		}
		report.Merge(u.Report)
		xml = append(xml, u.XML...)
	}
	return report, xml
}

// annotated is the workbook with what hagen finds in it.
func annotated(t testing.TB, data []byte) []byte {
	t.Helper()
	report, _ := check(t, "book.xlsx", data)
	out, err := Workbook(data, report, "en")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

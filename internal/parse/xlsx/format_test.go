package xlsx

import (
	"fmt"
	"strings"
	"testing"
)

// TestProgramsDiffer: numbers that LibreOffice and Excel show differently, or
// that a format does not say for certain. LibreOffice alone cannot tell.
func TestProgramsDiffer(t *testing.T) {
	for _, c := range []struct{ code, number string }{
		{`[>100]0"s";0"min"`, "-5"},   // 5min or -5min
		{`[>100]General"s"`, "5"},     // no section is left
		{`[>100]0"s";0"m";0"h"`, "5"}, // the second has a condition of its own kind
		{"[>100]0;[>50]0", "5"},       // no section is left
		{"0.##", "5"},                 // 5. or 5
		{"0.", "5"},                   // likewise
		{"#.0", "0.5"},                // .5 or 0.5
		{"0,", "5000"},                // scaled
		{"0E+00", "60"},               // scientific
		{"# ?/?", "1.5"},              // a fraction
		{"[DBNum1]0", "5"},            // 五
		{"[$-1000411]0", "5"},         // likewise
		{`"5"`, "-5"},                 // 5 or -5
		{"0s", "5"},                   // a field of time, or a mistake
		{"0;0;0;0;0", "5"}, {`0"s`, "5"}, {"[Red", "5"}, {`0\`, "5"},
	} {
		if shown, ok := parseFormat(c.code).number(c.number); ok {
			t.Errorf("%s in the format %s is read as %q", c.number, c.code, shown)
		}
	}
}

// TestFormatOfNamedStyle: programs differ on whether a cell has its own number
// format or that of its named style when it says that its own is not applied.
func TestFormatOfNamedStyle(t *testing.T) {
	p := workbook(table + `<row r="4"><c r="C4" s="1"><v>60</v></c></row>`)
	style := func(own, named int, apply string) pack {
		return p.with(styles, fmt.Sprintf(`<styleSheet %s><numFmts><numFmt numFmtId="164" formatCode="0&quot;s&quot;"/></numFmts>`+
			`<cellStyleXfs><xf numFmtId="%d"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="%d" xfId="0" %s/></cellXfs></styleSheet>`, ns, named, own, apply))
	}
	for _, c := range []struct {
		own, named int
		apply      string
		want       []string
	}{
		{164, 0, "", []string{"C4 HG0142"}},
		{164, 0, `applyNumberFormat="1"`, []string{"C4 HG0142"}},
		{164, 0, `applyNumberFormat="0"`, []string{"C4 HG0154"}},
		{0, 164, `applyNumberFormat="0"`, []string{"C4 HG0154"}},
		{164, 164, `applyNumberFormat="0"`, []string{"C4 HG0142"}},
	} {
		_, report := read(style(c.own, c.named, c.apply).zip(t))
		checkFound(t, c.want, report)
	}
}

// TestStruck: rows, cells and parts of texts that are struck through.
func TestStruck(t *testing.T) {
	p := workbook("")
	p[styles] = `<styleSheet ` + ns + `><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/><xf fontId="2"/></cellXfs></styleSheet>`
	const struck, plain, bare = `<r><rPr><strike/></rPr><t>old</t></r>`, `<r><rPr><b/></rPr><t>new</t></r>`, `<r><t>cell's</t></r>`
	cell := func(ref string, style int, runs string) string {
		return fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is>%s</is></c>`, ref, style, runs)
	}
	for _, c := range []struct {
		name string
		rows []string // cells of the rows 4, 5, …
		want []string
	}{
		{"plain", []string{cell("C4", 0, plain) + cell("D4", 2, bare)}, nil},
		{"a row by its font", []string{cell("C4", 1, "<t>x</t>") + cell("D4", 1, "<t>y</t>")}, []string{"4 HG0157"}},
		{"a row by its runs", []string{cell("C4", 0, struck) + cell("D4", 1, bare)}, []string{"4 HG0157"}},
		{"rows of one run", []string{cell("C4", 1, bare), cell("C5", 1, bare), cell("C6", 0, bare), cell("C7", 1, bare)}, []string{"4 HG0157", "7 HG0157"}},
		{"a cell", []string{cell("C4", 1, "<t>x</t>") + cell("D4", 0, "<t>y</t>")}, []string{"C4 HG0158"}},
		{"the last cell", []string{cell("C4", 0, "<t>x</t>") + cell("D4", 1, "<t>y</t>")}, []string{"D4 HG0158"}},
		{"a part", []string{cell("C4", 0, struck+plain)}, []string{"C4 HG0159"}},
		{"a part by the cell's font", []string{cell("C4", 1, bare+plain)}, []string{"C4 HG0159"}},
		{"a run that says no", []string{cell("C4", 1, `<r><rPr><strike val="0"/></rPr><t>x</t></r>`)}, nil},
		{"a blank run", []string{cell("C4", 0, struck+`<r><rPr/><t xml:space="preserve"> </t></r>`)}, []string{"4 HG0157"}},
		{"a remark", []string{cell("C4", 0, bare) + cell("F4", 1, bare)}, nil},
		{"a comment row", []string{cell("A4", 1, "<t># x</t>") + cell("C4", 1, bare)}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows := strings.Replace(table, `<t>uname</t></is></c></row>`, `<t>uname</t></is></c><c r="D3" t="str"><v>type</v></c></row>`, 1)
			for i, cells := range c.rows {
				rows += fmt.Sprintf(`<row r="%d">%s</row>`, 4+i, cells)
			}
			q := p.with(sheet1, workbook(rows)[sheet1])
			_, report := read(q.zip(t))
			checkFound(t, c.want, report)
		})
	}
}

package xlsx

import (
	"fmt"
	"strings"
	"testing"
)

// TestNotCalculated: results of formulas in a workbook whose writer left the
// calculation to its reader, as xlsxwriter does: it stores 0.
func TestNotCalculated(t *testing.T) {
	const rows = `<row r="4"><c r="C4"><f>100*2</f><v>0</v></c></row>` +
		`<row r="5"><c r="C5" t="str"><f t="shared" si="0"/><v>x</v></c></row>` +
		`<row r="6"><c r="C6"><f t="array" ref="C6:C7">A1:A2*2</f><v>0</v></c></row>` +
		`<row r="7"><c r="C7"><v>0</v></c></row>` + // an array's second result
		`<row r="8"><c r="C8"><v>5</v></c></row>` +
		`<row r="9"><c r="A9"><f>A1</f><v>0</v></c><c r="C9"><v>5</v></c></row>` + // a comment row or not
		`<row r="10"><c r="D10"><f>A1</f><v>0</v></c></row>` // no header above
	p := workbook(table + rows)
	_, report := read(p.zip(t))
	checkFound(t, nil, report)
	asks := func(attr string) pack {
		return p.with("xl/workbook.xml", strings.Replace(p["xl/workbook.xml"], "</sheets>", "</sheets><calcPr "+attr+"/>", 1))
	}
	// More arrays than any sheet has: each cell counts as the result of one.
	many := strings.Replace(p[sheet1], `ref="C6:C7"`, `ref="X1:X2"`, 1)
	for i := range manyArrays {
		many = strings.Replace(many, "</sheetData>", fmt.Sprintf(`<row r="%d"><c r="Z%d"><f t="array" ref="Z1:Z2">A1</f><v>0</v></c></row></sheetData>`, 100+i, 100+i), 1)
	}
	_, report = read(asks(`fullCalcOnLoad="1"`).with(sheet1, many).zip(t))
	checkFound(t, []string{"A1 HG0155", "B2 HG0155", "C3 HG0155", "C4 HG0155", "C5 HG0155", "C6 HG0155", "C7 HG0155", "C8 HG0155", "A9 HG0155", "C9 HG0155"}, report)
	_, report = read(asks(`calcId="191029" fullCalcOnLoad="0"`).zip(t))
	checkFound(t, nil, report)
	_, report = read(asks(`calcId="124519" fullCalcOnLoad="1"`).zip(t))
	checkFound(t, []string{"C4 HG0155", "C5 HG0155", "C6 HG0155", "C7 HG0155", "A9 HG0155"}, report)
}

// TestTabsOfOnePart: a part is read for one tab only, whichever relations lead
// to it; else a small file could take any amount of memory.
func TestTabsOfOnePart(t *testing.T) {
	p := workbook(table)
	two := strings.Replace(p["xl/workbook.xml"], "</sheets>", `<sheet name="T" sheetId="2" r:id="rId9"/></sheets>`, 1)
	relations := p["xl/_rels/workbook.xml.rels"]
	for name, again := range map[string]pack{
		"one relation": p.with("xl/workbook.xml", strings.Replace(two, "rId9", "rId1", 1)),
		"two relations": p.with("xl/workbook.xml", two).with("xl/_rels/workbook.xml.rels", strings.Replace(relations, "</Relationships>",
			`<Relationship Id="rId9" Type="x/worksheet" Target="/xl/Worksheets/../worksheets/SHEET1.xml"/></Relationships>`, 1)),
	} {
		t.Run(name, func(t *testing.T) {
			g, report := read(again.zip(t))
			if g != nil {
				t.Error("the workbook is read")
			}
			checkFound(t, []string{"HG0165"}, report)
		})
	}
}

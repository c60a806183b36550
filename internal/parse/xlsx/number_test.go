package xlsx

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"hagen/test/gridtest"
)

func TestPlain(t *testing.T) {
	for stored, want := range map[string]string{
		"0": "0", "-0": "0", "60": "60", "-1": "-1", "1E5": "100000", "1.5": "1.5", "1.50": "1.5",
		"0.10000000000000001": "0.1", "0.30000000000000004": "0.3", "1E-3": "0.001",
		"999999999999999": "999999999999999", "1.2345678901234501E+17": "123456789012345000", "1E+30": "1E+30",
	} {
		if got := plain(stored); got != want {
			t.Errorf("plain(%s) = %s, want %s", stored, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, c := range []struct {
		shown, number string
		want          display
	}{
		{"60", "60", same},
		{"1,234,567", "1234567", same},
		{"60s", "60", other},
		{"007", "7", other},
		{"60.00", "60", other},
		{"50%", "0.5", other},
		{"¥1,000", "1000", other},
		{"6.00E+01", "60", other},
		{"-5 dB", "-5", other},
		{"3", "3.14159", unclear},
		{"(5)", "-5", unclear},
		{"1 1/2", "1.5", unclear},
		{"10:30", "0.4375", unclear},
		{"", "5", unclear},
		{"####", "5", unclear},
	} {
		if got := compare(c.shown, c.number); got != c.want {
			t.Errorf("compare(%q, %s) = %d, want %d", c.shown, c.number, got, c.want)
		}
	}
}

func TestMoments(t *testing.T) {
	for code, want := range map[string]moment{
		"General": noMoment, "0": noMoment, `0"s"`: noMoment, `0"day"`: noMoment, "#,##0": noMoment, "0%": noMoment,
		"@": noMoment, `[Red]0`: noMoment, "0s": noMoment, "[$-411]0": noMoment,
		"yyyy/m/d": dateMoment, `m"月"d"日";@`: dateMoment, `[$-411]ggge"年"m"月"d"日"`: dateMoment, "mmm": dateMoment, "d h:mm": dateMoment,
		"h:mm": timeMoment, "[h]:mm": timeMoment, "mm:ss.0": timeMoment, "[ss]": timeMoment, `h"時"mm"分"`: timeMoment, "h:mm AM/PM": timeMoment,
	} {
		if got := parseFormat(code).moment; got != want {
			t.Errorf("%s is of moment %d, want %d", code, got, want)
		}
	}
	for id, want := range map[int]moment{0: noMoment, 1: noMoment, 9: noMoment, 14: dateMoment, 22: dateMoment, 20: timeMoment, 31: dateMoment, 37: noMoment, 46: timeMoment, 49: noMoment, 57: dateMoment} {
		code, ok := builtIn(id)
		if got := parseFormat(code).moment; got != want || !ok {
			t.Errorf("%d is of moment %d, want %d", id, got, want)
		}
	}
}

// TestMomentsShown: what a report says of a date or time.
func TestMomentsShown(t *testing.T) {
	for _, c := range []struct{ code, stored, want string }{
		{"yyyy/m/d", "46024", "2026/1/2"},
		{`m"月"d"日";@`, "46024", "1月2日"},
		{"yy-mm-dd hh:mm", "46024.5", "26-01-02 12:00"},
		{"h:mm", "0.0416666666666667", "1:00"},
		{"[h]:mm:ss", "1.5", "36:00:00"},
		{"mm:ss", "0.000694444444444444", "01:00"},
		{`h"時"mm"分"`, "0.4375", "10時30分"},
		{`[$-411]ggge"年"m"月"d"日"`, "46024", "2026-01-02"},
		{"h:mm AM/PM", "0.4375", "10:30:00"},
		{"mm:ss.0", "0.4375", "10:30:00"},
		{"yyyy/m/d", "1234567", "5280/2/15"},
		{"yyyy/m/d", "-1", "-1"},
	} {
		if got := parseFormat(c.code).show(c.stored, false); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.code, c.stored, got, c.want)
		}
	}
	if got := parseFormat("yyyy/m/d").show("0", true); got != "1904/1/1" {
		t.Errorf("day 0 since 1904: %s", got)
	}
}

// sheetOf makes a workbook with a NODE table, then lets a test change it.
func sheetOf(t *testing.T, change func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for cell, value := range map[string]string{"A1": "# title", "B2": "NODE", "C3": "uname", "D3": "name", "E3": "value"} {
		if err := f.SetCellStr("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func setNumber(f *excelize.File, cell string, value any, format string) error {
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	if err == nil {
		err = f.SetCellValue("Sheet1", cell, value)
	}
	if err == nil {
		err = f.SetCellStyle("Sheet1", cell, cell, style)
	}
	return err
}

// TestNumbers: what a number cell shows against what it holds.
func TestNumbers(t *testing.T) {
	const at = "b.xlsx!Sheet1!E4 "
	for _, c := range []struct {
		name   string
		value  any
		format string
		text   string
		found  []string
	}{
		{"as it is", 60, "0", "60", nil},
		{"as text", 60, "@", "60", nil},
		{"in groups", 1234567, "#,##0", "1234567", nil},
		{"with a unit", 60, `0"s"`, "60s", []string{at + "HG0142 the cell shows 60s but contains the number 60; 60s is used"}},
		{"with zeros", 7, "000", "007", []string{at + "HG0142 the cell shows 007 but contains the number 7; 007 is used"}},
		{"typed 1-2", 46024, `m"月"d"日"`, "1月2日", []string{at + "HG0140 the cell contains a date, shown as 1月2日"}},
		{"rounded", 3.14159, "0.0", "3.14159", []string{at + "HG0149 the cell shows 3.1 but contains the number 3.14159"}},
		{"a hidden number", 5, ";;;", "5", []string{at + "HG0149 the cell shows \"\" but contains the number 5"}},
		{"too long", 123456789012345678, "0", "123456789012346000", []string{at + "HG0141 the cell contains a number with more than 15 digits, and a spreadsheet keeps only 15"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, report := read(sheetOf(t, func(f *excelize.File) error { return setNumber(f, "E4", c.value, c.format) }))
			if diff := cmp.Diff(c.found, gridtest.Summaries(report)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if got := textAt(g, 4, 5); got != c.text {
				t.Errorf("text %q, want %q", got, c.text)
			}
		})
	}
}

// TestNumberMayBeSecret: a report must not show a number that may be a password.
func TestNumberMayBeSecret(t *testing.T) {
	_, report := read(sheetOf(t, func(f *excelize.File) error {
		if err := f.SetCellStr("Sheet1", "D4", "password"); err != nil {
			return err
		}
		return setNumber(f, "E4", 7, "000")
	}))
	want := []string{"b.xlsx!Sheet1!E4 HG0142 the cell shows ******** but contains the number ********; ******** is used"}
	if diff := cmp.Diff(want, gridtest.Summaries(report)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestStyleMissing: a number cell with a style that is not there.
func TestStyleMissing(t *testing.T) {
	p := partsOf(t, sheetOf(t, func(f *excelize.File) error { return f.SetCellInt("Sheet1", "E4", 60) }))
	p[sheet1] = string(bytes.Replace([]byte(p[sheet1]), []byte(`<c r="E4"`), []byte(`<c r="E4" s="99"`), 1))
	_, report := read(p.zip(t))
	checkFound(t, []string{"E4 HG0134"}, report)
	p[styles] = p[styles][:100]
	_, report = read(p.zip(t))
	checkFound(t, []string{"HG0122"}, report)
}

// TestUnseen: hidden rows and columns are read, text under merged cells is not.
func TestUnseen(t *testing.T) {
	set := func(f *excelize.File, cells ...string) error {
		for _, c := range cells {
			if err := f.SetCellStr("Sheet1", c, "x"); err != nil {
				return err
			}
		}
		return nil
	}
	for _, c := range []struct {
		name   string
		change func(f *excelize.File) error
		found  []string
		cells  []string // from row 4 on
	}{
		{"hidden rows", func(f *excelize.File) error {
			for _, row := range []int{1, 4, 5, 6, 8, 9} {
				if err := f.SetRowVisible("Sheet1", row, false); err != nil {
					return err
				}
			}
			if err := f.SetCellStr("Sheet1", "A9", "#"); err != nil {
				return err
			}
			return set(f, "C4", "C5", "C6", "C7", "C8", "C9")
		}, []string{"!4 HG0145 hidden rows are read anyway: 4-6", "!8 HG0145 hidden rows are read anyway: 8"},
			[]string{"C4 x", "C5 x", "C6 x", "C7 x", "C8 x", "A9 #", "C9 x"}},
		{"a hidden column", func(f *excelize.File) error {
			if err := f.SetColVisible("Sheet1", "C:D", false); err != nil {
				return err
			}
			return set(f, "C4", "E4")
		}, []string{"!C3 HG0146 hidden columns are read anyway: C", "!D3 HG0146 hidden columns are read anyway: D"}, []string{"C4 x", "E4 x"}},
		{"a hidden column of remarks", func(f *excelize.File) error {
			if err := f.SetColVisible("Sheet1", "G", false); err != nil {
				return err
			}
			return set(f, "C4", "G4")
		}, nil, []string{"C4 x", "G4 x"}},
		{"merged cells", func(f *excelize.File) error {
			if err := set(f, "C4", "D4", "C5", "G4", "H4"); err != nil {
				return err
			}
			if err := f.MergeCell("Sheet1", "C4", "D5"); err != nil {
				return err
			}
			if err := f.MergeCell("Sheet1", "G4", "H4"); err != nil {
				return err
			}
			// MergeCell empties what it covers; LibreOffice may keep it.
			return nil
		}, nil, []string{"C4 x", "G4 x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, report := read(sheetOf(t, c.change))
			var got, below []string
			for _, line := range gridtest.Summaries(report) {
				got = append(got, line[len("b.xlsx!Sheet1"):])
			}
			for _, line := range gridtest.Cells(g) {
				if line[1] >= '4' {
					below = append(below, line)
				}
			}
			if diff := cmp.Diff(c.found, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(c.cells, below); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCovered: text that programs keep under merged cells.
func TestCovered(t *testing.T) {
	p := workbook(table + `<row r="4"><c r="C4" t="str"><v>a</v></c><c r="D4" t="str"><v>b</v></c></row>` +
		`<row r="5"><c r="C5" t="str"><v>c</v></c></row><row r="6"><c r="C6" t="str"><v>d</v></c></row>`)
	p = p.with(sheet1, string(bytes.Replace([]byte(p[sheet1]), []byte("</worksheet>"),
		[]byte(`<mergeCells count="2"><mergeCell ref="C4:E5"/><mergeCell ref="F4"/></mergeCells></worksheet>`), 1)))
	g, report := read(p.zip(t))
	if diff := cmp.Diff([]string{"b.xlsx!S!C5 HG0147 the cell's text is hidden under the merged cells C4:E5"}, gridtest.Summaries(report)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"C4 a", "C6 d"}, gridtest.Cells(g)[3:]); diff != "" {
		t.Errorf("cells (-want +got):\n%s", diff)
	}
	if len(g.Rows) != 5 {
		t.Errorf("%d rows, want 5: a row without cells does not count", len(g.Rows))
	}
}

package xlsx

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/test/need"
)

var update = flag.Bool("update", false, "record anew what LibreOffice shows")

// recorded is what LibreOffice shows of the cells of oracleCells, a line each.
const recorded = "testdata/libreoffice.tsv"

// oracleFormats are number formats: those people use, those that programs read
// differently, and those that made hagen say something wrong once.
var oracleFormats = []string{
	"General", "general", `General"min"`, `"t="General`, "General;General", `General;-General"x"`, `0;General`, `General" "`,
	`[>100]0"s";0"min"`, `[=1]"on";[=0]"off";General`, `[<5]0"a";[>10]0"b";0"c"`, "[>=1]0;0.0", `[>1]General"x"`, `[<0]"neg";0`, `[=5]"five";General"u"`,
	`[<>5]0"x";0"y"`, `[<=60]0"s";0"long"`, `[>100]0;0;"z"`, `[>100]0;[>50]0"m";0"s"`, `0"s";[>5]0"m"`,
	`0;0;"off"`, "0;;", "0;", ";0", ";;;", "0;0;0;", `0;"neg";"zero";@`, `0;0"z"`, "0;0;0;@", "0;@", "@;0",
	"0", "00", "000", "0000000000", "#", "##", "#0", "0#", "?0", "0?", "???", "0.0", "0.00", "0.000000", "0.0#", "0.##", "#.##", "#.0", ".0", "0.", "?.?", "0.0.0",
	"#,##0", "#,##0.00", "#,#", "#,##", "0,0", "0,000", "#,##0.0#", "0,", "0,,", "#,##0,", "# ##0",
	"0%", "0.0%", "0.00%", "%0", "0%%", `0"%"`, `0\%`, "0 %", "#,##0%",
	`0"s"`, `0\s`, "0s", "0S", `0 "s"`, "0_s", "* 0", "0*-", "*-0", "_x0", `""0`, `0""`, `"x"`, `"5"`, `0"5"`, `"5"0`, `"#"0`, `0"a"0`, `#"#"`, `0"min";-0"min"`,
	"-0", "(0)", "0;(0)", "0;-0", "0.0;[Red]-0.0", "+0", "+0;-0", "+0;-0;0", "0!", "0:0", "0 0", "0-0", "00-00", `000\-0000`, "0+0", "0/0", "0;0;0",
	"[Red]0", "[Color3]0", "[color 3]0", "[Blue]General", "[DBNum1]0", "[DBNum2]General", "[$-411]0", "[$-F800]0", "[$¥-411]#,##0", "[$€-2] 0.00", "[$USD] 0", "[$s]0", "$0", "¥0", "€0", "0€",
	"0秒", "0分", "0日", "第0", "0回;-0回", "0個", "0台", "0㍍",
	"0E+00", "0.00E+00", "##0.0E+0", "# ?/?", "# ??/??", "0x", "0a", "0b", "0E", "0d", "d0", `0"days"`, "G/標準", "標準", "Standard",
	"@", `@"s"`, `"s"@`, `0;0;0;@"s"`, "@@", "[Red]@", `0;0;"z";"t"`, "*-@", "_x@", `\s@`, "@General", "General;General;General;General", `@" "`, `0"s";@`, `"a"@;0`,
	`_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, `_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)`, `#,##0_);(#,##0)`, `#,##0_);[Red](#,##0)`, `"¥"#,##0;[Red]"¥"\-#,##0`,
	"yyyy/m/d", `m"月"d"日";@`, "h:mm", "[h]:mm:ss", "mm:ss.0", "d\"d\"", "h", "ss", "yyyy", `[$-411]ggge"年"m"月"d"日"`, "h:mm AM/PM", `s"s"`, `m"min"`,
	truthCode,
}

var (
	oracleNumbers = []string{"0", "1", "5", "7", "12", "60", "99.5", "100", "101", "1234567", "0.5", "0.25", "1.5", "0.1", "3.14159", "-1", "-5", "-0.5", "1E-7", "1.23456789E-9", "123456789012345", "46024"}
	oracleTexts   = []string{"60", "node01"}
)

// oracleCell is a cell with a format and what LibreOffice shows of it.
type oracleCell struct {
	format, kind, value string // kind as in the attribute t
	shown               string
}

func oracleCells() []oracleCell {
	var out []oracleCell
	for _, f := range oracleFormats {
		for _, v := range oracleNumbers {
			out = append(out, oracleCell{format: f, kind: "n", value: v})
		}
		for _, v := range oracleTexts {
			out = append(out, oracleCell{format: f, kind: "str", value: v})
		}
		out = append(out, oracleCell{format: f, kind: "b", value: "1"}, oracleCell{format: f, kind: "b", value: "0"})
	}
	return out
}

// oracleRow is the row of the first cell, in column C, below a header.
const oracleRow = 4

// oracleBook is a workbook of the cells, one per row, in a column wide enough to
// show everything.
func oracleBook(t testing.TB, cells []oracleCell) []byte {
	t.Helper()
	escape := func(s string) string {
		var out strings.Builder
		if err := xml.EscapeText(&out, []byte(s)); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	var rows, formats, xfs strings.Builder
	ids := map[string]int{}
	for i, c := range cells {
		if ids[c.format] == 0 {
			ids[c.format] = len(ids) + 1
			fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 163+ids[c.format], escape(c.format))
			fmt.Fprintf(&xfs, `<xf numFmtId="%d" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`, 163+ids[c.format])
		}
		fmt.Fprintf(&rows, `<row r="%d"><c r="C%d" s="%d" t="%s"><v>%s</v></c></row>`, oracleRow+i, oracleRow+i, ids[c.format], c.kind, c.value)
	}
	p := workbook(table + rows.String())
	p[sheet1] = strings.Replace(p[sheet1], "<sheetData>", `<cols><col min="1" max="3" width="100" customWidth="1"/></cols><sheetData>`, 1)
	p[styles] = `<styleSheet ` + ns + `><numFmts>` + formats.String() + `</numFmts><fonts><font><sz val="11"/><name val="Calibri"/></font></fonts>` +
		`<fills><fill><patternFill patternType="none"/></fill></fills><borders><border/></borders><cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` + xfs.String() + `</cellXfs></styleSheet>`
	return p.zip(t)
}

// TestNumberFormats: of each of thousands of formatted cells hagen reads what
// LibreOffice shows, or refuses the cell.
func TestNumberFormats(t *testing.T) {
	cells := readRecorded(t)
	want := oracleCells()
	if len(cells) != len(want) || len(cells) < 1000 {
		t.Fatalf("%d cells recorded, want %d: run the test of LibreOffice with -update", len(cells), len(want))
	}
	taken, all := map[string]int{}, 0
	each := len(cells) / len(oracleFormats) // a report lists no more than some hundred findings
	for at := 0; at < len(cells); at += each {
		n := compareShown(t, cells[at:at+each], want[at:at+each])
		taken[cells[at].format] = n
		all += n
	}
	t.Logf("%d of %d cells are read, the rest is refused", all, len(cells))
	// What people use must not be refused: that would be the easy way.
	for _, f := range []string{"General", "0", "000", "0.0", "#,##0", "0%", `0"s"`, `General"min"`, `[>100]0"s";0"min"`, "0秒", "@", "0.0;[Red]-0.0", oracleFormats[len(oracleFormats)-1]} {
		if taken[f] < 6 {
			t.Errorf("only %d cells in the format %s are read", taken[f], f)
		}
	}
}

// compareShown reads cells and returns how many are not refused.
func compareShown(t *testing.T, cells, want []oracleCell) (taken int) {
	t.Helper()
	g, report := read(oracleBook(t, cells))
	refused := map[int]bool{}
	for _, d := range report.Sorted() {
		if d.Kind.Severity == diag.Error {
			refused[d.Place.Row] = true
		}
	}
	for i, c := range cells {
		if want[i].format != c.format || want[i].kind != c.kind || want[i].value != c.value {
			t.Fatalf("recorded is %v, want %v: run the test of LibreOffice with -update", c, want[i])
		}
		if refused[oracleRow+i] {
			continue
		}
		taken++
		got := textAt(g, oracleRow+i, 3)
		if shown := grid.Clean(c.shown); got != shown && !(c.kind == "n" && strings.ReplaceAll(shown, ",", "") == got) {
			t.Errorf("%s %s in the format %s is read as %q, LibreOffice shows %q", c.kind, c.value, c.format, got, shown)
		}
	}
	return taken
}

func readRecorded(t *testing.T) []oracleCell {
	t.Helper()
	f, err := os.Open(recorded)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []oracleCell
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var c oracleCell
		fields := strings.Split(lines.Text(), "\t")
		if len(fields) != 4 {
			t.Fatalf("%q does not have four fields", lines.Text())
		}
		for i, into := range []*string{&c.format, &c.kind, &c.value, &c.shown} {
			if *into, err = strconv.Unquote(fields[i]); err != nil {
				t.Fatalf("%q: %v", fields[i], err)
			}
		}
		out = append(out, c)
	}
	return out
}

// TestLibreOffice: the answers that are recorded are those of the LibreOffice of
// this machine. With -update they are recorded anew.
func TestLibreOffice(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install libreoffice-calc", "soffice")
	cells := oracleCells()
	shown := export(t, oracleBook(t, cells))
	var out strings.Builder
	for i := range cells {
		if row := oracleRow - 1 + i; row < len(shown) && len(shown[row]) > 2 {
			cells[i].shown = shown[row][2]
		}
		c := cells[i]
		fmt.Fprintf(&out, "%q\t%q\t%q\t%q\n", c.format, c.kind, c.value, c.shown)
	}
	if *update {
		if err := os.WriteFile(recorded, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		t.Fatal("recorded anew")
	}
	old := readRecorded(t)
	for i, c := range cells {
		if i < len(old) && old[i] != c {
			t.Errorf("LibreOffice shows %q for %s in the format %s, recorded is %q", c.shown, c.value, c.format, old[i].shown)
		}
	}
}

// export lets LibreOffice write a workbook's sheet as a CSV, each cell as it is
// shown.
func export(t *testing.T, book []byte) [][]string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "b.xlsx"), book, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 3*time.Minute)
	defer cancel()
	// Comma, quotes, UTF-8, from line 1, English, cells as shown.
	cmd := exec.CommandContext(ctx, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless",
		"--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true", "--outdir", dir, filepath.Join(dir, "b.xlsx"))
	cmd.WaitDelay = 5 * time.Second // soffice is a script: what it started may hold the pipes
	if text, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, text)
	}
	f, err := os.Open(filepath.Join(dir, "b.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

package csv

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/test/gridtest"
)

func read(data []byte) (*grid.Grid, *diag.List) {
	return readWith(data, grid.DefaultLimits())
}

func readWith(data []byte, limits grid.Limits) (*grid.Grid, *diag.List) {
	report := &diag.List{}
	f := Open("t.csv", data, "", limits, report)
	if f == nil {
		return nil, report
	}
	return f.Load(report), report
}

// TestRows: rows are numbered as a spreadsheet program shows them.
func TestRows(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"plain", "a,b\nc,,d\n", []string{"1:1 a", "1:2 b", "2:1 c", "2:3 d"}},
		{"no line end at the end", "a\nb", []string{"1:1 a", "2:1 b"}},
		{"blank lines count", "\n\na\n\n\nb\n", []string{"3:1 a", "6:1 b"}},
		{"blank rows count", ",,\na\n,,\n , \nb\n", []string{"2:1 a", "5:1 b"}},
		{"a cell of several lines is one row", "a,\"b\nc\n\nd\"\ne\n\n\"f\ng\"\nh", []string{"1:1 a", "1:2 b\nc\n\nd", "2:1 e", "4:1 f\ng", "5:1 h"}},
		{"CR LF", "a\r\n\r\n\"b\r\nc\"\r\nd\r\n", []string{"1:1 a", "3:1 b\nc", "4:1 d"}},
		{"CR", "a\r\r\"b\rc\"\rd\r", []string{"1:1 a", "3:1 b\nc", "4:1 d"}},
		{"quotes", `"a","b ""c""","d,e"` + "\n", []string{"1:1 a", `1:2 b "c"`, "1:3 d,e"}},
		{"blanks around", " a ,　b　,\"\n c \n\"\n", []string{"1:1 a", "1:2 b", "1:3 c"}},
		{"separator line", "sep=;\r\na;b\r\n", []string{"1:1 a", "1:2 b"}},
		{"quoted separator line", "\"sep=|\"\na|b,c\n", []string{"1:1 a", "1:2 b,c"}},
		{"no separator line", "sep=x\na\n", []string{"1:1 sep=x", "2:1 a"}},
		{"a comment may hold anything", "# \x01\n,\tx\n", []string{"1:1 # \x01", "2:2 x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g, report := read([]byte(c.text))
			if report.Len() > 0 {
				t.Errorf("found %q", gridtest.Summaries(report))
			}
			if diff := cmp.Diff(c.want, gridtest.Cells(g)); diff != "" {
				t.Errorf("cells (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDelimiter: the character before a known table name decides.
func TestDelimiter(t *testing.T) {
	for _, c := range []struct {
		text string
		want rune
	}{
		{",NODE\n", ','},
		{";NODE\n", ';'},
		{"\tNODE\n", '\t'},
		{"a;node;\n", ';'},
		{`;"NODE";` + "\n", ';'},
		{"; NODE ;x\n", ';'},
		{"# a,b,c;d,e\n#,NODE\n;PRIMITIVE;a,b,c\n;;id,x;class,x\n;;a,b,c;d,e,f\n", ';'},
		{"\tADDITIONAL_CONFIG\n\tconfig\n\t\tpcs property set a=1,2;3\n", '\t'},
		{";NODES\n;;uname\n;;a,b\n", ';'}, // no name is known: what lines start with
		{"x,y;z\n", ','},
		{"", ','},
	} {
		if got := findDelimiter(c.text); got != c.want {
			t.Errorf("%q: delimiter %q, want %q", c.text, got, c.want)
		}
	}
}

// TestMistakes: what cannot be read is named at its cell, once.
func TestMistakes(t *testing.T) {
	limits := grid.Limits{Rows: 5, Cols: 3, Cells: 3}.OrDefault()
	for _, c := range []struct{ name, text, want string }{
		{"bare quote", ",NODE\n\n,a,b\"c\n", "t.csv:3:3 HG0164 a cell that is not quoted contains a quote"},
		{"text after a quoted cell", ",NODE\n,\"a\nb\",c\n,\"d\"e,f\n", "t.csv:3:2 HG0163 the quote that opens this cell is not closed where the cell ends"},
		{"a quote that is not closed", ",NODE\n,a,\"b\n,c\n,d\n", "t.csv:2:3 HG0163 the quote that opens this cell is not closed where the cell ends"},
		{"a quote at the end", ",NODE\n,\"", "t.csv:2:2 HG0163 the quote that opens this cell is not closed where the cell ends"},
		{"too far down", ",NODE\n\n\n\n\n\n,x\n", "t.csv:7:2 HG0132 text below row 5"},
		{"too far right", ",NODE\n,,,,x\n", "t.csv:2:5 HG0133 text right of column C"},
		{"too many cells", ",NODE\n,,a\n,,b\n,,c\n", "t.csv:4:3 HG0174 more than 3 cells contain text"},
		{"blank", " \r\n\t\n", "t.csv HG0101 the file is empty"},
		{"a mark alone", "\xef\xbb\xbf", "t.csv HG0101 the file is empty"},
		{"control character", ",NODE\n,,uname\n,,a\x01\n", "t.csv:3:3 HG0148 the cell contains the character U+0001, which no value can contain"},
		{"a character XML cannot hold", ",NODE\n,,uname\n,,a\ufffe\n", "t.csv:3:3 HG0148 the cell contains the character U+FFFE, which no value can contain"},
		{"NUL", "# remarks are not read and yet\x00\n,NODE\n", "t.csv:1:1 HG0148 the cell contains the character U+0000, which no value can contain"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, report := readWith([]byte(c.text), limits)
			if diff := cmp.Diff([]string{c.want}, gridtest.Summaries(report)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMemory: what a file allocates is a few times its size, whatever is in it;
// trying out encodings makes garbage beside.
func TestMemory(t *testing.T) {
	const size = 4 << 20
	line := strings.Repeat(",", 1000) + "\n"
	for name, text := range map[string]string{
		"commas":         ",NODE\n" + strings.Repeat(",", size),
		"rows of commas": ",NODE\n" + strings.Repeat(line, size/len(line)),
		"quotes":         ",NODE\n\"" + strings.Repeat("\"\"", size/2) + "\"",
		"line ends":      strings.Repeat("\n", size) + ",NODE",
		"Korean":         ",NODE\n" + strings.Repeat("\xb0\xa1,", size/3),
		"cells":          ",NODE\n" + strings.Repeat("1,", size/2),
	} {
		var before, after runtime.MemStats
		data := []byte(text)
		runtime.GC()
		runtime.ReadMemStats(&before)
		read(data)
		runtime.ReadMemStats(&after)
		if got := after.TotalAlloc - before.TotalAlloc; got > 6*size && !(name == "Korean" && got < 40*size) {
			t.Errorf("%s: %d MB allocated for %d MB", name, got>>20, size>>20)
		} else {
			t.Logf("%s: %d MB allocated for %d MB", name, got>>20, size>>20)
		}
	}
}

// FuzzCSV reads texts. It must not panic, every finding must have a real place,
// and what is read without an error must be what a plain reading gives.
func FuzzCSV(f *testing.F) {
	f.Add([]byte(sheetText(japaneseTexts[0], ",", "\r\n")))
	f.Add([]byte(sheetText(koreanTexts[0], ";", "\r")))
	f.Add([]byte("sep=;\n\n\n;NODE\r\n;\"a\r\nb\"\"c\";d\n\"\n\""))
	f.Add([]byte(",NODE\n,\"a\"b\n,c\"d\n"))
	f.Add([]byte("\xff\xfe,\x00N\x00O\x00D\x00E\x00\n\x00"))
	f.Add([]byte("\x82\xa0,\xb0\xa1\n\x00\x01"))
	f.Fuzz(func(t *testing.T, data []byte) {
		report := &diag.List{}
		file := Open("t.csv", data, "", grid.DefaultLimits(), report)
		var g *grid.Grid
		if file != nil {
			g = file.Load(report)
		}
		lines := 1 + strings.Count(string(data), "\n") + strings.Count(string(data), "\r")
		for _, d := range report.Sorted() {
			if p := d.Place; p.File != "t.csv" || p.Sheet != "" || p.Row < 0 || p.Row > lines || p.Col < 0 || p.Col > len(data)+1 || p.Row == 0 && p.Col > 0 {
				t.Errorf("%s has no real place: %+v", d.Kind.Code, p)
			}
		}
		if g == nil {
			if !report.HasErrors() {
				t.Error("nothing was read, without a finding")
			}
			return
		}
		delimiter, text := separatorLine(file.text)
		if delimiter == 0 {
			delimiter = findDelimiter(text)
		}
		if diff := cmp.Diff(plainReading(text, delimiter), gridtest.Cells(g)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", data, diff)
		}
	})
}

// plainReading reads a text of quoted cells a character at a time.
func plainReading(text string, delimiter rune) []string {
	var out []string
	row, col, quoted := 1, 1, false
	var cell strings.Builder
	end := func() {
		if s := grid.Clean(cell.String()); s != "" {
			out = append(out, fmt.Sprintf("%d:%d %s", row, col, s))
		}
		cell.Reset()
	}
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case quoted && r == '"' && i+1 < len(runes) && runes[i+1] == '"':
			cell.WriteRune('"')
			i++
		case r == '"':
			quoted = !quoted
		case !quoted && r == delimiter:
			end()
			col++
		case !quoted && r == '\n':
			end()
			row, col = row+1, 1
		default:
			cell.WriteRune(r)
		}
	}
	end()
	return out
}

package diag

import (
	"bytes"
	"encoding/json"
	"flag"
	"hagen/internal/message"
	"hagen/internal/terminal"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite testdata")

// sheetRows is a source of quotes.
type sheetRows map[int][]Quoted

func (s sheetRows) Quote(at Place) []Quoted { return s[at.Row] }
func (s sheetRows) Line(at Place) int       { return at.Row }

func filled(from int, texts ...string) []Quoted {
	var out []Quoted
	for i, text := range texts {
		if text != "" {
			out = append(out, Quoted{Col: from + i, Text: text})
		}
	}
	return out
}

var (
	kindDuration = &Kind{Code: "HG0513", Severity: Error}
	kindWarn     = &Kind{Code: "HG0407", Severity: Warning}
	kindRemark   = &Kind{Code: "HG0449", Severity: Remark}
)

// everyForm is a report with each form a finding can take.
func everyForm() ([]Diagnostic, Source) {
	at := func(row, col int) Place {
		return Place{File: "sample.xlsx", Sheet: "環境定義書", Row: row, Col: col}
	}
	rows := sheetRows{
		5:    filled(2, "P", "id", "", "provider"),
		7:    filled(4, "monitor", "10seconds", "10s", "restart"),
		52:   filled(4, "監視", "ＩＰアドレス", "ｶﾅ", "か\u3099く", "後"),
		53:   filled(4, "監視", "e\u0301te\u0301", "後"),
		60:   filled(4, "first", "", "", "", "last"),
		61:   filled(4, "first"),
		70:   filled(1, "x", strings.Repeat("あ", 40), strings.Repeat("b", 40), strings.Repeat("值", 50), strings.Repeat("d", 29), "e", strings.Repeat("f", 40)),
		80:   filled(4, "a\u200bb", "line\nbreak", "\x1b[2J"),
		1234: filled(4, "passwd", "********"),
	}
	d := func(k *Kind, p Place, args Args, related ...Related) Diagnostic {
		return Diagnostic{Kind: k, Severity: k.Severity, Place: p, Args: args, Related: related}
	}
	value := func(s string) Args { return Args{"value": s, "name": "timeout", "units": "s, ms"} }
	return []Diagnostic{
		d(kindDuration, Place{}, value("nowhere")),
		d(kindDuration, Place{File: "sample.csv"}, value("file")),
		d(kindWarn, Place{File: "sample.csv", Row: 12, Col: 3}, Args{"agent": "<ocf:x & y>"}),
		d(kindWarn, at(5, 0), Args{"agent": "whole row"}),
		d(kindDuration, at(7, 5), Args{"value": "10seconds", "suggestion": "10s", "name": "timeout"},
			See(at(40, 4), NoteFirst), Related{Place: at(41, 4), Note: NoteParent, Args: Args{"id": "grp"}}),
		d(kindDuration, at(52, 7), value("か\u3099く")),
		d(kindDuration, at(53, 6), value("後")),
		d(kindDuration, at(60, 6), value("blank inside")),
		d(kindDuration, at(61, 6), value("blank behind")),
		d(kindDuration, at(61, 3), value("blank before")),
		d(kindDuration, at(70, 4), value("long row")),
		d(kindDuration, at(70, 1), value("at its begin")),
		d(kindDuration, at(70, 7), value("at its end")),
		d(kindDuration, at(80, 5), value("\x1b[2J\n")),
		d(kindDuration, at(99, 5), value("row without text")),
		d(kindWarn, at(1234, 5), Args{"agent": "secret"}),
		d(kindRemark, at(7, 4), Args{"id": "ip"}, See(at(60, 4), NoteDefined),
			See(at(61, 4), NoteAlso), See(at(80, 4), NoteAlso), See(at(81, 4), NoteAlso), See(at(82, 4), NoteAlso), See(at(83, 4), NoteAlso)),
	}, rows
}

func TestWriteText(t *testing.T) {
	list, source := everyForm()
	for name, o := range map[string]TextOptions{
		"report.en.txt":    {Lang: message.English, Source: source},
		"report.ja.txt":    {Lang: message.Japanese, Source: source},
		"report.color.txt": {Lang: message.English, Source: source, Color: true},
		"report.bare.txt":  {Lang: message.English},
	} {
		t.Run(name, func(t *testing.T) {
			var out bytes.Buffer
			if err := WriteText(&out, list, o); err != nil {
				t.Fatal(err)
			}
			golden(t, name, out.Bytes())
		})
	}
}

func TestRecords(t *testing.T) {
	list, _ := everyForm()
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(Records(append(list[:5:5], list[len(list)-1]), message.English)); err != nil {
		t.Fatal(err)
	}
	golden(t, "report.json", out.Bytes())
}

// TestQuoteFits: every quoted row fits the width asked for.
func TestQuoteFits(t *testing.T) {
	list, source := everyForm()
	for _, d := range list {
		for _, limit := range []int{80, 100, 120} {
			row, carets := quoteRow(source.Quote(d.Place), d.Place.Col, limit)
			if terminal.Width(row) > limit || terminal.Width(carets) > limit {
				t.Errorf("%s: row of %d and carets of %d columns, limit %d", d.Place, terminal.Width(row), terminal.Width(carets), limit)
			}
		}
	}
}

func TestTally(t *testing.T) {
	tests := []struct {
		errors, warnings, remarks int
		en, ja                    string
	}{
		{0, 0, 0, "", ""},
		{1, 0, 0, "1 error", "エラー 1 件"},
		{0, 2, 0, "2 warnings", "警告 2 件"},
		{0, 0, 1, "1 note", "情報 1 件"},
		{2, 1, 3, "2 errors, 1 warning, 3 notes", "エラー 2 件、警告 1 件、情報 3 件"},
	}
	for _, tt := range tests {
		if got := Tally(tt.errors, tt.warnings, tt.remarks, message.English); got != tt.en {
			t.Errorf("message.English: got %q, want %q", got, tt.en)
		}
		if got := Tally(tt.errors, tt.warnings, tt.remarks, message.Japanese); got != tt.ja {
			t.Errorf("message.Japanese: got %q, want %q", got, tt.ja)
		}
	}
}

// TestGoldensAreUsed fails when a golden has outlived its test.
func TestGoldensAreUsed(t *testing.T) {
	entries, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	want := []string{"report.bare.txt", "report.color.txt", "report.en.txt", "report.ja.txt", "report.json"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("testdata (-used +there):\n%s", diff)
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}

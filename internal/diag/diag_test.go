package diag

import (
	"hagen/internal/message"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlace(t *testing.T) {
	tests := []struct {
		at         Place
		text, cell string
	}{
		{Place{}, "", ""},
		{Place{File: "a.csv"}, "a.csv", ""},
		{Place{File: "a.csv", Row: 12}, "a.csv:12", "12"},
		{Place{File: "a.csv", Row: 12, Col: 3}, "a.csv:12:3", "12:3"},
		{Place{File: "a.xlsx", Sheet: "S 1"}, "a.xlsx!S 1", ""},
		{Place{File: "a.xlsx", Sheet: "S", Row: 5}, "a.xlsx!S!5", "5"},
		{Place{File: "a.xlsx", Sheet: "S", Row: 5, Col: 28}, "a.xlsx!S!AB5", "AB5"},
	}
	for _, tt := range tests {
		if got := tt.at.String(); got != tt.text {
			t.Errorf("String() = %q, want %q", got, tt.text)
		}
		if got := tt.at.Cell(); got != tt.cell {
			t.Errorf("%s: Cell() = %q, want %q", tt.at, got, tt.cell)
		}
	}
}

func TestColumnName(t *testing.T) {
	for col, want := range map[int]string{-1: "", 0: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(col); got != want {
			t.Errorf("ColumnName(%d) = %q, want %q", col, got, want)
		}
	}
}

func TestListSortsAndKeepsEachOnce(t *testing.T) {
	at := func(sheet string, row, col int) Place { return Place{File: "f", Sheet: sheet, Row: row, Col: col} }
	var l, other List
	l.Add(kindDuration, at("b", 1, 1), Args{"value": "x"})
	l.Add(kindDuration, at("a", 10, 1), Args{"value": "x"})
	l.Add(kindWarn, at("a", 9, 2), nil)
	l.Add(kindDuration, at("a", 9, 2), Args{"value": "y"})
	l.Add(kindDuration, at("a", 9, 2), Args{"value": "x"})
	l.Add(kindDuration, at("a", 9, 2), Args{"value": "x"}, See(at("b", 1, 1), NoteFirst))
	other.Add(kindDuration, at("a", 9, 2), Args{"value": "x"})
	other.Add(kindDuration, Place{}, nil)
	l.Merge(&other)

	var got []string
	for _, d := range l.Sorted() {
		got = append(got, d.Place.String()+" "+d.Kind.Code+" "+d.Args["value"])
	}
	want := []string{" HG0513 ", "f!a!B9 HG0407 ", "f!a!B9 HG0513 x", "f!a!B9 HG0513 y", "f!a!A10 HG0513 x", "f!b!A1 HG0513 x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
	if l.Count(Error) != 5 || l.Count(Warning) != 1 {
		t.Errorf("%d errors, %d warnings", l.Count(Error), l.Count(Warning))
	}
	l.Strict()
	if l.Count(Error) != 6 || l.Count(Warning) != 0 {
		t.Errorf("strict: %d errors, %d warnings", l.Count(Error), l.Count(Warning))
	}
}

// TestRemarks: a remark is made once for a sheet, at its first place, stays a
// remark with --strict and goes with --quiet.
func TestRemarks(t *testing.T) {
	at := func(sheet string, row int) Place { return Place{File: "f", Sheet: sheet, Row: row, Col: 1} }
	var l, other List
	l.Add(kindRemark, at("a", 5), Args{"id": "x"})
	l.Add(kindRemark, at("a", 9), Args{"id": "y"})
	l.Add(kindRemark, at("a", 5), Args{"id": "x"})
	l.Add(kindRemark, at("a", 2), Args{"id": "z"}, See(at("a", 1), NoteFirst))
	other.Add(kindRemark, at("b", 1), Args{"id": "x"})
	l.Merge(&other)
	if l.HasMistakes() {
		t.Error("a remark counts as a mistake")
	}
	l.Add(kindWarn, at("a", 7), nil)
	l.Strict()

	var got []string
	for _, d := range l.Sorted() {
		line := d.Severity.String() + " " + d.Place.String() + " " + d.Args["id"]
		for _, r := range d.Related {
			line += "; " + r.Note.Key + " " + r.Place.String() + " " + r.Args["id"]
		}
		got = append(got, line)
	}
	want := []string{"note f!a!A2 z; first f!a!A1 ; also f!a!A5 x; also f!a!A9 y", "error f!a!A7 ", "note f!b!A1 x"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if l.Count(Remark) != 2 {
		t.Errorf("%d remarks, want 2", l.Count(Remark))
	}
	if l.Quiet(); l.Count(Remark) != 0 || l.Count(Error) != 1 {
		t.Errorf("quiet: %d remarks, %d errors", l.Count(Remark), l.Count(Error))
	}
}

func TestHelpTakesTheFirstLineThatFits(t *testing.T) {
	d := Diagnostic{Kind: kindDuration, Args: Args{"name": "timeout", "value": "{suggestion}", "suggestion": "10s"}}
	if got, want := d.Help(message.English), "did you mean 10s?"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// An argument is put in as it is, even when it looks like a placeholder.
	if got, want := d.Summary(message.English), "invalid value {suggestion} for timeout: a duration is expected"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	d.Args = Args{"value": "x", "suggestion": "", "units": "s, ms"}
	if got, want := d.Help(message.Japanese), message.Fill(message.Japanese.Pattern("HG0513.2"), message.Japanese, func(string) any { return "s, ms" }); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := (Diagnostic{Kind: &Kind{Code: "HG0000"}}).Help(message.English); got != "" {
		t.Errorf("help without lines: %q", got)
	}
}

func TestSettledCellsStaySettled(t *testing.T) {
	bad, fine := Place{File: "a.xlsx", Sheet: "S", Row: 2, Col: 3}, Place{File: "a.xlsx", Sheet: "S", Row: 2, Col: 4}
	hard := &Kind{Code: "HG9001", Severity: Error}
	soft := &Kind{Code: "HG9002", Severity: Warning}
	var l List
	l.Add(hard, bad, nil)
	l.Add(soft, fine, nil)
	l.Settle()
	l.Add(hard, bad, Args{"value": "x"})
	l.Add(hard, fine, nil)
	if l.Len() != 3 {
		t.Errorf("%d findings, want the two before and the one at a cell that only had a warning", l.Len())
	}
}

func TestMergeKeepsWhatStrictRaised(t *testing.T) {
	var a, b List
	a.Add(&Kind{Code: "HG9002", Severity: Warning}, Place{File: "a"}, nil)
	a.Strict()
	b.Merge(&a)
	if !b.HasErrors() {
		t.Error("a raised warning became a warning again")
	}
}

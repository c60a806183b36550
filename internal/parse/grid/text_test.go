package grid

import "testing"

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "a", " \t\r\n　a　b　\r\n": "a　b", "a\r\nb\rc\nd": "a\nb\nc\nd",
		"\u00a0a": "\u00a0a", // a no-break space is left for the checks to point at
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestControl(t *testing.T) {
	for in, want := range map[string]rune{"a\tb\nc": 0, "日本": 0, "a\x01": 1, "\x7f": 0x7f, "\u0085": 0x85, "a\ufffe": 0xfffe, "\uffff": 0xffff, "\ufffd": 0, "\ue000": 0} {
		if got, found := Control(in); got != want || found != (want != 0) {
			t.Errorf("Control(%q) = %U, %t", in, got, found)
		}
	}
	if r, found := Control("a\x00"); r != 0 || !found {
		t.Error("NUL is not found")
	}
}

func TestCommented(t *testing.T) {
	for in, want := range map[string]bool{
		"#": true, "# x": true, "＃": true, "＃注": true, "﹟": true, "♯": true, "\u00a0#": true, "\u200b＃": true, "\ufeff#": true,
		"": false, "x#": false, "※": false, "//": false, "\u200b": false, "井": false,
	} {
		if got := Commented(in); got != want {
			t.Errorf("Commented(%q) = %t", in, got)
		}
	}
}

func TestRow(t *testing.T) {
	comment := Row{Number: 1, Cells: []Cell{{1, "#x"}, {3, "y"}}}
	note := Row{Number: 2, Cells: []Cell{{1, "x"}}}
	data := Row{Number: 3, Cells: []Cell{{1, "x"}, {3, "#"}}}
	if !comment.Comment() || note.Comment() || data.Comment() {
		t.Error("comment rows are those with # in column A")
	}
	if comment.Blank() || !note.Blank() || data.Blank() {
		t.Error("blank rows are those without text beyond column A")
	}
}

func TestLimits(t *testing.T) {
	l := Limits{Rows: 5}.OrDefault()
	if l.Rows != 5 || l.Cols != DefaultLimits().Cols || l.FileBytes != DefaultLimits().FileBytes {
		t.Errorf("OrDefault gives %+v", l)
	}
	if Size(64<<20) != "64 MiB" || Size(100<<10) != "100 KiB" {
		t.Error("sizes are written wrong")
	}
}

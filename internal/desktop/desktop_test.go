package desktop

import "testing"

func TestDropped(t *testing.T) {
	tests := []struct {
		args      []string
		processes int
		want      bool
	}{
		{[]string{`C:\Users\山田 太郎\環境 定義書.xlsx`}, 1, true},
		{[]string{`C:\a\CLUSTER.XLSM`}, 1, true},
		{[]string{`a.csv`}, 1, true},
		{[]string{`old.xls`}, 1, true},                 // hagen says what to save it as
		{[]string{`C:\a\b.xlsx`}, 2, false},            // typed into a shell
		{[]string{`C:\a\b.xlsx`}, 0, false},            // no console: a service, a pipe
		{[]string{`C:\a\b.xlsx`, `-o`, `x`}, 1, false}, // a task with arguments
		{[]string{`C:\a\b.xlsx`, `c.xlsx`}, 1, false},
		{[]string{`--help`}, 1, false},
		{[]string{`-x.xlsx`}, 1, false},
		{[]string{`version`}, 1, false},
		{nil, 1, false},
	}
	for _, tt := range tests {
		file, got := Dropped(tt.args, tt.processes)
		if got != tt.want || got && file != tt.args[0] {
			t.Errorf("Dropped(%q, %d) = %q, %v", tt.args, tt.processes, file, got)
		}
	}
}

func TestEnvironment(t *testing.T) {
	set := map[string]string{}
	getenv := func(name string) string { return set[name] }
	env := environment(getenv, "ja-JP", false)
	for name, want := range map[string]string{"LANG": "ja_JP", "NO_COLOR": "1", "LC_ALL": "", "HOME": ""} {
		if got := env(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if got := environment(getenv, "", true)("NO_COLOR"); got != "" {
		t.Errorf("NO_COLOR is %q on a console with colours", got)
	}
	set["LANG"] = "ko_KR.UTF-8"
	if got := env("LANG"); got != set["LANG"] {
		t.Errorf("LANG is %q, although the user set it", got)
	}
}

package compile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPairs(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		name   string
		names  Names
		sheets []string
		want   []Pair
	}{
		{"from the input", Names{Input: "d/sample.v1.xlsx"}, []string{"S"}, []Pair{{"S", "sample.v1.xml", "sample.v1.sh"}}},
		{"without extension", Names{Input: "d/sample"}, []string{""}, []Pair{{"", "sample.xml", "sample.sh"}}},
		{"a hidden file", Names{Input: ".csv"}, []string{""}, []Pair{{"", ".csv.xml", ".csv.sh"}}},
		{"from standard input", Names{Input: "-"}, []string{""}, []Pair{{"", "cluster.xml", "cluster.sh"}}},
		{"from the sheet asked for", Names{Input: "a.xlsx", BySheet: true}, []string{"環境 v1.1"}, []Pair{{"環境 v1.1", "環境 v1.1.xml", "環境 v1.1.sh"}}},
		{"to a file", Names{Input: "a.xlsx", Output: "d/x.cib"}, []string{"S"}, []Pair{{"S", "d/x.cib", "d/x.sh"}}},
		{"to a file and a script", Names{Input: "a.xlsx", Output: "x", Script: "y"}, []string{"S"}, []Pair{{"S", "x", "y"}}},
		{"a script alone is named", Names{Input: "a.csv", Script: "y"}, []string{""}, []Pair{{"", "a.xml", "y"}}},
		{"to standard output", Names{Input: "a.csv", Output: "-"}, []string{""}, []Pair{{"", "-", ""}}},
		{"to standard output, with a script", Names{Input: "a.csv", Output: "-", Script: "y"}, []string{""}, []Pair{{"", "-", "y"}}},
		{"to a device", Names{Input: "a.csv", Output: os.DevNull}, []string{""}, []Pair{{"", os.DevNull, ""}}},
		{"a CSV into a folder", Names{Input: "d/a.csv", Output: dir}, []string{""}, []Pair{{"", filepath.Join(dir, "a.xml"), filepath.Join(dir, "a.sh")}}},
		{"sheets into a new folder", Names{Input: "a.xlsx", Output: "new/"}, []string{"S", "T/U"},
			[]Pair{{"S", "new/S.xml", "new/S.sh"}, {"T/U", "new/T_U.xml", "new/T_U.sh"}}},
		{"one of several inputs", Names{Input: "d/a.xlsx", Output: "new/", Several: true}, []string{"S"}, []Pair{{"S", "new/a.xml", "new/a.sh"}}},
		{"a CSV among several", Names{Input: "d/a.csv", Output: "new/", Several: true}, []string{""}, []Pair{{"", "new/a.xml", "new/a.sh"}}},
		{"the sheet asked for among several", Names{Input: "a.xlsx", Output: "new/", Several: true, BySheet: true}, []string{"S"}, []Pair{{"S", "new/a_S.xml", "new/a_S.sh"}}},
		{"sheets among several", Names{Input: "a.xlsx", Output: "new/", Several: true}, []string{"S", "T/U"},
			[]Pair{{"S", "new/a_S.xml", "new/a_S.sh"}, {"T/U", "new/a_T_U.xml", "new/a_T_U.sh"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.names.Pairs(tt.sheets)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i].XML, got[i].Script = filepath.ToSlash(got[i].XML), filepath.ToSlash(got[i].Script)
				tt.want[i].XML, tt.want[i].Script = filepath.ToSlash(tt.want[i].XML), filepath.ToSlash(tt.want[i].Script)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPairsRefuses(t *testing.T) {
	tests := []struct {
		name   string
		names  Names
		sheets []string
		want   string
	}{
		{"several to a file", Names{Input: "a.xlsx", Output: "x.xml", BySheet: true}, []string{"S", "T"}, `several sheets of a.xlsx cannot go to x.xml: "S", "T"`},
		{"several to one script", Names{Input: "a.xlsx", Output: "d/", Script: "x.sh"}, []string{"S", "T"}, `several sheets of a.xlsx cannot go to x.sh: "S", "T"`},
		{"several without a folder", Names{Input: "a.xlsx"}, []string{"S", "T"}, `a.xlsx has several sheets with tables: "S", "T"`},
		{"two of one name", Names{Input: "a.xlsx", Output: "d/"}, []string{"a:b", "A?b"}, `sheets "a:b" and "A?b" would both be written to ` + filepath.Join("d", "A_b.xml")},
	}
	for _, tt := range tests {
		_, err := tt.names.Pairs(tt.sheets)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%s: error %v, want %s", tt.name, err, tt.want)
		}
	}
}

func TestFileName(t *testing.T) {
	for sheet, want := range map[string]string{
		"環境定義書_v1.1~pgsql":    "環境定義書_v1.1~pgsql",
		`a/b\c:d*e?f"g<h>i|j`: "a_b_c_d_e_f_g_h_i_j",
		"a\x00b\n":            "a_b_",
		"dots. . ":            "dots",
		" . ":                 "_",
		"..":                  "_",
		".hidden":             "_.hidden",
		"-o":                  "_-o",
		"con":                 "_con",
		"LPT1.x":              "_LPT1.x",
		"COM0":                "COM0",
		"console":             "console",
	} {
		if got := fileName(sheet); got != want {
			t.Errorf("fileName(%q) = %q, want %q", sheet, got, want)
		}
	}
}

package main

import (
	"hagen/internal/message"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPairs(t *testing.T) {
	dir := t.TempDir()
	tests := []struct {
		name   string
		naming naming
		sheets []string
		want   []pair
	}{
		{"from the input", naming{input: "d/sample.v1.xlsx"}, []string{"S"}, []pair{{"S", "sample.v1.xml", "sample.v1.sh"}}},
		{"without extension", naming{input: "d/sample"}, []string{""}, []pair{{"", "sample.xml", "sample.sh"}}},
		{"a hidden file", naming{input: ".csv"}, []string{""}, []pair{{"", ".csv.xml", ".csv.sh"}}},
		{"from standard input", naming{input: "-"}, []string{""}, []pair{{"", "cluster.xml", "cluster.sh"}}},
		{"from the sheet asked for", naming{input: "a.xlsx", bySheet: true}, []string{"環境 v1.1"}, []pair{{"環境 v1.1", "環境 v1.1.xml", "環境 v1.1.sh"}}},
		{"to a file", naming{input: "a.xlsx", output: "d/x.cib"}, []string{"S"}, []pair{{"S", "d/x.cib", "d/x.sh"}}},
		{"to a file and a script", naming{input: "a.xlsx", output: "x", script: "y"}, []string{"S"}, []pair{{"S", "x", "y"}}},
		{"a script alone is named", naming{input: "a.csv", script: "y"}, []string{""}, []pair{{"", "a.xml", "y"}}},
		{"to standard output", naming{input: "a.csv", output: "-"}, []string{""}, []pair{{"", "-", ""}}},
		{"to standard output, with a script", naming{input: "a.csv", output: "-", script: "y"}, []string{""}, []pair{{"", "-", "y"}}},
		{"to a device", naming{input: "a.csv", output: os.DevNull}, []string{""}, []pair{{"", os.DevNull, ""}}},
		{"a CSV into a folder", naming{input: "d/a.csv", output: dir}, []string{""}, []pair{{"", filepath.Join(dir, "a.xml"), filepath.Join(dir, "a.sh")}}},
		{"sheets into a new folder", naming{input: "a.xlsx", output: "new/"}, []string{"S", "T/U"},
			[]pair{{"S", "new/S.xml", "new/S.sh"}, {"T/U", "new/T_U.xml", "new/T_U.sh"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.naming.pairs(tt.sheets)
			if err != nil {
				t.Fatal(err)
			}
			for i := range got {
				got[i].xml, got[i].script = filepath.ToSlash(got[i].xml), filepath.ToSlash(got[i].script)
				tt.want[i].xml, tt.want[i].script = filepath.ToSlash(tt.want[i].xml), filepath.ToSlash(tt.want[i].script)
			}
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(pair{})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestPairsRefuses(t *testing.T) {
	tests := []struct {
		name   string
		naming naming
		sheets []string
		want   string
	}{
		{"several to a file", naming{input: "a.xlsx", output: "x.xml"}, []string{"S", "T"}, `several sheets of a.xlsx cannot go to x.xml: "S", "T"`},
		{"several to one script", naming{input: "a.xlsx", output: "d/", script: "x.sh"}, []string{"S", "T"}, `several sheets of a.xlsx cannot go to x.sh: "S", "T"`},
		{"two of one name", naming{input: "a.xlsx", output: "d/"}, []string{"a:b", "A?b"}, `sheets "a:b" and "A?b" would both be written to ` + filepath.Join("d", "A_b.xml")},
	}
	for _, tt := range tests {
		_, err := tt.naming.pairs(tt.sheets)
		if err == nil || message.Of(err).In(message.English) != tt.want {
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

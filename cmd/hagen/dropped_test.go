package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/message"
)

// TestDropped drops workbooks onto hagen: names with blanks and in Japanese, several
// sheets, mistakes.
func TestDropped(t *testing.T) {
	reference, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "山田 太郎")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name    string
		data    []byte
		code    int
		written []string
	}{
		{"環境 定義書 (案).xlsx", reference, exitOK, []string{"環境 定義書 (案).sh", "環境 定義書 (案).xml"}},
		{"broken.xlsx", []byte("no workbook"), exitError, nil},
		{"empty.csv", nil, exitError, nil},
	}
	for _, tt := range tests {
		file := filepath.Join(dir, tt.name)
		if err := os.WriteFile(file, tt.data, 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		a := newApp(strings.NewReader("\n"), &out, &out, noenv)
		code := a.dropped(t.Context(), file)
		a.hold()
		if code != tt.code || !strings.HasSuffix(out.String(), textClose.In(message.English)+"\n") {
			t.Errorf("%s: exit code %d:\n%s", tt.name, code, &out)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.Name())
			os.Remove(filepath.Join(dir, e.Name()))
		}
		if strings.Join(got, "|") != strings.Join(tt.written, "|") {
			t.Errorf("%s: wrote %q, want %q", tt.name, got, tt.written)
		}
	}
}

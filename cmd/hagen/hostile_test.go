package main

import (
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/terminal"
)

// TestHostileNameIsHarmless: the name of a file cannot steer the terminal.
func TestHostileNameIsHarmless(t *testing.T) {
	hostile := "a\x1b[2Jb\r\u202e\nhagen: applied"
	_, said := hagenRun(t, "check", filepath.Join(t.TempDir(), hostile+".csv"))
	for _, r := range said {
		if r != '\n' && terminal.Hidden(r) {
			t.Fatalf("it lets %U through: %q", r, said)
		}
	}
	if strings.Contains(said, "\nhagen: applied") || !strings.Contains(said, "<U+001B>[2Jb") {
		t.Errorf("it says %q", said)
	}
}

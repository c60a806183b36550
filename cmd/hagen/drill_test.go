package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestResultFile refuses, before anything is disturbed, a result that could not be
// written.
func TestResultFile(t *testing.T) {
	dir := t.TempDir()
	for file, ok := range map[string]bool{"r.xlsx": true, "r.HTML": true, "r.json": true, "r.txt": false, "missing/r.json": false} {
		if err := checkResult(filepath.Join(dir, file), false); (err == nil) != ok {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := checkResult("", true); err != nil {
		t.Errorf("a dry run writes nothing: %v", err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// noenv is an environment without variables.
func noenv(string) string { return "" }

// TestInterrupt: an interrupt ends hagen also while the other end of a pipe
// keeps silent, and nothing is written.
func TestInterrupt(t *testing.T) {
	silent, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	out := filepath.Join(t.TempDir(), "out.xml")
	var stdout, stderr bytes.Buffer
	a := newApp(silent, &stdout, &stderr, noenv)
	if code := a.run(ctx, []string{"-", "-o", out}); code != exitError {
		t.Errorf("exit code %d", code)
	}
	if got, want := stderr.String(), "hagen: interrupted; nothing was written\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("written anyway")
	}
}

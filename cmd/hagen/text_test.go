package main

import (
	"os"
	"strings"
	"testing"

	"hagen/internal/compile"
	"hagen/test/corpus"
)

// TestTextNeverFails: every golden has a text, and no secret is in it.
func TestTextNeverFails(t *testing.T) {
	hidden := 0
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		t.Run(c.Name, func(t *testing.T) {
			args := []string{"text", c.Path(c.Input), "--lang", "en"}
			if c.File.Encoding != "" {
				args = append(args, "--encoding", c.File.Encoding)
			}
			code, out, errs := ran(t, args...)
			if code != exitOK || errs != "" || out == "" {
				t.Errorf("exit code %d: %q %s", code, out, errs)
			}
			for _, secret := range secretsOf(t, c) {
				hidden++
				if strings.Contains(out, secret) {
					t.Errorf("it shows %q", secret)
				}
			}
		})
	}
	if hidden < 10 {
		t.Errorf("only %d secrets in all goldens", hidden)
	}
}

// secretsOf are the texts of the cells that the compile of a case masks.
func secretsOf(t *testing.T, c *corpus.Case) []string {
	t.Helper()
	data, err := os.ReadFile(c.Path(c.Input))
	if err != nil {
		t.Fatal(err)
	}
	in := compile.Open(c.Input, data, c.File)
	var out []string
	for _, name := range in.Sheets() {
		u, err := in.Compile(name, c.Sheet)
		if err != nil {
			t.Fatal(err)
		}
		if u.Grid == nil {
			continue
		}
		for text := range u.Grid.Secrets() {
			if len(text) > 5 && text != "password" { // a shorter one may be a word
				out = append(out, text)
			}
		}
	}
	return out
}

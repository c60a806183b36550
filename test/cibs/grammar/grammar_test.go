package grammar_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/cibs/grammar"
	"hagen/test/need"
)

const (
	schemas = "/usr/share/pacemaker"
	schema  = "pacemaker-3.9"
)

// TestMake makes CIBs that pass their schema and have together all of the grammar.
func TestMake(t *testing.T) {
	need.Tool(t, "apt install pacemaker-common", schemas+"/"+schema+".rng")
	need.Tool(t, "apt install libxml2-utils", "xmllint")
	maker, again := open(t), open(t)
	dir := t.TempDir()
	args := []string{"--noout", "--relaxng", filepath.Join(schemas, schema+".rng")}
	for n := range 300 {
		cib, err := maker.Make(n)
		if err != nil {
			t.Fatal(err)
		}
		if same, err := again.Make(n); err != nil || !bytes.Equal(cib, same) {
			t.Fatalf("CIB %d is another one the second time: %v", n, err)
		}
		file := filepath.Join(dir, fmt.Sprintf("%d.xml", n))
		if err := os.WriteFile(file, cib, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	if out, err := exec.CommandContext(t.Context(), "xmllint", args...).CombinedOutput(); err != nil {
		for line := range strings.Lines(string(out)) {
			if !strings.HasSuffix(line, " validates\n") {
				t.Log(line)
			}
		}
		t.Errorf("CIBs that do not pass their schema: %v", err)
	}
	if missing := maker.Coverage().Missing(); len(missing) > 0 {
		t.Errorf("%d of %d things of the grammar are in none of the CIBs: %q", len(missing), maker.Coverage().Len(), missing)
	}
}

func open(t *testing.T) *grammar.Maker {
	t.Helper()
	m, err := grammar.Open(schemas, schema)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

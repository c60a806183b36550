package grammar_test

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hagen/internal/cib"
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

// TestStructure compares what hagen knows of the schemas with the schemas.
func TestStructure(t *testing.T) {
	need.Tool(t, "apt install pacemaker-common", schemas+"/"+schema+".rng")
	children, attributes := map[string][]string{}, map[string][]string{}
	for minor := range 10 {
		m, err := grammar.Open(schemas, fmt.Sprintf("pacemaker-3.%d", minor))
		if err != nil {
			t.Fatal(err)
		}
		for _, thing := range m.Coverage().Missing() { // nothing has been made
			thing, _, _ = strings.Cut(thing, "=")
			where, attribute, is := strings.Cut(thing, "@")
			parent, el, _ := strings.Cut(where, "/")
			if is {
				attributes[el] = append(attributes[el], attribute)
			} else {
				children[parent] = append(children[parent], el)
				attributes[el] = append(attributes[el], "")
			}
		}
	}
	for _, el := range slices.Sorted(maps.Keys(attributes)) {
		known, ok := cib.AllowedIn(el)
		if !ok {
			t.Errorf("package cib does not know %s", el)
			continue
		}
		same(t, el+"@", known.Attributes, slices.DeleteFunc(attributes[el], func(s string) bool { return s == "" }))
		same(t, el+"/", known.Children, children[el])
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	slices.Sort(want)
	got, want = slices.Sorted(slices.Values(got)), slices.Compact(want)
	if !slices.Equal(got, want) {
		t.Errorf("package cib has %s %q, the schemas %q", what, got, want)
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

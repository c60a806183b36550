package golden

import (
	"os"
	"path/filepath"
	"testing"

	"hagen/internal/agents"
	"hagen/internal/compile"
)

// installed is the target whose pcs this machine has.
const installed = "debian12"

// others are the sheets outside the goldens as cases: examples and the
// reference sheet.
func others(t *testing.T) []*goldenCase {
	t.Helper()
	found, err := filepath.Glob("../../examples/*/cluster.csv")
	if err != nil || len(found) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var out []*goldenCase
	for _, path := range append(found, "../../testdata/reference/reference.csv") {
		// A case is named by its folder, from that of the goldens.
		name, err := filepath.Rel(dir, filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		c := &goldenCase{name: name}
		if err := c.parse(""); err != nil {
			t.Fatal(err)
		}
		c.input = filepath.Base(path)
		out = append(out, c)
	}
	return out
}

// forInstalled compiles a case for Debian 12 whatever its own target; nil when
// it is one that shows a mistake.
func (c *goldenCase) forInstalled(t *testing.T) (*compile.Unit, *agents.Catalog) {
	t.Helper()
	data, err := os.ReadFile(c.path(c.input))
	if err != nil {
		t.Fatal(err)
	}
	flags, err := os.ReadFile(c.path("flags"))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	again := &goldenCase{name: c.name}
	if err := again.parse(string(flags) + "\n--target " + installed); err != nil {
		t.Fatal(err)
	}
	again.sheet.Strict = false
	in := compile.Open(filepath.Base(c.input), data, again.file)
	sheets := in.WithTables()
	if again.sheetName != "" {
		sheets = []string{again.sheetName}
	}
	if len(sheets) != 1 {
		return nil, nil
	}
	unit, err := in.Compile(sheets[0], again.sheet)
	if err != nil {
		t.Fatal(err)
	}
	if unit.XML == nil {
		return nil, nil
	}
	return unit, again.sheet.Catalog
}

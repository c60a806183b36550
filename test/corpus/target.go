package corpus

import (
	"os"
	"path/filepath"
	"testing"

	"hagen/internal/agents"
	"hagen/internal/compile"
)

// Installed is the target whose pcs this machine has.
const Installed = "debian12"

// For compiles a case for a target instead of its own. It returns nil when the
// sheet has errors for that target.
func (c *Case) For(t testing.TB, targetName string) (*compile.Unit, *agents.Catalog) {
	t.Helper()
	data, err := os.ReadFile(c.Path(c.Input))
	if err != nil {
		t.Fatal(err)
	}
	again := c.as(t, targetName)
	in := compile.Open(filepath.Base(c.Input), data, again.File)
	sheets := in.WithTables()
	if again.SheetName != "" {
		sheets = []string{again.SheetName}
	}
	if len(sheets) != 1 {
		return nil, nil
	}
	unit, err := in.Compile(sheets[0], again.Sheet)
	if err != nil {
		t.Fatal(err)
	}
	if unit.XML == nil {
		return nil, nil
	}
	return unit, again.Sheet.Catalog
}

// Options are those of a case for a target instead of its own, in which warnings
// stay warnings.
func (c *Case) Options(t testing.TB, targetName string) compile.Options {
	t.Helper()
	return c.as(t, targetName).Sheet
}

// as is the case with another target.
func (c *Case) as(t testing.TB, targetName string) *Case {
	t.Helper()
	flags, err := c.flags()
	if err != nil {
		t.Fatal(err)
	}
	again := &Case{Name: c.Name, Input: c.Input, dir: c.dir}
	if err := again.parse(flags + "\n--target " + targetName); err != nil {
		t.Fatal(err)
	}
	again.Sheet.Strict, again.Sheet.PcsOnly = false, false
	return again
}

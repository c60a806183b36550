// Package corpus reads the sheets that hagen's tests compile: the goldens, the
// examples and the reference sheet.
package corpus

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/target"
)

// goldens is the folder of the goldens, from the root of the repository.
const goldens = "testdata/golden"

// Case is a sheet and how it is compiled. A golden is a folder below
// testdata/golden: one input and what hagen makes of it. A missing file means that
// nothing is written or reported.
//
//	in.csv, in.xlsx, …           the input
//	flags                        flags of hagen, one per line, and # comments
//	out.xml, out.sh              what is written
//	stderr.txt, stderr.ja.txt    what is said
//	stderr.ko.txt, …             the same in other languages, in the cases that have it
type Case struct {
	Name      string   // of its folder
	Input     string   // file name, from the folder of the case
	Shown     string   // the name hagen is given; "" for that of the input
	SheetName string   // --sheet; "" for the one with tables
	Extra     []string // other files the flags name
	Merged    bool     // --merged
	Named     string   // --target; "" without
	File      parse.Options
	Sheet     compile.Options

	dir string
}

// Path is a file of the case's folder.
func (c *Case) Path(file string) string { return filepath.Join(c.dir, file) }

// Goldens reads all goldens.
func Goldens(t testing.TB) []*Case {
	t.Helper()
	dir := filepath.Join(root(t), goldens)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []*Case
	for _, e := range entries {
		if !e.IsDir() {
			t.Errorf("%s belongs to no case", filepath.Join(dir, e.Name()))
			continue
		}
		c := &Case{Name: e.Name(), dir: filepath.Join(dir, e.Name())}
		if err := c.read(); err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		out = append(out, c)
	}
	return out
}

// Others reads the sheets outside the goldens: the examples and the reference
// sheet.
func Others(t testing.TB) []*Case {
	t.Helper()
	root := root(t)
	found, err := filepath.Glob(filepath.Join(root, "examples/*/cluster.csv"))
	if err != nil || len(found) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	var out []*Case
	for _, path := range append(found, filepath.Join(root, "testdata/reference/reference.csv")) {
		name, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		c := &Case{Name: name, Input: filepath.Base(path), dir: filepath.Dir(path)}
		flags := ""
		if _, err := os.Stat(c.Path("agents.json")); err == nil {
			flags = "--agents agents.json"
		}
		if err := c.parse(flags); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// root is the root of the repository: the folder with its go.mod, above that of
// the test.
func root(t testing.TB) string {
	t.Helper()
	for dir := ".."; len(dir) < 100; dir = filepath.Join(dir, "..") {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
	}
	t.Fatal("the test is in no module")
	return ""
}

func (c *Case) read() error {
	flags, err := c.flags()
	if err != nil {
		return err
	}
	if err := c.parse(flags); err != nil {
		return fmt.Errorf("flags: %w", err)
	}
	if c.Input != "" {
		return nil
	}
	found, err := filepath.Glob(c.Path("in.*"))
	if err != nil {
		return err
	}
	if len(found) != 1 {
		return fmt.Errorf("%d files named in.*, want one", len(found))
	}
	c.Input = filepath.Base(found[0])
	return nil
}

// flags are what the flags file says, "" when there is none.
func (c *Case) flags() (string, error) {
	flags, err := os.ReadFile(c.Path("flags"))
	if err != nil && !os.IsNotExist(err) {
		return "", err
	}
	return string(flags), nil
}

// parse reads the flags file: the flags of hagen that change what is compiled;
// --input for a case that shares the sheet of another, --name for the name the
// file has for hagen, --merged where values lie below merged headers in a way a CSV
// cannot show, --max-bytes, --max-parts and --max-cells for limits small enough to be
// passed.
func (c *Case) parse(text string) error {
	var words []string
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	fs := flag.NewFlagSet("flags", flag.ContinueOnError)
	fs.StringVar(&c.Named, "target", "", "")
	nodesFrom := fs.String("nodes-from", "", "")
	agentsFile := fs.String("agents", "", "")
	fs.StringVar(&c.Input, "input", c.Input, "")
	fs.StringVar(&c.Shown, "name", "", "")
	fs.StringVar(&c.SheetName, "sheet", "", "")
	fs.Int64Var(&c.File.Limits.FileBytes, "max-bytes", 0, "")
	fs.IntVar(&c.File.Limits.Parts, "max-parts", 0, "")
	fs.IntVar(&c.File.Limits.Cells, "max-cells", 0, "")
	fs.StringVar(&c.File.Encoding, "encoding", "", "")
	fs.BoolVar(&c.Merged, "merged", false, "")
	fs.BoolVar(&c.Sheet.Strict, "strict", false, "")
	fs.BoolVar(&c.Sheet.PcsOnly, "pcs-only", false, "")
	if err := fs.Parse(words); err != nil {
		return err
	}
	known, err := compile.For(cmp.Or(c.Named, target.Default))
	if err != nil {
		return err
	}
	c.Sheet.Target, c.Sheet.Catalog = known.Target, known.Catalog
	if err := c.readAgents(*agentsFile); err != nil {
		return err
	}
	return c.readNodes(*nodesFrom)
}

func (c *Case) readAgents(name string) error {
	if name == "" {
		return nil
	}
	c.Extra = append(c.Extra, name)
	f, err := os.Open(c.Path(name))
	if err != nil {
		return err
	}
	defer f.Close()
	return c.Sheet.Catalog.Extend(f, name)
}

func (c *Case) readNodes(name string) error {
	if name == "" {
		return nil
	}
	c.Extra = append(c.Extra, name)
	data, err := os.ReadFile(c.Path(name))
	if err != nil {
		return err
	}
	c.Sheet.Nodes, err = nodes.Read(name, data)
	return err
}

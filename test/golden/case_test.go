package golden

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hagen/internal/compile"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/target"
)

const dir = "../../testdata/golden"

// goldenCase is a folder below testdata/golden: one input and what hagen makes
// of it. A file that is not there stands for nothing: no output, no findings.
//
//	in.csv, in.xlsx, …           the input
//	flags                        flags of hagen, one a line, and # comments
//	out.xml, out.sh              what is written
//	stderr.txt, stderr.ja.txt    what is said
//	stderr.ko.txt, …             the same in other languages, in the cases that have it
type goldenCase struct {
	name      string
	input     string   // file name, from the folder of the case
	shown     string   // the name hagen is given; "" for that of the input
	sheetName string   // --sheet; "" for the one with tables
	extra     []string // other files the flags name
	merged    bool     // --merged
	file      parse.Options
	sheet     compile.Options
}

// expected are the files of a case that -update writes, apart from the reports.
var expected = []string{"out.xml", "out.sh"}

// reportFile is the golden of a report in a language.
func reportFile(lang message.Lang) string {
	if lang == message.English {
		return "stderr.txt"
	}
	return "stderr." + string(lang) + ".txt"
}

// reports reports whether a case is compared in a language: always in English and
// Japanese, in the others where it has a golden for it.
func (c *goldenCase) reports(lang message.Lang) bool {
	if lang == message.English || lang == message.Japanese {
		return true
	}
	_, err := os.Stat(c.path(reportFile(lang)))
	return err == nil
}

func (c *goldenCase) path(file string) string { return filepath.Join(dir, c.name, file) }

// cases reads all folders.
func cases(t *testing.T) []*goldenCase {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []*goldenCase
	for _, e := range entries {
		if !e.IsDir() {
			t.Errorf("%s belongs to no case", filepath.Join(dir, e.Name()))
			continue
		}
		c := &goldenCase{name: e.Name()}
		if err := c.read(); err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		out = append(out, c)
	}
	return out
}

func (c *goldenCase) read() error {
	flags, err := os.ReadFile(c.path("flags"))
	if err != nil && !os.IsNotExist(err) {
		return err
	}
	if err := c.parse(string(flags)); err != nil {
		return fmt.Errorf("flags: %w", err)
	}
	if c.input != "" {
		return nil
	}
	found, err := filepath.Glob(c.path("in.*"))
	if err != nil {
		return err
	}
	if len(found) != 1 {
		return fmt.Errorf("%d files named in.*, want one", len(found))
	}
	c.input = filepath.Base(found[0])
	return nil
}

// parse reads the flags file: the flags of hagen that change what is compiled;
// --input for a case that shares the sheet of another, --name for the name the
// file has for hagen, --merged where values lie below merged headers in a way a CSV
// cannot show, --max-bytes, --max-parts and --max-cells for limits small enough to be
// passed.
func (c *goldenCase) parse(text string) error {
	var words []string
	for _, line := range strings.Split(text, "\n") {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	fs := flag.NewFlagSet("flags", flag.ContinueOnError)
	platform := fs.String("target", target.Default, "")
	nodesFrom := fs.String("nodes-from", "", "")
	agentsFile := fs.String("agents", "", "")
	fs.StringVar(&c.input, "input", "", "")
	fs.StringVar(&c.shown, "name", "", "")
	fs.StringVar(&c.sheetName, "sheet", "", "")
	fs.Int64Var(&c.file.Limits.FileBytes, "max-bytes", 0, "")
	fs.IntVar(&c.file.Limits.Parts, "max-parts", 0, "")
	fs.IntVar(&c.file.Limits.Cells, "max-cells", 0, "")
	fs.StringVar(&c.file.Encoding, "encoding", "", "")
	fs.BoolVar(&c.merged, "merged", false, "")
	fs.BoolVar(&c.sheet.Strict, "strict", false, "")
	if err := fs.Parse(words); err != nil {
		return err
	}
	known, err := compile.For(*platform)
	if err != nil {
		return err
	}
	c.sheet.Target, c.sheet.Catalog = known.Target, known.Catalog
	if err := c.readAgents(*agentsFile); err != nil {
		return err
	}
	return c.readNodes(*nodesFrom)
}

func (c *goldenCase) readAgents(name string) error {
	if name == "" {
		return nil
	}
	c.extra = append(c.extra, name)
	f, err := os.Open(c.path(name))
	if err != nil {
		return err
	}
	defer f.Close()
	return c.sheet.Catalog.Extend(f, name)
}

func (c *goldenCase) readNodes(name string) error {
	if name == "" {
		return nil
	}
	c.extra = append(c.extra, name)
	data, err := os.ReadFile(c.path(name))
	if err != nil {
		return err
	}
	c.sheet.Nodes, err = nodes.Read(name, data)
	return err
}

// TestNothingUnused fails for a file that no case uses: a golden that is never read
// proves nothing.
func TestNothingUnused(t *testing.T) {
	for _, c := range cases(t) {
		used := append([]string{"flags", c.input}, c.extra...)
		used = append(used, expected...)
		for _, lang := range message.Languages() {
			used = append(used, reportFile(lang))
		}
		entries, err := os.ReadDir(c.path(""))
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !slices.Contains(used, e.Name()) {
				t.Errorf("%s: nothing uses it", c.path(e.Name()))
			}
		}
	}
}

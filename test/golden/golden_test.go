// Package golden compiles the sheets of testdata/golden and compares what
// comes out with what is committed there: a case per table and feature, per
// mistake, per kind of file.
//
//	go test ./test/golden -update     rewrites what is expected, and fails when anything changed
package golden

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/grid"
	"hagen/test/sheettest"
)

var update = flag.Bool("update", false, "rewrite what the goldens expect")

// result is what came of an input.
type result struct {
	xml, script []byte
	findings    []diag.Diagnostic
	grid        *grid.Grid
	where       func(id, attribute string) diag.Place // of the XML
}

// compileFile compiles the one sheet of a file that holds tables.
func compileFile(c *goldenCase, file string, data []byte) (*result, error) {
	in := compile.Open(file, data, c.File)
	all := &diag.List{}
	all.Merge(&in.Report)
	r := &result{}
	sheets := in.WithTables()
	switch {
	case c.SheetName != "":
		sheets = []string{c.SheetName}
	case len(sheets) == 0:
		sheets = in.Sheets()
	}
	if len(sheets) > 1 {
		return nil, fmt.Errorf("%d sheets with tables, want one", len(sheets))
	}
	name, ok := in.TargetFor(c.Named, all)
	if !ok {
		sheets = nil
	}
	opts := c.Sheet
	if name != opts.Target.Name {
		known, err := compile.For(name)
		if err != nil {
			return nil, err
		}
		opts.Target, opts.Catalog = known.Target, known.Catalog
	}
	for _, name := range sheets {
		u, err := in.Compile(name, opts)
		if err != nil {
			return nil, err
		}
		all.Merge(u.Report)
		r.xml, r.script, r.grid, r.where = u.XML, u.Script, u.Grid, u.Where
	}
	if c.Sheet.Strict {
		all.Strict()
	}
	r.findings = all.Sorted()
	return r, nil
}

// text is the report of a result, as hagen prints it.
func (r *result) text(lang message.Lang) []byte {
	o := diag.TextOptions{Lang: lang}
	if r.grid != nil {
		o.Source = compile.Quotes{r.grid}
	}
	var out bytes.Buffer
	// A bytes.Buffer takes every write.
	_ = diag.WriteText(&out, r.findings, o)
	return out.Bytes()
}

// TestGolden compiles every case.
func TestGolden(t *testing.T) {
	for _, c := range cases(t) {
		t.Run(c.Name, func(t *testing.T) {
			data, err := os.ReadFile(c.Path(c.Input))
			if err != nil {
				t.Fatal(err)
			}
			got, err := compileFile(c, cmp.Or(c.Shown, filepath.Base(c.Input)), data)
			if err != nil {
				t.Fatal(err)
			}
			c.compare(t, "out.xml", got.xml)
			c.compare(t, "out.sh", got.script)
			for _, lang := range message.Languages() {
				if c.reports(lang) {
					c.compare(t, reportFile(lang), got.text(lang))
				}
			}
			c.checkName(t, got)
			c.otherKind(t, got)
		})
	}
}

// TestEveryLanguageIsShown tests that there is a complete report in each language.
func TestEveryLanguageIsShown(t *testing.T) {
	for _, lang := range message.Languages() {
		if !slices.ContainsFunc(cases(t), func(c *goldenCase) bool { _, err := os.Stat(c.Path(reportFile(lang))); return err == nil }) {
			t.Errorf("no case has a %s: create an empty one in error-many and run make golden", reportFile(lang))
		}
	}
}

// compare compares a file with what came out; empty and missing are the same.
func (c *goldenCase) compare(t *testing.T, file string, got []byte) {
	t.Helper()
	path := c.Path(file)
	want, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	if !*update {
		t.Errorf("%s (-want +got):\n%s", file, gocmp.Diff(string(want), string(got)))
		return
	}
	t.Errorf("%s: rewritten", file) // an update run fails, so that it does not count as a test
	if len(got) == 0 {
		err = os.Remove(path)
	} else {
		err = os.WriteFile(path, got, 0o644)
	}
	if err != nil {
		t.Error(err)
	}
}

// checkName checks what the name of a case promises: error-… ends in an error,
// warn-… in a warning and yet files, note-… in a note alone; any other
// finds nothing wrong.
func (c *goldenCase) checkName(t *testing.T, r *result) {
	t.Helper()
	errors, warnings, remarks := 0, 0, 0
	for _, d := range r.findings {
		switch d.Severity {
		case diag.Error:
			errors++
		case diag.Warning:
			warnings++
		case diag.Remark:
			remarks++
		}
	}
	ok := errors+warnings == 0
	switch {
	case strings.HasPrefix(c.Name, "error-"):
		ok = errors > 0
	case strings.HasPrefix(c.Name, "warn-"):
		ok = errors == 0 && warnings > 0
	case strings.HasPrefix(c.Name, "note-"):
		ok = ok && remarks > 0
	}
	if written := r.xml != nil && r.script != nil; !ok || written != (errors == 0) {
		t.Errorf("%d errors, %d warnings, %d notes, files written: %t: not what the name of the case says", errors, warnings, remarks, written)
	}
}

// otherKind compiles the same cells once more, as a workbook when the case is
// a CSV and the other way round: the same bytes, the same findings in the same
// cells.
func (c *goldenCase) otherKind(t *testing.T, want *result) {
	t.Helper()
	if want.grid == nil || want.grid.Sheet != "" && len(want.findings) > 0 || holdsControl(want.grid) || guessed(want.findings) {
		return // unusable, or with content that only one kind of file can have
	}
	file, data, err := convert(want.grid)
	if err != nil {
		t.Fatal(err)
	}
	plain := *c.Case
	plain.File.Encoding, plain.SheetName = "", ""
	got, err := compileFile(&goldenCase{&plain}, file, data)
	if err != nil {
		t.Fatal(err)
	}
	if c.Merged { // without the merges it cannot be known, and then it must not pass
		if got.xml != nil || got.script != nil {
			t.Errorf("%s has no merged cells and yet is compiled", file)
		}
		return
	}
	if diff := gocmp.Diff(string(want.xml), string(got.xml)); diff != "" {
		t.Errorf("XML of the same cells in %s (-%s +%s):\n%s", file, c.Input, file, diff)
	}
	if diff := gocmp.Diff(string(want.script), string(got.script)); diff != "" {
		t.Errorf("script of the same cells in %s (-%s +%s):\n%s", file, c.Input, file, diff)
	}
	if diff := gocmp.Diff(bare(want.findings), bare(got.findings)); diff != "" {
		t.Errorf("findings of the same cells in %s (-%s +%s):\n%s", file, c.Input, file, diff)
	}
}

// holdsControl reports whether a cell holds a character XML cannot hold.
func holdsControl(g *grid.Grid) bool {
	for _, row := range g.Rows {
		for _, cell := range row.Cells {
			if _, found := grid.Control(cell.Text); found {
				return true
			}
		}
	}
	return false
}

// guessed reports whether a finding is about the encoding, which only a CSV has.
func guessed(findings []diag.Diagnostic) bool {
	return slices.ContainsFunc(findings, func(d diag.Diagnostic) bool {
		return slices.Contains([]*diag.Kind{diag.EncodingGuessed, diag.EncodingLikely, diag.EncodingDoubtful, diag.EncodingMixed}, d.Kind)
	})
}

// convert writes the cells of a grid as the other kind of file.
func convert(g *grid.Grid) (name string, data []byte, err error) {
	if g.Sheet != "" {
		data, err = sheettest.CSV(cells(g))
		return "in.csv", data, err
	}
	data, err = sheettest.XLSX(sheettest.Sheet{Name: "環境定義書", Rows: cells(g)})
	return "in.xlsx", data, err
}

func cells(g *grid.Grid) [][]string {
	var out [][]string
	for _, row := range g.Rows {
		for len(out) < row.Number {
			out = append(out, nil)
		}
		for _, cell := range row.Cells {
			r := &out[row.Number-1]
			for len(*r) < cell.Col {
				*r = append(*r, "")
			}
			(*r)[cell.Col-1] = cell.Text
		}
	}
	return out
}

// bare writes findings without the file name, the only part that may differ between
// kinds of files.
func bare(findings []diag.Diagnostic) []string {
	where := func(p diag.Place) string { return fmt.Sprintf("row %d column %d", p.Row, p.Col) }
	var out []string
	for _, d := range findings {
		s := fmt.Sprintf("%s at %s: %s", d.Kind.Code, where(d.Place), d.Summary(message.English))
		for _, r := range d.Related {
			s += fmt.Sprintf("; %s at %s", r.Text(message.English), where(r.Place))
		}
		out = append(out, s)
	}
	return out
}

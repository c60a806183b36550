// Package dialect compares the emission of each target with what pcs of that
// version was seen to do.
//
// 177 pcs commands were run with pcs 0.10.18 (rhel8), 0.11.10 (rhel9), 0.12.1
// (rhel10) and 0.11.5 (debian12), each on a CIB with the cluster of
// testdata/base.csv, and the change of the CIB was noted. testdata/*.txtar holds
// these facts by topic, each with the rows of a sheet that ask for the same: the
// sheet is compiled with and without them for every target, and what that
// changes in the XML and adds to the script is compared. Commands that the
// tables have no words for are in testdata/not-in-tables.txt with the reason.
//
// All four versions ran on one Debian 12, with its agents' metadata; the sheets
// are therefore compiled with the metadata of debian12, whatever the target, so
// that only the dialect differs.
//
// # A case
//
// The files of an archive follow each other. A name of numbers starts a case:
// the rows of the measurement it stands for, each with the measured command
// behind a dollar sign, and remarks. Then:
//
//	before    rows of a sheet that are there already (earlier commands of the row)
//	sheet     the rows that are measured
//	script    the commands the rows add to the script, without: pcs -f "$cib"
//	cib       the elements that vanish (-) and appear (+) in the configuration
//	warned    what hagen warns about: the code and the text of the cell
//	refused   what hagen finds wrong instead: the code and the text of the cell
//
// A part whose name ends in targets is for these alone and wins over the one
// without. Rows that place a resource of the base in RESOURCES take it from
// where it was, with its table if they bring one; rows above the first table
// continue the last one.
//
// Some commands were measured with and without --force. hagen warns about what pcs
// accepts only with --force, and forces it; "refused --strict" is what it says
// under that switch.
package dialect

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
	"hagen/internal/target"
)

// measuredWith is the target whose agents were installed where all four
// versions of pcs were measured.
const measuredWith = "debian12"

// TestMeasured compares what hagen writes with what pcs did, row by row.
func TestMeasured(t *testing.T) {
	t.Parallel()
	catalog := installed(t)
	for _, c := range readCases(t) {
		t.Run(c.name(), func(t *testing.T) {
			t.Parallel()
			for _, tg := range target.All() {
				t.Run(tg.Name, func(t *testing.T) { c.check(t, catalog, tg) })
			}
		})
	}
}

// TestBase tests that there are no findings for the cluster the rows were measured
// on, so that findings of a case come from its own rows.
func TestBase(t *testing.T) {
	t.Parallel()
	catalog := installed(t)
	for _, tg := range target.All() {
		u := run(t, readBase(t), catalog, tg, false)
		if diff := cmp.Diff([]string(nil), findings(u)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tg.Name, diff)
		}
	}
}

func (c *measuredCase) check(t *testing.T, catalog *agents.Catalog, tg *target.Target) {
	before := readBase(t).with(records(t, c.part("before", tg.Name)))
	sheet := before.with(records(t, c.part("sheet", tg.Name)))
	if want := lines(c.part(refusedStrictly, tg.Name)); want != nil {
		c.refusal(t, want, run(t, sheet, catalog, tg, true))
	}
	with := run(t, sheet, catalog, tg, false)
	if c.refusedBy(tg.Name) {
		c.refusal(t, lines(c.part("refused", tg.Name)), with)
		return
	}
	c.compare(t, "findings", lines(c.part("warned", tg.Name)), findings(with))
	without := run(t, before, catalog, tg, false)
	if with.XML == nil || without.XML == nil {
		t.Fatalf("%s: nothing was written", c.file)
	}
	c.compare(t, "commands", lines(c.part("script", tg.Name)), added(commands(without.Script), commands(with.Script)))
	c.compare(t, "CIB", lines(c.part("cib", tg.Name)), changes(t, without.XML, with.XML))
}

func (c *measuredCase) refusal(t *testing.T, want []string, u *compile.Unit) {
	t.Helper()
	c.compare(t, "findings", want, findings(u))
	if !u.Report.HasErrors() || u.XML != nil || u.Script != nil {
		t.Errorf("%s %s: not refused\n%s", c.file, c.name(), u.Script)
	}
}

func (c *measuredCase) compare(t *testing.T, what string, want, got []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s %s: %s (-want +got):\n%s", c.file, c.name(), what, diff)
	}
}

// installed are the agents of the measurement.
func installed(t *testing.T) *agents.Catalog {
	t.Helper()
	catalog, err := agents.Load(measuredWith)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// run compiles a sheet for the two nodes of the measurement.
func run(t *testing.T, s sheet, catalog *agents.Catalog, tg *target.Target, strict bool) *compile.Unit {
	t.Helper()
	unit, err := compile.Open("case.csv", s.csv(t), parse.Options{}).Compile("", compile.Options{
		Target: tg, Catalog: catalog, Strict: strict,
		Nodes: []nodes.Node{{ID: "1", Name: "n1"}, {ID: "2", Name: "n2"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if unit.Grid == nil {
		t.Fatalf("the sheet cannot be read: %v", unit.Report.Sorted())
	}
	return unit
}

// findings lists a report, each with the text of its cell.
func findings(u *compile.Unit) []string {
	var out []string
	for _, d := range u.Report.Sorted() {
		if d.Severity == diag.Remark {
			continue // on what is right
		}
		text := ""
		for _, c := range u.Grid.Quote(d.Place.Row) {
			if c.Col == d.Place.Col {
				text = c.Text
			}
		}
		out = append(out, strings.TrimSpace(d.Kind.Code+" "+text))
	}
	return out
}

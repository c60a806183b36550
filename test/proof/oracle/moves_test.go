//go:build linux

package oracle

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/migrate"
	"hagen/test/corpus"
	"hagen/test/pcstest"
)

// TestMoves migrates every golden and example from one release to another: what
// hagen migrate writes has to run on the pcs of both, and the scheduler of the newer
// release has to order the same actions as for the sheet as it was, but for what
// hagen migrate reports. Run one with
//
//	go test ./test/proof/oracle -run TestMoves/rhel8-to-rhel9-on-12/NAME
func TestMoves(t *testing.T) {
	running := runMoves(t)
	for _, move := range Moves() {
		t.Run(move.Name(), func(t *testing.T) {
			m := &mover{from: running[move.From.Name()], to: running[move.To.Name()]}
			t.Cleanup(func() {
				t.Logf("%s: %s", move.Name(), m)
				if !filtered() && (m.moved.Load() < 120 || m.rewritten.Load() < 3) {
					t.Error("too few sheets to prove anything")
				}
			})
			for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
				t.Run(c.Name, func(t *testing.T) {
					t.Parallel()
					m.move(t, c)
				})
			}
		})
	}
}

// runMoves starts each oracle of the moves once.
func runMoves(t *testing.T) map[string]*Pcs {
	t.Helper()
	running := map[string]*Pcs{}
	for _, move := range Moves() {
		for _, o := range []*Oracle{move.From, move.To} {
			if running[o.Name()] == nil {
				running[o.Name()] = start(t, o)
			}
		}
	}
	return running
}

// mover proves one move.
type mover struct {
	from, to *Pcs

	moved, rewritten, blocked, asked, otherwise atomic.Int32
}

func (m *mover) String() string {
	return fmt.Sprintf("%d sheets moved, %d of them rewritten, %d cannot move; %d scripts run that are not those of the goldens; "+
		"%d sheets do something else as reported",
		m.moved.Load(), m.rewritten.Load(), m.blocked.Load(), m.asked.Load(), m.otherwise.Load())
}

// move migrates a case and proves that.
func (m *mover) move(t *testing.T, c *corpus.Case) {
	t.Helper()
	before, _ := c.For(t, m.from.oracle.Target)
	if before == nil {
		return // nothing is written for the release it comes from
	}
	from, to := c.Options(t, m.from.oracle.Target), c.Options(t, m.to.oracle.Target)
	r, err := migrate.Compare(before.Grid, from, to)
	if err != nil {
		t.Fatal(err)
	}
	if r.Blocked {
		m.blocked.Add(1)
		if len(refused(r)) == 0 {
			t.Errorf("what the new release refuses was rewritten, and yet it refuses the sheet: %v", r.Fixes)
		}
		return
	}
	m.moved.Add(1)
	if len(r.Fixes) > 0 {
		m.rewritten.Add(1)
	}
	for _, problem := range m.problems(t, r, from, to) {
		t.Error(problem)
	}
}

// refused are the errors of the new release that hagen migrate leaves to a person.
func refused(r *migrate.Result) []diag.Diagnostic {
	return slices.DeleteFunc(r.Report.Sorted(), func(d diag.Diagnostic) bool {
		return d.Severity != diag.Error || r.Fixes[d.Place] != ""
	})
}

// problems runs a migrated sheet on both releases and compares what the scheduler of
// the newer orders.
func (m *mover) problems(t *testing.T, r *migrate.Result, from, to compile.Options) []string {
	t.Helper()
	sheet := r.Grid.With(r.Fixes)
	before, errBefore := compile.Sheet(r.Grid, from)
	asIs, errAsIs := compile.Sheet(r.Grid, to)
	old, errOld := compile.Sheet(sheet, from)
	now, errNow := compile.Sheet(sheet, to)
	for _, err := range []error{errBefore, errAsIs, errOld, errNow} {
		if err != nil {
			t.Fatal(err)
		}
	}
	found := slices.Concat(m.runs(t, m.from, before, old, from.Catalog), m.runs(t, m.to, asIs, now, to.Catalog))
	if now.XML == nil {
		return found
	}
	return append(found, m.ordered(t, r, before, now)...)
}

// ordered is how what the scheduler of the newer release orders for the migrated
// sheet is not what it orders for the sheet as it was.
func (m *mover) ordered(t *testing.T, r *migrate.Result, before, now *compile.Unit) []string {
	t.Helper()
	was, is := m.actions(t, before), m.actions(t, now)
	if cmp.Equal(was, is) {
		return nil
	}
	m.otherwise.Add(1)
	changing := reported(r)
	if diff := cmp.Diff(slices.DeleteFunc(was, changing), slices.DeleteFunc(is, changing)); diff != "" {
		return []string{fmt.Sprintf("the scheduler of release %s orders for the migrated sheet (-before +now):\n%s", m.to.oracle.Release, diff)}
	}
	return nil
}

// runs is how the migrated sheet fails on a release. A script that is byte for byte
// the one of the sheet as it was is run by TestOracles, or by test/golden for debian12.
func (m *mover) runs(t *testing.T, p *Pcs, asIs, migrated *compile.Unit, catalog *agents.Catalog) []string {
	t.Helper()
	if migrated.XML == nil {
		return []string{fmt.Sprintf("the migrated sheet does not compile for %s: %v", p.oracle.Target, migrated.Report.Sorted())}
	}
	q, err := p.Question(migrated, catalog)
	if err != nil {
		t.Fatal(err)
	}
	if asIs.XML != nil {
		if known, err := p.Question(asIs, catalog); err == nil && known.Same(q) {
			return nil
		}
	}
	m.asked.Add(1)
	if diff, _ := judgeQuestion(t, p, q); diff != "" {
		return []string{fmt.Sprintf("the migrated sheet on %s: %s", p.oracle.Name(), diff)}
	}
	return nil
}

// reported recognises the actions that hagen migrate said will change: when an
// operation recurs that the sheet leaves to the agent. Nothing else it reports
// changes what is ordered here.
func reported(r *migrate.Result) func(line string) bool {
	var recurring []string
	for _, d := range r.Report.Sorted() {
		changes := d.Kind == diag.OperationDefaultChanges && d.Args["option"] == "interval"
		if !changes && d.Kind != diag.OperationJoins && d.Kind != diag.OperationLeaves {
			continue
		}
		name, _, _ := strings.Cut(d.Args["operation"], " ") // what follows is its role
		for id := range strings.SplitSeq(d.Args["id"], ", ") {
			recurring = append(recurring, regexp.QuoteMeta(id)+`(:\d+)? `+regexp.QuoteMeta(name))
		}
	}
	if len(recurring) == 0 {
		return func(string) bool { return false }
	}
	return regexp.MustCompile(`^\* Resource action: (` + strings.Join(recurring, "|") + `)=\d+ on `).MatchString
}

// actions is what the newer release orders for a sheet.
func (m *mover) actions(t *testing.T, unit *compile.Unit) []string {
	t.Helper()
	nodes := append(pcstest.NodesOf(unit.Config), "", "other0")
	lines, err := m.to.Actions(t.Context(), pcstest.Live(t, unit.XML, unit.Config), nodes[1])
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestWrongMove: what hagen migrate would write wrong is seen. A timeout is no action;
// that one stays the same is what TestMigrate of test/golden looks at.
func TestWrongMove(t *testing.T) {
	moves := Moves()
	move := moves[slices.IndexFunc(moves, func(m Move) bool { return m.Name() == "rhel8-to-rhel10-on-sid" })]
	m := &mover{from: start(t, move.From), to: start(t, move.To)}
	goldens := corpus.Goldens(t)
	c := goldens[slices.IndexFunc(goldens, func(c *corpus.Case) bool { return c.Name == "operation-times-moved" })]
	from, to := c.Options(t, move.From.Target), c.Options(t, move.To.Target)
	before, _ := c.For(t, move.From.Target)
	r, err := migrate.Compare(before.Grid, from, to)
	if err != nil {
		t.Fatal(err)
	}
	if found := m.problems(t, r, from, to); len(found) > 0 {
		t.Fatal(found)
	}
	seen := 0
	for _, at := range r.Fixed() {
		right := r.Fixes[at]
		wrong := map[string]string{"10s": "12s", "Promoted": "Unpromoted", "Unpromoted": "Promoted"}[right]
		if wrong == "" {
			continue
		}
		r.Fixes[at] = wrong
		now, err := compile.Sheet(r.Grid.With(r.Fixes), to)
		if err != nil || now.XML == nil {
			t.Fatal(err, now.Report.Sorted())
		}
		if found := m.ordered(t, r, before, now); len(found) == 0 {
			t.Errorf("%s: %s instead of %s is not seen", at.Cell(), wrong, right)
		}
		r.Fixes[at] = right
		seen++
	}
	if seen < 7 {
		t.Errorf("only %d cells: %v", seen, r.Fixes)
	}
}

//go:build linux

package oracle

import (
	"bytes"
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hagen/internal/agents"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/target"
	"hagen/test/corpus"
	"hagen/test/debroot"
	"hagen/test/lab"
	"hagen/test/need"
	"hagen/test/pcstest"
	"hagen/test/proof"
	"hagen/test/sheettest"
)

var (
	clusters = flag.Int("clusters", 20, "random clusters of each oracle")
	seed     = flag.Uint64("seed", 0, "the first random cluster's seed; 0 takes one from the clock")
)

// start starts an oracle, or skips the test where its release cannot run.
func start(t *testing.T, o *Oracle) *Pcs {
	t.Helper()
	need.Long(t)
	lab.Need(t)
	pcstest.Need(t)
	r, err := lab.FindRelease(o.Release)
	if err != nil {
		t.Fatal(err)
	}
	if o.Release != "12" {
		debroot.Need(t, r.Root())
	}
	p, err := o.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Stop(); err != nil {
			t.Error(err)
		}
	})
	return p
}

// judge is how a unit's script and XML differ for an oracle; "" when they are one
// cluster, or when the oracle refuses for a reason of its list.
func judge(t *testing.T, p *Pcs, unit *compile.Unit, catalog *agents.Catalog) (diff string, judged bool) {
	t.Helper()
	q, err := p.Question(unit, catalog)
	if err != nil {
		t.Fatal(err)
	}
	return judgeQuestion(t, p, q)
}

func judgeQuestion(t *testing.T, p *Pcs, q *Question) (diff string, judged bool) {
	t.Helper()
	if q.XML == nil {
		return "", false
	}
	a, err := p.Ask(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if a.Err != nil {
		if d := p.oracle.refusal(a.Printed); d != nil {
			return "", false
		}
		return fmt.Sprintf("the script failed: %v\n%s", a.Err, a.Printed), true
	}
	return pcstest.Difference(t, a.CIB, q.XML), true
}

// TestOracles runs every golden, example and some random clusters through the pcs
// of each release. Run one with
//
//	go test ./test/proof/oracle -run TestOracles/rhel10-on-13/goldens/NAME
func TestOracles(t *testing.T) {
	for _, o := range All() {
		t.Run(o.Name(), func(t *testing.T) {
			p := start(t, o)
			t.Run("stock", func(t *testing.T) { stock(t, p) })
			whole := t.Run("goldens", func(t *testing.T) { goldens(t, p) })
			t.Run("random", func(t *testing.T) { random(t, p) })
			if unused := o.Unused(); whole && len(unused) > 0 && !filtered() {
				t.Errorf("no script needs these differences:\n%s", strings.Join(unused, "\n"))
			}
		})
	}
}

// filtered is whether only a part of the oracles' tests runs.
func filtered() bool { return strings.Count(flag.Lookup("test.run").Value.String(), "/") > 1 }

func goldens(t *testing.T, p *Pcs) {
	var count tally
	t.Cleanup(func() { t.Logf("%s, goldens and examples: %s", p.oracle.Name(), &count) })
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		t.Run(c.Name, func(t *testing.T) {
			unit, catalog := c.For(t, p.oracle.Target)
			if unit == nil {
				return // nothing is written for this target
			}
			t.Parallel()
			count.judge(t, p, unit, catalog)
		})
	}
}

func random(t *testing.T, p *Pcs) {
	first := *seed
	if first == 0 {
		first = uint64(time.Now().UnixNano()) % 1_000_000_000
	}
	var count tally
	t.Cleanup(func() { t.Logf("%s, random clusters from seed %d: %s", p.oracle.Name(), first, &count) })
	for i := range uint64(*clusters) {
		t.Run(fmt.Sprint(first+i), func(t *testing.T) {
			t.Parallel()
			unit, catalog := randomUnit(t, first+i, p.oracle.Target)
			count.judge(t, p, unit, catalog)
		})
	}
}

// tally counts what came out.
type tally struct{ equal, different, unjudged atomic.Int32 }

func (c *tally) judge(t *testing.T, p *Pcs, unit *compile.Unit, catalog *agents.Catalog) {
	t.Helper()
	diff, judged := judge(t, p, unit, catalog)
	switch {
	case diff != "":
		c.different.Add(1)
		t.Error(diff)
	case judged:
		c.equal.Add(1)
	default:
		c.unjudged.Add(1)
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%d equal, %d different, %d not judged", c.equal.Load(), c.different.Load(), c.unjudged.Load())
}

func randomUnit(t *testing.T, seed uint64, targetName string) (*compile.Unit, *agents.Catalog) {
	t.Helper()
	tg, err := target.Get(targetName)
	if err != nil {
		t.Fatal(err)
	}
	opts, err := compile.For(targetName)
	if err != nil {
		t.Fatal(err)
	}
	data, err := sheettest.CSV(proof.Sheet(seed, tg))
	if err != nil {
		t.Fatal(err)
	}
	unit, err := compile.Open("sheet.csv", data, parse.Options{}).Compile("", opts)
	if err != nil {
		t.Fatal(err)
	}
	if unit.XML == nil {
		var said bytes.Buffer
		_ = diag.WriteText(&said, unit.Report.Sorted(), diag.TextOptions{})
		t.Fatalf("the sheet is blamed:\n%s", said.String())
	}
	return unit, opts.Catalog
}

// TestInventedDifference: what hagen would write otherwise than an oracle is seen.
func TestInventedDifference(t *testing.T) {
	all := All()
	o := all[slices.IndexFunc(all, func(o *Oracle) bool { return o.Release == "13" })]
	p := start(t, o)
	unit, catalog := randomUnit(t, 7, o.Target)
	if diff, _ := judge(t, p, unit, catalog); diff != "" {
		t.Fatal(diff)
	}
	for name, invented := range map[string]*Difference{
		"an id": {XML: func(xml []byte) []byte {
			return bytes.Replace(xml, []byte("-instance_attributes-"), []byte("-instance-attributes-"), 1)
		}},
		"a value": {XML: func(xml []byte) []byte {
			return bytes.Replace(xml, []byte(`interval="0s"`), []byte(`interval="1s"`), 1)
		}},
		"a command": {Script: func(script []byte) []byte {
			return bytes.Replace(script, []byte("resource create"), []byte("resource make"), 1)
		}},
	} {
		o.Differences = append(o.Differences, invented)
		if diff, _ := judge(t, p, unit, catalog); diff == "" || !invented.used.Load() {
			t.Errorf("%s: not seen; used: %t", name, invented.used.Load())
		}
		o.Differences = o.Differences[:len(o.Differences)-1]
	}
}

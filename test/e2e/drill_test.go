//go:build linux

package e2e

import (
	"slices"
	"strings"
	"syscall"
	"testing"

	"hagen/internal/apply/tools"
	"hagen/internal/drill"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

// TestDrill carries cases out on the promotable pair: on a cluster that lacks the
// colocation of its sheet, and until it is interrupted.
func TestDrill(t *testing.T) {
	list := bookClusters()
	c := list[slices.IndexFunc(list, func(c bookCluster) bool { return c.name == "promotable" })]
	d := &driller{pusher: equip(start(t, c.config, c.services...))}
	d.openSSH()

	d.begin(c.sheet, withoutColocation)
	d.forgotten()
	d.apply(overSSH, "cluster.csv")
	d.fresh()
	d.interrupted()
	d.leavesANode()
}

// withoutColocation is a sheet whose author forgot its colocation.
func withoutColocation(sheet string) string {
	before, table, _ := strings.Cut(sheet, ",COLOCATION,")
	_, after, _ := strings.Cut(table, ",ORDER,")
	return before + ",ORDER," + after
}

// forgotten tests that a drill with the whole sheet differs in the first case in which
// the colocation that the cluster lacks matters, and not in one in which it does not.
func (d *driller) forgotten() {
	d.t.Helper()
	ctx := d.t.Context()
	configuration := []byte(d.run(d.Config.Nodes[0], "cibadmin", "--query"))
	world, err := scheduler.Live(ctx, tools.New("local:", tools.Local{}), configuration)
	d.do(err)
	lacking, err := testbook.Make(ctx, world, configuration)
	d.do(err)
	matters, other := "", ""
	for _, c := range d.book.Cases {
		i := slices.IndexFunc(lacking.Cases, func(l *testbook.Case) bool { return slices.Equal(l.Steps[0].Events, c.Steps[0].Events) })
		switch same := i >= 0 && end(lacking.Cases[i]) == end(c); {
		case !same && matters == "":
			matters = c.Number
		case same && other == "":
			other = c.Number
		}
	}
	if matters == "" || other == "" {
		d.t.Fatalf("the colocation matters in case %q, and does not in %q", matters, other)
	}
	d.says(d.hagen(2, d.drillArgs("--case", matters+","+other)...), "ipaddr")
	for _, c := range d.result().Cases {
		want := map[string]drill.Verdict{matters: drill.Differs, other: drill.AsExpected}[c.Number]
		if c.Verdict != want {
			d.t.Errorf("case %s, %s: %s, want %s: %s", c.Number, c.Text, c.Verdict, want, c.Why)
		}
		for _, s := range c.Steps {
			if wrong := strings.Join(s.Differences, "\n"); want == drill.Differs && !strings.Contains(wrong, "ipaddr") {
				d.t.Errorf("case %s differs in: %s", c.Number, wrong)
			}
		}
	}
}

// end is where everything runs after a case.
func end(c *testbook.Case) string {
	var out []string
	after := c.Steps[len(c.Steps)-1].Course.After
	for _, id := range scheduler.Primitives(after) {
		for _, p := range scheduler.Places(after, id) {
			out = append(out, id+" "+p.Node+" "+p.Role)
		}
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// crashOf is the number of the case in which a node crashes.
func (d *driller) crashOf(node string) string {
	for _, c := range d.book.Cases {
		if e := c.Steps[0].Events; len(e) == 1 && e[0].Kind == scheduler.NodeCrashes && e[0].Node == node {
			return c.Number
		}
	}
	d.t.Fatalf("no case in which %s crashes", node)
	return ""
}

// interruptedWhile carries a case out and interrupts it when something is so.
func (d *driller) interruptedWhile(what string, so func() bool, args ...string) string {
	d.t.Helper()
	cmd := d.command(append(d.drillArgs(args...), "--lang", "en")...)
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	d.do(cmd.Start())
	d.do(d.WaitFor(d.t.Context(), settling, what, so))
	d.do(cmd.Process.Signal(syscall.SIGINT))
	err := cmd.Wait()
	d.t.Logf("interrupted while %s: %v\n%s", what, err, &said)
	if code := cmd.ProcessState.ExitCode(); code != 2 {
		d.t.Errorf("exit code %d, want 2", code)
	}
	rec := d.result()
	if !rec.Interrupted || len(rec.Cases) != 1 || rec.Cases[0].Verdict != drill.Interrupted {
		d.t.Errorf("the result does not say that it was interrupted: %+v", rec)
	}
	return said.String()
}

// interrupted tests that Ctrl-C in the middle of a case brings the cluster back.
func (d *driller) interrupted() {
	d.t.Helper()
	const node = "db01"
	d.interruptedWhile(node+" is off", func() bool { return !d.Host(node).Up() }, "--case", d.crashOf(node))
	if !d.atRest() {
		d.t.Errorf("it is not as it was:\n%s", d.Explain())
	}
	if left := d.result().Left; len(left) > 0 {
		d.t.Errorf("it leaves %v", left)
	}
}

// leavesANode tests that Ctrl-C says what is left when a node does not come back.
func (d *driller) leavesANode() {
	d.t.Helper()
	const node, other = "db01", "db02"
	said := d.interruptedWhile(node+" is off, and has no network any more", func() bool { return !d.Host(node).Up() && d.Cut(node) == nil },
		"--case", d.crashOf(node), "--timeout", "90s")
	d.says(said, node)
	if left := strings.Join(d.result().Left, "\n"); !strings.Contains(left, node) {
		d.t.Errorf("it does not say that %s is left: %s", node, left)
	}
	d.reach("the database is in service", on(other, "ipaddr"))
	d.do(d.Heal(node))
}

//go:build linux

package e2e

import (
	"io"
	"strings"
	"testing"

	"hagen/test/lab"
)

// TestTwoAtOnce: a change between plan and write, by pcs or by another apply, is
// never overwritten. The second one gets an error and
// a fresh plan.
func TestTwoAtOnce(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	v.changedAtThePrompt()
	v.changedUnattended()
	v.run("node02", "pcs", "property", "set", "no-quorum-policy=")
	v.twoApplies()
}

// changedAtThePrompt shows a plan, lets pcs change something at the prompt, and
// answers yes.
func (v *victim) changedAtThePrompt() {
	v.t.Helper()
	r := v.start(v.Host("node01").Command(v.t.Context(), "script", "--quiet", "--return", "--command",
		"cd /root && TERM=dumb hagen apply "+newName+" --to local: --target "+installed+" --lang en", "/dev/null"), []string{"apply at a terminal"})
	asked := func(times int) func() bool {
		return func() bool { return strings.Count(r.said.String(), "[y/N]") == times }
	}
	r.hears("the question", asked(1))
	v.run("node02", "pcs", "property", "set", "no-quorum-policy=freeze")
	theirs := v.configuration()
	r.answer("y")
	r.hears("the question again", asked(2))
	_, fresh, _ := strings.Cut(r.text(), "another administrator has changed the configuration in the meantime; nothing was changed")
	if !strings.Contains(fresh, "property no-quorum-policy") {
		v.t.Errorf("no fresh plan:\n%s", r.text())
	}
	r.answer("n")
	r.end(1)
	v.still(theirs)
}

// changedUnattended lets pcs change something while the old configuration is saved,
// without a terminal to ask.
func (v *victim) changedUnattended() {
	v.t.Helper()
	v.close("node01", whileSaving)
	r := v.start(v.command(to("local:", "apply", newName, "--yes", "--lang", "en")...), []string{"apply --yes"})
	r.waits("node01", whileSaving)
	v.run("node02", "pcs", "property", "set", "no-quorum-policy=stop")
	theirs := v.configuration()
	v.open("node01", whileSaving)
	if said := r.end(1); !strings.Contains(said, "nothing was changed") || strings.Count(said, "property no-quorum-policy") != 2 {
		v.t.Errorf("it is not refused with a fresh plan:\n%s", said)
	}
	v.still(theirs)
}

// still makes sure that the configuration has not changed.
func (v *victim) still(before string) {
	v.t.Helper()
	if now := v.configuration(); now != before {
		v.t.Errorf("the configuration is\n%s\nit was\n%s", now, before)
	}
}

// twoApplies go through two nodes at once.
func (v *victim) twoApplies() {
	v.t.Helper()
	ssh := v.address(overSSH)

	// With different sheets: the first to write wins.
	r := v.gated(onNode, "node01", failingName, beforeWrite)
	v.hagen(0, to(ssh, "apply", newName, "--yes")...)
	v.open("node01", beforeWrite)
	if said := r.end(1); !strings.Contains(said, "another administrator has changed the configuration") {
		v.t.Errorf("the second of two:\n%s", said)
	}
	v.has(newName)

	// With the same sheet: after the first write nothing is left to do.
	r = v.gated(onNode, "node01", oldName, afterWrite)
	if said := v.hagen(0, to(ssh, "apply", oldName, "--yes")...); !strings.Contains(said, "nothing to do") {
		v.t.Errorf("the second of two:\n%s", said)
	}
	v.open("node01", afterWrite)
	r.end(0)
	v.has(oldName)
}

// answer types a line.
func (r *running) answer(line string) {
	r.v.t.Helper()
	if _, err := io.WriteString(r.stdin, line+"\n"); err != nil {
		r.v.t.Fatal(err)
	}
}

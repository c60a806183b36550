//go:build linux

package e2e

import (
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/test/lab"
)

// TestHagenKilled kills hagen on the node.
func TestHagenKilled(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	v.killedEverywhere(onNode, "node01")

	// A rollback of two writes, between them: the second rollback does the rest.
	r := v.toFresh(onNode, afterWrite)
	r.kill()
	v.open("node01", afterWrite)
	v.quiet("node01")
	v.idle()
	if now := v.configuration(); now == v.is[fresh] || now == v.is[newName] || !strings.Contains(now, "stonith-enabled") {
		t.Errorf("the configuration is not halfway between the two:\n%s", now)
	}
	r = v.toFresh(onNode, afterWrite)
	v.open("node01", afterWrite)
	r.end(0)
	v.has(fresh)
}

// TestHagenKilledOverSSH kills hagen on the workstation.
func TestHagenKilledOverSSH(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	v.killedEverywhere(overSSH, "node02")
}

// killedEverywhere kills hagen at each step of an apply through a node. The
// configuration is the old or the new one, what hagen started on the node ends by
// itself and leaves nothing behind, and the next apply succeeds.
func (v *victim) killedEverywhere(by way, node string) {
	v.t.Helper()
	sheet, before := v.other(), v.has(oldName, newName)
	v.t.Log("while saving")
	r := v.gated(by, node, sheet, whileSaving)
	r.kill()
	v.open(node, whileSaving)
	v.quiet(node)
	v.has(before)

	v.t.Log("before the write")
	r = v.begin(to(v.address(by), "apply", sheet)...)
	r.at(apply.Writing)
	r.kill()
	v.quiet(node)
	v.has(before, sheet)

	for _, g := range []gate{beforeWrite, afterWrite} {
		v.t.Logf("in the write: %s", g)
		v.idle()
		sheet = v.other()
		r = v.gated(by, node, sheet, g)
		r.kill()
		v.open(node, g)
		v.quiet(node)
		v.has(sheet) // the patch is the node's by then
	}

	v.t.Log("while waiting")
	v.idle()
	sheet = v.other()
	r = v.begin(to(v.address(by), "apply", sheet)...)
	r.at(apply.Settling)
	r.kill()
	v.has(sheet)
	v.quiet(node)

	v.killedOnTheWayBack(by, node)
	v.killedAnyTime(by, node)
	v.hagen(0, to("local:", "apply", newName, "--yes", "--allow", "busy")...)
	v.reach("what the sheet says runs", func(s *lab.State) bool { return s.AllOn("node02", "two") && len(s.On("one")) == 1 })
}

// killedOnTheWayBack kills hagen during a rollback: before and during the write.
func (v *victim) killedOnTheWayBack(by way, node string) {
	v.t.Helper()
	for _, inWrite := range []bool{false, true} {
		v.t.Logf("rolling back, in the write: %t", inWrite)
		v.toOld()
		r := v.begin(to(v.address(by), "apply", failingName, "--rollback")...)
		r.at(apply.Settling)
		if inWrite {
			v.close(node, beforeWrite)
			r.waits(node, beforeWrite)
		} else {
			r.at(apply.RollingBack)
		}
		r.kill()
		v.open(node, beforeWrite)
		v.quiet(node)
		switch there := v.configuration(); {
		case there == v.is[oldName]:
		case inWrite:
			v.t.Errorf("the rollback was sent, and the configuration is\n%s", there)
		default: // that of the sheet that fails
			v.hagen(0, "diff", failingName, "local:", "--target", installed)
			v.hagen(0, "rollback", "--to", v.address(by), "--yes", "--allow", "busy,remove")
			v.has(oldName)
		}
	}
}

// killedAnyTime kills hagen after increasing times, up to a little more than a
// whole apply.
func (v *victim) killedAnyTime(by way, node string) {
	v.t.Helper()
	const times = 6
	v.toOld()
	r, begin := v.begin(to(v.address(by), "apply", newName)...), time.Now()
	r.at(apply.Settling)
	whole := time.Since(begin) * 5 / 4
	r.end(0)
	tally := map[bool]int{}
	for i := range times {
		sheet := v.other()
		r := v.begin(to(v.address(by), "apply", sheet, "--allow", "busy")...)
		time.Sleep(whole * time.Duration(i+1) / times)
		r.kill()
		v.quiet(node)
		tally[v.has(oldName, newName) == sheet]++
	}
	v.t.Logf("killed at %d times within %s: %d times the old configuration, %d times the new one", times, whole, tally[false], tally[true])
}

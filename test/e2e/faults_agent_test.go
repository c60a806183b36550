//go:build linux

package e2e

import (
	"strings"
	"testing"

	"hagen/internal/apply"
	"hagen/test/lab"
)

// TestAgentKilled kills the agent at each step of an order. systemd starts it
// again; it reports that nothing was changed, or finishes the order, and the client
// on the workstation receives the result.
func TestAgentKilled(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	v.openGatedAgent()
	for _, c := range []struct {
		at    gate
		wrote bool
		says  string
	}{
		{whileSaving, false, "the agent was stopped before anything was written"},
		{beforeWrite, false, "the agent was stopped before anything was written"},
		{afterWrite, true, `"settled":true`},
	} {
		v.idle()
		was, sheet := v.has(oldName, newName), v.other()
		r := v.gated(byAgent, "node01", sheet, c.at)
		v.killAgent()
		v.open("node01", c.at)
		want, exit := was, 1
		if c.wrote {
			want, exit = sheet, 0
		}
		if said := r.end(exit); !strings.Contains(said, c.says) {
			t.Errorf("killed at the gate %s, it says\n%s", c.at, said)
		}
		v.quiet("node01")
		v.has(want)
	}

	// During the rollback: the next run finishes it.
	v.toOld()
	r := v.begin(to(v.address(byAgent), "apply", failingName, "--rollback")...)
	r.at(apply.Settling)
	v.close("node01", beforeWrite)
	r.waits("node01", beforeWrite)
	v.killAgent()
	v.open("node01", beforeWrite)
	if said := r.end(1); !strings.Contains(said, "rolled back to the previous configuration") {
		t.Errorf("killed during the rollback, it says\n%s", said)
	}
	v.has(oldName)

	// At the second of the two writes of a rollback: the next run does it.
	r = v.toFresh(byAgent, afterWrite)
	v.close("node01", beforeWrite)
	v.open("node01", afterWrite)
	r.waits("node01", beforeWrite)
	v.killAgent()
	v.open("node01", beforeWrite)
	r.end(0)
	v.has(fresh)
}

// killAgent sends SIGKILL to the agent; systemd also kills what it started.
func (v *victim) killAgent() {
	v.t.Helper()
	v.run("node01", "systemctl", "kill", "--signal=KILL", "--kill-whom=main", "hagen-agent")
}

// TestAgentOrders tests that an order continues when its client disappears, that a
// second client is told who gave the first order, that an order is rolled back when
// a resource does not start, that no order starts when the journal cannot be
// written, and that strangers are refused.
func TestAgentOrders(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}})
	v.openGatedAgent()
	agent := v.address(byAgent)

	gone := v.gated(byAgent, "node01", newName, beforeWrite)
	gone.kill()
	if said := v.hagen(1, to(agent, "apply", newName, "--yes")...); !strings.Contains(said, "key desk") {
		t.Errorf("the second of two does not hear who is at work:\n%s", said)
	}
	v.open("node01", beforeWrite)
	v.reach("the order whose client is gone comes to its end", func(s *lab.State) bool { return s.AllOn("node02", "two") })
	v.idle()
	v.has(newName)
	v.do(v.WaitFor(t.Context(), soon, "the log tells the end", func() bool {
		log := strings.Split(strings.TrimSpace(v.run("node01", "cat", "/var/lib/hagen/log.jsonl")), "\n")
		return strings.Contains(log[len(log)-1], `"result":"settled"`) && strings.Contains(log[len(log)-1], "key desk")
	}))
	if said := v.hagen(0, to(agent, "apply", newName, "--yes")...); !strings.Contains(said, "nothing to do") {
		t.Errorf("once more:\n%s", said)
	}

	v.hagen(0, to(agent, "apply", oldName, "--yes")...)
	if said := v.hagen(1, to(agent, "apply", failingName, "--yes", "--rollback")...); !strings.Contains(said, "two failed on node02: start") ||
		!strings.Contains(said, "rolled back to the previous configuration") {
		t.Errorf("of a resource that does not start it says\n%s", said)
	}
	v.has(oldName)

	v.fullDisk()
	v.strangers()
}

// fullDisk fills the disk with the agent's saved configurations and journal: before
// an order, and in the middle of one.
func (v *victim) fullDisk() {
	v.t.Helper()
	agent, disk := v.address(byAgent), "/var/lib/hagen"
	v.run("node01", "systemctl", "stop", "hagen-agent")
	v.run("node01", "mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", disk)
	v.run("node01", "systemctl", "start", "hagen-agent")
	fill := func() { v.run("node01", "sh", "-c", "! head -c 2M /dev/zero >"+disk+"/full") }
	fill()
	v.idle()
	if said := v.hagen(1, to(agent, "apply", newName, "--yes")...); !strings.Contains(said, "nothing was changed: the agent cannot write its journal") {
		v.t.Errorf("with a full disk it says\n%s", said)
	}
	v.has(oldName)

	v.run("node01", "rm", disk+"/full")
	r := v.gated(byAgent, "node01", newName, beforeSave)
	fill()
	v.open("node01", beforeSave)
	if said := r.end(1); !strings.Contains(said, "cannot be saved, so nothing was changed") {
		v.t.Errorf("with a disk that fills up it says\n%s", said)
	}
	v.has(oldName)

	v.run("node01", "rm", disk+"/full")
	v.hagen(0, to(agent, "apply", newName, "--yes")...)
	v.has(newName)
}

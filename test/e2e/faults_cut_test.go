//go:build linux

package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/test/lab"
)

// lost is how long a node must be unreachable until its clients consider it lost.
const lost = 25 * time.Second

// gatedAgent gives the hardened agent write access to the gates, so that it can
// wait there.
const gatedAgent = "[Service]\nReadWritePaths=-/var/gate\n"

// openGatedAgent starts the agent on node01, with gates.
func (v *victim) openGatedAgent() {
	v.t.Helper()
	v.do(v.Host("node01").WriteFile("/etc/systemd/system/hagen-agent.service.d/gates.conf", gatedAgent, 0o644))
	v.openAgent()
}

// TestNetworkCut cuts the network between hagen and its node; the nodes can still
// reach each other.
func TestNetworkCut(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}, Networks: []lab.Network{
		{Card: "eth0", Switch: "10.155.0.1/24"}, {Card: "eth1", Switch: "10.156.0.1/24", Ring: true}}})
	v.openGatedAgent()
	ssh := v.address(overSSH)

	// During the write, and for longer than hagen waits: the node continues.
	cutOff := v.gated(overSSH, "node02", newName, beforeWrite)
	v.do(v.Cut("node02", "eth0"))
	v.open("node02", beforeWrite)
	v.quiet("node02")
	v.has(newName)
	v.idle()

	// The agent carries its order to the end meanwhile.
	carried := v.gated(byAgent, "node01", oldName, beforeWrite)
	v.do(v.Cut("node01", "eth0"))
	v.open("node01", beforeWrite)
	v.reach("the agent has taken the resource away", func(s *lab.State) bool { return len(s.On("two")) == 0 && len(s.On("one")) == 1 })
	v.has(oldName)
	if said := cutOff.end(1); !strings.Contains(said, "it is not known whether the configuration was written") {
		t.Errorf("cut off during the write:\n%s", said)
	}
	v.do(v.Heal("node01"))
	v.do(v.Heal("node02"))
	if said := carried.end(0); !strings.Contains(said, `"settled":true`) {
		t.Errorf("the agent's order:\n%s", said)
	}
	v.hagen(0, to(ssh, "apply", oldName, "--yes")...) // nothing to do

	// During the wait, and back in time.
	r := v.begin(to(ssh, "apply", newName)...)
	r.at(apply.Settling)
	v.do(v.Cut("node02", "eth0"))
	time.Sleep(lost)
	v.do(v.Heal("node02"))
	r.end(0)
	v.has(newName)
}

// TestNodeCrashes crashes the node that hagen uses. The other node has the true
// state; hagen never reports success wrongly.
func TestNodeCrashes(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02"}, StartAtBoot: true})
	v.openGatedAgent()
	for _, c := range []struct {
		by      way
		node    string
		inWrite bool
		exits   []int
	}{
		{overSSH, "node02", true, []int{1}},
		{overSSH, "node02", false, []int{0, 1}}, // hagen may or may not reach the node again
		{byAgent, "node01", true, []int{1}},
		{byAgent, "node01", false, []int{0}}, // its next run continues
	} {
		v.idle()
		was, sheet := v.has(oldName, newName), v.other()
		t.Logf("by %s, in the write: %t", c.by, c.inWrite)
		var r *running
		want := sheet
		if c.inWrite {
			want = was
			r = v.gated(c.by, c.node, sheet, beforeWrite)
		} else {
			r = v.begin(to(v.address(c.by), "apply", sheet)...)
			r.at(apply.Settling)
		}
		v.do(v.Crash(c.node))
		witness := v.Config.Nodes[1-slices.Index(v.Config.Nodes, c.node)]
		v.hasOn(witness, want)
		v.boot(c.node)
		r.end(c.exits...)
		v.open(c.node, beforeWrite)
		for _, node := range v.Config.Nodes {
			v.hasOn(node, want)
		}
	}
}

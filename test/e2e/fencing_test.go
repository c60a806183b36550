//go:build linux

package e2e

import (
	"slices"
	"testing"

	"hagen/test/lab"
)

// TestFencing tests the lab itself with three nodes: a node that is cut off is
// fenced and stays out until it is healed, one that crashes is fenced and comes
// back.
func TestFencing(t *testing.T) {
	w := start(t, lab.Config{Nodes: []string{"node01", "node02", "node03"}, Fencing: &lab.Fencing{}, StartAtBoot: true})
	fencing := w.Config.Fencing
	for i, node := range w.Config.Nodes {
		w.run("node01", "pcs", "stonith", "create", "fence-"+node, "fence_ipmilan", "pcmk_host_list="+node, "ip="+fencing.Addresses[i],
			"username="+fencing.User, "password="+fencing.Password, "lanplus=1")
	}
	fenced := func(node string) func(*lab.State) bool {
		return func(s *lab.State) bool {
			return slices.Contains(s.Fencing, lab.FencingEvent{Action: "reboot", Target: node, Status: "success"})
		}
	}
	all := func(s *lab.State) bool { return slices.Equal(s.Online(), w.Config.Nodes) }
	w.reach("all devices run", func(s *lab.State) bool {
		return len(s.On("fence-node01")) == 1 && len(s.On("fence-node02")) == 1 && len(s.On("fence-node03")) == 1
	})

	w.do(w.Cut("node03"))
	w.reach("node03, cut off, was fenced", fenced("node03"))
	w.do(w.Settled(t.Context(), "node03"))
	w.stays("node03, still cut off, is not back", func(s *lab.State) bool {
		return slices.Equal(s.Online(), []string{"node01", "node02"}) && !s.Node("node03").Unclean
	})
	w.do(w.Heal("node03"))
	w.reach("node03 is back", all)

	w.do(w.Crash("node02"))
	w.reach("node02, crashed, was fenced", fenced("node02"))
	w.do(w.Settled(t.Context(), "node02"))
	w.reach("node02 is back", all)
	for node, want := range map[string][]string{"node01": {"on"}, "node02": {"on", "off", "on"}, "node03": {"on", "off", "on"}} {
		if got := w.Switched(node); !slices.Equal(got, want) {
			t.Errorf("the power of %s was switched %v, want %v", node, got, want)
		}
	}
}

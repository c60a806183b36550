//go:build linux

package lab

import (
	"os"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// state reads what crm_mon printed on the hosts of seed 003.
func state(t *testing.T, file string) *State {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	s, err := parseState(data)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestStateAfterAFailover is haproxy killed on node01.
func TestStateAfterAFailover(t *testing.T) {
	s := state(t, "testdata/failed-over.xml")
	ping := map[string]string{"ping-status": "1"}
	wantNodes := []NodeState{
		{Name: "node01", Online: true, DC: true, Attributes: ping, FailCounts: map[string]string{"haproxy": "1"}},
		{Name: "node02", Online: true, Attributes: ping, FailCounts: map[string]string{}},
	}
	if diff := cmp.Diff(wantNodes, s.Nodes); diff != "" {
		t.Errorf("nodes (-want +got):\n%s", diff)
	}
	started := func(id, agent, group, clone, node string) ResourceState {
		return ResourceState{ID: id, Agent: agent, Role: "Started", Active: true, Managed: true, Nodes: []string{node}, Group: group, Clone: clone}
	}
	wantResources := []ResourceState{
		started("fence1-ipmilan", "stonith:fence_ipmilan", "", "", "node02"),
		started("fence2-ipmilan", "stonith:fence_ipmilan", "", "", "node01"),
		started("ipaddr", "ocf:heartbeat:IPaddr2", "haproxy-group", "", "node02"),
		started("haproxy", "systemd:haproxy", "haproxy-group", "", "node02"),
		started("ping", "ocf:pacemaker:ping", "", "ping-clone", "node01"),
		started("ping", "ocf:pacemaker:ping", "", "ping-clone", "node02"),
	}
	if diff := cmp.Diff(wantResources, s.Resources); diff != "" {
		t.Errorf("resources (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Failure{{"haproxy_monitor_10000", "node01", "not running"}}, s.Failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
	if got := s.On("ping"); !slices.Equal(got, []string{"node01", "node02"}) {
		t.Errorf("ping is on %v", got)
	}
	if !s.AllOn("node02", "ipaddr", "haproxy") || s.AllOn("node01", "ipaddr") || s.AllOn("node02", "ping") || s.AllOn("node02") || s.AllOn("node02", "nosuch") {
		t.Error("AllOn: a group is on its node, a clone on two, what is not there on none")
	}
	if got := s.Online(); !slices.Equal(got, []string{"node01", "node02"}) {
		t.Errorf("online are %v", got)
	}
}

// TestStateAfterAFencing is node02 crashed and fenced.
func TestStateAfterAFencing(t *testing.T) {
	s := state(t, "testdata/fenced.xml")
	if diff := cmp.Diff([]FencingEvent{{"reboot", "node02", "success"}}, s.Fencing); diff != "" {
		t.Errorf("fencing (-want +got):\n%s", diff)
	}
	if got := s.Online(); !slices.Equal(got, []string{"node01"}) {
		t.Errorf("online are %v", got)
	}
	if n := s.Node("node02"); n.Name != "node02" || n.Online || n.Unclean {
		t.Errorf("node02 is %+v", n)
	}
	if !s.AllOn("node01", "ipaddr", "haproxy", "fence2-ipmilan") || len(s.On("fence1-ipmilan")) > 0 {
		t.Error("what could run on node01 is not there, or what could not is")
	}
}

func TestStateOfNothing(t *testing.T) {
	if _, err := parseState([]byte("crm_mon: not connected")); err == nil {
		t.Error("what is not XML was read as a state")
	}
}

// TestStateOfABundle is a bundle of two replicas: each has its container, the
// connection to it and the resource inside, which runs on a guest node.
func TestStateOfABundle(t *testing.T) {
	s := state(t, "testdata/bundle.xml")
	for id, want := range map[string][]string{"box-podman-0": {"node01"}, "box-1": {"node02"}, "inner": {"box-0", "box-1"}} {
		if got := s.On(id); !slices.Equal(got, want) {
			t.Errorf("%s is on %v, want %v", id, got, want)
		}
	}
	inner := ResourceState{ID: "inner", Agent: "ocf:pacemaker:Stateful", Role: "Promoted", Active: true, Managed: true, Nodes: []string{"box-0"}, Clone: "box"}
	if diff := cmp.Diff(inner, s.Resources[0]); diff != "" {
		t.Errorf("the first replica (-want +got):\n%s", diff)
	}
}

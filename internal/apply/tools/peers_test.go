package tools

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOthers(t *testing.T) {
	// As corosync 3.1.7 on a node of three, two networks.
	got := others(`nodelist.local_node_pos (u32) = 1
nodelist.node.0.name (str) = node01
nodelist.node.0.nodeid (u32) = 1
nodelist.node.0.ring0_addr (str) = 10.155.0.11
nodelist.node.0.ring1_addr (str) = 10.156.0.11
nodelist.node.1.name (str) = node02
nodelist.node.1.ring0_addr (str) = 10.155.0.12
nodelist.node.2.ring0_addr (str) = node03
nodelist.node.2.name (str) = node03
`)
	want := [][]string{{"node01", "10.155.0.11", "10.156.0.11"}, {"node03"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

package pcmk

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestReadSimulation reads what crm_simulate 2.1.5 said of a node that is lost.
func TestReadSimulation(t *testing.T) {
	s, err := ReadSimulation(read(t, "simulate-fence.xml"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Effect{
		{Action: "fence", Node: "node01", Reason: "peer is no longer part of the cluster"},
		{Action: "move", Resource: "ipaddr", Node: "node01", Dest: "node02"},
		{Action: "move", Resource: "haproxy", Node: "node01", Dest: "node02"},
		{Action: "stop", Resource: "ping", Node: "node01", Reason: "node availability"},
		{Action: "stop", Resource: "fence2-ipmilan", Node: "node01", Reason: "node availability"},
	}
	if diff := cmp.Diff(want, s.Effects); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		id            string
		before, after []string
	}{
		{"ipaddr", []string{"node01"}, []string{"node02"}},
		{"ping", []string{"node01", "node02"}, []string{"node02"}},
		{"fence2-ipmilan", []string{"node01"}, nil},
		{"nothing", nil, nil},
	} {
		before, _ := s.Before.Running(tt.id)
		after, _ := s.After.Running(tt.id)
		if !cmp.Equal(before, tt.before) || !cmp.Equal(after, tt.after) {
			t.Errorf("%s runs on %v and then on %v, want %v and %v", tt.id, before, after, tt.before, tt.after)
		}
	}
	if i := s.After.Find("ipaddr"); i == nil || !cmp.Equal(i.Within, []string{"haproxy-group"}) || i.Role != "Started" || !i.Managed {
		t.Errorf("%+v", i)
	}
}

// TestReadSimulationOfSeveral: of a clone that is one no more crm_simulate 2.1.5
// lists a restart on one node; on the others it stops.
func TestReadSimulationOfSeveral(t *testing.T) {
	s, err := ReadSimulation(read(t, "simulate-unclone.xml"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Effect{
		{Action: "restart", Resource: "x", Node: "n1"},
		{Action: "stop", Resource: "x", Node: "n3"},
		{Action: "stop", Resource: "x", Node: "n2"},
		{Action: "move", Resource: "y", Node: "n1", Dest: "n2"},
	}
	less := func(a, b Effect) int { return strings.Compare(a.Resource+a.Action+a.Node, b.Resource+b.Action+b.Node) }
	slices.SortFunc(want, less)
	got := slices.SortedFunc(slices.Values(s.Effects), less)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestReadStatus reads what crm_mon 2.1.5 said of a cluster with a resource that
// is starting, one that failed and one no node can run.
func TestReadStatus(t *testing.T) {
	s, err := ReadStatus(read(t, "mon.xml"))
	if err != nil {
		t.Fatal(err)
	}
	if s.DC != "node01" || !s.Quorum || s.Maintenance || len(s.Nodes) != 2 || !s.Nodes[0].Online {
		t.Errorf("%+v", s)
	}
	nodes, promoted := s.Running("state")
	if len(nodes) != 2 || promoted != 1 {
		t.Errorf("state runs on %v, promoted %d times", nodes, promoted)
	}
	if i := s.Find("four"); i == nil || i.Pending != "Starting" || i.Active || !cmp.Equal(i.Nodes, []string{"node02"}) {
		t.Errorf("%+v", i)
	}
	failures := []Failure{{Operation: "bad_start_0", Node: "node02", Status: "error", Reason: "Simulated failure", When: "2026-11-20 11:04:48Z", Call: "12", Code: 1}}
	if diff := cmp.Diff(failures, s.Failures); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
	if f := s.Failures[0]; f.Resource() != "bad" || f.Task() != "start" {
		t.Errorf("%s %s", f.Resource(), f.Task())
	}
	if len(s.Probes) != 2 || s.Probes[0].Resource() != "three" || s.Probes[0].Status != "not installed" {
		t.Errorf("probes %+v", s.Probes)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"", "no XML", `<pacemaker-result><status code="102" message="Not connected"><errors><error>crm_mon: no</error></errors></status></pacemaker-result>`} {
		if _, err := ReadStatus([]byte(text)); err == nil {
			t.Errorf("%q is a status", text)
		}
		if _, err := ReadSimulation([]byte(text)); err == nil {
			t.Errorf("%q is a simulation", text)
		}
	}
	if _, err := ReadSimulation([]byte(`<pacemaker-result><status code="0"/></pacemaker-result>`)); err == nil {
		t.Error("nothing is a simulation")
	}
}

func TestFailureNames(t *testing.T) {
	for key, want := range map[string][2]string{
		"a_b_start_0": {"a_b", "start"}, "ping:1_monitor_10000": {"ping", "monitor"}, "odd": {"odd", "odd"},
	} {
		f := Failure{Operation: key}
		if f.Resource() != want[0] || f.Task() != want[1] {
			t.Errorf("%s: %s %s", key, f.Resource(), f.Task())
		}
	}
}

// TestReadHistory: what the status of a CIB remembers is the failures crm_mon
// tells of it, and more; what came since is not part of it.
func TestReadHistory(t *testing.T) {
	old, err := ReadHistory([]byte(`<cib><configuration/><status><node_state uname="node02"><lrm><lrm_resources>
  <lrm_resource id="bad"><lrm_rsc_op id="bad_last_failure_0" operation_key="bad_start_0" call-id="12" rc-code="1" last-rc-change="1795172688"/></lrm_resource>
  <lrm_resource id="ok"><lrm_rsc_op id="ok_monitor_10000" call-id="13" rc-code="0"/></lrm_resource>
</lrm_resources></lrm></node_state></status></cib>`))
	if err != nil {
		t.Fatal(err)
	}
	mon, err := ReadStatus(read(t, "mon.xml"))
	if err != nil {
		t.Fatal(err)
	}
	again := mon.Failures[0]
	again.Call = "17"
	for _, tt := range []struct {
		name string
		f    Failure
		want bool
	}{
		{"remembered", mon.Failures[0], true},
		{"failed again", again, false},
		{"a monitor that failed only now", Failure{Operation: "ok_monitor_10000", Node: "node02", Call: "13", Code: 7}, false},
		{"on another node", Failure{Operation: "bad_start_0", Node: "node01", Call: "12", Code: 1}, false},
	} {
		if got := slices.ContainsFunc(old, tt.f.Same); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
	if _, err := ReadHistory([]byte("no XML")); err == nil {
		t.Error("no XML has a history")
	}
}

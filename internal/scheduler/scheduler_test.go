package scheduler

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestNodesOf(t *testing.T) {
	for name, tt := range map[string]struct {
		configuration string
		want          []string
	}{
		"declared": {`<nodes><node id="2" uname="b"/><node id="1" uname="a"/><node id="r" uname="r" type="remote"/></nodes>
			<constraints><rsc_location node="c"/></constraints>`, []string{"b", "a"}},
		"named by constraints, levels and devices": {`<nodes/><constraints><rsc_location node="n3"/>
			<rsc_location><rule><expression attribute="#uname" operation="eq" value="n2"/><expression attribute="#uname" operation="ne" value="n9"/></rule></rsc_location></constraints>
			<fencing-topology><fencing-level target="n1"/></fencing-topology>
			<resources><primitive class="stonith" id="f"><instance_attributes><nvpair name="pcmk_host_list" value="n4, n5"/><nvpair name="pcmk_host_map" value="n6:1;n1:2"/></instance_attributes></primitive></resources>`,
			[]string{"n1", "n2", "n3", "n4", "n5", "n6"}},
		"not the remote ones": {`<constraints><rsc_location node="n1"/><rsc_location node="far"/><rsc_location node="guest"/></constraints>
			<resources><primitive id="far" type="remote"/><primitive id="vm" type="VirtualDomain"><meta_attributes><nvpair name="remote-node" value="guest"/></meta_attributes></primitive></resources>`,
			[]string{"n1"}},
	} {
		got, err := NodesOf([]byte("<cib><configuration>" + tt.configuration + "</configuration></cib>"))
		if err != nil || !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %v, %v, want %v", name, got, err, tt.want)
		}
	}
	if _, err := NodesOf(nil); err == nil {
		t.Error("nothing is a CIB")
	}
}

func TestWritten(t *testing.T) {
	doc, err := parse([]byte(`<cib><configuration><resources>
		<clone id="c"><primitive id="p" class="ocf" provider="pacemaker" type="ping"><instance_attributes id="i"><nvpair id="h" name="host_list" value="a b c"/><nvpair id="m" name="multiplier" value="100"/></instance_attributes></primitive></clone>
		<primitive id="e" class="ocf" provider="heartbeat" type="ethmonitor"><instance_attributes id="ei"><nvpair id="en" name="interface" value="eth0"/></instance_attributes></primitive>
		<clone id="d-clone"><meta_attributes id="dm"><nvpair id="dp" name="promotable" value="yes"/></meta_attributes><group id="g"><primitive id="d" class="ocf" provider="linbit" type="drbd"/></group></clone>
		<bundle id="b"><podman image="x" promoted-max="1"/><primitive id="in" class="ocf" provider="heartbeat" type="redis"/></bundle>
		<primitive id="plain" class="systemd" type="x"/>
	</resources></configuration></cib>`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Assumption{{"e", "ethmonitor-eth0", "1"}, {"p", "pingd", "300"}, {"in", "master-in", ""}, {"d", "master-d", ""}} // outer ones first
	if got := written(doc); !cmp.Equal(got, want) {
		t.Error(cmp.Diff(want, got))
	}
}

// TestLongest follows the longest way: b waits for a, c for nothing. When b fails
// the transition ends there.
func TestLongest(t *testing.T) {
	g, err := readGraph([]byte(`<transition_graph stonith-timeout="60s">
		<synapse><action_set><crm_event id="1" operation="stonith" on_node="n1"/></action_set><inputs/></synapse>
		<synapse><action_set><rsc_op id="2" operation="start" on_node="n2"><primitive id="b:1"/><attributes CRM_meta_timeout="20000"/></rsc_op></action_set>
			<inputs><trigger><crm_event id="1"/></trigger></inputs></synapse>
		<synapse><action_set><pseudo_event id="3" operation="running"/></action_set><inputs><trigger><rsc_op id="2"/></trigger></inputs></synapse>
		<synapse><action_set><rsc_op id="4" operation="promote" on_node="n2"><primitive id="b:1"/><attributes CRM_meta_timeout="5000"/></rsc_op></action_set>
			<inputs><trigger><pseudo_event id="3"/></trigger></inputs></synapse>
		<synapse><action_set><rsc_op id="5" operation="monitor" on_node="n2"><attributes CRM_meta_timeout="900000"/></rsc_op></action_set>
			<inputs><trigger><rsc_op id="4"/></trigger></inputs></synapse>
		<synapse><action_set><rsc_op id="6" operation="start" on_node="n2"><primitive id="c"/><attributes CRM_meta_timeout="30000"/></rsc_op></action_set><inputs/></synapse>
	</transition_graph>`))
	if err != nil {
		t.Fatal(err)
	}
	if got := g.longest(nil); got != 85*time.Second {
		t.Errorf("it takes %v", got)
	}
	if got := g.longest([]Op{{Resource: "b", Task: "start", Node: "n2"}}); got != 80*time.Second {
		t.Errorf("with a start that fails it takes %v", got)
	}
	if g.empty() {
		t.Error("nothing to do")
	}
}

func TestOptions(t *testing.T) {
	q := Question{Up: []string{"n1"}, Down: []string{"n2"}, Crash: []string{"n3; reboot"},
		Happened: []Op{{"ping", "monitor", 10 * time.Second, "n1", 7}}, Failing: []Op{{"db", "start", 0, "n1", 1}}}
	want := "--node-up=n1|--node-down=n2|--node-fail=n3; reboot|--op-inject=ping_monitor_10000@n1=7|--op-fail=db_start_0@n1=1"
	if got := strings.Join(q.Options(), "|"); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

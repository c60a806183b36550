package apply

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hagen/internal/apply/pcmk"
	"hagen/test/need"
)

// scheduler is a fake whose simulations are the real crm_simulate's.
type scheduler struct{ *fake }

func (s scheduler) Simulate(ctx context.Context, cib []byte) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "crm_simulate", "--xml-pipe", "--simulate", "--output-as=xml")
	cmd.Stdin = bytes.NewReader(cib)
	return cmd.Output()
}

// live is the CIB of a real cluster in which a runs on node01, b on node02, and
// the clone dc of c on both, with changes.
func live(t *testing.T, changes ...string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/live.xml")
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(changes); i += 2 {
		if !bytes.Contains(data, []byte(changes[i])) {
			t.Fatalf("the CIB does not hold %s", changes[i])
		}
		data = bytes.Replace(data, []byte(changes[i]), []byte(changes[i+1]), 1)
	}
	return data
}

// Changes of the live CIB.
const (
	constraintsAt = `<constraints/>`
	primitiveB    = `<primitive id="b" class="ocf" type="Dummy" provider="pacemaker">`
	nodeOne       = `<node id="1" uname="node01"/>`
	fencingOff    = `<nvpair id="cib-bootstrap-options-stonith-enabled" name="stonith-enabled" value="false"/>`
)

// failedStart is a start of a resource that failed on a node, and the stop after it.
func failedStart(id, node string) string {
	return `<lrm_rsc_op id="` + id + `_last_failure_0" operation_key="` + id + `_start_0" operation="start" crm_feature_set="3.16.1" transition-key="1:1:0:36d815a4-a0f1-4ab8-83f2-64624a158506" transition-magic="0:1;1:1:0:36d815a4-a0f1-4ab8-83f2-64624a158506" on_node="` + node + `" call-id="99" rc-code="1" op-status="0" interval="0" last-rc-change="1795733075" exec-time="16" queue-time="0"/>` + "\n" + `<lrm_rsc_op id="` + id + `_last_0" operation_key="` + id + `_stop_0" operation="stop" crm_feature_set="3.16.1" transition-key="2:2:0:36d815a4-a0f1-4ab8-83f2-64624a158506" transition-magic="0:0;2:2:0:36d815a4-a0f1-4ab8-83f2-64624a158506" on_node="` + node + `" call-id="100" rc-code="0" op-status="0" interval="0" last-rc-change="1795733076" exec-time="16" queue-time="0"/>`
}

// TestWanted: what a configuration asks for is what the real scheduler would run
// if nothing had failed. An administrator's decisions count, an agent's
// attributes do not.
func TestWanted(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	stopped := primitiveB + `<meta_attributes id="b-m"><nvpair id="b-m-t" name="target-role" value="Stopped"/></meta_attributes>`
	ping := `<constraints><rsc_location id="p" rsc="b"><rule id="p-r" score="-INFINITY"><expression id="p-e" attribute="pingd" operation="not_defined"/></rule></rsc_location></constraints>`
	for _, tt := range []struct {
		name    string
		changes []string
		runs    bool // the scheduler would have it run as things are
		wanted  bool // the configuration asks for it
	}{
		{"as it is", nil, true, true},
		{"failed everywhere", nil, false, true},
		{"target-role", []string{primitiveB, stopped}, false, false},
		{"the dependant of a stopped one", []string{constraintsAt, `<constraints><rsc_colocation id="k" rsc="b" with-rsc="a" score="INFINITY"/></constraints>`,
			`<primitive id="a" class="ocf" type="Dummy" provider="pacemaker">`, `<primitive id="a" class="ocf" type="Dummy" provider="pacemaker"><meta_attributes id="a-m"><nvpair id="a-m-t" name="target-role" value="Stopped"/></meta_attributes>`}, false, false},
		{"a ticket that was never granted", []string{constraintsAt, `<constraints><rsc_ticket id="k" rsc="b" ticket="T"/></constraints>`}, false, false},
		{"banned from every node", []string{constraintsAt, `<constraints><rsc_location id="k" rsc="b" node="node01" score="-INFINITY"/><rsc_location id="l" rsc="b" node="node02" score="-INFINITY"/></constraints>`}, false, false},
		{"no ping yet", []string{constraintsAt, ping}, false, true},
		{"a rule on an attribute of the configuration", []string{constraintsAt, strings.Replace(ping, `attribute="pingd" operation="not_defined"`, `attribute="site" operation="defined"`, 1),
			nodeOne, `<node id="1" uname="node01"><instance_attributes id="n1"><nvpair id="n1-s" name="site" value="west"/></instance_attributes></node>`,
			`<node id="2" uname="node02"/>`, `<node id="2" uname="node02"><instance_attributes id="n2"><nvpair id="n2-s" name="site" value="east"/></instance_attributes></node>`}, false, false},
		{"its node is down", []string{constraintsAt, `<constraints><rsc_location id="k" rsc="b" node="node01" score="-INFINITY"/></constraints>`,
			`uname="node02" in_ccm="true" crmd="online"`, `uname="node02" in_ccm="false" crmd="offline"`}, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cib := live(t, tt.changes...)
			if tt.name == "failed everywhere" {
				cib = failsEverywhere(t)
			}
			c := scheduler{newFake()}
			now, err := simulate(t.Context(), c, cib)
			if err != nil {
				t.Fatal(err)
			}
			want, err := wanted(t.Context(), c, cib)
			if err != nil {
				t.Fatal(err)
			}
			runs, _ := now.After.Running("b")
			should, _ := want.Running("b")
			if len(runs) > 0 != tt.runs || len(should) > 0 != tt.wanted {
				t.Errorf("it would run on %v, it is wanted on %v", runs, should)
			}
		})
	}
}

// failsEverywhere is the live CIB after b failed to start on both nodes.
func failsEverywhere(t *testing.T) []byte {
	t.Helper()
	data := string(live(t))
	for id, node := range map[string]string{"1": "node01", "2": "node02"} {
		_, rest, _ := strings.Cut(data, `<node_state id="`+id+`"`)
		_, after, found := strings.Cut(rest, `<lrm_resource id="b"`)
		if !found {
			t.Fatalf("the CIB knows nothing of b on %s", node)
		}
		whole, _, _ := strings.Cut(after, `</lrm_resource>`)
		whole = `<lrm_resource id="b"` + whole
		head, _, _ := strings.Cut(whole, ">")
		data = strings.Replace(data, whole, head+">"+failedStart("b", node), 1)
		attributes := `<instance_attributes id="status-` + id + `">`
		data = strings.Replace(data, attributes, attributes+`<nvpair id="f-`+id+`" name="fail-count-b#start_0" value="INFINITY"/>`, 1)
	}
	return []byte(data)
}

// TestHeld: what a cluster leaves undone because it does not manage something is
// what the real scheduler would do otherwise.
func TestHeld(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	changed := []string{`name="fake" value="one"`, `name="fake" value="two"`}
	for _, tt := range []struct {
		name    string
		changes []string
		want    []Held
	}{
		{"everything is managed", nil, nil},
		{"maintenance mode", []string{fencingOff, fencingOff + `<nvpair id="mm" name="maintenance-mode" value="Yes"/>`}, []Held{{pcmk.Effect{Action: "reload", Resource: "a", Node: "node01"}, ByCluster}}},
		{"its node is in maintenance", []string{nodeOne, `<node id="1" uname="node01"><instance_attributes id="n1"><nvpair id="n1-m" name="maintenance" value="true"/></instance_attributes></node>`},
			[]Held{{pcmk.Effect{Action: "reload", Resource: "a", Node: "node01"}, ByNode}}},
		{"is-managed", []string{`<primitive id="a" class="ocf" type="Dummy" provider="pacemaker">`, `<primitive id="a" class="ocf" type="Dummy" provider="pacemaker"><meta_attributes id="a-m"><nvpair id="a-m-t" name="is-managed" value="false"/></meta_attributes>`},
			[]Held{{pcmk.Effect{Action: "reload", Resource: "a", Node: "node01"}, ByResource}}},
		{"another one is not managed", []string{primitiveB, primitiveB + `<meta_attributes id="b-m"><nvpair id="b-m-t" name="is-managed" value="false"/></meta_attributes>`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cib := live(t, slices.Concat(changed, tt.changes)...)
			c := scheduler{newFake()}
			then, err := simulate(t.Context(), c, cib)
			if err != nil {
				t.Fatal(err)
			}
			got, err := held(t.Context(), c, cib, then)
			if err != nil || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("%+v, %v, want %+v", got, err, tt.want)
			}
		})
	}
}

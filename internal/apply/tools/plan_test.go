package tools

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
)

// running is a CIB of three nodes on which Pacemaker's own scheduler started what
// is configured, section by section.
func running(t *testing.T, properties, nodes, resources, constraints string) string {
	t.Helper()
	const state = `<node_state id="%d" uname="n%d" in_ccm="true" crmd="online" join="member" expected="member">%s</node_state>`
	status := ""
	for i := range 3 {
		scores := fmt.Sprintf(`<transient_attributes id="%d"><instance_attributes id="t%d"><nvpair id="t%d-s" name="master-st" value="%d"/></instance_attributes></transient_attributes>`, i+1, i+1, i+1, 30-i)
		status += fmt.Sprintf(state, i+1, i+1, scores)
	}
	cib := configured(properties, nodes, resources, constraints)
	cib = strings.Replace(cib, "<status/>", "<status>"+status+"</status>", 1)
	_, from := file(t, cib) // looks for the tools
	to := filepath.Join(t.TempDir(), "running.xml")
	if out, err := exec.Command("crm_simulate", "--xml-file", from, "--simulate", "--quiet", "--save-output", to).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	live, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return string(live)
}

// configured is a CIB without a status.
func configured(properties, nodes, resources, constraints string) string {
	if nodes == "" {
		nodes = `<node id="1" uname="n1"/><node id="2" uname="n2"/><node id="3" uname="n3"/>`
	}
	if !strings.Contains(properties, "stonith-enabled") {
		properties = property("stonith-enabled", "false") + properties
	}
	return `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="11" num_updates="4" admin_epoch="0" have-quorum="1"><configuration>` +
		`<crm_config><cluster_property_set id="cib-bootstrap-options">` + properties + `</cluster_property_set></crm_config>` +
		`<nodes>` + nodes + `</nodes><resources>` + resources + `</resources><constraints>` + constraints + `</constraints></configuration><status/></cib>`
}

func property(name, value string) string {
	return fmt.Sprintf(`<nvpair id="p-%s" name="%s" value="%s"/>`, name, name, value)
}

// dummy is a primitive; each pair is NAME=VALUE of its meta attributes.
func dummy(id string, meta ...string) string {
	return `<primitive id="` + id + `" class="ocf" provider="pacemaker" type="Dummy">` + metas(id, meta...) + `</primitive>`
}

func metas(id string, pairs ...string) string {
	out := ""
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		out += fmt.Sprintf(`<nvpair id="%s-%s" name="%s" value="%s"/>`, id, name, name, value)
	}
	if out == "" {
		return ""
	}
	return `<meta_attributes id="` + id + `-meta">` + out + `</meta_attributes>`
}

func clone(id, inside string, meta ...string) string {
	return `<clone id="` + id + `">` + metas(id, meta...) + inside + `</clone>`
}

func location(id, rsc, node, score string) string {
	return fmt.Sprintf(`<rsc_location id="%s" rsc="%s" node="%s" score="%s"/>`, id, rsc, node, score)
}

// nodeAttribute is an attribute inside a node.
func nodeAttribute(node, name, value string) string {
	return fmt.Sprintf(`<instance_attributes id="a-%s"><nvpair id="a-%s-%s" name="%s" value="%s"/></instance_attributes>`, node, node, name, name, value)
}

// inNode gives n1 an attribute.
func inNode(live, name, value string) string {
	return strings.Replace(live, `<node id="1" uname="n1"/>`, `<node id="1" uname="n1">`+nodeAttribute("n1", name, value)+`</node>`, 1)
}

const (
	stateful = `<primitive id="st" class="ocf" provider="pacemaker" type="Stateful"/>`
	fence    = `<primitive id="f" class="stonith" type="fence_dummy"/>`
	// onPromoted needs the promoted instance of the clone prom.
	onPromoted = `<rsc_colocation id="co" rsc="y" with-rsc="prom" with-rsc-role="Promoted" score="INFINITY"/>` +
		`<rsc_order id="or" first="prom" first-action="promote" then="y" then-action="start"/>`
)

// parts are the sections of a CIB.
type parts struct{ properties, nodes, resources, constraints string }

func (p parts) configured() string {
	return configured(p.properties, p.nodes, p.resources, p.constraints)
}

// told is a risk the way the plan tells it: the word, what it is about, why.
func told(r apply.Risk) string {
	out := string(r.Danger)
	for i, item := range r.Items {
		out += " " + item
		if i < len(r.Reasons) && !r.Reasons[i].IsZero() {
			out += " (" + r.Reasons[i].String() + ")"
		}
	}
	if r.Demotes {
		out += " demotes"
	}
	return out
}

func does(p *apply.Plan) []string {
	var out []string
	for _, e := range p.Effects {
		s := strings.Join(strings.Fields(e.Action+" "+e.Resource+" "+e.Node+" "+e.Dest), " ")
		if e.Reason != "" {
			s += " (" + e.Reason + ")"
		}
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}

// TestPlanDangers lets Pacemaker's own scheduler say what comes of a change, and
// looks at what the plan makes of it.
func TestPlanDangers(t *testing.T) {
	everywhere := func(id, rsc, score string) string {
		return location(id+"1", rsc, "n1", score) + location(id+"2", rsc, "n2", score) + location(id+"3", rsc, "n3", score)
	}
	maintained := `<node id="1" uname="n1"><instance_attributes id="na"><nvpair id="nb" name="maintenance" value="true"/></instance_attributes></node><node id="2" uname="n2"/><node id="3" uname="n3"/>`
	standby := strings.ReplaceAll(maintained, "maintenance", "standby")
	woken := strings.ReplaceAll(standby, `value="true"`, `value="off"`)
	tests := []struct {
		name          string
		live, sheet   parts
		since         func(live string) string // what happened to the cluster after it started
		risks, effect []string
	}{
		{name: "what runs is removed", live: parts{resources: dummy("x") + dummy("y")}, sheet: parts{resources: dummy("x")},
			risks: []string{"remove y (ocf:pacemaker:Dummy)"}, effect: []string{"stop y n2 (removed)"}},
		{name: "what does not run is removed", live: parts{resources: dummy("x") + dummy("y", "target-role=Stopped")}, sheet: parts{resources: dummy("x")}},
		{name: "disabled", live: parts{resources: dummy("x")}, sheet: parts{resources: dummy("x", "target-role=Stopped")},
			risks: []string{"disable x"}, effect: []string{"stop x n1 (target-role Stopped)"}},
		{name: "disabled by the clone around", live: parts{resources: clone("c", dummy("x"))}, sheet: parts{resources: clone("c", dummy("x"), "target-role=Stopped")},
			risks: []string{"disable x"}, effect: []string{"stop x n1 (target-role Stopped)", "stop x n2 (target-role Stopped)", "stop x n3 (target-role Stopped)"}},
		{name: "an operator's disable ends", live: parts{resources: dummy("x", "target-role=Stopped")}, sheet: parts{resources: dummy("x")},
			risks: []string{"enable x"}, effect: []string{"start x n1"}},
		{name: "the demotion an operator wanted ends", live: parts{resources: clone("prom", stateful, "promotable=true", "target-role=Slave")}, sheet: parts{resources: clone("prom", stateful, "promotable=true")},
			risks: []string{"enable st (target-role Unpromoted)"}, effect: []string{"promote st n1"}},
		{name: "an operator's unmanage ends", live: parts{resources: dummy("x", "is-managed=false")}, sheet: parts{resources: dummy("x")}, risks: []string{"manage x"},
			effect: []string{"start x n1"}},
		{name: "unmanaged", live: parts{resources: dummy("x") + dummy("y")}, sheet: parts{resources: dummy("x", "is-managed=false") + dummy("y")}, risks: []string{"unmanage x"}},
		{name: "all unmanaged", live: parts{resources: dummy("x")}, sheet: parts{properties: property("maintenance-mode", "true"), resources: dummy("x")},
			risks: []string{"unmanage maintenance-mode=true"}},
		{name: "a node's maintenance ends", live: parts{nodes: maintained, resources: dummy("x")},
			sheet: parts{nodes: strings.ReplaceAll(maintained, `"true"`, `"false"`), resources: dummy("x")}, risks: []string{"manage n1"}},
		{name: "what is on the node goes with the node", live: parts{resources: dummy("x")}, since: func(live string) string { return inNode(live, "maintenance", "true") },
			sheet: parts{nodes: strings.ReplaceAll(maintained, `"true"`, `"false"`), resources: dummy("x")}, risks: []string{"manage n1"}},
		{name: "one node of a clone stays in maintenance", live: parts{resources: clone("c", dummy("x"))}, since: func(live string) string {
			return strings.Replace(live, `uname="n2"/>`, `uname="n2">`+nodeAttribute("n2", "maintenance", "true")+`</node>`, 1)
		}, sheet: parts{resources: clone("c", dummy("x"), "priority=1")}},
		{name: "the maintenance of all ends", live: parts{resources: dummy("x")}, since: func(live string) string {
			return strings.Replace(live, `<nvpair id="p-stonith`, property("maintenance-mode", "YES")+`<nvpair id="p-stonith`, 1)
		}, sheet: parts{resources: dummy("x")}, risks: []string{"maintenance"}},
		{name: "still disabled, still kept from being promoted", live: parts{resources: dummy("x", "target-role=stopped") + clone("prom", stateful, "promotable=true", "target-role=Slave")},
			sheet: parts{resources: dummy("x", "target-role=Stopped") + clone("prom", stateful, "promotable=true", "target-role=Unpromoted") + dummy("y")}, effect: []string{"start y n1"}},
		{name: "still in standby", live: parts{nodes: standby, resources: clone("c", dummy("x"))}, sheet: parts{nodes: standby, resources: clone("c", dummy("x")) + dummy("y")}},
		{name: "a clone's node goes into standby", live: parts{resources: clone("c", dummy("x"))}, sheet: parts{nodes: standby, resources: clone("c", dummy("x"))},
			effect: []string{"stop x n1 (n1 is in standby)"}},
		{name: "all nodes in standby", live: parts{resources: dummy("x")}, sheet: parts{resources: dummy("x"), nodes: strings.NewReplacer(
			`uname="n2"/>`, `uname="n2">`+nodeAttribute("n2", "standby", "on")+`</node>`, `uname="n3"/>`, `uname="n3">`+nodeAttribute("n3", "standby", "on")+`</node>`).Replace(standby)},
			risks: []string{"stop x (no node is available)"}, effect: []string{"stop x n1 (no node is available)"}},
		{name: "an operator's ban is lifted", live: parts{resources: dummy("x"), constraints: location("cli-ban-x-on-n1", "x", "n1", "-INFINITY")}, sheet: parts{resources: dummy("x")},
			risks: []string{"unban x (n1) (cli-ban-x-on-n1)"}},
		{name: "the sheet says something else of the node", live: parts{resources: dummy("x"), constraints: location("cli-ban-x-on-n1", "x", "n1", "-INFINITY")},
			sheet: parts{resources: dummy("x"), constraints: location("l", "x", "n1", "100")}, risks: []string{"unban x (n1) (cli-ban-x-on-n1)"}, effect: []string{"move x n2 n1"}},
		{name: "the sheet says the same", live: parts{resources: dummy("x"), constraints: location("cli-ban-x-on-n1", "x", "n1", "-INFINITY")},
			sheet: parts{resources: dummy("x") + dummy("y"), constraints: location("l", "x", "n1", "-INFINITY")}, effect: []string{"start y n1"}},
		{name: "a constraint of the sheet before", live: parts{resources: dummy("x"), constraints: location("l", "x", "n1", "-INFINITY")}, sheet: parts{resources: dummy("x")}},
		{name: "a node's standby ends", live: parts{nodes: standby, resources: clone("c", dummy("x"))}, sheet: parts{nodes: woken, resources: clone("c", dummy("x"))},
			risks: []string{"unstandby n1"}, effect: []string{"start x n1"}},
		{name: "fencing is turned off", live: parts{properties: property("stonith-enabled", "true"), resources: fence + dummy("x")},
			sheet: parts{resources: fence + dummy("x")}, risks: []string{"fencing-off stonith-enabled=false"}},
		{name: "the last fence device is disabled", live: parts{properties: property("stonith-enabled", "true"), resources: dummy("x") + fence},
			sheet: parts{properties: property("stonith-enabled", "true"), resources: dummy("x") + strings.Replace(fence, "/>", ">"+metas("f", "target-role=Stopped")+"</primitive>", 1)},
			risks: []string{"disable f", "fencing-off f"}, effect: []string{"stop f n2 (target-role Stopped)"}},
		{name: "there was nothing to fence with", live: parts{properties: property("stonith-enabled", "true")}, sheet: parts{resources: dummy("x")}, effect: []string{"start x n1"}},
		{name: "banned from every node", live: parts{resources: dummy("x") + dummy("y"), constraints: `<rsc_colocation id="c" rsc="y" with-rsc="x" score="INFINITY"/>`},
			sheet: parts{resources: dummy("x") + dummy("y"), constraints: `<rsc_colocation id="c" rsc="y" with-rsc="x" score="INFINITY"/>` + everywhere("l", "x", "-INFINITY")},
			risks: []string{"stop x (no location is allowed) y (it needs x)"}, effect: []string{"stop x n1 (no location is allowed)", "stop y n1 (it needs x)"}},
		{name: "a member before it in the group", live: parts{resources: `<group id="g">` + dummy("x") + dummy("y") + `</group>`},
			sheet: parts{resources: `<group id="g">` + dummy("x", "target-role=Stopped") + dummy("y") + `</group>`},
			risks: []string{"stop y (it needs x)", "disable x"}, effect: []string{"stop x n1 (target-role Stopped)", "stop y n1 (it needs x)"}},
		{name: "a clone loses a node", live: parts{resources: clone("c", dummy("x"))}, sheet: parts{resources: clone("c", dummy("x")), constraints: location("l", "c", "n2", "-INFINITY")},
			effect: []string{"stop x n2 (no location on n2 is allowed)"}},
		{name: "a clone loses what it is with on a node", live: parts{resources: clone("c", dummy("x")) + clone("d", dummy("y")), constraints: `<rsc_colocation id="co" rsc="d" with-rsc="c" score="INFINITY"/>`},
			sheet:  parts{resources: clone("c", dummy("x")) + clone("d", dummy("y")), constraints: `<rsc_colocation id="co" rsc="d" with-rsc="c" score="INFINITY"/>` + location("l", "c", "n2", "-INFINITY")},
			effect: []string{"stop x n2 (no location on n2 is allowed)", "stop y n2 (it needs c)"}},
		{name: "fewer instances", live: parts{resources: clone("c", dummy("x"))}, sheet: parts{resources: clone("c", dummy("x"), "clone-max=2")},
			effect: []string{"stop x n3 (fewer instances)"}},
		{name: "a clone becomes a primitive", live: parts{resources: clone("c", dummy("x"))}, sheet: parts{resources: dummy("x")},
			effect: []string{"restart x n1", "stop x n2 (it may run only once)", "stop x n3 (it may run only once)"}},
		{name: "a new promotable is needed", live: parts{resources: dummy("y")},
			sheet:  parts{resources: clone("prom", `<primitive id="new" class="ocf" provider="pacemaker" type="Stateful"/>`, "promotable=true") + dummy("y"), constraints: onPromoted},
			effect: []string{"promote new n1", "restart y n1 (required prom promoted)", "start new n2", "start new n3"}},
		{name: "a promotable that is promoted nowhere is needed", live: parts{resources: clone("prom", strings.ReplaceAll(stateful, `"st"`, `"old"`), "promotable=true") + dummy("y")},
			sheet: parts{resources: clone("prom", strings.ReplaceAll(stateful, `"st"`, `"old"`), "promotable=true") + dummy("y"), constraints: onPromoted},
			risks: []string{"stop y (it needs prom)"}, effect: []string{"stop y n1 (it needs prom)"}},
		{name: "a promotable becomes a clone", live: parts{resources: clone("prom", stateful, "promotable=true")}, sheet: parts{resources: clone("prom", stateful)},
			effect: []string{"restart st n1"}},
		{name: "no longer to be promoted", live: parts{resources: clone("prom", stateful, "promotable=true")}, sheet: parts{resources: clone("prom", stateful, "promotable=true", "target-role=Slave")},
			risks: []string{"disable st (target-role Unpromoted)"}, effect: []string{"demote st n1"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			live := running(t, tt.live.properties, tt.live.nodes, tt.live.resources, tt.live.constraints)
			if tt.since != nil {
				live = tt.since(live)
			}
			c, _ := file(t, live)
			p, err := apply.Make(t.Context(), c, []byte(live), apply.Request{CIB: []byte(tt.sheet.configured()), Mode: merge.Replace})
			if err != nil {
				t.Fatal(err)
			}
			var risks []string
			for _, r := range p.Risks {
				risks = append(risks, told(r))
			}
			if diff := cmp.Diff(tt.risks, risks); diff != "" {
				t.Errorf("dangers (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.effect, does(p)); diff != "" && tt.effect != nil {
				t.Errorf("effects (-want +got):\n%s", diff)
			}
			if len(p.Warnings) > 0 {
				t.Errorf("crm_verify of a healthy plan: %q", p.Warnings)
			}
		})
	}
}

// TestPlanWithoutStatus: a CIB that does not say what runs does not say that
// nothing would happen either.
func TestPlanWithoutStatus(t *testing.T) {
	live := parts{resources: dummy("x"), constraints: location("cli-ban-x-on-n1", "x", "n1", "-INFINITY")}.configured()
	c, _ := file(t, live)
	p, err := apply.Make(t.Context(), c, []byte(live), apply.Request{CIB: []byte(parts{resources: dummy("y")}.configured()), Mode: merge.Replace})
	if err != nil {
		t.Fatal(err)
	}
	if !p.NoStatus || p.Simulated || len(p.Effects) > 0 || !p.Verified {
		t.Errorf("%+v", p)
	}
	if len(p.Risks) != 1 || p.Risks[0].Danger != apply.Unbans {
		t.Errorf("what the configuration alone tells is told: %+v", p.Risks)
	}
}

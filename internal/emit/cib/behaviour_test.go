package cib_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/pcstest"
)

// behaviour is what measured pcs commands made, as far as tables can say it:
// the canonical lines of one section, by target. A target that is not listed
// gives what "" lists.
type behaviour struct {
	name    string
	cfg     *model.Config
	section string
	want    map[string][]string
}

// TestBehaviour compares with what pcs 0.10.18, 0.11.5, 0.11.10 and 0.12.1 made.
func TestBehaviour(t *testing.T) {
	t.Parallel()
	for _, b := range slices.Concat(idBehaviours(), ruleBehaviours(), constraintBehaviours(), roleBehaviours()) {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			for _, tg := range target.All() {
				want := wanted(b.want, tg)
				got := section(pcstest.Canonical(t, []byte(emit(t, tg.Name, b.cfg))), b.section)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tg.Name, diff)
				}
			}
		})
	}
}

// section picks the lines inside the element of a name, without their indent.
func section(lines []string, name string) []string {
	var out []string
	depth := -1
	for _, l := range lines {
		text := strings.TrimLeft(l, " ")
		at := len(l) - len(text)
		if depth >= 0 && at > depth {
			out = append(out, text)
			continue
		}
		depth = -1
		if tag, _, _ := strings.Cut(text, " "); tag == name {
			depth = at
		}
	}
	return out
}

func always(lines ...string) map[string][]string { return map[string][]string{"": lines} }

func idBehaviours() []behaviour {
	weird := pcstest.Primitive(1, "R", "ocf:pacemaker:Dummy", "b~c", "2", "bc", "3", "fa:ke", "4")
	meta := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
	meta.Meta = pcstest.Set(row, "b", "1", "a", "2", ">d", "3", ">c", "4", ">a", "5")
	meta.Utilization = pcstest.Set(row, "memory", "1", "cpu", "2")
	late := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
	late.Meta = pcstest.Set(row, ">d", "3")
	late.Utilization = pcstest.Set(row, "cpu", "2")
	long := pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")
	long.Meta = pcstest.Set(row, "container-attribute-target", "host", ">allow-unhealthy-nodes", "true", ">allow-unhealthy-node-x", "1")
	created := `nvpair id="A-meta_attributes-container-attribute-target" name="container-attribute-target" value="host"`
	whole := []string{`meta_attributes id="A-meta_attributes"`, created,
		`nvpair id="A-meta_attributes-allow-unhealthy-nodes" name="allow-unhealthy-nodes" value="true"`,
		`nvpair id="A-meta_attributes-allow-unhealthy-node-x" name="allow-unhealthy-node-x" value="1"`, `operations`}
	cut := []string{whole[0], created,
		`nvpair id="A-meta_attributes-allow-unhealthy-node" name="allow-unhealthy-nodes" value="true"`,
		`nvpair id="A-meta_attributes-allow-unhealthy-node-1" name="allow-unhealthy-node-x" value="1"`, `operations`}
	clone := &model.Clone{Common: model.Common{ID: "k", Row: row, Meta: pcstest.Set(row, "allow-unhealthy-nodes", "true")},
		Children: []model.Resource{pcstest.Primitive(1, "A", "ocf:pacemaker:Dummy")}}
	return []behaviour{
		{"later meta of newer pcs has 20 characters of a name in its id", &model.Config{Resources: []model.Resource{long}}, "primitive",
			map[string][]string{"": whole, "rhel9": cut, "rhel10": cut, "debian13": whole}},
		{"that of clones as well", &model.Config{Resources: []model.Resource{clone}}, "clone", map[string][]string{
			"":         {`primitive class="ocf" id="A" provider="pacemaker" type="Dummy"`, `operations`, `meta_attributes id="k-meta_attributes"`, `nvpair id="k-meta_attributes-allow-unhealthy-nodes" name="allow-unhealthy-nodes" value="true"`},
			"rhel9":    {`primitive class="ocf" id="A" provider="pacemaker" type="Dummy"`, `operations`, `meta_attributes id="k-meta_attributes"`, `nvpair id="k-meta_attributes-allow-unhealthy-node" name="allow-unhealthy-nodes" value="true"`},
			"rhel10":   {`primitive class="ocf" id="A" provider="pacemaker" type="Dummy"`, `operations`, `meta_attributes id="k-meta_attributes"`, `nvpair id="k-meta_attributes-allow-unhealthy-node" name="allow-unhealthy-nodes" value="true"`},
			"debian13": {`primitive class="ocf" id="A" provider="pacemaker" type="Dummy"`, `operations`, `meta_attributes id="k-meta_attributes"`, `nvpair id="k-meta_attributes-allow-unhealthy-nodes" name="allow-unhealthy-nodes" value="true"`},
		}},
		{"a property's id holds 20 characters of its name", &model.Config{Properties: pcstest.Set(row,
			"priority-fencing-delay", "10s", "cluster-recheck-interval", "5min", "priority-fencing-delay-too", "1")}, "cluster_property_set", always(
			`nvpair id="cib-bootstrap-options-priority-fencing-del" name="priority-fencing-delay" value="10s"`,
			`nvpair id="cib-bootstrap-options-cluster-recheck-inte" name="cluster-recheck-interval" value="5min"`,
			`nvpair id="cib-bootstrap-options-priority-fencing-del-1" name="priority-fencing-delay-too" value="1"`)},
		{"so does a default's", &model.Config{OpDefaults: pcstest.Set(row, "allow-unhealthy-nodes", "1")}, "op_defaults", always(
			`meta_attributes id="op_defaults-meta_attributes"`,
			`nvpair id="op_defaults-meta_attributes-allow-unhealthy-node" name="allow-unhealthy-nodes" value="1"`)},
		{"what an id may not hold is dropped", &model.Config{Resources: []model.Resource{weird}}, "instance_attributes", always(
			`nvpair id="R-instance_attributes-bc" name="bc" value="3"`,
			`nvpair id="R-instance_attributes-bc-1" name="b~c" value="2"`,
			`nvpair id="R-instance_attributes-fake" name="fa:ke" value="4"`)},
		{"created meta is sorted, later meta is not", &model.Config{Resources: []model.Resource{meta}}, "primitive", always(
			`meta_attributes id="A-meta_attributes"`,
			`nvpair id="A-meta_attributes-a" name="a" value="5"`,
			`nvpair id="A-meta_attributes-b" name="b" value="1"`,
			`nvpair id="A-meta_attributes-d" name="d" value="3"`,
			`nvpair id="A-meta_attributes-c" name="c" value="4"`,
			`operations`,
			`utilization id="A-utilization"`,
			`nvpair id="A-utilization-cpu" name="cpu" value="2"`,
			`nvpair id="A-utilization-memory" name="memory" value="1"`)},
		{"a set that comes later is later", &model.Config{Resources: []model.Resource{late}}, "primitive", always(
			`operations`,
			`utilization id="A-utilization"`,
			`nvpair id="A-utilization-cpu" name="cpu" value="2"`,
			`meta_attributes id="A-meta_attributes"`,
			`nvpair id="A-meta_attributes-d" name="d" value="3"`)},
		{"node attributes and utilization", &model.Config{Nodes: []*model.Node{{ID: "7", Uname: "n1", From: row,
			Attributes: pcstest.Set(row, "b", "1", "#a:c", "2"), Utilization: pcstest.Set(row, "m", "1", "c", "2")}}}, "nodes", always(
			`node id="7" uname="n1"`,
			`instance_attributes id="nodes-7"`,
			`nvpair id="nodes-7-b" name="b" value="1"`,
			`nvpair id="nodes-7-.a.c" name="#a:c" value="2"`,
			`utilization id="nodes-7-utilization"`,
			`nvpair id="nodes-7-utilization-c" name="c" value="2"`,
			`nvpair id="nodes-7-utilization-m" name="m" value="1"`)},
		{"fencing levels", &model.Config{FencingLevels: []*model.FencingLevel{
			pcstest.Level(1, "n1", "1", "F1", "F2"), pcstest.Level(2, "n1", "1", "F2"), pcstest.Level(3, "n1", "2", "F2")}}, "fencing-topology", always(
			`fencing-level devices="F1,F2" id="fl-n1-1" index="1" target="n1"`,
			`fencing-level devices="F2" id="fl-n1-1-1" index="1" target="n1"`,
			`fencing-level devices="F2" id="fl-n1-2" index="2" target="n1"`)},
		{"an alert's meta attributes come first", &model.Config{Alerts: []*model.Alert{{ID: "a1", Path: "/x", From: row,
			Options:    pcstest.Set(row, "b", "x y", "a", "1"),
			Meta:       pcstest.Set(row, "timestamp-format", "%H", "timeout", "15s"),
			Recipients: []*model.Recipient{{Value: "1"}, {Value: "2", Options: pcstest.Set(row, "o", "1")}, {Value: "3", ID: "r3"}}}}}, "alert", always(
			`meta_attributes id="a1-meta_attributes"`,
			`nvpair id="a1-meta_attributes-timeout" name="timeout" value="15s"`,
			`nvpair id="a1-meta_attributes-timestamp-format" name="timestamp-format" value="%H"`,
			`instance_attributes id="a1-instance_attributes"`,
			`nvpair id="a1-instance_attributes-a" name="a" value="1"`,
			`nvpair id="a1-instance_attributes-b" name="b" value="x y"`,
			`recipient id="a1-recipient" value="1"`,
			`recipient id="a1-recipient-1" value="2"`,
			`instance_attributes id="a1-recipient-1-instance_attributes"`,
			`nvpair id="a1-recipient-1-instance_attributes-o" name="o" value="1"`,
			`recipient id="r3" value="3"`)},
	}
}

func ruleBehaviours() []behaviour {
	rules := func(l ...*model.Location) *model.Config { return &model.Config{Locations: l} }
	return []behaviour{
		{"a rule of two", rules(pcstest.Rule(1, "A", "-INFINITY", "or", "", "ping-status", "lt", "1", "ping-status", "not_defined", "")), "constraints", always(
			`rsc_location id="location-A" rsc="A"`,
			`rule boolean-op="or" id="location-A-rule" score="-INFINITY"`,
			`expression attribute="ping-status" id="location-A-rule-expr" operation="lt" value="1"`,
			`expression attribute="ping-status" id="location-A-rule-expr-1" operation="not_defined"`)},
		{"a rule of one", rules(pcstest.Rule(1, "A", "200", "or", "", "#uname", "eq", "n1")), "constraints", map[string][]string{
			"":       {`rsc_location id="location-A" rsc="A"`, `rule id="location-A-rule" score="200"`, `expression attribute="#uname" id="location-A-rule-expr" operation="eq" value="n1"`},
			"rhel10": {`rsc_location id="location-A" rsc="A"`, `rule boolean-op="and" id="location-A-rule" score="200"`, `expression attribute="#uname" id="location-A-rule-expr" operation="eq" value="n1"`},
		}},
		{"two rules of one resource", rules(pcstest.Rule(1, "A", "1", "and", "", "a", "eq", "1", "b", "eq", "2"), pcstest.Rule(2, "A", "2", "and", "", "a", "eq", "", "b", "defined", "")), "constraints", always(
			`rsc_location id="location-A" rsc="A"`,
			`rule boolean-op="and" id="location-A-rule" score="1"`,
			`expression attribute="a" id="location-A-rule-expr" operation="eq" value="1"`,
			`expression attribute="b" id="location-A-rule-expr-1" operation="eq" value="2"`,
			`rsc_location id="location-A-1" rsc="A"`,
			`rule boolean-op="and" id="location-A-1-rule" score="2"`,
			`expression attribute="a" id="location-A-1-rule-expr" operation="eq" value=""`,
			`expression attribute="b" id="location-A-1-rule-expr-1" operation="defined"`)},
		{"a rule for a role", rules(pcstest.Rule(1, "S", "INFINITY", "and", "Promoted", "a", "defined", "", "b", "defined", "")), "rsc_location", map[string][]string{
			"":      {`rule boolean-op="and" id="location-S-rule" role="Promoted" score="INFINITY"`, `expression attribute="a" id="location-S-rule-expr" operation="defined"`, `expression attribute="b" id="location-S-rule-expr-1" operation="defined"`},
			"rhel8": {`rule boolean-op="and" id="location-S-rule" role="Master" score="INFINITY"`, `expression attribute="a" id="location-S-rule-expr" operation="defined"`, `expression attribute="b" id="location-S-rule-expr-1" operation="defined"`},
		}},
	}
}

func constraintBehaviours() []behaviour {
	return []behaviour{
		{"locations by node", &model.Config{Locations: []*model.Location{
			pcstest.Location(1, "A", "n1", "INFINITY"), pcstest.Location(2, "A", "n2", "-INFINITY"), pcstest.Location(3, "B", "n1", "+5"),
			pcstest.Location(4, "A", "n1", "100"), {ID: "loc1", Rsc: "B", Node: "n2", Score: "50", From: row}}}, "constraints", always(
			`rsc_location id="location-A-n2--INFINITY" node="n2" rsc="A" score="-INFINITY"`,
			`rsc_location id="location-B-n1-5" node="n1" rsc="B" score="+5"`,
			`rsc_location id="location-A-n1-100" node="n1" rsc="A" score="100"`,
			`rsc_location id="loc1" node="n2" rsc="B" score="50"`)},
		{"a colocation's id holds its score from 0.12", &model.Config{Colocations: []*model.Colocation{
			{Rsc: "A", WithRsc: "B", Score: "-INFINITY", From: row}, {Rsc: "A", WithRsc: "C", Score: "100", From: row},
			{Rsc: "A", WithRsc: "B", Score: "INFINITY", RscRole: "Started", From: row}}}, "constraints", map[string][]string{
			"": {`rsc_colocation id="colocation-A-B-INFINITY" rsc="A" score="-INFINITY" with-rsc="B"`,
				`rsc_colocation id="colocation-A-C-INFINITY" rsc="A" score="100" with-rsc="C"`,
				`rsc_colocation id="colocation-A-B-INFINITY-1" rsc="A" rsc-role="Started" score="INFINITY" with-rsc="B" with-rsc-role="Started"`},
			"rhel10": {`rsc_colocation id="colocation-A-B--INFINITY" rsc="A" score="-INFINITY" with-rsc="B"`,
				`rsc_colocation id="colocation-A-C-100" rsc="A" score="100" with-rsc="C"`,
				`rsc_colocation id="colocation-A-B-INFINITY" rsc="A" rsc-role="Started" score="INFINITY" with-rsc="B" with-rsc-role="Started"`},
		}},
		{"orders", &model.Config{Orders: []*model.Order{
			{First: "A", Then: "B", From: row}, {First: "A", Then: "B", Kind: "Optional", Symmetrical: "false", From: row},
			{First: "S", Then: "A", FirstAction: "promote", From: row}, {First: "A", Then: "B", ThenAction: "stop", ID: "o1", From: row}}}, "constraints", always(
			`rsc_order first="A" first-action="start" id="order-A-B-mandatory" then="B" then-action="start"`,
			`rsc_order first="A" first-action="start" id="order-A-B-Optional" kind="Optional" symmetrical="false" then="B" then-action="start"`,
			`rsc_order first="S" first-action="promote" id="order-S-A-mandatory" then="A" then-action="start"`,
			`rsc_order first="A" first-action="start" id="o1" then="B" then-action="stop"`)},
	}
}

func roleBehaviours() []behaviour {
	p := pcstest.Primitive(1, "s", "ocf:pacemaker:Stateful")
	p.Operations = []*model.Operation{
		pcstest.Op("monitor", "interval", "11s", "role", "Unpromoted"), pcstest.Op("monitor", "interval", "10s", "role", "Promoted"),
		pcstest.Op("demote", "id", "mine", "interval", "0s"),
	}
	clone := pcstest.Clone(2, "S", true, p)
	clone.Meta = pcstest.Set(row, ">promoted-max", "1", ">promotable", "1")
	rest := []string{
		`meta_attributes id="S-meta_attributes"`,
		`nvpair id="S-meta_attributes-promotable" name="promotable" value="1"`,
		`nvpair id="S-meta_attributes-promoted-max" name="promoted-max" value="1"`,
	}
	return []behaviour{
		{"roles of operations", &model.Config{Resources: []model.Resource{clone}}, "clone", map[string][]string{
			"": append([]string{`primitive class="ocf" id="s" provider="pacemaker" type="Stateful"`, `operations`,
				`op id="mine" interval="0s" name="demote"`,
				`op id="s-monitor-interval-11s" interval="11s" name="monitor" role="Unpromoted"`,
				`op id="s-monitor-interval-10s" interval="10s" name="monitor" role="Promoted"`}, rest...),
			"rhel8": append([]string{`primitive class="ocf" id="s" provider="pacemaker" type="Stateful"`, `operations`,
				`op id="mine" interval="0s" name="demote"`,
				`op id="s-monitor-interval-11s" interval="11s" name="monitor" role="Slave"`,
				`op id="s-monitor-interval-10s" interval="10s" name="monitor" role="Master"`}, rest...),
		}},
		{"roles of colocations", &model.Config{Colocations: []*model.Colocation{{Rsc: "A", WithRsc: "S", Score: "INFINITY", WithRole: "Promoted", From: row}}}, "constraints", map[string][]string{
			"":      {`rsc_colocation id="colocation-A-S-INFINITY" rsc="A" rsc-role="Started" score="INFINITY" with-rsc="S" with-rsc-role="Promoted"`},
			"rhel8": {`rsc_colocation id="colocation-A-S-INFINITY" rsc="A" rsc-role="Started" score="INFINITY" with-rsc="S" with-rsc-role="Master"`},
		}},
	}
}

// wanted is what a target has of its own, or has from pcs 0.12, or what all have.
func wanted(want map[string][]string, tg *target.Target) []string {
	if own, ok := want[tg.Name]; ok {
		return own
	}
	if newest, ok := want["rhel10"]; ok && strings.HasPrefix(tg.PCS, "0.12.") {
		return newest
	}
	return want[""]
}

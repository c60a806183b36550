package merge

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/meaning"
)

// wrap puts sections into a live CIB: of a cluster with two nodes, its own
// properties, and a resource with a location.
func wrap(sections string) []byte {
	return []byte(`<cib epoch="7" num_updates="3" admin_epoch="0" validate-with="pacemaker-3.9" crm_feature_set="3.16.1"><configuration>` +
		sections + `</configuration><status><node_state id="11" uname="n1"/></status></cib>`)
}

const owned = `<nvpair id="o1" name="cluster-name" value="shop"/><nvpair id="o2" name="dc-version" value="2.1"/>`

const nodes = `<nodes><node id="11" uname="n1"><instance_attributes id="nodes-11"><nvpair id="nodes-11-standby" name="standby" value="on"/></instance_attributes></node><node id="12" uname="n2"/></nodes>`

// lines is what a CIB says, a line a field.
func lines(t *testing.T, data []byte) []string {
	t.Helper()
	c, err := meaning.Of(data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, o := range c.Objects {
		head := string(o.Kind) + " " + strings.ReplaceAll(o.Key, "\x00", "/")
		if len(o.Fields) == 0 {
			out = append(out, head)
		}
		for _, f := range o.Fields {
			out = append(out, head+": "+f.Name+"="+f.Value)
		}
	}
	return out
}

func TestInto(t *testing.T) {
	prim := func(id, sets string) string {
		return `<primitive id="` + id + `" class="ocf" provider="pacemaker" type="Dummy">` + sets + `</primitive>`
	}
	params := func(id, name, value string) string {
		return `<instance_attributes id="` + id + `-ia"><nvpair id="` + id + `-ia-` + name + `" name="` + name + `" value="` + value + `"/></instance_attributes>`
	}
	permission := func(kind, what string) []string { return []string{"ACL role r: permission " + what + "=" + kind} }
	ops := func(name, interval, role, timeout string) string {
		if role != "" {
			role = ` role="` + role + `"`
		}
		return `<operations><op id="a-` + name + interval + `" name="` + name + `" interval="` + interval + `" timeout="` + timeout + `"` + role + `/></operations>`
	}
	properties := func(pairs string) string {
		return `<crm_config><cluster_property_set id="cib-bootstrap-options">` + pairs + `</cluster_property_set></crm_config>`
	}
	const agent = ": agent=ocf:pacemaker:Dummy"
	tests := []struct {
		name           string
		live, sent     string
		replace, merge []string
	}{
		{
			name:    "properties: the cluster's stay, the sheet's count",
			live:    properties(owned + `<nvpair id="x" name="stonith-enabled" value="true"/><nvpair id="y" name="no-quorum-policy" value="stop"/>`),
			sent:    properties(`<nvpair id="a" name="stonith-enabled" value="false"/><nvpair id="b" name="cluster-name" value="other"/>`),
			replace: []string{"property cluster-name: value=shop", "property dc-version: value=2.1", "property stonith-enabled: value=false"},
			merge:   []string{"property cluster-name: value=shop", "property dc-version: value=2.1", "property stonith-enabled: value=false", "property no-quorum-policy: value=stop"},
		},
		{
			name:    "defaults go into the set that is there",
			live:    `<rsc_defaults><meta_attributes id="mine"><nvpair id="mine-a" name="resource-stickiness" value="1"/></meta_attributes></rsc_defaults>`,
			sent:    `<rsc_defaults><meta_attributes id="rsc_defaults-meta_attributes"><nvpair id="rsc_defaults-meta_attributes-m" name="migration-threshold" value="3"/></meta_attributes></rsc_defaults>`,
			replace: []string{"resource default migration-threshold: value=3"},
			merge:   []string{"resource default resource-stickiness: value=1", "resource default migration-threshold: value=3"},
		},
		{
			name:    "nodes are known by name; attributes the sheet does not name stay",
			live:    nodes,
			sent:    `<nodes><node id="1" uname="n1"><instance_attributes id="nodes-1"><nvpair id="nodes-1-site" name="site" value="a"/></instance_attributes></node><node id="2" uname="n2"/></nodes>`,
			replace: []string{"node n1: attribute standby=on", "node n1: attribute site=a", "node n2"},
			merge:   []string{"node n1: attribute standby=on", "node n1: attribute site=a", "node n2"},
		},
		{
			name:    "resources",
			live:    `<resources>` + prim("a", params("a", "x", "1")) + prim("old", "") + `</resources>`,
			sent:    `<resources>` + prim("b", "") + prim("a", params("a", "y", "2")) + `</resources>`,
			replace: []string{"primitive b" + agent, "primitive a" + agent, "primitive a: y=2"},
			merge:   []string{"primitive a" + agent, "primitive a: x=1", "primitive a: y=2", "primitive old" + agent, "primitive b" + agent},
		},
		{
			name:    "a resource moves into a group",
			live:    `<resources>` + prim("a", "") + `<group id="g">` + prim("b", "") + prim("c", "") + `</group></resources>`,
			sent:    `<resources><group id="g">` + prim("a", "") + prim("b", "") + `</group></resources>`,
			replace: []string{"group g: members=a b", "primitive a" + agent, "primitive b" + agent},
			merge:   []string{"group g: members=a b c", "primitive a" + agent, "primitive b" + agent, "primitive c" + agent},
		},
		{
			name:    "a group whose members leave goes",
			live:    `<resources><group id="g">` + prim("a", "") + `</group></resources>`,
			sent:    `<resources>` + prim("a", "") + `</resources>`,
			replace: []string{"primitive a" + agent},
			merge:   []string{"primitive a" + agent},
		},
		{
			name: "another agent takes nothing over",
			live: `<resources><primitive id="a" class="systemd" type="x">` + params("a", "x", "1") + `</primitive></resources>`,
			sent: `<resources>` + prim("a", "") + `</resources>`, replace: []string{"primitive a" + agent}, merge: []string{"primitive a" + agent},
		},
		{
			name:    "constraints about the same thing",
			live:    `<constraints><rsc_location id="location-a-n1-100" rsc="a" node="n1" score="100"/><rsc_location id="cli-ban-a" rsc="a" node="n2" score="-INFINITY"/></constraints>`,
			sent:    `<constraints><rsc_location id="location-a-n1-200" rsc="a" node="n1" score="200"/></constraints>`,
			replace: []string{"location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): score=200"},
			merge: []string{"location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): score=200",
				"location a (n2): rsc=a", "location a (n2): node=n2", "location a (n2): score=-INFINITY"},
		},
		{
			name:    "fencing levels",
			live:    `<fencing-topology><fencing-level id="l" target="n1" index="1" devices="a"/><fencing-level id="m" target="n2" index="1" devices="b"/></fencing-topology>`,
			sent:    `<fencing-topology><fencing-level id="fl-n1-1" target="n1" index="1" devices="c"/></fencing-topology>`,
			replace: []string{"fencing level n1/1: devices=c"},
			merge:   []string{"fencing level n1/1: devices=c", "fencing level n2/1: devices=b"},
		},
		{
			name:    "alerts are known by their path",
			live:    `<alerts><alert id="alert" path="/x"><recipient id="alert-recipient" value="me"/></alert><alert id="z" path="/z"/></alerts>`,
			sent:    `<alerts><alert id="alert_1" path="/x"><recipient id="alert_1-recipient" value="you"/></alert></alerts>`,
			replace: []string{"alert /x", "recipient /x/you"},
			merge:   []string{"alert /x", "recipient /x/me", "recipient /x/you", "alert /z"},
		},
		{
			name:    "two alerts of one path",
			live:    `<alerts><alert id="alert" path="/x"><recipient id="r" value="me"/></alert></alerts>`,
			sent:    `<alerts><alert id="alert_1" path="/x"><recipient id="alert_1-recipient" value="you"/></alert><alert id="alert_2" path="/x"><recipient id="alert_2-recipient" value="me"/></alert></alerts>`,
			replace: []string{"alert /x", "recipient /x/me", "alert /x#2", "recipient /x#2/you"},
			merge:   []string{"alert /x", "recipient /x/me", "alert /x#2", "recipient /x#2/you"},
		},
		{
			name:    "a second alert of the path stays",
			live:    `<alerts><alert id="a" path="/x"><recipient id="r" value="me"/></alert><alert id="b" path="/x"><recipient id="s" value="you"/></alert></alerts>`,
			sent:    `<alerts><alert id="alert_1" path="/x"><recipient id="alert_1-recipient" value="you"><meta_attributes id="m"><nvpair id="n" name="timeout" value="5s"/></meta_attributes></recipient></alert></alerts>`,
			replace: []string{"alert /x", "recipient /x/you: meta timeout=5s"},
			merge:   []string{"alert /x", "recipient /x/me", "recipient /x/you: meta timeout=5s", "alert /x#2", "recipient /x#2/you"},
		},
		{
			name:    "a location of another role, and an operator's ban",
			live:    `<constraints><rsc_location id="l" rsc="a" node="n1" score="5" role="Promoted"/><rsc_location id="cli-ban-a-on-n1" rsc="a" node="n1" role="Started" score="-INFINITY"/></constraints>`,
			sent:    `<constraints><rsc_location id="location-a-n1-200" rsc="a" node="n1" score="200"/></constraints>`,
			replace: []string{"location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): score=200"},
			merge: []string{"location a[Promoted] (n1): rsc=a", "location a[Promoted] (n1): node=n1", "location a[Promoted] (n1): score=5", "location a[Promoted] (n1): role=Promoted",
				"location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): role=Started", "location a (n1): score=-INFINITY",
				"location a (n1)#2: rsc=a", "location a (n1)#2: node=n1", "location a (n1)#2: score=200"},
		},
		{
			name:    "a second constraint about the same goes, since scores add up",
			live:    `<constraints><rsc_colocation id="c" rsc="a" with-rsc="b" score="5"/><rsc_colocation id="d" rsc="a" with-rsc="b" score="7"/><rsc_colocation id="e" rsc="a" with-rsc="b" score="9" node-attribute="rack"/></constraints>`,
			sent:    `<constraints><rsc_colocation id="colocation-a-b-INFINITY" rsc="a" with-rsc="b" score="7"/></constraints>`,
			replace: []string{"colocation a + b: score=7", "colocation a + b: rsc=a", "colocation a + b: with-rsc=b"},
			merge: []string{"colocation a + b: score=7", "colocation a + b: rsc=a", "colocation a + b: with-rsc=b",
				"colocation a + b by rack: score=9", "colocation a + b by rack: node-attribute=rack", "colocation a + b by rack: rsc=a", "colocation a + b by rack: with-rsc=b"},
		},
		{
			name:    "what no table can say of a constraint",
			live:    `<constraints><rsc_location id="l" rsc="a" node="n1" score="5" lifetime="d1"/></constraints>`,
			sent:    `<constraints><rsc_location id="location-a-n1-200" rsc="a" node="n1" score="200"/></constraints>`,
			replace: []string{"location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): score=200"},
			merge:   []string{"location a (n1): lifetime=d1", "location a (n1): rsc=a", "location a (n1): node=n1", "location a (n1): score=200"},
		},
		{
			name:    "what no table can say of a rule's constraint",
			live:    `<constraints><rsc_location id="l" rsc="a" lifetime="d1"><rule id="r" score="5"><expression id="e" attribute="p" operation="defined"/></rule></rsc_location></constraints>`,
			sent:    `<constraints><rsc_location id="location-a" rsc="a"><rule id="location-a-rule" score="7"><expression id="location-a-rule-expr" attribute="p" operation="defined"/></rule></rsc_location></constraints>`,
			replace: []string{"location a (defined p): rsc=a", "location a (defined p): score=7", "location a (defined p): rule=defined p"},
			merge:   []string{"location a (defined p): lifetime=d1", "location a (defined p): rsc=a", "location a (defined p): score=7", "location a (defined p): rule=defined p"},
		},
		{
			name: "operations by role and interval",
			live: `<resources>` + prim("a", ops("monitor", "10000ms", "Master", "1s")+ops("monitor", "30s", "", "1s")+ops("monitor", "50", "", "1s")+ops("stop", "0s", "", "1s")) + `</resources>`,
			sent: `<resources>` + prim("a", ops("monitor", "10s", "Promoted", "2s")+ops("monitor", "50s", "", "2s")+ops("monitor", "70s", "", "2s")+ops("start", "0s", "", "2s")) + `</resources>`,
			replace: []string{"primitive a" + agent, "primitive a: op monitor[Promoted] interval=10s", "primitive a: op monitor[Promoted] timeout=2s",
				"primitive a: op monitor[50s] interval=50s", "primitive a: op monitor[50s] timeout=2s", "primitive a: op monitor[70s] interval=70s", "primitive a: op monitor[70s] timeout=2s",
				"primitive a: op start interval=0s", "primitive a: op start timeout=2s"},
			merge: []string{"primitive a" + agent, "primitive a: op monitor[Promoted] interval=10s", "primitive a: op monitor[Promoted] timeout=2s",
				"primitive a: op monitor[70s] interval=70s", "primitive a: op monitor[70s] timeout=2s", "primitive a: op monitor[50s] interval=50s", "primitive a: op monitor[50s] timeout=2s",
				"primitive a: op stop interval=0s", "primitive a: op stop timeout=1s", "primitive a: op start interval=0s", "primitive a: op start timeout=2s"},
		},
		{
			name:    "two operations where one was",
			live:    `<resources>` + prim("a", ops("monitor", "15s", "", "1s")) + `</resources>`,
			sent:    `<resources>` + prim("a", ops("monitor", "10s", "", "2s")+ops("monitor", "20s", "", "2s")) + `</resources>`,
			replace: []string{"primitive a" + agent, "primitive a: op monitor[10s] interval=10s", "primitive a: op monitor[10s] timeout=2s", "primitive a: op monitor[20s] interval=20s", "primitive a: op monitor[20s] timeout=2s"},
			merge:   []string{"primitive a" + agent, "primitive a: op monitor[10s] interval=10s", "primitive a: op monitor[10s] timeout=2s", "primitive a: op monitor[20s] interval=20s", "primitive a: op monitor[20s] timeout=2s"},
		},
		{
			name:    "two operations beside two others",
			live:    `<resources>` + prim("a", ops("monitor", "30s", "", "1s")+ops("monitor", "50s", "", "1s")) + `</resources>`,
			sent:    `<resources>` + prim("a", ops("monitor", "10s", "", "2s")+ops("monitor", "20s", "", "2s")) + `</resources>`,
			replace: []string{"primitive a" + agent, "primitive a: op monitor[10s] interval=10s", "primitive a: op monitor[10s] timeout=2s", "primitive a: op monitor[20s] interval=20s", "primitive a: op monitor[20s] timeout=2s"},
			merge: []string{"primitive a" + agent, "primitive a: op monitor[30s] interval=30s", "primitive a: op monitor[30s] timeout=1s", "primitive a: op monitor[50s] interval=50s", "primitive a: op monitor[50s] timeout=1s",
				"primitive a: op monitor[10s] interval=10s", "primitive a: op monitor[10s] timeout=2s", "primitive a: op monitor[20s] interval=20s", "primitive a: op monitor[20s] timeout=2s"},
		},
		{
			name:    "a recipient's attributes",
			live:    `<alerts><alert id="a" path="/x"><recipient id="r" value="me"><meta_attributes id="m"><nvpair id="n" name="timeout" value="1s"/><nvpair id="o" name="timestamp-format" value="%s"/></meta_attributes></recipient></alert></alerts>`,
			sent:    `<alerts><alert id="alert_1" path="/x"><recipient id="alert_1-recipient" value="me"><meta_attributes id="mm"><nvpair id="mn" name="timeout" value="5s"/></meta_attributes></recipient></alert></alerts>`,
			replace: []string{"alert /x", "recipient /x/me: meta timeout=5s"},
			merge:   []string{"alert /x", "recipient /x/me: meta timeout=5s", "recipient /x/me: meta timestamp-format=%s"},
		},
		{
			name:    "what a constraint says no more",
			live:    `<constraints><rsc_order id="o" first="a" then="b" symmetrical="false" kind="Optional" require-all="false"/></constraints>`,
			sent:    `<constraints><rsc_order id="order-a-b-mandatory" first="a" then="b" first-action="start" then-action="start"/></constraints>`,
			replace: []string{"order a -> b: kind=Mandatory", "order a -> b: symmetrical=true", "order a -> b: first-action=start", "order a -> b: then-action=start", "order a -> b: first=a", "order a -> b: then=b"},
			merge:   []string{"order a -> b: kind=Mandatory", "order a -> b: symmetrical=true", "order a -> b: first-action=start", "order a -> b: then-action=start", "order a -> b: first=a", "order a -> b: then=b"},
		},
		{
			name:    "a master is the promotable clone of old",
			live:    `<resources><master id="m">` + prim("a", "") + `<meta_attributes id="x"><nvpair id="y" name="notify" value="true"/></meta_attributes></master></resources>`,
			sent:    `<resources><clone id="m">` + prim("a", "") + `<meta_attributes id="m-meta_attributes"><nvpair id="m-meta_attributes-promotable" name="promotable" value="true"/></meta_attributes></clone></resources>`,
			replace: []string{"clone m: members=a", "clone m: meta promotable=true", "primitive a" + agent},
			merge:   []string{"clone m: members=a", "clone m: meta notify=true", "clone m: meta promotable=true", "primitive a" + agent},
		},
		{
			name:    "an agent's properties stay",
			live:    `<crm_config><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana_ha1_site_srHook_S2" value="SOK"/></cluster_property_set><cluster_property_set id="cib-bootstrap-options"><nvpair id="p" name="no-quorum-policy" value="stop"/></cluster_property_set></crm_config>`,
			sent:    properties(`<nvpair id="a" name="stonith-enabled" value="false"/>`),
			replace: []string{"property hana_ha1_site_srHook_S2: value=SOK", "property stonith-enabled: value=false"},
			merge:   []string{"property hana_ha1_site_srHook_S2: value=SOK", "property no-quorum-policy: value=stop", "property stonith-enabled: value=false"},
		},
		{
			name:    "a property set that is named",
			live:    `<crm_config><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana" value="SOK"/><nvpair id="s2" name="more" value="1"/></cluster_property_set><cluster_property_set id="redis_replication"><nvpair id="r" name="master" value="n1"/></cluster_property_set><cluster_property_set id="cib-bootstrap-options">` + owned + `<nvpair id="p" name="no-quorum-policy" value="stop"/></cluster_property_set></crm_config>`,
			sent:    `<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="a" name="stonith-enabled" value="false"/><nvpair id="b" name="dc-version" value="9"/></cluster_property_set><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana" value="PRIM"/></cluster_property_set></crm_config>`,
			replace: []string{"property hana: value=PRIM", "property master: value=n1", "property cluster-name: value=shop", "property dc-version: value=2.1", "property stonith-enabled: value=false"},
			merge: []string{"property hana: value=PRIM", "property more: value=1", "property master: value=n1", "property cluster-name: value=shop", "property dc-version: value=2.1",
				"property no-quorum-policy: value=stop", "property stonith-enabled: value=false"},
		},
		{
			name:    "a property set that is named and not there",
			live:    `<crm_config><cluster_property_set id="other"><nvpair id="s" name="hana" value="SOK"/></cluster_property_set></crm_config>`,
			sent:    `<crm_config><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana" value="PRIM"/></cluster_property_set></crm_config>`,
			replace: []string{"property hana: value=PRIM"},
			merge:   []string{"property hana: value=PRIM"},
		},
		{
			name:    "descriptions stay",
			live:    `<resources><primitive id="a" class="ocf" provider="pacemaker" type="Dummy" description="mine">` + params("a", "x", "1") + `</primitive></resources><alerts><alert id="al" path="/x" description="theirs"/></alerts>`,
			sent:    `<resources>` + prim("a", params("a", "x", "2")) + `</resources><alerts><alert id="alert_1" path="/x"/></alerts>`,
			replace: []string{"primitive a" + agent, "primitive a: description=mine", "primitive a: x=2", "alert /x: description=theirs"},
			merge:   []string{"primitive a" + agent, "primitive a: description=mine", "primitive a: x=2", "alert /x: description=theirs"},
		},
		{
			name:    "descriptions of the sheet count",
			live:    `<resources><group id="g" description="old"><primitive id="a" class="ocf" provider="pacemaker" type="Dummy" description="mine"/></group></resources>`,
			sent:    `<resources><group id="g" description="new"><primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/></group></resources>`,
			replace: []string{"group g: members=a", "group g: description=new", "primitive a" + agent, "primitive a: description=mine"},
			merge:   []string{"group g: members=a", "group g: description=new", "primitive a" + agent, "primitive a: description=mine"},
		},
		{
			name:    "what no table can say, and an unknown section",
			live:    `<acls><acl_target id="t" name="n"/></acls>`,
			sent:    `<acls><acl_target id="u" name="n"/></acls><news><item id="i" x="1"/></news>`,
			replace: []string{"ACL user u: name=n", "item i: x=1"},
			merge:   []string{"ACL user t: name=n", "ACL user u: name=n", "item i: x=1"},
		},
		{
			name:    "tags",
			live:    `<tags><tag id="t"><obj_ref id="b"/><obj_ref id="a"/></tag><tag id="u"><obj_ref id="a"/></tag><tag id="v"><obj_ref id="a"/></tag></tags>`,
			sent:    `<tags><tag id="t"><obj_ref id="a"/><obj_ref id="b"/></tag><tag id="u"><obj_ref id="b"/></tag></tags>`,
			replace: []string{"tag t: members=b a", "tag u: members=b"},
			merge:   []string{"tag t: members=b a", "tag u: members=b", "tag v: members=a"},
		},
		{
			name: "ACLs",
			live: `<acls><acl_role id="r"><acl_permission id="x" kind="read" xpath="/x"/><acl_permission id="y" kind="read" xpath="/y"/></acl_role><acl_role id="s"/>` +
				`<acl_target id="u"><role id="s"/><role id="r"/></acl_target><acl_target id="v"><role id="s"/></acl_target></acls>`,
			sent: `<acls><acl_role id="r"><acl_permission id="r-write" kind="write" xpath="/x"/></acl_role><acl_role id="s"/>` +
				`<acl_target id="u"><role id="r"/><role id="s"/></acl_target><acl_group id="v"><role id="r"/></acl_group></acls>`,
			replace: []string{"ACL role r: permission xpath /x=write", "ACL role s", "ACL user u: roles=s r", "ACL group v: roles=r"},
			merge:   []string{"ACL role r: permission xpath /x=write", "ACL role s", "ACL user u: roles=s r", "ACL user v: roles=s", "ACL group v: roles=r"},
		},
		{
			name: "ACLs of which the sheet says nothing lose only what is gone",
			live: `<resources>` + prim("a", "") + prim("b", "") + `</resources><tags><tag id="t"><obj_ref id="a"/><obj_ref id="b"/></tag><tag id="u"><obj_ref id="b"/></tag></tags>` +
				`<acls><acl_role id="r"><acl_permission id="pa" kind="read" reference="a"/><acl_permission id="pb" kind="write" reference="b"/><acl_permission id="px" kind="deny" xpath="/x"/><acl_permission id="pn" kind="read" reference="never-there"/></acl_role></acls>`,
			sent:    `<resources>` + prim("a", "") + `</resources>`,
			replace: slices.Concat([]string{"primitive a" + agent}, permission("read", "reference a"), permission("deny", "xpath /x"), permission("read", "reference never-there")),
			merge: slices.Concat([]string{"primitive a" + agent, "primitive b" + agent, "tag t: members=a b", "tag u: members=b"},
				permission("read", "reference a"), permission("write", "reference b"), permission("deny", "xpath /x"), permission("read", "reference never-there")),
		},
	}
	for _, tt := range tests {
		tt.live, tt.sent = strings.ReplaceAll(tt.live, "</operations><operations>", ""), strings.ReplaceAll(tt.sent, "</operations><operations>", "")
		t.Run(tt.name, func(t *testing.T) {
			for mode, want := range map[Mode][]string{Replace: tt.replace, Merge: tt.merge} {
				out, err := Into(wrap(tt.live), wrap(tt.sent), mode)
				if err != nil {
					t.Fatalf("%s: %v", mode, err)
				}
				if diff := cmp.Diff(want, lines(t, out)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", mode, diff)
				}
				again, err := Into(out, wrap(tt.sent), mode)
				if err != nil || string(again) != string(out) {
					t.Errorf("%s: a second merge changes something (%v):\n%s\nthen\n%s", mode, err, out, again)
				}
			}
		})
	}
}

// TestIntoKeepsWhatIsTheClusters: version, schema, status and node ids are never
// the sheet's.
func TestIntoKeepsWhatIsTheClusters(t *testing.T) {
	sent := []byte(`<cib epoch="1" validate-with="pacemaker-4.0"><configuration><crm_config/><nodes><node id="1" uname="n1"><utilization id="nodes-1-utilization"><nvpair id="nodes-1-utilization-cpu" name="cpu" value="4"/></utilization></node></nodes><resources/><constraints/></configuration><status/></cib>`)
	out, err := Into(wrap(nodes), sent, Replace)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`epoch="7"`, `num_updates="3"`, `validate-with="pacemaker-3.9"`, `<node_state id="11"`, `<node id="11" uname="n1">`, `id="nodes-11-utilization-cpu"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%s is lost:\n%s", want, out)
		}
	}
}

func TestIntoUnknownNode(t *testing.T) {
	sent := strings.ReplaceAll(nodes, "n1", "n9")
	_, err := Into(wrap(nodes), wrap(sent), Replace)
	unknown, ok := err.(*UnknownNodesError)
	if !ok || !cmp.Equal(unknown.Nodes, []string{"n9"}) || !cmp.Equal(unknown.Known, []string{"n1", "n2"}) {
		t.Errorf("%v", err)
	}
}

// TestRemoteNode: a node that a resource creates is entered with its attributes, and
// loses those when the order is taken back.
func TestRemoteNode(t *testing.T) {
	const remote = `<node type="remote" id="r1" uname="r1"><instance_attributes id="nodes-r1"><nvpair id="nodes-r1-rack" name="rack" value="a"/></instance_attributes></node>`
	sent := strings.Replace(nodes, "</nodes>", remote+"</nodes>", 1)
	for _, live := range []string{nodes, strings.Replace(nodes, "</nodes>", `<node type="remote" id="r1" uname="r1"/></nodes>`, 1)} {
		out, err := Into(wrap(live), wrap(sent), Replace)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Count(string(out), `uname="r1"`) != 1 || !strings.Contains(string(out), `id="nodes-r1-rack"`) {
			t.Errorf("the node is not entered:\n%s", out)
		}
		back, err := Restore(out, wrap("<crm_config/>"+live+"<resources/><constraints/>"), out)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(back), "nodes-r1") {
			t.Errorf("the attributes are still there:\n%s", back)
		}
	}
}

// TestIntoKeepsSpelling: what means the same is not written anew.
func TestIntoKeepsSpelling(t *testing.T) {
	live := `<resources><primitive id="a" class="ocf" provider="x" type="y"><instance_attributes id="by-hand"><nvpair name="p" id="q" value="1"/></instance_attributes></primitive></resources>` +
		`<constraints><rsc_order id="mine" first="a" then="b"/></constraints>`
	sent := `<resources><primitive class="ocf" id="a" provider="x" type="y"><instance_attributes id="a-instance_attributes"><nvpair id="a-instance_attributes-p" name="p" value="1"/></instance_attributes></primitive></resources>` +
		`<constraints><rsc_order id="order-a-b-mandatory" first="a" then="b" first-action="start" then-action="start" kind="Mandatory"/></constraints>`
	out, err := Into(wrap(live), wrap(sent), Replace)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`id="by-hand"`, `id="mine"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("%s was written anew:\n%s", want, out)
		}
	}
}

func TestIntoSettlesIDs(t *testing.T) {
	live := `<resources><primitive id="a" class="lsb" type="y"/></resources><constraints><rsc_location id="loc" rsc="a" node="n1" score="1"/></constraints>`
	sent := `<resources><primitive id="b" class="lsb" type="y"><meta_attributes id="loc"/></primitive></resources>`
	out, err := Into(wrap(live), wrap(sent), Merge)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(out), `<meta_attributes id="loc-1"/>`) {
		t.Errorf("%s", out)
	}
	sent = `<resources><primitive id="loc" class="lsb" type="y"/></resources>`
	if _, err := Into(wrap(live), wrap(sent), Merge); err == nil || err.Error() != `the id "loc" of a <primitive> is taken by a <rsc_location> of the cluster` {
		t.Errorf("%v", err)
	}
}

func TestRestore(t *testing.T) {
	node := func(pairs string) string {
		return `<nodes><node id="11" uname="n1"><instance_attributes id="nodes-11">` + pairs + `</instance_attributes></node><node id="13" uname="new"/></nodes>`
	}
	pair := func(name, value string) string {
		return `<nvpair id="nodes-11-` + name + `" name="` + name + `" value="` + value + `"/>`
	}
	rest := func(properties, resource string) string {
		return `<crm_config><cluster_property_set id="cib-bootstrap-options">` + properties + `</cluster_property_set></crm_config><resources><primitive id="` + resource + `" class="lsb" type="y"/></resources>`
	}
	saved := wrap(rest(owned+`<nvpair id="p" name="p" value="old"/>`, "a") + node(pair("site", "a")+pair("data", "1")))
	applied := wrap(rest(owned+`<nvpair id="p" name="p" value="new"/>`, "b") + node(pair("site", "b")+pair("data", "1")+pair("extra", "x")+pair("maintenance", "on")))
	live := wrap(rest(strings.Replace(owned, "2.1", "2.2", 1)+`<nvpair id="p" name="p" value="new"/>`, "b") +
		node(pair("site", "b")+pair("data", "2")+pair("extra", "x")+pair("maintenance", "on")+pair("standby", "on")))
	out, err := Restore(live, saved, applied)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"property cluster-name: value=shop", "property dc-version: value=2.2", "property p: value=old",
		"primitive a: agent=lsb:y",
		"node n1: attribute site=a", "node n1: attribute data=2", "node n1: attribute maintenance=on", "node n1: attribute standby=on", "node new",
	}
	if diff := cmp.Diff(want, lines(t, out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, err := Restore(live, wrap(""), nil); err == nil {
		t.Error("a part of a CIB was restored")
	}
}

// TestRestoreLeavesNodesToOperators: standby and maintenance stay what they are,
// also when nothing changed since the configuration was applied.
func TestRestoreLeavesNodesToOperators(t *testing.T) {
	state := func(pairs string) []byte {
		return wrap(`<crm_config/><nodes><node id="11" uname="n1"><instance_attributes id="nodes-11">` + pairs + `</instance_attributes></node></nodes><resources/>`)
	}
	for _, name := range []string{"standby", "maintenance"} {
		on := state(`<nvpair id="x" name="` + name + `" value="on"/>`)
		off := state(`<nvpair id="x" name="` + name + `" value="off"/>`)
		for _, saved := range [][]byte{state(""), off} {
			out, err := Restore(on, saved, on)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(lines(t, on), lines(t, out)); diff != "" {
				t.Errorf("%s was restored (-live +restored):\n%s", name, diff)
			}
		}
	}
}

func TestIntoRefuses(t *testing.T) {
	good := wrap(nodes)
	for _, bad := range []string{"", "<cib/>", "<x/>", "<cib><configuration>", "<cib><configuration/></cib><cib/>"} {
		if _, err := Into([]byte(bad), good, Replace); err == nil || !strings.Contains(err.Error(), "live") {
			t.Errorf("%q as live: %v", bad, err)
		}
		if _, err := Into(good, []byte(bad), Replace); err == nil || !strings.Contains(err.Error(), "new") {
			t.Errorf("%q as new: %v", bad, err)
		}
	}
}

// TestDescriptionIsNoDifference: a live element stays as it is spelt where the sheet
// says the same but for the descriptions in it.
func TestDescriptionIsNoDifference(t *testing.T) {
	const sent = `<resources><group id="g"><primitive id="a" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="a-meta"><nvpair id="p" name="priority" value="1"/></meta_attributes></primitive></group></resources>`
	live := strings.ReplaceAll(strings.Replace(strings.Replace(sent, `"a-meta"`, `"of-another"`, 1), `type="Dummy"`, `type="Dummy" description="mine"`, 1), `id="g"`, `id="g" description="ours"`)
	for _, mode := range []Mode{Replace, Merge} {
		out, err := Into(wrap(live), wrap(sent), mode)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{`"of-another"`, `description="mine"`, `description="ours"`} {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: %s is gone:\n%s", mode, want, out)
			}
		}
	}
}

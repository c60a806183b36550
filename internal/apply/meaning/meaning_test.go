package meaning

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func wrap(sections string) []byte {
	return []byte(`<cib><configuration>` + sections + `</configuration></cib>`)
}

func of(t *testing.T, sections string) *Config {
	t.Helper()
	c, err := Of(wrap(sections))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestSame: these pairs are two spellings of one thing.
func TestSame(t *testing.T) {
	res := func(inner string) string { return `<resources>` + inner + `</resources>` }
	con := func(inner string) string { return `<constraints>` + inner + `</constraints>` }
	prim := func(sets string) string {
		return res(`<primitive id="a" class="ocf" provider="p" type="t">` + sets + `</primitive>`)
	}
	tests := []struct{ name, a, b string }{
		{"the ids of sets and pairs", prim(`<instance_attributes id="x"><nvpair id="y" name="n" value="v"/></instance_attributes>`),
			prim(`<instance_attributes id="a-instance_attributes"><nvpair id="a-n" value="v" name="n"/></instance_attributes>`)},
		{"one set or two", prim(`<meta_attributes id="x"><nvpair id="y" name="n" value="v"/><nvpair id="z" name="m" value="w"/></meta_attributes>`),
			prim(`<meta_attributes id="x"><nvpair id="y" name="m" value="w"/></meta_attributes><meta_attributes id="u"><nvpair id="z" name="n" value="v"/></meta_attributes>`)},
		{"a pair that does not count", prim(`<meta_attributes id="x"><nvpair id="y" name="n" value="v"/></meta_attributes>`),
			prim(`<meta_attributes id="u"><nvpair id="z" name="n" value="other"/></meta_attributes><meta_attributes id="x" score="2"><nvpair id="y" name="n" value="v"/></meta_attributes>`)},
		{"two operations alike", prim(`<operations><op id="1" name="start" interval="0s" timeout="9"/><op id="2" name="start" interval="0s" timeout="5"/></operations>`),
			prim(`<operations><op id="3" name="start" interval="0s" timeout="9"/><op id="4" name="start" interval="0s" timeout="5"/></operations>`)},
		{"the order of operations", prim(`<operations><op id="1" name="start" interval="0s"/><op id="2" name="monitor" interval="10s"/></operations>`),
			prim(`<operations><op id="2" name="monitor" interval="10s"/><op id="3" name="start" interval="0s"/></operations>`)},
		{"old and new roles", prim(`<meta_attributes id="x"><nvpair id="y" name="target-role" value="Master"/></meta_attributes><operations><op id="2" name="monitor" interval="1" role="Slave"/></operations>`),
			prim(`<meta_attributes id="x"><nvpair id="y" name="target-role" value="Promoted"/></meta_attributes><operations><op id="2" name="monitor" interval="1" role="Unpromoted"/></operations>`)},
		{"master and a promotable clone", res(`<master id="m"><primitive id="a" class="lsb" type="t"/></master>`),
			res(`<clone id="m"><primitive id="a" class="lsb" type="t"/><meta_attributes id="x"><nvpair id="y" name="promotable" value="true"/></meta_attributes></clone>`)},
		{"an order's defaults", con(`<rsc_order id="x" first="a" then="b"/>`),
			con(`<rsc_order id="y" first="a" then="b" first-action="start" then-action="start" kind="Mandatory" symmetrical="true"/>`)},
		{"the order of what a resource set says", con(`<rsc_order id="x"><resource_set id="1" sequential="false" require-all="false"><resource_ref id="a"/></resource_set></rsc_order>`),
			con(`<rsc_order id="x"><resource_set id="1" require-all="false" sequential="false"><resource_ref id="a"/></resource_set></rsc_order>`)},
		{"a pair without a value", prim(`<instance_attributes id="x"><nvpair id="y" name="n"/></instance_attributes><instance_attributes id="u"><nvpair id="z" name="m" value=""/></instance_attributes>`),
			prim(`<instance_attributes id="u"><nvpair id="z" name="m" value=""/></instance_attributes>`)},
		{"an order's old score", con(`<rsc_order id="x" first="a" then="b" score="0"/>`), con(`<rsc_order id="x" first="a" then="b" kind="Optional" score="0"/>`)},
		{"a rule's parts", con(`<rsc_location id="x" rsc="a"><rule id="r" score="5" boolean-op="or"><expression id="1" attribute="p" operation="defined"/><expression id="2" attribute="q" operation="lt" value="1"/></rule></rsc_location>`),
			con(`<rsc_location id="y" rsc="a"><rule id="s" score="5" boolean-op="or"><expression id="2" attribute="q" operation="lt" value="1"/><expression id="1" attribute="p" operation="defined"/></rule></rsc_location>`)},
		{"a rule of one part", con(`<rsc_location id="x" rsc="a"><rule id="r" score="5"><expression id="1" attribute="p" operation="defined"/></rule></rsc_location>`),
			con(`<rsc_location id="x" rsc="a"><rule id="r" score="5" boolean-op="and"><expression id="1" attribute="p" operation="defined"/></rule></rsc_location>`)},
		{"where to look", con(`<rsc_location id="x" rsc="a" node="n" score="+INFINITY"/>`), con(`<rsc_location id="x" rsc="a" node="n" score="INFINITY" resource-discovery="always"/>`)},
		{"devices", `<fencing-topology><fencing-level id="x" target="n" index="1" devices="a,b"/></fencing-topology>`, `<fencing-topology><fencing-level id="y" target="n" index="1" devices="a b"/></fencing-topology>`},
		{"an empty section", `<alerts/>`, ``},
		{"times with and without a unit", prim(`<meta_attributes id="x"><nvpair id="y" name="failure-timeout" value="1min"/></meta_attributes><operations><op id="2" name="monitor" interval="10s" timeout="60"/><op id="3" name="monitor" interval="20" timeout="1m" start-delay="0"/></operations>`),
			prim(`<meta_attributes id="x"><nvpair id="y" name="failure-timeout" value="60"/></meta_attributes><operations><op id="2" name="monitor" interval="PT10S" timeout="60s"/><op id="3" name="monitor" interval="20000ms" timeout="60" start-delay="0s"/></operations>`)},
		{"a property's time", `<crm_config><cluster_property_set id="s"><nvpair id="1" name="cluster-recheck-interval" value="5min"/><nvpair id="2" name="dc-deadtime" value="20"/></cluster_property_set></crm_config>`,
			`<crm_config><cluster_property_set id="s"><nvpair id="1" name="cluster-recheck-interval" value="300s"/><nvpair id="2" name="dc-deadtime" value="20s"/></cluster_property_set></crm_config>`},
		{"a default's time", `<op_defaults><meta_attributes id="m"><nvpair id="1" name="timeout" value="90"/></meta_attributes></op_defaults>`,
			`<op_defaults><meta_attributes id="m"><nvpair id="1" name="timeout" value="90s"/></meta_attributes></op_defaults>`},
		{"booleans", prim(`<meta_attributes id="x"><nvpair id="y" name="is-managed" value="Yes"/></meta_attributes><operations><op id="2" name="monitor" interval="10s" enabled="off"/></operations>`),
			prim(`<meta_attributes id="x"><nvpair id="y" name="is-managed" value="true"/></meta_attributes><operations><op id="2" name="monitor" interval="10s" enabled="False"/></operations>`)},
		{"a role in another case", prim(`<meta_attributes id="x"><nvpair id="y" name="target-role" value="master"/></meta_attributes>`),
			prim(`<meta_attributes id="x"><nvpair id="y" name="target-role" value="Promoted"/></meta_attributes>`)},
	}
	for _, tt := range tests {
		if d := Diff(of(t, tt.a), of(t, tt.b)); len(d) > 0 {
			t.Errorf("%s differ: %+v", tt.name, d)
		}
	}
}

// TestDiff: what differs, and how it is called.
func TestDiff(t *testing.T) {
	tests := []struct {
		name, a, b string
		want       []string
	}{
		{"a property", `<crm_config><cluster_property_set id="s"><nvpair id="1" name="a" value="1"/><nvpair id="2" name="b" value="1"/></cluster_property_set></crm_config>`,
			`<crm_config><cluster_property_set id="s"><nvpair id="1" name="a" value="2"/><nvpair id="3" name="c" value="1"/></cluster_property_set></crm_config>`,
			[]string{"change property a", " change value: 1>2", "add property c", " add value: >1", "remove property b", " remove value: 1>"}},
		{"an agent's own role and infinity", `<resources><primitive id="a" class="lsb" type="t"><instance_attributes id="x"><nvpair id="y" name="role" value="master"/><nvpair id="z" name="max" value="+INFINITY"/></instance_attributes></primitive></resources>`,
			`<resources><primitive id="a" class="lsb" type="t"><instance_attributes id="x"><nvpair id="y" name="role" value="Promoted"/><nvpair id="z" name="max" value="INFINITY"/></instance_attributes></primitive></resources>`,
			[]string{"change primitive a", " change role: master>Promoted", " change max: +INFINITY>INFINITY"}},
		{"an agent's own time and boolean", `<resources><primitive id="a" class="lsb" type="t"><instance_attributes id="x"><nvpair id="y" name="timeout" value="10"/><nvpair id="z" name="on" value="yes"/></instance_attributes></primitive></resources>`,
			`<resources><primitive id="a" class="lsb" type="t"><instance_attributes id="x"><nvpair id="y" name="timeout" value="10s"/><nvpair id="z" name="on" value="true"/></instance_attributes></primitive></resources>`,
			[]string{"change primitive a", " change timeout: 10>10s", " change on: yes>true"}},
		{"numbers", `<rsc_defaults><meta_attributes id="m"><nvpair id="1" name="migration-threshold" value="1"/></meta_attributes></rsc_defaults>`,
			`<rsc_defaults><meta_attributes id="m"><nvpair id="1" name="migration-threshold" value="true"/></meta_attributes></rsc_defaults>`,
			[]string{"change resource default migration-threshold", " change value: 1>true"}},
		{"group members have an order", `<resources><group id="g"><primitive id="a" class="lsb" type="t"/><primitive id="b" class="lsb" type="t"/></group></resources>`,
			`<resources><group id="g"><primitive id="b" class="lsb" type="t"/><primitive id="a" class="lsb" type="t"/></group></resources>`,
			[]string{"change group g", " change members: a b>b a"}},
		{"an operation", `<resources><primitive id="a" class="lsb" type="t"><operations><op id="1" name="monitor" interval="10s" timeout="5s"/></operations></primitive></resources>`,
			`<resources><primitive id="a" class="lsb" type="t"><operations><op id="2" name="monitor" interval="20s"><instance_attributes id="i"><nvpair id="n" name="OCF_CHECK_LEVEL" value="10"/></instance_attributes></op></operations></primitive></resources>`,
			[]string{"change primitive a", " change op monitor interval: 10s>20s", " add op monitor OCF_CHECK_LEVEL: >10", " remove op monitor timeout: 5s>"}},
		{"operations of one name", `<resources><primitive id="a" class="lsb" type="t"><operations><op id="1" name="monitor" interval="10s" timeout="1s"/><op id="2" name="monitor" interval="30s" timeout="1s"/></operations></primitive></resources>`,
			`<resources><primitive id="a" class="lsb" type="t"><operations><op id="1" name="monitor" interval="10s" timeout="1s"/><op id="2" name="monitor" interval="30s" timeout="2s"/></operations></primitive></resources>`,
			[]string{"change primitive a", " change op monitor[30s] timeout: 1s>2s"}},
		{"secrets", `<resources><primitive id="a" class="stonith" type="t"><instance_attributes id="x"><nvpair id="y" name="password" value="old"/></instance_attributes></primitive></resources>`,
			`<resources><primitive id="a" class="stonith" type="t"><instance_attributes id="x"><nvpair id="y" name="password" value="new"/></instance_attributes></primitive></resources>`,
			[]string{"change primitive a", " change password: ********>********"}},
		{"a secret in a value", `<resources><primitive id="a" class="ocf" type="t"><instance_attributes id="x"><nvpair id="y" name="opt" value="a=1"/></instance_attributes></primitive></resources>`,
			`<resources><primitive id="a" class="ocf" type="t"><instance_attributes id="x"><nvpair id="y" name="opt" value="password=s3cr3t"/></instance_attributes></primitive></resources>`,
			[]string{"change primitive a", " change opt: ********>********"}},
		{"a secret in a recipient", `<alerts/>`,
			`<alerts><alert id="a" path="/a"><recipient id="r" value="https://u:s3cr3t@h"/></alert></alerts>`,
			[]string{"add alert /a", "add recipient ******** (/a)"}},
		{"a secret property", `<crm_config/>`, `<crm_config><cluster_property_set id="s"><nvpair id="1" name="x_password" value="s3cr3t"/></cluster_property_set></crm_config>`,
			[]string{"add property x_password", " add value: >********"}},
		{"a constraint that was edited", `<constraints><rsc_location id="x" rsc="a" node="n1" score="1"/></constraints>`,
			`<constraints><rsc_location id="x" rsc="a" node="n2" score="1"/></constraints>`, []string{"change location a (n2)", " change node: n1>n2"}},
		{"two constraints about the same", `<constraints><rsc_location id="x" rsc="a" node="n1" score="1"/></constraints>`,
			`<constraints><rsc_location id="x" rsc="a" node="n1" score="1"/><rsc_location id="y" rsc="a" node="n1" score="2"/></constraints>`,
			[]string{"add location a (n1)", " add rsc: >a", " add node: >n1", " add score: >2"}},
		{"a colocation with roles", ``, `<constraints><rsc_colocation id="x" rsc="a" rsc-role="Started" with-rsc="b" with-rsc-role="Master" score="5"/></constraints>`,
			[]string{"add colocation a + b[Promoted]", " add score: >5", " add rsc-role: >Started", " add with-rsc-role: >Promoted", " add rsc: >a", " add with-rsc: >b"}},
		{"resource sets", ``, `<constraints><rsc_order id="x" kind="Mandatory"><resource_set id="1" sequential="false"><resource_ref id="a"/><resource_ref id="b"/></resource_set><resource_set id="2"><resource_ref id="c"/></resource_set></rsc_order></constraints>`,
			[]string{"add order {a b sequential=false} {c}", " add kind: >Mandatory", " add symmetrical: >true", " add sets: >{a b sequential=false} {c}"}},
		{"rules of attribute sets", ``, `<resources><primitive id="a" class="lsb" type="t"><meta_attributes id="m"><rule id="r"><date_expression id="d" operation="in_range" start="1"><duration id="u" hours="2"/></date_expression></rule><nvpair id="y" name="n" value="v"/></meta_attributes></primitive></resources>`,
			[]string{"add primitive a", " add agent: >lsb:t", " add meta [date(operation=in_range start=1 duration(hours=2))] n: >v"}},
		{"what hagen knows nothing of", `<news/>`, `<news><item id="r"><part id="p" kind="read" xpath="/cib"/></item></news>`,
			[]string{"add item r", " add part[p] kind: >read", " add part[p] xpath: >/cib"}},
		{"access control", `<acls><acl_role id="r"><acl_permission id="p" kind="read" xpath="/cib"/></acl_role><acl_target id="u"><role id="r"/><role id="s"/></acl_target></acls>`,
			`<acls><acl_role id="r" description="d"><acl_permission id="q" kind="write" xpath="/cib"/><acl_permission id="p" kind="deny" object-type="op" attribute="name"/></acl_role><acl_target id="u"><role id="s"/><role id="r"/></acl_target><acl_group id="g"><role id="r"/></acl_group></acls>`,
			[]string{"change ACL role r", " add description: >d", " change permission xpath /cib: read>write", " add permission object-type op attribute name: >deny", "add ACL group g", " add roles: >r"}},
		{"a bundle", ``, `<resources><bundle id="b"><podman image="i"/><network><port-mapping id="pm" port="80"/></network><primitive id="a" class="lsb" type="t"/></bundle></resources>`,
			[]string{"add bundle b", " add container: >podman", " add image: >i", " add port-map 80: >80", " add members: >a", "add primitive a", " add agent: >lsb:t"}},
		{"alerts", `<alerts><alert id="1" path="/a"/></alerts>`, `<alerts><alert id="1" path="/a"><select><select_nodes/></select><recipient id="r" value="me"><meta_attributes id="m"><nvpair id="t" name="timeout" value="5s"/></meta_attributes></recipient></alert></alerts>`,
			[]string{"change alert /a", " add select: >nodes", "add recipient me (/a)", " add meta timeout: >5s"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range Diff(of(t, tt.a), of(t, tt.b)) {
				got = append(got, fmt.Sprintf("%s %s %s", c.Action, c.Kind, c.Name))
				for _, d := range c.Details {
					got = append(got, fmt.Sprintf(" %s %s: %s>%s", d.Action, d.Field, d.Old, d.New))
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if back := Diff(of(t, tt.b), of(t, tt.a)); len(back) == 0 {
				t.Error("the other way round there is no difference")
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for text, want := range map[string]string{
		"": "not a CIB", "<cib": "not a complete CIB", "<x/>": "not a CIB", "<cib/>": "no configuration",
		"<cib><configuration/></cib><cib/>": "more after the CIB",
	} {
		if _, err := Of([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

func TestWhere(t *testing.T) {
	c := of(t, `<resources><primitive id="a" class="lsb" type="t"><operations><op id="a-op" name="monitor" interval="1"/></operations></primitive></resources>`)
	for _, tt := range []struct{ key, field, id, attr string }{
		{"a", "", "a", ""}, {"a", "op monitor interval", "a-op", "interval"}, {"a", "agent", "a", "type"}, {"a", "none", "", ""}, {"b", "", "", ""},
	} {
		if id, attr := c.Where(Primitive, tt.key, tt.field); id != tt.id || attr != tt.attr {
			t.Errorf("%s %s: %s %s, want %s %s", tt.key, tt.field, id, attr, tt.id, tt.attr)
		}
	}
}

package merge

import (
	"strings"
	"testing"
)

// TestOverlayTables: in mode merge, what the sheet says of an element takes the place of
// what the cluster had of the same, and all else stays.
func TestOverlayTables(t *testing.T) {
	const a, b = `<primitive id="a" class="ocf" provider="pacemaker" type="Stateful"/>`, `<primitive id="b" class="ocf" provider="pacemaker" type="Dummy"/>`
	bundle := func(inner string) string { return `<resources><bundle id="web">` + inner + a + `</bundle></resources>` }
	constraints := func(inner string) string {
		return `<resources>` + a + b + `</resources><constraints>` + inner + `</constraints>`
	}
	const set = `<resource_set id="s1"><resource_ref id="a"/><resource_ref id="b"/></resource_set>`
	for _, c := range []struct {
		name, live, sent string
		has, hasNot      []string
	}{
		{"a bundle: containers", bundle(`<podman image="old" masters="1" run-command="/x"/>`), bundle(`<podman image="new" promoted-max="2"/>`),
			[]string{`image="new"`, `promoted-max="2"`, `run-command="/x"`}, []string{"masters", `image="old"`}},
		{"a bundle: another kind of containers", bundle(`<docker image="old"/>`), bundle(`<podman image="new"/>`), []string{`<podman image="new"/>`}, []string{"docker"}},
		{"a bundle: network", bundle(`<podman image="i"/><network control-port="1" host-netmask="24"><port-mapping id="old" port="80" internal-port="81"/><port-mapping id="o2" range="1-2"/></network>`),
			bundle(`<podman image="i"/><network control-port="2"><port-mapping id="new" port="80" internal-port="82"/><port-mapping id="n2" port="443"/></network>`),
			[]string{`control-port="2"`, `host-netmask="24"`, `id="old" port="80" internal-port="82"`, `range="1-2"`, `port="443"`}, []string{`id="new"`, `internal-port="81"`}},
		{"a bundle: directories", bundle(`<podman image="i"/><storage><storage-mapping id="old" source-dir-root="/r" target-dir="/t"/><storage-mapping id="o2" source-dir="/o" target-dir="/u"/></storage>`),
			bundle(`<podman image="i"/><storage><storage-mapping id="new" source-dir="/s" target-dir="/t"/></storage>`),
			[]string{`id="old"`, `source-dir="/s"`, `source-dir="/o"`}, []string{"source-dir-root", `id="new"`}},
		{"a ticket of a role", constraints(`<rsc_ticket id="old" ticket="t" rsc="a" rsc-role="Master" loss-policy="stop"/><rsc_ticket id="o2" ticket="t" rsc="a" loss-policy="freeze"/>`),
			constraints(`<rsc_ticket id="new" ticket="t" rsc="a" rsc-role="Promoted" loss-policy="demote"/>`),
			[]string{`loss-policy="demote"`, `loss-policy="freeze"`}, []string{`loss-policy="stop"`}},
		{"a ticket of sets", constraints(`<rsc_ticket id="old" ticket="t" loss-policy="stop">` + set + `</rsc_ticket>`),
			constraints(`<rsc_ticket id="new" ticket="t" loss-policy="demote">` + strings.ReplaceAll(set, "s1", "s2") + `</rsc_ticket>`),
			[]string{`loss-policy="demote"`}, []string{`loss-policy="stop"`}},
		{"an order of sets with a part that no table says", constraints(`<rsc_order id="o" surprise="1">` + set + `</rsc_order>`),
			constraints(`<rsc_order id="o"><resource_set id="s2" sequential="false"><resource_ref id="b"/></resource_set></rsc_order>`),
			[]string{`surprise="1"`, `sequential="false"`}, []string{`id="s1"`, `<resource_ref id="a"/>`}},
		{"a colocation of sets by its id", constraints(`<rsc_colocation id="c" score="1">` + set + `</rsc_colocation>`),
			constraints(`<rsc_colocation id="c" score="2"><resource_set id="s2" role="Promoted"><resource_ref id="b"/></resource_set></rsc_colocation>`),
			[]string{`score="2"`, `role="Promoted"`}, []string{`score="1"`, `id="s1"`}},
		{"a fencing level of a pattern", `<fencing-topology><fencing-level id="x" target-pattern="n.*" index="1" devices="a"/><fencing-level id="y" target="n1" index="1" devices="c"/></fencing-topology>`,
			`<fencing-topology><fencing-level id="z" target-pattern="n.*" index="1" devices="b"/></fencing-topology>`,
			[]string{`devices="b"`, `devices="c"`}, []string{`devices="a"`}},
		{"a fencing level of an attribute", `<fencing-topology><fencing-level id="x" target-attribute="rack" target-value="1" index="1" devices="a"/><fencing-level id="y" target-attribute="rack" target-value="2" index="1" devices="c"/></fencing-topology>`,
			`<fencing-topology><fencing-level id="z" target-attribute="rack" target-value="1" index="1" devices="b"/></fencing-topology>`,
			[]string{`devices="b"`, `devices="c"`}, []string{`devices="a"`}},
		{"what an alert is about", `<alerts><alert id="x" path="/a"><select><select_nodes/></select></alert></alerts>`,
			`<alerts><alert id="y" path="/a"><select><select_attributes><attribute id="s" name="rack"/></select_attributes></select></alert></alerts>`,
			[]string{`<select_attributes>`, `name="rack"`}, []string{"select_nodes"}},
		{"an alert of which the sheet does not say what it is about", `<alerts><alert id="x" path="/a"><select><select_nodes/></select></alert></alerts>`,
			`<alerts><alert id="y" path="/a"/></alerts>`, []string{"select_nodes"}, nil},
		{"a set of properties that the sheet names", `<crm_config><cluster_property_set id="SAPHanaSR" score="1"><nvpair id="x" name="hook" value="SOK"/><nvpair id="y" name="filter" value="a"/></cluster_property_set></crm_config>`,
			`<crm_config><cluster_property_set id="SAPHanaSR" score="2"><nvpair id="z" name="filter" value="b"/><nvpair id="w" name="other" value="c"/></cluster_property_set></crm_config>`,
			[]string{`name="hook" value="SOK"`, `name="filter" value="b"`, `name="other" value="c"`, `score="2"`}, []string{`value="a"`, `score="1"`}},
		{"a role", `<acls><acl_role id="r" description="d"><acl_permission id="p" kind="read" xpath="/cib"/></acl_role><acl_role id="q"/></acls>`,
			`<acls><acl_role id="r"><acl_permission id="p" kind="deny" xpath="/cib"/></acl_role></acls>`,
			[]string{`kind="deny"`, `id="q"`}, []string{`kind="read"`}},
	} {
		out, err := Into(wrap(c.live), wrap(c.sent), Merge)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for _, want := range c.has {
			if !strings.Contains(string(out), want) {
				t.Errorf("%s: no %s in\n%s", c.name, want, out)
			}
		}
		for _, bad := range c.hasNot {
			if strings.Contains(string(out), bad) {
				t.Errorf("%s: %s in\n%s", c.name, bad, out)
			}
		}
		if again, err := Into(out, wrap(c.sent), Merge); err != nil || string(again) != string(out) {
			t.Errorf("%s: a second time changes it again: %v\n%s", c.name, err, again)
		}
	}
}

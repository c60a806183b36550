package apply

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/merge"
)

// TestUnsaid: what no table can say is not removed unless it is allowed.
func TestUnsaid(t *testing.T) {
	const dummy = `class="ocf" provider="pacemaker" type="Dummy"`
	a := func(inner string) string { return `<primitive id="a" ` + dummy + `>` + inner + `</primitive>` }
	set := func(tag, inner string) string {
		return `<` + tag + ` id="a-` + tag + `">` + inner + `<nvpair id="a-` + tag + `-n" name="n" value="v"/></` + tag + `>`
	}
	const rule = `<rule id="r" score="1"><expression id="e" attribute="x" operation="defined"/></rule>`
	tests := []struct {
		name, section, live, sent string
		want, merge               []string // with each mode
	}{
		{"a bundle, which a table can say", "resources", a("") + `<bundle id="web"><podman image="i"/></bundle>`, a(""), nil, nil},
		{"parameters of a bundle", "resources", a("") + `<bundle id="web"><podman image="i"/><instance_attributes id="ia"><nvpair id="x" name="x" value="1"/></instance_attributes></bundle>`, a("") + `<bundle id="web"><podman image="i"/></bundle>`, []string{"bundle web: instance_attributes"}, nil},
		{"a template, which a table can say", "resources", a("") + `<template id="t" ` + dummy + `/>`, a(""), nil, nil},
		{"a reference in a template", "resources", a("") + `<template id="t" ` + dummy + `><meta_attributes id="m" id-ref="x"/></template>`, a("") + `<template id="t" ` + dummy + `/>`, []string{"template t: meta_attributes/@id-ref"}, nil},
		{"a ticket of a set", "constraints", `<rsc_ticket id="tick" ticket="T"><resource_set id="s" score="5"><resource_ref id="a"/></resource_set></rsc_ticket>`, ``, []string{"rsc_ticket tick: resource_set/@score"}, nil},
		{"a ticket, which a table can say", "constraints", `<rsc_ticket id="tick" rsc="a" ticket="T"/>`, ``, nil, nil},
		{"a ticket of a resource that goes", "constraints", `<rsc_ticket id="tick" rsc="old" ticket="T"/>`, ``, nil, nil},
		{"a resource set with a score", "constraints", `<rsc_order id="o"><resource_set id="s" score="5"><resource_ref id="a"/></resource_set></rsc_order>`, ``,
			[]string{"rsc_order o: resource_set/@score"}, nil},
		{"a resource set, which a table can say", "constraints", `<rsc_order id="o"><resource_set id="s"><resource_ref id="a"/></resource_set></rsc_order>`, ``, nil, nil},
		{"resource discovery, which a sheet can say", "constraints", `<rsc_location id="l" rsc="a" node="n1" score="1" resource-discovery="never"/>`,
			`<rsc_location id="m" rsc="a" node="n1" score="2"/>`, nil, nil},
		{"a rule by date, which a table can say", "constraints", `<rsc_location id="l" rsc="a"><rule id="r" score="1"><date_expression id="d" operation="gt" start="2030-01-01"/></rule></rsc_location>`,
			``, nil, nil},
		{"an operator's ban, which is another danger", "constraints", `<rsc_location id="cli-ban-a-on-n1" rsc="a" role="Started" node="n1" score="-INFINITY"/>`, ``, nil, nil},
		{"parameters under a rule, which a table can say", "resources", a(set("instance_attributes", rule)), a(""), nil, nil},
		{"parameters under a rule that stay", "resources", a(set("instance_attributes", rule)), a(set("instance_attributes", rule)), nil, nil},
		{"parameters of another resource", "resources", `<primitive id="a" ` + dummy + `><instance_attributes id-ref="b-ia"/></primitive><primitive id="b" ` + dummy + `><instance_attributes id="b-ia"/></primitive>`,
			a("") + `<primitive id="b" ` + dummy + `/>`, []string{"primitive a: instance_attributes/@id-ref"}, nil},
		{"plain sets, one with a score", "resources", a(`<meta_attributes id="x"><nvpair id="y" name="n" value="v"/></meta_attributes><meta_attributes id="z" score="5"><nvpair id="w" name="m" value="v"/></meta_attributes>`),
			a(""), nil, nil},
		{"meta attributes of an operation, which a table can say", "resources", a(`<operations><op id="o" name="monitor" interval="10s"><meta_attributes id="om"><nvpair id="omn" name="n" value="v"/></meta_attributes></op></operations>`),
			a(`<operations><op id="o" name="monitor" interval="20s"/></operations>`), nil, nil},
		{"a check level", "resources", a(`<operations><op id="o" name="monitor" interval="10s"><instance_attributes id="om"><nvpair id="omn" name="OCF_CHECK_LEVEL" value="10"/></instance_attributes></op></operations>`),
			a(`<operations><op id="o" name="monitor" interval="20s"/></operations>`), nil, nil},
		{"a parameter of an operation under a rule", "resources", a(`<operations><op id="o" name="monitor" interval="10s"><instance_attributes id="om">` + rule + `<nvpair id="omn" name="depth" value="10"/></instance_attributes></op></operations>`),
			a(`<operations><op id="o" name="monitor" interval="20s"/></operations>`), []string{"primitive a: operations/op/instance_attributes/rule"}, nil},
		{"a resource of a template, which a table can say", "resources", `<template id="t" ` + dummy + `/><primitive id="a" template="t"/>`, a(""), nil, nil},
		{"a member's, deep inside", "resources", `<clone id="c"><group id="g">` + a(`<meta_attributes id="m" id-ref="x"/>`) + `</group></clone>`,
			`<clone id="c"><group id="g">` + a("") + `</group></clone>`, []string{"primitive a: meta_attributes/@id-ref"}, nil},
		{"parts of a resource the sheet removes", "resources", a("") + `<primitive id="old" ` + dummy + `><meta_attributes id="m">` + rule + `</meta_attributes></primitive>`, a(""), nil, nil},
		{"a description", "resources", `<primitive id="a" ` + dummy + ` description="mine"/>`, a(set("meta_attributes", "")), nil, nil},
		{"a level by pattern, which a table can say", "fencing-topology", `<fencing-level id="f" target-pattern="n.*" index="1" devices="d"/>`, ``, nil, nil},
		{"an alert's filter, which a table can say", "alerts", `<alert id="x" path="/x"><select><select_nodes/></select></alert>`, `<alert id="y" path="/x"/>`, nil, nil},
		{"defaults under a rule, which a table can say", "rsc_defaults", `<meta_attributes id="rsc_defaults-meta_attributes">` + rule + `<nvpair id="n" name="n" value="v"/></meta_attributes>`, ``, nil, nil},
		{"properties of an agent, which stay", "crm_config", `<cluster_property_set id="SAPHanaSR"><nvpair id="n" name="hana" value="SOK"/></cluster_property_set>`, ``, nil, nil},
		{"properties under a rule, which a table can say", "crm_config", `<cluster_property_set id="cib-bootstrap-options">` + rule + `<nvpair id="n" name="n" value="v"/></cluster_property_set>`, ``, nil, nil},
		{"a tag, which a table can say", "tags", `<tag id="t"><obj_ref id="a"/></tag>`, ``, nil, nil},
		{"ACLs, which stay", "acls", `<acl_target id="t" name="n"/>`, ``, nil, nil},
		{"a user no table can name", "acls", `<acl_target id="t" name="n"/>`, `<acl_role id="r"/>`, []string{"acl_target t: name"}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			config := func(content string) []byte {
				text := string(testCIB(7, "a", "old"))
				if tt.section == "resources" {
					return []byte(strings.Replace(string(testCIB(7)), "<resources>", "<resources>"+content, 1))
				}
				text = strings.NewReplacer("<"+tt.section+"/>", "").Replace(text)
				return []byte(strings.Replace(text, "<nodes>", "<"+tt.section+">"+content+"</"+tt.section+"><nodes>", 1))
			}
			sent := config(tt.sent)
			if tt.section != "resources" {
				sent = []byte(strings.Replace(string(sent), `<primitive id="old" class="ocf" provider="pacemaker" type="Dummy"></primitive>`, "", 1))
			}
			f := newFake()
			f.cib = config(tt.live)
			p, err := Make(t.Context(), f, f.cib, Request{CIB: sent, Mode: merge.Replace})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, itemsOf(p, Unsaid)); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, p.After)
			}
			merged, err := Make(t.Context(), f, f.cib, Request{CIB: sent, Mode: merge.Merge})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.merge, itemsOf(merged, Unsaid)); diff != "" {
				t.Errorf("--mode merge (-want +got):\n%s\n%s", diff, merged.After)
			}
		})
	}
}

func itemsOf(p *Plan, d Danger) []string {
	for _, r := range p.Risks {
		if r.Danger == d {
			return r.Items
		}
	}
	return nil
}

// TestUnsaidOfARollback: a configuration of the cluster's own past says all of itself.
func TestUnsaidOfARollback(t *testing.T) {
	f := newFake("a")
	saved := f.cib
	f.cib = []byte(strings.Replace(string(f.cib), "<constraints/>", `<constraints><rsc_ticket id="tick" rsc="a" ticket="T"/></constraints>`, 1))
	p, err := Make(t.Context(), f, f.cib, Request{Saved: saved})
	if err != nil || len(p.Changes) != 1 || len(p.Risks) != 0 {
		t.Errorf("%+v, %v", p, err)
	}
}

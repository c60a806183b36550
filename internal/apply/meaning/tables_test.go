package meaning

import "testing"

// TestTablesDiffer: each of these differences counts.
func TestTablesDiffer(t *testing.T) {
	bundle := func(inner string) string { return `<resources><bundle id="b">` + inner + `</bundle></resources>` }
	network := func(ports string) string {
		return bundle(`<podman image="i"/><network control-port="1">` + ports + `</network>`)
	}
	storage := func(mappings string) string {
		return bundle(`<podman image="i"/><storage>` + mappings + `</storage>`)
	}
	ticket := func(attrs string) string { return `<constraints><rsc_ticket id="t" ` + attrs + `/></constraints>` }
	level := func(attrs string) string {
		return `<fencing-topology><fencing-level id="l" index="1" devices="f" ` + attrs + `/></fencing-topology>`
	}
	role := func(permissions string) string {
		return `<acls><acl_role id="r">` + permissions + `</acl_role></acls>`
	}
	about := func(events string) string {
		return `<alerts><alert id="a" path="/a"><select>` + events + `</select></alert></alerts>`
	}
	properties := func(set string) string { return `<crm_config>` + set + `</crm_config>` }
	const pair, expression = `<nvpair id="p" name="x" value="1"/>`, `<expression id="e" attribute="#uname" operation="eq" value="n1"/>`
	for name, c := range map[string][2]string{
		"one of two mappings of a port":    {network(`<port-mapping id="1" port="80"/><port-mapping id="2" port="80" internal-port="81"/>`), network(`<port-mapping id="1" port="80"/><port-mapping id="2" port="80" internal-port="82"/>`)},
		"a range of ports":                 {network(`<port-mapping id="1" range="1-2"/>`), network(`<port-mapping id="1" range="1-3"/>`)},
		"where a directory comes from":     {storage(`<storage-mapping id="1" source-dir="/a" target-dir="/t"/>`), storage(`<storage-mapping id="1" source-dir-root="/a" target-dir="/t"/>`)},
		"one of two mappings of a place":   {storage(`<storage-mapping id="1" source-dir="/a" target-dir="/t"/><storage-mapping id="2" source-dir="/b" target-dir="/t"/>`), storage(`<storage-mapping id="1" source-dir="/a" target-dir="/t"/><storage-mapping id="2" source-dir="/c" target-dir="/t"/>`)},
		"the number of promoted instances": {bundle(`<podman image="i" masters="1"/>`), bundle(`<podman image="i" promoted-max="2"/>`)},
		"the role that needs a ticket":     {ticket(`ticket="t" rsc="a" rsc-role="Promoted"`), ticket(`ticket="t" rsc="a"`)},
		"what a lost ticket does":          {ticket(`ticket="t" rsc="a" loss-policy="stop"`), ticket(`ticket="t" rsc="a" loss-policy="fence"`)},
		"the pattern of a level":           {level(`target-pattern="n.*"`), level(`target="n.*"`)},
		"one pattern and another":          {level(`target-pattern="n.*"`), level(`target-pattern="m.*"`)},
		"the value of a level":             {level(`target-attribute="rack" target-value="1"`), level(`target-attribute="rack" target-value="2"`)},
		"the attribute of a permission":    {role(`<acl_permission id="p" kind="read" xpath="/cib" attribute="name"/>`), role(`<acl_permission id="p" kind="read" xpath="/cib"/>`)},
		"a second right to the same":       {role(`<acl_permission id="p" kind="read" xpath="/cib"/>`), role(`<acl_permission id="p" kind="read" xpath="/cib"/><acl_permission id="q" kind="deny" xpath="/cib"/>`)},
		"the attributes of an alert":       {about(`<select_attributes><attribute id="1" name="rack"/></select_attributes>`), about(`<select_attributes><attribute id="1" name="row"/></select_attributes>`)},
		"the path of an alert":             {`<alerts><alert id="a" path="/a"/></alerts>`, `<alerts><alert id="a" path="/b"/></alerts>`},
		"the value of a recipient":         {`<alerts><alert id="a" path="/a"><recipient id="r" value="me"/></alert></alerts>`, `<alerts><alert id="a" path="/a"><recipient id="r" value="you"/></alert></alerts>`},
		"the name of a property":           {properties(`<cluster_property_set id="s">` + pair + `</cluster_property_set>`), properties(`<cluster_property_set id="s"><nvpair id="p" name="y" value="1"/></cluster_property_set>`)},
		"the rule of a property set":       {properties(`<cluster_property_set id="s"><rule id="r">` + expression + `</rule>` + pair + `</cluster_property_set>`), properties(`<cluster_property_set id="s">` + pair + `</cluster_property_set>`)},
	} {
		for i := range c {
			if d := Diff(of(t, c[i]), of(t, c[i])); len(d) > 0 {
				t.Errorf("%s: it differs from itself: %+v", name, d)
			}
			if d := Diff(of(t, c[i]), of(t, c[1-i])); len(d) == 0 {
				t.Errorf("%s: no difference", name)
			}
		}
	}
}

// TestTablesSame: these say the same.
func TestTablesSame(t *testing.T) {
	for _, c := range [][2]string{
		{`<resources><bundle id="b"><podman image="i" masters="1"/></bundle></resources>`, `<resources><bundle id="b"><podman image="i" promoted-max="1"/></bundle></resources>`},
		{`<alerts><alert id="a" path="/a"><select><select_nodes/><select_fencing/></select></alert></alerts>`, `<alerts><alert id="a" path="/a"><select><select_fencing/><select_nodes/></select></alert></alerts>`},
		{`<resources><bundle id="b"><podman image="i"/><network><port-mapping id="1" port="80"/></network></bundle></resources>`, `<resources><bundle id="b"><podman image="i"/><network><port-mapping id="2" port="80" internal-port="80"/></network></bundle></resources>`},
	} {
		if d := Diff(of(t, c[0]), of(t, c[1])); len(d) > 0 {
			t.Errorf("%s and %s: %+v", c[0], c[1], d)
		}
	}
}

// TestTicketsOfTwoRoles: what each role needs is a constraint of its own.
func TestTicketsOfTwoRoles(t *testing.T) {
	c := of(t, `<constraints><rsc_ticket id="1" ticket="t" rsc="a" rsc-role="Promoted"/><rsc_ticket id="2" ticket="t" rsc="a"/></constraints>`)
	if len(c.Objects) != 2 || c.Objects[0].Key != "t -> a[Promoted]" || c.Objects[1].Key != "t -> a" {
		t.Errorf("%+v", c.Objects)
	}
}

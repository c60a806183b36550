package validate

import (
	"slices"
	"testing"

	"hagen/internal/model"
)

var fenced = []string{"Primitive a", "Stonith f1 n1", "Stonith f2 n2"}

func levels(rows ...string) sheet {
	return one(fenced, "STONITH_LEVEL", ",,node,id,level", rows...)
}

func TestFencing(t *testing.T) {
	property := func(name, value string) []string {
		return []string{",PROPERTY", ",,name,value", ",," + name + "," + value}
	}
	off := property("stonith-enabled", "off")
	// It has its own tree, because the helper would turn fencing off.
	alone := append([]string{",RESOURCES", ",,resourceItem,id", ",,Primitive,a", ",PRIMITIVE", ",P,id,class,provider,type", ",,a,ocf,pacemaker,Dummy"}, "")
	none := []string{"Stonith f1"}
	operation := append(slices.Clone(alone), ",PRIMITIVE", ",P,id,class,provider,type", ",,b,ocf,pacemaker,Dummy",
		",A,type,name,value", ",,meta,requires,unfencing", ",O,type,on-fail", ",,stop,fence", ",,monitor,restart", ",RESOURCES", ",,resourceItem,id", ",,Primitive,b")
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"on, with devices", sheet{tree: fenced}, nil},
		{"on, said so", sheet{tree: fenced, tables: property("stonith-enabled", "true")}, nil},
		{"off, without devices", sheet{tree: abc}, nil},
		{"off, with devices", sheet{tree: fenced, tables: off}, []string{"HG0711 D3 [C33]"}},
		{"off, but wanted", sheet{tree: []string{"Primitive c"}, tables: append(slices.Clone(operation),
			",OP_DEFAULTS", ",,name,value", ",,on-fail,fence", ",RSC_DEFAULTS", ",,name,value", ",,requires,fencing")},
			[]string{"HG0712 D14 [D62]", "HG0712 D21 [D62]", "HG0713 E12 [D62]", "HG0713 D24 [D62]"}},
		{"on, and wanted", sheet{tree: none, tables: operation}, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
}

func TestNoDevice(t *testing.T) {
	cases := []struct {
		name   string
		change func(*model.Config)
		want   []finding
	}{
		{"nothing said", func(*model.Config) {}, []finding{found("HG0710 R:a.resourceItem")}},
		{"said to be on", func(c *model.Config) { c.Properties = sets(attribute("p", "stonith-enabled", "true")) },
			[]finding{found("HG0710 p.stonith-enabled.value")}},
		{"said wrongly", func(c *model.Config) { c.Properties = sets(attribute("p", "stonith-enabled", "maybe")) }, nil},
		{"switched off", func(c *model.Config) { c.Properties = sets(attribute("p", "stonith-enabled", "false")) }, nil},
		{"switched off by its new name", func(c *model.Config) { c.Properties = sets(attribute("p", "fencing-enabled", "false")) }, nil},
		{"by watchdog", func(c *model.Config) { c.Properties = sets(attribute("p", "stonith-watchdog-timeout", "10s")) }, nil},
		{"by no watchdog", func(c *model.Config) { c.Properties = sets(attribute("p", "stonith-watchdog-timeout", "0")) },
			[]finding{found("HG0710 R:a.resourceItem")}},
		{"by a command", func(c *model.Config) { c.Commands = []*model.Command{{Text: "pcs stonith sbd enable"}} }, nil},
		{"part of the tree unread", func(c *model.Config) { c.Incomplete = true }, nil},
		{"no resources", func(c *model.Config) { c.Resources = nil }, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			cfg := resources(primitive("a", "ocf:pacemaker:Dummy"))
			tc.change(cfg)
			expect(t, run(t, cfg, env(t, "rhel9"), together...), tc.want...)
		})
	}
}

func TestFencingLevels(t *testing.T) {
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"right", levels(",,n1,f1,1", ",,n2,f2,9"), nil},
		{"unknown device", levels(",,n1,f3,1"), []string{"HG0701 D3"}},
		{"several devices in a cell", levels(",,n1,f1 f2,1"), []string{"HG0701 D3"}},
		{"no device", levels(",,n1,a,1"), []string{"HG0702 D3 [C32]"}},
		{"range", levels(",,n1,f1,0", ",,n1,f1,one", ",,n2,f2,10", ",,n2,f2,01", ",,n2,f2,-1"),
			[]string{"HG0703 E3", "HG0703 E4", "HG0703 E5", "HG0703 E6", "HG0703 E7"}},
		{"twice in a level", levels(",,n1,f1,1", ",,n1,f1,1"), []string{"HG0704 D4 [D3]"}},
		{"another node's device", levels(",,n1,f2,1", ",,n1,f1,2"), []string{"HG0705 D3 [E94]"}},
		{"of a misspelt host", levels(",,n1,f1,1", ",,nX,f2,1"), []string{"HG0705 D4 [E94]"}},
		{"again in another level", levels(",,n1,f1,1", ",,n2,f2,1", ",,n1,f1,2"), []string{"HG0706 E5 [E3]"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			everyTarget(t, func(t *testing.T, target string) {
				tc.s.target = target
				tc.s.check(t, slices.Clone(tc.want)...)
			})
		})
	}
}

func TestFencePlaces(t *testing.T) {
	three := []string{"Primitive a", "Stonith f1 n1", "Stonith f2 n2", "Stonith f3 n3"}
	both := []string{"Stonith f1 n1 n2"}
	unsaid := []string{"Primitive a", "Stonith f1"}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"avoiding", locations(fenced, ",,f1,avoids,n1", ",,f2,avoids,n2"), nil},
		{"anywhere", locations(fenced, ",,a,prefers,n1", ",,a,prefers,n2,5"), nil},
		{"preferring the other", locations(fenced, ",,f1,prefers,n2", ",,f2,prefers,n1,5"), nil},
		{"preferring its own", locations(fenced, ",,f1,prefers,n1", ",,f2,prefers,n2,5"), []string{"HG0715 E3 [E84]", "HG0715 E4 [E94]"}},
		{"preferring its own as much as another", locations(fenced, ",,f1,prefers,n1,50", ",,f1,prefers,n2,50"), []string{"HG0715 E3 [E84]"}},
		{"preferring its own a little", locations(fenced, ",,f1,prefers,n1,1", ",,f1,prefers,n2,0"), []string{"HG0715 E3 [E84]"}},
		{"preferring none", locations(fenced, ",,f1,prefers,n1,0", ",,f1,prefers,n2,0"), nil},
		{"preferring another more", locations(fenced, ",,f1,prefers,n1,5", ",,f1,prefers,n2,50"), nil},
		{"own only", locations(fenced, ",,f1,avoids,n2"), []string{"HG0714 E3 [E84]"}},
		{"own only, said twice", locations(fenced, ",,f1,avoids,n2", ",,,prefers,n1"), []string{"HG0714 E4 [E84]"}},
		{"a third can", locations(three, ",,f1,avoids,n2"), nil},
		{"no third can", locations(three, ",,f1,avoids,n2", ",,,,n3"), []string{"HG0714 E4 [E84]"}},
		{"for two nodes", locations(both, ",,f1,prefers,n2"), nil},
		{"by rule, right", rules(fenced, ",,f1,-INFINITY,,#uname,eq,n1"), nil},
		{"by rule, own only", rules(fenced, ",,f1,-INFINITY,,#uname,ne,n1"), []string{"HG0714 H3 [E84]"}},
		{"by rule, own first", rules(fenced, ",,f1,500,,#uname,eq,n1"), []string{"HG0715 H3 [E84]"}},
		{"opt-in, own only", sheet{tree: fenced, tables: []string{",PROPERTY", ",,name,value", ",,symmetric-cluster,false",
			",LOCATION_NODE", locationHeader, ",,f1,prefers,n1", ",,f2,prefers,n1,5"}}, []string{"HG0714 E6 [E84]"}},
		{"no device for a node", locations(fenced, ",,a,prefers,n3"), []string{"HG0716 E3 [E84]"}},
		{"a device asked when needed", locations(unsaid, ",,a,prefers,n3"), nil},
		{"a slip covers what was meant", locations([]string{"Primitive a", "Stonith f1 db1", "Stonith f2 bd2"}, ",,a,prefers,db1", ",,,,db2,5", ",,f1,avoids,db1", ",,f2,avoids,db2"),
			[]string{"HG0720 E94 [E4]"}},
		{"switched off", sheet{tree: fenced, tables: []string{",PROPERTY", ",,name,value", ",,stonith-enabled,false",
			",LOCATION_NODE", locationHeader, ",,f1,prefers,n1", ",,a,prefers,n3"}}, []string{"HG0711 D3 [C33]"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
}

func TestHosts(t *testing.T) {
	cases := []struct {
		name   string
		parts  []part
		static bool
		want   []string
	}{
		{"none", nil, false, nil},
		{"list", []part{param("pcmk_host_list", "n1 n2,n3;n4")}, true, []string{"n1", "n2", "n3", "n4"}},
		{"map", []part{param("pcmk_host_map", "n1:1;n2:2,3; n3=x")}, true, []string{"n1", "n2", "n3"}},
		{"both", []part{param("pcmk_host_map", "n1:1"), param("pcmk_host_list", "n1 n2")}, true, []string{"n1", "n2", "n1"}},
		{"static", []part{param("pcmk_host_check", "static-list"), param("pcmk_host_list", "n1")}, true, []string{"n1"}},
		{"asked", []part{param("pcmk_host_check", "dynamic-list"), param("pcmk_host_list", "n1")}, false, []string{"n1"}},
		{"any", []part{param("pcmk_host_check", "none")}, false, nil},
		{"nonsense", []part{param("pcmk_host_map", "::;")}, false, nil},
		{"commas", []part{param("pcmk_host_map", "n1:1,n2:2"), param("pcmk_host_list", "n1")}, false, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			h := hostsOf(primitive("f", "stonith:fence_ipmilan", tc.parts...))
			if h.static != tc.static || !slices.Equal(h.names, tc.want) {
				t.Errorf("%v static %v, want %v static %v", h.names, h.static, tc.want, tc.static)
			}
		})
	}
}

func TestHostMaps(t *testing.T) {
	for _, right := range []string{"n1:1;n2:2,3; n3=x", "n1:1 n2:2;", "n1:vm-1.example", `n1:a\:b`} {
		f := primitive("f", "stonith:fence_apc", param("pcmk_host_map", right))
		expect(t, run(t, resources(f), env(t, "rhel9"), (*checker).hostMaps))
	}
	for wrong, want := range map[string]finding{
		"n1:1,n2:2":  found("HG0718 f.pcmk_host_map.value", "entry=n1:1,n2:2", "suggestion=n1:1;n2:2"),
		"n1:1, n2:2": found("HG0718 f.pcmk_host_map.value", "entry=n1:1,", "suggestion=n1:1;n2:2"),
		"n1 n2":      found("HG0718 f.pcmk_host_map.value", "entry=n1", "suggestion="),
		"n1:1;n2:":   found("HG0718 f.pcmk_host_map.value", "entry=n2:", "suggestion="),
	} {
		f := primitive("f", "stonith:fence_apc", param("pcmk_host_map", wrong))
		expect(t, run(t, resources(f), env(t, "rhel9"), (*checker).hostMaps), want)
	}
}

func TestControllers(t *testing.T) {
	device := func(id, agent, ip, host string, more ...part) model.Resource {
		return primitive(id, "stonith:"+agent, append(more, param("ip", ip), param("pcmk_host_list", host))...)
	}
	cases := []struct {
		name string
		a, b model.Resource
		want []finding
	}{
		{"each its own", device("f1", "fence_ipmilan", "10.0.0.1", "n1"), device("f2", "fence_ipmilan", "10.0.0.2", "n2"), nil},
		{"copied", device("f1", "fence_ipmilan", "10.0.0.1", "n1"), device("f2", "fence_ipmilan", "10.0.0.1", "n2"),
			[]finding{found("HG0717 f2.ip.value", "id=f2", "node=n2", "other=f1", "other_node=n1").seeing("f1.ip.value")}},
		{"spelt in two ways", device("f1", "fence_ilo5", "2001:db8::1", "n1"), device("f2", "fence_ilo5", "2001:DB8:0::1", "n2"), []finding{found("HG0717 f2.ip.value")}},
		{"two ways to one node", device("f1", "fence_ipmilan", "10.0.0.1", "n1"), device("f2", "fence_ipmilan", "10.0.0.1", "n1"), nil},
		{"behind one address", device("f1", "fence_ipmilan", "10.0.0.1", "n1"), device("f2", "fence_ipmilan", "10.0.0.1", "n2", param("ipport", "6232")), nil},
		{"a switch with plugs", device("f1", "fence_apc", "10.0.0.1", "n1"), device("f2", "fence_apc", "10.0.0.1", "n2"), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			expect(t, run(t, resources(tc.a, tc.b), env(t, "rhel9"), (*checker).controllers), tc.want...)
		})
	}
}

package validate

import "testing"

func TestNesting(t *testing.T) {
	cases := []struct {
		name string
		tree []string
		want []string
	}{
		{"right", []string{"Primitive a", "Group g", "  Primitive b", "  Primitive c", "Clone k", "  Primitive d",
			"Clone l", "  Group h", "    Primitive e", "Promotable p", "  Primitive s ocf:pacemaker:Stateful"}, nil},
		{"empty group", []string{"Group g", "Primitive a"}, []string{"HG0355 C32"}},
		{"empty clones", []string{"Clone k", "Promotable p"}, []string{"HG0356 C32", "HG0356 C33"}},
		{"group in group", []string{"Group g", "  Group h", "    Primitive a"}, []string{"HG0357 D33 [C32]"}},
		{"clone in group", []string{"Group g", "  Primitive b", "  Clone k", "    Primitive a"}, []string{"HG0357 D34 [C32]"}},
		{"clone of two", []string{"Clone k", "  Primitive a", "  Primitive b"}, []string{"HG0358 D34 [C32] [D33]"}},
		{"clone of three", []string{"Clone k", "  Primitive a", "  Primitive b", "  Primitive c"}, []string{"HG0358 D34 [C32] [D33]"}},
		{"clone in clone", []string{"Clone k", "  Clone l", "    Primitive a"}, []string{"HG0359 D33 [C32]"}},
		{"promotable in clone", []string{"Clone k", "  Promotable l", "    Primitive a"}, []string{"HG0359 D33 [C32]"}},
		{"promotable of what cannot", []string{"Promotable p", "  Primitive a"}, []string{"HG0362 C32 [F82]"}},
		{"promotable group of which two cannot", []string{"Promotable p", "  Group g", "    Primitive a", "    Primitive s ocf:pacemaker:Stateful", "    Primitive b systemd:haproxy"},
			[]string{"HG0362 C32 [F92] [F112]"}},
		{"promotable of an unknown agent", []string{"Promotable p", "  Primitive a ocf:acme:thing"}, nil},
		{"one finding a row", []string{"Clone k", "  Clone l"}, []string{"HG0359 D33 [C32]"}},
		{"none where the parser had one", []string{"Primitive a", "  Group g"}, []string{"HG0311 D33 [F32]"}},
		{"nor where the item is unknown", []string{"Group g", "  Grup h", "    Primitive a"}, []string{"HG0215 D33"}},
		{"a member without definition is one", []string{"Group g", "  Primitive x undefined"}, []string{"HG0303 F33"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { sheet{tree: tc.tree}.check(t, tc.want...) })
	}
}

// Clones also become promotable by a meta attribute.
func TestPromotableByAttribute(t *testing.T) {
	tables := []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,k,promotable,true"}
	sheet{tree: []string{"Clone k", "  Primitive a"}, tables: tables}.check(t, "HG0362 C32 [F82]")
	sheet{tree: []string{"Clone k", "  Primitive a ocf:pacemaker:Stateful"}, tables: append(tables, "",
		",ORDER", ",,first-rsc,then-rsc,kind,first-action", ",,k,b,,promote")}.check(t, "HG0601 D7")
}

func TestStonithInside(t *testing.T) {
	group := []string{"Group g", "  Stonith f db1", "  Stonith h db2"}
	clone := []string{"Clone k", "  Stonith f db1"}
	cloned := []string{"Clone k", "  Group g", "    Stonith f db1"}
	cases := []struct {
		target string
		tree   []string
		want   []string
	}{
		{"rhel8", group, nil},
		{"rhel8", clone, nil},
		{"debian12", group, []string{"HG0361 D33 [C32]", "HG0361 D34 [C32]"}},
		{"rhel9", group, []string{"HG0361 D33 [C32]", "HG0361 D34 [C32]"}},
		{"rhel9", clone, []string{"HG0360 D33 [C32]"}},
		{"rhel9", cloned, []string{"HG0360 E34 [D33]"}},
		{"rhel10", group, []string{"HG0360 D33 [C32]", "HG0360 D34 [C32]"}},
		{"rhel10", clone, []string{"HG0360 D33 [C32]"}},
	}
	for _, tc := range cases {
		t.Run(tc.target, func(t *testing.T) { sheet{tree: tc.tree, target: tc.target}.check(t, tc.want...) })
	}
}

func TestIDs(t *testing.T) {
	cases := []struct {
		id, want   string // with a related place in its own table
		suggestion string
	}{
		{"vip-1.a_B", "", ""},
		{"_vip", "", ""},
		{"1vip", "HG0350 F32 [C72]", "rsc-1vip"},
		{"-vip", "HG0350 F32 [C72]", "vip"},
		{".vip", "HG0350 F32 [C72]", "vip"},
		{"仮想IP", "HG0350 F32 [C72]", "IP"},
		{"仮想", "HG0350 F32 [C72]", ""},
		{"vip:0", "HG0351 F32 [C72]", "vip-0"},
		{"vip@@0@", "HG0351 F32 [C72]", "vip-0"},
		{"vip#1", "HG0351 F32 [C72]", "vip-1"},
		{"vip@main", "HG0351 F32 [C72]", ""}, // another resource has it already
	}
	for _, tc := range cases {
		t.Run(tc.id, func(t *testing.T) {
			s := sheet{tree: []string{"Primitive " + tc.id, "Primitive vip-main"}}
			if tc.want == "" {
				s.check(t)
				return
			}
			s.check(t, tc.want)
			if got := argument(t, s.report(t), tc.want[:6], "suggestion"); got != tc.suggestion {
				t.Errorf("suggests %q, want %q", got, tc.suggestion)
			}
		})
	}
}

func TestIDsWithSpaceAndCase(t *testing.T) {
	s := sheet{tree: []string{"Group my_group", "  Primitive a", "Group My_Group", "  Primitive b"}}
	s.check(t, "HG0352 F34 [F32]")
	lines := []string{",RESOURCES", ",,resourceItem,resourceItem,id", ",,Group,,my group"}
	s = sheet{tables: lines, tree: []string{"Primitive a"}}
	report := s.report(t)
	if got := argument(t, report, "HG0351", "character"); got != "' '" {
		t.Errorf("the space is shown as %q", got)
	}
	if got := argument(t, report, "HG0351", "suggestion"); got != "my-group" {
		t.Errorf("suggests %q", got)
	}
}

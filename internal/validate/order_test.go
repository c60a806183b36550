package validate

import "testing"

func TestOrders(t *testing.T) {
	tree := []string{"Primitive a", "Primitive b", "Primitive c", "Group g", "  Primitive m", "  Primitive n", "  Primitive o",
		"Clone k", "  Primitive kp", "Promotable s", "  Primitive sp ocf:pacemaker:Stateful"}
	cases := []struct {
		name   string
		rows   []string
		want   []string
		circle string
	}{
		{"chain", []string{",,a,b", ",,b,c", ",,a,c", ",,k,g,,,,false", ",,c,g"}, nil, ""},
		{"itself", []string{",,a,a", ",,b,b,Optional,start,stop"}, []string{"HG0640 D3", "HG0640 D4"}, ""},
		{"circle of two", []string{",,a,b", ",,b,a"}, []string{"HG0642 C4 [C3]"}, "b → a → b"},
		{"circle of three", []string{",,a,b", ",,c,a", ",,b,c"}, []string{"HG0642 C5 [C4] [C3]"}, "b → c → a → b"},
		{"optional orders also get stuck", []string{",,a,b,Optional", ",,b,a"}, []string{"HG0642 C4 [C3]"}, "b → a → b"},
		{"so do one-way orders", []string{",,a,b,,,,false", ",,b,a,,,,false"}, []string{"HG0642 C4 [C3]"}, "b → a → b"},
		{"so does Serialize", []string{",,a,b,Serialize", ",,b,a,Serialize"}, []string{"HG0642 C4 [C3]"}, "b → a → b"},
		{"Serialize is not turned round", []string{",,a,b,Serialize", ",,a,b,Optional,stop,stop,false"}, nil, ""},
		{"two circles", []string{",,a,b", ",,b,a", ",,b,c", ",,c,b"}, []string{"HG0642 C4 [C3]", "HG0642 C6 [C5]"}, "b → a → b"},
		{"one circle is said once", []string{",,a,b", ",,b,a", ",,b,c", ",,c,a"}, []string{"HG0642 C4 [C3]", "HG0642 C6 [C3] [C5]"}, "b → a → b"},
		{"against the group's order", []string{",,a,m", ",,n,a"}, []string{"HG0642 C4 [C3] [C35]"}, "n → a → m → n"},
		{"with the group's order", []string{",,m,a", ",,a,n", ",,a,o"}, nil, ""},
		{"group and member", []string{",,g,a", ",,a,o"}, []string{"HG0642 C4 [C3]"}, "a → o → g → a"},
		{"member before what the group waits for", []string{",,a,g", ",,n,a"}, []string{"HG0642 C4 [C3]"}, "n → a → g → n"},
		{"stopping", []string{",,a,b", ",,a,b,,stop,stop"}, []string{"HG0642 C4 [C3]"}, "stop a → stop b → stop a"},
		{"stop and start", []string{",,a,b", ",,b,a,,stop,start,false"}, nil, ""},
		{"stopping one-way", []string{",,a,b,,,,false", ",,a,b,,stop,stop,false"}, nil, ""},
		{"promotion comes after the start", []string{",,s,a,,promote,start", ",,a,s"}, []string{"HG0642 C4 [C3]"}, "a → s → promote s → a"},
		{"promotion as usual", []string{",,k,s", ",,s,a,,promote,start", ",,a,g"}, nil, ""},
		{"in one group", []string{",,m,n", ",,o,m,Optional"}, []string{"HG0641 D3 [C35]", "HG0641 D4 [C35]"}, ""},
		{"group and its member", []string{",,g,m", ",,o,g"}, []string{"HG0641 D3 [C35]", "HG0641 D4 [C35]"}, ""},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := orders(tree, tc.rows...)
			s.check(t, tc.want...)
			if tc.circle != "" {
				if got := argument(t, s.report(t), "HG0642", "circle"); got != tc.circle {
					t.Errorf("circle %q, want %q", got, tc.circle)
				}
			}
		})
	}
}

func TestRoles(t *testing.T) {
	tree := []string{"Primitive a", "Clone k", "  Primitive kp", "Promotable s", "  Primitive sp ocf:pacemaker:Stateful"}
	operation := func(role string) sheet {
		return sheet{tree: tree[1:], tables: []string{",RESOURCES", ",,resourceItem,id", ",,Primitive,a", ",PRIMITIVE", ",P,id,class,provider,type", ",,a,ocf,pacemaker,Dummy",
			",O,type,interval,role", ",,monitor,10s," + role, ",,start,," + role}}
	}
	meta := func(id, name, value string) sheet {
		return one(tree, "RSC_ATTRIBUTES", ",,id,name,value", ",,"+id+","+name+","+value)
	}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"of a colocation", colocations(tree, ",,a,k,5,Promoted,Slave", ",,s,a,5,Promoted,Started", ",,a,s,5,Stopped,Unpromoted"),
			[]string{"HG0650 F3 [C32]", "HG0650 G3 [C33]"}},
		{"of a rule", rules(tree, ",,a,5,,x,eq,1,Promoted", ",,s,5,,x,eq,1,Promoted"), []string{"HG0650 I3 [C32]"}},
		{"a rule is for a promotion", rules(tree, ",,a,5,,x,eq,1,Started", ",,s,5,,x,eq,1,Stopped"), []string{"HG0652 I3", "HG0652 I4"}},
		{"of an order", orders(tree, ",,a,k,,promote,demote", ",,s,a,,promote,start"), []string{"HG0651 F3 [C32]", "HG0651 G3 [C33]"}},
		{"of what may be promotable", orders([]string{"Primitive a", "Thing s", "  Primitive sp"}, ",,s,a,,promote,start"), []string{"HG0215 C33"}},
		{"of a monitor", operation("Promoted"), []string{"HG0653 E8 [C3]"}},
		{"of a monitor, as always", operation("Started"), nil},
		{"target-role", meta("a", "target-role", "Master"), []string{"HG0654 E3 [C32]"}},
		{"target-role of a clone", meta("k", "target-role", "Unpromoted"), []string{"HG0654 E3 [C33]"}},
		{"target-role of a promotable", meta("s", "target-role", "Promoted"), nil},
		{"target-role as always", meta("a", "target-role", "Stopped"), nil},
		{"several of one clone", sheet{tree: []string{"Primitive a", "Clone k", "  Primitive kp ocf:pacemaker:Stateful"},
			tables: []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,k,promoted-max,1", ",COLOCATION", ",,rsc,with-rsc,score,rsc-role,with-rsc-role", ",,a,k,5,,Promoted",
				",ORDER", ",,first-rsc,then-rsc,kind,first-action,then-action", ",,k,a,,promote,start"}},
			[]string{"HG0656 C33 [D3] [G6] [F9]"}},
		{"several of a clone that has no roles", sheet{tree: []string{"Primitive a", "Clone k", "  Primitive kp"},
			tables: []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,k,promoted-max,1", ",COLOCATION", ",,rsc,with-rsc,score,rsc-role,with-rsc-role", ",,a,k,5,,Promoted"}},
			[]string{"HG0655 D3 [C33]", "HG0650 G6 [C33]"}},
		{"not promotable by its own words", sheet{tree: []string{"Primitive a", "Promotable k", "  Primitive kp ocf:pacemaker:Stateful"},
			tables: []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,k,promotable,false", ",,,promoted-max,1", ",COLOCATION", ",,rsc,with-rsc,score,rsc-role,with-rsc-role", ",,a,k,5,,Promoted"}},
			[]string{"HG0656 E3 [D4] [G7]"}},
		{"promoted-max of a clone", meta("k", "promoted-max", "1"), []string{"HG0655 D3 [C33]"}},
		{"promoted-max of a promotable", meta("s", "promoted-max", "1"), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
}

func TestOrderCircleSaysWhatGetsStuck(t *testing.T) {
	tree := []string{"Primitive a", "Primitive b", "Primitive c"}
	for _, tc := range []struct {
		rows               []string
		starting, stopping string
	}{
		{[]string{",,a,b", ",,b,a"}, "b, a", ""},
		{[]string{",,a,b", ",,a,b,,stop,stop"}, "", "a, b"},
		{[]string{",,a,b,,start,stop,false", ",,b,a,,stop,start,false"}, "", ""},
	} {
		report := orders(tree, tc.rows...).report(t)
		for name, want := range map[string]string{"starting": tc.starting, "stopping": tc.stopping} {
			if got := argument(t, report, "HG0642", name); got != want {
				t.Errorf("%q: %s %q, want %q", tc.rows, name, got, want)
			}
		}
	}
}

package validate

import "testing"

var abc = []string{"Primitive a", "Primitive b", "Primitive c"}

const (
	locationHeader   = ",,rsc,prefers/avoids,node,score"
	ruleHeader       = ",,rsc,score,bool_op,attribute,op,value,role"
	colocationHeader = ",,rsc,with-rsc,score,rsc-role,with-rsc-role"
	orderHeader      = ",,first-rsc,then-rsc,kind,first-action,then-action,symmetrical"
)

// one is a sheet with one table: its rows start in row 3.
func one(tree []string, name, header string, rows ...string) sheet {
	return sheet{tree: tree, tables: append([]string{"," + name, header}, rows...)}
}

func locations(tree []string, rows ...string) sheet {
	return one(tree, "LOCATION_NODE", locationHeader, rows...)
}

func rules(tree []string, rows ...string) sheet {
	return one(tree, "LOCATION_RULE", ruleHeader, rows...)
}

func colocations(tree []string, rows ...string) sheet {
	return one(tree, "COLOCATION", colocationHeader, rows...)
}

func orders(tree []string, rows ...string) sheet {
	return one(tree, "ORDER", orderHeader, rows...)
}

func TestReferences(t *testing.T) {
	tree := []string{"Primitive vip", "Group g", "  Primitive a", "Clone k", "  Group kg", "    Primitive kp", "Stonith fence db1 db2"}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"right", locations(tree, ",,vip,prefers,db1,5", ",,g,,db2", ",,a,avoids,db1", ",,k,prefers,db1,1", ",,fence,avoids,db1"), nil},
		{"location", locations(tree, ",,vipp,prefers,db1,5", ",,,,db2,4"), []string{"HG0601 C3"}},
		{"rule", rules(tree, ",,nobody,5,,a,eq,1"), []string{"HG0601 C3"}},
		{"colocation", colocations(tree, ",,VIP,ggg,5"), []string{"HG0601 C3", "HG0601 D3"}},
		{"order", orders(tree, ",,VIP,ggg"), []string{"HG0601 C3", "HG0601 D3"}},
		{"fence devices also have constraints", orders(tree, ",,fence,vip"), nil},
		{"location in a clone", locations(tree, ",,kp,prefers,db1,5"), []string{"HG0602 C3 [C35]"}},
		{"rule in a clone", rules(tree, ",,kg,5,,a,eq,1"), []string{"HG0602 C3 [C35]"}},
		{"colocation in a clone", colocations(tree, ",,kp,kg,5"), []string{"HG0602 C3 [C35]", "HG0602 D3 [C35]"}},
		{"order in a clone, with itself", orders(tree, ",,kp,kp"), []string{"HG0602 C3 [C35]", "HG0602 D3 [C35]"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
	if got := argument(t, locations(tree, ",,vipp,prefers,db1,5").report(t), "HG0601", "suggestion"); got != "vip" {
		t.Errorf("suggests %q, want vip", got)
	}
}

// An id with an invisible character is one mistake, not one for each reference.
func TestReferencesToAMistypedID(t *testing.T) {
	tree := []string{"Primitive v\u200bip", "Primitive ａ"}
	s := locations(tree, ",,vip,prefers,db1,5", ",,a,prefers,db1,5")
	for _, d := range s.report(t).Sorted() {
		if d.Kind.Code == "HG0601" {
			t.Errorf("%s at %s", d.Kind.Code, d.Place.Cell())
		}
	}
}

func TestConstraintValues(t *testing.T) {
	promotable := []string{"Primitive a", "Promotable s-clone", "  Primitive s ocf:pacemaker:Stateful"}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"scores", locations(abc, ",,a,prefers,n1,100", ",,a,prefers,n2,-inf", ",,b,avoids,n1,+5", ",,b,avoids,n2,INFINITY"), nil},
		{"no scores", locations(abc, ",,a,prefers,n1,high", ",,a,prefers,n2,1.5", ",,b,avoids,n1,INFINTY", ",,b,avoids,n2,1 0"),
			[]string{"HG0514 F3", "HG0514 F4", "HG0514 F5", "HG0514 F6"}},
		{"score of a colocation", colocations(abc, ",,a,b,ten"), []string{"HG0514 E3"}},
		{"roles of a colocation", colocations(promotable, ",,a,s-clone,5,Startet,Primary"), []string{"HG0515 F3", "HG0515 G3"}},
		{"old roles", colocations(promotable, ",,a,s-clone,5,started,MASTER"), nil},
		{"rule", rules(abc, ",,a,five,xor,x,eq,1", ",,,,,x,equals,1", ",,b,5,,x,lt,1,Boss"),
			[]string{"HG0514 D3", "HG0515 E3", "HG0515 G4", "HG0515 I5"}},
		{"operators in any case", rules(abc, ",,a,5,OR,x,EQ,1", ",,,,,x,Not_Defined"), nil},
		{"order", orders(abc, ",,a,b,Mandatry,begin,Stop,maybe"), []string{"HG0512 H3", "HG0515 E3", "HG0515 F3"}},
		{"order in any case", orders(abc, ",,a,b,optional,START,Stop,Yes"), nil},
		{"Serialize is never symmetrical", orders(abc, ",,a,b,Serialize,,,true", ",,b,c,serialize,,,false", ",,a,c,Serialize"),
			[]string{"HG0610 H3"}},
		{"words of pcs", rules(abc, ",,a,5,or,string,eq,date", ",,,,,x,eq,and", ",,,,,date,gt,2030-01-01", ",,,,,date,eq,1", ",,,,,x,eq,f(x)", ",,,,,x,eq,AND"),
			[]string{"HG0611 F3", "HG0611 F5", "HG0611 H4", "HG0611 H7"}},
		{"words of pcs 0.12", sheet{target: "rhel10", tree: abc, tables: []string{",LOCATION_RULE", ruleHeader, ",,a,5,or,version,eq,1", ",,,,,x,eq,and", ",,,,,date,gt,2030-01-01",
			",,,,,x,eq,String", ",,,,,eq,defined", ",,,,,lt,not_defined", ",,b,5,,lt,defined"}}, []string{"HG0611 F5", "HG0611 F7", "HG0611 H6"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
	if got := argument(t, orders(abc, ",,a,b,Mandatry").report(t), "HG0515", "suggestion"); got != "Mandatory" {
		t.Errorf("suggests %q", got)
	}
}

func TestRepeats(t *testing.T) {
	promotable := []string{"Primitive a", "Promotable s-clone", "  Primitive s ocf:pacemaker:Stateful"}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"another score", locations(abc, ",,a,prefers,n1,100", ",,a,prefers,n2,100", ",,b,prefers,n1,100", ",,a,avoids,n1"), []string{"HG0620 E6 [E3]"}},
		{"the same score", locations(abc, ",,a,prefers,n1", ",,a,prefers,n2", ",,a,prefers,n1,inf"), []string{"HG0625 E5 [E3]"}},
		{"rule with another score", rules(abc, ",,a,5,,x,eq,1", ",,a,6,,x,eq,1", ",,a,6,,x,eq,2", ",,b,6,,x,eq,1"), []string{"HG0621 F4 [F3]"}},
		{"rule in another order", rules(abc, ",,a,5,or,x,eq,1", ",,,,,y,defined", ",,a,5,or,y,defined", ",,,,,x,eq,1", ",,a,5,and,x,eq,1", ",,,,,y,defined"),
			[]string{"HG0621 F5 [F3]"}},
		{"rule with another role", rules(promotable, ",,s-clone,5,,x,eq,1,Promoted", ",,s-clone,5,,x,eq,1"), []string{"HG0621 F4 [F3]"}},
		{"colocation", colocations(abc, ",,a,b,INFINITY", ",,b,c,5", ",,a,b,-INFINITY,Started"), []string{"HG0622 C5 [C3]"}},
		{"colocation with another role", colocations(promotable, ",,a,s-clone,INFINITY", ",,a,s-clone,INFINITY,,Promoted"), nil},
		{"order", orders(abc, ",,a,b", ",,b,c", ",,a,b,Optional,start,start,false"), []string{"HG0623 C5 [C3]"}},
		{"order with another action", orders(abc, ",,a,b", ",,a,b,Optional,stop,start,false"), nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
}

func TestGroupLocations(t *testing.T) {
	grouped := []string{"Primitive a", "Group g", "  Primitive b", "  Primitive c"}
	locations(grouped, ",,g,prefers,n1", ",,a,avoids,n1", ",,b,avoids,n1", ",,c,avoids,n2").check(t, "HG0626 E5 [E3]")
	locations(grouped, ",,b,avoids,n1", ",,c,prefers,n1").check(t, "HG0626 E4 [E3]")
	locations(grouped, ",,g,prefers,n1,100", ",,b,avoids,n1", ",,c,avoids,n1").check(t)
}

func TestNowhere(t *testing.T) {
	locations(abc, ",,a,avoids,n1", ",,a,avoids,n2", ",,b,prefers,n2").check(t, "HG0624 E4 [E3]")
	locations(abc, ",,a,avoids,n1", ",,a,avoids,n2", ",,b,prefers,n3").check(t)
	locations(abc, ",,a,avoids,n1", ",,a,avoids,n2,100").check(t)
	locations(abc, ",,a,avoids,n1").check(t) // a single node is not the whole cluster
	s := locations(abc, ",,a,avoids,n1", ",,a,avoids,n2")
	s.nodes = []string{"n1", "n2", "n3"}
	s.check(t)
	s.nodes = []string{"n1"}
	s.tables = s.tables[:3]
	s.check(t)
}

func TestColocations(t *testing.T) {
	tree := []string{"Primitive a", "Primitive b", "Primitive c", "Group g", "  Primitive m", "  Primitive n",
		"Clone k", "  Primitive kp", "Promotable s", "  Primitive sp ocf:pacemaker:Stateful"}
	cases := []struct {
		name string
		rows []string
		want []string
	}{
		{"chain", []string{",,a,b,INFINITY", ",,b,c,INFINITY", ",,a,c,100"}, nil},
		{"itself", []string{",,a,a,INFINITY"}, []string{"HG0630 D3"}},
		{"contradiction", []string{",,a,b,INFINITY", ",,b,a,-INFINITY"}, []string{"HG0631 E4 [E3]"}},
		{"contradiction, the other way round", []string{",,a,b,-INFINITY", ",,b,a,inf"}, []string{"HG0631 E4 [E3]"}},
		{"contradiction over three", []string{",,a,c,-INFINITY", ",,a,b,INFINITY", ",,c,b,INFINITY"}, []string{"HG0631 E5 [E3] [E4]"}},
		{"no contradiction", []string{",,a,b,1000", ",,b,a,-INFINITY", ",,b,c,-INFINITY", ",,c,a,-INFINITY"}, nil},
		{"members of a group apart", []string{",,m,n,-INFINITY"}, []string{"HG0631 E3 [C35]"}},
		{"a group and a follower apart", []string{",,a,g,INFINITY", ",,n,a,-INFINITY"}, []string{"HG0631 E4 [C35] [E3]"}},
		{"members together", []string{",,m,n,INFINITY", ",,n,g,-5"}, []string{"HG0632 D3 [C35]", "HG0632 D4 [C35]"}},
		{"apart, each with its instance of a clone", []string{",,a,k,INFINITY", ",,b,k,INFINITY", ",,a,b,-INFINITY"}, nil},
		{"with and against a clone", []string{",,a,k,INFINITY", ",,k,a,-INFINITY"}, []string{"HG0631 E4 [E3]"}},
		{"with one role, against the other", []string{",,a,s,INFINITY,,Promoted", ",,s,a,-INFINITY,Unpromoted"}, nil},
		{"with and against a role", []string{",,a,s,INFINITY,,Promoted", ",,s,a,-INFINITY,Master"}, []string{"HG0631 E4 [E3]"}},
		{"with one role, against any", []string{",,a,s,INFINITY,,Promoted", ",,a,s,-INFINITY"}, []string{"HG0631 E4 [E3]"}},
		{"against any role, with one", []string{",,a,s,-INFINITY", ",,a,s,INFINITY,,Promoted"}, []string{"HG0631 E4 [E3]"}},
		{"its role with it, any against it", []string{",,s,a,INFINITY,Promoted", ",,s,a,-INFINITY"}, []string{"HG0631 E4 [E3]"}},
		{"any role with it, one against it", []string{",,s,a,INFINITY", ",,s,a,-INFINITY,Promoted"}, []string{"HG0631 E4 [E3]"}},
		{"its role with it, the other against any", []string{",,s,a,INFINITY,Promoted", ",,a,s,-INFINITY"}, []string{"HG0631 E4 [E3]"}},
		{"with any role, against one", []string{",,a,s,INFINITY", ",,a,s,-INFINITY,,Promoted"}, nil},
		{"with one role, against the other, the same way round", []string{",,a,s,INFINITY,,Promoted", ",,a,s,-INFINITY,,Unpromoted"}, nil},
		{"one role with it, the other against it", []string{",,s,a,INFINITY,Promoted", ",,s,a,-INFINITY,Unpromoted"}, nil},
		{"a mere wish against a role", []string{",,a,s,INFINITY,,Promoted", ",,a,s,-5000"}, nil},
		{"circle of two", []string{",,a,b,INFINITY", ",,b,a,INFINITY"}, []string{"HG0633 C4 [C3]"}},
		{"circle of three", []string{",,a,b,INFINITY", ",,b,c,INFINITY", ",,c,a,INFINITY"}, []string{"HG0633 C5 [C3] [C4]"}},
		{"no circle: other roles", []string{",,a,s,INFINITY", ",,s,a,INFINITY,Promoted"}, nil},
		{"no circle: a mere wish", []string{",,a,b,INFINITY", ",,b,a,500"}, nil},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { colocations(tree, tc.rows...).check(t, tc.want...) })
	}
	report := colocations(tree, cases[23].rows...).report(t)
	if got := argument(t, report, "HG0633", "circle"); got != "c → a → b → c" {
		t.Errorf("circle %q", got)
	}
}

func TestScoresBeyondInfinity(t *testing.T) {
	tree := []string{"Primitive a", "Primitive b"}
	locations(tree, ",,a,prefers,db1,2000000", ",,,avoids,db2,1000001").check(t, "HG0612 F3", "HG0612 F4")
	locations(tree, ",,a,prefers,db1,1000000", ",,,,db2,+5").check(t)
	rules(tree, ",,a,-1000001,,rack,eq,1").check(t, "HG0612 D3")
	colocations(tree, ",,a,b,10000000").check(t, "HG0612 E3")
}

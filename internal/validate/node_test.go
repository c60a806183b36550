package validate

import (
	"slices"
	"testing"

	"hagen/internal/diag"
)

func TestNodes(t *testing.T) {
	tree := []string{"Primitive a", "Stonith f1 db01", "Stonith f2 db02"}
	avoids := []string{",,f1,avoids,db01", ",,f2,avoids,db02"}
	with := func(rows ...string) sheet { return locations(tree, append(avoids, rows...)...) }
	given := func(s sheet) sheet { s.nodes = []string{"db01", "db02"}; return s }
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"right", with(",,a,prefers,db01,5"), nil},
		{"slip", with(",,a,prefers,bd02,5"), []string{"HG0720 E5 [E94]"}},
		{"case", with(",,a,prefers,DB02,5"), []string{"HG0720 E5 [E94]"}},
		{"not a name", with(",,a,prefers,db02 db01,5"), []string{"HG0721 E5"}},
		{"not a slip, but no device fences it", with(",,a,prefers,web,5"), []string{"HG0716 E5 [E84]"}},
		{"given", given(with(",,a,prefers,db01,5")), nil},
		{"given, unknown", given(with(",,a,prefers,db03,5", ",,a,prefers,web,5")), []string{"HG0321 E5", "HG0321 E6"}},
		{"given, in a level", given(one(tree, "STONITH_LEVEL", ",,node,id,level", ",,db3,f1,1", ",,,f2,1")),
			[]string{"HG0321 C3"}},
		{"slip in a level", one(tree, "STONITH_LEVEL", ",,node,id,level", ",,db02,f2,1", ",,bd02,f2,2"), []string{"HG0720 C4 [E94]"}},
		{"slip in a host list", one([]string{"Stonith f1 db01", "Stonith f2 bd02"}, "STONITH_LEVEL", ",,node,id,level", ",,db01,f1,1", ",,db02,f2,1", ",,db02,f1,2"),
			[]string{"HG0705 D5 [E74]", "HG0720 E84 [C4]"}},
		{"given, in a rule", given(rules(tree, ",,a,5,,#uname,eq,db3", ",,a,5,,#uname,ne,db01", ",,a,5,,rack,eq,db3")), []string{"HG0321 H3"}},
		{"given, of NODE", given(one(tree, "NODE", ",,uname,type,name,value", ",,db3,attribute,rack,1")), []string{"HG0321 C3"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) { tc.s.check(t, tc.want...) })
	}
}

func TestMisspelt(t *testing.T) {
	at := func(n int) diag.Place { return diag.Place{File: "f", Row: n, Col: 1} }
	// Each pair: a name used once, and another one.
	cases := []struct {
		once, other string
		often       bool
		want        bool
	}{
		{"db01", "db02", true, false},
		{"db1", "db11", true, false},
		{"db03", "db01", true, false},
		{"web-a", "web-b", true, false},
		{"nodea", "nodeb", true, false},
		{"racka1", "rackb1", true, false},
		{"pnode1", "snode1", true, false},
		{"pm01", "vm01", true, false},
		{"east1", "west1", true, false},
		{"haproxy-slave", "haproxy-master", true, false},
		{"node1-1", "node11", true, false},
		{"DB01", "db01", true, true},
		{"DB01", "db01", false, true},
		{"db1", "db01", false, true},
		{"db001", "db01", true, true},
		{"dbO1", "db01", false, true},
		{"db0l", "db01", false, true},
		{"nodel", "node1", false, true},
		{"db-01", "db01", false, true},
		{"web_a", "web-a", false, true},
		{"db01.example.com", "db01", false, true},
		{"db01", "db01.example.com", false, true},
		{"db01x", "db01", true, false},
		{"bd01", "db01", true, true},
		{"bd01", "db01", false, false},
		{"ndoe1", "node1", true, true},
		{"nod1", "node1", true, true},
		{"noode1", "node1", true, true},
		{"noda1", "node1", true, false}, // the last letter of a word
		{"nade1", "node1", true, true},
		{"nade1", "node1", false, false},
		{"haproxy-mastr", "haproxy-master", true, true},
	}
	for _, tc := range cases {
		once := nodeUse{name: tc.once, places: []diag.Place{at(9)}}
		other := nodeUse{name: tc.other, places: []diag.Place{at(1)}}
		if tc.often {
			other.places = append(other.places, at(2))
		}
		if got := misspelt(once, []nodeUse{other, once}) != nil; got != tc.want {
			t.Errorf("%s beside %s (often %v): %v", tc.once, tc.other, tc.often, got)
		}
		if tc.often && misspelt(other, []nodeUse{other, once}) != nil {
			t.Errorf("%s, used often, is doubted", tc.other)
		}
	}
	// Of two names used once, only the later one is reported.
	first, second := nodeUse{name: "db1", places: []diag.Place{at(1)}}, nodeUse{name: "db01", places: []diag.Place{at(2)}}
	if misspelt(first, []nodeUse{first, second}) != nil {
		t.Error("the first of two is doubted")
	}
}

func TestOneSlipAway(t *testing.T) {
	at := func(n int) diag.Place { return diag.Place{File: "f", Row: n, Col: 1} }
	all := []nodeUse{{"web01", []diag.Place{at(1), at(2)}}, {"web02", []diag.Place{at(3), at(4)}}, {"once", []diag.Place{at(5)}}}
	for name, want := range map[string]string{
		"web20": "web02", "wev02": "web02", "web022": "web02", "wb01": "web01", // hints
		"web03": "", "web12": "", "db01": "", "onse": "", // names of their own
	} {
		if got := oneSlipAway(nodeUse{name, []diag.Place{at(9)}}, all); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := oneSlipAway(nodeUse{"wev02", []diag.Place{at(8), at(9)}}, all); got != "" {
		t.Errorf("a name used twice is a slip for %q", got)
	}
}

// TestRemoteNodes: nodes that resources create can be referred to, and nothing takes
// their names.
func TestRemoteNodes(t *testing.T) {
	tree := []string{"Primitive web1 ocf:pacemaker:remote", "Primitive vm", "Stonith f1 web1"}
	guest := []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,vm,remote-node,web2"}
	with := func(more ...string) sheet {
		return sheet{tree: tree, tables: append(slices.Clone(guest), more...)}
	}
	places := []string{",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,vm,prefers,web1,5", ",,vm,avoids,web2,5", ",,vm,avoids,db01,5"}
	given := func(s sheet) sheet { s.nodes = []string{"db01"}; return s }
	said := []string{"HG0409 F72", "HG0410 D3"}
	cases := []struct {
		name string
		s    sheet
		want []string
	}{
		{"a node that is fenced with its machine", with(places[:4]...), said},
		{"named", with(places...), append(said, "HG0716 E8 [E94]")},
		{"given", given(with(places[:4]...)), said},
		{"given, misspelt", given(with(",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,vm,prefers,wbe2,5")), append(said, "HG0321 E6")},
		{"given, with attributes", given(with(",NODE", ",,uname,type,name,value", ",,web2,attribute,rack,1")), said},
		{"a name of the cluster", sheet{tree: tree, tables: guest, nodes: []string{"db01", "web2"}}, append(said, "HG0676 E3")},
		{"a name of a resource", sheet{tree: tree, tables: []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,vm,remote-node,vm"}}, append(said, "HG0676 E3 [C33]")},
		{"the same node twice", sheet{tree: append(tree, "Primitive vm2"), tables: append(slices.Clone(guest), ",,vm2,remote-node,web2")},
			append(said, "HG0410 D4", "HG0676 E4 [E3]")},
		{"the same address twice", with(",,vm,remote-addr,web1"), append(said, "HG0676 E4 [C72]")},
		{"in a clone", sheet{tree: []string{"Clone c", "  Primitive r ocf:pacemaker:remote", "Stonith f1 db01"}}, []string{"HG0675 F82 [C32]"}},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			c, read := tc.s.checker(t)
			c.remoteResources()
			c.nodes()
			c.fencePlaces()
			holds(t, read, tc.want)
		})
	}
}

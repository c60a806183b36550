package build

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/nodes"
	"hagen/internal/parse/table"
	"hagen/test/gridtest"
)

// read builds the model of a sheet as the compiler does.
func read(t testing.TB, env Env, rows ...string) (*model.Config, *grid.Grid, *diag.List) {
	t.Helper()
	if env.Catalog == nil {
		cat, err := agents.Load("debian12")
		if err != nil {
			t.Fatal(err)
		}
		env.Catalog = cat
	}
	g := gridtest.Grid(t, rows...)
	var report diag.List
	return Config(g, table.Parse(g, &report), env, &report), g, &report
}

// join puts parts of a sheet below each other.
func join(parts ...[]string) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// resources is a RESOURCES table from row 1; dummy a PRIMITIVE table of three
// rows, fence a STONITH table of three rows.
func resources(rows ...string) []string {
	return append([]string{",RESOURCES", ",,resourceItem,resourceItem,resourceItem,id"}, rows...)
}

func dummy(id string) []string {
	return []string{",PRIMITIVE", ",P,id,class,provider,type", ",," + id + ",ocf,pacemaker,Dummy"}
}

func fence(id string) []string {
	return []string{",STONITH", ",P,id,type", ",," + id + ",fence_xvm"}
}

func TestFindings(t *testing.T) {
	a := join(resources(",,Primitive,,,a"), dummy("a")) // six rows
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"right": {rows: join(
			resources(",,Group,,,g", ",,,Primitive,,a", ",,Clone,,,c", ",,,Group,,h", ",,,,Primitive,b", ",,Stonith,,,f"),
			dummy("a"), dummy("b"), fence("f"))},

		// The join of RESOURCES with PRIMITIVE and STONITH.
		"a resource without its table": {
			rows: resources(",,Primitive,,,a", ",,Stonith,,,f"),
			want: []string{"HG0303 F3", "HG0303 F4"},
		},
		"a table without its resource": {
			rows: join(a, dummy("other"), fence("f")),
			want: []string{"HG0304 C9", "HG0304 C12"},
		},
		"a slip between the two is one mistake": {
			rows: join(resources(",,Primitive,,,ipadr"), dummy("ipaddr")),
			want: []string{"HG0303 F3 [C6]"},
		},
		"no RESOURCES table": {
			rows: join(dummy("a"), dummy("b")),
			want: []string{"HG0306 C3"},
		},
		"a primitive that is a fence device": {
			rows: join(resources(",,Primitive,,,f", ",,Stonith,,,a"), dummy("a"), fence("f")),
			want: []string{"HG0305 C3 [C10]", "HG0305 C4 [C7]"},
		},
		"a group that is a primitive": {
			rows: join(resources(",,Group,,,a", ",,,Primitive,,b"), dummy("a"), dummy("b")),
			want: []string{"HG0305 C3 [C7]"},
		},
		"an id twice in RESOURCES": {
			rows: join(resources(",,Primitive,,,a", ",,Group,,,g", ",,,Primitive,,a", ",,Clone,,,g", ",,,Primitive,,b"), dummy("a"), dummy("b")),
			want: []string{"HG0301 F5 [F3]", "HG0301 F6 [F4]"},
		},
		"an undefined id twice in RESOURCES": {
			rows: resources(",,Primitive,,,a", ",,Primitive,,,a"),
			want: []string{"HG0303 F3", "HG0301 F4 [F3]"},
		},
		"a definition twice": {
			rows: join(a, dummy("a"), fence("a")),
			want: []string{"HG0302 C9 [C6]", "HG0302 C12 [C6]"},
		},
		"an id that is missing is not missed elsewhere": {
			rows: join(resources(",,Group,,,g", ",,,Primitive"), dummy("a")),
			want: []string{"HG0213 F4"},
		},
		"a definition without an id is not missed elsewhere": {
			rows: join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,,ocf,pacemaker,Dummy"}),
			want: []string{"HG0213 C6"},
		},
		"a table that could not be read is not missed": {
			rows: join(resources(",,Primitive,,,a"), []string{",PRIMITIF", ",X,id", ",,a"}),
			want: []string{"HG0202 B4"},
		},
		"RESOURCES that could not be read misses nothing": {
			rows: join([]string{",RESOURCES", ",,resourceItem", ",,Primitive"}, dummy("a"), []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,g,priority,1"}),
			want: []string{"HG0209 C2"},
		},

		// Depth and kinds.
		"too deep": {
			rows: join(resources(",,,Primitive,,a", ",,Group,,,g", ",,,,Primitive,b", ",,,,Primitive,c"), dummy("a"), dummy("b"), dummy("c")),
			want: []string{"HG0310 D3", "HG0310 E5"},
		},
		"inside a primitive": {
			rows: join(resources(",,Primitive,,,a", ",,,Primitive,,b", ",,,Primitive,,c"), dummy("a"), dummy("b"), dummy("c")),
			want: []string{"HG0311 D4 [F3]"},
		},
		"inside a primitive and too deep": {
			rows: join(resources(",,Primitive,,,a", ",,,,Primitive,b"), dummy("a"), dummy("b")),
			want: []string{"HG0310 E4"},
		},
		"an unknown resource item": {
			rows: join(resources(",,Groop,,,g", ",,,Primitive,,a", ",,xyzzy,,,b", ",,xyzzy,,,h", ",,,Primitive,,c"), dummy("a"), dummy("b"), dummy("c")),
			want: []string{"HG0215 C3", "HG0215 C5", "HG0215 C6"},
		},
		"meta attributes of an id with an invisible character": {
			rows: join(resources(",,Group,,,g\u200b", ",,,Primitive,,a"), dummy("a"), []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,g,priority,1", ",,h,priority,1"}),
			want: []string{"HG0320 C11"},
		},
		"a resource item of old": {
			rows: join(resources(",,Master,,,m", ",,,Primitive,,a"), dummy("a"), []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,m,promoted-max,1"}),
			want: []string{"HG0215 C3"},
		},
		"no resource item": {
			rows: join(resources(",,,,,a", ",,Group,,,g", ",,,,,b"), dummy("a"), dummy("b")),
			want: []string{"HG0213 C3", "HG0213 C5"},
		},

		// PRIMITIVE and STONITH.
		"no P block": {
			rows: join(a, []string{",PRIMITIVE", ",A,type,name,value", ",,meta,priority,1"}),
			want: []string{"HG0226 B7"},
		},
		"no P row": {
			rows: join(a, []string{",STONITH", ",P,id,type", ",O,type,timeout", ",,start,60s"}),
			want: []string{"HG0226 B8"},
		},
		"the table of a blank sheet": {
			rows: join(a, []string{",STONITH", ",P,id,type", ",A,type,name,value", ",,options", ",O,type,timeout"}),
		},
		"two P rows": {
			rows: join(resources(",,Primitive,,,a", ",,Primitive,,,b"), dummy("a"), []string{",,b,ocf,pacemaker,Dummy"}),
			want: []string{"HG0227 C8 [C7]"},
		},
		"a second P block": {
			rows: join(resources(",,Primitive,,,a", ",,Primitive,,,b"), dummy("a"), []string{",A,type,name,value", ",,meta,priority,1"}, dummy("b")[1:], []string{",A,type,name,value", ",,meta,priority,2"}),
			want: []string{"HG0227 C11 [C7]"},
		},
		"no class": {
			rows: join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,IPaddr2"}),
			want: []string{"HG0228 D6"},
		},
		"an unknown kind of attribute, inherited": {
			rows: join(a, []string{",A,type,name,value", ",,option,x,1", ",,,y,2", ",,meta,z,3"}),
			want: []string{"HG0215 C8"},
		},
		"an attribute twice": {
			rows: join(a, []string{",A,type,name,value", ",,options,x,1", ",,meta,x,1", ",,options,x,1",
				",RSC_ATTRIBUTES", ",,id,name,value", ",,a,x,2", ",,,y,1", ",,,y,2"}),
			want: []string{"HG0216 D10 [D8]", "HG0216 D13 [D9]", "HG0216 D15 [D14]"},
		},

		// Tables of names and values.
		"a property twice": {
			rows: []string{",PROPERTY", ",,name,value", ",,a,1", ",PROPERTY", ",,name,value", ",,b,1", ",,a,2",
				",RSC_DEFAULTS", ",,name,value", ",,a,1", ",,a,1", ",OP_DEFAULTS", ",,name,value", ",,a,1", ",,a,1"},
			want: []string{"HG0216 C7 [C3]", "HG0216 C11 [C10]", "HG0216 C15 [C14]"},
		},
		"a node attribute twice": {
			rows: []string{",NODE", ",,uname,type,name,value", ",,n1,attribute,a,1", ",,n2,,a,1", ",,n1,utilization,a,1", ",,,attribute,a,2"},
			want: []string{"HG0216 E6 [E3]"},
		},
		"an unknown kind of node attribute": {
			rows: []string{",NODE", ",,uname,type,name,value", ",,n1,atribute,a,1"},
			want: []string{"HG0215 D3"},
		},
		"attributes of nothing": {
			rows: join(a, []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,b,priority,1", ",,,x,1"}),
			want: []string{"HG0320 C9"},
		},

		// Constraints.
		"neither prefers nor avoids": {
			rows: []string{",LOCATION_NODE", ",,rsc,prefers/avoids,node,score", ",,a,prefer,n1,", ",,a,likes,n1,1"},
			want: []string{"HG0215 D3", "HG0215 D4"},
		},
		"several conditions without bool_op": {
			rows: []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",,a,1,,x,defined", ",,,,or,y,defined", ",,a,2,,x,defined"},
			want: []string{"HG0220 E3"},
		},
		"a rule that says two things": {
			rows: []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",,a,1,or,x,defined,,", ",,,,and,y,defined,,Master", ",,,,OR,z,defined,,"},
			want: []string{"HG0221 E4 [E3]", "HG0221 I4 [I3]"},
		},
		"a rule of another resource without a score": {
			rows: []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",,a,1,,x,defined", ",,b,,,y,defined", ",,b,,or,z,defined"},
			want: []string{"HG0222 D4", "HG0220 E4"},
		},
		"a rule without any score": {
			rows: []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",,a,,,x,defined", ",,b,,,y,defined"},
			want: []string{"HG0213 D3"},
		},
		"operators and values": {
			rows: []string{",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role", ",,a,1,,x,defined,1", ",,a,1,,x,lt", ",,a,1,,x,about"},
			want: []string{"HG0223 H3", "HG0224 H4"},
		},

		// Alerts.
		"attributes and recipients of no alert": {
			rows: []string{",ALERT", ",A,type,name,value", ",,options,a,1", ",,,b,1", ",R,recipient", ",,x", ",P,path", ",,/x", ",R,recipient", ",,y"},
			want: []string{"HG0225 C3", "HG0225 C6"},
		},
		"an alert attribute twice": {
			rows: []string{",ALERT", ",P,path", ",,/x", ",A,type,name,value", ",,options,a,1", ",R,recipient", ",,y", ",A,type,name,value", ",,options,a,1", ",,,a,2"},
			want: []string{"HG0216 D10 [D9]"},
		},
		"utilization of an alert": {
			rows: []string{",ALERT", ",P,path", ",,/x", ",A,type,name,value", ",,utilization,a,1"},
			want: []string{"HG0215 C5"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, report := read(t, Env{}, c.rows...)
			if diff := cmp.Diff(c.want, gridtest.Findings(t, report)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestNodesFromElsewhere(t *testing.T) {
	env := Env{Nodes: []nodes.Node{{ID: "4", Name: "db1"}, {ID: "2", Name: "db2"}}}
	cfg, _, report := read(t, env, ",NODE", ",,uname,type,name,value", ",,db2,attribute,rack,b", ",,db3,,rack,c", ",,,,row,c")
	if diff := cmp.Diff([]string{"HG0321 C4"}, gridtest.Findings(t, report)); diff != "" {
		t.Error(diff)
	}
	want := []string{"4 db1 []", "2 db2 [rack=b]"}
	if diff := cmp.Diff(want, nodeLines(cfg)); diff != "" {
		t.Error(diff)
	}
}

// TestAdvice: the help says what was probably meant.
func TestAdvice(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string
	}{
		"item":        {join(resources(",,primitve,,,a"), dummy("a")), "did you mean Primitive?"},
		"id":          {join(resources(",,Primitive,,,ipadr"), dummy("ipaddr")), "did you mean ipaddr?"},
		"known agent": {join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,IPaddr2"}), "did you mean ocf:heartbeat:IPaddr2? write its parts under class, provider and type"},
		"whole name":  {join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,systemd:httpd"}), "did you mean systemd:httpd? write its parts under class, provider and type"},
		"any agent":   {join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,haproxy9"}), "write ocf with a provider, or systemd, lsb or service"},
		"resource":    {join(resources(",,Primitive,,,web"), dummy("web"), []string{",RSC_ATTRIBUTES", ",,id,name,value", ",,wbe,priority,1"}), "did you mean web?"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, report := read(t, Env{}, c.rows...)
			list := report.Sorted()
			if len(list) != 1 {
				t.Fatalf("findings %v", gridtest.Findings(t, report))
			}
			if got := list[0].Help(message.English); got != c.want {
				t.Errorf("help %q; want %q", got, c.want)
			}
		})
	}
}

package build

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
	"hagen/test/gridtest"
)

// The models of the tests below, as lines.

func pairs(list []*model.Attribute) string {
	var out []string
	for _, a := range list {
		s := a.Name + "=" + a.Value
		if a.Secret {
			s += " (secret)"
		}
		if a.AfterCreate {
			s += " (after)"
		}
		out = append(out, s)
	}
	return "[" + strings.Join(out, " ") + "]"
}

func nodeLines(cfg *model.Config) []string {
	var out []string
	for _, n := range cfg.Nodes {
		out = append(out, strings.TrimSpace(n.ID+" "+n.Uname+" "+pairs(model.Pairs(n.Attributes))))
	}
	return out
}

func resourceLines(cfg *model.Config) []string {
	var out []string
	depth := map[model.Resource]int{}
	cfg.Walk(func(r, parent model.Resource) {
		if parent != nil {
			depth[r] = depth[parent] + 1
		}
		s := strings.Repeat("  ", depth[r]) + r.ResourceID()
		switch r := r.(type) {
		case *model.Group:
			s += " group"
		case *model.Clone:
			s += " clone"
			if r.Promotable {
				s += " promotable"
			}
		case *model.Primitive:
			s += " " + r.Agent()
		}
		if meta := model.Pairs(r.MetaSets()); len(meta) > 0 {
			s += " meta " + pairs(meta)
		}
		out = append(out, s)
	})
	return out
}

func locationLines(cfg *model.Config) []string {
	var out []string
	for _, l := range cfg.Locations {
		s := fmt.Sprintf("%s %s %s", l.Rsc, l.Node, l.Score)
		if l.Rule != nil {
			s = fmt.Sprintf("%s rule %s %q %q", l.Rsc, l.Rule.Score, l.Rule.BoolOp, l.Rule.Role)
			for _, p := range l.Rule.Parts {
				e := p.(*model.Expression)
				s += fmt.Sprintf(" (%s %s %q)", e.Attribute, e.Operation, e.Value)
			}
		}
		out = append(out, s)
	}
	return out
}

// good reads a sheet that must be right.
func good(t *testing.T, rows ...string) (*model.Config, *grid.Grid) {
	t.Helper()
	cfg, g, report := read(t, Env{}, rows...)
	if report.Len() > 0 || cfg.Incomplete {
		t.Fatalf("findings %v, incomplete %v", gridtest.Findings(t, report), cfg.Incomplete)
	}
	return cfg, g
}

func same(t *testing.T, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNodes(t *testing.T) {
	cfg, _ := good(t, ",NODE", ",,uname,type,name,value", ",,b,attribute,standby,on", ",,a,,rack,1", ",,b,Utilization,cpu,4")
	same(t, []string{"b [standby=on]", "a [rack=1]"}, nodeLines(cfg))
	same(t, "[cpu=4]", pairs(model.Pairs(cfg.Nodes[0].Utilization)))
	same(t, "C3", cfg.Nodes[0].From.At(schema.KeyUname).Cell())
}

func TestResources(t *testing.T) {
	cfg, _ := good(t, join(
		resources(",,Group,,,g", ",,,primitive,,a", ",,,Primitive,,b", ",,CLONE,,,c", ",,,Group,,h", ",,,,Primitive,d", ",,Promotable,,,p", ",,,Primitive,,e"),
		dummy("e"), dummy("a"), dummy("b"), fence("f"), dummy("d"),
		[]string{
			",A,type,name,value", ",,options,fake,YES", ",,,password,x", ",,meta,is-managed,YES", ",,,migration-threshold,inf", ",,,target-role,started", ",,utilization,cpu,2",
			",O,type,interval,Role,role,enabled,OCF_CHECK_LEVEL", ",,Monitor,10s,x,MASTER,off,10", ",,stop",
		},
		resources(",,Stonith,,,f"),
		[]string{",RSC_ATTRIBUTES", ",,id,name,value", ",,g,ordered,FALSE", ",,,priority,-INF", ",,c,interleave,on", ",,d,critical,no"},
	)...)
	same(t, []string{
		"g group meta [ordered=false (after) priority=-INFINITY (after)]",
		"  a ocf:pacemaker:Dummy", "  b ocf:pacemaker:Dummy",
		"c clone meta [interleave=true (after)]", "  h group",
		"    d ocf:pacemaker:Dummy meta [is-managed=true migration-threshold=INFINITY target-role=Started critical=false (after)]",
		"p clone promotable", "  e ocf:pacemaker:Dummy",
		"f stonith:fence_xvm",
	}, resourceLines(cfg))

	d := cfg.Primitives()[2]
	same(t, "[fake=YES password=x (secret)]", pairs(model.Pairs(d.Params)))
	same(t, "[cpu=2]", pairs(model.Pairs(d.Utilization)))
	same(t, "monitor stop", d.Operations[0].Name+" "+d.Operations[1].Name)
	same(t, "[interval=10s Role=x role=Promoted enabled=false]", pairs(d.Operations[0].Options))
	same(t, "[OCF_CHECK_LEVEL=10]", pairs(model.Pairs(d.Operations[0].Params)))
	same(t, "C25 F8 F34", d.From.At(schema.KeyID).Cell()+" "+d.Placed().At(schema.KeyID).Cell()+" "+d.Operations[0].Options[2].From.At(schema.KeyValue).Cell())
}

func TestClasses(t *testing.T) {
	for row, want := range map[string]string{
		",,a,OCF,heartbeat,IPaddr2": "ocf:heartbeat:IPaddr2",
		",,a,,heartbeat,IPaddr2":    "ocf:heartbeat:IPaddr2",
		",,a,Systemd,,haproxy":      "systemd:haproxy",
		",,a,ocf,,IPaddr2":          "ocf:IPaddr2", // for the check that says what is missing
	} {
		cfg, _ := good(t, join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", row})...)
		same(t, want, cfg.Primitives()[0].Agent())
	}
}

// TestRecovery: after a mistake the model still holds what references need.
func TestRecovery(t *testing.T) {
	location := func(rsc string) []string {
		return []string{",LOCATION_NODE", ",,rsc,prefers/avoids,node", ",," + rsc + ",avoids,n1"}
	}
	for name, c := range map[string]struct {
		rows []string
		want []string
	}{
		"a slip in RESOURCES": {
			join(resources(",,Primitive,,,ipadr"), dummy("ipaddr"), location("ipaddr")), []string{"ipaddr ocf:pacemaker:Dummy"}},
		"a slip in PRIMITIVE": {
			join(resources(",,Group,,,g", ",,,Primitive,,ipaddr"), dummy("ipadr"), location("ipaddr")), []string{"g group", "  ipaddr ocf:pacemaker:Dummy"}},
		"a resource without its table": {
			resources(",,Primitive,,,a"), []string{"a "}},
		"tables without RESOURCES": {
			join(dummy("a"), fence("f")), []string{"a ocf:pacemaker:Dummy", "f stonith:fence_xvm"}},
		"a child of a primitive": {
			join(resources(",,Group,,,g", ",,,Primitive,,a", ",,,,Primitive,b"), dummy("a"), dummy("b")),
			[]string{"g group", "  a ocf:pacemaker:Dummy", "  b ocf:pacemaker:Dummy"}},
		"a child of a cloned primitive": {
			join(resources(",,Clone,,,c", ",,,Primitive,,a", ",,,,Primitive,b"), dummy("a"), dummy("b")),
			[]string{"c clone", "  a ocf:pacemaker:Dummy", "b ocf:pacemaker:Dummy"}},
		"a child without an id": {
			resources(",,Group,,,g", ",,,Primitive"), []string{"g group", "   "}},
		"an unknown item": {
			join(resources(",,Klone,,,c", ",,,what,,a"), dummy("a")), []string{"c clone", "  a ocf:pacemaker:Dummy"}},
		"a whole agent name under type": {
			join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,systemd:httpd"}), []string{"a systemd:httpd"}},
		"a missing class with one agent of the type": {
			join(resources(",,Primitive,,,a"), []string{",PRIMITIVE", ",P,id,class,provider,type", ",,a,,,IPaddr2"}), []string{"a ocf:heartbeat:IPaddr2"}},
	} {
		t.Run(name, func(t *testing.T) {
			cfg, _, report := read(t, Env{}, c.rows...)
			if !report.HasErrors() {
				t.Error("no error")
			}
			same(t, c.want, resourceLines(cfg))
		})
	}
}

func TestIncomplete(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want bool
	}{
		"a resource without its table":         {resources(",,Primitive,,,a"), false},
		"an id left blank":                     {resources(",,Primitive"), true},
		"a definition without its id":          {[]string{",PRIMITIVE", ",P,id,type", ",,,Dummy"}, true},
		"no RESOURCES table":                   {dummy("a"), true},
		"another table that could not be read": {[]string{",ORDER", ",,first-rsc", ",,a"}, false},
		"an unknown item":                      {resources(",,xyzzy,,,g"), true},
		"an unknown table":                     {[]string{",SOMETHING", ",,first-rsc", ",,a"}, true},
	} {
		if cfg, _, _ := read(t, Env{}, c.rows...); cfg.Incomplete != c.want {
			t.Errorf("%s: Incomplete is %v", name, cfg.Incomplete)
		}
	}
}

func TestPropertiesIncomplete(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want bool
	}{
		"whole":                         {[]string{",PROPERTY", ",,name,value", ",,a,1"}, false},
		"none":                          {dummy("a"), false},
		"a value left blank":            {[]string{",PROPERTY", ",,name,value", ",,a"}, true},
		"no header":                     {[]string{",PROPERTY", ",,a,1"}, true},
		"an unknown table":              {[]string{",SOMETHING", ",,a,1"}, true},
		"another one that is not whole": {[]string{",ORDER", ",,first-rsc", ",,a"}, false},
	} {
		if cfg, _, _ := read(t, Env{}, c.rows...); cfg.PropertiesIncomplete != c.want {
			t.Errorf("%s: PropertiesIncomplete is %v", name, cfg.PropertiesIncomplete)
		}
	}
}

// TestPropertyNames: a property has the name that the target knows; by both of its
// names it is there twice.
func TestPropertyNames(t *testing.T) {
	cfg, _ := good(t,
		",PROPERTY", ",,name,value", ",,fencing-enabled,NO", ",,fencing-reaction,panic", ",,stop-removed-resources,false", ",,stonith-timeout,70s", ",,fencing-own,1")
	same(t, "[stonith-enabled=false fence-reaction=panic stop-orphan-resources=false stonith-timeout=70s fencing-own=1]", pairs(model.Pairs(cfg.Properties)))
	next, err := agents.Load("next")
	if err != nil {
		t.Fatal(err)
	}
	cfg, _, _ = read(t, Env{Catalog: next}, ",PROPERTY", ",,name,value", ",,stonith-enabled,NO", ",,fencing-timeout,70s")
	same(t, "[fencing-enabled=false fencing-timeout=70s]", pairs(model.Pairs(cfg.Properties)))
	_, _, report := read(t, Env{}, ",PROPERTY", ",,name,value", ",,stonith-enabled,true", ",,fencing-enabled,false")
	if found := gridtest.Findings(t, report); len(found) != 1 || !strings.Contains(found[0], "C4") {
		t.Errorf("both names: %v", found)
	}
}

func TestNamedValues(t *testing.T) {
	cfg, _ := good(t,
		",PROPERTY", ",,name,value", ",,stonith-enabled,NO", ",,node-health-red,-inf", ",,batch-limit,1", ",,own,yes",
		",RSC_DEFAULTS", ",,name,value", ",,resource-stickiness,Infinity", ",,maintenance,T",
		",OP_DEFAULTS", ",,name,value", ",,record-pending,On", ",,timeout,60s")
	same(t, "[stonith-enabled=false node-health-red=-INFINITY batch-limit=1 own=yes]", pairs(model.Pairs(cfg.Properties)))
	same(t, "[resource-stickiness=INFINITY maintenance=true]", pairs(model.Pairs(cfg.RscDefaults)))
	same(t, "[record-pending=true timeout=60s]", pairs(model.Pairs(cfg.OpDefaults)))
}

func TestLocations(t *testing.T) {
	cfg, _ := good(t,
		",LOCATION_RULE", ",,rsc,score,bool_op,attribute,op,value,role",
		",,a,-inf,OR,ping,LT,1,master", ",,,,,ping,Not_Defined", ",,,,or,x,defined,,Promoted",
		",,,5,,#uname,eq,n1", ",,b,6,,y,defined",
		",LOCATION_NODE", ",,rsc,prefers/avoids,node,score",
		",,a,Prefers,n1,", ",,,,n2,200", ",,,avoids,n3,", ",,,,n4,100", ",,,,n5,-inf", ",,,,n6,+7", ",,,,n7,1oo")
	same(t, []string{
		`a rule -INFINITY "or" "Promoted" (ping lt "1") (ping not_defined "") (x defined "")`,
		`a rule 5 "" "" (#uname eq "n1")`,
		`b rule 6 "" "" (y defined "")`,
		"a n1 INFINITY", "a n2 200", "a n3 -INFINITY", "a n4 -100", "a n5 INFINITY", "a n6 -7", "a n7 1oo",
	}, locationLines(cfg))
	same(t, "F3 E3 F4", cfg.Locations[0].Rule.Parts[0].(*model.Expression).From.At(schema.KeyAttribute).Cell()+" "+
		cfg.Locations[0].Rule.From.At(schema.KeyBoolOp).Cell()+" "+
		cfg.Locations[0].Rule.Parts[1].(*model.Expression).From.At(schema.KeyAttribute).Cell())
}

func TestColocationsAndOrders(t *testing.T) {
	cfg, _ := good(t,
		",COLOCATION", ",,rsc,with-rsc,score,rsc-role,with-rsc-role", ",,a,b,-Inf,slave,PROMOTED", ",,c,d,10,,",
		",ORDER", ",,first-rsc,then-rsc,kind,first-action,then-action,symmetrical", ",,a,b,optional,Promote,START,N", ",,b,c,,,,")
	same(t, []string{"a b -INFINITY Unpromoted Promoted", "c d 10  "}, lines(cfg.Colocations, func(c *model.Colocation) string {
		return strings.Join([]string{c.Rsc, c.WithRsc, c.Score, c.RscRole, c.WithRole}, " ")
	}))
	same(t, []string{"a b Optional promote start false", "b c    "}, lines(cfg.Orders, func(o *model.Order) string {
		return strings.Join([]string{o.First, o.Then, o.Kind, o.FirstAction, o.ThenAction, o.Symmetrical}, " ")
	}))
}

func lines[T any](list []T, line func(T) string) []string {
	var out []string
	for _, v := range list {
		out = append(out, line(v))
	}
	return out
}

func TestFencingLevels(t *testing.T) {
	cfg, _ := good(t, ",STONITH_LEVEL", ",,node,id,level", ",,n1,f1,1", ",,,f2,2", ",,n2,f3,1", ",,n1,f4,1")
	same(t, []string{"n1 1 f1 f4", "n1 2 f2", "n2 1 f3"}, lines(cfg.FencingLevels, func(l *model.FencingLevel) string {
		s := l.Target + " " + l.Index
		for _, d := range l.Devices {
			s += " " + d.ID
		}
		return s
	}))
}

func TestAlerts(t *testing.T) {
	cfg, _ := good(t, join(
		[]string{",ALERT", ",P,path", ",,/x", ",A,type,name,value", ",,options,token,1", ",,meta,timeout,15s",
			",R,recipient", ",,ops", ",A,type,name,value", ",,options,b,2", ",R,recipient", ",,dev", ",P,path", ",,/y"},
		[]string{",ALERT", ",P,path", ",,/z"})...)
	var got []string
	for _, a := range cfg.Alerts {
		got = append(got, a.Path+" "+pairs(model.Pairs(a.Options))+" "+pairs(model.Pairs(a.Meta)))
		for _, r := range a.Recipients {
			got = append(got, "  "+r.Value+" "+pairs(model.Pairs(r.Options)))
		}
	}
	same(t, []string{
		"/x [token=1 (secret)] [timeout=15s]", "  ops [b=2]", "  dev []",
		"/y [] []", "/z [] []",
	}, got)
}

func TestSecretsAreHidden(t *testing.T) {
	_, g, _ := read(t, Env{},
		",PRIMITIVE", ",A,type,name,value", ",,options,password,hush", ",,,user,admin", ",,,passwd_script,/bin/pw",
		",XYZXYZ", ",,,PASSWORD,,hush,remark",
		",ADDITIONAL_CONFIG", ",,config", ",,pcs stonith update f password=hush", ",,pcs resource cleanup id=a",
		",R", ",,api_key,hush")
	var shown []string
	for _, row := range g.Rows {
		for _, c := range g.Quote(row.Number) {
			if c.Text == diag.Mask {
				shown = append(shown, g.Place(row.Number, c.Col).Cell())
			} else if strings.Contains(c.Text, "hush") {
				t.Errorf("%s shows %q", g.Place(row.Number, c.Col).Cell(), c.Text)
			}
		}
	}
	same(t, []string{"E3", "F7", "C10", "D13"}, shown)
}

func TestCommands(t *testing.T) {
	cfg, _ := good(t, ",ADDITIONAL_CONFIG", ",,config", ",,\"pcs a \\\n  b\"", ",,pcs stonith update f password=x")
	same(t, []string{"pcs a \\\n  b false", "pcs stonith update f password=x true"}, lines(cfg.Commands, func(c *model.Command) string {
		return fmt.Sprint(c.Text, " ", c.Secret)
	}))
}

// TestOperationOptionOrigin: the name of an operation option is its column's
// header, its value the cell of the row.
func TestOperationOptionOrigin(t *testing.T) {
	cfg, _, _ := read(t, Env{}, join(resources(",,Primitive,,,a"), dummy("a"), []string{",O,type,onfail", ",,start", ",,stop,block"})...)
	stop := cfg.Primitives()[0].Operations[1]
	from := stop.Options[0].From
	for column, want := range map[schema.Key]string{schema.KeyName: "D7", schema.KeyValue: "D9", schema.KeyType: "C9"} {
		if got := from.At(column).Cell(); got != want {
			t.Errorf("column %d is at %s, want %s", column, got, want)
		}
	}
}

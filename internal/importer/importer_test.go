package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/diag"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/test/corpus"
)

// TestRoundTrip: what the compile makes of each golden and example becomes a sheet
// that compiles, means the same and lacks nothing.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	compiled := 0
	for _, c := range append(corpus.Goldens(t), corpus.Others(t)...) {
		if c.Sheet.Target == nil {
			continue
		}
		unit, catalog := c.For(t, c.Sheet.Target.Name)
		if unit == nil {
			continue
		}
		compiled++
		r, err := importer.Import(unit.XML, importer.Options{Target: c.Sheet.Target, Catalog: catalog, Lang: message.English})
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		for _, l := range r.Left {
			if l.Why != importer.State && l.Why != importer.AsXML {
				t.Errorf("%s: left out: %s", c.Name, l.What)
			}
		}
		if r.Report.HasErrors() {
			var said strings.Builder
			_ = diag.WriteText(&said, r.Report.Sorted(), diag.TextOptions{})
			t.Errorf("%s: %s", c.Name, said.String())
		}
		for _, d := range r.Differs {
			t.Errorf("%s: %v %v %s: %v", c.Name, d.Action, d.Kind, d.Name, d.Details)
		}
		if r.Secret != unit.Secret {
			t.Errorf("%s: the sheet holds a secret: %v, the compiled one: %v", c.Name, r.Secret, unit.Secret)
		}
		whole, err := importer.Import(unit.XML, importer.Options{Target: c.Sheet.Target, Catalog: catalog, Lang: message.English, Lossless: true})
		if err != nil || !whole.Exact || whole.Lacks() || whole.Report.HasErrors() {
			t.Errorf("%s: with everything in it the sheet does not compile to the same CIB: %v", c.Name, err)
		}
	}
	if compiled < 100 {
		t.Errorf("only %d sheets were compiled", compiled)
	}
}

// cib is a CIB with some sections.
func cib(sections ...string) []byte {
	has := func(name string) bool {
		return slices.ContainsFunc(sections, func(s string) bool { return strings.HasPrefix(s, "<"+name) })
	}
	all := strings.Join(sections, "")
	for _, name := range []string{"crm_config", "nodes", "resources", "constraints"} {
		if !has(name) {
			all += "<" + name + "/>"
		}
	}
	return []byte(`<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9"><configuration>` + all + `</configuration><status/></cib>`)
}

// TestNothingInSilence: whatever no table can say is in the list.
func TestNothingInSilence(t *testing.T) {
	const dummy = `class="ocf" provider="pacemaker" type="Dummy"`
	opts := options(t)
	for _, c := range []struct {
		name, cib string
		want      []string // what is left out; a * in front is the cluster's, a - is unread, a = said in full
	}{
		{"a ticket of a set", string(cib(`<resources><primitive id="a" `+dummy+`/></resources>`, `<constraints><rsc_ticket id="t" ticket="T"><resource_set id="s" score="5"><resource_ref id="a"/></resource_set></rsc_ticket></constraints>`)), []string{"rsc_ticket t"}},
		{"a resource that nobody knows, and what refers to it", string(cib(`<resources><pod id="b"><podman image="i"/></pod></resources>`, `<constraints><rsc_location id="l" rsc="b" node="n" score="1"/></constraints>`)),
			[]string{"pod b", "rsc_location l"}},
		{"parameters of a bundle", string(cib(`<resources><bundle id="b"><podman image="i" extra="1"/><network/><instance_attributes id="ia"><nvpair id="x" name="x" value="1"/></instance_attributes></bundle></resources>`)),
			[]string{"bundle b: instance_attributes", "bundle b: podman@extra"}},
		{"descriptions of resources", string(cib(`<resources><clone id="c" description="twice"><group id="g" description="ours"><primitive id="a" description="mine" ` + dummy + `/></group></clone><bundle id="b" description="boxed"><podman image="i"/></bundle></resources>`)), nil},
		{"a description of an operation", string(cib(`<resources><primitive id="a" ` + dummy + `><operations><op id="o" name="monitor" interval="9s" description="mine"/></operations></primitive></resources>`)), []string{"primitive a: operations/op@description"}},
		{"a set with a rule", string(cib(`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><rule id="r" score="1"><date_expression id="d" operation="gt" start="2030-01-01"/></rule><nvpair id="p" name="priority" value="1"/></meta_attributes></primitive></resources>`)),
			nil},
		{"a value that is blank", string(cib(`<resources><primitive id="a" ` + dummy + `><instance_attributes id="m"><nvpair id="p" name="fake" value=""/></instance_attributes></primitive></resources>`)),
			[]string{"primitive a: instance_attributes/nvpair fake"}},
		{"a rule that no cell can say, beside another", string(cib(`<resources><primitive id="a" `+dummy+`/></resources>`,
			`<constraints><rsc_location id="l" rsc="a"><rule id="r" score="1"><expression id="e" attribute="x" operation="defined"/></rule><rule id="s" score="2"><date_expression id="f" operation="gt" start=""/></rule></rsc_location></constraints>`)),
			[]string{"rsc_location l"}},
		{"a resource set with a score", string(cib(`<resources><primitive id="a" `+dummy+`/></resources>`, `<constraints><rsc_order id="o"><resource_set id="s" score="5"><resource_ref id="a"/></resource_set></rsc_order></constraints>`)),
			[]string{"rsc_order o"}},
		{"a parameter of an operation under a rule", string(cib(`<resources><primitive id="a" ` + dummy + `><operations><op id="o" name="monitor" interval="9s"><instance_attributes id="i"><rule id="r" score="1"><expression id="e" attribute="a" operation="defined"/></rule><nvpair id="p" name="depth" value="5"/></instance_attributes></op></operations></primitive></resources>`)),
			[]string{"primitive a: operations/op/instance_attributes"}},
		{"a role without permissions", string(cib(`<acls><acl_role id="r"/><acl_target id="u"><role id="r"/></acl_target></acls>`)), []string{"acl_role r", "acls/acl_target"}},
		{"users by name, ids of no resource", string(cib(`<acls><acl_role id="r"><acl_permission id="p" kind="read" xpath="/cib"/><acl_permission id="q" kind="read" reference="p" description="d"/></acl_role><acl_target id="u" name="n"><role id="r"/></acl_target></acls>`)),
			[]string{"acl_role r: acl_permission", "acls/acl_target"}},
		{"what the cluster keeps", string(cib(`<crm_config><cluster_property_set id="cib-bootstrap-options"><nvpair id="p" name="dc-version" value="1"/></cluster_property_set><cluster_property_set id="SAPHanaSR"><nvpair id="q" name="hana" value="SOK"/></cluster_property_set></crm_config>`,
			`<nodes><node id="1" uname="n1"><instance_attributes id="n"><nvpair id="s" name="standby" value="on"/><nvpair id="m" name="master-db" value="5"/></instance_attributes></node></nodes>`)),
			[]string{"*node n1: standby", "*node n1: master-db", "*property dc-version", "*cluster_property_set SAPHanaSR"}},
		{"remote nodes: with attributes, without, of nothing, of a bundle", string(cib(`<nodes><node id="1" uname="n1"/><node type="remote" id="r1" uname="r1"><instance_attributes id="i1"><nvpair id="p1" name="rack" value="a"/></instance_attributes></node><node type="remote" id="g1" uname="g1"/><node type="remote" id="old" uname="old"><instance_attributes id="i2"><nvpair id="p2" name="rack" value="a"/></instance_attributes></node><node type="remote" id="b-0" uname="b-0"/></nodes>`,
			`<resources><primitive id="r1" class="ocf" provider="pacemaker" type="remote"/><primitive id="a" `+dummy+`><meta_attributes id="m"><nvpair id="p" name="remote-node" value="g1"/></meta_attributes></primitive><bundle id="b"><podman image="i"/></bundle></resources>`,
			`<constraints><rsc_location id="location-a-r1-5" rsc="a" node="r1" score="5"/></constraints>`)),
			[]string{"*node old"}},
		{"a node of a bundle with an attribute, and with state", string(cib(`<nodes><node id="1" uname="n1"/><node type="remote" id="b-0" uname="b-0"><instance_attributes id="i"><nvpair id="p" name="rack" value="a"/></instance_attributes></node><node type="remote" id="b-1" uname="b-1"><instance_attributes id="j"><nvpair id="q" name="rmq-node-attr-last" value="a"/></instance_attributes></node></nodes>`,
			`<resources><bundle id="b"><podman image="i" replicas="2"/></bundle></resources>`)),
			[]string{"*node b-1: rmq-node-attr-last", "node b-0"}},
		{"what Pacemaker does not read", string(cib(`<resources><group id="g"><instance_attributes id="gi"/><primitive id="a" ` + dummy + `><instance_attributes id="ai"><nvpair id="p" name="fake"/><nvpair id="q" name="passwd" value="x"/></instance_attributes></primitive></group></resources>`)),
			[]string{"-group g: instance_attributes", "-primitive a: instance_attributes/nvpair fake"}},
		{"what is said by reference", string(cib(`<resources><primitive id="a" ` + dummy + `><instance_attributes id="ai"><nvpair id="p" name="fake" value="x"/></instance_attributes><operations id="ops"><op id="o" name="monitor" interval="9s"><meta_attributes id="om"><nvpair id="on" name="x" value="y"/></meta_attributes></op></operations></primitive><primitive id="b" ` + dummy + `><instance_attributes id-ref="ai"/><operations id-ref="ops"/></primitive><primitive id="c" ` + dummy + `><instance_attributes id="ci"><nvpair id-ref="p"/><nvpair id-ref="p" name="passwd"/></instance_attributes></primitive></resources>`)),
			[]string{"=primitive b: instance_attributes: ai", "=primitive b: operations: ops", "=primitive c: instance_attributes: nvpair p", "=primitive c: instance_attributes: nvpair p"}},
		{"a parameter called as a meta attribute", string(cib(`<resources><primitive id="a" ` + dummy + `><instance_attributes id="m"><nvpair id="p" name="target-role" value="started"/></instance_attributes></primitive></resources>`)), nil},
		{"two locations of one resource on one node", string(cib(`<resources><primitive id="a" `+dummy+`/></resources>`, `<constraints><rsc_location id="l" rsc="a" node="n" score="1"/><rsc_location id="m" rsc="a" node="n" score="2"/><rsc_location id="cli-ban-a" rsc="a" node="n" score="-INFINITY"/></constraints>`)),
			[]string{"*rsc_location cli-ban-a", "rsc_location l"}},
	} {
		r, err := importer.Import([]byte(c.cib), opts)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		var got []string
		marks := map[importer.Why]string{importer.State: "*", importer.NoMeaning: "-", importer.WrittenOut: "="}
		for _, l := range r.Left {
			got = append(got, marks[l.Why]+l.What)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: left out %q, not %q", c.name, got, c.want)
		}
		for _, d := range r.Differs {
			t.Errorf("%s: %v %v %s: %v", c.name, d.Action, d.Kind, d.Name, d.Details)
		}
	}
}

// TestRefusedTwice: what the checks say of several elements in the same words is
// accepted in one row, and no element is in CIB_XML for it.
func TestRefusedTwice(t *testing.T) {
	device := func(id string) string {
		return `<primitive id="` + id + `" class="stonith" type="fence_xvm"><instance_attributes id="` + id + `-i"><nvpair id="` + id + `-h" name="pcmk_host_list" value="n1 r1"/></instance_attributes></primitive>`
	}
	r, err := importer.Import(cib(`<nodes><node id="1" uname="n1"/></nodes>`, `<resources>`+device("a")+device("b")+`</resources>`), options(t))
	if err != nil || r.Report.HasErrors() || r.Lacks() {
		t.Fatalf("the sheet lacks something: %v, errors %v", err, r.Report.HasErrors())
	}
	accepted := 0
	for _, cells := range r.Rows {
		if len(cells) > 3 && cells[2] == "HG0321" {
			accepted++
		}
	}
	if r.Raw != 0 || accepted != 1 {
		t.Errorf("%d rows of CIB_XML, %d that accept the node, want 0 and 1", r.Raw, accepted)
	}
}

// TestNodes: NODE lists all nodes with their ids, so that the sheet compiles alone to the
// same nodes.
func TestNodes(t *testing.T) {
	for _, c := range []struct{ nodes, want string }{
		{`<node id="7" uname="n1"/><node id="3" uname="n2"/>`, ",,uname,id;,,n1,7;,,n2,3"},
		{`<node id="7" uname="n1"><instance_attributes id="i"><nvpair id="p" name="rack" value="a"/><nvpair id="q" name="row" value="b"/></instance_attributes></node><node id="3" uname="n2"/>`,
			",,uname,type,name,value,id;,,n1,attribute,rack,a,7;,,,,row,b;,,n2,,,,3"},
	} {
		data := cib("<nodes>" + c.nodes + "</nodes>")
		r, err := importer.Import(data, options(t))
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, cells := range r.Rows {
			if len(cells) > 2 && cells[0] == "" {
				rows = append(rows, strings.Join(cells, ","))
			}
		}
		if got := strings.Join(rows, ";"); !strings.HasPrefix(got, c.want) {
			t.Errorf("the rows are %s, want %s", got, c.want)
		}
		for _, n := range []string{`<node id="7" uname="n1"`, `<node id="3" uname="n2"`} {
			if !strings.Contains(string(r.XML), n) {
				t.Errorf("the sheet does not compile to %s", n)
			}
		}
	}
}

// TestOperations: the sheet has the operations that hagen would not add by itself.
func TestOperations(t *testing.T) {
	opts := options(t)
	for _, c := range []struct{ name, ops, want string }{
		{"those of the agent", `<op id="1" name="monitor" interval="10000ms" timeout="20"/><op id="2" name="start" interval="0" timeout="20s"/><op id="3" name="stop" interval="0s" timeout="20s"/><op id="4" name="migrate_to" interval="0s" timeout="20s"/><op id="5" name="migrate_from" interval="0s" timeout="20s"/><op id="6" name="reload" interval="0s" timeout="20s"/><op id="7" name="reload-agent" interval="0s" timeout="20s"/>`,
			",P,id,class,provider,type;,,a,ocf,pacemaker,Dummy"},
		{"one of them otherwise", `<op id="1" name="monitor" interval="7s" timeout="20"/><op id="2" name="start" interval="0" timeout="20s"/><op id="3" name="stop" interval="0s" timeout="20s"/><op id="4" name="migrate_to" interval="0s" timeout="20s"/><op id="5" name="migrate_from" interval="0s" timeout="20s"/><op id="6" name="reload" interval="0s" timeout="20s"/><op id="7" name="reload-agent" interval="0s" timeout="20s"/>`,
			",P,id,class,provider,type;,,a,ocf,pacemaker,Dummy;,O,type,interval,timeout;,,monitor,7s,20"},
		{"fewer", `<op id="1" name="monitor" interval="10s" timeout="20s"/>`,
			",P,id,class,provider,type,default-ops;,,a,ocf,pacemaker,Dummy,false;,O,type,interval,timeout;,,monitor,10s,20s"},
		{"none", ``, ",P,id,class,provider,type,default-ops;,,a,ocf,pacemaker,Dummy,false"},
	} {
		r, err := importer.Import(cib(`<resources><primitive id="a" class="ocf" provider="pacemaker" type="Dummy"><operations>`+c.ops+`</operations></primitive></resources>`), opts)
		if err != nil {
			t.Fatal(err)
		}
		var rows []string
		for i, row := range r.Rows {
			if len(row) > 1 && row[1] == "PRIMITIVE" {
				for _, below := range r.Rows[i+1:] {
					if below[0] != "#" { // what the headers mean
						rows = append(rows, strings.Join(below, ","))
					}
				}
			}
		}
		if got := strings.Join(rows, ";"); got != c.want {
			t.Errorf("%s:\n%s\nnot\n%s", c.name, got, c.want)
		}
		if len(r.Differs) > 0 {
			t.Errorf("%s: %v", c.name, r.Differs)
		}
	}
}

// TestReferencesStay imports sets and operations that something refers to by an id that
// no table says: the compiled sheet has them, or says them in full.
func TestReferencesStay(t *testing.T) {
	t.Parallel()
	const dummy = `class="ocf" provider="pacemaker" type="Dummy"`
	for name, sections := range map[string][]string{
		"operations":   {`<resources><primitive id="a" ` + dummy + `><operations id="ops"><op id="o" name="monitor" interval="9s"/></operations></primitive><primitive id="b" ` + dummy + `><operations id-ref="ops"/></primitive></resources>`},
		"an empty set": {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"/></primitive><primitive id="b" ` + dummy + `><meta_attributes id-ref="m"/></primitive></resources>`},
		"a rule of a set without pairs": {`<op_defaults><meta_attributes id="m"><rule id="r"><date_expression id="d" operation="gt" start="2030-01-01"/></rule></meta_attributes></op_defaults>`,
			`<resources><primitive id="a" ` + dummy + `/></resources>`, `<constraints><rsc_location id="l" rsc="a"><rule id-ref="r"/></rsc_location></constraints>`},
		"the second pair of a name": {`<resources><primitive id="a" ` + dummy + `><meta_attributes id="m"><nvpair id="p" name="priority" value="1"/><nvpair id="q" name="priority" value="2"/></meta_attributes></primitive><primitive id="b" ` + dummy + `><meta_attributes id="n"><nvpair id-ref="q"/></meta_attributes></primitive></resources>`},
	} {
		r, err := importer.Import(cib(sections...), options(t))
		if err != nil || r.XML == nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		doc := etree.NewDocument()
		if err := doc.ReadFromBytes(r.XML); err != nil {
			t.Fatal(err)
		}
		refs := doc.FindElements("//*[@id-ref]")
		for _, el := range refs {
			if doc.FindElement("//"+el.Tag+"[@id='"+el.SelectAttrValue("id-ref", "")+"']") == nil {
				t.Errorf("%s: nothing has the id %q", name, el.SelectAttrValue("id-ref", ""))
			}
		}
		lost := slices.ContainsFunc(r.Left, func(l importer.Left) bool { return l.Why != importer.AsXML && l.Why != importer.WrittenOut })
		if lost || len(r.Differs) > 0 {
			t.Errorf("%s: %d references, left out %v, differs %v", name, len(refs), r.Left, r.Differs)
		}
	}
}

// TestScoreStays imports two sets, one of which the checks refuse in a table: the other
// keeps its score.
func TestScoreStays(t *testing.T) {
	t.Parallel()
	r, err := importer.Import(cib(`<rsc_defaults><meta_attributes id="m"><rule id="r" boolean-op="or"><op_expression id="o" name="stop" interval="0"/><date_expression id="d" operation="lt" end="2030-06-01"/></rule><nvpair id="p" name="priority" value="1"/></meta_attributes><meta_attributes id="n" score="5"><nvpair id="q" name="migration-threshold" value="2"/></meta_attributes></rsc_defaults>`), options(t))
	if err != nil || !strings.Contains(string(r.XML), `score="5"`) || strings.Count(string(r.XML), "<meta_attributes") != 2 {
		t.Errorf("%v:\n%s", err, r.XML)
	}
}

// TestSetsStayInOrder imports two sets that set the same, of which a table can say the
// second alone: it stays the second.
func TestSetsStayInOrder(t *testing.T) {
	t.Parallel()
	r, err := importer.Import(cib(`<resources><primitive id="a" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="m"><rule id="r"><expression id="e" attribute="x" operation="eq"/></rule><nvpair id="p" name="priority" value="1"/></meta_attributes><meta_attributes id="n"><nvpair id="q" name="priority" value="2"/></meta_attributes></primitive></resources>`), options(t))
	if err != nil || r.XML == nil || len(r.Differs) > 0 {
		t.Fatalf("%v, differs %v", err, r.Differs)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(r.XML); err != nil {
		t.Fatal(err)
	}
	if pairs := doc.FindElements("//meta_attributes/nvpair"); len(pairs) != 2 || pairs[1].SelectAttrValue("value", "") != "2" {
		t.Errorf("the sets are in another order:\n%s", r.XML)
	}
}

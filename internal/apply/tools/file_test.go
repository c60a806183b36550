package tools

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/compile"
	"hagen/internal/parse"
	"hagen/test/need"
)

const emptyCIB = `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="11" num_updates="4" admin_epoch="0" have-quorum="1">
  <configuration>
    <crm_config>
      <cluster_property_set id="cib-bootstrap-options">
        <nvpair id="cib-bootstrap-options-cluster-name" name="cluster-name" value="shop"/>
      </cluster_property_set>
    </crm_config>
    <nodes>
      <node id="1" uname="node01"/>
      <node id="2" uname="node02"/>
    </nodes>
    <resources/>
    <constraints/>
  </configuration>
  <status/>
</cib>
`

// file is a CIB file as a destination.
func file(t *testing.T, cib string) (*Cluster, string) {
	t.Helper()
	need.Tool(t, "apt install pacemaker-cli-utils", "cibadmin", "crm_diff", "crm_verify", "crm_simulate")
	path := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(path, []byte(cib), 0o600); err != nil {
		t.Fatal(err)
	}
	return NewFile("file:"+path, path), path
}

// examples are the CIBs of the examples, compiled for the tools that are here.
func examples(t *testing.T) map[string][]byte {
	t.Helper()
	opts, err := compile.For("debian12")
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob("../../../examples/*/cluster.csv")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d examples, %v", len(paths), err)
	}
	out := map[string][]byte{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		in := compile.Open(path, data, parse.Options{})
		unit, err := in.Compile(in.WithTables()[0], opts)
		if err != nil {
			t.Fatal(err)
		}
		if unit.XML != nil { // one shows a mistake
			out[filepath.Base(filepath.Dir(path))] = unit.XML
		}
	}
	return out
}

// canonical is a configuration without versions and indentation.
func canonical(t *testing.T, cib []byte) string {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(cib); err != nil {
		t.Fatal(err)
	}
	config := doc.Root().SelectElement("configuration").Copy()
	var sortAttrs func(*etree.Element)
	sortAttrs = func(el *etree.Element) {
		el.SortAttrs()
		for _, c := range el.ChildElements() {
			sortAttrs(c)
		}
	}
	sortAttrs(config)
	doc.SetRoot(config)
	doc.Indent(1)
	s, err := doc.WriteToString()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// withNodesOf is the empty CIB with the nodes that the examples have attributes of.
func withNodesOf(t *testing.T, all map[string][]byte) string {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromString(emptyCIB); err != nil {
		t.Fatal(err)
	}
	nodes := doc.FindElement("//nodes")
	for _, name := range slices.Sorted(maps.Keys(all)) {
		of := etree.NewDocument()
		if err := of.ReadFromBytes(all[name]); err != nil {
			t.Fatal(err)
		}
		for _, node := range of.FindElements("//nodes/node") {
			if uname := node.SelectAttrValue("uname", ""); nodes.FindElement("node[@uname='"+uname+"']") == nil {
				el := nodes.CreateElement("node")
				el.CreateAttr("id", strconv.Itoa(len(nodes.ChildElements())))
				el.CreateAttr("uname", uname)
			}
		}
	}
	text, err := doc.WriteToString()
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestWriteLeadsThere: the patch turns the configuration of any example into
// that of any other, to the byte, in one write.
func TestWriteLeadsThere(t *testing.T) {
	all := examples(t)
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	c, path := file(t, withNodesOf(t, all))
	for round, from := range names {
		for _, to := range []string{from, names[(round+1)%len(names)], names[(round+2)%len(names)]} {
			before, err := c.CIB(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			after, err := merge.Into(before, all[to], merge.Replace)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Write(t.Context(), before, after); err != nil {
				t.Fatalf("to %s: %v", to, err)
			}
			now, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := canonical(t, now), canonical(t, after); got != want {
				t.Fatalf("to %s: the file holds\n%s\nwant\n%s", to, got, want)
			}
		}
	}
}

// TestWriteMoves: patches that move elements lead there as well.
func TestWriteMoves(t *testing.T) {
	const four = `<resources><group id="g"><primitive id="a" class="lsb" type="x"/><primitive id="b" class="lsb" type="x"/></group><primitive id="c" class="lsb" type="x"/><primitive id="d" class="lsb" type="x"/></resources>`
	for _, order := range []string{
		`<resources><primitive id="d" class="lsb" type="x"/><primitive id="c" class="lsb" type="x"/><group id="g"><primitive id="b" class="lsb" type="x"/><primitive id="a" class="lsb" type="x"/></group></resources>`,
		`<resources><primitive id="a" class="lsb" type="x"/><group id="g"><primitive id="d" class="lsb" type="x"/><primitive id="b" class="lsb" type="x"/></group></resources>`,
		`<resources><primitive id="e" class="lsb" type="x"/><primitive id="d" class="lsb" type="x"/><group id="g"><primitive id="f" class="lsb" type="x"/><primitive id="a" class="lsb" type="x"/><primitive id="c" class="lsb" type="x"/></group></resources>`,
	} {
		c, path := file(t, strings.Replace(emptyCIB, "<resources/>", four, 1))
		before, err := c.CIB(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		sent := strings.Replace(emptyCIB, "<resources/>", order, 1)
		after, err := merge.Into(before, []byte(sent), merge.Replace)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Write(t.Context(), before, after); err != nil {
			t.Fatal(err)
		}
		now, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := canonical(t, now), canonical(t, after); got != want {
			t.Errorf("the file holds\n%s\nwant\n%s", got, want)
		}
	}
}

func TestWriteCarriesTheEpoch(t *testing.T) {
	c, path := file(t, emptyCIB)
	before := []byte(emptyCIB)
	after := []byte(strings.Replace(emptyCIB, `value="shop"`, `value="mall"`, 1))
	for _, tt := range []struct {
		name, live string
		want       error
	}{
		{"another administrator wrote", strings.Replace(emptyCIB, ` epoch="11"`, ` epoch="12"`, 1), apply.ErrStale},
		{"only the status changed", strings.Replace(emptyCIB, `num_updates="4"`, `num_updates="99"`, 1), nil},
	} {
		if err := os.WriteFile(path, []byte(tt.live), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := c.Write(t.Context(), before, after); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
		now, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if written := bytes.Contains(now, []byte("mall")); written != (tt.want == nil) {
			t.Errorf("%s: written: %t", tt.name, written)
		}
	}
	if err := c.Write(t.Context(), before, before); err != nil {
		t.Errorf("nothing to write: %v", err)
	}
}

// runsUnconfigured is the status of a node on which a resource runs that is in
// no configuration: crm_verify warns, with the exit code of an error.
const runsUnconfigured = `<status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="1"><lrm_resources>
<lrm_resource id="old" type="Dummy" class="ocf" provider="pacemaker"><lrm_rsc_op id="old_last_0" operation_key="old_start_0" operation="start" crm_feature_set="3.16.2" transition-key="1:1:0:a" transition-magic="0:0;1:1:0:a" call-id="3" rc-code="0" op-status="0" interval="0" op-digest="f"/></lrm_resource>
</lrm_resources></lrm></node_state></status>`

func TestVerifyAndSimulate(t *testing.T) {
	c, _ := file(t, emptyCIB)
	good := strings.Replace(emptyCIB, "<nvpair", `<nvpair id="s" name="stonith-enabled" value="false"/><nvpair`, 1)
	verdict, err := c.Verify(t.Context(), []byte(good))
	if err != nil || !verdict.OK || len(verdict.Messages) > 0 {
		t.Errorf("%+v, %v", verdict, err)
	}
	verdict, err = c.Verify(t.Context(), []byte(strings.Replace(good, "<constraints/>", `<constraints><rsc_location id="x" rsc="none" node="n" score="1"/></constraints>`, 1)))
	if err != nil || verdict.OK || len(verdict.Messages) == 0 || strings.HasPrefix(verdict.Messages[0], "(") {
		t.Errorf("%+v, %v", verdict, err)
	}
	orphan := strings.Replace(good, "<status/>", runsUnconfigured, 1)
	if verdict, err = c.Verify(t.Context(), []byte(orphan)); err != nil || !verdict.OK || orphan == good {
		t.Errorf("what runs is to be removed: %+v, %v", verdict, err)
	}
	newer := strings.Replace(good, "pacemaker-3.9", "pacemaker-9.9", 1)
	if _, err := c.Verify(t.Context(), []byte(newer)); !errors.Is(err, apply.ErrNoTools) {
		t.Errorf("a schema these tools do not know: %v", err)
	}
	out, err := c.Simulate(t.Context(), []byte(good))
	if err != nil || !bytes.Contains(out, []byte("revised_cluster_status")) {
		t.Errorf("%s, %v", out, err)
	}
	if _, err := c.Status(t.Context()); !errors.Is(err, apply.ErrNoStatus) {
		t.Errorf("the status of a file: %v", err)
	}
	if err := c.Idle(t.Context(), 1); err != nil {
		t.Errorf("a file at work: %v", err)
	}
}

// Package pcstest lets tests run a script of hagen's through the real pcs on a
// CIB file, without a cluster, and compare what came out with the XML.
package pcstest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/google/go-cmp/cmp"

	"hagen/test/need"
)

// Need skips the test where pcs and the agents are missing.
func Need(t testing.TB) {
	t.Helper()
	need.Tool(t, "apt install pcs pacemaker resource-agents fence-agents",
		"pcs", "cibadmin", "crm_attribute", "/usr/lib/ocf/resource.d/heartbeat/IPaddr2", "fence_ipmilan")
}

// File writes an empty CIB that holds nodes (id, name in turn), the state of a
// cluster before its script runs, and returns its path.
func File(t testing.TB, schema, featureSet string, nodes ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(path, []byte(CIB(schema, featureSet, nodes...)), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// CIB is an empty CIB that holds nodes: see File.
func CIB(schema, featureSet string, nodes ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<cib crm_feature_set=%q validate-with=%q epoch="1" num_updates="0" admin_epoch="0">`, featureSet, schema)
	b.WriteString("<configuration><crm_config/><nodes>")
	for i := 0; i+1 < len(nodes); i += 2 {
		fmt.Fprintf(&b, `<node id=%q uname=%q/>`, nodes[i], nodes[i+1])
	}
	b.WriteString("</nodes><resources/><constraints/></configuration><status/></cib>\n")
	return b.String()
}

// Run runs a script on a CIB file and returns what the file holds afterwards.
func Run(t testing.TB, script []byte, cib string) []byte {
	t.Helper()
	return RunEnv(t, nil, script, cib)
}

// Equal fails the test when two CIBs do not hold the same configuration.
func Equal(t testing.TB, want, got []byte) {
	t.Helper()
	if diff := Difference(t, want, got); diff != "" {
		t.Error(diff)
	}
}

// Difference says how two CIBs differ in their configuration; "" when they hold
// the same.
func Difference(t testing.TB, want, got []byte) string {
	t.Helper()
	if diff := cmp.Diff(Canonical(t, want), Canonical(t, got)); diff != "" {
		return "the configurations differ (-want +got):\n" + diff
	}
	return ""
}

// Canonical is the configuration of a CIB, one element per line, with sorted
// attributes and without layout. Nodes are sorted by name, and those that hold
// nothing are left out: which nodes there are, in which order, is the cluster's.
func Canonical(t testing.TB, xml []byte) []string {
	t.Helper()
	var lines []string
	canonical(&lines, "", Configuration(t, xml))
	return lines
}

// Configuration is the configuration element of a CIB.
func Configuration(t testing.TB, xml []byte) *etree.Element {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(xml); err != nil {
		t.Fatalf("not XML: %v\n%s", err, xml)
	}
	config := doc.FindElement("/cib/configuration")
	if config == nil {
		t.Fatalf("no configuration in\n%s", xml)
	}
	return config
}

func canonical(lines *[]string, indent string, el *etree.Element) {
	if el.Tag == "node" && len(el.ChildElements()) == 0 {
		return
	}
	line := indent + el.Tag
	for _, a := range slices.SortedFunc(slices.Values(el.Attr), func(a, b etree.Attr) int {
		return strings.Compare(a.FullKey(), b.FullKey())
	}) {
		line += fmt.Sprintf(" %s=%q", a.FullKey(), a.Value)
	}
	*lines = append(*lines, line)
	children := el.ChildElements()
	if el.Tag == "nodes" {
		slices.SortFunc(children, func(a, b *etree.Element) int {
			return strings.Compare(a.SelectAttrValue("uname", ""), b.SelectAttrValue("uname", ""))
		})
	}
	for _, child := range children {
		canonical(lines, indent+"  ", child)
	}
}

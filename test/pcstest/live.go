package pcstest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/model"
)

// Live is the XML of a sheet as a cluster with all nodes up would hold it: the
// sheet's nodes, two at least, each online and with a ping that answers.
func Live(t testing.TB, xml []byte, cfg *model.Config) []byte {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(xml); err != nil {
		t.Fatal(err)
	}
	doc.Root().CreateAttr("have-quorum", "1")
	nodes, status := doc.FindElement("/cib/configuration/nodes"), doc.FindElement("/cib/status")
	names := NodesOf(cfg)
	for i := len(names) / 2; i < 2; i++ {
		names = append(names, fmt.Sprint(2000+i), fmt.Sprintf("other%d", i))
	}
	for i := 0; i < len(names); i += 2 {
		id, name := names[i], names[i+1]
		if nodes.FindElement("node[@uname='"+name+"']") == nil {
			n := nodes.CreateElement("node")
			n.CreateAttr("id", id)
			n.CreateAttr("uname", name)
		}
		if err := addState(status, id, name, attributesOf(cfg)); err != nil {
			t.Fatal(err)
		}
	}
	out, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// attributesOf are the node attributes the sheet's ping agents write.
func attributesOf(cfg *model.Config) []string {
	var out []string
	for _, p := range cfg.Primitives() {
		if a := model.Find(p.Params, "name"); p.Type == "ping" && a != nil {
			out = append(out, a.Value)
		}
	}
	return out
}

func addState(status *etree.Element, id, name string, attributes []string) error {
	var nvpairs strings.Builder
	for _, a := range attributes {
		fmt.Fprintf(&nvpairs, `<nvpair id="status-%s-%s" name="%s" value="100"/>`, id, a, a)
	}
	doc := etree.NewDocument()
	err := doc.ReadFromString(fmt.Sprintf(`<node_state id="%[1]s" uname="%[2]s" in_ccm="true" crmd="online" join="member" expected="member">`+
		`<transient_attributes id="%[1]s"><instance_attributes id="status-%[1]s">%[3]s</instance_attributes></transient_attributes>`+
		`<lrm id="%[1]s"><lrm_resources/></lrm></node_state>`, id, name, nvpairs.String()))
	if err != nil {
		return err
	}
	status.AddChild(doc.Root())
	return nil
}

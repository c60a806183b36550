package merge

import (
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// nodes sets the sheet's attributes of the live nodes. Nodes correspond by name:
// their ids come from corosync and are kept. A node that a resource of the sheet
// creates may not be there yet.
func (m *merger) nodes() error {
	live := m.section(cib.Nodes)
	sent := m.sent.SelectElement(cib.Nodes)
	if sent == nil {
		return nil
	}
	var unknown []string
	for _, node := range sent.SelectElements(cib.Node) {
		if target := findNode(live, key(node)); target != nil {
			setNode(target, node)
		} else if value(node, "type") == "remote" {
			live.AddChild(node.Copy())
		} else if len(node.ChildElements()) > 0 {
			unknown = append(unknown, value(node, "uname"))
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	var known []string
	for _, n := range live.SelectElements(cib.Node) {
		known = append(known, value(n, "uname"))
	}
	return &UnknownNodesError{Nodes: unknown, Known: known}
}

func findNode(nodes *etree.Element, uname string) *etree.Element {
	for _, n := range nodes.SelectElements(cib.Node) {
		if key(n) == uname {
			return n
		}
	}
	return nil
}

// setNode sets the attributes of a node. The ids of new sets and pairs carry the
// live node's id.
func setNode(live, sent *etree.Element) {
	rename := func(el *etree.Element) {
		base := "nodes-" + value(sent, "id")
		if tail, ok := strings.CutPrefix(value(el, "id"), base); ok {
			el.CreateAttr("id", "nodes-"+value(live, "id")+tail)
		}
	}
	for _, tag := range []string{cib.InstanceAttributes, cib.Utilization} {
		for i, set := range sent.SelectElements(tag) {
			set = set.Copy()
			rename(set)
			for _, pair := range set.SelectElements(cib.Pair) {
				rename(pair)
			}
			overlaySet(live, tag, set, i > 0)
		}
	}
}

package scheduler

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// NodesOf are the nodes of a configuration: those it declares, else those that its
// constraints, fencing levels and fence devices name.
func NodesOf(configuration []byte) ([]string, error) {
	doc, err := parse(configuration)
	if err != nil {
		return nil, err
	}
	var out []string
	add := func(names ...string) {
		for _, name := range names {
			if name != "" && !slices.Contains(out, name) {
				out = append(out, name)
			}
		}
	}
	for _, n := range doc.Root().FindElements("./configuration/nodes/node") {
		if n.SelectAttrValue("type", "") != "remote" {
			add(n.SelectAttrValue("uname", ""))
		}
	}
	if len(out) > 0 {
		return out, nil
	}
	for _, l := range doc.Root().FindElements("./configuration/constraints/rsc_location") {
		add(l.SelectAttrValue("node", ""))
		for _, e := range l.FindElements(".//expression") {
			if e.SelectAttrValue("attribute", "") == "#uname" && e.SelectAttrValue("operation", "") == "eq" {
				add(e.SelectAttrValue("value", ""))
			}
		}
	}
	for _, l := range doc.Root().FindElements("./configuration/fencing-topology/fencing-level") {
		add(l.SelectAttrValue("target", ""))
	}
	for _, p := range doc.Root().FindElements("./configuration/resources//primitive[@class='stonith']") {
		add(fenced(p)...)
	}
	slices.Sort(out)
	return withoutRemote(doc, out), nil
}

// HasStatus reports whether a CIB has the status of at least one node.
func HasStatus(live []byte) bool {
	doc, err := parse(live)
	return err == nil && doc.Root().FindElement("./status/node_state") != nil
}

// ClusterName is the name of a cluster as its CIB has it; blank without one.
func ClusterName(live []byte) string {
	doc, err := parse(live)
	if err != nil {
		return ""
	}
	for _, pair := range doc.Root().FindElements("./configuration/crm_config/cluster_property_set/nvpair[@name='cluster-name']") {
		return pair.SelectAttrValue("value", "")
	}
	return ""
}

// fenced are the nodes a fence device says it can fence.
func fenced(device *etree.Element) []string {
	out := strings.FieldsFunc(paramOf(device, "pcmk_host_list"), func(r rune) bool { return strings.ContainsRune(" ,;\t\n", r) })
	for _, pair := range strings.FieldsFunc(paramOf(device, "pcmk_host_map"), func(r rune) bool { return strings.ContainsRune(" ;\t\n", r) }) {
		name, _, _ := strings.Cut(pair, ":")
		out = append(out, name)
	}
	return out
}

// withoutRemote leaves the nodes out that resources bring into the cluster.
func withoutRemote(doc *etree.Document, names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		for _, p := range doc.Root().FindElements("./configuration/resources//primitive") {
			if p.SelectAttrValue("type", "") == "remote" && p.SelectAttrValue("id", "") == name {
				return true
			}
			for _, pair := range p.FindElements("./meta_attributes/nvpair[@name='remote-node']") {
				if pair.SelectAttrValue("value", "") == name {
					return true
				}
			}
		}
		return false
	})
}

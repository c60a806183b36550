package merge

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

func nobody(string) bool { return false }

// pairs merges a section that holds sets of name/value pairs: properties and
// defaults. Names are what counts: a pair keeps the set and id it has.
func (m *merger) pairs(name, tag string, owned func(string) bool) {
	sent := m.sent.SelectElement(name)
	live := m.live.SelectElement(name)
	if live == nil && (sent == nil || len(sent.ChildElements()) == 0) {
		return
	}
	live = m.section(name)
	if sent == nil {
		sent = etree.NewElement(name)
	}
	if elaborate(sent, tag) {
		m.wholeSets(live, sent, tag, owned)
	} else {
		keep := map[string]bool{}
		for _, set := range sent.SelectElements(tag) {
			for _, pair := range set.SelectElements("nvpair") {
				name := value(pair, "name")
				if owned(name) && !cib.WatchdogTimeout(name) {
					continue
				}
				setPair(live, tag, set, pair)
				keep[name] = true
			}
		}
		if m.mode == Replace {
			prune(live, tag, func(set *etree.Element, name string) bool {
				return keep[name] && plain(set) || owned(name)
			})
		}
	}
	if len(live.ChildElements()) == 0 && name != "crm_config" {
		m.live.RemoveChild(live)
	}
}

// elaborate reports whether sets say more than names and values: rules, scores,
// references, several of them. No sheet does; a CIB file may.
func elaborate(section *etree.Element, tag string) bool {
	sets := section.SelectElements(tag)
	return len(sets) > 1 || slices.ContainsFunc(sets, func(s *etree.Element) bool { return !plain(s) })
}

// plain reports whether a set always holds and has no score.
func plain(set *etree.Element) bool {
	return set.SelectElement("rule") == nil && value(set, "id-ref") == "" && value(set, "score") == ""
}

// wholeSets takes elaborate sets over as they are.
func (m *merger) wholeSets(live, sent *etree.Element, tag string, owned func(string) bool) {
	own := live.Copy()
	prune(own, tag, func(_ *etree.Element, name string) bool { return owned(name) })
	var want []*etree.Element
	if m.mode == Merge {
		for _, set := range live.SelectElements(tag) {
			if !slices.ContainsFunc(sent.SelectElements(tag), func(s *etree.Element) bool { return value(s, "id") == value(set, "id") }) {
				want = append(want, set)
			}
		}
	}
	for _, set := range sent.SelectElements(tag) {
		want = append(want, set.Copy())
	}
	setChildren(live, want)
	keepOwned(live, own)
}

// keepOwned gives a property section the values of the properties the cluster
// owns, and only the live ones.
func keepOwned(section, live *etree.Element) {
	const tag = "cluster_property_set"
	if section.Tag != "crm_config" {
		return
	}
	prune(section, tag, func(_ *etree.Element, name string) bool {
		return !cib.Owned(name) || live != nil && hasPair(live, tag, name)
	})
	if live == nil {
		return
	}
	for _, set := range live.SelectElements(tag) {
		for _, pair := range set.SelectElements("nvpair") {
			if cib.Owned(value(pair, "name")) {
				setPair(section, tag, set, pair)
			}
		}
	}
}

// setPair gives a pair its value: where the name stands in a plain set already,
// else in the plain set of the same id, else in the first one, else in a new set
// like the one it came from. So do the commands of pcs.
func setPair(live *etree.Element, tag string, from, pair *etree.Element) {
	name := value(pair, "name")
	var first, sameID *etree.Element
	for _, set := range live.SelectElements(tag) {
		if !plain(set) {
			continue
		}
		if old := findPair(set, name); old != nil {
			if value(old, "value") != value(pair, "value") {
				old.CreateAttr("value", value(pair, "value"))
			}
			return
		}
		if first == nil {
			first = set
		}
		if value(set, "id") == value(from, "id") {
			sameID = set
		}
	}
	set := sameID
	if set == nil && tag != "cluster_property_set" { // properties have a set of a fixed id
		set = first
	}
	if set == nil {
		set = etree.NewElement(tag)
		set.CreateAttr("id", value(from, "id"))
		live.AddChild(set)
	}
	added := pair.Copy()
	if base := value(from, "id"); base != value(set, "id") {
		added.CreateAttr("id", value(set, "id")+strings.TrimPrefix(value(pair, "id"), base))
	}
	set.AddChild(added)
}

func findPair(set *etree.Element, name string) *etree.Element {
	for _, pair := range set.SelectElements("nvpair") {
		if value(pair, "name") == name {
			return pair
		}
	}
	return nil
}

// prune removes the pairs nobody keeps, those repeated, and sets that hold
// nothing then.
func prune(section *etree.Element, tag string, keep func(set *etree.Element, name string) bool) {
	seen := map[string]bool{}
	for _, set := range section.SelectElements(tag) {
		for _, pair := range set.SelectElements("nvpair") {
			name := value(pair, "name")
			if !keep(set, name) || seen[name] {
				set.RemoveChild(pair)
				continue
			}
			seen[name] = true
		}
		if len(set.SelectElements("nvpair")) == 0 {
			section.RemoveChild(set)
		}
	}
}

// nodes gives the live nodes what the sheet says of them. Nodes are the same
// when their names are: ids come from corosync and stay.
func (m *merger) nodes() error {
	live := m.section("nodes")
	sent := m.sent.SelectElement("nodes")
	if sent == nil {
		return nil
	}
	var unknown []string
	for _, node := range sent.SelectElements("node") {
		if target := findNode(live, value(node, "uname")); target != nil {
			setNode(target, node)
		} else if len(node.ChildElements()) > 0 {
			unknown = append(unknown, value(node, "uname"))
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	var known []string
	for _, n := range live.SelectElements("node") {
		known = append(known, value(n, "uname"))
	}
	return &UnknownNodesError{Nodes: unknown, Known: known}
}

func findNode(nodes *etree.Element, uname string) *etree.Element {
	for _, n := range nodes.SelectElements("node") {
		if value(n, "uname") == uname {
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
	for _, tag := range []string{"instance_attributes", "utilization"} {
		for _, set := range sent.SelectElements(tag) {
			set = set.Copy()
			rename(set)
			for _, pair := range set.SelectElements("nvpair") {
				rename(pair)
				setPair(live, tag, set, pair)
			}
		}
	}
}

func value(el *etree.Element, name string) string { return el.SelectAttrValue(name, "") }

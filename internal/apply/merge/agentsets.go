package merge

import (
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// ofPcs is a section of properties without the sets of agents.
func ofPcs(section *etree.Element) *etree.Element {
	section = section.Copy()
	for _, set := range section.SelectElements(cib.PropertySet) {
		if foreign(set) {
			section.RemoveChild(set)
		}
	}
	return section
}

// agentSets merges the property sets that the sheet names beside that of pcs. A set
// belongs to the sheet from then on: it replaces the live one of its id, or in mode
// merge adds to it.
func (m *merger) agentSets(live, sent *etree.Element) {
	for _, set := range sent.SelectElements(cib.PropertySet) {
		if !foreign(set) {
			continue
		}
		old := withID(live, cib.PropertySet, value(set, "id"))
		switch {
		case old == nil:
			live.AddChild(set.Copy())
		case m.mode == Merge && plain(old):
			for _, pair := range set.SelectElements(cib.Pair) {
				if same := findPair(old, value(pair, "name")); same != nil {
					same.CreateAttr("value", value(pair, "value"))
				} else {
					old.AddChild(pair.Copy())
				}
			}
			if score := value(set, "score"); score != "" {
				old.CreateAttr("score", score)
			}
		case !sameSet(old, set):
			live.InsertChildAt(old.Index(), set.Copy())
			live.RemoveChild(old)
		}
	}
}

// withID finds the child of a name with an id.
func withID(parent *etree.Element, tag, id string) *etree.Element {
	for _, el := range parent.SelectElements(tag) {
		if value(el, "id") == id {
			return el
		}
	}
	return nil
}

// sameSet reports whether two plain sets say the same in the same order.
func sameSet(a, b *etree.Element) bool {
	pairs := func(set *etree.Element) []string {
		out := []string{value(set, "score")}
		for _, pair := range set.SelectElements(cib.Pair) {
			out = append(out, value(pair, "name"), value(pair, "value"))
		}
		return out
	}
	return plain(a) && plain(b) && slices.Equal(pairs(a), pairs(b))
}

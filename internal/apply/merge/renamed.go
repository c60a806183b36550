package merge

import (
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// renamed settles by which of their two names properties are written (see
// cib.OldProperty), so that a cluster never has both: the new one would count
// and the other be said in vain.
//
// A cluster that does not know the new names gets the old ones. In one that does, a
// property that has the value already stays as it is called there; another value
// comes by the name that was sent, and the other name goes.
func (m *merger) renamed(live, sent *etree.Element) {
	const tag = cib.PropertySet
	knows := cib.KnowsNewProperties(featureSet(live))
	for _, set := range sent.SelectElements(tag) {
		for _, pair := range set.SelectElements(cib.Pair) {
			name := value(pair, "name")
			old, new := cib.OldProperty(name), cib.NewProperty(name)
			switch {
			case old == new:
			case !knows:
				if cib.KnowsNewProperties(featureSet(sent)) {
					rename(pair, old)
				}
			default:
				settleName(live, pair, old, new)
			}
		}
	}
}

// settleName lets a property that was sent have one name in the live configuration.
func settleName(live, pair *etree.Element, old, new string) {
	const tag = cib.PropertySet
	if hasPair(live, tag, new) {
		drop(live, old)
	}
	for _, name := range []string{old, new} {
		switch {
		case name == value(pair, "name") || !hasPair(live, tag, name):
		case says(live, name, value(pair, "value")):
			rename(pair, name)
			return
		default:
			drop(live, name)
		}
	}
}

// says reports whether the live configuration gives a property a value.
func says(live *etree.Element, name, text string) bool {
	for _, set := range meaning.ByPrecedence(live.SelectElements(cib.PropertySet)) {
		if old := findPair(set, name); old != nil && plain(set) {
			return meaning.SameProperty(name, value(old, "value"), text)
		}
	}
	return false
}

// drop takes a property out of all sets.
func drop(section *etree.Element, name string) {
	for _, set := range section.SelectElements(cib.PropertySet) {
		for _, pair := range set.SelectElements(cib.Pair) {
			if value(pair, "name") == name {
				set.RemoveChild(pair)
			}
		}
	}
}

// rename gives a pair another name, in its id as well.
func rename(pair *etree.Element, name string) {
	pair.CreateAttr("id", strings.Replace(value(pair, "id"), value(pair, "name"), name, 1))
	pair.CreateAttr("name", name)
}

// featureSet is the crm_feature_set of the CIB that an element is in.
func featureSet(el *etree.Element) string { return value(root(el), "crm_feature_set") }

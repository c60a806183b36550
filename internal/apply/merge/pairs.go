package merge

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
)

// pairs merges a section that holds sets of name/value pairs: properties and
// defaults. Names are what counts: a pair keeps the set and id it has.
func (m *merger) pairs(s cib.Section) {
	sent := m.sent.SelectElement(s.Name)
	live := m.live.SelectElement(s.Name)
	if live == nil && (sent == nil || len(sent.ChildElements()) == 0) {
		return
	}
	live = m.section(s.Name)
	if sent == nil {
		sent = etree.NewElement(s.Name)
	}
	owned := func(name string) bool { return s.Name == cib.CrmConfig && cib.Owned(name) }
	if s.Name == cib.CrmConfig {
		m.renamed(live, sent)
	}
	whole := sent
	if s.Name == cib.CrmConfig {
		sent = ofPcs(sent)
	}
	if elaborate(sent, s.Set) {
		m.wholeSets(live, sent, s.Set, owned)
	} else {
		keep := map[string]bool{}
		for _, set := range sent.SelectElements(s.Set) {
			for _, pair := range set.SelectElements(cib.Pair) {
				name := value(pair, "name")
				if owned(name) && !cib.WatchdogTimeout(name) {
					continue
				}
				setPair(live, s.Set, set, pair)
				keep[name] = true
			}
		}
		if m.mode == Replace {
			prune(live, s.Set, func(set *etree.Element, name string) bool {
				return keep[name] && plain(set) || owned(name) || foreign(set)
			})
		}
	}
	m.agentSets(live, whole)
	if len(live.ChildElements()) == 0 && !s.Required {
		m.live.RemoveChild(live)
	}
}

// foreign reports whether a property set belongs to an agent: agents keep state in
// sets of their own (SAPHanaSR, redis_replication), unless a sheet names one.
func foreign(set *etree.Element) bool {
	return set.Tag == cib.PropertySet && value(set, "id") != cib.BootstrapOptions
}

// elaborate reports whether sets have more than names and values: rules, scores,
// references, several sets. Only a CIB file can have them, not a sheet.
func elaborate(section *etree.Element, tag string) bool {
	sets := section.SelectElements(tag)
	return len(sets) > 1 || slices.ContainsFunc(sets, func(s *etree.Element) bool { return !simple(s) })
}

// plain reports whether a set always holds and holds its own pairs. Its score
// says only which set counts before which.
func plain(set *etree.Element) bool {
	return set.SelectElement(cib.Rule) == nil && value(set, "id-ref") == ""
}

// simple reports whether a set has only names and values.
func simple(set *etree.Element) bool { return plain(set) && value(set, "score") == "" }

// wholeSets copies elaborate sets unchanged.
func (m *merger) wholeSets(live, sent *etree.Element, tag string, owned func(string) bool) {
	own := live.Copy()
	prune(own, tag, func(_ *etree.Element, name string) bool { return owned(name) })
	var want []*etree.Element
	for _, set := range live.SelectElements(tag) {
		named := slices.ContainsFunc(sent.SelectElements(tag), func(s *etree.Element) bool { return value(s, "id") == value(set, "id") })
		if !named && (m.mode == Merge || foreign(set)) {
			want = append(want, set)
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
	const tag = cib.PropertySet
	if section.Tag != cib.CrmConfig {
		return
	}
	prune(section, tag, func(_ *etree.Element, name string) bool {
		return !cib.Owned(name) || live != nil && hasPair(live, tag, name)
	})
	if live == nil {
		return
	}
	seen := map[string]bool{}
	for _, set := range meaning.ByPrecedence(live.SelectElements(tag)) {
		for _, pair := range set.SelectElements(cib.Pair) {
			if name := value(pair, "name"); cib.Owned(name) && !seen[name] {
				seen[name] = true
				setPair(section, tag, set, pair)
			}
		}
	}
}

// setPair sets a value so that it takes effect: in every set without a rule that
// has the name. If none has it, it is added to the set with the same id, else to
// the one with the highest precedence, else to a copy of its own set; properties
// are always also added to the set of pcs, which has precedence over all others.
func setPair(live *etree.Element, tag string, from, pair *etree.Element) {
	properties := tag == cib.PropertySet
	var first, sameID *etree.Element
	held := false
	for _, set := range meaning.ByPrecedence(live.SelectElements(tag)) {
		if !plain(set) {
			continue
		}
		if first == nil {
			first = set
		}
		if value(set, "id") == value(from, "id") {
			sameID = set
		}
		old := findPair(set, value(pair, "name"))
		if old == nil {
			continue
		}
		if value(old, "value") != value(pair, "value") {
			old.CreateAttr("value", value(pair, "value"))
		}
		held = held || !properties || set == sameID
	}
	if !held {
		set := sameID
		if set == nil && !properties { // properties have a set of a fixed id
			set = first
		}
		addPair(live, tag, set, from, pair)
	}
	if !properties && hidden(live, tag, pair) {
		strongest := slices.IndexFunc(live.SelectElements(tag), func(s *etree.Element) bool {
			return plain(s) && scoreOf(s) == cib.MaxScore
		})
		var set *etree.Element
		if strongest >= 0 {
			set = live.SelectElements(tag)[strongest]
		}
		set = addPair(live, tag, set, from, pair)
		set.CreateAttr("score", cib.Infinity)
	}
}

// addPair puts a pair into a set, a new one like that it came from when there is
// none. The id goes with the set.
func addPair(live *etree.Element, tag string, set, from, pair *etree.Element) *etree.Element {
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
	return set
}

// hidden reports whether a referenced set (id-ref), which cannot be changed here,
// has another value for the name of the pair.
func hidden(live *etree.Element, tag string, pair *etree.Element) bool {
	best := -cib.MaxScore - 1
	for _, set := range live.SelectElements(tag) {
		if plain(set) && findPair(set, value(pair, "name")) != nil {
			best = max(best, scoreOf(set))
		}
	}
	for _, set := range live.SelectElements(tag) {
		ref := value(set, "id-ref")
		if ref == "" || best == cib.MaxScore {
			continue
		}
		other := ids(root(live))[ref]
		if other == nil || other.Tag != tag {
			continue
		}
		if old := findPair(other, value(pair, "name")); old != nil && value(old, "value") != value(pair, "value") && scoreOf(other) >= best {
			return true
		}
	}
	return false
}

func root(el *etree.Element) *etree.Element {
	for el.Parent() != nil && el.Parent().Tag != "" {
		el = el.Parent()
	}
	return el
}

func scoreOf(set *etree.Element) int { n, _ := cib.Score(value(set, "score")); return n }

func findPair(set *etree.Element, name string) *etree.Element {
	for _, pair := range set.SelectElements(cib.Pair) {
		if value(pair, "name") == name {
			return pair
		}
	}
	return nil
}

// prune removes the pairs that are not kept, those that another pair of their name
// overrides, and sets that are then empty.
func prune(section *etree.Element, tag string, keep func(set *etree.Element, name string) bool) {
	seen := map[string]bool{}
	for _, set := range meaning.ByPrecedence(section.SelectElements(tag)) {
		for _, pair := range set.SelectElements(cib.Pair) {
			name := value(pair, "name")
			if !keep(set, name) || seen[name] && !foreign(set) {
				set.RemoveChild(pair)
				continue
			}
			seen[name] = true
		}
		if len(set.SelectElements(cib.Pair)) == 0 && !foreign(set) {
			section.RemoveChild(set)
		}
	}
}

func value(el *etree.Element, name string) string { return el.SelectAttrValue(name, "") }

package importer

import (
	"maps"
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

// pair is a name and its value, in a set; the set is "" for the one that pcs makes.
type pair struct{ name, value, set, score, rule string }

// pairs returns what the attribute sets of a kind say: every pair of every set whose rule
// a cell can say. A single set without one is that of pcs, whatever its id; of several,
// the first one if it has the id that pcs gives it, made from its parent's. Values that
// are blank stay unmarked, because a sheet cannot say them.
func (r *reader) pairs(parent *etree.Element, tag string) []pair {
	var sets []*etree.Element
	rules := map[*etree.Element]string{}
	for _, set := range parent.SelectElements(tag) {
		text, ok := r.ruleOf(set)
		rules[set] = text
		ok = ok && (text == "" || parent.Tag != cib.Op) // a row of block O has no rule
		if set.SelectElement(cib.Pair) == nil && r.refersInto(set) {
			continue // it gets no row, and something else needs it
		}
		if ok && set.SelectAttr("id-ref") == nil {
			r.take(set, "score")
			r.omitMasked(set)
			if set.SelectElement(cib.Pair) != nil {
				sets = append(sets, set)
			}
		}
	}
	if parent.Tag == cib.Op { // it has no sets either: the strongest counts last
		sets = meaning.ByPrecedence(sets)
		slices.Reverse(sets)
	}
	var out []pair
	for i, set := range sets {
		id, score := set.SelectAttrValue("id", ""), set.SelectAttrValue("score", "")
		switch {
		case len(sets) == 1 && rules[set] == "" && r.alone(parent, set):
			id, score = "", ""
		case i == 0 && score == "" && rules[set] == "" && id == madeID(parent, tag):
			id = ""
		}
		for _, p := range r.inSet(set) {
			p.set, p.score, p.rule = id, score, rules[set]
			out = append(out, p)
		}
	}
	return out
}

// alone reports whether no other set of its kind says anything, in any table or as XML.
func (r *reader) alone(parent, set *etree.Element) bool {
	others := parent.SelectElements(set.Tag)
	for _, p := range r.apart {
		if p.parent == parent && p.el.Tag == set.Tag {
			others = append(others, p.el)
		}
	}
	return !slices.ContainsFunc(others, func(other *etree.Element) bool {
		return other != set && (other.SelectAttr("id-ref") != nil || other.FindElement("nvpair[@value]") != nil || other.FindElement("nvpair[@id-ref]") != nil)
	})
}

// ruleOf is the rule of a set as a cell has it; "" when it has none, and false when no
// cell can say it.
func (r *reader) ruleOf(set *etree.Element) (string, bool) {
	rules := set.SelectElements(cib.Rule)
	if len(rules) == 0 {
		return "", true
	}
	text, ok := r.ruleText(rules[0])
	r.take(rules[0], "score") // pcs writes one, and Pacemaker does not read it there
	return text, ok && len(rules) == 1
}

// refersInto reports whether an id-ref names an element or something in it.
func (r *reader) refersInto(el *etree.Element) bool {
	return r.refs[el.SelectAttrValue("id", "")] || slices.ContainsFunc(el.ChildElements(), r.refersInto)
}

// inSet are the pairs of a set: of several of a name the first, which is in force.
func (r *reader) inSet(set *etree.Element) []pair {
	var out []pair
	seen := map[string]bool{}
	for _, p := range set.SelectElements(cib.Pair) {
		name, value := p.SelectAttrValue("name", ""), p.SelectAttrValue("value", "")
		if value == "" || p.SelectAttr("id-ref") != nil || seen[name] && r.refs[p.SelectAttrValue("id", "")] {
			continue
		}
		r.take(p, "name", "value")
		if !seen[name] {
			seen[name] = true
			r.secret = r.secret || secret.In(name, value)
			out = append(out, pair{name: name, value: value})
		}
	}
	return out
}

// madeID is the id that pcs gives the first set of a kind in an element.
func madeID(parent *etree.Element, tag string) string {
	id := parent.SelectAttrValue("id", "")
	switch {
	case tag == cib.PropertySet:
		return cib.BootstrapOptions
	case id == "": // a section of defaults
		return parent.Tag + "-" + tag
	case parent.Tag == cib.Node && tag == cib.InstanceAttributes:
		return "nodes-" + id
	case parent.Tag == cib.Node:
		return "nodes-" + id + "-" + tag
	}
	return id + "-" + tag
}

// inheritSets blanks the set in rows that inherit it: those below a row of the same
// set of the same thing.
func inheritSets(rows []row) []row {
	same := func(a, b row, keys ...schema.Key) bool {
		return !slices.ContainsFunc(keys, func(k schema.Key) bool { return a[k] != b[k] })
	}
	out := slices.Clone(rows)
	for i := 1; i < len(rows); i++ {
		if rows[i][schema.KeySet] != "" &&
			same(rows[i], rows[i-1], schema.KeySet, schema.KeySetScore, schema.KeyRule, schema.KeyType, schema.KeyID, schema.KeyUname) {
			out[i] = maps.Clone(rows[i])
			out[i][schema.KeySet], out[i][schema.KeySetScore], out[i][schema.KeyRule] = "", "", ""
		}
	}
	return out
}

// row is a row of the pair, with other values.
func (p pair) row(others row) row {
	out := row{schema.KeyName: p.name, schema.KeyValue: p.value, schema.KeySet: p.set, schema.KeySetScore: p.score, schema.KeyRule: p.rule}
	for key, value := range others {
		out[key] = value
	}
	return out
}

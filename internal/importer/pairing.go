package importer

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// pairing finds, for the children of an element of the CIB, those of the compiled
// sheet that are the same parts of the configuration, or, where they are compared anyway
// (loose), may be; extra are compiled ones that the
// CIB does not have.
func pairing(s, c *etree.Element, loose bool) (pairs map[*etree.Element]*etree.Element, extra []*etree.Element) {
	pairs = map[*etree.Element]*etree.Element{}
	mine, theirs := filled(s), filled(c)
	keys := []func(*etree.Element) string{byID, byPrint, byName, byTag}
	if loose {
		keys = append(keys, byOrder)
	}
	for _, key := range keys {
		free := map[string][]*etree.Element{}
		for _, el := range theirs {
			k := el.Tag + "\x00" + key(el)
			free[k] = append(free[k], el)
		}
		var rest []*etree.Element
		used := map[*etree.Element]bool{}
		for _, el := range mine {
			k := el.Tag + "\x00" + key(el)
			refers := el.SelectAttr("id-ref") != nil && el.Tag != cib.Operations // the tables make none that does
			if refers || key(el) == "" || len(free[k]) == 0 {
				rest = append(rest, el)
				continue
			}
			pairs[el], free[k] = free[k][0], free[k][1:]
			used[pairs[el]] = true
		}
		mine = rest
		theirs = slices.DeleteFunc(theirs, func(el *etree.Element) bool { return used[el] })
	}
	return pairs, theirs
}

// filled are the children of an element without sets and sections that are empty and
// that nothing refers to, which mean nothing.
func filled(el *etree.Element) []*etree.Element {
	return slices.DeleteFunc(el.ChildElements(), func(c *etree.Element) bool {
		_, section := cib.SectionNamed(c.Tag)
		set := c.Tag == cib.PropertySet || c.Tag == cib.Operations || slices.Contains(cib.Sets(), c.Tag)
		return (section || set) && len(c.ChildElements()) == 0 && c.SelectAttr("id-ref") == nil && !referred(c)
	})
}

// referred reports whether an id-ref of the document names an element.
func referred(el *etree.Element) bool {
	id, top := el.SelectAttrValue("id", ""), el
	for top.Parent() != nil {
		top = top.Parent()
	}
	return id != "" && references(top)[id]
}

// references are the ids that the id-refs below an element name.
func references(el *etree.Element) map[string]bool {
	out := map[string]bool{}
	for _, e := range el.FindElements("//*[@id-ref]") {
		out[e.SelectAttrValue("id-ref", "")] = true
	}
	return out
}

func byID(el *etree.Element) string { return el.SelectAttrValue("id", "") }

// byPrint is all of an element except ids that mean nothing.
func byPrint(el *etree.Element) string {
	var b strings.Builder
	var walk func(el *etree.Element)
	walk = func(el *etree.Element) {
		b.WriteString("<" + el.Tag)
		for _, a := range sortedAttributes(el) {
			if a.Key != "id" || !cib.HoldsID(el.Tag) {
				b.WriteString("\x00" + a.Key + "\x00" + a.Value)
			}
		}
		for _, child := range el.ChildElements() {
			walk(child)
		}
		b.WriteString(">")
	}
	walk(el)
	return b.String()
}

func sortedAttributes(el *etree.Element) []etree.Attr {
	return slices.SortedFunc(slices.Values(el.Attr), func(a, b etree.Attr) int { return strings.Compare(a.Key, b.Key) })
}

// byName is what identifies an element whose id does not. Resources and what has a
// name of its own are only themselves.
func byName(el *etree.Element) string {
	known := cib.ElementNamed(el.Tag)
	if known.Identity == cib.Named && el.Tag != cib.Operations && el.Tag != cib.PropertySet {
		if _, section := cib.SectionNamed(el.Tag); !section {
			return ""
		}
	}
	var parts []string
	for _, a := range slices.Concat([]string{"name", "interval", "attribute"}, known.About, known.Refers) {
		parts = append(parts, el.SelectAttrValue(a, ""))
	}
	return "n" + strings.Join(parts, "\x00")
}

// byOrder pairs operations and rules in their order.
func byOrder(el *etree.Element) string {
	if el.Tag == cib.Rule || el.Tag == cib.Op {
		return el.Tag
	}
	return ""
}

// byTag pairs sets in their order.
func byTag(el *etree.Element) string {
	switch el.Tag {
	case cib.PropertySet, cib.MetaAttributes, cib.InstanceAttributes, cib.Utilization, cib.Operations:
		return el.Tag
	}
	if _, section := cib.SectionNamed(el.Tag); section {
		return el.Tag
	}
	return ""
}

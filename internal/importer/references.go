package importer

import (
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// writeOut replaces references to operations, attribute sets and pairs (id-ref) by what
// they refer to, as Pacemaker does when it reads a CIB: a sheet says of each resource
// what it has. The references are in the list of what the sheet says otherwise.
func writeOut(config *etree.Element) []Left {
	known := map[string]*etree.Element{}
	for _, el := range config.FindElements(".//*[@id]") {
		if cib.HoldsID(el.Tag) && el.SelectAttr("id-ref") == nil {
			known[el.Tag+" "+el.SelectAttrValue("id", "")] = el
		}
	}
	var out []Left
	for _, el := range config.FindElements(".//*[@id-ref]") {
		of := known[el.Tag+" "+el.SelectAttrValue("id-ref", "")]
		if of == nil || len(of.FindElements(".//*[@id-ref]")) > 0 {
			continue
		}
		switch {
		case el.Tag == cib.Pair:
			out = append(out, Left{Why: WrittenOut, What: path(el.Parent()) + ": " + cib.Pair + " " + of.SelectAttrValue("id", "")})
			if el.SelectAttr("name") == nil {
				el.CreateAttr("name", of.SelectAttrValue("name", ""))
			}
			if value := of.SelectAttr("value"); value != nil {
				el.CreateAttr("value", value.Value)
			}
		case el.Tag == cib.Operations || slices.Contains(cib.Sets(), el.Tag):
			out = append(out, Left{Why: WrittenOut, What: path(el) + ": " + of.SelectAttrValue("id", "")})
			copyInto(el, of)
		default:
			continue
		}
		el.RemoveAttr("id-ref")
	}
	return out
}

// copyInto gives an element what is in another, without the ids.
func copyInto(el, of *etree.Element) {
	for _, a := range of.Attr {
		if a.Key != "id" {
			el.CreateAttr(a.FullKey(), a.Value)
		}
	}
	for _, c := range of.Copy().ChildElements() {
		c.RemoveAttr("id")
		for _, below := range c.FindElements(".//*") {
			below.RemoveAttr("id")
		}
		el.AddChild(c)
	}
	if owner := el.Parent(); el.Tag != cib.Operations && el.SelectAttr("id") == nil {
		el.CreateAttr("id", madeID(owner, el.Tag)+"-"+of.SelectAttrValue("id", ""))
	}
}

// unread reports whether Pacemaker does not read an element: a pair without a value, or
// a set with nothing in it.
func unread(el *etree.Element) bool {
	if el.SelectAttr("id-ref") != nil {
		return false
	}
	set := el.Tag == cib.Operations || slices.Contains(cib.Sets(), el.Tag)
	return el.Tag == cib.Pair && el.SelectAttr("value") == nil || set && len(el.ChildElements()) == 0
}

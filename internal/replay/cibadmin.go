package replay

import (
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/script"
)

// cibadmin carries out the cibadmin commands that hagen writes where pcs has none: they
// add an element to a section, or to one that is there.
func (r *replayer) cibadmin(c script.Command) bool {
	var section, text string
	create := false
	for i := 1; i < len(c); i++ {
		switch c[i] {
		case "-C", "--create":
			create = true
		case "-M", "--modify", "-c", "--allow-create":
		case "-o", "--scope", "-X", "--xml-text":
			if i++; i == len(c) {
				return false
			}
			if strings.HasPrefix(c[i-1], "-o") || c[i-1] == "--scope" {
				section = c[i]
			} else {
				text = c[i]
			}
		default:
			return false
		}
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromString(text); err != nil || doc.Root() == nil || r.sections[section] == nil {
		return false
	}
	into := r.sections[section]
	if doc.Root().Tag == section {
		join(into, doc.Root())
		return true
	}
	if found := same(into, doc.Root(), true); found != nil && !create {
		join(found, doc.Root())
		return true
	}
	into.AddChild(doc.Root())
	return true
}

// same finds the element of a name and an id below another one.
func same(parent, el *etree.Element, deep bool) *etree.Element {
	for _, child := range parent.ChildElements() {
		if child.Tag == el.Tag && child.SelectAttrValue("id", "") == el.SelectAttrValue("id", "") {
			return child
		}
		if deep {
			if found := same(child, el, true); found != nil {
				return found
			}
		}
	}
	return nil
}

// join adds what an element has to another one. Of a kind of attribute set a resource
// has one here, whatever its id.
func join(into, from *etree.Element) {
	for _, a := range from.Attr {
		if a.Key != "id" {
			into.CreateAttr(a.Key, a.Value)
		}
	}
	for _, child := range from.ChildElements() {
		if found := same(into, child, false); found != nil {
			join(found, child)
			continue
		}
		into.AddChild(child.Copy())
	}
}

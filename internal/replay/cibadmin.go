package replay

import (
	"regexp"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/script"
)

// cibadmin carries out the cibadmin commands that hagen writes where pcs has none: they
// add an element to a section, or to one that is there.
func (r *replayer) cibadmin(c script.Command) bool {
	var section, text, path string
	create, replace := false, false
	for i := 1; i < len(c); i++ {
		switch c[i] {
		case "-C", "--create":
			create = true
		case "-M", "--modify", "-c", "--allow-create":
		case "-R", "--replace":
			replace = true
		case "-o", "--scope", "-X", "--xml-text", "-A", "--xpath":
			if i++; i == len(c) {
				return false
			}
			switch c[i-1] {
			case "-o", "--scope":
				section = c[i]
			case "-A", "--xpath":
				path = c[i]
			default:
				text = c[i]
			}
		default:
			return false
		}
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromString(text); err != nil || doc.Root() == nil {
		return false
	}
	if path != "" {
		return !create && !replace && section == "" && r.inNode(path, doc.Root())
	}
	into := r.sections[section]
	if into == nil {
		return false
	}
	if replace {
		if doc.Root().Tag == section {
			into.Attr, into.Child = nil, nil
			join(into, doc.Root())
		}
		return doc.Root().Tag == section
	}
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

// nodePath is the path of a node that hagen writes.
var nodePath = regexp.MustCompile(`^//node\[@id='([^']*)'\]\[@uname='([^']*)'\]$`)

// inNode adds to a node, whose id the path tells: the commands of pcs know its name alone.
func (r *replayer) inNode(path string, said *etree.Element) bool {
	at := nodePath.FindStringSubmatch(path)
	if at == nil || said.Tag != cib.Node {
		return false
	}
	n := r.nodeNamed(at[2])
	for _, other := range r.sections[cib.Nodes].SelectElements(cib.Node) {
		if other.SelectAttrValue("id", "") == at[1] {
			other.CreateAttr("id", n.SelectAttrValue("id", ""))
		}
	}
	n.CreateAttr("id", at[1])
	join(n, said)
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

// join adds what an element has to another one. A pair takes the place of that of its
// name.
func join(into, from *etree.Element) {
	for _, a := range from.Attr {
		if a.Key != "id" {
			into.CreateAttr(a.Key, a.Value)
		}
	}
	for _, child := range from.ChildElements() {
		found := same(into, child, false)
		if child.Tag == cib.Pair && found == nil {
			found = pairNamed(into, child.SelectAttrValue("name", ""))
		}
		if found != nil {
			join(found, child)
			continue
		}
		into.AddChild(child.Copy())
	}
}

package importer

import (
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

// reader reads a configuration into rows and remembers what it has read.
type reader struct {
	Options
	config *etree.Element
	// taken are the attributes that went into rows, by element.
	taken map[*etree.Element]map[string]bool
	left  []Left
	// parts are what no table can say, with where it was.
	parts  []part
	secret bool
	out    layout
	// named are the resources the rows define.
	named map[string]bool
	// lost are ids of the CIB that the compiled sheet does not have.
	lost map[string]bool
	// refs are ids that id-refs of the CIB name.
	refs map[string]bool
	// apart is what the checks refuse in a table.
	apart []part
}

// take marks an element and attributes of it. An id is always marked: the compile
// forms the ids that nobody speaks about.
func (r *reader) take(el *etree.Element, attributes ...string) {
	if r.taken[el] == nil {
		r.taken[el] = map[string]bool{"id": true}
	}
	for _, a := range attributes {
		r.taken[el][a] = true
	}
}

// get returns the value of an attribute and marks it.
func (r *reader) get(el *etree.Element, attribute string) string {
	r.take(el, attribute)
	return el.SelectAttrValue(attribute, "")
}

// section returns a section of the configuration, marked; an empty element when the
// CIB does not have it.
func (r *reader) section(name string) *etree.Element {
	el := r.config.SelectElement(name)
	if el == nil {
		return etree.NewElement(name)
	}
	r.take(el)
	return el
}

// omit leaves an element out for a reason and removes it, so that it is neither
// reported again nor compared.
func (r *reader) omit(el *etree.Element, why Why, what string) {
	r.left = append(r.left, Left{Why: why, What: what, Text: meaning.Text(el)})
	if p := el.Parent(); p != nil {
		if why == NoTable {
			r.parts = append(r.parts, part{parent: p, el: el, left: len(r.left) - 1, after: rivals(el)})
		}
		p.RemoveChild(el)
	}
}

// leftOver reports and removes what was not marked below a marked element.
func (r *reader) leftOver(el *etree.Element) {
	for _, a := range append([]etree.Attr(nil), el.Attr...) {
		if !r.taken[el][a.Key] {
			if cib.CanSayAttribute(el.Tag, a.Key) && a.Key != "description" && el.Tag != cib.Pair {
				continue // without it nothing is lost
			}
			r.parts = append(r.parts, part{parent: el, attr: a, left: len(r.left)})
			r.left = append(r.left, Left{NoTable, path(el) + "@" + a.Key, a.Value})
			el.RemoveAttr(a.FullKey())
		}
	}
	for _, child := range el.ChildElements() {
		switch {
		case r.taken[child] != nil:
			r.leftOver(child)
		case unread(child) && !r.refersInto(child):
			r.omit(child, NoMeaning, path(child))
		default:
			r.omit(child, NoTable, path(child))
		}
	}
}

// path says where an element is, from the nearest one that people know by its id.
func path(el *etree.Element) string {
	var below []string
	for e := el; e != nil && e.Tag != "configuration"; e = e.Parent() {
		id := e.SelectAttrValue("id", "")
		if name := e.SelectAttrValue("name", ""); e.Tag == cib.Pair {
			below = append([]string{e.Tag + " " + name}, below...)
			continue
		}
		if known := cib.ElementNamed(e.Tag).Identity; id != "" && (known == cib.Named || known == cib.Numbered) || e.Tag == cib.Node {
			if e.Tag == cib.Node {
				id = e.SelectAttrValue("uname", id)
			}
			return strings.TrimSuffix(e.Tag+" "+id+": "+strings.Join(below, "/"), ": ")
		}
		below = append([]string{e.Tag}, below...)
	}
	return strings.Join(below, "/")
}

// omitMasked leaves out passwords of which the source has but asterisks.
func (r *reader) omitMasked(set *etree.Element) {
	for _, p := range set.SelectElements(cib.Pair) {
		value := p.SelectAttrValue("value", "")
		if value != "" && strings.Trim(value, "*") == "" && secret.Name(p.SelectAttrValue("name", "")) {
			r.omit(p, Masked, path(p))
		}
	}
}

// row holds the values of a row by column.
type row map[schema.Key]string

// rowOf reads the attributes of an element that a block has columns for.
func (r *reader) rowOf(b *schema.Block, el *etree.Element) row {
	out := row{}
	for i := range b.Columns {
		c := &b.Columns[i]
		if element, attribute := b.Target(c); attribute != "" && element == el.Tag {
			out[c.Key] = r.get(el, attribute)
			if c.Prefix != "" && el.SelectAttr(c.Others[0].Attribute) != nil {
				out[c.Key] = c.Prefix + r.get(el, c.Others[0].Attribute)
			}
		}
	}
	return out
}

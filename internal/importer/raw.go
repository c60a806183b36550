package importer

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

// rawRows writes the rows of CIB_XML and CIB_ID.
type rawRows struct {
	*patch
	taken map[string]bool           // ids of the compiled sheet
	id    map[*etree.Element]string // what elements of rows are called until CIB_ID renames them
	xml   []row
	ids   []row
	// refer has the ids until then by those of the CIB.
	refer map[string]string
	// secret says that a row holds one.
	secret bool
}

// rows writes a patch. Without rename, ids that only need not be those of the CIB stay
// as they are formed.
func (p *patch) rows(config *etree.Element, rename bool) *rawRows {
	w := &rawRows{patch: p, taken: map[string]bool{}, id: map[*etree.Element]string{}, refer: map[string]string{}}
	mark(config, w.taken, true)
	for _, el := range inOrder(p.pair) {
		s, c := el, p.pair[el]
		from, to := c.SelectAttrValue("id", ""), s.SelectAttrValue("id", "")
		if cib.HoldsID(s.Tag) && from != to && from != "" && to != "" {
			w.refer[to] = from
			if rename {
				w.ids = append(w.ids, row{schema.KeyImplied: from, schema.KeyID: to})
			}
		}
	}
	for _, op := range p.ops {
		// What a row replaces makes its ids free for that row, but not for those before it.
		for _, c := range replacedBy(p.pair[op.el]) {
			mark(c, w.taken, false)
		}
		w.name(op.el, rename)
		for _, c := range replacedBy(p.pair[op.el]) {
			mark(c, w.taken, true)
		}
	}
	for _, op := range p.ops {
		w.row(op)
	}
	return w
}

// inOrder are the elements of a pairing in the order of the document.
func inOrder(pair map[*etree.Element]*etree.Element) []*etree.Element {
	var root *etree.Element
	for el := range pair {
		if el.Tag == "configuration" {
			root = el
		}
	}
	var out []*etree.Element
	var walk func(el *etree.Element)
	walk = func(el *etree.Element) {
		if pair[el] != nil {
			out = append(out, el)
		}
		for _, c := range el.ChildElements() {
			walk(c)
		}
	}
	if root != nil {
		walk(root)
	}
	return out
}

// replacedBy is what is in the compiled element that a row replaces, if any.
func replacedBy(c *etree.Element) []*etree.Element {
	if c == nil {
		return nil
	}
	return c.ChildElements()
}

// mark says of all ids of an element whether they are taken.
func mark(c *etree.Element, ids map[string]bool, taken bool) {
	if id := c.SelectAttrValue("id", ""); id != "" && cib.HoldsID(c.Tag) {
		ids[id] = taken
	}
	for _, child := range c.ChildElements() {
		mark(child, ids, taken)
	}
}

// name gives the elements of a row ids that nothing else has.
func (w *rawRows) name(el *etree.Element, rename bool) {
	if id := el.SelectAttrValue("id", ""); id != "" && cib.HoldsID(el.Tag) {
		free := id
		if c := w.pair[el]; c != nil && c.SelectAttr("id") != nil {
			free = c.SelectAttrValue("id", "")
		} else {
			for n := 1; w.taken[free]; n++ {
				free = id + "-xml" + strconv.Itoa(n)
			}
			if free != id {
				w.refer[id] = free
				if rename {
					w.ids = append(w.ids, row{schema.KeyImplied: free, schema.KeyID: id})
				}
			}
		}
		w.taken[free], w.id[el] = true, free
	}
	for _, c := range el.ChildElements() {
		w.name(c, rename)
	}
}

func (w *rawRows) row(op rawOp) {
	r := row{schema.KeyParent: w.path(op.parent), schema.KeyXML: w.text(op.el)}
	if op.before != nil {
		r[schema.KeyBefore] = w.path(op.before)
	}
	w.xml = append(w.xml, r)
}

// path is an XPath to an element, with the ids that are there when rows are placed.
func (w *rawRows) path(el *etree.Element) string {
	if el.Tag == "configuration" {
		return "/cib/configuration"
	}
	parent := el.Parent()
	if parent != nil && parent.Tag == "configuration" {
		return "/cib/configuration/" + el.Tag
	}
	id := w.id[el]
	if c := w.pair[el]; id == "" && c != nil {
		id = c.SelectAttrValue("id", "")
	}
	switch {
	case id != "" && cib.HoldsID(el.Tag):
		return "//" + el.Tag + "[@id=" + quoted(id) + "]"
	case id == "":
		id = el.SelectAttrValue("id", "")
	}
	if id != "" {
		return w.path(parent) + "/" + el.Tag + "[@id=" + quoted(id) + "]"
	}
	if to := el.SelectAttrValue("id-ref", ""); to != "" {
		return w.path(parent) + "/" + el.Tag + "[@id-ref='" + cmp.Or(w.refer[to], to) + "']"
	}
	return w.path(parent) + "/" + el.Tag
}

// quoted is a text for an XPath.
func quoted(text string) string {
	if strings.Contains(text, "'") {
		return `"` + text + `"`
	}
	return "'" + text + "'"
}

// text is an element as the XML of a cell, on one line.
func (w *rawRows) text(el *etree.Element) string {
	var b strings.Builder
	w.write(&b, el)
	return b.String()
}

func (w *rawRows) write(b *strings.Builder, el *etree.Element) {
	w.secret = w.secret || el.Tag == cib.Pair && secret.In(el.SelectAttrValue("name", ""), el.SelectAttrValue("value", "")) ||
		el.Tag == cib.Recipient && secret.In("", el.SelectAttrValue("value", ""))
	b.WriteString("<" + el.FullTag())
	for _, a := range el.Attr {
		value := a.Value
		switch {
		case a.Key == "id" && w.id[el] != "":
			value = w.id[el]
		case a.Key == "id-ref" && w.refer[value] != "":
			value = w.refer[value]
		}
		b.WriteString(" " + a.FullKey() + `="` + escape(value) + `"`)
	}
	children := el.ChildElements()
	if len(children) == 0 {
		b.WriteString("/>")
		return
	}
	b.WriteString(">")
	for _, c := range children {
		w.write(b, c)
	}
	b.WriteString("</" + el.FullTag() + ">")
}

// escape writes a value so that no program that keeps sheets changes it: what is not
// plain is a character reference.
func escape(value string) string {
	var b strings.Builder
	blank := false
	for _, r := range value {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' || r > '~' || r == ' ' && blank:
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
		blank = r == ' '
	}
	return b.String()
}

package importer

import (
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/starter"
)

// inTree is a resource and its depth.
type inTree struct {
	el    *etree.Element
	depth int
}

// tree lists the resources a sheet can define, parents before members.
func (r *reader) tree() []inTree {
	var list []inTree
	var down func(parent *etree.Element, depth int)
	down = func(parent *etree.Element, depth int) {
		for _, el := range parent.ChildElements() {
			switch el.Tag {
			case cib.Template:
				if el.SelectAttrValue("class", "") == cib.Stonith {
					continue // no table has fence devices from a template
				}
			case cib.Primitive:
				if t := el.SelectAttr("template"); t != nil && !r.hasTemplate(t.Value) {
					continue
				}
			case cib.Group, cib.Clone, cib.Master, cib.Bundle:
			default:
				continue
			}
			r.take(el)
			list = append(list, inTree{el, depth})
			down(el, depth+1)
		}
	}
	down(r.section(cib.Resources), 0)
	return list
}

// hasTemplate reports whether a table can define a template.
func (r *reader) hasTemplate(id string) bool {
	for _, el := range r.config.FindElements("./" + cib.Resources + "/" + cib.Template) {
		if el.SelectAttrValue("id", "") == id {
			return el.SelectAttrValue("class", "") != cib.Stonith
		}
	}
	return false
}

// resources writes RESOURCES, and RSC_ATTRIBUTES for groups and clones.
func (r *reader) resources() {
	list := r.tree()
	r.named = map[string]bool{}
	deepest, described := 0, false
	for _, x := range list {
		described = described || inTable(x.el) && x.el.SelectAttrValue("description", "") != ""
		deepest = max(deepest, x.depth)
		r.named[x.el.SelectAttrValue("id", "")] = true
	}
	for _, tag := range r.config.FindElements("./tags/tag") { // constraints may name one
		r.named[tag.SelectAttrValue("id", "")] = true
	}
	if len(list) == 0 {
		return
	}
	t, _ := schema.Lookup(schema.ResourcesTable)
	r.out.title(t)
	b := &t.Blocks[0]
	var heads, labels []string
	for range deepest + 1 {
		heads, labels = append(heads, b.Columns[0].Header), append(labels, "")
	}
	labels[0] = label(&b.Columns[0], r.Lang)
	for _, c := range b.Columns[1:] {
		if c.Required || described {
			heads, labels = append(heads, c.Header), append(labels, label(&c, r.Lang))
		}
	}
	r.out.heads("", heads, labels)
	var meta []row
	for _, x := range list {
		cells := make([]string, 2+deepest+2)
		item, attributes := r.item(x.el)
		cells[2+x.depth], cells[len(cells)-1] = item, x.el.SelectAttrValue("id", "")
		if inTable(x.el) {
			cells = append(cells, r.get(x.el, "description"))
		}
		r.out.add(trim(cells)...)
		for _, p := range attributes {
			meta = append(meta, p.row(row{schema.KeyID: x.el.SelectAttrValue("id", "")}))
		}
	}
	r.out.table(schema.RscAttributesTable, meta)
}

// inTable reports whether RESOURCES says all there is to say of a resource but its
// meta attributes: the others have a table of their own.
func inTable(el *etree.Element) bool { return el.Tag != cib.Primitive && el.Tag != cib.Bundle }

// item is what RESOURCES calls a resource, and the meta attributes that
// RSC_ATTRIBUTES gives it.
func (r *reader) item(el *etree.Element) (item string, meta []pair) {
	switch el.Tag {
	case cib.Primitive:
		if el.SelectAttrValue("class", "") == cib.Stonith {
			return schema.ItemStonith, nil
		}
		return schema.ItemPrimitive, nil
	case cib.Bundle:
		return schema.ItemBundle, nil
	case cib.Template:
		return schema.ItemTemplate, nil
	case cib.Group:
		return schema.ItemGroup, r.pairs(el, cib.MetaAttributes)
	}
	item = schema.ItemClone
	if el.Tag == cib.Master {
		item = schema.ItemPromotable
	}
	for _, p := range r.pairs(el, cib.MetaAttributes) {
		if p.name == "promotable" && (el.Tag == cib.Master || cib.IsTrue(p.value)) {
			item = schema.ItemPromotable
			continue
		}
		meta = append(meta, p)
	}
	return item, meta
}

// definitions writes a BUNDLE table for each bundle, a TEMPLATE table for each template,
// a PRIMITIVE table for each primitive, then a STONITH table for each fence device.
func (r *reader) definitions() {
	list := r.tree()
	for _, x := range list {
		if x.el.Tag == cib.Bundle {
			r.bundle(x.el)
		}
	}
	for _, item := range []string{schema.ItemTemplate, schema.ItemPrimitive, schema.ItemStonith} {
		t, _ := schema.Defining(item)
		for _, x := range list {
			if x.el.Tag != cib.Primitive && x.el.Tag != cib.Template {
				continue
			}
			if is, _ := r.item(x.el); is == item {
				r.definition(t, x.el)
			}
		}
	}
}

func (r *reader) definition(t *schema.Table, el *etree.Element) {
	if el.SelectAttr("template") == nil {
		r.take(el, "class", "provider", "type")
	}
	ops := r.operations(el)
	p := r.rowOf(&t.Blocks[0], el)
	if ops.listed {
		p[schema.KeyDefaultOps] = "false"
	}
	head := t.Blocks[0]
	if p[schema.KeyTemplate] != "" { // instead of an agent
		head.Columns = slices.DeleteFunc(slices.Clone(head.Columns), func(c schema.Column) bool {
			return c.Key != schema.KeyID && c.Key != schema.KeyTemplate && c.Key != schema.KeyDescription
		})
	}
	r.out.title(t)
	r.out.block(&head, []row{p})
	if rows := r.setRows(&t.Blocks[1], el); len(rows) > 0 {
		r.out.block(&t.Blocks[1], rows)
	}
	if len(ops.rows) > 0 {
		b := &t.Blocks[2]
		heads, labels := []string{b.Columns[0].Header}, []string{label(&b.Columns[0], r.Lang)}
		for _, name := range ops.options {
			text := ""
			if l, known := starter.OptionLabel(name); known {
				text = l.In(r.Lang)
			}
			heads, labels = append(heads, name), append(labels, text)
		}
		r.out.heads(b.Letter, heads, labels)
		for _, cells := range ops.rows {
			r.out.add(trim(append([]string{"", ""}, cells...))...)
		}
	}
}

// primitive is a primitive as package complete knows it, without operations.
func primitive(el *etree.Element) *model.Primitive {
	p := &model.Primitive{Class: el.SelectAttrValue("class", ""), Provider: el.SelectAttrValue("provider", ""), Type: el.SelectAttrValue("type", "")}
	p.ID, p.From, p.Row = el.SelectAttrValue("id", ""), model.Nowhere, model.Nowhere
	return p
}

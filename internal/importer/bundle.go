package importer

import (
	"slices"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/schema"
)

// bundle writes a BUNDLE table.
func (r *reader) bundle(el *etree.Element) {
	t, _ := schema.Defining(schema.ItemBundle)
	p := row{schema.KeyID: r.get(el, "id"), schema.KeyDescription: r.get(el, "description")}
	for _, part := range el.ChildElements() {
		if slices.Contains(cib.Containers(), part.Tag) {
			r.container(&t.Blocks[0], part, p)
		}
	}
	r.out.title(t)
	r.out.block(&t.Blocks[0], []row{p})
	if network := el.SelectElement(cib.Network); network != nil {
		r.take(network)
		if n := r.rowOf(&t.Blocks[1], network); slices.ContainsFunc(network.Attr, func(a etree.Attr) bool { return a.Value != "" }) {
			r.out.block(&t.Blocks[1], []row{n})
		}
		r.mappings(&t.Blocks[2], network, cib.PortMapping)
	}
	if storage := el.SelectElement(cib.Storage); storage != nil {
		r.take(storage)
		r.mappings(&t.Blocks[3], storage, cib.StorageMapping)
	}
	if rows := r.setRows(&t.Blocks[4], el); len(rows) > 0 {
		r.out.block(&t.Blocks[4], rows)
	}
}

// container reads what the containers are; masters is the old name of promoted-max.
func (r *reader) container(b *schema.Block, el *etree.Element, into row) {
	into[schema.KeyContainer] = el.Tag
	for i := range b.Columns {
		c := &b.Columns[i]
		if element, attribute := b.Target(c); element == cib.Docker && attribute != "" {
			into[c.Key] = r.get(el, attribute)
		}
	}
	if el.SelectAttr("promoted-max") == nil {
		into[schema.KeyPromotedMax] = r.get(el, "masters")
	}
}

// mappings writes the ports or directories of a bundle. An id is written where pcs
// would form another.
func (r *reader) mappings(b *schema.Block, parent *etree.Element, tag string) {
	var rows []row
	for _, m := range parent.SelectElements(tag) {
		rows = append(rows, r.rowOf(b, m))
	}
	if len(rows) > 0 {
		r.out.block(b, rows)
	}
}

package cib

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// Trace knows where in the sheet the elements of an emitted CIB came from.
type Trace struct {
	owners     map[string]owner // by XML id
	operations map[string]*model.Operation
	// Dangling are the permissions for an id that no element has when pcs makes the role.
	Dangling []*model.ACLPermission
	unknown  []*model.Rename
	networks map[string]model.Origin // of bundles, by the id of the bundle
}

// At is the cell of an XML attribute of the element with an id, or of the element
// itself when attr is "". The place is zero for what is not from a cell.
func (t *Trace) At(id, attr string) diag.Place {
	if network := t.networks[id]; network != nil && cib.CanSayAttribute(cib.Network, attr) {
		return network.At(owner{from: network}.column(attr))
	}
	o, known := t.owners[id]
	if !known || o.from == nil {
		return diag.Place{}
	}
	field := o.field
	if attr != "" && field != schema.KeyValue { // a pair's only cell is that of its value
		field = o.column(attr)
	}
	if op := t.operations[id]; op != nil && attr != "" {
		for _, option := range op.Options {
			if option.Name == attr && option.From != nil {
				return option.From.At(schema.KeyValue)
			}
		}
	}
	return o.from.At(field)
}

// column returns the column of the owner's table for an attribute.
func (o owner) column(attribute string) schema.Key {
	t, ok := schema.Lookup(o.from.Table())
	if attribute == "id" || !ok {
		return o.field
	}
	found := schema.NoKey
	for i := range t.Blocks {
		for j := range t.Blocks[i].Columns {
			switch c := &t.Blocks[i].Columns[j]; {
			case c.Attribute != attribute:
			case c.Key == o.field: // of several in blocks of their own, that of the row
				return c.Key
			case found == schema.NoKey:
				found = c.Key
			}
		}
	}
	return found
}

// trace completes the owners of ids: operations, which are created together with
// their primitive, and the definition of primitives, which is not at their place in
// the tree.
func (e *emitter) trace(doc *etree.Document, cfg *model.Config) *Trace {
	t := &Trace{Dangling: e.dangling, owners: e.ids.owners, operations: map[string]*model.Operation{}, networks: map[string]model.Origin{}}
	for _, b := range cfg.Bundles() {
		t.owners[b.ID] = owner{b.From, schema.KeyID}
		if b.Network != nil {
			t.networks[b.ID] = b.Network.From
		}
	}
	elements := map[string]*etree.Element{}
	for _, tag := range []string{cib.Template, cib.Primitive} {
		for _, el := range doc.FindElements("//" + tag) {
			elements[el.SelectAttrValue("id", "")] = el
		}
	}
	for _, p := range cfg.Defined() {
		el := elements[p.ID]
		if el == nil {
			continue
		}
		t.owners[p.ID] = owner{p.From, schema.KeyID}
		sorted := slices.SortedStableFunc(slices.Values(p.Operations), func(a, b *model.Operation) int {
			return strings.Compare(a.Name, b.Name)
		})
		for i, op := range el.FindElements("operations/op") {
			if i < len(sorted) {
				id := op.SelectAttrValue("id", "")
				t.owners[id] = owner{sorted[i].From, schema.KeyType}
				t.operations[id] = sorted[i]
			}
		}
	}
	return t
}

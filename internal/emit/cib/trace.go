package cib

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/diag"
	"hagen/internal/model"
)

// Trace knows where in the sheet the elements of an emitted CIB came from.
type Trace struct {
	owners map[string]owner // by XML id
}

// At is the cell of an XML attribute of the element with an id, or of the
// element itself when attr is "". It is a zero place for what no cell says.
func (t *Trace) At(id, attr string) diag.Place {
	o, known := t.owners[id]
	if !known || o.from == nil {
		return diag.Place{}
	}
	field := o.field
	if attr != "" && field != "value" { // a pair's only cell is that of its value
		field = attr
		if sheets, ok := fieldOf[attr]; ok {
			field = sheets
		}
	}
	return o.from.At(field)
}

// fieldOf names the fields of a row that are called otherwise in XML.
var fieldOf = map[string]string{
	"first": "first-rsc", "then": "then-rsc", "operation": "op", "boolean-op": "bool_op",
	"devices": "id", "index": "level", "target": "node", "target-role": "role",
}

// trace completes the owners of ids: operations, which are made while their
// primitive is, and the definition of primitives, which stands elsewhere than
// their place in the tree.
func (e *emitter) trace(doc *etree.Document, cfg *model.Config) *Trace {
	t := &Trace{owners: e.ids.owners}
	elements := map[string]*etree.Element{}
	for _, el := range doc.FindElements("//primitive") {
		elements[el.SelectAttrValue("id", "")] = el
	}
	for _, p := range cfg.Primitives() {
		el := elements[p.ID]
		if el == nil {
			continue
		}
		t.owners[p.ID] = owner{p.From, "id"}
		sorted := slices.SortedStableFunc(slices.Values(p.Operations), func(a, b *model.Operation) int {
			return strings.Compare(a.Name, b.Name)
		})
		for i, op := range el.FindElements("operations/op") {
			if i < len(sorted) {
				t.owners[op.SelectAttrValue("id", "")] = owner{sorted[i].From, "type"}
			}
		}
	}
	return t
}

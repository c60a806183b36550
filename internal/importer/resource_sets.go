package importer

import (
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/schema"
)

// setTables are the tables of constraints with resource sets.
var setTables = map[string]string{cib.Location: schema.LocationSetTable, cib.Colocation: schema.ColocationSetTable, cib.Order: schema.OrderSetTable, cib.Ticket: schema.TicketSetTable}

// sayableSets reports whether a table can say all of a constraint with sets, and the
// sheet defines their members. An id-ref stands for a set of another constraint; a rule
// beside sets has no column.
func (r *reader) sayableSets(el *etree.Element) bool {
	t, ok := schema.Lookup(setTables[el.Tag])
	if !ok || !says(&t.Blocks[0], el) || len(el.ChildElements()) > len(el.SelectElements(cib.ResourceSet)) {
		return false
	}
	for _, set := range el.SelectElements(cib.ResourceSet) {
		if !says(&t.Blocks[0], set) || set.SelectElement(cib.ResourceRef) == nil {
			return false
		}
		for _, ref := range set.SelectElements(cib.ResourceRef) {
			if !r.named[ref.SelectAttrValue("id", "")] {
				return false
			}
		}
	}
	return true
}

// says reports whether a block has a column for each attribute of an element. The id
// of a set is formed by pcs.
func says(b *schema.Block, el *etree.Element) bool {
	known := map[string]bool{"id": true}
	for i := range b.Columns {
		if element, attribute := b.Target(&b.Columns[i]); element == el.Tag {
			known[attribute] = true
		}
	}
	for _, a := range el.Attr {
		if !known[a.Key] {
			return false
		}
	}
	return true
}

// setID is the id that pcs would form for the next set of a constraint.
func setID(constraint string, formed map[string]bool) string {
	id := constraint + "_set"
	for n := 1; formed[id]; n++ {
		id = constraint + "_set-" + strconv.Itoa(n)
	}
	return id
}

// sets reads a constraint with resource sets: a row for each, the first with what the
// constraint says.
func (r *reader) sets(el *etree.Element) map[string][]row {
	t, ok := schema.Lookup(setTables[el.Tag])
	if !ok {
		return nil
	}
	var rows []row
	formed := map[string]bool{}
	for i, set := range el.SelectElements(cib.ResourceSet) {
		x := r.rowOf(&t.Blocks[0], set)
		var members []string
		for _, ref := range set.SelectElements(cib.ResourceRef) {
			members = append(members, r.get(ref, "id"))
		}
		x[schema.KeyRsc] = strings.Join(members, severalMark)
		for key, text := range r.rowOf(&t.Blocks[0], el) {
			if i == 0 {
				x[key] = text
			}
		}
		x[schema.KeyID] = el.SelectAttrValue("id", "")
		id := setID(x[schema.KeyID], formed)
		if own := x[schema.KeySetID]; own != "" && own != id && r.Lossless {
			id = own
		} else {
			delete(x, schema.KeySetID) // nobody speaks about it
		}
		formed[id] = true
		rows = append(rows, x)
	}
	return map[string][]row{t.Name: rows}
}

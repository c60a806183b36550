package build

import (
	"cmp"
	"slices"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// setConstraint are the rows of a constraint with resource sets.
type setConstraint struct {
	id    string
	first *table.Row
	sets  []*model.ResourceSet
}

// setConstraints groups the rows of a table of resource sets: a row with an id of its
// own starts a constraint, rows with a blank or the same id add sets to it. What the
// columns of the constraint say must not differ between its rows.
func (b *builder) setConstraints(name string, columns ...schema.Key) []*setConstraint {
	var out []*setConstraint
	for _, s := range b.sections(name) {
		var now *setConstraint
		for _, row := range s.Rows {
			id := get(row, schema.KeyID)
			if now == nil || now.id != id {
				now = &setConstraint{id: id, first: row}
				out = append(out, now)
			} else {
				b.sameConstraint(now.first, row, columns)
			}
			if set := resourceSet(now.first, row); len(set.Members) > 0 {
				now.sets = append(now.sets, set)
			}
		}
	}
	return slices.DeleteFunc(out, func(c *setConstraint) bool { return c.id == "" || len(c.sets) == 0 }) // reported by the table parser
}

// sameConstraint reports what a further set says of its constraint otherwise than the
// first.
func (b *builder) sameConstraint(first, row *table.Row, columns []schema.Key) {
	for _, key := range columns {
		got, want := get(row, key), get(first, key)
		if got == "" || got == want || !row.Own(key) {
			continue
		}
		column, _ := row.Column(key)
		b.report.Add(diag.SetRowDiffers, row.At(key), diag.Args{"column": column.Header, "value": row.Get(key)},
			diag.See(first.At(key), diag.NoteFirst))
	}
}

// resourceSet reads the set of a row.
func resourceSet(first, row *table.Row) *model.ResourceSet {
	set := &model.ResourceSet{
		Sequential: get(row, schema.KeySequential), Role: get(row, schema.KeyRole),
		Action: get(row, schema.KeyAction), ID: get(row, schema.KeySetID), RequireAll: get(row, schema.KeyRequireAll), From: row,
	}
	for _, item := range row.All(schema.KeyRsc) {
		set.Members = append(set.Members, &model.Member{ID: item.Text, From: memberCell{row, first, item.Place}})
	}
	return set
}

// memberCell is where one of the members in a row is. The columns of the constraint
// are in its first row.
type memberCell struct {
	*table.Row
	first *table.Row
	place diag.Place
}

// At returns the cell of a column.
func (m memberCell) At(column schema.Key) diag.Place {
	switch c, own := m.Column(column); {
	case !own || column == schema.KeyRsc:
		return m.place
	case c.Element == "":
		return m.first.At(column)
	}
	return m.Row.At(column)
}

// locationSets reads LOCATION_SET.
func (b *builder) locationSets() {
	for _, c := range b.setConstraints(schema.LocationSetTable, schema.KeyNode, schema.KeyScore, schema.KeyDiscovery) {
		l := &model.Location{
			ID: c.id, Node: get(c.first, schema.KeyNode), Score: get(c.first, schema.KeyScore),
			Discovery: b.word(c.first, schema.KeyDiscovery), Sets: c.sets, From: c.first,
		}
		if l.Node != "" && l.Score != "" {
			b.cfg.Locations = append(b.cfg.Locations, l)
		}
	}
}

// colocationSets reads COLOCATION_SET.
func (b *builder) colocationSets() {
	for _, c := range b.setConstraints(schema.ColocationSetTable, schema.KeyScore) {
		b.cfg.Colocations = append(b.cfg.Colocations, &model.Colocation{
			ID: c.id, Score: cmp.Or(get(c.first, schema.KeyScore), cib.Infinity), Sets: c.sets, From: c.first,
		})
	}
}

// orderSets reads ORDER_SET.
func (b *builder) orderSets() {
	for _, c := range b.setConstraints(schema.OrderSetTable, schema.KeyKind, schema.KeySymmetrical) {
		b.cfg.Orders = append(b.cfg.Orders, &model.Order{
			ID: c.id, Kind: get(c.first, schema.KeyKind), Symmetrical: get(c.first, schema.KeySymmetrical), Sets: c.sets, From: c.first,
		})
	}
}

// ticketSets reads TICKET_SET.
func (b *builder) ticketSets() {
	for _, c := range b.setConstraints(schema.TicketSetTable, schema.KeyTicket, schema.KeyLossPolicy) {
		if ticket := get(c.first, schema.KeyTicket); ticket != "" {
			b.cfg.Tickets = append(b.cfg.Tickets, &model.Ticket{
				ID: c.id, Ticket: ticket, LossPolicy: b.word(c.first, schema.KeyLossPolicy), Sets: c.sets, From: c.first,
			})
		}
	}
}

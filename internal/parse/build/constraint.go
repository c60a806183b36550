package build

import (
	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// constraints reads the constraint tables. Locations keep the order in which
// their two tables are in the sheet.
func (b *builder) constraints() {
	for _, t := range b.tables {
		if t.Schema == nil {
			continue
		}
		for _, s := range t.Sections {
			switch t.Schema.Name {
			case schema.LocationNodeTable:
				b.nodeLocations(s.Rows)
			case schema.LocationRuleTable:
				b.ruleLocations(s.Rows)
			}
		}
	}
	b.locationSets()
	for _, row := range b.rows(schema.ColocationTable) {
		b.colocation(row)
	}
	b.colocationSets()
	for _, row := range b.rows(schema.OrderTable) {
		b.order(row)
	}
	b.orderSets()
	for _, row := range b.rows(schema.TicketTable) {
		b.ticket(row)
	}
	b.ticketSets()
}

// nodeLocations reads the rows of LOCATION_NODE.
func (b *builder) nodeLocations(rows []*table.Row) {
	for _, row := range rows {
		rsc, pattern := prefixed(row, schema.KeyRsc)
		l := &model.Location{Rsc: rsc, Pattern: pattern, Node: get(row, schema.KeyNode), Score: get(row, schema.KeyScore),
			Role: get(row, schema.KeyRole), Discovery: b.word(row, schema.KeyDiscovery), ID: get(row, schema.KeyID), From: row}
		how := b.word(row, schema.KeyPrefers)
		if l.Subject() == "" || l.Node == "" || how == "" {
			continue
		}
		if l.Score == "" {
			l.Score, l.DefaultScore = cib.Infinity, true
		}
		// An invalid score is left as it is for the check that reports it.
		if _, ok := value.Score(l.Score); ok && how == "avoids" {
			l.Score = value.Negate(l.Score)
		}
		b.cfg.Locations = append(b.cfg.Locations, l)
	}
}

// colocation reads a row of COLOCATION.
func (b *builder) colocation(row *table.Row) {
	c := &model.Colocation{
		Rsc: get(row, schema.KeyRsc), WithRsc: get(row, schema.KeyWithRsc), Score: get(row, schema.KeyScore),
		RscRole: get(row, schema.KeyRscRole), WithRole: get(row, schema.KeyWithRole),
		Influence: get(row, schema.KeyInfluence), NodeAttribute: get(row, schema.KeyNodeAttribute), ID: get(row, schema.KeyID), From: row,
	}
	if c.Rsc != "" && c.WithRsc != "" && c.Score != "" {
		b.cfg.Colocations = append(b.cfg.Colocations, c)
	}
}

// order reads a row of ORDER.
func (b *builder) order(row *table.Row) {
	o := &model.Order{
		First: get(row, schema.KeyFirstRsc), Then: get(row, schema.KeyThenRsc), Kind: get(row, schema.KeyKind),
		FirstAction: get(row, schema.KeyFirstAction), ThenAction: get(row, schema.KeyThenAction),
		Symmetrical: get(row, schema.KeySymmetrical), RequireAll: get(row, schema.KeyRequireAll), ID: get(row, schema.KeyID), From: row,
	}
	if o.First != "" && o.Then != "" {
		b.cfg.Orders = append(b.cfg.Orders, o)
	}
}

// ticket reads a row of TICKET.
func (b *builder) ticket(row *table.Row) {
	t := &model.Ticket{
		Ticket: get(row, schema.KeyTicket), Rsc: get(row, schema.KeyRsc), RscRole: get(row, schema.KeyRscRole),
		LossPolicy: b.word(row, schema.KeyLossPolicy), ID: get(row, schema.KeyID), From: row,
	}
	if t.Ticket != "" && t.Rsc != "" {
		b.cfg.Tickets = append(b.cfg.Tickets, t)
	}
}

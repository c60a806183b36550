package validate

import (
	"regexp"
	"strconv"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// field is a value that a column gives an entity.
type field struct {
	of     model.Entity
	column *schema.Column
	// other says that the value goes where a prefix sent it.
	other bool
	value string // "" when the cell is blank
	at    diag.Place
}

// secret reports whether the value must not be shown.
func (f field) secret() bool {
	switch x := f.of.(type) {
	case *model.Recipient:
		return x.Secret
	case *model.Container:
		return x.Secret
	}
	return false
}

// columns visits the values that the columns of all tables give, except the names
// and values of attributes.
func (c *checker) columns(visit func(field)) {
	c.cfg.Entities(func(x model.Entity) {
		from := x.Source()
		if n, ok := x.(*model.Node); ok && n.From == model.Nowhere && len(n.Attributes)+len(n.Utilization) == 0 {
			return // the cluster has it, and no cell names it
		}
		x.Each(func(attribute, value string) {
			if column, ok := schema.For(x.Element(), attribute); ok {
				visit(field{of: x, column: column, other: column.Prefix != "" && attribute != column.Attribute, value: value, at: at(from, column.Key)})
			}
		})
	})
}

// ticketName is what booth takes for the name of a ticket, and pcs for it.
var ticketName = regexp.MustCompile(`^[A-Za-z0-9-]{1,63}$`)

// columnValues checks values against the type of their column, in every table:
// references and kinds of values. The table parser has reported blank values where
// they matter. The other types have checks of their own: nodes, agents, and types
// that depend on the target or on the rest of the row.
func (c *checker) columnValues() {
	again := c.devicesAgain()
	c.columns(func(f field) {
		if f.other {
			if f.column.Type == schema.ResourceRef {
				c.pattern(f.value, f.at)
			}
			return
		}
		switch f.column.Type {
		case schema.ID:
			if !resource(f.of) { // its row of RESOURCES is checked
				c.idForm(f.value, f.at)
			}
		case schema.NodeID:
			if n, err := strconv.ParseUint(f.value, 10, 32); f.value != "" && (err != nil || n == 0) {
				c.report.Add(diag.NodeIDForm, f.at, diag.Args{"id": f.value})
			}
		case schema.ResourceRef:
			c.reference(f.value, f.at)
		case schema.AnyRef:
			if r, ok := c.resource(f.value, f.at); ok {
				c.noTemplate(r, f.at)
			}
		case schema.TemplateRef:
			c.templateReference(f.value, f.at)
		case schema.DeviceRef:
			if d, ok := f.of.(*model.Device); !ok || !again[d] {
				c.deviceReference(f.value, f.at)
			}
		case schema.Score:
			c.wrong(f.at, f.column.Header, f.value, f.value, scoreKind)
		case schema.Ticket:
			if f.value != "" && !ticketName.MatchString(f.value) {
				c.report.Add(diag.TicketName, f.at, diag.Args{"value": f.value})
			}
		case schema.ACLRole:
			c.roleReference(f.value, f.at)
		case schema.Number:
			c.wrong(f.at, f.column.Header, f.value, f.value, number(f.column))
		case schema.PortRange:
			c.wrong(f.at, f.column.Header, f.value, f.value, portRangeKind)
		case schema.Boolean:
			c.wrong(f.at, f.column.Header, f.value, f.value, booleanKind)
		case schema.Role, schema.Action, schema.OrderKind, schema.Operator, schema.BoolOp:
			k := choice(f.column.Enum)
			k.repair = func(s string) string { return operatorWords[s] }
			c.wrong(f.at, f.column.Header, f.value, f.value, k)
		}
	})
	for _, p := range c.cfg.Primitives() { // not an attribute of the CIB
		if p.DefaultOps != "" {
			c.wrong(at(p.From, schema.KeyDefaultOps), "default-ops", p.DefaultOps, p.DefaultOps, booleanKind)
		}
	}
}

// resource reports whether an entity is a resource.
func resource(x model.Entity) bool {
	_, ok := x.(model.Resource)
	return ok
}

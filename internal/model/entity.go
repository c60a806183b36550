package model

import "hagen/internal/cib"

// Entity is an element of the CIB, or a part of one, with the attributes that a row
// gives it. Package schema maps columns to attributes.
//
// Checks of values by their kind, in any table, iterate over the entities of a
// configuration; so do emitters where an element only has attributes. An id that
// the sheet gives is one of the attributes.
type Entity interface {
	// Element is the element of the CIB.
	Element() string
	// Source is where the attributes came from.
	Source() Origin
	// Each visits the attributes in the order pcs writes them, blank ones
	// included.
	Each(visit func(attribute, value string))
}

// Entities visits all entities in the order of the CIB, parents before children,
// and the attribute sets with an id or a score, and the rules of sets. Names and values
// are in AttributeSets.
func (c *Config) Entities(visit func(Entity)) {
	for _, n := range c.Nodes {
		visit(n)
	}
	c.Walk(func(r, _ Resource) {
		p := Defined(r)
		if p == nil {
			return
		}
		if t, ok := r.(*Template); ok {
			visit(t)
		} else {
			visit(p)
		}
		for _, o := range p.Operations {
			visit(o)
		}
	})
	c.Walk(func(r, _ Resource) {
		switch r := r.(type) {
		case *Group, *Clone:
			visit(r)
		case *Bundle:
			r.entities(visit)
		}
	})
	for _, l := range c.FencingLevels {
		visit(l)
		for _, d := range l.Devices {
			visit(d)
		}
	}
	for _, l := range c.Locations {
		visit(l)
		inSets(l.Sets, visit)
		for _, r := range l.Rules() {
			r.entities(visit)
		}
	}
	for _, x := range c.Colocations {
		visit(x)
		inSets(x.Sets, visit)
	}
	for _, o := range c.Orders {
		visit(o)
		inSets(o.Sets, visit)
	}
	for _, t := range c.Tickets {
		visit(t)
		inSets(t.Sets, visit)
	}
	for _, a := range c.Alerts {
		visit(a)
		if a.Select != nil {
			for _, v := range a.Select.Events {
				visit(v)
			}
		}
		for _, r := range a.Recipients {
			visit(r)
		}
	}
	for _, t := range c.Tags {
		visit(t)
		for _, m := range t.Members {
			visit(m)
		}
	}
	c.acls(visit)
	c.sets(func(s Set) {
		if s.ID != "" || s.Score != "" {
			visit(s)
		}
		if s.Rule != nil {
			s.Rule.entities(visit)
		}
	})
}

// Element is a node.
func (n *Node) Element() string { return cib.Node }

// Source is the first row of the node.
func (n *Node) Source() Origin { return n.From }

// Each visits the attributes; an id that the sheet does not give is not one of them.
func (n *Node) Each(visit func(attribute, value string)) {
	visit("uname", n.Uname)
	if n.IDGiven {
		visit("id", n.ID)
	}
}

// Element is a primitive.
func (p *Primitive) Element() string { return cib.Primitive }

// Source is the row of block P.
func (p *Primitive) Source() Origin { return p.From }

// Each visits the attributes.
func (p *Primitive) Each(visit func(attribute, value string)) {
	visit("id", p.ID)
	if p.Template != "" { // the agent is the template's
		visit("template", p.Template)
	} else {
		visit("class", p.Class)
		visit("type", p.Type)
		visit("provider", p.Provider)
	}
	visit("description", p.Description)
}

// Element is an operation.
func (o *Operation) Element() string { return cib.Op }

// Source is the row of block O.
func (o *Operation) Source() Origin { return o.From }

// Each visits the name; its other attributes are Options.
func (o *Operation) Each(visit func(attribute, value string)) { visit("name", o.Name) }

// Element is a fencing level.
func (l *FencingLevel) Element() string { return cib.FencingLevel }

// Source is the first row of the level.
func (l *FencingLevel) Source() Origin { return l.From }

// Each visits the attributes but the devices.
func (l *FencingLevel) Each(visit func(attribute, value string)) {
	visit("index", l.Index)
	visit("target", l.Target)
	visit("target-pattern", l.Pattern)
	visit("target-attribute", l.Attribute)
	visit("target-value", l.Value)
	visit("id", l.ID)
}

// Element is the fencing level that names the device.
func (d *Device) Element() string { return cib.FencingLevel }

// Source is the row of the device.
func (d *Device) Source() Origin { return d.From }

// Each visits the device, which is one of several in the attribute.
func (d *Device) Each(visit func(attribute, value string)) { visit("devices", d.ID) }

// Element is a location.
func (l *Location) Element() string { return cib.Location }

// Source is the row, the first of a rule.
func (l *Location) Source() Origin { return l.From }

// Each visits the attributes; one by rule has no node and no score.
func (l *Location) Each(visit func(attribute, value string)) {
	visit("rsc", l.Rsc)
	visit("rsc-pattern", l.Pattern)
	visit("node", l.Node)
	visit("score", l.Score)
	visit("resource-discovery", l.Discovery)
	visit("role", l.Role)
	visit("id", l.ID)
}

// Element is a colocation.
func (x *Colocation) Element() string { return cib.Colocation }

// Source is the row.
func (x *Colocation) Source() Origin { return x.From }

// Each visits the attributes.
func (x *Colocation) Each(visit func(attribute, value string)) {
	visit("rsc", x.Rsc)
	visit("with-rsc", x.WithRsc)
	visit("score", x.Score)
	visit("rsc-role", x.RscRole)
	visit("with-rsc-role", x.WithRole)
	visit("influence", x.Influence)
	visit("node-attribute", x.NodeAttribute)
	visit("id", x.ID)
}

// Element is an order.
func (o *Order) Element() string { return cib.Order }

// Source is the row.
func (o *Order) Source() Origin { return o.From }

// Each visits the attributes.
func (o *Order) Each(visit func(attribute, value string)) {
	visit("first", o.First)
	visit("then", o.Then)
	visit("kind", o.Kind)
	visit("first-action", o.FirstAction)
	visit("then-action", o.ThenAction)
	visit("symmetrical", o.Symmetrical)
	visit("require-all", o.RequireAll)
	visit("id", o.ID)
}

// Element is a ticket constraint.
func (t *Ticket) Element() string { return cib.Ticket }

// Source is the row.
func (t *Ticket) Source() Origin { return t.From }

// Each visits the attributes.
func (t *Ticket) Each(visit func(attribute, value string)) {
	visit("loss-policy", t.LossPolicy)
	visit("rsc-role", t.RscRole)
	visit("ticket", t.Ticket)
	visit("rsc", t.Rsc)
	visit("id", t.ID)
}

// Element is an alert.
func (a *Alert) Element() string { return cib.Alert }

// Source is the row of block P.
func (a *Alert) Source() Origin { return a.From }

// Each visits the attributes.
func (a *Alert) Each(visit func(attribute, value string)) {
	visit("path", a.Path)
	visit("description", a.Description)
	visit("id", a.ID)
}

// Element is a node attribute that an alert is about.
func (v *AlertEvent) Element() string { return cib.SelectedAttribute }

// Source is the row of block S.
func (v *AlertEvent) Source() Origin { return v.From }

// Each visits the attribute; the kind of events is an element.
func (v *AlertEvent) Each(visit func(attribute, value string)) { visit("name", v.Attribute) }

// Element is a recipient.
func (r *Recipient) Element() string { return cib.Recipient }

// Source is the row of block R.
func (r *Recipient) Source() Origin { return r.From }

// Each visits the attributes.
func (r *Recipient) Each(visit func(attribute, value string)) {
	visit("value", r.Value)
	visit("description", r.Description)
	visit("id", r.ID)
}

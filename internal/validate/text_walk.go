package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
)

// text is one filled cell: what it says and where it stands.
type text struct {
	at     diag.Place
	value  string
	name   bool // a name that must match something else, letter by letter
	secret bool
	// command: a line for the shell, of which something is said in any case.
	command bool
}

// texts visits every text of the configuration.
func (c *checker) texts(visit func(text)) {
	w := walker{visit: visit}
	for _, s := range c.cfg.AttributeSets() {
		w.set(s)
	}
	for _, n := range c.cfg.Nodes {
		w.name(n.From, "uname", n.Uname)
	}
	c.cfg.Walk(func(r, _ model.Resource) { w.resource(r) })
	w.constraints(c.cfg)
	for _, l := range c.cfg.FencingLevels {
		w.name(l.From, "node", l.Target)
		w.value(l.From, "level", l.Index)
		for _, d := range l.Devices {
			w.name(d.From, "id", d.ID)
		}
	}
	for _, a := range c.cfg.Alerts {
		w.value(a.From, "path", a.Path)
		for _, r := range a.Recipients {
			w.visit(text{at: at(r.From, "recipient"), value: r.Value, secret: r.Secret})
		}
	}
	for _, x := range c.cfg.Commands {
		// A command is text for the shell, which takes tabs.
		visit(text{at: at(x.From, "config"), value: strings.ReplaceAll(x.Text, "\t", " "), secret: x.Secret, command: true})
	}
}

// walker visits the texts of parts of a configuration.
type walker struct{ visit func(text) }

func (w walker) name(from diag.Origin, field, value string) {
	if value != "" {
		w.visit(text{at: at(from, field), value: value, name: true})
	}
}

func (w walker) value(from diag.Origin, field, value string) {
	if value != "" {
		w.visit(text{at: at(from, field), value: value})
	}
}

func (w walker) set(s *model.AttributeSet) {
	if s.Rule != nil {
		w.rule(s.Rule)
	}
	for _, a := range s.Attributes {
		w.visit(text{at: at(a.From, "name"), value: a.Name, name: true, secret: a.Swapped})
		w.visit(text{at: at(a.From, "value"), value: a.Value, secret: a.Secret})
	}
}

func (w walker) resource(r model.Resource) {
	w.name(r.Placed(), "id", r.ResourceID())
	p, ok := r.(*model.Primitive)
	if !ok {
		return
	}
	w.name(p.From, "id", p.ID)
	w.name(p.From, "class", p.Class)
	w.name(p.From, "provider", p.Provider)
	w.name(p.From, "type", p.Type)
	for _, o := range p.Operations {
		w.name(o.From, "type", o.Name)
		for _, a := range slices.Concat(o.Options, o.Params) {
			w.name(a.From, "name", a.Name)
			w.visit(text{at: at(a.From, "value"), value: a.Value, secret: a.Secret})
		}
	}
}

func (w walker) constraints(cfg *model.Config) {
	for _, l := range cfg.Locations {
		w.name(l.From, "rsc", l.Rsc)
		w.name(l.From, "node", l.Node)
		w.value(l.From, "score", l.Score)
		if l.Rule != nil {
			w.rule(l.Rule)
		}
	}
	for _, x := range cfg.Colocations {
		w.name(x.From, "rsc", x.Rsc)
		w.name(x.From, "with-rsc", x.WithRsc)
		w.value(x.From, "score", x.Score)
		w.value(x.From, "rsc-role", x.RscRole)
		w.value(x.From, "with-rsc-role", x.WithRole)
	}
	for _, o := range cfg.Orders {
		w.name(o.From, "first-rsc", o.First)
		w.name(o.From, "then-rsc", o.Then)
		w.value(o.From, "kind", o.Kind)
		w.value(o.From, "first-action", o.FirstAction)
		w.value(o.From, "then-action", o.ThenAction)
		w.value(o.From, "symmetrical", o.Symmetrical)
	}
}

func (w walker) rule(r *model.Rule) {
	w.value(r.From, "score", r.Score)
	w.value(r.From, "bool_op", r.BoolOp)
	w.value(r.From, "role", r.Role)
	for _, e := range expressions(r) {
		w.name(e.From, "attribute", e.Attribute)
		w.value(e.From, "op", e.Operation)
		w.value(e.From, "value", e.Value)
	}
}

// at is the cell of a field; what no sheet said has none.
func at(from diag.Origin, field string) diag.Place {
	if from == nil {
		return diag.Place{}
	}
	return from.At(field)
}

// shown is an attribute's value as findings may show it.
func shown(a *model.Attribute) string {
	if a.Secret {
		return diag.Mask
	}
	return a.Value
}

package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
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
		w.name(n.From, schema.KeyUname, n.Uname)
	}
	c.cfg.Walk(func(r, _ model.Resource) { w.resource(r) })
	w.constraints(c.cfg)
	for _, l := range c.cfg.FencingLevels {
		w.name(l.From, schema.KeyNode, l.Target)
		w.value(l.From, schema.KeyLevel, l.Index)
		for _, d := range l.Devices {
			w.name(d.From, schema.KeyID, d.ID)
		}
	}
	for _, a := range c.cfg.Alerts {
		w.value(a.From, schema.KeyPath, a.Path)
		for _, r := range a.Recipients {
			w.visit(text{at: at(r.From, schema.KeyRecipient), value: r.Value, secret: r.Secret})
		}
	}
	for _, x := range c.cfg.Commands {
		// A command is text for the shell, which takes tabs.
		visit(text{at: at(x.From, schema.KeyConfig), value: strings.ReplaceAll(x.Text, "\t", " "), secret: x.Secret, command: true})
	}
}

// walker visits the texts of parts of a configuration.
type walker struct{ visit func(text) }

func (w walker) name(from model.Origin, column schema.Key, value string) {
	if value != "" {
		w.visit(text{at: at(from, column), value: value, name: true})
	}
}

func (w walker) value(from model.Origin, column schema.Key, value string) {
	if value != "" {
		w.visit(text{at: at(from, column), value: value})
	}
}

func (w walker) set(s *model.AttributeSet) {
	if s.Rule != nil {
		w.rule(s.Rule)
	}
	for _, a := range s.Attributes {
		w.visit(text{at: at(a.From, schema.KeyName), value: a.Name, name: true, secret: a.Swapped})
		w.visit(text{at: at(a.From, schema.KeyValue), value: a.Value, secret: a.Secret})
	}
}

func (w walker) resource(r model.Resource) {
	w.name(r.Placed(), schema.KeyID, r.ResourceID())
	p, ok := r.(*model.Primitive)
	if !ok {
		return
	}
	w.name(p.From, schema.KeyID, p.ID)
	w.name(p.From, schema.KeyClass, p.Class)
	w.name(p.From, schema.KeyProvider, p.Provider)
	w.name(p.From, schema.KeyType, p.Type)
	for _, o := range p.Operations {
		w.name(o.From, schema.KeyType, o.Name)
		for _, a := range slices.Concat(o.Options, o.Params) {
			w.name(a.From, schema.KeyName, a.Name)
			w.visit(text{at: at(a.From, schema.KeyValue), value: a.Value, secret: a.Secret})
		}
	}
}

func (w walker) constraints(cfg *model.Config) {
	for _, l := range cfg.Locations {
		w.name(l.From, schema.KeyRsc, l.Rsc)
		w.name(l.From, schema.KeyNode, l.Node)
		w.value(l.From, schema.KeyScore, l.Score)
		if l.Rule != nil {
			w.rule(l.Rule)
		}
	}
	for _, x := range cfg.Colocations {
		w.name(x.From, schema.KeyRsc, x.Rsc)
		w.name(x.From, schema.KeyWithRsc, x.WithRsc)
		w.value(x.From, schema.KeyScore, x.Score)
		w.value(x.From, schema.KeyRscRole, x.RscRole)
		w.value(x.From, schema.KeyWithRole, x.WithRole)
	}
	for _, o := range cfg.Orders {
		w.name(o.From, schema.KeyFirstRsc, o.First)
		w.name(o.From, schema.KeyThenRsc, o.Then)
		w.value(o.From, schema.KeyKind, o.Kind)
		w.value(o.From, schema.KeyFirstAction, o.FirstAction)
		w.value(o.From, schema.KeyThenAction, o.ThenAction)
		w.value(o.From, schema.KeySymmetrical, o.Symmetrical)
	}
}

func (w walker) rule(r *model.Rule) {
	w.value(r.From, schema.KeyScore, r.Score)
	w.value(r.From, schema.KeyBoolOp, r.BoolOp)
	w.value(r.From, schema.KeyRole, r.Role)
	for _, e := range expressions(r) {
		w.name(e.From, schema.KeyAttribute, e.Attribute)
		w.value(e.From, schema.KeyOp, e.Operation)
		w.value(e.From, schema.KeyValue, e.Value)
	}
}

// at is the cell of a column; what no sheet said has none.
func at(from model.Origin, column schema.Key) diag.Place {
	if from == nil {
		return diag.Place{}
	}
	return from.At(column)
}

// optionAt is the cell of an operation's option, that of the operation when it
// does not have it.
func optionAt(o *model.Operation, name string) diag.Place {
	for _, a := range o.Options {
		if a.Name == name {
			return at(a.From, schema.KeyValue)
		}
	}
	return at(o.From, schema.NoKey)
}

// shown is an attribute's value as findings may show it.
func shown(a *model.Attribute) string {
	if a.Secret {
		return diag.Mask
	}
	return a.Value
}

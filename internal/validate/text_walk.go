package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// text is the content of a filled cell and its place.
type text struct {
	at     diag.Place
	value  string
	name   bool // a name that must match something else, letter by letter
	secret bool
	// command marks a command line; it has checks of its own.
	command bool
}

// texts visits every text of the configuration: names and values of attributes, and
// all other columns.
func (c *checker) texts(visit func(text)) {
	attribute := func(a *model.Attribute) {
		visit(text{at: at(a.From, schema.KeyName), value: a.Name, name: true, secret: a.Swapped})
		visit(text{at: at(a.From, schema.KeyValue), value: a.Value, secret: a.Secret})
	}
	for _, s := range c.cfg.AttributeSets() {
		for _, a := range s.Attributes {
			attribute(a)
		}
	}
	c.cfg.Walk(func(r, _ model.Resource) {
		if id := r.ResourceID(); id != "" {
			visit(text{at: at(r.Placed(), schema.KeyID), value: id, name: true})
		}
	})
	c.columns(func(f field) {
		if f.value != "" {
			visit(text{at: f.at, value: f.value, name: f.column.Type.Matches(), secret: f.secret()})
		}
	})
	c.ruleTexts(visit)
	for _, p := range c.cfg.Defined() {
		if p.DefaultOps != "" {
			visit(text{at: at(p.From, schema.KeyDefaultOps), value: p.DefaultOps})
		}
		for _, o := range p.Operations {
			for _, a := range o.Options {
				attribute(a)
			}
		}
	}
	for _, a := range c.cfg.Alerts {
		if a.Select == nil {
			continue
		}
		for _, v := range a.Select.Events {
			visit(text{at: at(v.From, schema.KeySelect), value: v.Kind, name: true})
		}
	}
	for _, f := range c.cfg.Fragments {
		visit(text{at: at(f.From, schema.KeyXML), value: strings.ReplaceAll(f.XML, "\t", " "), secret: f.Secret, command: true})
		visit(text{at: at(f.From, schema.KeyParent), value: f.Parent, command: true})
		if f.Before != "" {
			visit(text{at: at(f.From, schema.KeyBefore), value: f.Before, command: true})
		}
	}
	for _, x := range c.cfg.Accepted {
		visit(text{at: at(x.From, schema.KeyCode), value: x.Code, name: true})
		visit(text{at: at(x.From, schema.KeyAbout), value: x.About, command: true})
		visit(text{at: at(x.From, schema.KeyReason), value: x.Reason, command: true})
	}
	for _, x := range c.cfg.Renames {
		visit(text{at: at(x.From, schema.KeyImplied), value: x.Implied, name: true})
		visit(text{at: at(x.From, schema.KeyID), value: x.ID, name: true})
	}
	for _, x := range c.cfg.Commands {
		// A command may contain tabs, which the shell accepts.
		visit(text{at: at(x.From, schema.KeyConfig), value: strings.ReplaceAll(x.Text, "\t", " "), secret: x.Secret, command: true})
	}
}

// ruleTexts visits the parts of rules in one cell that no column of its own says.
func (c *checker) ruleTexts(visit func(text)) {
	c.cfg.Entities(func(x model.Entity) {
		cell := at(x.Source(), schema.KeyRule)
		say := func(_, value string) {
			if value != "" {
				visit(text{at: cell, value: value, name: true})
			}
		}
		switch x := x.(type) {
		case *model.DateExpression:
			x.Each(say)
			for _, d := range slices.Concat(x.Spec, x.Duration) {
				say("", d.Name)
				say("", d.Value)
			}
		case *model.RscExpression, *model.OpExpression:
			x.Each(say)
		}
	})
}

// at returns the cell of a column. Values that are not from a sheet have none.
func at(from model.Origin, column schema.Key) diag.Place {
	if from == nil {
		return diag.Place{}
	}
	return from.At(column)
}

// optionAt returns the cell of an operation's option, or the operation's own cell
// when it does not have the option.
func optionAt(o *model.Operation, name string) diag.Place {
	for _, a := range o.Options {
		if a.Name == name {
			return at(a.From, schema.KeyValue)
		}
	}
	return at(o.From, schema.NoKey)
}

// shown returns an attribute's value as findings may show it.
func shown(a *model.Attribute) string {
	if a.Secret {
		return diag.Mask
	}
	return a.Value
}

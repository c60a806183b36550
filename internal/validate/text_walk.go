package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// text is one filled cell: what it says and where it is.
type text struct {
	at     diag.Place
	value  string
	name   bool // a name that must match something else, letter by letter
	secret bool
	// command: a line for the shell, of which something is said in any case.
	command bool
}

// texts visits every text of the configuration: names and values of attributes,
// and what else the columns of tables give.
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
	for _, p := range c.cfg.Primitives() {
		for _, o := range p.Operations {
			for _, a := range slices.Concat(o.Options, o.Params) {
				attribute(a)
			}
		}
	}
	for _, x := range c.cfg.Commands {
		// A command is text for the shell, which takes tabs.
		visit(text{at: at(x.From, schema.KeyConfig), value: strings.ReplaceAll(x.Text, "\t", " "), secret: x.Secret, command: true})
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

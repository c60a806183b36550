package validate

import (
	"slices"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// names refuses names of attributes and operations that are not ASCII. pcs and
// Pacemaker silently accept most of them, but nothing reads them: Pacemaker has its
// own names, and an agent gets a parameter as an environment variable, whose name a
// shell cannot write in other letters. Most often such a name is a heading that has
// lost its "#". Two kinds of names are the site's own: capacities, as long as they
// have numbers, and node attributes that rules test.
func (c *checker) names() {
	for _, sets := range [][]*model.AttributeSet{c.cfg.Properties, c.cfg.RscDefaults, c.cfg.OpDefaults} {
		c.namesIn(sets)
	}
	for _, n := range c.cfg.Nodes {
		c.namesIn(n.Attributes)
		c.capacityNames(n.Utilization)
	}
	c.cfg.Walk(func(r, _ model.Resource) {
		c.namesIn(r.MetaSets())
		if p := model.Defined(r); p != nil {
			c.namesIn(p.Params)
			c.capacityNames(p.Utilization)
			c.operationNames(p)
		}
	})
	for _, a := range c.cfg.Alerts {
		c.namesIn(slices.Concat(a.Options, a.Meta))
		for _, r := range a.Recipients {
			c.namesIn(slices.Concat(r.Options, r.Meta))
		}
	}
}

func (c *checker) namesIn(sets []*model.AttributeSet) {
	for _, a := range model.Pairs(sets) {
		if c.foreignName(a.From, schema.KeyName, a.Name, a.Swapped, "") {
			c.report.Settle(at(a.From, schema.KeyValue))
		}
	}
}

func (c *checker) capacityNames(sets []*model.AttributeSet) {
	for _, a := range model.Pairs(sets) {
		if !value.Integer(a.Value) && c.foreignName(a.From, schema.KeyName, a.Name, a.Swapped, "") {
			c.report.Settle(at(a.From, schema.KeyValue))
		}
	}
}

// operationNames checks the operations of a resource and their options, whose
// names are the headers of columns.
func (c *checker) operationNames(p *model.Primitive) {
	for _, o := range p.Operations {
		options := o.Given()
		if c.foreignName(o.From, schema.KeyType, o.Name, false, "") {
			for _, a := range options {
				c.report.Settle(at(a.From, schema.KeyValue))
			}
			continue
		}
		for _, a := range options {
			if c.foreignName(a.From, schema.KeyName, a.Name, false, a.Name) {
				c.report.Settle(at(a.From, schema.KeyValue))
			}
		}
	}
}

// foreignName reports a name that is not ASCII and returns whether it did. header
// is the name if it is a column header, else "".
func (c *checker) foreignName(from model.Origin, column schema.Key, name string, secret bool, header string) bool {
	if _, found := firstRune(name, func(r rune) bool { return r > unicode.MaxASCII }); !found {
		return false
	}
	if secret {
		name = diag.Mask
	}
	c.report.Last(diag.NameNotASCII, at(from, column), diag.Args{"name": name, "header": header})
	return true
}

package model

import (
	"slices"
)

// AttributeSet is a list of name/value pairs of one element of the CIB:
// instance_attributes, meta_attributes, utilization or cluster_property_set.
type AttributeSet struct {
	ID         string // "" lets the emitter name it the way pcs does
	Score      string
	Rule       *Rule // nil: the set always holds
	Attributes []*Attribute
}

// Attribute is one nvpair.
type Attribute struct {
	Name string
	// Value is "" only where the sheet left it blank, which has been reported:
	// the name is there, so that it does not look missing as well.
	Value  string
	Secret bool // the value must not reach logs, reports, diffs or world-readable files
	// Swapped marks a row with the name of a secret in the column of the value:
	// what is in that of the name is the secret.
	Swapped bool
	// AfterCreate marks an attribute that a separate command sets after the
	// resource was created (RSC_ATTRIBUTES). pcs sorts what "resource create"
	// was given by name and keeps the order of what "resource meta" was given.
	AfterCreate bool
	// Default marks an attribute the sheet does not give, such as the interval of an
	// operation: pcs fills it in, package complete does the same.
	Default bool
	// Unknown marks a parameter the target's agent does not have as far as its
	// metadata say. pcs takes it only when forced. Set by package complete.
	Unknown bool
	From    Origin // fields: name, value
}

// Pairs are the attributes of all sets in order: what most readers want.
func Pairs(sets []*AttributeSet) []*Attribute {
	if len(sets) == 1 {
		return sets[0].Attributes
	}
	var out []*Attribute
	for _, s := range sets {
		out = append(out, s.Attributes...)
	}
	return out
}

// Find returns the last attribute of a name, or nil.
func Find(sets []*AttributeSet, name string) *Attribute {
	var found *Attribute
	for _, s := range sets {
		for _, a := range s.Attributes {
			if a.Name == name {
				found = a
			}
		}
	}
	return found
}

// Value returns the value of an attribute, "" when it is not set.
func Value(sets []*AttributeSet, name string) string {
	if a := Find(sets, name); a != nil {
		return a.Value
	}
	return ""
}

// AttributeSets are the sets of all entities.
func (c *Config) AttributeSets() []*AttributeSet {
	lists := [][]*AttributeSet{c.Properties, c.RscDefaults, c.OpDefaults}
	for _, n := range c.Nodes {
		lists = append(lists, n.Attributes, n.Utilization)
	}
	c.Walk(func(r, _ Resource) {
		lists = append(lists, r.MetaSets())
		if p, ok := r.(*Primitive); ok {
			lists = append(lists, p.Params, p.Utilization)
		}
	})
	for _, a := range c.Alerts {
		lists = append(lists, a.Options, a.Meta)
		for _, r := range a.Recipients {
			lists = append(lists, r.Options, r.Meta)
		}
	}
	return slices.Concat(lists...)
}

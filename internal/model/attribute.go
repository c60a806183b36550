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

// Own reports whether the set is another than the one that pcs makes: it has an id,
// a score or a rule of its own.
func (s *AttributeSet) Own() bool { return s.ID != "" || s.Score != "" || s.Rule != nil }

// Plain are the sets that pcs makes, in order.
func Plain(sets []*AttributeSet) []*AttributeSet {
	return slices.DeleteFunc(slices.Clone(sets), (*AttributeSet).Own)
}

// Own are the other sets, in order. Those that pcs makes come before them: pcs puts
// what it is told into the first set it finds.
func Own(sets []*AttributeSet) []*AttributeSet {
	return slices.DeleteFunc(slices.Clone(sets), func(s *AttributeSet) bool { return !s.Own() })
}

// Attribute is one nvpair.
type Attribute struct {
	Name string
	// Value is "" only if the sheet left it blank, which has been reported. The
	// attribute is kept so that it is not also reported as missing.
	Value  string
	Secret bool // the value must not get into logs, reports, diffs or world-readable files
	// Swapped marks a row whose value is the name of a secret: name and value were
	// swapped, and the text in the name column is the secret.
	Swapped bool
	// AfterCreate marks an attribute that a separate command sets after the
	// resource was created (RSC_ATTRIBUTES). pcs sorts the attributes of "resource
	// create" by name but keeps the order of those of "resource meta".
	AfterCreate bool
	// Default marks an attribute that is not in the sheet, such as the interval of
	// an operation: package complete fills it in, as pcs does.
	Default bool
	// Unknown marks a parameter that is not in the metadata of the target's agent.
	// pcs accepts it only with --force. Set by package complete.
	Unknown bool
	From    Origin // fields: name, value
}

// Pairs returns the attributes of all sets in order.
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

// Find returns the last attribute with a name, or nil.
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

// AttributeSets returns the sets of all entities.
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

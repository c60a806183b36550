package model

import (
	"slices"

	"hagen/internal/cib"
)

// AttributeSet is a list of name/value pairs of one element of the CIB:
// instance_attributes, meta_attributes, utilization or cluster_property_set.
type AttributeSet struct {
	ID         string // "" lets the emitter name it the way pcs does
	Score      string
	Rule       *Rule // nil: the set always holds
	Attributes []*Attribute
	From       Origin // of a set with an id or a score; fields: set, set-score
}

// Set is an attribute set as the element of the CIB that it becomes.
type Set struct {
	*AttributeSet
	element string
}

// Element is the kind of the set.
func (s Set) Element() string { return s.element }

// Source is the first row of the set.
func (s Set) Source() Origin { return s.From }

// Each visits the attributes.
func (s Set) Each(visit func(attribute, value string)) {
	visit("id", s.ID)
	visit("score", s.Score)
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
	var out []*AttributeSet
	c.sets(func(s Set) { out = append(out, s.AttributeSet) })
	return out
}

// sets visits the sets of all entities.
func (c *Config) sets(visit func(Set)) {
	each := func(element string, sets []*AttributeSet) {
		for _, s := range sets {
			visit(Set{s, element})
		}
	}
	each(cib.PropertySet, c.Properties)
	each(cib.MetaAttributes, c.RscDefaults)
	each(cib.MetaAttributes, c.OpDefaults)
	for _, n := range c.Nodes {
		each(cib.InstanceAttributes, n.Attributes)
		each(cib.Utilization, n.Utilization)
	}
	c.Walk(func(r, _ Resource) {
		each(cib.MetaAttributes, r.MetaSets())
		if p := Defined(r); p != nil {
			each(cib.InstanceAttributes, p.Params)
			each(cib.Utilization, p.Utilization)
			for _, o := range p.Operations {
				each(cib.InstanceAttributes, o.Params)
				each(cib.MetaAttributes, o.Meta)
			}
		}
	})
	for _, a := range c.Alerts {
		each(cib.InstanceAttributes, a.Options)
		each(cib.MetaAttributes, a.Meta)
		for _, r := range a.Recipients {
			each(cib.InstanceAttributes, r.Options)
			each(cib.MetaAttributes, r.Meta)
		}
	}
}

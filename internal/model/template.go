package model

import (
	"slices"

	"hagen/internal/cib"
)

// Template is what several primitives have in common. Pacemaker makes of it and of
// what a primitive says itself one resource; a template alone runs nothing. Its
// operations are as listed: nothing is added from the agent's metadata.
type Template struct {
	Primitive
}

// Element is a template.
func (t *Template) Element() string { return cib.Template }

// Each visits the attributes.
func (t *Template) Each(visit func(attribute, value string)) {
	visit("id", t.ID)
	visit("class", t.Class)
	visit("type", t.Type)
	visit("provider", t.Provider)
	visit("description", t.Description)
}

// Templates lists all templates, in document order.
func (c *Config) Templates() []*Template {
	var out []*Template
	c.Walk(func(r, _ Resource) {
		if t, ok := r.(*Template); ok {
			out = append(out, t)
		}
	})
	return out
}

// Defined lists all primitives, and what templates say, in document order.
func (c *Config) Defined() []*Primitive {
	var out []*Primitive
	c.Walk(func(r, _ Resource) {
		if p := Defined(r); p != nil {
			out = append(out, p)
		}
	})
	return out
}

// Defined is what a primitive or a template says; nil for other resources.
func Defined(r Resource) *Primitive {
	switch r := r.(type) {
	case *Primitive:
		return r
	case *Template:
		return &r.Primitive
	}
	return nil
}

// From lists the primitives from a template.
func (c *Config) From(template string) []*Primitive {
	return slices.DeleteFunc(c.Primitives(), func(p *Primitive) bool { return p.Template != template })
}

// Derive gives each primitive from a template the agent of it, and puts templates
// before the first resource from them: scripts need them there, and to Pacemaker it
// makes no difference.
func (c *Config) Derive() {
	known := map[string]*Template{}
	for _, t := range c.Templates() {
		if known[t.ID] == nil {
			known[t.ID] = t
		}
	}
	if len(known) == 0 {
		return
	}
	var order []Resource
	placed := map[Resource]bool{}
	place := func(r Resource) {
		if !placed[r] {
			placed[r] = true
			order = append(order, r)
		}
	}
	for _, top := range c.Resources {
		(&Config{Resources: []Resource{top}}).Walk(func(r, _ Resource) {
			p, ok := r.(*Primitive)
			if !ok || known[p.Template] == nil {
				return
			}
			p.base = known[p.Template]
			p.Class, p.Provider, p.Type = p.base.Class, p.base.Provider, p.base.Type
			if slices.Contains(c.Resources, Resource(p.base)) {
				place(p.base)
			}
		})
		place(top)
	}
	c.Resources = order
}

// AllParams are the parameters of the template of a primitive, and after them its own:
// the last of two equal names counts.
func (p *Primitive) AllParams() []*AttributeSet {
	if p.base == nil {
		return p.Params
	}
	return slices.Concat(p.base.Params, p.Params)
}

// AllOperations are the operations of a primitive, and those of its template: one of
// the primitive takes the place of all that have its name and role there, whatever
// their intervals.
func (p *Primitive) AllOperations() []*Operation {
	if p.base == nil {
		return p.Operations
	}
	out := slices.Clone(p.Operations)
	for _, o := range p.base.Operations {
		if !slices.ContainsFunc(p.Operations, o.replaced) {
			out = append(out, o)
		}
	}
	return out
}

// replaced reports whether an operation of a primitive takes the place of one of its
// template. Pacemaker makes no difference between no role, Started and Unpromoted.
func (o *Operation) replaced(by *Operation) bool {
	key := func(o *Operation) string {
		role, _ := cib.Role(o.Option("role"))
		if role == cib.Started || role == cib.Unpromoted {
			role = ""
		}
		return o.Name + "\x00" + role
	}
	return key(o) == key(by)
}

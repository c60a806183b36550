package shell

import (
	"hagen/internal/model"
	"hagen/internal/schema"
)

// bundle creates a bundle, then the primitive in it, then sets the meta attributes
// that RSC_ATTRIBUTES gives the bundle.
func (e *emitter) bundle(b *model.Bundle) {
	var created, after []*model.Attribute
	for _, a := range plainPairs(b.Meta) {
		if a.AfterCreate {
			after = append(after, a)
		} else {
			created = append(created, a)
		}
	}
	c := pcs("resource", "bundle", "create", b.ID)
	c.line("container", b.Container.Kind).add(options(b.Container)...)
	var notes []string
	if n := b.Network; n != nil {
		c.line("network").add(options(n)...)
		if n.AddHost != "" {
			c.flag("--force")
			notes = append(notes, "--force: pcs does not know add-host")
		}
	}
	for _, p := range b.Ports {
		c.line("port-map").add(options(p)...)
	}
	for _, s := range b.Storage {
		c.line("storage-map").add(options(s)...)
	}
	if len(created) > 0 {
		c.line("meta").add(e.pairs(created)...)
	}
	e.put(where(b.From, schema.KeyID, b.ID), c, notes...)
	for _, m := range b.Children {
		if p, ok := m.(*model.Primitive); ok { // validation refuses anything else
			e.primitive(p, "bundle", b.ID)
		}
	}
	if len(after) > 0 {
		e.put(whereFirst(after, b.ID), pcs("resource", "bundle", "update", b.ID, "meta").add(e.pairs(after)...))
	}
	e.ownSets(b.ID, b.Meta)
	e.describe(b)
}

// options are the attributes of an entity as name=value arguments.
func options(x model.Entity) []string {
	var out []string
	x.Each(func(attribute, value string) {
		if value != "" {
			out = append(out, attribute+"="+value)
		}
	})
	return out
}

package build

import (
	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// resourceAttributes reads RSC_ATTRIBUTES: meta attributes that separate commands
// set after the resource was created.
func (b *builder) resourceAttributes() {
	index := b.cfg.Index()
	for _, row := range b.rows(schema.RscAttributesTable) {
		id := get(row, schema.KeyID)
		if id == "" {
			continue
		}
		r, ok := b.lookup(index, id, row.At(schema.KeyID))
		if !ok {
			if !b.cfg.Incomplete {
				args := diag.Args{"id": id, "suggestion": ""}
				if !b.report.Full(diag.AttributesOfNothing) {
					args["suggestion"] = suggest.Nearest(id, index.IDs())
				}
				b.report.Add(diag.AttributesOfNothing, row.At(schema.KeyID), args)
			}
			continue
		}
		if t, template := r.(*model.Template); template {
			b.report.Add(diag.TemplateAsResource, row.At(schema.KeyID), diag.Args{"id": t.ID, "members": ""})
			continue
		}
		meta, sets := metaOf(r)
		if a := b.attribute(row, sets...); a != nil {
			a.AfterCreate = true
			b.add(meta, row, a)
		}
	}
}

// metaOf returns a resource's meta attributes and the options they may be: its own
// first, then those that its primitives inherit.
func metaOf(r model.Resource) (*[]*model.AttributeSet, []agents.OptionSet) {
	switch r := r.(type) {
	case *model.Group:
		return &r.Meta, []agents.OptionSet{agents.GroupMeta, agents.PrimitiveMeta}
	case *model.Clone:
		return &r.Meta, []agents.OptionSet{agents.CloneMeta, agents.PrimitiveMeta}
	case *model.Bundle:
		return &r.Meta, []agents.OptionSet{agents.PrimitiveMeta}
	case *model.Primitive:
		return &r.Meta, []agents.OptionSet{agents.PrimitiveMeta, agents.FencingMeta}
	}
	return new([]*model.AttributeSet), nil
}

// lookup finds a resource by its id, or by one that looks the same. The misspelt
// one of the two is reported at its own cell.
func (b *builder) lookup(index *model.Index, id string, at diag.Place) (model.Resource, bool) {
	if r, ok := index.Lookup(id); ok {
		return r, true
	}
	if b.looks == nil {
		b.looks = map[string]string{}
		for _, other := range index.IDs() {
			if plain := suggest.Plain(other); b.looks[plain] == "" {
				b.looks[plain] = other
			}
		}
	}
	if other := b.looks[suggest.Plain(id)]; other != "" {
		b.oddID(at, id)
		return index.Lookup(other)
	}
	return nil, false
}

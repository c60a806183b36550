package build

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/secret"
	"hagen/internal/suggest"
)

// resourceAttributes reads RSC_ATTRIBUTES: meta attributes that commands of
// their own set once the resource is there.
func (b *builder) resourceAttributes() {
	index := b.cfg.Index()
	for _, row := range b.rows(schema.RscAttributesTable) {
		id := get(row, "id")
		if id == "" {
			continue
		}
		r, ok := index.Lookup(id)
		if !ok {
			if !b.cfg.Incomplete && !looksTheSame(id, index.IDs()) {
				b.report.Add(diag.AttributesOfNothing, row.At("id"), diag.Args{
					"id": id, "suggestion": suggest.Nearest(id, index.IDs()),
				})
			}
			continue
		}
		meta, sets := metaOf(r)
		if a := b.attribute(row, sets...); a != nil {
			a.AfterCreate = true
			b.add(meta, a)
		}
	}
}

// metaOf is where a resource's meta attributes go, and the options they are:
// its own first, then those that its primitives inherit.
func metaOf(r model.Resource) (*[]*model.AttributeSet, []agents.OptionSet) {
	switch r := r.(type) {
	case *model.Group:
		return &r.Meta, []agents.OptionSet{agents.GroupMeta, agents.PrimitiveMeta}
	case *model.Clone:
		return &r.Meta, []agents.OptionSet{agents.CloneMeta, agents.PrimitiveMeta}
	case *model.Primitive:
		return &r.Meta, []agents.OptionSet{agents.PrimitiveMeta, agents.FencingMeta}
	}
	return new([]*model.AttributeSet), nil
}

// looksTheSame reports whether one of some ids differs from another by
// characters alone that cannot be told apart on the screen. Package validate
// reports them where the id is defined.
func looksTheSame(id string, ids []string) bool {
	return slices.ContainsFunc(ids, func(other string) bool { return secret.Typed(id) != "" && secret.Typed(other) == secret.Typed(id) })
}

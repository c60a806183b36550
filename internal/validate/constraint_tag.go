package validate

import (
	"cmp"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// A constraint may name a tag. pcs refuses that (0.10.8 to 0.12.3.1); Pacemaker 2.1.5
// and 3.0.3 make a constraint for each resource of the tag, and in a resource set put
// them in the place of the tag. They ignore colocations of two tags, and stop at what
// constraints cannot name.

// tagged is the tag that an id is; nil when it is something else.
func (c *checker) tagged(id string) *model.Tag {
	if c.byTag == nil {
		c.byTag = map[string]*model.Tag{}
		for _, t := range c.cfg.Tags {
			c.byTag[t.ID] = t
		}
	}
	if _, resource := c.index.Lookup(id); resource {
		return nil
	}
	return c.byTag[id]
}

// members are the resources that a constraint means by an id: those of the tag, or the
// resource itself.
func (c *checker) members(id string) []string {
	t := c.tagged(id)
	if t == nil {
		return []string{id}
	}
	var out []string
	for _, m := range t.Members {
		out = append(out, m.ID)
	}
	return out
}

// tagReference checks that a constraint can name all resources of a tag.
func (c *checker) tagReference(t *model.Tag, cell diag.Place) {
	for _, m := range t.Members {
		r, ok := c.index.Lookup(m.ID)
		if !ok {
			continue // reported at the tag
		}
		whole := ""
		if clone := c.cloneOver(r); clone != nil {
			whole = clone.ID
		}
		if bundle := c.bundleOver(r); bundle != nil {
			whole = bundle.ID
		}
		if whole != "" {
			c.report.Add(diag.TagHoldsPart, cell, diag.Args{"tag": t.ID, "id": m.ID, "whole": whole},
				diag.See(at(m.From, schema.KeyRef), diag.NoteOther))
		}
	}
}

// constraintsOfTags finds what Pacemaker ignores in constraints that name tags.
func (c *checker) constraintsOfTags() {
	for _, x := range c.cfg.Colocations {
		if len(x.Sets) == 0 && c.tagged(x.Rsc) != nil && c.tagged(x.WithRsc) != nil {
			c.report.Add(diag.TagsColocated, at(x.From, schema.KeyWithRsc), diag.Args{"id": x.Rsc, "other": x.WithRsc})
		}
	}
	for _, o := range c.cfg.Orders {
		if isFalse(o.RequireAll) && (c.tagged(o.First) != nil || c.tagged(o.Then) != nil) {
			c.report.Add(diag.SetOptionIdle, at(o.From, schema.KeyRequireAll), diag.Args{"column": "require-all"})
		}
	}
}

// spread puts the resources of tags into sets in place of the tags.
func (c *checker) spread(sets []*model.ResourceSet) []*model.ResourceSet {
	if len(c.cfg.Tags) == 0 {
		return sets
	}
	var out []*model.ResourceSet
	for _, s := range sets {
		whole := *s
		whole.Members = nil
		for _, m := range s.Members {
			for _, id := range c.members(m.ID) {
				whole.Members = append(whole.Members, &model.Member{ID: id, From: m.From})
			}
		}
		out = append(out, &whole)
	}
	return out
}

// tagColocations are the colocations of pairs that one without sets stands for.
func (c *checker) tagColocations(x *model.Colocation) []*model.Colocation {
	rsc, with := c.tagged(x.Rsc), c.tagged(x.WithRsc)
	switch {
	case rsc == nil && with == nil:
		return []*model.Colocation{x}
	case rsc != nil && with != nil:
		return nil // see constraintsOfTags
	}
	var out []*model.Colocation
	for _, a := range c.members(x.Rsc) {
		for _, b := range c.members(x.WithRsc) {
			one := *x
			one.Rsc, one.WithRsc, one.ID = a, b, cmp.Or(x.ID, x.Rsc+" with "+x.WithRsc)
			out = append(out, &one)
		}
	}
	return out
}

// tagOrders are the orders of pairs that one without sets stands for.
func (c *checker) tagOrders(o *model.Order) []*model.Order {
	if c.tagged(o.First) == nil && c.tagged(o.Then) == nil {
		return []*model.Order{o}
	}
	var out []*model.Order
	for _, a := range c.members(o.First) {
		for _, b := range c.members(o.Then) {
			one := *o
			one.First, one.Then, one.RequireAll, one.ID = a, b, "", cmp.Or(o.ID, o.First+" then "+o.Then)
			out = append(out, &one)
		}
	}
	return out
}

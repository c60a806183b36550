package validate

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/target"
)

// nesting checks what contains what: a group holds primitives, a clone holds
// one primitive or one group. pcs has no command for anything else and the
// schemas refuse most of it.
func (c *checker) nesting() {
	c.nested = map[diag.Place]bool{}
	for _, d := range c.report.list.Sorted() {
		c.nested[d.Place] = true
	}
	c.cfg.Walk(func(r, parent model.Resource) {
		switch r := r.(type) {
		case *model.Group:
			c.groupMembers(r)
		case *model.Clone:
			c.cloneChildren(r)
			c.promotableAgents(r)
		case *model.Bundle:
			c.bundle(r, parent)
		case *model.Primitive:
			if _, bundle := parent.(*model.Bundle); r.Stonith() && parent != nil && !bundle {
				c.stonithInside(r, parent)
			}
		}
	})
}

// misplaced reports a row of RESOURCES once: a resource in the wrong place often
// looks wrong itself, because its members went elsewhere. A row that the parser
// complained about is not reported.
func (c *checker) misplaced(kind *diag.Kind, r model.Resource, args diag.Args, related ...diag.Related) {
	cell := itemAt(r)
	if !c.nested[cell] {
		c.nested[cell] = true
		c.report.Add(kind, cell, args, related...)
	}
}

// item returns the resourceItem of a resource.
func item(r model.Resource) string {
	switch r := r.(type) {
	case *model.Group:
		return schema.ItemGroup
	case *model.Clone:
		if r.Promotable {
			return schema.ItemPromotable
		}
		return schema.ItemClone
	case *model.Bundle:
		return schema.ItemBundle
	case *model.Template:
		return schema.ItemTemplate
	case *model.Primitive:
		if r.Stonith() {
			return schema.ItemStonith
		}
	}
	return schema.ItemPrimitive
}

// itemAt is the cell that says what kind of resource it is.
func itemAt(r model.Resource) diag.Place { return at(r.Placed(), schema.KeyResourceItem) }

// inside returns the containing resource as a related place.
func inside(parent model.Resource) diag.Related {
	return diag.Related{Place: itemAt(parent), Note: diag.NoteParent, Args: diag.Args{"id": parent.ResourceID()}}
}

func (c *checker) groupMembers(g *model.Group) {
	if len(g.Children) == 0 && !c.cfg.Incomplete {
		c.misplaced(diag.EmptyGroup, g, diag.Args{"id": g.ID})
	}
	for _, m := range g.Children {
		if _, template := m.(*model.Template); template {
			continue // see templates
		}
		if _, ok := m.(*model.Primitive); !ok {
			c.misplaced(diag.NoMember, m, diag.Args{"id": m.ResourceID(), "item": item(m), "group": g.ID}, inside(g))
		}
	}
}

func (c *checker) cloneChildren(clone *model.Clone) {
	args := diag.Args{"id": clone.ID, "item": item(clone)}
	if len(clone.Children) == 0 {
		if !c.cfg.Incomplete {
			c.misplaced(diag.EmptyClone, clone, args)
		}
		return
	}
	if len(clone.Children) > 1 {
		second := clone.Children[1]
		args["first"], args["second"] = clone.Child().ResourceID(), second.ResourceID()
		c.misplaced(diag.CloneOfTwo, second, args, inside(clone), diag.See(itemAt(clone.Child()), diag.NoteFirst))
	}
	for _, child := range clone.Children {
		if inner, ok := child.(*model.Clone); ok {
			c.misplaced(diag.CloneInClone, inner, diag.Args{"id": inner.ID, "item": item(inner), "clone": clone.ID}, inside(clone))
		}
	}
}

// stonithInside reports a fence device in a clone or group. Every node can use a
// device wherever it runs, so a clone is useless, and a group would tie its monitor
// to other resources.
func (c *checker) stonithInside(device *model.Primitive, parent model.Resource) {
	support := c.env.Target.GroupStonith
	if _, ok := c.index.Top(device.ID).(*model.Clone); ok {
		support = c.env.Target.CloneStonith
	}
	args := diag.Args{"id": device.ID, "parent": parent.ResourceID(), "item": item(parent), "target": c.env.Target.Title}
	switch support {
	case target.Refused:
		c.misplaced(diag.StonithInside, device, args, inside(parent))
	case target.Deprecated:
		c.misplaced(diag.StonithInsideDeprecated, device, args, inside(parent))
	}
}

// promotableAgents reports agents without promote and demote in a promotable clone.
// pcs 0.11 requires --force; older versions accept it and Pacemaker then fails at
// the first promotion, so hagen refuses it for every target.
func (c *checker) promotableAgents(clone *model.Clone) {
	if !promotable(clone) {
		return
	}
	var unable []*model.Primitive
	for _, p := range primitivesOf(clone) {
		agent, known := c.env.Catalog.Agent(p.Agent())
		if known && !agent.Promotable() {
			unable = append(unable, p)
		}
	}
	if len(unable) == 0 || c.cloneInClone(clone) {
		return
	}
	var related []diag.Related
	for _, p := range unable {
		related = append(related, diag.See(at(p.From, schema.KeyType), diag.NoteDefined))
	}
	c.misplaced(diag.NotPromotable, clone, diag.Args{"id": clone.ID, "member": unable[0].ID, "agent": unable[0].Agent()}, related...)
}

// cloneInClone reports whether the clone is itself in a clone, which is reported at
// the same cell.
func (c *checker) cloneInClone(clone *model.Clone) bool {
	return c.index.Parent(clone.ID) != nil
}

// promotable reports whether a clone is promotable by its row or by its meta
// attribute, which Pacemaker reads alike.
func promotable(clone *model.Clone) bool {
	if a := model.Find(clone.Meta, "promotable"); a != nil {
		return isTrue(a.Value)
	}
	return clone.Promotable
}

// primitivesOf lists the primitives at or below a resource, in order.
func primitivesOf(r model.Resource) []*model.Primitive {
	if p, ok := r.(*model.Primitive); ok {
		return []*model.Primitive{p}
	}
	var out []*model.Primitive
	for _, m := range r.Members() {
		out = append(out, primitivesOf(m)...)
	}
	return out
}

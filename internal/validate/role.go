package validate

import (
	"slices"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// roles finds the roles and actions of promotable clones on other resources.
//
// pcs takes most of them. Pacemaker 2.1 then silently ignores a colocation with
// such a role, never starts what waits for a promotion, and complains about a
// target-role: nothing that the row asks for happens, so hagen refuses constraints
// and target-role. A monitor with such a role merely never runs and is a warning.
func (c *checker) roles() {
	for _, col := range c.cfg.Colocations {
		c.roleOf(col.Rsc, col.RscRole, at(col.From, schema.KeyRscRole))
		c.roleOf(col.WithRsc, col.WithRole, at(col.From, schema.KeyWithRole))
		c.setRoles(col.Sets)
	}
	for _, t := range c.cfg.Tickets {
		c.setRoles(t.Sets)
		c.roleOf(t.Rsc, t.RscRole, at(t.From, schema.KeyRscRole))
	}
	for _, l := range c.locations() {
		if l.Rule != nil {
			for _, r := range l.Rules() {
				c.ruleRole(l, r)
			}
		} else {
			c.roleOf(l.Rsc, l.Role, at(l.From, schema.KeyRole))
		}
	}
	for _, o := range c.cfg.Orders {
		c.actionOf(o.First, o.FirstAction, at(o.From, schema.KeyFirstAction))
		c.actionOf(o.Then, o.ThenAction, at(o.From, schema.KeyThenAction))
		for _, s := range o.Sets {
			for _, m := range s.Members {
				c.actionOf(m.ID, s.Action, at(s.From, schema.KeyAction))
			}
		}
	}
	for _, p := range c.cfg.Primitives() {
		c.operationRoles(p)
	}
	c.cfg.Walk(func(r, _ model.Resource) { c.roleAttributes(r) })
	c.clonesWithRoles()
}

// promoted reports whether only an instance of a promotable clone has the role.
func promoted(role string) bool {
	canonical, _ := cib.Role(role)
	return canonical == cib.Promoted || canonical == cib.Unpromoted
}

// inPromotable reports whether a resource is or belongs to a promotable clone, or
// something that may be one.
func (c *checker) inPromotable(id string) bool {
	top := c.index.Top(id)
	if bundle, ok := top.(*model.Bundle); ok {
		return bundle.Promotable()
	}
	clone, ok := top.(*model.Clone)
	return ok && promotable(clone) || guessed(top)
}

// guessed reports whether the kind of a resource is unknown.
func guessed(r model.Resource) bool {
	g, ok := r.(*model.Group)
	return ok && g.Guessed
}

func (c *checker) roleOf(id, role string, cell diag.Place) {
	for _, id := range c.members(id) {
		r, ok := c.constrainable(id)
		if ok && promoted(role) && !c.inPromotable(id) {
			c.needsPromotable(diag.RoleNeedsPromotable, r, cell, diag.Args{"id": id, "role": role})
		}
	}
}

// setRoles checks the roles of sets.
func (c *checker) setRoles(sets []*model.ResourceSet) {
	for _, s := range sets {
		for _, m := range s.Members {
			c.roleOf(m.ID, s.Role, at(s.From, schema.KeyRole))
		}
	}
}

// ruleRole checks the role of a rule. pcs accepts only Promoted and Unpromoted.
func (c *checker) ruleRole(l *model.Location, r *model.Rule) {
	cell := at(r.From, schema.KeyRole)
	switch r.Role {
	case cib.Started, cib.Stopped:
		c.report.Add(diag.RuleRole, cell, diag.Args{"role": r.Role})
	default:
		c.roleOf(l.Rsc, r.Role, cell)
	}
}

func (c *checker) actionOf(id, action string, cell diag.Place) {
	for _, id := range c.members(id) {
		r, ok := c.constrainable(id)
		if ok && (action == model.OpPromote || action == model.OpDemote) && !c.inPromotable(id) {
			c.needsPromotable(diag.ActionNeedsPromotable, r, cell, diag.Args{"id": id, "action": action})
		}
	}
}

func (c *checker) operationRoles(p *model.Primitive) {
	if c.inPromotable(p.ID) {
		return
	}
	for _, op := range p.Operations {
		// A role elsewhere than on a monitor is another mistake.
		if role := op.Option("role"); op.Name == model.OpMonitor && promoted(role) {
			c.needsPromotable(diag.MonitorNeedsPromotable, p, optionAt(op, "role"), diag.Args{"id": p.ID, "role": role})
		}
	}
}

// roleAttributes are the meta attributes about roles.
func (c *checker) roleAttributes(r model.Resource) {
	if c.inPromotable(r.ResourceID()) {
		return
	}
	_, clone := r.(*model.Clone)
	for _, a := range model.Pairs(r.MetaSets()) {
		args := diag.Args{"id": r.ResourceID(), "name": a.Name, "value": a.Value}
		switch a.Name {
		case "target-role":
			if promoted(a.Value) {
				c.needsPromotable(diag.TargetRoleNeedsPromotable, r, at(a.From, schema.KeyValue), args)
			}
		case "promoted-max", "promoted-node-max", "master-max", "master-node-max":
			if clone {
				c.needsPromotable(diag.MetaNeedsPromotable, r, at(a.From, schema.KeyName), args)
			}
		}
	}
}

// roleUse is a role or an action of promotable clones on another resource.
type roleUse struct {
	kind *diag.Kind
	r    model.Resource
	cell diag.Place
	args diag.Args
}

// needsPromotable records a use that requires a promotable clone. Uses of a plain
// clone whose agents support roles are collected and reported together.
func (c *checker) needsPromotable(kind *diag.Kind, r model.Resource, cell diag.Place, args diag.Args) {
	if bundle, ok := c.index.Top(r.ResourceID()).(*model.Bundle); ok {
		args["bundle"] = bundle.ID
	}
	use := roleUse{kind, r, cell, args}
	clone, ok := c.index.Top(r.ResourceID()).(*model.Clone)
	if !ok || !c.knowsRoles(clone) {
		c.reportUse(use)
		return
	}
	if c.roleUses == nil {
		c.roleUses = map[*model.Clone][]roleUse{}
	}
	c.roleUses[clone] = append(c.roleUses[clone], use)
}

func (c *checker) reportUse(u roleUse) {
	c.report.Add(u.kind, u.cell, u.args, diag.See(itemAt(u.r), diag.NoteDefined))
}

// knowsRoles reports whether all known agents of a clone support promotion.
func (c *checker) knowsRoles(clone *model.Clone) bool {
	for _, p := range primitivesOf(clone) {
		if agent, known := c.agent(p); known && !agent.Promotable() {
			return false
		}
	}
	return len(clone.Children) > 0
}

// clonesWithRoles reports the recorded uses. If a clone has several, the mistake is
// more likely one word in RESOURCES than each of them.
func (c *checker) clonesWithRoles() {
	c.cfg.Walk(func(r, _ model.Resource) {
		clone, ok := r.(*model.Clone)
		if !ok {
			return
		}
		uses := c.roleUses[clone]
		refused := slices.ContainsFunc(uses, func(u roleUse) bool { return u.kind.Severity == diag.Error })
		if len(uses) < 2 || !refused {
			for _, u := range uses {
				c.reportUse(u)
			}
			return
		}
		cell, args := itemAt(clone), diag.Args{"id": clone.ID, "name": ""}
		if a := model.Find(clone.Meta, "promotable"); a != nil && clone.Promotable {
			cell, args["name"] = at(a.From, schema.KeyValue), a.Name
		}
		slices.SortFunc(uses, func(a, b roleUse) int { return a.cell.Compare(b.cell) })
		var related []diag.Related
		for _, u := range uses {
			related = append(related, diag.See(u.cell, diag.NoteRole))
		}
		c.report.Add(diag.CloneWithRoles, cell, args, related...)
	})
}

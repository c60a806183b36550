package validate

import (
	"slices"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// acls checks the roles, and who has them.
func (c *checker) acls() {
	c.aclsEnabled()
	for _, r := range c.cfg.ACLRoles {
		for _, p := range r.Permissions {
			c.permission(p)
		}
	}
	for _, u := range c.cfg.ACLUsers {
		// Pacemaker asks no ACL for these two.
		if u.ID == "root" || u.ID == "hacluster" {
			c.report.Add(diag.ACLAllRights, at(u.From, schema.KeyID), diag.Args{"id": u.ID})
		}
		c.assigned(u.ID, u.Roles)
	}
	for _, g := range c.cfg.ACLGroups {
		c.idForm(g.ID, at(g.From, schema.KeyID))
		c.assigned(g.ID, g.Roles)
	}
}

// aclsEnabled reports ACLs that Pacemaker does not look at.
func (c *checker) aclsEnabled() {
	if c.cfg.PropertiesIncomplete || cib.IsTrue(c.cfg.Property("enable-acl")) {
		return
	}
	var first diag.Place
	switch {
	case len(c.cfg.ACLRoles) > 0:
		first = at(c.cfg.ACLRoles[0].From, schema.KeyID)
	case len(c.cfg.ACLUsers) > 0:
		first = at(c.cfg.ACLUsers[0].From, schema.KeyID)
	case len(c.cfg.ACLGroups) > 0:
		first = at(c.cfg.ACLGroups[0].From, schema.KeyID)
	default:
		return
	}
	c.report.Add(diag.ACLDisabled, first, nil)
}

// permission reports an attribute where the schema takes none.
func (c *checker) permission(p *model.ACLPermission) {
	if p.Attribute == "" || p.ObjectType != "" {
		return
	}
	kind := schema.ACLXPath
	if p.Reference != "" {
		kind = schema.ACLID
	}
	c.report.Add(diag.NotListed, at(p.From, schema.KeyKind), diag.Args{
		"name": "kind", "value": kind, "suggestion": "", "choices": schema.ACLObjectType,
	}, diag.See(at(p.From, schema.KeyAttribute), diag.NoteOther))
}

// assigned finds a role that a user or group has twice, which pcs refuses.
func (c *checker) assigned(id string, roles []*model.ACLRoleRef) {
	first := map[string]*model.ACLRoleRef{}
	for _, r := range roles {
		before := first[r.ID]
		if before == nil {
			first[r.ID] = r
			continue
		}
		c.report.Add(diag.ACLTwice, at(r.From, schema.KeyRole), diag.Args{"id": id, "column": "role", "value": r.ID},
			diag.See(at(before.From, schema.KeyRole), diag.NoteFirst))
	}
}

// roleReference checks that an ACL role exists.
func (c *checker) roleReference(id string, cell diag.Place) {
	var known []string
	for _, r := range c.cfg.ACLRoles {
		known = append(known, r.ID)
	}
	if id == "" || slices.Contains(known, id) {
		return
	}
	c.report.Add(diag.ACLRoleUnknown, cell, diag.Args{"id": id, "suggestion": suggest.Instead(id, suggest.Nearest(id, known))})
}

package shell

import (
	"slices"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// acls writes the roles, users and groups of the ACLs last: a permission may name any
// element, and pcs refuses one that is not there.
func (e *emitter) acls(cfg *model.Config) {
	e.section("Access control")
	for _, r := range cfg.ACLRoles {
		byName := slices.IndexFunc(r.Permissions, func(p *model.ACLPermission) bool { return p.ObjectType != "" })
		if byName >= 0 {
			e.insert(r, r.Permissions[byName].From, schema.KeyKind, schema.ACLObjectType, "permissions by object-type")
			continue
		}
		e.put(where(r.From, schema.KeyPermission, r.ID), role(r))
	}
	for _, u := range cfg.ACLUsers {
		e.put(where(u.From, schema.KeyRole, u.ID), assigned("user", u.ID, u.Roles))
	}
	for _, g := range cfg.ACLGroups {
		e.put(where(g.From, schema.KeyRole, g.ID), assigned("group", g.ID, g.Roles))
	}
}

// role writes "acl role create" with all permissions.
func role(r *model.ACLRole) *command {
	c := pcs("acl", "role", "create", r.ID).add(option("description", r.Description)...)
	for _, p := range r.Permissions {
		if p.Reference != "" {
			c.line(p.Kind, "id", p.Reference)
		} else {
			c.line(p.Kind, "xpath", p.XPath)
		}
	}
	return c
}

func assigned(kind, id string, roles []*model.ACLRoleRef) *command {
	c := pcs("acl", kind, "create", id)
	for _, r := range roles {
		c.add(r.ID)
	}
	return c
}

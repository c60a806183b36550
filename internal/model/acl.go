package model

import "hagen/internal/cib"

// ACLRole is a list of permissions that users and groups can have.
type ACLRole struct {
	ID          string
	Description string
	Permissions []*ACLPermission
	From        Origin // fields: id, description
}

// ACLPermission says what a role may do with some elements of the CIB, which it names
// in one of three ways.
type ACLPermission struct {
	Kind       string // read, write, deny
	XPath      string
	Reference  string // the id of an element
	ObjectType string // the name of elements
	Attribute  string // of the elements of that name; "" for all
	From       Origin // fields: permission, kind, target, attribute
}

// ACLUser is a user of the nodes with roles.
type ACLUser struct {
	ID    string
	Roles []*ACLRoleRef
	From  Origin // fields: type, id
}

// ACLGroup is a group of users with roles.
type ACLGroup struct {
	ID    string
	Roles []*ACLRoleRef
	From  Origin // fields: type, id
}

// ACLRoleRef is a role that a user or group has.
type ACLRoleRef struct {
	ID   string
	From Origin // fields: role
}

// acls visits the roles, then the users and groups.
func (c *Config) acls(visit func(Entity)) {
	for _, r := range c.ACLRoles {
		visit(r)
		for _, p := range r.Permissions {
			visit(p)
		}
	}
	refs := func(roles []*ACLRoleRef) {
		for _, r := range roles {
			visit(r)
		}
	}
	for _, u := range c.ACLUsers {
		visit(u)
		refs(u.Roles)
	}
	for _, g := range c.ACLGroups {
		visit(g)
		refs(g.Roles)
	}
}

// Element is a role.
func (r *ACLRole) Element() string { return cib.ACLRole }

// Source is the first row of the role.
func (r *ACLRole) Source() Origin { return r.From }

// Each visits the attributes.
func (r *ACLRole) Each(visit func(attribute, value string)) {
	visit("id", r.ID)
	visit("description", r.Description)
}

// Element is a permission.
func (p *ACLPermission) Element() string { return cib.ACLPermission }

// Source is the row.
func (p *ACLPermission) Source() Origin { return p.From }

// Each visits the attributes.
func (p *ACLPermission) Each(visit func(attribute, value string)) {
	visit("kind", p.Kind)
	visit("xpath", p.XPath)
	visit("reference", p.Reference)
	visit("object-type", p.ObjectType)
	visit("attribute", p.Attribute)
}

// Element is a user.
func (u *ACLUser) Element() string { return cib.ACLTarget }

// Source is the first row of the user.
func (u *ACLUser) Source() Origin { return u.From }

// Each visits the name.
func (u *ACLUser) Each(visit func(attribute, value string)) { visit("id", u.ID) }

// Element is a group.
func (g *ACLGroup) Element() string { return cib.ACLGroup }

// Source is the first row of the group.
func (g *ACLGroup) Source() Origin { return g.From }

// Each visits the name.
func (g *ACLGroup) Each(visit func(attribute, value string)) { visit("id", g.ID) }

// Element is a reference to a role.
func (r *ACLRoleRef) Element() string { return cib.ACLRoleRef }

// Source is the row.
func (r *ACLRoleRef) Source() Origin { return r.From }

// Each visits the id of the role.
func (r *ACLRoleRef) Each(visit func(attribute, value string)) { visit("id", r.ID) }

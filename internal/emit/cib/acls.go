package cib

import (
	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// acls writes the roles, then the users and groups. All else has its ids by then, so
// that a permission can name any.
func (e *emitter) acls(config *etree.Element, cfg *model.Config) {
	if len(cfg.ACLRoles)+len(cfg.ACLUsers)+len(cfg.ACLGroups) == 0 {
		return
	}
	section := config.CreateElement(cib.ACLs)
	for _, r := range cfg.ACLRoles {
		e.role(section, r)
	}
	for _, u := range cfg.ACLUsers {
		e.assigned(e.entity(section, u), u.Roles)
	}
	for _, g := range cfg.ACLGroups {
		e.ids.turnTo(g.From, schema.KeyID)
		e.take(g.ID) // pcs takes the name of a group for an XML id, as the schema does
		e.assigned(e.entity(section, g), g.Roles)
	}
}

// role writes a role. pcs names a permission after the role and what it permits.
func (e *emitter) role(section *etree.Element, r *model.ACLRole) {
	for _, p := range r.Permissions {
		if _, known := e.ids.used[p.Reference]; p.Reference != "" && !known {
			e.dangling = append(e.dangling, p)
		}
	}
	e.ids.turnTo(r.From, schema.KeyID)
	e.take(r.ID)
	el := e.entity(section, r)
	for _, p := range r.Permissions {
		e.ids.turnTo(p.From, schema.KeyPermission)
		e.entity(el, p, "id", e.ids.unique(r.ID+"-"+p.Kind))
	}
}

func (e *emitter) assigned(el *etree.Element, roles []*model.ACLRoleRef) {
	for _, r := range roles {
		e.entity(el, r)
	}
}

package build

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// acls reads ACL_ROLE and ACL_TARGET. Rows with the same id form one role, user or
// group.
func (b *builder) acls() {
	roles := map[string]*model.ACLRole{}
	for _, row := range b.rows(schema.ACLRoleTable) {
		id := get(row, schema.KeyID)
		p := b.permission(row)
		if id == "" || p == nil {
			continue
		}
		r := roles[id]
		if r == nil {
			r = &model.ACLRole{ID: id, From: row}
			roles[id] = r
			b.cfg.ACLRoles = append(b.cfg.ACLRoles, r)
		}
		b.describe(r, row)
		r.Permissions = append(r.Permissions, p)
	}
	users, groups := map[string]*model.ACLUser{}, map[string]*model.ACLGroup{}
	for _, row := range b.rows(schema.ACLTargetTable) {
		id, ref := get(row, schema.KeyID), &model.ACLRoleRef{ID: get(row, schema.KeyRole), From: row}
		kind := b.word(row, schema.KeyType)
		switch {
		case id == "" || ref.ID == "":
		case kind == schema.ACLUser:
			u := users[id]
			if u == nil {
				u = &model.ACLUser{ID: id, From: row}
				users[id] = u
				b.cfg.ACLUsers = append(b.cfg.ACLUsers, u)
			}
			u.Roles = append(u.Roles, ref)
		case kind == schema.ACLGroup:
			g := groups[id]
			if g == nil {
				g = &model.ACLGroup{ID: id, From: row}
				groups[id] = g
				b.cfg.ACLGroups = append(b.cfg.ACLGroups, g)
			}
			g.Roles = append(g.Roles, ref)
		}
	}
}

// permission reads what a row of ACL_ROLE permits, nil when a part is missing.
func (b *builder) permission(row *table.Row) *model.ACLPermission {
	p := &model.ACLPermission{Kind: b.word(row, schema.KeyPermission), Attribute: get(row, schema.KeyAttribute), From: row}
	target := get(row, schema.KeyTarget)
	kind := b.word(row, schema.KeyKind)
	switch kind {
	case schema.ACLXPath:
		p.XPath = target
	case schema.ACLID:
		p.Reference = target
	case schema.ACLObjectType:
		p.ObjectType = target
	}
	if p.Kind == "" || kind == "" || target == "" {
		return nil
	}
	return p
}

// describe gives a role the description of a row; the others of the role may leave it
// blank.
func (b *builder) describe(r *model.ACLRole, row *table.Row) {
	text := get(row, schema.KeyDescription)
	switch {
	case text == "" || text == r.Description:
	case r.Description == "" && len(r.Permissions) == 0:
		r.Description = text
	case r.Description == "":
		r.Description, r.From = text, described{r.From, row}
	default:
		b.report.Add(diag.ACLTwice, row.At(schema.KeyDescription), diag.Args{"id": r.ID, "column": "description", "value": r.Description},
			diag.See(r.From.At(schema.KeyDescription), diag.NoteFirst))
	}
}

// described is the first row of a role with the description of another.
type described struct {
	model.Origin
	row *table.Row
}

// At is the place of the description, or that of the first row.
func (d described) At(key schema.Key) diag.Place {
	if key == schema.KeyDescription {
		return d.row.At(key)
	}
	return d.Origin.At(key)
}

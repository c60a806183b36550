package importer

import (
	"github.com/beevik/etree"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/schema"
)

// acls writes ACL_ROLE and ACL_TARGET. What no table can say is left out: a role
// without a permission, a user with a name beside the id.
func (r *reader) acls() {
	section := r.section(cib.ACLs)
	known := map[string]bool{}
	var roles, targets []row
	for _, el := range section.SelectElements(cib.ACLRole) {
		if rows := r.role(el, known); len(rows) > 0 {
			roles = append(roles, rows...)
		}
	}
	for _, kind := range []struct{ word, tag string }{{schema.ACLUser, cib.ACLTarget}, {schema.ACLGroup, cib.ACLGroup}} {
		for _, el := range section.SelectElements(kind.tag) {
			if len(meaning.UnsayableOf(el)) > 0 {
				continue
			}
			for _, ref := range el.SelectElements(cib.ACLRoleRef) {
				if id := ref.SelectAttrValue("id", ""); known[id] {
					r.take(el)
					r.take(ref)
					targets = append(targets, row{schema.KeyType: kind.word, schema.KeyID: el.SelectAttrValue("id", ""), schema.KeyRole: id})
				}
			}
		}
	}
	r.out.table(schema.ACLRoleTable, roles)
	r.out.table(schema.ACLTargetTable, targets)
}

// role reads a role; its description is in the first row. An id that a permission
// names must be one that the compile makes again.
func (r *reader) role(el *etree.Element, known map[string]bool) []row {
	var rows []row
	id := el.SelectAttrValue("id", "")
	for _, p := range el.SelectElements(cib.ACLPermission) {
		x := row{schema.KeyID: id, schema.KeyPermission: p.SelectAttrValue("kind", "")}
		switch {
		case p.SelectAttr("xpath") != nil:
			x[schema.KeyKind], x[schema.KeyTarget] = schema.ACLXPath, p.SelectAttrValue("xpath", "")
		case p.SelectAttr("object-type") != nil:
			x[schema.KeyKind], x[schema.KeyTarget] = schema.ACLObjectType, p.SelectAttrValue("object-type", "")
		case !r.lost[p.SelectAttrValue("reference", "")]:
			x[schema.KeyKind], x[schema.KeyTarget] = schema.ACLID, p.SelectAttrValue("reference", "")
		}
		if x[schema.KeyTarget] == "" {
			continue
		}
		x[schema.KeyAttribute] = p.SelectAttrValue("attribute", "")
		r.take(p, "kind", "xpath", "object-type", "reference", "attribute")
		rows = append(rows, x)
	}
	if len(rows) > 0 {
		known[id] = true
		rows[0][schema.KeyDescription] = r.get(el, "description")
	}
	return rows
}

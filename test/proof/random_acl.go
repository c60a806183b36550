package proof

import "strconv"

// acls writes ACL_ROLE with up to two roles, and ACL_TARGET with who has them.
func (g *generator) acls() {
	var roles []string
	for i := range g.later.IntN(3) {
		if i == 0 {
			g.table("PROPERTY")
			g.row("name", "value")
			g.row("enable-acl", "true")
			g.table("ACL_ROLE")
			g.row("id", "permission", "kind", "target", "attribute", "description")
		}
		id := g.name("role")
		roles = append(roles, id)
		above := id
		description := g.maybe("may stop & start", "読み取り")
		for range 1 + g.later.IntN(4) {
			kind, target, attribute := g.permission()
			g.row(above, []string{"read", "Write", "deny"}[g.later.IntN(3)], kind, target, attribute, description)
			above, description = "", ""
		}
	}
	for i, role := range roles {
		if i == 0 {
			g.table("ACL_TARGET")
			g.row("type", "id", "role")
		}
		n := strconv.Itoa(i)
		g.row("user", "alice"+n, role)
		g.row("", `AD\bob `+n, role)
		if i > 0 {
			g.row("", "", roles[0])
		}
		g.row("Group", "ops"+n, role)
	}
}

// permission is what a permission is for: elements by XPath, the id of a resource or of
// something that pcs names, elements by their name.
func (g *generator) permission() (kind, target, attribute string) {
	switch g.later.IntN(6) {
	case 0:
		return "object-type", []string{"nvpair", "status"}[g.later.IntN(2)], g.maybe("name")
	case 1, 2:
		if len(g.tops) > 0 {
			return "ID", g.tops[g.later.IntN(len(g.tops))].id, ""
		}
	}
	return "xpath", []string{"/cib", "//nvpair[@name='standby' or @name=\"maintenance\"]", "//op[contains(@id, '$x')]"}[g.later.IntN(3)], ""
}

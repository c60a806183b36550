package meaning

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// acls reads the roles, users and groups. The order of permissions and of roles means
// nothing: for one element a denial counts before the right to write, and that before
// the right to read.
func (c *Config) acls(section *etree.Element) {
	for _, el := range section.ChildElements() {
		switch el.Tag {
		case cib.ACLRole:
			id := attr(el, "id")
			c.add(Object{Kind: ACLRole, Key: id, Name: id, ID: id, Fields: append(rest(el, "id"), permissions(el)...)})
		case cib.ACLTarget:
			c.add(assigned(ACLUser, el))
		case cib.ACLGroup:
			c.add(assigned(ACLGroup, el))
		default:
			c.other(el)
		}
	}
}

// permissions are fields of what each is for, with what is permitted as the value.
func permissions(role *etree.Element) []Field {
	var out []Field
	for _, p := range role.SelectElements(cib.ACLPermission) {
		var parts []string
		for _, name := range []string{"xpath", "reference", "object-type", "attribute"} {
			if v := attr(p, name); v != "" {
				parts = append(parts, name+" "+v)
			}
		}
		name := "permission " + strings.Join(parts, " ")
		if at := slices.IndexFunc(out, func(f Field) bool { return f.Name == name }); at >= 0 {
			out[at].Value = anyOrder(out[at].Value + " " + attr(p, "kind"))
			continue
		}
		out = append(out, Field{name, attr(p, "kind"), attr(p, "id"), "kind"})
	}
	return out
}

func assigned(kind Kind, el *etree.Element) Object {
	id := attr(el, "id")
	var roles []string
	for _, r := range el.SelectElements(cib.ACLRoleRef) {
		roles = append(roles, attr(r, "id"))
	}
	o := Object{Kind: kind, Key: id, Name: id, ID: id, Fields: rest(el, "id")}
	if len(roles) > 0 {
		o.Fields = append(o.Fields, Field{"roles", strings.Join(roles, " "), id, "id"})
	}
	return o
}

package replay

import (
	"slices"
	"strings"

	"hagen/internal/cib"
)

// aclRole carries out acl role create.
func (r *replayer) aclRole(c call) bool {
	el := r.sections[cib.ACLs].CreateElement(cib.ACLRole)
	el.CreateAttr("id", c.words[0])
	words := c.words[1:]
	if len(words) > 0 {
		if text, found := strings.CutPrefix(words[0], "description="); found {
			el.CreateAttr("description", text)
			words = words[1:]
		}
	}
	for ; len(words) >= 3; words = words[3:] {
		kind, by := strings.ToLower(words[0]), strings.ToLower(words[1])
		if by == "id" {
			by = "reference"
		}
		if !slices.Contains([]string{"read", "write", "deny"}, kind) || by != "reference" && by != "xpath" {
			return false
		}
		p := el.CreateElement(cib.ACLPermission)
		p.CreateAttr("id", r.id(c.words[0]+"-"+kind))
		p.CreateAttr("kind", kind)
		p.CreateAttr(by, words[2])
	}
	return len(words) == 0
}

// aclTarget carries out acl user create and acl group create.
func (r *replayer) aclTarget(tag string) func(call) bool {
	return func(c call) bool {
		el := r.sections[cib.ACLs].CreateElement(tag)
		el.CreateAttr("id", c.words[0])
		for _, role := range c.words[1:] {
			el.CreateElement(cib.ACLRoleRef).CreateAttr("id", role)
		}
		return true
	}
}

package validate

import (
	"path"
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// uniqueParameters finds two resources with the same agent and the same value of a
// parameter that must be unique. pcs 0.11 refuses those that the agent declares
// unique. hagen adds the mount point and the device of file systems, which the
// agent does not declare, and compares addresses by meaning, not by spelling.
func (c *checker) uniqueParameters() {
	first := map[string]*model.Primitive{}
	for _, p := range c.cfg.Primitives() {
		agent, known := c.agent(p)
		if !known {
			continue
		}
		for _, group := range uniqueGroups(p, agent) {
			key, ok := groupKey(p, agent, group)
			if !ok {
				continue
			}
			if other := first[key]; other != nil && other != p {
				c.alike(p, other, group)
				continue
			}
			first[key] = p
		}
	}
}

// uniqueGroups lists the parameters that must differ between resources.
func uniqueGroups(p *model.Primitive, agent *agents.Agent) [][]string {
	groups := agent.UniqueGroups()
	if agent.Name != "ocf:heartbeat:Filesystem" {
		return groups
	}
	add := func(name string) {
		if !slices.ContainsFunc(groups, func(g []string) bool { return slices.Equal(g, []string{name}) }) {
			groups = append(groups, []string{name})
		}
	}
	add("directory")
	if mountedOnce(p) {
		add("device")
	}
	return groups
}

// mountedOnce reports whether a file system's device can be mounted only once: a
// block device, unless only a part of it is mounted.
func mountedOnce(p *model.Primitive) bool {
	device, fstype, options := model.Value(p.AllParams(), "device"), model.Value(p.AllParams(), "fstype"), model.Value(p.AllParams(), "options")
	for _, part := range []string{"bind", "subvol", "offset"} {
		if strings.Contains(options, part) {
			return false
		}
	}
	return strings.HasPrefix(device, "/dev/") && fstype != "btrfs"
}

// groupKey returns the values that two resources must not share. It returns false
// when the resource sets none of the group's parameters, so that defaults never
// clash.
func groupKey(p *model.Primitive, agent *agents.Agent, group []string) (string, bool) {
	name := agent.Name
	if name == "ocf:heartbeat:IPaddr" {
		name = "ocf:heartbeat:IPaddr2" // two agents for one address clash as well
	}
	parts := []string{name}
	given := false
	for _, param := range group {
		v := model.Value(p.AllParams(), param)
		given = given || v != ""
		if param == "directory" && v != "" {
			v = path.Clean(v)
		}
		parts = append(parts, param, sameAddress(v))
	}
	return strings.Join(parts, "\x00"), given
}

// alike reports two resources with the same values, at the second one's cell.
func (c *checker) alike(p, other *model.Primitive, group []string) {
	var values []string
	var here, there diag.Place
	for _, name := range group {
		a, b := model.Find(p.AllParams(), name), model.Find(other.AllParams(), name)
		if a == nil || b == nil {
			continue
		}
		values = append(values, shown(a))
		if here.IsZero() {
			here, there = at(a.From, schema.KeyValue), at(b.From, schema.KeyValue)
		}
	}
	c.report.Add(diag.ParametersAlike, here, diag.Args{
		"id": p.ID, "other": other.ID, "name": strings.Join(group, ", "), "value": strings.Join(values, ", "),
	}, diag.See(there, diag.NoteFirst))
}

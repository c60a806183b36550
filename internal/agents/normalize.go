package agents

import (
	"slices"
	"strings"

	"hagen/internal/cib"
)

// Normalize brings metadata into the form of this package: as pcs reads it. It is
// applied to all external metadata (an agent's XML, an agents file, the generator's
// input) and is idempotent.
//
// The rules are those of pcs 0.11.5, lib/resource_agent/ocf_transform.py and
// pcs_transform.py.
func Normalize(a *Agent) {
	for i := range a.Actions {
		if slices.Contains(cib.RoleNames(), a.Actions[i].Role) {
			a.Actions[i].Role, _ = cib.Role(a.Actions[i].Role)
		}
	}
	for i := range a.Params {
		if a.Params[i].Type == "" {
			a.Params[i].Type = "string"
		}
	}
	linkReplacements(a)
	aloneIsUnique(a)
	if strings.HasPrefix(a.Name, "stonith:") {
		suppliedByPacemaker(a)
		suppliedByMachine(a)
	}
}

// linkReplacements makes Obsoletes and ReplacedBy agree: OCF 1.0 metadata has it at
// the new parameter, OCF 1.1 at the old one.
func linkReplacements(a *Agent) {
	for i := range a.Params {
		p := &a.Params[i]
		for j := range a.Params {
			other := &a.Params[j]
			if slices.Contains(p.Obsoletes, other.Name) {
				other.ReplacedBy = addName(other.ReplacedBy, p.Name)
			}
			if slices.Contains(p.ReplacedBy, other.Name) {
				other.Obsoletes = addName(other.Obsoletes, p.Name)
			}
		}
	}
}

func addName(names []string, name string) []string {
	if slices.Contains(names, name) {
		return names
	}
	return append(names, name)
}

// aloneIsUnique sets Unique on the only member of a group, and clears it on a
// member of a larger one: there only the combined values are unique.
func aloneIsUnique(a *Agent) {
	members := map[string]int{}
	for _, p := range a.Params {
		members[p.UniqueGroup]++
	}
	for i := range a.Params {
		if p := &a.Params[i]; p.UniqueGroup != "" {
			p.Unique = members[p.UniqueGroup] == 1
		}
	}
}

// suppliedByPacemaker drops and relaxes the parameters of a fence agent that
// are for its command line: "help" and "version" make no sense in a cluster,
// Pacemaker chooses the action (pcmk_off_action and the like say otherwise) and
// fills in the target from pcmk_host_list and pcmk_host_map: "port" or "plug",
// which crm_resource shows as not required whatever the agent says, and what
// replaces them.
func suppliedByPacemaker(a *Agent) {
	a.Params = slices.DeleteFunc(a.Params, func(p Param) bool {
		return p.Name == "help" || p.Name == "version"
	})
	target := map[string]bool{"port": true, "plug": true}
	for range a.Params { // replacements of replacements, in any order
		for _, p := range a.Params {
			if target[p.Name] {
				for _, name := range p.ReplacedBy {
					target[name] = true
				}
			}
		}
	}
	for i := range a.Params {
		p := &a.Params[i]
		if target[p.Name] {
			p.Required = false
		}
		if p.Name == "action" {
			p.Required, p.Deprecated = false, true
			p.ReplacedBy = addName(addName(p.ReplacedBy, "pcmk_off_action"), "pcmk_reboot_action")
		}
	}
}

// suppliedByMachine makes the login of an agent optional if it can do without: with
// "msi" the machine logs in with its own identity at the cloud (fence_azure_arm,
// whose metadata requires the user name in 4.2.1, which is fixed in 4.10).
func suppliedByMachine(a *Agent) {
	if _, own := a.Param("msi"); !own {
		return
	}
	for i := range a.Params {
		if p := &a.Params[i]; p.Name == "username" || p.Name == "login" {
			p.Required = false
		}
	}
}

package agents

import "strings"

// Param finds a parameter by name. Agents of the providers heartbeat and pacemaker
// also have the tracing parameters trace_ra and trace_file: their shared shell
// library reads them and pcs accepts them, although few list them.
func (a *Agent) Param(name string) (*Param, bool) {
	for i := range a.Params {
		if a.Params[i].Name == name {
			return &a.Params[i], true
		}
	}
	if !strings.HasPrefix(a.Name, "ocf:heartbeat:") && !strings.HasPrefix(a.Name, "ocf:pacemaker:") {
		return nil, false
	}
	switch name {
	case "trace_ra":
		return &Param{Name: name, Type: "integer", Default: "0"}, true
	case "trace_file":
		return &Param{Name: name, Type: "string"}, true
	}
	return nil, false
}

// Action returns the actions with a name, in metadata order.
func (a *Agent) Action(name string) []Action {
	var out []Action
	for _, action := range a.Actions {
		if action.Name == name {
			out = append(out, action)
		}
	}
	return out
}

// Promotable reports whether the agent can promote and demote.
func (a *Agent) Promotable() bool {
	return len(a.Action("promote")) > 0 && len(a.Action("demote")) > 0
}

// Unfences reports whether the agent unfences a node when it joins. pcs then
// gives the device the meta attribute provides=unfencing.
func (a *Agent) Unfences() bool {
	for _, action := range a.Action("on") {
		if action.OnTarget && action.Automatic {
			return true
		}
	}
	return false
}

// UniqueGroups lists groups of parameters whose combined values no two resources of
// the agent may share; most groups have one member. Groups and their members are in
// metadata order.
func (a *Agent) UniqueGroups() [][]string {
	var groups [][]string
	at := map[string]int{}
	for _, p := range a.Params {
		switch i, known := at[p.UniqueGroup]; {
		case p.UniqueGroup == "" && p.Unique:
			groups = append(groups, []string{p.Name})
		case p.UniqueGroup == "":
		case known:
			groups[i] = append(groups[i], p.Name)
		default:
			at[p.UniqueGroup] = len(groups)
			groups = append(groups, []string{p.Name})
		}
	}
	return groups
}

// MissingRequired returns the required parameters that are not given, the way pcs
// decides (lib/resource_agent/facade.py of 0.11.5): deprecated parameters are never
// required, and a parameter that replaces others may be given by any of them,
// however indirectly. So "required" may be set on both halves of a deprecated pair.
// Parameters that Pacemaker supplies to fence agents are not required at all, see
// the package comment.
func (a *Agent) MissingRequired(given func(name string) bool) []Param {
	var missing []Param
	for _, p := range a.Params {
		if !p.Required || p.Deprecated || given(p.Name) {
			continue
		}
		if !a.olderGiven(p, given, map[string]bool{p.Name: true}) {
			missing = append(missing, p)
		}
	}
	return missing
}

// olderGiven reports whether a parameter that p replaces is given. seen protects
// against circles in a site's own metadata.
func (a *Agent) olderGiven(p Param, given func(name string) bool, seen map[string]bool) bool {
	for _, name := range p.Obsoletes {
		if seen[name] {
			continue
		}
		seen[name] = true
		if given(name) {
			return true
		}
		if older, ok := a.Param(name); ok && a.olderGiven(*older, given, seen) {
			return true
		}
	}
	return false
}

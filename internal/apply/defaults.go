package apply

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/apply/meaning"
)

// WithoutDefaults takes apart what differs only in that one side spells out what
// the agent does anyway. To an apply the two are not the same, since the agent of
// the node may have another default, or get one: it writes what the sheet says.
func WithoutDefaults(changes []Change, cib []byte, catalog *agents.Catalog) (rest, defaults []Change, err error) {
	config, err := meaning.Of(cib)
	if err != nil {
		return nil, nil, err
	}
	for _, c := range changes {
		agent := defaultsOf(c, config, catalog)
		spelt := c
		spelt.Details = nil
		kept := slices.DeleteFunc(slices.Clone(c.Details), func(d Detail) bool {
			if !isDefault(d, agent) {
				return false
			}
			spelt.Details = append(spelt.Details, d)
			return true
		})
		if len(spelt.Details) > 0 {
			defaults = append(defaults, spelt)
			c.Details = kept
		}
		if len(c.Details) > 0 || len(spelt.Details) == 0 {
			rest = append(rest, c)
		}
	}
	return rest, defaults, nil
}

// defaultsOf returns the agent of a resource that is on both sides, or nil if it is
// unknown.
func defaultsOf(c Change, config *meaning.Config, catalog *agents.Catalog) *agents.Agent {
	changed := func(d Detail) bool { return d.Field == "agent" }
	if c.Kind != meaning.Primitive || c.Action != meaning.Modify || slices.ContainsFunc(c.Details, changed) {
		return nil
	}
	agent, _ := catalog.Agent(config.Get(meaning.Primitive, c.Key, "agent"))
	return agent
}

// isDefault reports whether a parameter that one side lacks has its default on the
// other. A secret has none, since its value cannot be compared here.
func isDefault(d Detail, agent *agents.Agent) bool {
	if agent == nil || d.Action == meaning.Modify || d.Sensitive || strings.Contains(d.Field, " ") {
		return false // with a blank it is a meta attribute or an operation's option
	}
	value := d.New
	if d.Action == meaning.Remove {
		value = d.Old
	}
	return slices.ContainsFunc(agent.Params, func(p agents.Param) bool {
		return p.Name == d.Field && p.Default != "" && p.Default == value
	})
}

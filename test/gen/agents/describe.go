package main

import (
	"maps"
	"slices"
	"strings"

	"hagen/internal/agents"
)

// describe takes up what agents say of their parameters and returns how many do. What
// another release said stays for the parameters that these do not describe. Agents of a
// site's own are left out.
func (d *data) describe(list []agents.Agent) int {
	n := 0
	for i := range list {
		a := &list[i]
		if said := a.Descriptions(); len(said) > 0 && d.packageOf(a.Name) != "" {
			if d.says[a.Name] == nil {
				d.says[a.Name] = agents.Descriptions{}
			}
			maps.Copy(d.says[a.Name], said)
			n++
		}
	}
	return n
}

// encodeDescriptions writes the form described in internal/agents/describe.go.
func encodeDescriptions(says map[string]agents.Descriptions) string {
	var b strings.Builder
	b.WriteString(banner)
	for _, name := range slices.Sorted(maps.Keys(says)) {
		b.WriteString("\n" + name + "\n")
		for _, param := range slices.Sorted(maps.Keys(says[name])) {
			b.WriteString(param + "\t" + says[name][param] + "\n")
		}
	}
	return b.String()
}

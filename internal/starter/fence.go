package starter

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"slices"

	"hagen/internal/agents"
	"hagen/internal/schema"
)

const (
	stonith     = "stonith:"
	fencePrefix = "fence_"
)

// fence adds a fence device for each node, which it may not run on, or says that
// there is no fencing.
func (o Options) fence(t tables) error {
	if o.Fence == NoFence {
		t.add(schema.PropertyTable, []string{"stonith-enabled", "false"})
	}
	if o.Fence == "" || o.Fence == NoFence {
		return nil
	}
	name, err := o.fenceName()
	if err != nil {
		return err
	}
	agent, _ := o.Catalog.Agent(stonith + name)
	presets, err := presets(name)
	if err != nil {
		return err
	}
	for i, node := range o.Nodes {
		id := "fence-" + node
		t.add(schema.ResourcesTable, []string{schema.ItemStonith, "", "", id, "@fence"})
		t.add(schema.LocationNodeTable, []string{id, "avoids", node})
		e := &entity{rows: map[string][][]string{
			"P": {{id, name, "@fence"}},
			"A": {{"options", "pcmk_host_list", node}},
			"O": {{"start", "60s", "", "restart"}, {"monitor", "60s", "3600s", "restart"}, {"stop", "60s", "", "ignore"}},
		}}
		for _, p := range parametersOf(agent, presets) {
			e.rows["A"] = append(e.rows["A"], o.replace([]string{"", p[0], p[1]}, i))
		}
		t[schema.StonithTable] = append(t[schema.StonithTable], e)
	}
	return nil
}

// Fences are fence agents that people ask for, without their fence_, and NoFence.
func Fences() []string {
	return []string{"ipmilan", "redfish", "ilo5", "idrac", "vmware_rest", "aws", "azure_arm", "gce", "scsi", "sbd", "virsh", "xvm", NoFence}
}

// parametersOf are the usual parameters of a fence agent that this release of it
// has, and those it needs besides.
func parametersOf(agent *agents.Agent, presets [][2]string) [][2]string {
	var out [][2]string
	for _, p := range presets {
		if _, ok := agent.Param(p[0]); ok {
			out = append(out, p)
		}
	}
	given := func(name string) bool {
		return slices.ContainsFunc(out, func(p [2]string) bool { return p[0] == name })
	}
	for _, p := range agent.MissingRequired(given) {
		out = append(out, [2]string{p.Name, "?"})
	}
	return out
}

// presets are the usual parameters of a fence agent, with their values.
func presets(name string) ([][2]string, error) {
	data, err := files.ReadFile("fences.csv")
	if err != nil {
		return nil, fmt.Errorf("read the fence agents: %w", err)
	}
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read the fence agents: %w", err)
	}
	var out [][2]string
	for _, r := range records {
		if r[0] == name {
			out = append(out, [2]string{r[1], r[2]})
		}
	}
	return out, nil
}

package main

import "hagen/internal/agents"

// The metadata files' own form; null reads as "" or empty.

type shelfAgent struct {
	VersionElement string `json:"version_element"`
	Parameters     []shelfParam
	Actions        []shelfAction
}

type shelfParam struct {
	Name, Type, Default          string
	Required, Unique, Deprecated bool
	UniqueGroup                  string `json:"unique_group"`
	Enum, Obsoletes              []string
	ReplacedBy                   []string `json:"replaced_by"`
}

type shelfAction struct {
	Name, Timeout, Interval, Role, Depth, Automatic string
	StartDelay                                      string `json:"start_delay"`
	OnTarget                                        string `json:"on_target"`
}

type shelfOption struct {
	Name, Type, Default string
	ValueType           string `json:"value_type"` // from Pacemaker 2.1.10
	Enum, Aliases       []string
	Deprecated          bool
	Generated           bool
	ReplacedBy          []string `json:"replaced_by"`
}

func (x shelfAgent) agent(name string) *agents.Agent {
	a := &agents.Agent{Name: name}
	for _, p := range x.Parameters {
		// In OCF 1.1 "unique" on its own stands for "reloadable" and pcs
		// ignores it; only the group counts.
		unique := p.Unique && x.VersionElement != "1.1"
		a.Params = append(a.Params, agents.Param{
			Name: p.Name, Type: p.Type, Default: p.Default,
			Required: p.Required, Unique: unique, UniqueGroup: p.UniqueGroup, Deprecated: p.Deprecated,
			Enum: some(p.Enum), Obsoletes: some(p.Obsoletes), ReplacedBy: some(p.ReplacedBy),
		})
	}
	for _, y := range x.Actions {
		a.Actions = append(a.Actions, agents.Action{
			Name: y.Name, Timeout: y.Timeout, Interval: y.Interval, Role: y.Role, Depth: y.Depth,
			StartDelay: y.StartDelay, OnTarget: y.OnTarget == "1", Automatic: y.Automatic == "1",
		})
	}
	agents.Normalize(a)
	return a
}

// option converts an option; finer is its type as a later release names it.
func (x shelfOption) option(finer string) agents.Option {
	o := agents.Option{
		Name: x.Name, Type: x.Type, Default: x.Default, Enum: some(x.Enum),
		Deprecated: x.Deprecated, Generated: x.Generated,
		ReplacedBy: some(x.ReplacedBy), Aliases: some(x.Aliases),
	}
	if finer != "" {
		o.Type = finer
	}
	switch {
	case len(o.Enum) > 0: // "enum", "select" and even "string" upstream
		o.Type = "select"
	case o.Type == "time":
		o.Type = "duration"
	}
	return o
}

// some turns an empty list into none.
func some(list []string) []string {
	if len(list) == 0 {
		return nil
	}
	return list
}

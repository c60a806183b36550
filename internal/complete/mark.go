package complete

import (
	"hagen/internal/agents"
	"hagen/internal/model"
)

// mark marks what is not in the agent's metadata. pcs checks against the metadata
// on the node where the script runs and refuses the rest without --force.
func mark(p *model.Primitive, agent *agents.Agent, cat *agents.Catalog) {
	for _, a := range model.Pairs(p.Params) {
		a.Unknown = !takes(p, agent, cat, a.Name)
	}
	for _, op := range p.Operations {
		op.Unknown = !offers(p, agent, op.Name)
	}
}

// takes reports whether pcs would accept a parameter: one of the agent's own or,
// for a fence device, of the fencing daemon.
func takes(p *model.Primitive, agent *agents.Agent, cat *agents.Catalog, name string) bool {
	if _, ok := agent.Param(name); ok {
		return true
	}
	if !p.Stonith() {
		return false
	}
	_, ok := cat.Option(agents.FencingParams, name)
	return ok
}

// offers reports whether pcs would accept an operation. Pacemaker gives every fence
// agent start and stop.
func offers(p *model.Primitive, agent *agents.Agent, name string) bool {
	if p.Stonith() && (name == model.OpStart || name == model.OpStop) {
		return true
	}
	return len(agent.Action(name)) > 0
}

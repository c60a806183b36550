package validate

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// priorityDelay reports a priority-fencing-delay without effect: Pacemaker adds up
// the priorities of the resources on each node and delays the fencing of the node
// with the higher sum. Without priorities the sums are equal.
func (c *checker) priorityDelay() {
	a := model.Find(c.cfg.Properties, "priority-fencing-delay")
	if a == nil || c.cfg.Incomplete || c.anyPriority() {
		return
	}
	if ms, ok := cib.Milliseconds(a.Value); !ok || ms == 0 {
		return
	}
	if _, off := c.fencingOff(); off {
		return
	}
	c.report.Add(diag.PriorityDelayIdle, at(a.From, schema.KeyName), nil)
}

// anyPriority reports whether a resource has a priority other than 0: its own, a
// default, or perhaps one set by a pcs command of the sheet.
func (c *checker) anyPriority() bool {
	isPriority := func(a *model.Attribute) bool { return a.Name == "priority" && strings.Trim(a.Value, "+-0") != "" }
	found := slices.ContainsFunc(model.Pairs(c.cfg.RscDefaults), isPriority) ||
		slices.ContainsFunc(c.cfg.Commands, func(k *model.Command) bool { return strings.Contains(k.Text, "priority") })
	c.cfg.Walk(func(r, _ model.Resource) {
		found = found || slices.ContainsFunc(model.Pairs(r.MetaSets()), isPriority)
	})
	return found
}

// filledIn reports what pcs or Pacemaker fill into blank cells where that may
// surprise the author. A row with only the name of an operation leaves everything
// to the agent on purpose (package complete).
func (c *checker) filledIn() {
	for _, p := range c.cfg.Defined() {
		if p.Type == "" || p.Incomplete {
			continue
		}
		for _, o := range p.Operations {
			if len(o.Given()) > 0 {
				c.blankOptions(p, o, c.agentOr(p))
			}
		}
	}
	for _, p := range c.cfg.Primitives() {
		if p.Type == "" || p.Incomplete {
			continue
		}
		monitor := func(o *model.Operation) bool { return o.Name == model.OpMonitor }
		if !p.AsListed() && !slices.ContainsFunc(p.Operations, monitor) {
			c.addedMonitor(p, c.agentOr(p))
		}
		c.promotedMonitor(p)
	}
}

// agentOr is the metadata of a primitive's agent, without anything if it is not known.
func (c *checker) agentOr(p *model.Primitive) *agents.Agent {
	if agent, known := c.agent(p); known {
		return agent
	}
	return &agents.Agent{}
}

// blankOptions checks an operation that has more than a name in the sheet.
func (c *checker) blankOptions(p *model.Primitive, o *model.Operation, agent *agents.Agent) {
	if o.Name == model.OpMonitor && o.Option("interval") == "" {
		c.report.Add(diag.MonitorInterval, at(o.From, schema.KeyType), diag.Args{"id": p.ID, "interval": model.DefaultInterval(o.Name)})
	}
	if o.Option("timeout") != "" || isFalse(o.Option("enabled")) {
		return
	}
	given := pacemakerTimeout
	if a := model.Find(c.cfg.OpDefaults, "timeout"); a != nil {
		given = a.Value
	}
	have, ok := cib.Milliseconds(given)
	for _, action := range agent.Action(o.Name) {
		if wants, right := cib.Milliseconds(action.Timeout); ok && right && wants > have {
			c.report.Add(diag.TimeoutBlank, at(o.From, schema.KeyType), diag.Args{
				"id": p.ID, "name": o.Name, "timeout": given, "agent": agent.Name, "advice": action.Timeout,
			})
			return
		}
	}
}

// pacemakerTimeout is how long Pacemaker waits for an operation without a timeout.
const pacemakerTimeout = "20s"

// addedMonitor reports the monitor that pcs adds to a resource without one.
func (c *checker) addedMonitor(p *model.Primitive, agent *agents.Agent) {
	args := diag.Args{"id": p.ID, "interval": model.DefaultInterval(model.OpMonitor), "timeout": ""}
	if offered := agent.Action(model.OpMonitor); len(offered) > 0 {
		args["interval"], args["timeout"] = cmp.Or(offered[0].Interval, args["interval"]), offered[0].Timeout
	}
	c.report.Add(diag.MonitorAdded, at(p.From, schema.KeyID), args)
}

// promotedMonitor reports a promotable resource whose promoted instances are not
// monitored: Pacemaker runs a monitor without a role only on the other instances
// (crm_simulate), and pcs does not add the agent's monitors to those of the sheet.
func (c *checker) promotedMonitor(p *model.Primitive) {
	clone, ok := c.index.Top(p.ID).(*model.Clone)
	if !ok || !promotable(clone) {
		return
	}
	var first *model.Operation
	for _, o := range p.AllOperations() {
		if o.Name != model.OpMonitor {
			continue
		}
		if o.Option("role") == cib.Promoted || len(o.Given()) == 0 {
			return // only a name: the agent's options apply
		}
		if first == nil {
			first = o
		}
	}
	if first != nil {
		c.report.Add(diag.PromotedUnmonitored, at(first.From, schema.KeyType), diag.Args{"id": p.ID})
	}
}

// blankScores reports a resource that a blank score binds to a node: it would move
// back there at once despite its stickiness. "avoids" without a score is not
// reported, since -INFINITY is what people mean by it.
func (c *checker) blankScores() {
	for _, l := range c.cfg.Locations {
		if l.DefaultScore && mustJoin(l.Score) {
			c.report.Add(diag.ScoreBlank, at(l.From, schema.KeyScore), diag.Args{"id": l.Subject(), "node": l.Node})
		}
	}
}

package validate

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/suggest"
	"hagen/internal/value"
)

// pacemakerOperations are the operations Pacemaker runs on any agent.
var pacemakerOperations = []string{
	model.OpMonitor, model.OpStart, model.OpStop, model.OpPromote, model.OpDemote, "notify",
	"migrate_to", "migrate_from", "reload", "reload-agent",
}

// operations checks the operations of each resource.
func (c *checker) operations() {
	for _, p := range c.cfg.Primitives() {
		agent, known := c.agent(p)
		for _, o := range p.Operations {
			if o.Default {
				continue
			}
			if known {
				c.operationName(p, agent, o)
			} else {
				c.likelyOperation(o)
			}
			c.operationOptions(o)
		}
		c.sameIntervals(p)
		c.monitored(p)
	}
}

// operationName finds operations the agent does not have. pcs refuses them.
func (c *checker) operationName(p *model.Primitive, agent *agents.Agent, o *model.Operation) {
	names := operationNames(p, agent)
	if slices.Contains(names, o.Name) {
		return
	}
	guess := suggest.Nearest(o.Name, names)
	if o.Name == "status" {
		guess = model.OpMonitor // what an init script calls it
	}
	c.report.Add(diag.OperationUnknown, at(o.From, "type"), diag.Args{
		"agent": agent.Name, "name": o.Name, "suggestion": guess, "names": strings.Join(names, ", "),
	})
}

// operationNames lists the operations of an agent, each once. Pacemaker adds
// start and stop to the metadata of every fence agent.
func operationNames(p *model.Primitive, agent *agents.Agent) []string {
	var names []string
	if p.Stonith() {
		names = append(names, model.OpMonitor, model.OpStart, model.OpStop)
	}
	for _, action := range agent.Actions {
		if !slices.Contains(names, action.Name) {
			names = append(names, action.Name)
		}
	}
	return names
}

// likelyOperation finds misspelt operations of an agent nobody knows: it may
// have operations of its own, so only near misses count.
func (c *checker) likelyOperation(o *model.Operation) {
	if slices.Contains(pacemakerOperations, o.Name) {
		return
	}
	if guess := suggest.Nearest(o.Name, pacemakerOperations); guess != "" {
		c.report.Add(diag.OperationUnusual, at(o.From, "type"), diag.Args{"name": o.Name, "suggestion": guess})
	}
}

// sameIntervals finds operations of one name with one interval. pcs refuses
// them whatever their roles; Pacemaker counts milliseconds where pcs counts
// seconds and refuses 10s beside 10000ms as well (crm_verify fails).
func (c *checker) sameIntervals(p *model.Primitive) {
	for i, o := range p.Operations {
		for _, first := range p.Operations[:i] {
			if first.Name != o.Name || first.Default || o.Default {
				continue
			}
			a, b := first.Interval(), o.Interval()
			if !interval(a) || !interval(b) {
				continue // not a length of time: reported
			}
			if c.alikeOperations(p, first, o, a, b) {
				break
			}
		}
	}
}

func (c *checker) alikeOperations(p *model.Primitive, first, o *model.Operation, a, b string) bool {
	am, aok := value.Milliseconds(a)
	bm, bok := value.Milliseconds(b)
	switch {
	case a == b || aok && bok && am == bm:
		if o.Option("interval") == "" || recursNever(o.Name) {
			c.report.Add(diag.OperationTwice, at(o.From, "type"), diag.Args{"id": p.ID, "name": o.Name},
				diag.See(at(first.From, "type"), diag.NoteFirst))
			return true
		}
		c.report.Add(diag.MonitorsAlike, at(o.From, "interval"), diag.Args{"id": p.ID, "name": o.Name, "interval": b},
			diag.See(at(first.From, "interval"), diag.NoteFirst))
		return true
	case !value.PcsDuration(a) && !value.PcsDuration(b):
		// pcs reads neither and then takes them for the same.
		c.report.Add(diag.IntervalsAlike, at(o.From, "interval"), diag.Args{"interval": b, "other": a},
			diag.See(at(first.From, "interval"), diag.NoteFirst))
		return true
	}
	return false
}

// recurs reports whether an operation runs again and again.
func recurs(o *model.Operation) bool {
	ms, ok := value.Milliseconds(o.Interval())
	return !ok || ms > 0
}

// monitored warns of a resource all of whose monitors have the interval 0. One
// such monitor beside others is fine: it sets the options of probes.
func (c *checker) monitored(p *model.Primitive) {
	var never *model.Operation
	for _, o := range p.Operations {
		if o.Name != model.OpMonitor {
			continue
		}
		if recurs(o) {
			return
		}
		if never == nil {
			never = o
		}
	}
	if never != nil {
		c.report.Add(diag.MonitorNever, at(never.From, "interval"), diag.Args{"id": p.ID, "interval": never.Option("interval")})
	}
}

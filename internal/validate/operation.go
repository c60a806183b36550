package validate

import (
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
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
	for _, p := range c.cfg.Defined() {
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
	}
	for _, p := range c.cfg.Primitives() {
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
	c.report.Add(diag.OperationUnknown, at(o.From, schema.KeyType), diag.Args{
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

// likelyOperation finds misspelt operations of an unknown agent: it may
// have its own operations, so only near misses count.
func (c *checker) likelyOperation(o *model.Operation) {
	if slices.Contains(pacemakerOperations, o.Name) {
		return
	}
	if guess := suggest.Nearest(o.Name, pacemakerOperations); guess != "" {
		c.report.Add(diag.OperationUnusual, at(o.From, schema.KeyType), diag.Args{"name": o.Name, "suggestion": guess})
	}
}

// sameIntervals finds operations of one name with one interval. pcs refuses
// them whatever their roles; Pacemaker counts milliseconds where pcs counts
// seconds and refuses 10s beside 10000ms as well (crm_verify fails).
func (c *checker) sameIntervals(p *model.Primitive) {
	earliest := map[string]int{} // by the keys of sameInterval
	all := p.AllOperations()
	for i, o := range all {
		at := o.Interval()
		if o.Default || !interval(at) {
			continue // not a duration: reported
		}
		first := -1
		for _, key := range sameInterval(o.Name, at) {
			if n, found := earliest[key]; !found {
				earliest[key] = i
			} else if first < 0 || n < first {
				first = n
			}
		}
		if first >= 0 {
			if first >= len(p.Operations) {
				continue // both are of the template
			}
			before := all[first]
			if i >= len(p.Operations) { // one of the template: the primitive's own is the mistake
				before, o = o, before
			}
			c.alikeOperations(p, before, o, before.Interval(), o.Interval())
		}
	}
}

// sameInterval returns keys for an operation. Two operations with the same name
// share a key when Pacemaker or pcs considers their intervals equal.
func sameInterval(name, at string) []string {
	keys := []string{name + "\x00=" + at}
	if ms, ok := cib.Recurrence(at); ok {
		keys = append(keys, name+"\x00"+strconv.FormatInt(ms, 10))
	}
	if !value.PcsDuration(at) { // pcs reads none of these
		keys = append(keys, name+"\x00?")
	}
	return keys
}

// alikeOperations reports two operations whose intervals are the same.
func (c *checker) alikeOperations(p *model.Primitive, first, o *model.Operation, a, b string) {
	am, aok := cib.Recurrence(a)
	bm, bok := cib.Recurrence(b)
	switch {
	case a != b && !(aok && bok && am == bm):
		c.report.Add(diag.IntervalsAlike, optionAt(o, "interval"), diag.Args{"interval": b, "other": a},
			diag.See(optionAt(first, "interval"), diag.NoteFirst))
	case o.Option("interval") == "" || recursNever(o.Name):
		c.report.Add(diag.OperationTwice, at(o.From, schema.KeyType), diag.Args{"id": p.ID, "name": o.Name},
			diag.See(at(first.From, schema.KeyType), diag.NoteFirst))
	default:
		c.report.Add(diag.MonitorsAlike, optionAt(o, "interval"), diag.Args{"id": p.ID, "name": o.Name, "interval": b},
			diag.See(optionAt(first, "interval"), diag.NoteFirst))
	}
}

// recurs reports whether an operation is recurring.
func recurs(o *model.Operation) bool {
	ms, ok := cib.Recurrence(o.Interval())
	return !ok || ms > 0
}

// monitored warns about a resource all of whose monitors have the interval 0. One
// such monitor beside others is fine: it sets the options of probes.
func (c *checker) monitored(p *model.Primitive) {
	var never *model.Operation
	for _, o := range p.AllOperations() {
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
		c.report.Add(diag.MonitorNever, optionAt(never, "interval"), diag.Args{"id": p.ID, "interval": never.Option("interval")})
	}
}

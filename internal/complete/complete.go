// Package complete adds to the model what pcs adds when it creates a resource:
// operations the agent offers but the sheet does not list, blank intervals, the
// meta attribute of devices that unfence. Without it the XML would have less than
// what the script makes.
package complete

import (
	"cmp"
	"slices"
	"strconv"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/value"
)

// Operations completes every primitive and template of the configuration by the metadata of the
// target and marks what is not in them (UnknownAgent, Unknown), for which the
// script needs --force, and what pcs must not complete (NodeDecides). What pcs adds
// is the same for every target; only the metadata differ. It may run only once on a
// configuration.
func Operations(cfg *model.Config, cat *agents.Catalog) {
	for _, t := range cfg.Templates() {
		operations(&t.Primitive, cat, true)
	}
	for _, p := range cfg.Primitives() {
		operations(p, cat, p.AsListed())
	}
}

// operations completes one primitive, or a template; listed says that no operations are
// added to those of the sheet.
func operations(p *model.Primitive, cat *agents.Catalog, listed bool) {
	agent, known := cat.Agent(p.Agent())
	if !known {
		p.UnknownAgent = true
		fillIntervals(p)
		if !listed {
			addMissing(p, []*model.Operation{defaultOperation(agents.Action{Name: model.OpMonitor})})
		}
		return
	}
	p.NodeDecides = p.Class == cib.Service
	offered := defaults(p, agent)
	if listed {
		offered = slices.DeleteFunc(offered, func(o *model.Operation) bool { return !lists(p, o.Name) })
	}
	leaveToAgent(p, offered)
	fillIntervals(p)
	mark(p, agent, cat)
	addMissing(p, offered)
	if p.Stonith() && agent.Unfences() {
		provideUnfencing(p)
	}
}

// lists reports whether the sheet has an operation of a name.
func lists(p *model.Primitive, name string) bool {
	return slices.ContainsFunc(p.Operations, func(o *model.Operation) bool { return o.Name == name })
}

// ignored are actions that are not operations: one-time actions, and the old
// name of monitor. pcs leaves these out, and only these.
var ignored = []string{"meta-data", "status", "validate-all"}

// provideUnfencing sets the meta attribute pcs gives a device whose agent
// unfences nodes that join, whatever the sheet says.
func provideUnfencing(p *model.Primitive) {
	const name, want = "provides", "unfencing"
	for _, a := range model.Pairs(p.Meta) {
		if a.Name == name && !a.AfterCreate {
			a.Value = want
			return
		}
	}
	if len(p.Meta) == 0 {
		p.Meta = []*model.AttributeSet{{}}
	}
	p.Meta[0].Attributes = append(p.Meta[0].Attributes, option(name, want))
}

// leaveToAgent removes the operations that have only a name in the sheet, so that
// the agent's are used as if the row were not there. pcs accepts no operation
// without an option, and with a made-up one ("op start interval=0s") it would set
// none of the agent's: neither the 120s a database takes to start nor the second
// monitor of a promotable agent. If there are other rows with the name, the row
// only gets the timeout; pcs adds nothing to these.
func leaveToAgent(p *model.Primitive, offered []*model.Operation) {
	rows := map[string]int{}
	for _, op := range p.Operations {
		rows[op.Name]++
	}
	p.Operations = slices.DeleteFunc(p.Operations, func(op *model.Operation) bool {
		if len(op.Given()) > 0 {
			return false
		}
		alone, found := rows[op.Name] == 1, false
		for _, o := range offered {
			if o.Name != op.Name {
				continue
			}
			found = true
			if alone {
				o.From = op.From
			} else if t := o.Option("timeout"); t != "" && op.Option("timeout") == "" {
				op.Options = append(op.Options, &model.Attribute{Name: "timeout", Value: t, From: model.Nowhere})
			}
		}
		return alone && found
	})
}

// fillIntervals adds missing intervals to the sheet's operations, after their other
// options, as pcs does.
func fillIntervals(p *model.Primitive) {
	for _, op := range p.Operations {
		if op.Option("interval") == "" {
			op.Options = append(op.Options, option("interval", op.Interval()))
		}
	}
}

// defaults are the operations the agent offers, as pcs turns them into
// operations: for a fence device only its monitor, and a monitor always.
func defaults(p *model.Primitive, agent *agents.Agent) []*model.Operation {
	var out []*model.Operation
	monitored := false
	for _, action := range agent.Actions {
		if p.Stonith() && action.Name != model.OpMonitor || slices.Contains(ignored, action.Name) {
			continue
		}
		monitored = monitored || action.Name == model.OpMonitor
		out = append(out, defaultOperation(action))
	}
	if !monitored {
		out = append(out, defaultOperation(agents.Action{Name: model.OpMonitor}))
	}
	return out
}

// Offered are the operations pcs gives a resource for which none is written.
func Offered(p *model.Primitive, agent *agents.Agent) []*model.Operation { return defaults(p, agent) }

// addMissing adds the operations whose name the sheet does not use. Two with one
// name must have different intervals; pcs increases the later one by a second until
// they differ.
func addMissing(p *model.Primitive, ops []*model.Operation) {
	written := map[string]bool{}
	for _, op := range p.Operations {
		written[op.Name] = true
	}
	used := map[string]bool{}
	for _, op := range ops {
		if written[op.Name] {
			continue
		}
		makeUnique(op, used)
		p.Operations = append(p.Operations, op)
	}
}

// makeUnique finds an interval that no other operation with the name has.
func makeUnique(op *model.Operation, used map[string]bool) {
	given := op.Options[0] // interval, see defaultOperation
	n, ok := value.Seconds(given.Value)
	if !ok {
		return // pcs would not compare it with others either
	}
	key := func() string { return op.Name + " " + strconv.FormatInt(n, 10) }
	for used[key()] {
		n++
		given.Value = strconv.FormatInt(n, 10)
	}
	used[key()] = true
}

// defaultOperation turns an action into an operation with its options in pcs's
// order, the interval first. Times are copied as the agent spells them.
func defaultOperation(a agents.Action) *model.Operation {
	op := &model.Operation{Name: a.Name, Default: true, From: model.Nowhere}
	op.Options = append(op.Options, option("interval", cmp.Or(a.Interval, model.DefaultInterval(a.Name))))
	for _, o := range []*model.Attribute{
		option("timeout", a.Timeout), option("role", a.Role), option("start-delay", a.StartDelay),
	} {
		if o.Value != "" {
			op.Options = append(op.Options, o)
		}
	}
	if a.Depth != "" && a.Depth != "0" {
		op.Params = []*model.AttributeSet{{Attributes: []*model.Attribute{option(model.CheckLevel, a.Depth)}}}
	}
	return op
}

func option(name, text string) *model.Attribute {
	return &model.Attribute{Name: name, Value: text, Default: true, From: model.Nowhere}
}

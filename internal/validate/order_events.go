package validate

import (
	"slices"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// event is the beginning or the end of an action on a resource. A group's start
// begins before its first member's and ends after its last one's, so that an order
// on a group and one on its member meet.
type event struct {
	id, action string
	done       bool
}

// cause is why one event must come before another: an order, the order of members
// in a group, or neither when it is always so.
type cause struct {
	order *model.Order
	group *model.Group
}

// events is a graph of which event must happen before which.
type events struct {
	before *graph[event, cause]
	// circular reports whether two events may be in a circle; if nil, any may.
	circular func(from, to event) bool
}

// circle is a path from an event back to itself.
type circle struct {
	names []string // what happens, in order
	// starting and stopping are the resources that could not start or stop; both
	// are empty when the circle contains starts and stops.
	starting, stopping []string
	causes             []cause // all but the order that closed it
}

// opposite is the action that Pacemaker uses for the reverse order when stopping.
var opposite = map[string]string{
	model.OpStart: model.OpStop, model.OpStop: model.OpStart,
	model.OpPromote: model.OpDemote, model.OpDemote: model.OpPromote,
}

// newEvents returns the events that follow from the tree of resources alone.
func newEvents(cfg *model.Config) *events {
	e := &events{before: newGraph[event, cause]()}
	cfg.Walk(func(r, _ model.Resource) {
		id := r.ResourceID()
		for _, action := range []string{model.OpStart, model.OpPromote, model.OpDemote, model.OpStop} {
			e.within(event{id: id, action: action}, r.Members())
		}
		e.before.connect(event{id, model.OpStart, true}, event{id, model.OpPromote, false}, cause{})
		e.before.connect(event{id, model.OpDemote, true}, event{id, model.OpStop, false}, cause{})
		if g, ok := r.(*model.Group); ok {
			e.inGroup(g)
		}
	})
	return e
}

// within puts the actions of members between the beginning and the end of their
// parent's.
func (e *events) within(begin event, members []model.Resource) {
	end := event{begin.id, begin.action, true}
	e.before.connect(begin, end, cause{})
	for _, m := range members {
		e.before.connect(begin, event{m.ResourceID(), begin.action, false}, cause{})
		e.before.connect(event{m.ResourceID(), begin.action, true}, end, cause{})
	}
}

// inGroup orders the members of a group.
func (e *events) inGroup(g *model.Group) {
	for i := 1; i < len(g.Children); i++ {
		a, b := g.Children[i-1].ResourceID(), g.Children[i].ResourceID()
		for _, action := range []string{model.OpStart, model.OpPromote} {
			e.before.connect(event{a, action, true}, event{b, action, false}, cause{group: g})
			e.before.connect(event{b, opposite[action], true}, event{a, opposite[action], false}, cause{group: g})
		}
	}
}

// pairsOf returns the pairs of events that an order puts one before the other. An
// invalid action gives none; it is reported as a value.
func pairsOf(o *model.Order) [][2]event {
	first, then := firstAction(o), thenAction(o)
	if opposite[first] == "" || opposite[then] == "" {
		return nil
	}
	pairs := [][2]event{{{o.First, first, true}, {o.Then, then, false}}}
	if !isFalse(o.Symmetrical) && o.Kind != "Serialize" {
		pairs = append(pairs, [2]event{{o.Then, opposite[then], true}, {o.First, opposite[first], false}})
	}
	return pairs
}

// expect looks at all orders at once, so that add need not search for a circle
// where none can be.
func (e *events) expect(cfg *model.Config, orders []*model.Order) {
	all := newEvents(cfg)
	for _, o := range orders {
		for _, p := range pairsOf(o) {
			all.before.connect(p[0], p[1], cause{})
		}
	}
	e.circular = all.before.circular()
}

// add adds an order. An order that closes a circle is not added, so that each
// circle is found once, at its last row.
//
// Optional and Serialize orders count: when both resources act at the same time,
// for example when the cluster starts, Pacemaker gets stuck all the same.
func (e *events) add(o *model.Order) (circle, bool) {
	pairs := pairsOf(o)
	for _, p := range pairs {
		if e.circular != nil && !e.circular(p[0], p[1]) {
			continue
		}
		if path, found := e.before.path(p[1], p[0]); found {
			return newCircle(p[0], p[1], path), true
		}
	}
	for _, p := range pairs {
		e.before.connect(p[0], p[1], cause{order: o})
	}
	return circle{}, false
}

func newCircle(from, to event, path []step[event, cause]) circle {
	c := circle{names: []string{from.String(), to.String()}}
	c.caught(from)
	c.caught(to)
	for _, s := range path {
		c.names = append(c.names, s.to.String())
		c.causes = append(c.causes, s.reason)
		c.caught(s.to)
	}
	if len(c.starting) > 0 && len(c.stopping) > 0 {
		c.starting, c.stopping = nil, nil
	}
	return c
}

// caught records which resource does what in a circle.
func (c *circle) caught(e event) {
	list := &c.stopping
	if e.action == model.OpStart || e.action == model.OpPromote {
		list = &c.starting
	}
	if !slices.Contains(*list, e.id) {
		*list = append(*list, e.id)
	}
}

// String names an event in a circle. A start is only the resource's name.
func (e event) String() string {
	if e.action == model.OpStart {
		return e.id
	}
	return e.action + " " + e.id
}

// related returns the places of the other rows of a circle, in order.
func (c circle) related() []diag.Related {
	var out []diag.Related
	for _, why := range c.causes {
		switch {
		case why.order != nil:
			out = append(out, diag.Related{Place: at(why.order.From, schema.KeyFirstRsc), Note: diag.NoteOrder,
				Args: diag.Args{"first": why.order.First, "then": why.order.Then}})
		case why.group != nil:
			out = append(out, diag.Related{Place: itemAt(why.group), Note: diag.NoteGroupOrder,
				Args: diag.Args{"group": why.group.ID}})
		}
	}
	return unique(out)
}

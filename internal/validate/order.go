package validate

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// orders finds orders that no cluster can follow. pcs accepts most of them; with an
// order of a resource after itself Pacemaker 2.1 aborts, with any other circle it
// stops in the middle of a transition and never starts the resources.
func (c *checker) orders() {
	sound := c.soundOrders()
	circles := newEvents(c.cfg)
	circles.expect(c.cfg, sound)
	stuck := map[string]bool{} // constraints of sets that have been reported
	for _, o := range sound {
		if o.ID != "" && stuck[o.ID] {
			continue
		}
		if circle, found := circles.add(o); found {
			stuck[o.ID] = true
			c.report.Add(diag.OrderCircle, at(o.From, schema.KeyFirstRsc),
				diag.Args{"circle": chain(circle.names),
					"starting": strings.Join(circle.starting, ", "), "stopping": strings.Join(circle.stopping, ", ")}, circle.related()...)
		}
	}
}

// soundOrders returns the orders that are valid by themselves. It reports an order
// of a resource after itself or inside a group.
func (c *checker) soundOrders() []*model.Order {
	var out []*model.Order
	for _, o := range c.cfg.Orders {
		if len(o.Sets) > 0 {
			out = append(out, c.soundSets(o)...)
			continue
		}
		for _, o := range c.tagOrders(o) {
			_, first := c.constrainable(o.First)
			_, then := c.constrainable(o.Then)
			switch {
			case !first || !then: // reported as references
			case o.First == o.Then:
				c.report.Add(diag.OrderSelf, at(o.From, schema.KeyThenRsc), diag.Args{"id": o.First})
			case !c.ownGroupOrder(o):
				out = append(out, o)
			}
		}
	}
	return out
}

// soundSets returns the orders of pairs that one with sets stands for, but for those
// that sets reports.
func (c *checker) soundSets(o *model.Order) []*model.Order {
	sets := c.spread(o.Sets)
	if len(repeated(sets, setAction)) > 0 {
		return nil
	}
	return slices.DeleteFunc(setOrders(o, sets), func(pair *model.Order) bool {
		_, first := c.constrainable(pair.First)
		_, then := c.constrainable(pair.Then)
		g := c.groupOf(pair.First)
		return !first || !then || g != nil && g == c.groupOf(pair.Then)
	})
}

// ownGroupOrder reports an order inside a group. pcs always refuses one between two
// members; of one between a group and its member Pacemaker makes a circle, or
// nothing.
func (c *checker) ownGroupOrder(o *model.Order) bool {
	g := c.groupOf(o.First)
	if g == nil || g != c.groupOf(o.Then) {
		return false
	}
	c.report.Add(diag.OrderInGroup, at(o.From, schema.KeyThenRsc),
		diag.Args{"first": o.First, "then": o.Then, "group": g.ID}, inside(g))
	return true
}

// chain formats a circle.
func chain(names []string) string {
	return strings.Join(slices.Compact(names), " → ")
}

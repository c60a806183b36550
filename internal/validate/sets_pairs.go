package validate

import (
	"cmp"

	"hagen/internal/model"
)

// locations are all locations, those with sets or tags as one for each member: so
// Pacemaker unpacks them.
func (c *checker) locations() []*model.Location {
	if c.places != nil {
		return c.places
	}
	c.ofSet = map[*model.Location]bool{}
	for _, l := range c.cfg.Locations {
		if len(l.Sets) == 0 && c.tagged(l.Rsc) == nil {
			c.places = append(c.places, l)
		} else if len(l.Sets) == 0 {
			for _, id := range c.members(l.Rsc) {
				one := *l
				one.Rsc, one.ID = id, cmp.Or(l.ID, l.MadeID())
				c.places, c.ofSet[&one] = append(c.places, &one), true
			}
		}
		for _, s := range c.spread(l.Sets) {
			for _, m := range s.Members {
				one := &model.Location{ID: l.ID, Rsc: m.ID, Node: l.Node, Score: l.Score, Role: s.Role, Discovery: l.Discovery, From: m.From}
				c.places, c.ofSet[one] = append(c.places, one), true
			}
		}
	}
	return c.places
}

// setAction is the action of a set, start when it is blank.
func setAction(s *model.ResourceSet) string { return cmp.Or(s.Action, model.OpStart) }

// ends are the members of a set that another set is tied to: one of a sequence, the
// first or the last, or all of them.
func ends(s *model.ResourceSet, last bool) []*model.Member {
	switch {
	case isFalse(s.Sequential):
		return s.Members
	case last:
		return s.Members[len(s.Members)-1:]
	}
	return s.Members[:1]
}

// setOrders are the orders of pairs that an order stands for by its sets, as Pacemaker
// 2.1.5 unpacks it: each member of a sequence after the one before it, and the
// beginning of each set after the end of the one before it. With require-all=false
// what follows waits for one of all members; in a circle it never starts.
func setOrders(o *model.Order, sets []*model.ResourceSet) []*model.Order {
	var out []*model.Order
	pair := func(s *model.ResourceSet, first *model.Member, t *model.ResourceSet, then *model.Member) {
		if first.ID == then.ID {
			return // see membersTwice
		}
		out = append(out, &model.Order{
			ID: o.ID, First: first.ID, Then: then.ID, FirstAction: setAction(s), ThenAction: setAction(t),
			Kind: o.Kind, Symmetrical: o.Symmetrical, From: then.From,
		})
	}
	for i, s := range sets {
		if i > 0 {
			before := sets[i-1]
			lasts := ends(before, true)
			if isFalse(before.RequireAll) {
				lasts = before.Members
			}
			for _, first := range lasts {
				for _, then := range ends(s, false) {
					pair(before, first, s, then)
				}
			}
		}
		for j := 1; j < len(s.Members) && !isFalse(s.Sequential); j++ {
			pair(s, s.Members[j-1], s, s.Members[j])
		}
	}
	return out
}

// setColocations are the colocations of pairs that one stands for by its sets, as
// Pacemaker 2.1.5 unpacks it: in a sequence each member is where the one before it is,
// or away from all before it; the first of each set is where the last of the next set
// is.
func setColocations(x *model.Colocation, sets []*model.ResourceSet) []*model.Colocation {
	var out []*model.Colocation
	pair := func(s *model.ResourceSet, rsc *model.Member, t *model.ResourceSet, with *model.Member) {
		if rsc.ID == with.ID {
			return // see membersTwice
		}
		out = append(out, &model.Colocation{
			ID: x.ID, Rsc: rsc.ID, WithRsc: with.ID, RscRole: s.Role, WithRole: t.Role, Score: x.Score, From: rsc.From,
		})
	}
	away := len(x.Score) > 0 && x.Score[0] == '-'
	for i, s := range sets {
		if i > 0 {
			for _, rsc := range ends(sets[i-1], false) {
				for _, with := range ends(s, true) {
					pair(sets[i-1], rsc, s, with)
				}
			}
		}
		for j := 1; j < len(s.Members) && !isFalse(s.Sequential); j++ {
			from := j - 1
			if away {
				from = 0
			}
			for _, with := range s.Members[from:j] {
				pair(s, s.Members[j], s, with)
			}
		}
	}
	return out
}

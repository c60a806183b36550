package validate

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// sets finds what is wrong in constraints of resource sets, beside what is wrong
// between the pairs they stand for (see setOrders and setColocations).
func (c *checker) sets() {
	first := map[string]diag.Place{}
	for _, l := range c.cfg.Locations {
		c.membersTwice(c.spread(l.Sets), func(s *model.ResourceSet) string { return s.Role })
	}
	for _, x := range c.cfg.Colocations {
		c.membersTwice(c.spread(x.Sets), noneElse)
		c.setsTwice(first, "colocation", x.Sets)
		if idle(c.spread(x.Sets)) {
			c.idleSet(x.ID, x.Sets)
		}
	}
	for _, t := range c.cfg.Tickets {
		c.membersTwice(c.spread(t.Sets), func(s *model.ResourceSet) string { return s.Role })
		c.setsTwice(first, "ticket "+t.Ticket, t.Sets)
	}
	for _, o := range c.cfg.Orders {
		sets := c.spread(o.Sets)
		c.membersTwice(sets, setAction)
		c.setsTwice(first, "order", o.Sets)
		if idle(sets) && (o.Kind != "Serialize" || len(sets[0].Members) < 2) {
			c.idleSet(o.ID, o.Sets)
		}
		c.idleOptions(o)
		c.groupInSets(o)
	}
}

// membersTwice finds a resource that a constraint names twice. pcs accepts it, but an
// order of an action after itself aborts Pacemaker's scheduler (2.1.5), and in a
// colocation it has no effect. as tells what else makes two members differ.
func (c *checker) membersTwice(sets []*model.ResourceSet, as func(*model.ResourceSet) string) {
	for _, m := range repeated(sets, as) {
		c.report.Add(diag.SetMemberTwice, at(m[1].From, schema.KeyRsc), diag.Args{"id": m[1].ID},
			diag.See(at(m[0].From, schema.KeyRsc), diag.NoteFirst))
	}
}

// repeated lists the members that sets name again, each after the first of its kind.
func repeated(sets []*model.ResourceSet, as func(*model.ResourceSet) string) [][2]*model.Member {
	var out [][2]*model.Member
	first := map[[2]string]*model.Member{}
	for _, s := range sets {
		for _, m := range s.Members {
			key := [2]string{m.ID, as(s)}
			if before := first[key]; before != nil {
				out = append(out, [2]*model.Member{before, m})
				continue
			}
			first[key] = m
		}
	}
	return out
}

// noneElse: members of a constraint differ by their ids alone.
func noneElse(*model.ResourceSet) string { return "" }

// setsTwice finds a constraint that has the sets of an earlier one of its kind: pcs
// refuses it, whatever else the two say.
func (c *checker) setsTwice(first map[string]diag.Place, kind string, sets []*model.ResourceSet) {
	if len(sets) == 0 {
		return
	}
	key := kind
	for _, s := range sets {
		key += "\x01"
		for _, m := range s.Members {
			key += "\x00" + m.ID
		}
	}
	cell := at(sets[0].From, schema.KeyID)
	if before, ok := first[key]; ok {
		c.report.Add(diag.SetsTwice, cell, diag.Args{"sets": setsText(sets)}, diag.See(before, diag.NoteFirst))
		return
	}
	first[key] = cell
}

// setsText names sets by their members.
func setsText(sets []*model.ResourceSet) string {
	var out []string
	for _, s := range sets {
		var ids []string
		for _, m := range s.Members {
			ids = append(ids, m.ID)
		}
		out = append(out, "("+strings.Join(ids, " ")+")")
	}
	return strings.Join(out, " ")
}

// idle reports whether no member of a constraint is tied to another: there is one set
// of one member, or one without a sequence.
func idle(sets []*model.ResourceSet) bool {
	return len(sets) == 1 && (len(sets[0].Members) == 1 || isFalse(sets[0].Sequential))
}

func (c *checker) idleSet(id string, sets []*model.ResourceSet) {
	c.report.Add(diag.SetIdle, at(sets[0].From, schema.KeyRsc), diag.Args{"id": id})
}

// idleOptions finds what Pacemaker ignores in the sets of an order: roles, and
// require-all where no set follows.
func (c *checker) idleOptions(o *model.Order) {
	for i, s := range o.Sets {
		if s.Role != "" {
			c.report.Add(diag.SetOptionIdle, at(s.From, schema.KeyRole), diag.Args{"column": "role"})
		}
		if isFalse(s.RequireAll) && i == len(o.Sets)-1 {
			c.report.Add(diag.SetOptionIdle, at(s.From, schema.KeyRequireAll), diag.Args{"column": "require-all"})
		}
	}
}

// groupInSets finds members of one group in an order: pcs from 0.11 on refuses them,
// in whichever of its sets they are. 0.10 does not, but a group has an order already,
// and the sheet is to be right for both.
func (c *checker) groupInSets(o *model.Order) {
	first := map[*model.Group]*model.Member{}
	for _, s := range c.spread(o.Sets) {
		for _, m := range s.Members {
			if _, ok := c.constrainable(m.ID); !ok {
				continue
			}
			g := c.groupOf(m.ID)
			if g == nil {
				continue
			}
			if before := first[g]; before != nil && before.ID != m.ID {
				c.report.Add(diag.OrderInGroup, at(m.From, schema.KeyRsc),
					diag.Args{"first": before.ID, "then": m.ID, "group": g.ID}, inside(g))
				continue
			}
			first[g] = m
		}
	}
}

package validate

import (
	"cmp"
	"slices"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// colocations finds colocations that cannot be met or have no effect. pcs accepts
// all of them; Pacemaker obeys one and silently drops the other.
func (c *checker) colocations() {
	sound := c.soundColocations()
	for _, x := range sound {
		c.ownGroup(x)
	}
	c.separated(sound)
	c.atOdds(sound)
	c.circles(sound)
}

// soundColocations returns the colocations that are valid by themselves: both
// resources exist and differ, and the pair occurs once. It reports a colocation of
// a resource with itself.
func (c *checker) soundColocations() []*model.Colocation {
	var out []*model.Colocation
	seen := map[[5]string]bool{}
	for _, x := range c.colocationPairs() {
		_, ok := c.constrainable(x.Rsc)
		_, with := c.constrainable(x.WithRsc)
		switch {
		case !ok || !with:
		case x.Rsc == x.WithRsc:
			c.report.Add(diag.ColocationSelf, at(x.From, schema.KeyWithRsc), diag.Args{"id": x.Rsc})
		case x.NodeAttribute != "" && x.NodeAttribute != unameAttribute: // not the same node
		case !seen[colocationKey(x)]:
			seen[colocationKey(x)] = true
			out = append(out, x)
		}
	}
	return out
}

// colocationPairs are all colocations, those with sets as pairs.
func (c *checker) colocationPairs() []*model.Colocation {
	var out []*model.Colocation
	for _, x := range c.cfg.Colocations {
		if len(x.Sets) > 0 {
			out = append(out, setColocations(x, c.spread(x.Sets))...)
		} else {
			out = append(out, c.tagColocations(x)...)
		}
	}
	return out
}

// mustJoin and mustPart report whether a score is INFINITY or -INFINITY.
func mustJoin(score string) bool { n, ok := value.ScoreInt(score); return ok && n == cib.MaxScore }
func mustPart(score string) bool { n, ok := value.ScoreInt(score); return ok && n == -cib.MaxScore }

// groupOf returns the group that a resource is or belongs to.
func (c *checker) groupOf(id string) *model.Group {
	r, _ := c.index.Lookup(id)
	if g, ok := r.(*model.Group); ok {
		return g
	}
	g, _ := c.index.Parent(id).(*model.Group)
	return g
}

// ownGroup reports a colocation within a group, whose members run together anyway.
func (c *checker) ownGroup(x *model.Colocation) {
	g := c.groupOf(x.Rsc)
	if g == nil || g != c.groupOf(x.WithRsc) || mustPart(x.Score) {
		return // mandatory separation is reported by separated
	}
	c.report.Add(diag.ColocationInGroup, at(x.From, schema.KeyWithRsc),
		diag.Args{"id": x.Rsc, "other": x.WithRsc, "group": g.ID}, inside(g))
}

// bond is why two resources share a node: a colocation or a group.
type bond struct {
	colocation *model.Colocation
	group      *model.Group
}

// separated finds resources that colocations and groups both force onto one node
// and keep apart. Roles and clones are left out: A and B may each run with a
// different instance of a clone.
func (c *checker) separated(list []*model.Colocation) {
	together := newGraph[string, bond]()
	c.cfg.Walk(func(r, parent model.Resource) {
		if g, ok := parent.(*model.Group); ok {
			together.join(r.ResourceID(), g.ID, bond{group: g})
		}
	})
	row := map[*model.Colocation]int{}
	for i, x := range list {
		row[x] = i
		if mustJoin(x.Score) && c.single(x) {
			together.join(x.Rsc, x.WithRsc, bond{colocation: x})
		}
	}
	joined := together.circular() // its edges go both ways
	for _, x := range list {
		if !mustPart(x.Score) || !c.single(x) || !joined(x.Rsc, x.WithRsc) {
			continue
		}
		path, found := together.path(x.Rsc, x.WithRsc)
		if !found {
			continue
		}
		rows, related := []*model.Colocation{x}, []diag.Related(nil)
		for _, s := range path {
			if s.reason.group != nil {
				related = append(related, inside(s.reason.group))
			} else {
				rows = append(rows, s.reason.colocation)
			}
		}
		last := slices.MaxFunc(rows, func(a, b *model.Colocation) int { return cmp.Compare(row[a], row[b]) })
		c.contradiction(x, last, rows, related)
	}
}

// single reports whether both resources of a colocation have a single instance.
func (c *checker) single(x *model.Colocation) bool {
	a, b := several(c.index.Top(x.Rsc)), several(c.index.Top(x.WithRsc))
	return !a && !b && role(x.RscRole) == cib.Started && role(x.WithRole) == cib.Started
}

// contradiction reports at the last of the rows that two resources both must and
// must not share a node.
func (c *checker) contradiction(apart, last *model.Colocation, rows []*model.Colocation, related []diag.Related) {
	if last.ID != "" && c.atOdd[last.ID] {
		return
	}
	if c.atOdd == nil {
		c.atOdd = map[string]bool{}
	}
	c.atOdd[last.ID] = true
	for _, x := range rows {
		if x != last {
			related = append(related, diag.See(at(x.From, schema.KeyScore), diag.NoteOther))
		}
	}
	c.report.Add(diag.ColocationContradiction, at(last.From, schema.KeyScore),
		diag.Args{"id": apart.Rsc, "other": apart.WithRsc}, unique(related)...)
}

// unique removes repeated related places.
func unique(list []diag.Related) []diag.Related {
	seen := map[diag.Place]bool{}
	return slices.DeleteFunc(list, func(r diag.Related) bool {
		before := seen[r.Place]
		seen[r.Place] = true
		return before
	})
}

// atOdds finds two rows that put a pair together and keep it apart, in either
// order, where clones or roles are involved; separated has the other cases.
// Pacemaker does not complain: a resource that depends on both stays stopped or
// unpromoted.
func (c *checker) atOdds(list []*model.Colocation) {
	rows := map[[2]string][]*model.Colocation{}
	for _, x := range list {
		pair := [2]string{min(x.Rsc, x.WithRsc), max(x.Rsc, x.WithRsc)}
		for _, y := range rows[pair] {
			joins, parts := x, y
			if mustPart(x.Score) {
				joins, parts = y, x
			}
			if mustJoin(joins.Score) && mustPart(parts.Score) && !(c.single(x) && c.single(y)) && exclude(joins, parts) {
				c.contradiction(x, x, []*model.Colocation{x, y}, nil)
			}
		}
		rows[pair] = append(rows[pair], x)
	}
}

// exclude reports whether one row keeps apart what another one joins: some role of
// the dependent resource falls under both rows, and it must avoid every instance
// that it may join. Started means any role.
func exclude(joins, parts *model.Colocation) bool {
	every := func(role string) bool { return role == cib.Started }
	a, b := role(parts.RscRole), role(parts.WithRole)
	if parts.Rsc != joins.Rsc {
		a, b = b, a
	}
	follower, leader := role(joins.RscRole), role(joins.WithRole)
	return (every(a) || every(follower) || a == follower) && (every(b) || b == leader)
}

// circles finds resources whose placement depends on each other. Pacemaker breaks
// such a circle at an arbitrary place, so it is a warning: which resource is placed
// first is left to chance.
func (c *checker) circles(list []*model.Colocation) {
	type seat struct{ id, role string }
	leads, all := newGraph[seat, *model.Colocation](), newGraph[seat, *model.Colocation]()
	seats := func(x *model.Colocation) (a, b seat) {
		return seat{x.Rsc, role(x.RscRole)}, seat{x.WithRsc, role(x.WithRole)}
	}
	for _, x := range list {
		if a, b := seats(x); mustJoin(x.Score) {
			all.connect(a, b, x)
		}
	}
	circular := all.circular()
	for _, x := range list {
		a, b := seats(x)
		if !mustJoin(x.Score) || !circular(a, b) {
			continue // neither end is part of a circle
		}
		path, found := leads.path(b, a)
		if !found {
			leads.connect(a, b, x)
			continue
		}
		names, related := []string{x.Rsc, x.WithRsc}, []diag.Related(nil)
		for _, s := range path {
			names = append(names, s.to.id)
			related = append(related, diag.See(at(s.reason.From, schema.KeyRsc), diag.NoteOther))
		}
		c.report.Add(diag.ColocationCircle, at(x.From, schema.KeyRsc), diag.Args{"circle": chain(names)}, related...)
	}
}

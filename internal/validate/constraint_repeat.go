package validate

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/rule"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// repeats finds constraints that repeat another one, perhaps with a different
// score. pcs refuses the second of two equal colocations, orders or rules, and
// compares them in the same way.
func (c *checker) repeats() {
	first := map[[5]string]diag.Place{}
	seen := func(key [5]string, kind *diag.Kind, cell diag.Place, args diag.Args) {
		if before, ok := first[key]; ok {
			c.report.Add(kind, cell, args, diag.See(before, diag.NoteFirst))
			return
		}
		first[key] = cell
	}
	for _, l := range c.cfg.Locations {
		for _, r := range l.Rules() {
			seen([5]string{"rule", l.Subject(), r.BoolOp, ruleKey(r)}, diag.RuleTwice,
				at(r.Parts[0].Source(), schema.KeyAttribute), diag.Args{"id": l.Subject()})
		}
	}
	for _, x := range c.cfg.Colocations {
		if x.Rsc != x.WithRsc {
			seen(colocationKey(x), diag.ColocationTwice,
				at(x.From, schema.KeyRsc), diag.Args{"id": x.Rsc, "other": x.WithRsc})
		}
	}
	for _, o := range c.cfg.Orders {
		if o.First != o.Then {
			seen([5]string{"order", o.First, firstAction(o), o.Then, thenAction(o)}, diag.OrderTwice,
				at(o.From, schema.KeyFirstRsc), diag.Args{"first": o.First, "then": o.Then})
		}
	}
	for _, t := range c.cfg.Tickets {
		if len(t.Sets) > 0 {
			continue // see sets
		}
		seen([5]string{"ticket", t.Ticket, t.Rsc, t.RscRole}, diag.TicketTwice,
			at(t.From, schema.KeyRsc), diag.Args{"id": t.Rsc, "ticket": t.Ticket})
	}
	c.locationsTwice()
}

// locationsTwice finds a resource that has two scores for a node. pcs silently
// keeps the last one, Pacemaker would add them up: hagen refuses scores that
// differ, because it is unknown which was meant.
func (c *checker) locationsTwice() {
	type pair struct{ rsc, node, role string }
	first := map[pair]*model.Location{}
	for _, l := range c.locations() {
		if l.Rule != nil {
			continue
		}
		key, column := pair{rsc: l.Subject(), node: l.Node}, schema.KeyNode
		if c.ofSet[l] { // pcs, which replaces the others, does not look at roles
			key.role, column = l.Role, schema.KeyRsc
		}
		before := first[key]
		if before == nil {
			first[key] = l
			continue
		}
		if c.ofSet[l] && before.ID == l.ID {
			continue // see membersTwice
		}
		kind, args := diag.LocationTwice, diag.Args{"id": l.Subject(), "node": l.Node}
		_, sound := value.ScoreInt(l.Score)
		_, whole := value.ScoreInt(before.Score)
		switch same := before.Score == l.Score; {
		case c.ofSet[l] && !(sound && whole): // reported as an invalid value
			continue
		case c.ofSet[l] && !(same && (mustJoin(l.Score) || mustPart(l.Score))):
			kind, args["score"] = diag.LocationAdds, before.Score
		case same:
			kind = diag.LocationAgain
		default:
			args["score"] = before.Score
		}
		c.report.Add(kind, at(l.From, column), args, diag.See(at(before.From, schema.KeyNode), diag.NoteFirst))
	}
}

// ruleKey is what pcs compares in a rule besides its resource and bool_op: the
// parts in any order. Score and role are not compared.
func ruleKey(r *model.Rule) string {
	var parts []string
	for _, part := range r.Parts {
		switch x := part.(type) {
		case *model.Rule:
			parts = append(parts, "("+x.BoolOp+"\x02"+ruleKey(x)+")")
		case *model.Expression:
			parts = append(parts, x.Operation+"\x00"+x.Attribute+"\x00"+x.Value)
		default:
			parts = append(parts, rule.Print(&model.Rule{Parts: []model.RulePart{part}}))
		}
	}
	slices.Sort(parts)
	return strings.Join(parts, "\x01")
}

// colocationKey is what pcs compares in a colocation: resources and roles.
func colocationKey(x *model.Colocation) [5]string {
	return [5]string{"colocation", x.Rsc, role(x.RscRole), x.WithRsc, role(x.WithRole)}
}

// role returns the role, or the default for colocations when it is blank.
func role(r string) string { return cmp.Or(r, cib.Started) }

// firstAction and thenAction return the action, or what pcs writes for a blank one.
func firstAction(o *model.Order) string { return cmp.Or(o.FirstAction, model.OpStart) }
func thenAction(o *model.Order) string  { return cmp.Or(o.ThenAction, model.OpStart) }

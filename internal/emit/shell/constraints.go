package shell

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// levels writes the fencing levels; every version accepts devices as separate
// words.
func (e *emitter) levels(levels []*model.FencingLevel) {
	e.section("Fencing levels")
	for _, l := range levels {
		if l.ID != "" && !e.target.LevelID {
			e.insert(l, l.From, schema.KeyLevelID, l.ID, "a fencing level with an id of its own")
			continue
		}
		c := pcs("stonith", "level", "add", l.Index, l.Nodes())
		for _, d := range l.Devices {
			c.add(d.ID)
		}
		c.add(option("id", l.ID)...)
		e.put(where(l.From, schema.KeyLevel, l.Nodes()), c)
	}
}

// constraints writes locations, colocations, orders and tickets.
func (e *emitter) constraints(cfg *model.Config) {
	e.section("Constraints")
	for _, l := range cfg.Locations {
		// A blank resource inherits the one above, so the row is that of another
		// column.
		at := where(l.From, schema.KeyNode, l.Subject())
		switch {
		case len(l.Sets) > 0:
			e.insert(l, l.From, schema.KeyID, l.ID, "a location of sets of resources")
		case e.namesTemplate(l.Rsc):
			e.insert(l, l.From, schema.KeyRsc, l.Rsc, constraintOfTemplate)
		case l.Rule == nil && e.untold(l, l.From, l.ID, nil, named{schema.KeyRsc, l.Rsc}):
		case l.Rule != nil:
			e.locationRules(l)
		case l.ID != "" || l.Role != "" || l.Discovery != "":
			c, notes := e.locationAdd(l)
			e.put(at, c, notes...)
		default:
			e.put(at, locationNode(l))
		}
	}
	for _, c := range cfg.Colocations {
		if e.untold(c, c.From, c.ID, c.Sets, named{schema.KeyRsc, c.Rsc}, named{schema.KeyWithRsc, c.WithRsc}) {
			continue
		}
		if len(c.Sets) > 0 {
			e.put(where(c.From, schema.KeyID, c.ID), e.resourceSets("colocation", c.Sets).line("setoptions", "id="+c.ID, "score="+c.Score))
			continue
		}
		e.put(where(c.From, schema.KeyRsc, c.Rsc+" with "+c.WithRsc), e.colocation(c))
	}
	for _, o := range cfg.Orders {
		if e.untold(o, o.From, o.ID, o.Sets, named{schema.KeyFirstRsc, o.First}, named{schema.KeyThenRsc, o.Then}) {
			continue
		}
		if len(o.Sets) > 0 {
			e.put(where(o.From, schema.KeyID, o.ID), e.resourceSets("order", o.Sets).line("setoptions", "id="+o.ID).
				add(option("kind", o.Kind)...).add(option("symmetrical", o.Symmetrical)...))
			continue
		}
		e.put(where(o.From, schema.KeyFirstRsc, o.First+" then "+o.Then), e.order(o))
	}
	for _, t := range cfg.Tickets {
		if e.untold(t, t.From, t.ID, t.Sets, named{schema.KeyRsc, t.Rsc}) {
			continue
		}
		if len(t.Sets) > 0 {
			e.put(where(t.From, schema.KeyID, t.ID), e.resourceSets("ticket", t.Sets).line("setoptions", "id="+t.ID, "ticket="+t.Ticket).
				add(option("loss-policy", t.LossPolicy)...))
			continue
		}
		e.put(where(t.From, schema.KeyRsc, t.Ticket+" for "+t.Rsc), e.ticket(t))
	}
}

// locationNode writes a score as in the sheet: "avoids" for a negative one, which
// pcs negates again.
func locationNode(l *model.Location) *command {
	if away, negative := strings.CutPrefix(l.Score, "-"); negative {
		return location(l, "avoids", l.Node+"="+away)
	}
	return location(l, "prefers", l.Node+"="+l.Score)
}

// subcommands are the words pcs reads as a command in place of the first resource
// of a constraint. It accepts some with any arguments and does nothing.
var subcommands = []string{"add", "config", "delete", "remove", "set", "show"}

// location starts a location. A % before a resource prevents pcs from reading its
// name as a command.
func location(l *model.Location, words ...string) *command {
	rsc := l.Subject()
	if slices.Contains(subcommands, rsc) {
		rsc = "%" + rsc
	}
	return pcs("constraint", "location", rsc).add(words...)
}

// locationAdd is the form that names the constraint and takes options. Its help
// has no role; pcs takes it with --force (0.10.8, 0.11.5, 0.12.0.2, 0.12.3.1).
func (e *emitter) locationAdd(l *model.Location) (c *command, notes []string) {
	score := l.Score
	if e.target.LocationAddNamedScore {
		score = "score=" + score
	}
	c = pcs("constraint", "location", "add", cmp.Or(l.ID, l.MadeID()), l.Subject(), l.Node, score)
	c.add(option("resource-discovery", l.Discovery)...)
	if l.Role != "" {
		c.flag("--force").add(option("role", e.target.Role(l.Role))...)
		notes = append(notes, "--force: pcs has no option for the role of a location by node")
	}
	return c, notes
}

// colocation writes "colocation add"; score= is the form every version accepts.
func (e *emitter) colocation(c *model.Colocation) *command {
	cmd := pcs("constraint", "colocation", "add")
	if c.RscRole != "" {
		cmd.add(e.target.Role(c.RscRole))
	}
	cmd.add(c.Rsc, "with")
	if c.WithRole != "" {
		cmd.add(e.target.Role(c.WithRole))
	}
	if c.WithRsc == "with" { // pcs counts the word
		e.inexpressible(c.From, schema.KeyWithRsc, c.WithRsc)
	}
	return cmd.add(c.WithRsc, "score="+c.Score).add(option("influence", c.Influence)...).
		add(option("node-attribute", c.NodeAttribute)...).add(option("id", c.ID)...)
}

// ticket writes "constraint ticket add".
func (e *emitter) ticket(t *model.Ticket) *command {
	c := pcs("constraint", "ticket", "add", t.Ticket)
	if t.RscRole != "" {
		c.add(e.target.Role(t.RscRole))
	}
	return c.add(t.Rsc).add(option("loss-policy", t.LossPolicy)...).add(option("id", t.ID)...)
}

// orderActions are the words pcs reads as an action before a resource.
var orderActions = []string{"start", "stop", "promote", "demote"}

// order writes "constraint order".
func (e *emitter) order(o *model.Order) *command {
	c := pcs("constraint", "order")
	c.add(orderSide(o.FirstAction, o.First)...).add("then").add(orderSide(o.ThenAction, o.Then)...)
	return c.add(option("kind", o.Kind)...).add(option("symmetrical", o.Symmetrical)...).
		add(option("require-all", o.RequireAll)...).add(option("id", o.ID)...)
}

// orderSide returns a resource with its action. The action is written for a
// resource with the name of an action or a command, because pcs would read its name
// as one.
func orderSide(action, resource string) []string {
	if action == "" && (slices.Contains(orderActions, resource) || slices.Contains(subcommands, resource)) {
		action = "start"
	}
	if action == "" {
		return []string{resource}
	}
	return []string{action, resource}
}

// option returns name=value, or nothing when there is no value.
func option(name, value string) []string {
	if value == "" {
		return nil
	}
	return []string{name + "=" + value}
}

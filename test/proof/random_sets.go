package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// resourceSets writes COLOCATION_SET and ORDER_SET. Members keep the order of the tree, and
// colocations and orders go the way that pairs does, so that no circle arises;
// no other constraint can contradict their scores.
func (g *generator) resourceSets() {
	if g.ofSets.IntN(3) > 0 {
		return
	}
	free := g.free()
	if len(free) < 2 {
		return
	}
	g.table("COLOCATION_SET")
	g.row("id", "score", "rsc", "rsc", "rsc", "sequential", "role")
	for i, s := range g.cut(free) {
		id, score, role := "", "", ""
		if i == 0 {
			id, score = "together.sets", g.oneOf("100", "+5", "-20", "0")
		}
		if len(s) == 1 && s[0].promotable {
			role = g.oneOf("", "Promoted", "slave", "Started")
		}
		g.row(append(append([]string{id, score}, wide(s)...), g.oneOf("", "true", "NO"), role)...)
	}
	g.table("TICKET_SET")
	g.row("id", "ticket", "rsc", "rsc", "rsc", "role", "loss-policy")
	for i, s := range g.cut(free) {
		id, ticket, policy, role := "", "", "", ""
		if i == 0 {
			id, ticket, policy = "ticket.sets", "ticket-of-sets", g.oneOf("", "stop", "Demote")
		}
		if len(s) == 1 && s[0].promotable {
			role = g.oneOf("", "Promoted", "Master")
		}
		g.row(append(append([]string{id, ticket}, wide(s)...), role, policy)...)
	}
	g.table("ORDER_SET")
	g.row("id", "kind", "symmetrical", "rsc", "rsc", "rsc", "sequential", "action", "require-all")
	sets := g.cut(free)
	for i, s := range sets {
		id, kind, symmetrical, action, all := "", "", "", g.oneOf("", "", "START"), ""
		if i == 0 {
			id, kind, symmetrical = fmt.Sprintf("order-%d.sets", len(sets)), g.oneOf("", "mandatory", "Optional"), g.oneOf("", "false", "TRUE")
		}
		if len(s) == 1 && s[0].promotable && i < len(sets)-1 {
			action = g.oneOf("", "promote", "Start")
		}
		if i < len(sets)-1 {
			all = g.oneOf("", "true", "no")
		}
		g.row(append(append([]string{id, kind, symmetrical}, wide(s)...), g.oneOf("", "TRUE", "false"), action, all)...)
	}
}

// locationSets writes LOCATION_SET for what has no other location by node.
func (g *generator) locationSets(r *rand.Rand) {
	free := slices.DeleteFunc(g.free(), func(t resource) bool { return slices.Contains(g.placed, t.id) })
	if r.IntN(3) > 0 || len(free) < 2 {
		return
	}
	g.ofSets = r
	g.table("LOCATION_SET")
	g.row("id", "node", "score", "rsc", "rsc", "rsc", "role", "resource-discovery")
	for i, s := range g.cut(free) {
		id, node, score, discovery, role := "", "", "", "", ""
		if i == 0 {
			id, node, score, discovery = "place.sets", g.nodes[0], g.oneOf("100", "+5", "-20", "0"), g.oneOf("", "", "always", "Never")
		}
		if len(s) == 1 && s[0].promotable {
			role = g.oneOf("", "Promoted", "slave", "Started")
		}
		g.row(append(append([]string{id, node, score}, wide(s)...), role, discovery)...)
	}
}

// setIDs gives sets ids of their own, in all tables of sets.
func (g *generator) setIDs(r *rand.Rand) {
	column := -1
	for i, row := range g.rows {
		switch {
		case len(row) == 2 && row[0] == "":
			column = -1
			if strings.HasSuffix(row[1], "_SET") && r.IntN(2) == 0 {
				column = len(g.rows[i+1])
				g.rows[i+1] = append(g.rows[i+1], "set-id")
			}
		case column > 0 && len(row) == column && r.IntN(3) > 0:
			g.rows[i] = append(row, fmt.Sprintf("set.%d", i))
		}
	}
}

// free are the resources that sets may name.
func (g *generator) free() []resource {
	return slices.DeleteFunc(slices.Clone(g.tops), func(t resource) bool { return t.fence })
}

// cut makes two or more sets of one to three members of a list.
func (g *generator) cut(list []resource) [][]resource {
	var out [][]resource
	for len(list) > 0 {
		n := min(1+g.ofSets.IntN(3), len(list))
		if len(out) == 0 {
			n = min(n, len(list)-1) // there is a second one
		}
		out, list = append(out, list[:n]), list[n:]
	}
	return out
}

func (g *generator) oneOf(values ...string) string { return values[g.ofSets.IntN(len(values))] }

// wide are the members of a set, as wide as the largest.
func wide(set []resource) []string {
	out := make([]string, 3)
	for i, r := range set {
		out[i] = r.id
	}
	return out
}

package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// tags writes up to three TAG entities of resources of every kind, those inside
// groups and clones included.
func (g *generator) tags() {
	var ids []string
	for _, p := range g.prims {
		ids = append(ids, p.id)
	}
	for _, t := range g.tops {
		if !slices.Contains(ids, t.id) {
			ids = append(ids, t.id)
		}
	}
	for i := range g.r.IntN(4) {
		if i == 0 {
			g.table("TAG")
			g.row("id", "ref")
		}
		id := g.name("tag")
		for _, ref := range shuffled(g, ids) {
			g.row(id, ref)
			id = "" // as above
		}
	}
}

// tagConstraints writes constraints that name a tag: they contradict no other.
func (g *generator) tagConstraints(r *rand.Rand) {
	free := g.free()
	if r.IntN(3) > 0 || len(free) < 2 {
		return
	}
	n := 1 + r.IntN(min(3, len(free)-1))
	g.table("TAG")
	g.row("id", "ref")
	for i, t := range free[:n] {
		g.row([]string{"constrained.tag", ""}[min(i, 1)], t.id)
	}
	g.table("LOCATION_RULE")
	g.row("rsc", "score", "attribute", "op", "value")
	g.row("constrained.tag", fmt.Sprint(1+r.IntN(100)), "tag-rack", "eq", "1")
	g.table("COLOCATION")
	g.row("rsc", "with-rsc", "score")
	pair := []string{"constrained.tag", free[n].id}
	if r.IntN(2) == 0 {
		pair[0], pair[1] = pair[1], pair[0]
	}
	g.row(append(pair, fmt.Sprint(1+r.IntN(100)))...)
	g.table("TICKET")
	g.row("ticket", "rsc", "loss-policy")
	g.row("ticket-of-tag", "constrained.tag", []string{"", "stop", "freeze"}[r.IntN(3)])
}

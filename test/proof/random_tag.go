package proof

import "slices"

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

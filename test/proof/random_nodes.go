package proof

import (
	"math/rand/v2"
	"strconv"
)

// nodeList names at times all nodes of the cluster, most of them with their ids.
func (g *generator) nodeList(r *rand.Rand) {
	if r.IntN(2) == 0 {
		return
	}
	g.table("NODE")
	g.row("uname", "id")
	for i, at := range r.Perm(len(g.nodes)) {
		id := ""
		if r.IntN(4) > 0 {
			id = strconv.Itoa(11 * (i + 1))
		}
		g.row(g.nodes[at], id)
	}
}

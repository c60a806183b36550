package proof

import (
	"math/rand/v2"
	"strconv"
)

// targets writes what STONITH_LEVEL and ALERT did not always have, in tables of their
// own: targets by pattern, ids and descriptions, and events. It has a stream of its
// own, so that the rest of a seed's sheet stays what it was.
func (g *generator) targets(r *rand.Rand) {
	blank := func(percent int, text string) string {
		if r.IntN(100) < percent {
			return ""
		}
		return text
	}
	var levels [][]string
	for i, p := range g.prims {
		if p.kind == "fence" && r.IntN(3) == 0 {
			levels = append(levels, []string{"regexp%^" + p.fenceNode + "$", p.id, strconv.Itoa(1 + r.IntN(9)), blank(60, "level-own-"+strconv.Itoa(i))})
		}
	}
	if len(levels) > 0 {
		g.table("STONITH_LEVEL")
		g.row("node", "id", "level", "level-id")
		for _, row := range levels {
			g.row(row...)
		}
	}
	if r.IntN(4) > 0 {
		return
	}
	g.table("ALERT")
	g.block("P", "path", "id", "description")
	g.row("/usr/local/bin/watch.sh", blank(40, "watch-own"), blank(40, "what is watched"))
	g.block("S", "select", "attribute")
	for _, kind := range []string{"fencing", "nodes", "resources"} {
		if r.IntN(2) == 0 {
			g.row(kind, "")
		}
	}
	g.row("attributes", blank(30, "rack"))
	g.block("R", "recipient", "id", "description")
	g.row("/var/log/watch.log", blank(40, "watch-log"), blank(40, "who is told"))
}

package proof

import (
	"fmt"
	"strconv"
)

// levels writes STONITH_LEVEL: each node by its own device.
func (g *generator) levels() {
	if !g.fencing || !g.chance(50) {
		return
	}
	g.table("STONITH_LEVEL")
	g.row("node", "id", "level")
	for _, p := range g.prims {
		if p.kind == "fence" {
			g.row(p.fenceNode, p.id, strconv.Itoa(1+g.r.IntN(9)))
		}
	}
}

// locations writes LOCATION_NODE, each resource and node once; fence devices
// avoid the node they fence.
func (g *generator) locations() {
	var rows [][]string
	for _, p := range g.prims {
		if p.kind == "fence" && g.chance(80) {
			rows = append(rows, []string{p.id, "avoids", p.fenceNode, ""})
		}
	}
	for _, t := range g.tops {
		if t.fence || !g.chance(60) {
			continue
		}
		g.placed = append(g.placed, t.id)
		rows = append(rows, []string{t.id, "prefers", g.nodes[0], pickOne(g, []string{"200", "inf", "", "+5", "1000000"})})
		if g.chance(50) {
			rows = append(rows, []string{"", "", g.nodes[1], "100"})
		}
		if len(g.nodes) > 2 && g.chance(40) {
			rows = append(rows, []string{t.id, "avoids", g.nodes[2], pickOne(g, []string{"", "50", "INFINITY"})})
		}
	}
	if len(rows) == 0 {
		return
	}
	g.table("LOCATION_NODE")
	g.row("rsc", "prefers/avoids", "node", "score", "role", "resource-discovery", "id")
	for i, r := range rows {
		g.row(append(r, g.locationRole(r[0]), g.discovery(), g.constraintID("loc", i))...)
	}
}

// locationRole is a role for a promotable clone, at times.
func (g *generator) locationRole(rsc string) string {
	for _, t := range g.tops {
		if t.id == rsc && t.promotable {
			return []string{"", "Promoted", "Slave"}[g.later.IntN(3)]
		}
	}
	return ""
}

func (g *generator) discovery() string {
	return []string{"", "", "", "", "always", "never", "Exclusive"}[g.later.IntN(7)]
}

// constraintID names a constraint, at times.
func (g *generator) constraintID(kind string, i int) string {
	if g.later.IntN(4) > 0 {
		return ""
	}
	return fmt.Sprintf("%s-%d.named", kind, i+1)
}

// maybe is a value, at times.
func (g *generator) maybe(values ...string) string {
	if n := g.later.IntN(4 * len(values)); n < len(values) {
		return values[n]
	}
	return ""
}

// ruleValues are values rules compare with: awkward ones that a rule can hold.
var ruleValues = []string{"1", "HS:sync", "100", "a.b", "x-y", "-5", "日本語", "it's", "p$x", "a;b", "C:\\x"}

// ruleValue picks one. Where a rule is one string (pcs 0.12) a value with a
// space cannot be told from two words.
func (g *generator) ruleValue() string {
	if g.target.RuleOneString {
		return pickOne(g, ruleValues)
	}
	return pickOne(g, append([]string{"two words", "a  b"}, ruleValues...))
}

// rules writes LOCATION_RULE with one to three expressions a rule.
func (g *generator) rules() {
	var rows [][]string
	for _, t := range g.tops {
		if t.fence || !g.chance(40) {
			continue
		}
		n := 1 + g.r.IntN(3)
		for i := range n {
			rsc, score, boolOp, role, discovery, id := "", "", "", "", "", ""
			if i == 0 {
				discovery, id = g.discovery(), g.constraintID("rule", len(rows))
				rsc, score = t.id, pickOne(g, []string{"-INFINITY", "200", "-inf", "100", "INFINITY"})
				if n > 1 || g.chance(20) {
					boolOp = pickOne(g, []string{"or", "and", "OR"})
				}
				if t.promotable && g.chance(60) {
					role = pickOne(g, []string{"Promoted", "master", "Unpromoted"})
				}
			}
			attribute := pickOne(g, []string{"ping-status", "rack", "#health-disk", fmt.Sprintf("attr%d", i), "pgsql-status"})
			op := pickOne(g, []string{"lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined"})
			value, kind := "", ""
			if op != "defined" && op != "not_defined" {
				value = g.ruleValue()
				if kind = g.maybe("string", "integer", "Number", "version"); kind != "" && kind != "string" {
					value = "12"
				}
			}
			rows = append(rows, []string{rsc, score, boolOp, attribute, op, value, role, discovery, id, kind})
		}
	}
	if len(rows) == 0 {
		return
	}
	g.table("LOCATION_RULE")
	g.row("rsc", "score", "bool_op", "attribute", "op", "value", "role", "resource-discovery", "id", "type")
	for _, r := range rows {
		g.row(r...)
	}
}

// pairs visits resources that may be tied, the later one first or second, in
// one direction only so that no cycle arises.
func (g *generator) pairs(percent int, tie func(earlier, later resource)) {
	var list []resource
	for _, t := range g.tops {
		if !t.fence {
			list = append(list, t)
		}
	}
	for j := range list {
		for i := range j {
			if g.chance(percent) {
				tie(list[i], list[j])
			}
		}
	}
}

// ties are the mandatory colocations so far: resources that must not run together
// cannot have to, over however many others (HG0631).
type ties struct {
	with  map[string]string // a resource to another one of those it must run with
	apart [][2]string
}

func (t *ties) of(id string) string {
	for t.with[id] != "" {
		id = t.with[id]
	}
	return id
}

// score weakens a mandatory score that the ties so far contradict.
func (t *ties) score(score, a, b string) string {
	a, b = t.of(a), t.of(b)
	switch score {
	case "INFINITY", "inf", "infinity", "1000000":
		for _, p := range t.apart {
			if x, y := t.of(p[0]), t.of(p[1]); x == a && y == b || x == b && y == a {
				return "100"
			}
		}
		if a != b {
			t.with[a] = b
		}
	case "-INFINITY", "-inf":
		if a == b {
			return "-100"
		}
		t.apart = append(t.apart, [2]string{a, b})
	}
	return score
}

func (g *generator) colocations() {
	var rows [][]string
	tied := ties{with: map[string]string{}}
	g.pairs(30, func(a, b resource) {
		roleA, roleB := "", ""
		if a.promotable && g.chance(60) {
			roleA = pickOne(g, []string{"Promoted", "Master", "promoted", "Unpromoted"})
		}
		if b.promotable && g.chance(60) {
			roleB = pickOne(g, []string{"Promoted", "slave", "Started"})
		}
		rows = append(rows, []string{b.id, a.id, tied.score(g.score(), a.id, b.id), roleB, roleA,
			g.maybe("true", "false", "no"), g.maybe("rack", "#uname"), g.constraintID("col", len(rows))})
	})
	if len(rows) == 0 {
		return
	}
	g.table("COLOCATION")
	g.row("rsc", "with-rsc", "score", "rsc-role", "with-rsc-role", "influence", "node-attribute", "id")
	for _, r := range rows {
		g.row(r...)
	}
}

func (g *generator) orders() {
	var rows [][]string
	g.pairs(35, func(a, b resource) {
		first, then := "", ""
		if a.promotable && g.chance(50) {
			first, then = "promote", "start"
		} else if g.chance(20) {
			first, then = "Start", "start"
		}
		symmetrical := pickOne(g, []string{"", "false", "TRUE", "no"})
		rows = append(rows, []string{a.id, b.id, pickOne(g, []string{"", "mandatory", "Optional"}), first, then, symmetrical,
			g.maybe("true", "YES"), g.constraintID("ord", len(rows))})
	})
	if len(rows) == 0 {
		return
	}
	g.table("ORDER")
	g.row("first-rsc", "then-rsc", "kind", "first-action", "then-action", "symmetrical", "require-all", "id")
	for _, r := range rows {
		g.row(r...)
	}
}

// tickets writes TICKET, each resource and ticket once.
func (g *generator) tickets() {
	var rows [][]string
	for _, t := range g.tops {
		if t.fence || g.later.IntN(5) > 0 {
			continue
		}
		role := ""
		if t.promotable {
			role = g.locationRole(t.id)
		}
		policy := g.maybe("stop", "Demote", "freeze")
		rows = append(rows, []string{[]string{"ticketA", "site-2", "7"}[g.later.IntN(3)], t.id, role, policy, g.constraintID("tic", len(rows))})
	}
	if len(rows) == 0 {
		return
	}
	g.table("TICKET")
	g.row("ticket", "rsc", "rsc-role", "loss-policy", "id")
	for _, r := range rows {
		g.row(r...)
	}
}

// alerts writes up to two ALERT entities.
func (g *generator) alerts() {
	for range g.r.IntN(3) {
		g.table("ALERT")
		g.block("P", "path")
		g.row("/usr/share/pacemaker/alerts/alert_" + strconv.Itoa(g.r.IntN(9)) + ".sh")
		if g.chance(60) {
			g.block("A", "type", "name", "value")
			g.attributeRows("options", shuffled(g, [][2]string{{"trap_node", pickOne(g, awkward)}, {"community", "public"}, {"text", pickOne(g, awkward)}}))
			if g.chance(50) {
				g.attributeRows("meta", [][2]string{{"timeout", "15s"}, {"timestamp-format", "%H:%M:%S"}})
			}
		}
		for i := range g.r.IntN(3) {
			g.block("R", "recipient")
			g.row(pickOne(g, recipients()) + strconv.Itoa(i))
			if g.chance(40) {
				g.block("A", "type", "name", "value")
				g.attributeRows("options", [][2]string{{"o", pickOne(g, awkward)}})
			}
		}
	}
}

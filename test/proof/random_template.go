package proof

import (
	"fmt"
	"math/rand/v2"
	"strconv"
)

// patterned is one TEMPLATE table to write, and the primitives from it.
type patterned struct {
	id         string
	agent      []string
	promotable bool
	members    []string
}

// pattern reports true for a part of the choices about templates.
func (g *generator) pattern(percent int) bool { return g.patterns.IntN(100) < percent }

// treeTemplates writes the rows of templates and of what is from them in RESOURCES: at
// the top, in a group, in a clone, above the template and below it.
func (g *generator) treeTemplates() {
	if !g.pattern(60) {
		return
	}
	base := patterned{id: "pattern.1", agent: agentPool["dummy"]}
	if g.pattern(30) {
		g.row("Primitive", "", "", "early")
		base.members = append(base.members, "early")
	}
	g.row("Template", "", "", base.id)
	for i := range 1 + g.patterns.IntN(2) {
		id := fmt.Sprintf("made-%d", i)
		g.row("Primitive", "", "", id)
		base.members = append(base.members, id)
	}
	if g.pattern(50) {
		g.row("Group", "", "", "made-group")
		for i := range 1 + g.patterns.IntN(2) {
			id := fmt.Sprintf("made_in.%d", i)
			g.row("", "Primitive", "", id)
			base.members = append(base.members, id)
		}
	}
	g.rscMeta = append(g.rscMeta, []string{base.members[0], "priority", strconv.Itoa(g.patterns.IntN(9))})
	g.patterned = append(g.patterned, base)
	if g.pattern(50) {
		inClone := patterned{id: "Pattern_2", agent: agentPool["stateful"], promotable: g.pattern(60), members: []string{"copied"}}
		item := "Clone"
		if inClone.promotable {
			item = "Promotable"
		}
		g.row("Template", "", "", inClone.id)
		g.row(item, "", "", "copied-clone")
		g.row("", "Primitive", "", "copied")
		if g.pattern(60) {
			g.rscMeta = append(g.rscMeta, []string{"copied-clone", "notify", "yes"}, []string{"", "interleave", "TRUE"})
		}
		g.patterned = append(g.patterned, inClone)
	}
}

// templates writes the tables of templates, of what is from them, and constraints on
// them.
func (g *generator) templates() {
	for _, t := range g.patterned {
		g.table("TEMPLATE")
		g.block("P", "id", "class", "provider", "type", "description")
		g.row(t.id, t.agent[0], t.agent[1], t.agent[2], pickFrom(g.patterns, "", "all of them"))
		g.patternSets(t, t.id, "", "cpu")
		if t.promotable {
			g.block("O", "type", "interval", "timeout", "role")
			g.row("monitor", "10s", "20s", "Promoted")
			g.row("monitor", "11", "20s", "")
		} else if g.pattern(60) {
			g.block("O", "type", "interval", "timeout", "meta:record-pending")
			g.row("monitor", "10s", "20s", "true")
			g.row("start", "", "1min", "")
		}
		for _, id := range t.members {
			g.table("PRIMITIVE")
			g.block("P", "id", "template", "default-ops", "description")
			g.row(id, t.id, pickFrom(g.patterns, "", "false"), pickFrom(g.patterns, "", "one of them"))
			g.patternSets(t, id, "/run/"+id, "memory")
			if g.pattern(40) {
				g.block("O", "type", "interval", "timeout")
				g.row("stop", "", "90s")
			}
		}
	}
	if len(g.patterned) > 0 && g.pattern(70) {
		g.patternConstraints(g.patterned[0].id)
	}
}

// pickFrom is one of some texts.
func pickFrom(r *rand.Rand, texts ...string) string { return texts[r.IntN(len(texts))] }

// patternSets writes a block A of a template or of what is from it.
func (g *generator) patternSets(t patterned, id, state, capacity string) {
	if g.pattern(40) {
		return
	}
	g.block("A", "type", "name", "value", "set", "set-score", "rule")
	if state != "" { // which no two resources may share
		g.row("options", "state", state)
	}
	if t.agent[2] == "Dummy" {
		g.row("options", "fake", awkward[g.patterns.IntN(len(awkward))])
	}
	if g.pattern(40) {
		g.row("options", "envfile", "plain", id+"-own", pickFrom(g.patterns, "", "5"), pickFrom(g.patterns, "", "#uname eq "+g.nodes[0]))
	}
	g.row("meta", "migration-threshold", strconv.Itoa(1+g.patterns.IntN(5)))
	g.row("utilization", capacity, strconv.Itoa(1+g.patterns.IntN(5)))
}

// patternConstraints writes constraints that name a template.
func (g *generator) patternConstraints(id string) {
	other := g.tops[0].id
	g.table("LOCATION_NODE")
	g.row("rsc", "prefers/avoids", "node", "score", "resource-discovery")
	g.row(id, "prefers", g.nodes[0], strconv.Itoa(1+g.patterns.IntN(100)), pickFrom(g.patterns, "", "exclusive"))
	g.table("LOCATION_RULE")
	g.row("rsc", "score", "attribute", "op", "value")
	g.row(id, "5", "attr0", "eq", "x")
	if g.pattern(50) {
		g.table("COLOCATION")
		g.row("rsc", "with-rsc", "score")
		g.row(id, other, "7")
	}
	if g.pattern(50) {
		g.table("ORDER")
		g.row("first-rsc", "then-rsc", "kind")
		g.row(id, other, "Optional")
	}
	g.table("TICKET")
	g.row("ticket", "rsc", "loss-policy")
	g.row("pattern", id, pickFrom(g.patterns, "", "stop"))
	g.table("TICKET_SET")
	g.row("id", "ticket", "rsc")
	g.row("pattern-set", "patterns", id)
}

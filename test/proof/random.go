// Package proof shows that the CIB hagen writes, the script hagen writes and
// what real pcs makes of that script are one cluster. Its tests need pcs and
// Pacemaker; docs/equivalence.md says what they prove.
package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"hagen/internal/target"
)

// Sheet makes a valid environment-definition sheet from a seed: the same seed
// gives the same sheet. Over many seeds it reaches every shape the tables
// allow: each kind of resource and nesting, operations with all their options,
// rules, constraints, levels, alerts, and values that are awkward to quote. The
// target decides what its pcs can be told.
func Sheet(seed uint64, t *target.Target) [][]string {
	g := &generator{r: rand.New(rand.NewPCG(seed, 0x68616765)), later: rand.New(rand.NewPCG(seed, 0x6c697374)), ofSets: rand.New(rand.NewPCG(seed, 0x72736574)), boxes: rand.New(rand.NewPCG(seed, 0x626f7865)), patterns: rand.New(rand.NewPCG(seed, 0x74656d70)), target: t}
	g.cluster()
	g.tree()
	g.primitives()
	g.levels()
	g.locations()
	g.rules()
	g.colocations()
	g.orders()
	g.tickets()
	g.resourceSets()
	g.alerts()
	g.tags()
	g.acls()
	g.ruleCells(rand.New(rand.NewPCG(seed, 0x72756c65)))
	g.sets(rand.New(rand.NewPCG(seed, 0x73657473)))
	g.targets(rand.New(rand.NewPCG(seed, 0x74617267)))
	g.nodeList(rand.New(rand.NewPCG(seed, 0x6e6f6465)))
	g.bundles()
	g.descriptions(rand.New(rand.NewPCG(seed, 0x64657363)))
	g.locationSets(rand.New(rand.NewPCG(seed, 0x6c736574)))
	g.templates()
	g.setIDs(rand.New(rand.NewPCG(seed, 0x73696473)))
	g.tagConstraints(rand.New(rand.NewPCG(seed, 0x74616763)))
	return g.rows
}

// generator holds what the later tables have to know of the earlier ones.
type generator struct {
	r *rand.Rand
	// later decides what the tables did not always have, so that the rest of a
	// seed's sheet stays what it was.
	later    *rand.Rand
	ofSets   *rand.Rand // decides on resource sets, which came after that
	boxes    *rand.Rand // the same for bundles
	patterns *rand.Rand // and for templates
	target   *target.Target
	rows     [][]string

	nodes     []string
	prims     []prim     // every primitive and fence device, in tree order
	tops      []resource // what constraints may name, in tree order
	fencing   bool
	serial    int
	rscMeta   [][]string
	bundled   []bundled
	placed    []string // what LOCATION_NODE names
	patterned []patterned
}

// resource is one top-level resource.
type resource struct {
	id         string
	promotable bool
	fence      bool
}

// prim is one PRIMITIVE or STONITH table to write.
type prim struct {
	id, kind   string // kind is a key of agentPool, or "fence"
	promotable bool
	fenceNode  string
	utilize    bool
}

func (g *generator) row(cells ...string)     { g.rows = append(g.rows, append([]string{"", ""}, cells...)) }
func (g *generator) table(name string)       { g.rows = append(g.rows, nil, []string{"", name}) }
func (g *generator) note(text string)        { g.rows = append(g.rows, []string{"# " + text}) }
func (g *generator) chance(percent int) bool { return g.r.IntN(100) < percent }

func (g *generator) block(letter string, headers ...string) {
	g.rows = append(g.rows, append([]string{"", letter}, headers...))
}

func pickOne[T any](g *generator, list []T) T { return list[g.r.IntN(len(list))] }

// without are the awkward values a predicate does not name: some commands cannot
// express every value, which hagen reports (HG0902).
func without(not func(string) bool) []string {
	return slices.DeleteFunc(slices.Clone(awkward), not)
}

// nodeValues are those a node attribute can have: crm_attribute, which pcs calls
// for them, takes ASCII alone, and a leading dash for an option.
func nodeValues() []string {
	return without(func(s string) bool {
		return strings.HasPrefix(s, "-") || strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII })
	})
}

// recipients are those an alert can tell: pcs looks for an equal one with a
// query that a single quote ends.
func recipients() []string {
	return without(func(s string) bool { return strings.Contains(s, "'") })
}

// awkward are values that go wrong when they are quoted carelessly.
var awkward = []string{
	"日本語の値", "表示", "é",
	"plain", "two words", "p$ss", "$HOME", "$(id)", "`id`", `back\slash`, `end\`, "it's", `say "hi"`, `'`, `"`,
	"#hash", "semi;colon", "a && b", "a|b", "<tag>", "a&b", "*", "?", "~", "!x", "%d", "a=b", "=x", "-lead", "--double",
	"0", "''", `""`, "{a,b}", "[x]", "a  b", "\\n", "/dev/mapper/x", "(paren)", "x,y", "@", "^", "+1",
}

func (g *generator) name(prefix string) string {
	g.serial++
	return fmt.Sprintf("%s%s%d", prefix, pickOne(g, []string{"", "-", "_", "."}), g.serial)
}

// score is a score a location or colocation may have.
func (g *generator) score() string {
	return pickOne(g, []string{"1", "50", "100", "200", "1000000", "INFINITY", "inf", "-INFINITY", "-100", "0", "+5", "infinity", "-inf"})
}

func (g *generator) time() string {
	times := []string{"10", "10s", "20s", "1min", "5m", "90s", "1h"}
	if !g.target.OperationSeconds {
		times = append(times, "30000ms")
	}
	return pickOne(g, times)
}

// cluster writes NODE, PROPERTY and the defaults.
func (g *generator) cluster() {
	for i := range 2 + g.r.IntN(2) {
		g.nodes = append(g.nodes, fmt.Sprintf("node%02d", i+1))
	}
	g.fencing = g.chance(60)
	g.note("random cluster")
	g.table("NODE")
	g.row("uname", "type", "name", "value")
	for _, n := range g.nodes {
		uname := n
		for i := range 1 + g.r.IntN(2) {
			g.row(uname, "attribute", fmt.Sprintf("attr%d", i), pickOne(g, nodeValues()))
			uname = ""
		}
		if g.chance(40) {
			g.row("", "utilization", "cpu", strconv.Itoa(g.r.IntN(16)+1))
			g.row("", "", "memory", strconv.Itoa(g.r.IntN(4096)+1))
		}
	}
	g.table("PROPERTY")
	g.row("name", "value")
	g.row("stonith-enabled", strconv.FormatBool(g.fencing))
	for _, p := range shuffled(g, [][2]string{
		{"no-quorum-policy", "freeze"}, {"priority-fencing-delay", "10s"}, {"cluster-recheck-interval", "5min"},
		{"node-health-strategy", "only-green"}, {"placement-strategy", "balanced"}, {"start-failure-is-fatal", "false"},
		{"batch-limit", "30"}, {"load-threshold", "75%"}, {"stonith-timeout", "90s"}, {"migration-limit", "5"},
	}) {
		g.row(p[0], p[1])
	}
	if g.chance(70) {
		g.table("RSC_DEFAULTS")
		g.row("name", "value")
		for _, p := range shuffled(g, [][2]string{
			{"resource-stickiness", "200"}, {"migration-threshold", "1"}, {"failure-timeout", "60s"}, {"priority", "0"}, {"allow-unhealthy-nodes", "true"},
		}) {
			g.row(p[0], p[1])
		}
	}
	if g.chance(50) {
		g.table("OP_DEFAULTS")
		g.row("name", "value")
		for _, p := range shuffled(g, [][2]string{{"timeout", "60s"}, {"on-fail", "restart"}}) {
			g.row(p[0], p[1])
		}
	}
}

// shuffled is a random part of a list in random order, at least one.
func shuffled[T any](g *generator, list []T) []T {
	out := append([]T(nil), list...)
	g.r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out[:1+g.r.IntN(len(out))]
}

// tree writes RESOURCES and RSC_ATTRIBUTES.
func (g *generator) tree() {
	g.table("RESOURCES")
	g.row("resourceItem", "resourceItem", "resourceItem", "id")
	for range 2 + g.r.IntN(4) {
		switch g.r.IntN(6) {
		case 0, 1:
			g.treePrimitive(0, false)
		case 2:
			g.treeGroup(0)
		case 3:
			id := g.treeTop("clone", "Clone", false)
			g.treePrimitive(1, false)
			g.cloneMeta(id, false)
		case 4:
			id := g.treeTop("gclone", "Clone", false)
			g.treeGroup(1)
			g.cloneMeta(id, false)
		case 5:
			id := g.treeTop("promo", "Promotable", true)
			g.treePrimitive(1, true)
			g.cloneMeta(id, true)
		}
	}
	g.treeBundles()
	g.treeTemplates()
	if g.fencing {
		for _, n := range g.nodes {
			id := g.name("fence")
			g.row("Stonith", "", "", id)
			g.prims = append(g.prims, prim{id: id, kind: "fence", fenceNode: n})
			g.tops = append(g.tops, resource{id: id, fence: true})
		}
	}
	if len(g.rscMeta) == 0 {
		return
	}
	g.table("RSC_ATTRIBUTES")
	g.row("id", "name", "value")
	for _, m := range g.rscMeta {
		g.row(m...)
	}
}

// treeTop writes one row at the top of the tree.
func (g *generator) treeTop(prefix, item string, promotable bool) string {
	id := g.name(prefix)
	g.row(item, "", "", id)
	g.tops = append(g.tops, resource{id: id, promotable: promotable})
	return id
}

func (g *generator) treeRow(depth int, item, id string) {
	cells := []string{"", "", "", id}
	cells[depth] = item
	g.row(cells...)
}

func (g *generator) treePrimitive(depth int, promotable bool) {
	id := g.name("prm")
	g.treeRow(depth, "Primitive", id)
	kind := pickOne(g, agentKinds)
	if promotable {
		kind = "stateful"
	}
	g.prims = append(g.prims, prim{id: id, kind: kind, promotable: promotable, utilize: g.chance(25)})
	if depth == 0 {
		g.tops = append(g.tops, resource{id: id})
		if g.chance(20) {
			g.rscMeta = append(g.rscMeta, []string{id, "priority", strconv.Itoa(g.r.IntN(9))}, []string{"", "is-managed", "true"})
		}
	}
}

func (g *generator) treeGroup(depth int) {
	id := g.name("grp")
	g.treeRow(depth, "Group", id)
	if depth == 0 {
		g.tops = append(g.tops, resource{id: id})
	}
	for range 1 + g.r.IntN(3) {
		g.treePrimitive(depth+1, false)
	}
	if g.chance(50) {
		g.rscMeta = append(g.rscMeta, []string{id, "priority", "1"}, []string{"", "target-role", pickOne(g, []string{"Started", "stopped"})})
	}
}

func (g *generator) cloneMeta(id string, promotable bool) {
	if promotable {
		g.rscMeta = append(g.rscMeta, []string{id, "promoted-max", "1"}, []string{id, "promoted-node-max", "1"})
	}
	if g.chance(70) {
		for _, m := range shuffled(g, [][2]string{{"clone-max", "2"}, {"clone-node-max", "1"}, {"notify", "yes"}, {"interleave", "TRUE"}, {"ordered", "false"}}) {
			g.rscMeta = append(g.rscMeta, []string{id, m[0], m[1]})
		}
	}
}

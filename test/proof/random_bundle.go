package proof

import (
	"fmt"
	"strconv"
	"strings"
)

// bundled is one BUNDLE table to write, and the primitive inside, if any.
type bundled struct {
	id, inside string
	promoted   int
}

// box reports true for a part of the choices about bundles.
func (g *generator) box(percent int) bool { return g.boxes.IntN(100) < percent }

// treeBundles writes the rows of bundles in RESOURCES, and in RSC_ATTRIBUTES.
func (g *generator) treeBundles() {
	if !g.box(60) {
		return
	}
	for i := range 1 + g.boxes.IntN(2) {
		b := bundled{id: fmt.Sprintf("box-%d", i)}
		g.row("Bundle", "", "", b.id)
		if g.box(70) {
			b.inside, b.promoted = fmt.Sprintf("boxed.%d", i), g.boxes.IntN(2)
			g.row("", "Primitive", "", b.inside)
		}
		if g.box(40) {
			g.rscMeta = append(g.rscMeta, []string{b.id, "resource-stickiness", "100"}, []string{"", "is-managed", "yes"}, []string{"", "allow-unhealthy-nodes", "true"})
		}
		g.bundled = append(g.bundled, b)
	}
}

// bundles writes the tables of bundles, of what is inside, and constraints on them.
func (g *generator) bundles() {
	for _, b := range g.bundled {
		g.bundle(b)
		if b.inside == "" {
			continue
		}
		g.table("PRIMITIVE")
		g.block("P", "id", "class", "provider", "type")
		agent := agentPool["dummy"]
		if b.promoted > 0 {
			agent = agentPool["stateful"]
		}
		g.row(b.inside, agent[0], agent[1], agent[2])
		if g.box(50) {
			g.block("A", "type", "name", "value")
			g.row("options", "state", "/run/"+b.inside)
			g.row("meta", "migration-threshold", "3")
			g.row("utilization", "cpu", "1")
		}
		if g.box(50) {
			g.block("O", "type", "interval", "timeout")
			g.row("monitor", "10s", "20s")
		}
	}
	for _, b := range g.bundled {
		if g.box(50) {
			g.table("LOCATION_NODE")
			g.row("rsc", "prefers/avoids", "node", "score")
			g.row(b.id, "prefers", g.nodes[0], strconv.Itoa(1+g.boxes.IntN(100)))
		}
		if b.promoted > 0 {
			g.table("ORDER")
			g.row("first-rsc", "then-rsc", "first-action", "then-action")
			g.row(b.id, g.tops[0].id, "promote", "start")
		}
	}
}

// value is one of some texts, or none.
func (g *generator) value(texts ...string) string {
	return append(texts, "")[g.boxes.IntN(len(texts)+1)]
}

func (g *generator) bundle(b bundled) {
	kinds := g.target.Containers
	awkwardly := awkward[g.boxes.IntN(len(awkward))]
	g.table("BUNDLE")
	g.block("P", "id", "container", "image", "replicas", "replicas-per-host", "promoted-max", "run-command", "network", "options")
	g.row(b.id, kinds[g.boxes.IntN(len(kinds))], "localhost/"+b.id, g.value("1", "3"), g.value("1", "2"), strconv.Itoa(b.promoted),
		g.value("/usr/sbin/pacemaker_remoted", awkwardly), g.value("host", awkwardly), g.value("--log-driver=journald -e A=b", awkwardly))
	if b.inside != "" || g.box(50) {
		start, port := g.value("192.0.2.100"), g.value("3121", "9999")
		if start == "" && port == "" {
			port = "3131"
		}
		g.block("N", "ip-range-start", "control-port", "host-interface", "host-netmask", "add-host")
		g.row(start, port, g.value("eth0"), g.value("1", "24", "32"), g.value("", "", "no", "TRUE"))
	}
	if g.box(60) {
		g.block("M", "port", "internal-port", "range", "id")
		g.row("80", g.value("8080"), "", g.value(strings.ToLower(b.id)+".web"))
		g.row("", "", "5000-5010", "")
		g.row("80", "", "", "")
	}
	if g.box(60) {
		g.block("S", "source-dir", "source-dir-root", "target-dir", "options", "id")
		g.row("/srv/"+b.id, "", "/srv", g.value("ro", awkwardly), g.value(b.id+".srv"))
		g.row("", "/var/lib/"+b.id, "/var/lib/data", "rw", "")
		g.row("/etc/hosts", "", "/etc/hosts", "", "")
	}
	if g.box(50) {
		g.block("A", "type", "name", "value", "set", "set-score", "rule")
		g.row("meta", "target-role", "Started")
		g.row("", "priority", "10")
		g.row("", "critical", "off")
		if g.box(40) {
			g.row("", "priority", "20", b.id+".own", "5", g.value("#uname eq "+g.nodes[0]))
		}
	}
}

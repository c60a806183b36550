package golden

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"hagen/internal/compile"
	"hagen/internal/model"
	"hagen/internal/value"
	"hagen/test/corpus"
	"hagen/test/need"
	"hagen/test/pcstest"
)

// TestPacemakerStartsExamples lets Pacemaker's own scheduler start each example
// on nodes that are up, and looks where everything went: nothing stays stopped,
// and each resource the sheet has locations for runs on the node they prefer.
func TestPacemakerStartsExamples(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	for _, c := range others(t) {
		if !strings.Contains(c.Name, "examples") {
			continue // the reference sheet waits for attributes that only live agents set
		}
		t.Run(filepath.Base(c.Name), func(t *testing.T) {
			t.Parallel()
			unit, _ := c.For(t, corpus.Installed)
			if unit == nil {
				return // 002-obsolete-property shows a mistake
			}
			running := simulate(t, unit)
			unit.Config.Walk(func(r, _ model.Resource) {
				if p, ok := r.(*model.Primitive); ok && len(running[p.ID]) == 0 {
					t.Errorf("%s is not started", p.ID)
				}
			})
			for _, rsc := range located(unit.Config) {
				checkPlace(t, unit.Config, rsc, running)
			}
		})
	}
}

// located are the resources with locations by node, in order.
func located(cfg *model.Config) []string {
	var out []string
	for _, l := range cfg.Locations {
		if l.Rule == nil && len(l.Sets) == 0 && !slices.Contains(out, l.Rsc) {
			out = append(out, l.Rsc)
		}
	}
	return out
}

// checkPlace compares where a resource runs with its scores by node: never where one
// is -INFINITY, and where the highest is, when that is above zero.
func checkPlace(t *testing.T, cfg *model.Config, rsc string, running map[string][]string) {
	t.Helper()
	best, bestScore := "", 0
	where := nodesRunning(cfg, rsc, running)
	for _, l := range cfg.Locations {
		if l.Rule != nil || l.Rsc != rsc {
			continue
		}
		score, _ := value.ScoreInt(l.Score)
		if score > bestScore {
			best, bestScore = l.Node, score
		}
		if score <= -1000000 && slices.Contains(where, l.Node) {
			t.Errorf("%s runs on %s, which the sheet forbids", rsc, l.Node)
		}
	}
	if best != "" && !slices.Contains(where, best) {
		t.Errorf("%s runs on %v, the sheet prefers %s", rsc, where, best)
	}
}

// nodesRunning are the nodes of a resource, or of all primitives inside it.
func nodesRunning(cfg *model.Config, id string, running map[string][]string) []string {
	r, ok := cfg.Index().Lookup(id)
	if !ok {
		return nil
	}
	out := slices.Clone(running[id])
	for _, m := range r.Members() {
		out = append(out, nodesRunning(cfg, m.ResourceID(), running)...)
	}
	return out
}

// acting has the agents of promotable clones want the first node for the Promoted
// role, and ocf:pacemaker:attribute set its attribute, as they do once they run.
func acting(t *testing.T, cib []byte) []byte {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(cib); err != nil {
		t.Fatal(err)
	}
	node := doc.FindElement("//nodes/node")
	for _, p := range doc.FindElements("//clone/meta_attributes/nvpair[@name='promotable']/../../primitive") {
		id := p.SelectAttrValue("id", "")
		attribute(node, "wants-"+id, "master-"+id, "100")
	}
	for _, p := range doc.FindElements("//primitive[@type='attribute']") {
		param := func(name string) string {
			return p.FindElement("instance_attributes/nvpair[@name='"+name+"']").SelectAttrValue("value", "")
		}
		for i, n := range doc.FindElements("//nodes/node") {
			attribute(n, fmt.Sprint(p.SelectAttrValue("id", ""), "-sets-", i), param("name"), param("active_value"))
		}
	}
	out, err := doc.WriteToBytes()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// attribute gives a node an attribute in a set of its own.
func attribute(node *etree.Element, id, name, value string) {
	set := node.CreateElement("instance_attributes")
	set.CreateAttr("id", id)
	pair := set.CreateElement("nvpair")
	pair.CreateAttr("id", id+"-pair")
	pair.CreateAttr("name", name)
	pair.CreateAttr("value", value)
}

// simulate runs the scheduler and returns the nodes each primitive ends on.
func simulate(t *testing.T, unit *compile.Unit) map[string][]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, acting(t, pcstest.Live(t, unit.XML, unit.Config)), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-x", file, "--simulate", "--output-as=xml"}
	for _, ticket := range unit.Config.Tickets { // the site holds those it needs
		args = append(args, "--ticket-grant="+ticket.Ticket)
	}
	out, err := exec.Command("crm_simulate", args...).Output()
	if err != nil {
		t.Fatalf("crm_simulate: %v\n%s", err, out)
	}
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(out); err != nil {
		t.Fatal(err)
	}
	running := map[string][]string{}
	for _, r := range doc.FindElements("//revised_cluster_status//resource") {
		for _, n := range r.SelectElements("node") {
			id := r.SelectAttrValue("id", "")
			running[id] = append(running[id], n.SelectAttrValue("name", ""))
		}
	}
	return running
}

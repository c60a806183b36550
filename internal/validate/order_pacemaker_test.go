package validate

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/need"
)

// labTree is a tree of resources, labCIB the same as a CIB of two nodes.
var labTree = []string{"Primitive a", "Primitive b", "Primitive c", "Group g", "  Primitive m", "  Primitive n",
	"Clone k", "  Primitive kp", "Promotable s", "  Primitive sp ocf:pacemaker:Stateful", "Stonith f n1", "Stonith h n2"}

func labCIB(constraints string) string {
	dummy := func(id string) string {
		return `<primitive id="` + id + `" class="ocf" provider="pacemaker" type="Dummy"/>`
	}
	device := func(id, node string) string {
		return `<primitive id="` + id + `" class="stonith" type="fence_ipmilan"><instance_attributes id="` + id + `-p">` +
			`<nvpair id="` + id + `-h" name="pcmk_host_list" value="` + node + `"/></instance_attributes></primitive>`
	}
	return `<cib crm_feature_set="3.16.1" validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0"><configuration>
<crm_config><cluster_property_set id="p"><nvpair id="p1" name="stonith-enabled" value="false"/><nvpair id="p2" name="no-quorum-policy" value="ignore"/></cluster_property_set></crm_config>
<nodes><node id="1" uname="n1"/><node id="2" uname="n2"/></nodes>
<resources>` + dummy("a") + dummy("b") + dummy("c") + `<group id="g">` + dummy("m") + dummy("n") + `</group><clone id="k">` + dummy("kp") + `</clone>
<clone id="s"><primitive id="sp" class="ocf" provider="pacemaker" type="Stateful"/><meta_attributes id="s-m"><nvpair id="s-m1" name="promotable" value="true"/></meta_attributes></clone>` +
		device("f", "n1") + device("h", "n2") + `</resources>
<constraints>` + constraints + `</constraints></configuration><status/></cib>`
}

// TestOrderCirclesStopPacemaker tests that hagen finds a circle in random orders
// exactly when Pacemaker gets stuck in the transition that starts the resources.
func TestOrderCirclesStopPacemaker(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	ids := []string{"a", "b", "c", "g", "m", "n", "k"}
	r := rand.New(rand.NewPCG(1, 2))
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	for i := range 30 {
		var rows []string
		var xml strings.Builder
		seen := map[string]bool{}
		for j := range 3 + r.IntN(3) {
			first, then := pick(ids...), pick(ids...)
			inGroup := strings.Contains("gmn", first) && strings.Contains("gmn", then)
			if first == then || inGroup || seen[first+then] {
				continue
			}
			seen[first+then] = true
			kind, symmetrical := pick("Mandatory", "Mandatory", "Optional", "Serialize"), pick("true", "false")
			rows = append(rows, fmt.Sprintf(",,%s,%s,%s,,,%s", first, then, kind, symmetrical))
			fmt.Fprintf(&xml, `<rsc_order id="o%d" first="%s" then="%s" kind="%s" symmetrical="%s"/>`, j, first, then, kind, symmetrical)
		}
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			stuck := simulateStart(t, labCIB(xml.String()))
			found := false
			for _, d := range orders(labTree, rows...).report(t).Sorted() {
				found = found || d.Kind.Code == "HG0642"
			}
			if found != stuck {
				t.Errorf("circle found %v, Pacemaker stuck %v: %q", found, stuck, rows)
			}
		})
	}
}

// simulateStart lets Pacemaker start everything on two fresh nodes and reports
// whether it got stuck.
func simulateStart(t *testing.T, cib string) bool {
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, []byte(cib), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("crm_simulate", "-x", file, "-S", "-u", "n1", "-u", "n2")
	cmd.Env = append(os.Environ(), "CIB_file="+file)
	out, _ := cmd.CombinedOutput() // it also fails when it gets stuck
	if !strings.Contains(string(out), "Revised Cluster Status") {
		t.Fatalf("crm_simulate: %s", out)
	}
	return strings.Contains(string(out), "Transition failed")
}

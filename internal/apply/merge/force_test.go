package merge

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/internal/apply/meaning"
	"hagen/test/need"
)

// pacemaker asks Pacemaker's own tools for the values in force.
func pacemaker(t *testing.T, config []byte, argv ...string) string {
	t.Helper()
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_resource", "crm_simulate")
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, config, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	if argv[0] == "crm_simulate" {
		cmd.Args = append(cmd.Args, "-x", file)
	}
	cmd.Env = append(os.Environ(), "CIB_file="+file, "PATH="+os.Getenv("PATH")+":/usr/sbin")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s\n%s", argv, err, out, config)
	}
	return strings.TrimSpace(string(out))
}

// TestInForce: after a merge the sheet's values are those in force, as crm_resource
// and crm_simulate see them, and nothing of what the sheet says is a difference.
func TestInForce(t *testing.T) {
	live := func(properties, sets string) []byte {
		return []byte(`<cib epoch="7" num_updates="3" admin_epoch="0" validate-with="pacemaker-3.9" crm_feature_set="3.16.1" have-quorum="1" dc-uuid="1"><configuration>` +
			`<crm_config>` + properties + `</crm_config><nodes><node id="1" uname="n1"/></nodes><resources>` +
			`<primitive id="a" class="ocf" provider="pacemaker" type="Dummy">` + sets + `</primitive>` +
			`<primitive id="b" class="ocf" provider="pacemaker" type="Dummy"><instance_attributes id="shared" score="3"><nvpair id="shared-s" name="state" value="shared"/></instance_attributes></primitive>` +
			`</resources><constraints/></configuration><status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member" expected="member"/></status></cib>`)
	}
	params := func(id, attrs, value string) string {
		return `<instance_attributes id="` + id + `" ` + attrs + `><nvpair id="` + id + `-state" name="state" value="` + value + `"/></instance_attributes>`
	}
	properties := func(id, attrs, value string) string {
		return `<cluster_property_set id="` + id + `" ` + attrs + `><nvpair id="` + id + `-se" name="stonith-enabled" value="false"/><nvpair id="` + id + `-mm" name="maintenance-mode" value="` + value + `"/></cluster_property_set>`
	}
	sent := live(properties("cib-bootstrap-options", "", "true"), params("a-instance_attributes", "", "sheet"))
	for name, sets := range map[string]string{
		"none":                      "",
		"the same set":              params("a-instance_attributes", "", "old"),
		"another set":               params("mine", "", "old"),
		"two sets":                  params("one", "", "old") + params("two", "", "older"),
		"a set of a score":          params("one", "", "old") + params("two", `score="9"`, "older"),
		"a set of a score first":    params("two", `score="9"`, "older") + params("a-instance_attributes", "", "old"),
		"a negative score":          params("a-instance_attributes", `score="-5"`, "old") + params("two", "", "older"),
		"held elsewhere":            `<instance_attributes id-ref="shared"/>`,
		"held elsewhere, and here":  params("a-instance_attributes", "", "old") + `<instance_attributes id-ref="shared"/>`,
		"held elsewhere, but lower": params("one", `score="9"`, "old") + `<instance_attributes id-ref="shared"/>`,
	} {
		t.Run(name, func(t *testing.T) {
			out, err := Into(live(properties("cib-bootstrap-options", "", "false"), sets), sent, Merge)
			if err != nil {
				t.Fatal(err)
			}
			if got := pacemaker(t, out, "crm_resource", "-r", "a", "-g", "state"); got != "sheet" {
				t.Errorf("state=%s is in force:\n%s", got, out)
			}
			agrees(t, out, sent)
		})
	}
	for name, set := range map[string]string{
		"none":              "",
		"the same set":      properties("cib-bootstrap-options", "", "false"),
		"another set":       properties("mine", "", "false"),
		"another set first": properties("mine", "", "false") + properties("cib-bootstrap-options", "", "false"),
		"another set after": properties("cib-bootstrap-options", "", "false") + properties("mine", `score="INFINITY"`, "false"),
	} {
		for _, mode := range []Mode{Merge, Replace} {
			t.Run("properties, "+name+", "+string(mode), func(t *testing.T) {
				out, err := Into(live(set, ""), sent, mode)
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(pacemaker(t, out, "crm_simulate", "-S"), "Start ") {
					t.Errorf("maintenance-mode=true is not in force:\n%s", out)
				}
				if strings.Contains(set, `id="mine"`) != strings.Contains(string(out), `id="mine"`) {
					t.Errorf("the other set is lost:\n%s", out)
				}
				agrees(t, out, sent)
			})
		}
	}
}

// agrees checks that the sheet and the merged CIB do not differ in what
// the sheet says: there may only be more in the cluster.
func agrees(t *testing.T, merged, sent []byte) {
	t.Helper()
	replaced, err := Into(merged, sent, Replace)
	if err != nil {
		t.Fatal(err)
	}
	a, err := meaning.Of(merged)
	if err != nil {
		t.Fatal(err)
	}
	b, err := meaning.Of(replaced)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range meaning.Diff(a, b) {
		for _, d := range c.Details {
			if d.Action != meaning.Remove && d.Field != "members" {
				t.Errorf("after the merge the sheet and the cluster differ: %+v\n%s", c, merged)
			}
		}
	}
	again, err := Into(merged, sent, Merge)
	if err != nil || string(again) != string(merged) {
		t.Errorf("a second merge changes something (%v):\n%s\nthen\n%s", err, merged, again)
	}
}

// TestPrecedenceIsPacemakers asks crm_resource which of two sets counts.
func TestPrecedenceIsPacemakers(t *testing.T) {
	for _, scores := range [][2]string{{"", ""}, {"", `score="1"`}, {`score="1"`, ""}, {`score="-1"`, ""}, {`score="INFINITY"`, `score="2000000"`}, {`score="5"`, `score="+5"`}} {
		config := []byte(`<cib epoch="7" num_updates="3" admin_epoch="0" validate-with="pacemaker-3.9" crm_feature_set="3.16.1"><configuration><crm_config/><nodes/><resources>` +
			`<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"><instance_attributes id="x" ` + scores[0] + `><nvpair id="x1" name="state" value="first"/><nvpair id="x2" name="state" value="twice"/></instance_attributes>` +
			`<instance_attributes id="y" ` + scores[1] + `><nvpair id="y1" name="state" value="second"/></instance_attributes></primitive></resources><constraints/></configuration><status/></cib>`)
		c, err := meaning.Of(config)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := c.Get(meaning.Primitive, "a", "state"), pacemaker(t, config, "crm_resource", "-r", "a", "-g", "state"); got != want {
			t.Errorf("scores %v: %s, Pacemaker says %s", scores, got, want)
		}
	}
}

package tools

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/pcmk"
	"hagen/test/need"
)

// history is what a node remembers of a resource that runs there.
const history = `<lrm_resource id="%[1]s" type="Dummy" class="ocf" provider="pacemaker"><lrm_rsc_op id="%[1]s_last_0" operation_key="%[1]s_start_0" operation="start" crm-debug-origin="x" crm_feature_set="3.16.1" transition-key="1:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" transition-magic="0:0;1:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" exit-reason="" on_node="node01" call-id="%[2]d" rc-code="0" op-status="0" interval="0" last-rc-change="1" exec-time="1" queue-time="0" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"/></lrm_resource>`

// runningCIB is a cluster of one node on which resources run; those of new are
// configured and run nowhere.
func runningCIB(running, new []string, properties string) string {
	var resources, status strings.Builder
	for i, id := range running {
		fmt.Fprintf(&resources, `<primitive id="%s" class="ocf" provider="pacemaker" type="Dummy"/>`, id)
		fmt.Fprintf(&status, history, id, 10+i)
	}
	for _, id := range new {
		fmt.Fprintf(&resources, `<primitive id="%s" class="ocf" provider="pacemaker" type="Dummy"/>`, id)
	}
	state := `<status><node_state id="1" uname="node01" in_ccm="true" crmd="online" join="member" expected="member"><lrm id="1"><lrm_resources>` + status.String() +
		`</lrm_resources></lrm></node_state></status>`
	cib := strings.Replace(emptyCIB, `<node id="2" uname="node02"/>`, "", 1)
	cib = strings.Replace(cib, "<resources/>", "<resources>"+resources.String()+"</resources>", 1)
	cib = strings.Replace(cib, "<nvpair", properties+`<nvpair id="s" name="stonith-enabled" value="false"/><nvpair`, 1)
	return strings.Replace(cib, "<status/>", state, 1)
}

// TestSimulateAnswersAsCarriedOut: whether or not crm_simulate carries the actions
// out, the answer says what crm_simulate --simulate says.
func TestSimulateAnswersAsCarriedOut(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	c := New("here", Local{})
	for name, cib := range map[string]string{
		"nothing to do": runningCIB([]string{"a", "b"}, nil, ""),
		"one to start":  runningCIB([]string{"a"}, []string{"b"}, ""),
		"one to stop":   strings.Replace(runningCIB([]string{"a", "b"}, nil, ""), `<primitive id="a" class="ocf" provider="pacemaker" type="Dummy"/>`, "", 1),
		"one that stays stopped": strings.Replace(runningCIB([]string{"a"}, []string{"b"}, ""), `<primitive id="b" class="ocf" provider="pacemaker" type="Dummy"/>`,
			`<primitive id="b" class="ocf" provider="pacemaker" type="Dummy"><meta_attributes id="bm"><nvpair id="bt" name="target-role" value="Stopped"/></meta_attributes></primitive>`, 1),
		"in maintenance":   runningCIB([]string{"a"}, []string{"b"}, `<nvpair id="m" name="maintenance-mode" value="true"/>`),
		"a monitor to add": strings.Replace(runningCIB([]string{"a", "b"}, nil, ""), `type="Dummy"/>`, `type="Dummy"><operations><op id="o" name="monitor" interval="10s"/></operations></primitive>`, 1),
		"a node unclean":   strings.Replace(runningCIB([]string{"a"}, nil, ""), `crmd="online" join="member"`, `crmd="offline" join="down"`, 1),
		"without status":   emptyCIB,
	} {
		t.Run(name, func(t *testing.T) {
			full := exec.Command("crm_simulate", "--xml-pipe", "--simulate", "--output-as=xml")
			full.Stdin, full.Env = strings.NewReader(cib), append(full.Environ(), "CIB_shadow_dir="+t.TempDir())
			out, err := full.Output()
			if err != nil {
				t.Fatal(err)
			}
			want, err := pcmk.ReadSimulation(out)
			if err != nil {
				t.Fatal(err)
			}
			answer, err := c.Simulate(t.Context(), []byte(cib))
			if err != nil {
				t.Fatal(err)
			}
			got, err := pcmk.ReadSimulation(answer)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-carried out +answered):\n%s", diff)
			}
		})
	}
}

// TestSimulateCarriesNothingOutInVain: to begin eighty monitors on a copy takes
// crm_simulate seconds, and afterwards everything is as before.
func TestSimulateCarriesNothingOutInVain(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	path, err := lookPath("crm_simulate")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i := range 80 {
		ids = append(ids, fmt.Sprintf("r%03d", i))
	}
	quiet := runningCIB(ids, nil, "")
	for i, id := range ids {
		op := fmt.Sprintf(`<operations><op id="o%d" name="monitor" interval="10s"/></operations>`, i)
		quiet = strings.Replace(quiet, fmt.Sprintf(`<primitive id="%s" class="ocf" provider="pacemaker" type="Dummy"/>`, id),
			fmt.Sprintf(`<primitive id="%s" class="ocf" provider="pacemaker" type="Dummy">%s</primitive>`, id, op), 1)
	}
	dir := t.TempDir()
	calls := filepath.Join(dir, "calls")
	wrapper := "#!/bin/sh\necho \" $* \" >> " + calls + "\nexec " + path + ` "$@"` + "\n"
	if err := os.WriteFile(filepath.Join(dir, "crm_simulate"), []byte(wrapper), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+":"+os.Getenv("PATH"))
	for _, tt := range []struct {
		name, cib string
		want      []string
	}{
		{"monitors", quiet, []string{" --run "}},
		{"a start", runningCIB([]string{"a"}, []string{"b"}, ""), []string{" --run ", " --simulate "}},
	} {
		if err := os.WriteFile(calls, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := New("here", Local{}).Simulate(t.Context(), []byte(tt.cib)); err != nil {
			t.Fatal(err)
		}
		said, err := os.ReadFile(calls)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSuffix(string(said), "\n"), "\n")
		if !slices.EqualFunc(lines, tt.want, strings.Contains) {
			t.Errorf("%s: crm_simulate was called with\n%swant %q", tt.name, said, tt.want)
		}
	}
}

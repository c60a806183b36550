package installed

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hagen/internal/agents"
	"hagen/test/need"
)

// needDebian12 skips unless this is the machine the debian12 target describes.
func needDebian12(t *testing.T) {
	t.Helper()
	release, err := os.ReadFile("/etc/os-release")
	if err != nil || !bytes.Contains(release, []byte(`VERSION_ID="12"`)) || !bytes.Contains(release, []byte("ID=debian")) {
		need.Skip(t, "this is not Debian 12, which the target describes")
	}
	need.Tool(t, "apt install resource-agents fence-agents pacemaker pacemaker-cli-utils drbd-utils booth-pacemaker",
		"/usr/lib/ocf/resource.d/linbit/drbd", "/usr/lib/ocf/resource.d/pacemaker/booth-site", "/usr/lib/ocf/resource.d/heartbeat/IPaddr2", "/usr/sbin/fence_ipmilan", "/usr/lib/ocf/resource.d/pacemaker/Dummy", "crm_resource")
}

// machineDefaults sets the defaults that depend on what else is installed here
// to what they are on a machine with nothing else.
func machineDefaults(list []agents.Agent) {
	for _, a := range list {
		for i, p := range a.Params {
			if a.Name == "ocf:heartbeat:apache" && p.Name == "configfile" && p.Default == "/etc/apache2/apache2.conf" {
				a.Params[i].Default = "/etc/httpd/conf/httpd.conf"
			}
		}
	}
}

// readAll reads every agent on this machine, but for those a test of cmd/hagen
// may have put here for a moment.
func readAll(t *testing.T) []agents.Agent {
	t.Helper()
	found, err := Find(Machine())
	if err != nil {
		t.Fatal(err)
	}
	found = slices.DeleteFunc(found, func(a Agent) bool { return strings.HasPrefix(a.Name, "ocf:hagentest:") })
	list, failed := Read(t.Context(), found, nil)
	for _, f := range failed {
		t.Error(f)
	}
	return list
}

func debian12(t *testing.T) *agents.Catalog {
	t.Helper()
	catalog, err := agents.Load("debian12")
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// TestInstalled reads every agent on the machine, once for both comparisons.
func TestInstalled(t *testing.T) {
	need.Long(t)
	needDebian12(t)
	list := readAll(t)
	t.Run("as pcs reads them", func(t *testing.T) { equalToPcs(t, list) })
	t.Run("as they are embedded", func(t *testing.T) { equalToEmbedded(t, list) })
}

// equalToEmbedded compares names, parameters, actions, all facts of them; what agents
// say of their parameters is that of the newest release read.
// Nothing is left out; what depends on the instance is the same because the
// instance is called like the type, see ocfEnvironment.
func equalToEmbedded(t *testing.T, list []agents.Agent) {
	machineDefaults(list)
	catalog := debian12(t)
	var names []string
	for i := range list {
		names = append(names, list[i].Name)
		embedded, ok := catalog.Agent(list[i].Name)
		if !ok {
			t.Errorf("%s is installed but not embedded", list[i].Name)
			continue
		}
		if diff := cmp.Diff(embedded, list[i].Undescribed()); diff != "" {
			t.Errorf("%s (- embedded, + installed):\n%s", list[i].Name, diff)
		}
	}
	// Agents upstream has and Debian leaves out, or puts into another package.
	elsewhere := []string{"stonith:fence_amt_ws", "stonith:fence_virt", "stonith:fence_xvm", "stonith:fence_zvm"}
	for _, name := range catalog.Names() {
		if !slices.Contains(names, name) && !slices.Contains(elsewhere, name) && !strings.HasPrefix(name, "ocf:linuxhajp:") {
			t.Errorf("%s is embedded but not installed", name)
		}
	}
	t.Logf("%d agents are equal", len(list))
}

// pcsView lets pcs load the metadata of agents, by crm_resource and with all its
// checks: from full names on stdin to the parts of the result that package
// agents promises to read the same way.
const pcsView = `
import json, os, subprocess, sys
from concurrent.futures import ThreadPoolExecutor
from pcs.lib.resource_agent import const, name as names
from pcs.lib.resource_agent.xml import load_metadata, parse_metadata
from pcs.lib.resource_agent.ocf_transform import ocf_version_to_ocf_unified
from pcs.lib.resource_agent.pcs_transform import ocf_unified_to_pcs
class Runner:
    def run(self, args, env_extend):
        done = subprocess.run(args, env=dict(os.environ, **env_extend), capture_output=True, text=True)
        return done.stdout, done.stderr, done.returncode
def view(full):
    name = names.split_resource_agent_name(full)
    meta = ocf_unified_to_pcs(ocf_version_to_ocf_unified(parse_metadata(name, load_metadata(Runner(), name))))
    return {
        "parameters": [{
            "name": p.name, "type": p.type, "default": p.default or "", "required": p.required,
            "deprecated": p.deprecated, "enum": p.enum_values or [], "replaced_by": sorted(p.deprecated_by),
        } for p in meta.parameters],
        "actions": [{
            "name": a.name, "timeout": a.timeout or "", "interval": a.interval or "", "role": a.role or "",
            "depth": a.depth or "", "start_delay": a.start_delay or "", "automatic": a.automatic, "on_target": a.on_target,
        } for a in meta.actions],
        "groups": sorted(sorted(g) for g in meta.unique_parameter_groups.values()),
        "unfencing": meta.provides_unfencing, "promotable": meta.provides_promotability,
    }
with ThreadPoolExecutor(os.cpu_count()) as pool:
    asked = json.load(sys.stdin)
    json.dump(dict(zip(asked, pool.map(view, asked))), sys.stdout)
`

type view struct {
	Parameters            []viewParam
	Actions               []agents.Action
	Groups                [][]string
	Unfencing, Promotable bool
}

type viewParam struct {
	Name, Type, Default  string
	Required, Deprecated bool
	Enum                 []string
	ReplacedBy           []string `json:"replaced_by"`
}

// viewOf is what package agents makes of the same, in the same form.
func viewOf(a *agents.Agent) view {
	v := view{Actions: a.Actions, Unfencing: a.Unfences(), Promotable: a.Promotable()}
	for _, p := range a.Params {
		v.Parameters = append(v.Parameters, viewParam{
			p.Name, p.Type, p.Default, p.Required, p.Deprecated, p.Enum, slices.Sorted(slices.Values(p.ReplacedBy)),
		})
	}
	for _, g := range a.UniqueGroups() {
		v.Groups = append(v.Groups, slices.Sorted(slices.Values(g)))
	}
	slices.SortFunc(v.Groups, slices.Compare)
	return v
}

// equalToPcs compares with pcs as an oracle. pcs asks Pacemaker, and not the
// agent itself: that is the same, but for the actions Pacemaker adds to fence
// agents.
func equalToPcs(t *testing.T, list []agents.Agent) {
	const python = "/usr/bin/python3" // the one of pcs
	if exec.Command(python, "-c", "import pcs.lib.resource_agent").Run() != nil {
		need.Skip(t, "pcs is not installed: apt install pcs")
	}
	var names []string
	for _, a := range list {
		names = append(names, a.Name)
	}
	input, err := json.Marshal(names)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(python, "-c", pcsView)
	var stderr bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), &stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &stderr)
	}
	var views map[string]view
	if err := json.Unmarshal(output, &views); err != nil {
		t.Fatal(err)
	}
	for i := range list {
		want, got := views[list[i].Name], viewOf(&list[i])
		for i := range want.Parameters {
			// words instead of a value, see ReadMetadata
			if strings.HasPrefix(want.Parameters[i].Default, "exists, but impossible to show") {
				want.Parameters[i].Default = ""
			}
		}
		if strings.HasPrefix(list[i].Name, "stonith:") {
			got.Actions = append(got.Actions, agents.Action{Name: "stop", Timeout: "20s"}, agents.Action{Name: "start", Timeout: "20s"})
		}
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (- pcs, + hagen):\n%s", list[i].Name, diff)
		}
	}
}

// TestFindsLikePcs: the agents are those pcs lists, except what is not a separate
// program: the plugins of cluster-glue and what Pacemaker makes up.
func TestFindsLikePcs(t *testing.T) {
	needDebian12(t)
	found, err := Find(Machine())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range found {
		names = append(names, a.Name)
	}
	for _, list := range []string{"ocf:heartbeat", "ocf:pacemaker", "stonith"} {
		output, err := exec.Command("crm_resource", "--list-agents", list).Output()
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, typ := range strings.Fields(string(output)) {
			if list != "stonith" || strings.HasPrefix(typ, "fence_") && !isHelper(typ) {
				want = append(want, list+":"+typ)
			}
		}
		for _, name := range names {
			if strings.HasPrefix(name, list+":") {
				got = append(got, name)
			}
		}
		slices.Sort(want)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (- Pacemaker, + hagen):\n%s", list, diff)
		}
	}
	if !slices.IsSorted(names) {
		t.Error("the agents are not sorted")
	}
}

// TestStockLSB asks Pacemaker about a real init script.
func TestStockLSB(t *testing.T) {
	needDebian12(t)
	const name = "lsb:procps"
	output, err := exec.Command("crm_resource", "--show-metadata", name).Output()
	if err != nil {
		need.Skip(t, "needs the init script procps: apt install procps")
	}
	compareStock(t, name, output)
}

// TestStockSystemd reads the answer from the library that gives it, as there is
// no systemd to ask in a container.
func TestStockSystemd(t *testing.T) {
	needDebian12(t)
	libs, _ := filepath.Glob("/usr/lib/*/libcrmservice.so.*")
	if len(libs) == 0 {
		need.Skip(t, "needs libcrmservice: apt install pacemaker")
	}
	library, err := os.ReadFile(libs[0])
	if err != nil {
		t.Fatal(err)
	}
	end := bytes.Index(library, []byte(`<special tag="systemd"/>`))
	if end < 0 {
		t.Fatalf("%s does not hold the answer for units", libs[0])
	}
	start := bytes.LastIndex(library[:end], []byte("<resource-agent"))
	compareStock(t, "systemd:haproxy", append(bytes.Clone(library[start:end]), "</resource-agent>"...))
}

func compareStock(t *testing.T, name string, metadata []byte) {
	t.Helper()
	want, err := agents.ReadMetadata(name, metadata)
	if err != nil {
		t.Fatal(err)
	}
	got, ok := debian12(t).Agent(name)
	if !ok {
		t.Fatalf("%s is not known", name)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (- Pacemaker, + hagen):\n%s", name, diff)
	}
}

// TestOptionsOfDaemons compares the options with what Pacemaker's daemons say,
// which is where pcs takes them from.
func TestOptionsOfDaemons(t *testing.T) {
	needDebian12(t)
	catalog := debian12(t)
	tests := []struct {
		set     agents.OptionSet
		daemons []string
	}{
		{agents.ClusterProperties, []string{"pacemaker-based", "pacemaker-controld", "pacemaker-schedulerd"}},
		{agents.FencingParams, []string{"pacemaker-fenced"}},
	}
	for _, tt := range tests {
		daemon := map[string]string{}
		for _, name := range tt.daemons {
			path := filepath.Join("/usr/lib/pacemaker", name)
			need.Tool(t, "apt install pacemaker", path)
			output, err := exec.Command(path, "metadata").Output()
			if err != nil {
				t.Fatal(err)
			}
			a, err := agents.ReadMetadata("ocf:pacemaker:daemon", output)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Params {
				daemon[p.Name] = p.Default
			}
		}
		embedded := map[string]string{}
		for _, o := range catalog.Options(tt.set) {
			embedded[o.Name] = o.Default
		}
		if diff := cmp.Diff(daemon, embedded); diff != "" {
			t.Errorf("%s (- daemons, + embedded):\n%s", tt.set, diff)
		}
	}
}

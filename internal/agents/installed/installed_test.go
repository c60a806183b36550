package installed

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hagen/internal/agents"
)

// needDebian12 skips unless this is the machine the debian12 target describes.
func needDebian12(t *testing.T) {
	t.Helper()
	release, err := os.ReadFile("/etc/os-release")
	if err != nil || !bytes.Contains(release, []byte(`VERSION_ID="12"`)) || !bytes.Contains(release, []byte("ID=debian")) {
		t.Skip("needs Debian 12 with: apt install resource-agents fence-agents pacemaker")
	}
	for _, path := range []string{
		"/usr/lib/ocf/resource.d/heartbeat/IPaddr2", "/usr/sbin/fence_ipmilan", "/usr/lib/ocf/resource.d/pacemaker/Dummy",
	} {
		if !executable(path) {
			t.Skipf("%s is missing: apt install resource-agents fence-agents pacemaker", path)
		}
	}
}

func debian12(t *testing.T) *agents.Catalog {
	t.Helper()
	catalog, err := agents.Load("debian12")
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

// TestInstalledEqualsEmbedded reads every agent on the machine: names,
// parameters, actions, all facts of them. Nothing is left out; what depends on
// the instance is the same because the instance is called like the type, see
// ocfEnvironment.
func TestInstalledEqualsEmbedded(t *testing.T) {
	needDebian12(t)
	list, err := Read(context.Background(), Machine())
	if err != nil {
		t.Errorf("not every agent answers: %v", err)
	}
	catalog := debian12(t)
	var names []string
	for i := range list {
		names = append(names, list[i].Name)
		embedded, ok := catalog.Agent(list[i].Name)
		if !ok {
			t.Errorf("%s is installed but not embedded", list[i].Name)
			continue
		}
		if diff := cmp.Diff(embedded, &list[i]); diff != "" {
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

// pcsView asks pcs itself how it reads metadata: from full name → XML on stdin
// to the parts of the result that package agents promises to read the same way.
const pcsView = `
import json, sys
from lxml import etree
from pcs.lib.resource_agent import const, name as names
from pcs.lib.resource_agent.xml import parse_metadata
from pcs.lib.resource_agent.ocf_transform import ocf_version_to_ocf_unified
from pcs.lib.resource_agent.pcs_transform import ocf_unified_to_pcs
out = {}
for full, text in json.load(sys.stdin).items():
    dom = etree.fromstring(text.encode())
    meta = ocf_unified_to_pcs(ocf_version_to_ocf_unified(parse_metadata(names.split_resource_agent_name(full), dom)))
    out[full] = {
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
json.dump(out, sys.stdout)
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

// TestReadsLikePcs compares with pcs as an oracle, for every installed agent.
func TestReadsLikePcs(t *testing.T) {
	needDebian12(t)
	if err := exec.Command("python3", "-c", "import pcs.lib.resource_agent").Run(); err != nil {
		t.Skip("needs pcs: apt install pcs")
	}
	sources, err := Machine().sources()
	if err != nil {
		t.Fatal(err)
	}
	printed := map[string]string{}
	for i, a := range runAll(context.Background(), sources) {
		printed[sources[i].name] = string(a.metadata)
	}
	input, err := json.Marshal(printed)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("python3", "-c", pcsView)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(input), os.Stderr
	output, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var views map[string]view
	if err := json.Unmarshal(output, &views); err != nil {
		t.Fatal(err)
	}
	for _, s := range sources {
		agent, err := agents.ReadMetadata(s.name, []byte(printed[s.name]))
		if err != nil {
			t.Error(err)
			continue
		}
		want := views[s.name]
		for i := range want.Parameters {
			// words instead of a value, see ReadMetadata
			if strings.HasPrefix(want.Parameters[i].Default, "exists, but impossible to show") {
				want.Parameters[i].Default = ""
			}
		}
		if diff := cmp.Diff(want, viewOf(agent), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (- pcs, + hagen):\n%s", s.name, diff)
		}
	}
}

// TestStockLSB asks Pacemaker about a real init script.
func TestStockLSB(t *testing.T) {
	needDebian12(t)
	if _, err := exec.LookPath("crm_resource"); err != nil {
		t.Skip("needs crm_resource: apt install pacemaker-cli-utils")
	}
	for _, class := range []string{"lsb", "service"} {
		name := class + ":procps"
		output, err := exec.Command("crm_resource", "--show-metadata", name).Output()
		if err != nil {
			t.Skip("needs the init script procps: apt install procps")
		}
		compareStock(t, name, output)
	}
}

// TestStockSystemd reads the answer from the library that gives it, as there is
// no systemd to ask in a container.
func TestStockSystemd(t *testing.T) {
	needDebian12(t)
	libs, _ := filepath.Glob("/usr/lib/*/libcrmservice.so.*")
	if len(libs) == 0 {
		t.Skip("needs libcrmservice: apt install pacemaker")
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
			if !executable(path) {
				t.Skipf("%s is missing: apt install pacemaker", path)
			}
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

// script makes an agent of a few lines of sh.
func script(t *testing.T, path, body string) {
	t.Helper()
	if _, err := os.Stat("/bin/sh"); err != nil {
		t.Skip("needs /bin/sh")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestRead(t *testing.T) {
	dir := t.TempDir()
	roots := Roots{OCF: dir, Fence: filepath.Join(dir, "sbin")}
	acme := filepath.Join(dir, "resource.d", "acme")
	script(t, filepath.Join(acme, "good"), `echo "a warning" >&2
echo "a remark"
[ "$1 $__OCF_ACTION" = "meta-data meta-data" ] || exit 3
echo "<resource-agent><parameters><parameter name='state'><content default='$OCF_ROOT/$OCF_RESOURCE_PROVIDER-$OCF_RESOURCE_INSTANCE'/></parameter></parameters></resource-agent>"
exit 1`)
	script(t, filepath.Join(acme, "silent"), "echo broken >&2; exit 1")
	script(t, filepath.Join(acme, "wrong"), "echo '<html/>'")
	script(t, filepath.Join(acme, ".ocf-shellfuncs"), "exit 1")
	if err := os.WriteFile(filepath.Join(acme, "README"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	script(t, filepath.Join(dir, "sbin", "fence_x"), `[ "$*" = "-o metadata" ] && echo "<resource-agent><actions><action name='monitor'/></actions></resource-agent>"`)
	script(t, filepath.Join(dir, "sbin", "fence_ack_manual"), "exit 1")

	list, err := Read(context.Background(), roots)
	want := []agents.Agent{
		{Name: "ocf:acme:good", Params: []agents.Param{{Name: "state", Type: "string", Default: dir + "/acme-good"}}},
		{Name: "stonith:fence_x", Actions: []agents.Action{{Name: "monitor"}}},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	for _, part := range []string{"ocf:acme:silent prints no metadata", "broken", "ocf:acme:wrong"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("error %v does not say %q", err, part)
		}
	}
}

func TestReadGivesUp(t *testing.T) {
	dir := t.TempDir()
	script(t, filepath.Join(dir, "resource.d", "acme", "slow"), "exec sleep 60")
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := Read(ctx, Roots{OCF: dir}); err == nil || time.Since(start) > 20*time.Second {
		t.Errorf("after %v: error %v", time.Since(start), err)
	}
}

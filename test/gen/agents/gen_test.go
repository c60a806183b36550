package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/test/need"
)

const embedded = "../../../internal/agents/data"

// embeddedCopy is a folder with the embedded form.
func embeddedCopy(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(embedded)); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func catalog(t *testing.T, dir, target string) *agents.Catalog {
	t.Helper()
	c, err := agents.Parse(read(t, dir, "agents.txt"), read(t, dir, "options.txt"), target)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCanonical: the embedded form is what this program makes of it, so that a
// change by hand, or of the program, shows.
func TestCanonical(t *testing.T) {
	dir := embeddedCopy(t)
	if err := run(t.Context(), []string{"-data", dir}, os.Stderr); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"agents.txt", "options.txt"} {
		if diff := cmp.Diff(read(t, embedded, name), read(t, dir, name)); diff != "" {
			t.Errorf("%s (- embedded, + made of it):\n%s", name, diff)
		}
	}
}

// system is a machine of a later release: it has dropped all agents but three,
// changed one and brought one.
func system() *source {
	return &source{
		Releases: map[string]string{resourceAgents: "4.17.0", pacemaker: "3.0.9"},
		Agents: []agents.Agent{
			{Name: "ocf:heartbeat:IPaddr2", Params: []agents.Param{{Name: "ip", Type: "string", Required: true}, {Name: "brandnew", Type: "string"}},
				Actions: []agents.Action{{Name: "start", Timeout: "7s"}}},
			{Name: "ocf:heartbeat:brandnew", Params: []agents.Param{{Name: "x", Type: "string", Default: "y"}}},
			{Name: "ocf:pacemaker:Dummy"},
			{Name: "ocf:mysite:own"},
		},
		Options: map[agents.OptionSet][]agents.Option{agents.ClusterProperties: {
			{Name: "dc-deadtime", Type: "duration", Default: "99s"},
			{Name: "stonith-watchdog-timeout", Type: "duration", Default: "0"},
			{Name: "brandnew", Type: "string"},
		}},
	}
}

func sourceFile(t *testing.T, src *source) string {
	t.Helper()
	text, err := json.Marshal(src)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "system.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestMoreTargets takes up targets until there are six and more, and holds those
// from before to what they were.
func TestMoreTargets(t *testing.T) {
	dir := embeddedCopy(t)
	from := sourceFile(t, system())
	for i := range 3 {
		err := run(t.Context(), []string{"-data", dir, "-target", fmt.Sprintf("new%d", i), "-like", "rhel10", "-from", from}, os.Stderr)
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"rhel8", "rhel9", "rhel10", "debian12", "debian13", "next"} {
		before, after := catalog(t, embedded, name), catalog(t, dir, name)
		if diff := cmp.Diff(before.Names(), after.Names()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		for _, agent := range append(before.Names(), "systemd:x", "lsb:x", "service:x") {
			a, _ := before.Agent(agent)
			if !after.Knows(a) {
				t.Errorf("%s: %s has changed", name, agent)
			}
		}
		for _, set := range agents.OptionSets() {
			if diff := cmp.Diff(before.Options(set), after.Options(set)); diff != "" {
				t.Errorf("%s, %s:\n%s", name, set, diff)
			}
		}
	}
	like := catalog(t, embedded, "rhel10")
	for i := range 3 {
		sameAsSystem(t, catalog(t, dir, fmt.Sprintf("new%d", i)), like)
	}
}

// sameAsSystem holds a new target to the system, and to the target it is like.
func sameAsSystem(t *testing.T, c, like *agents.Catalog) {
	t.Helper()
	for _, a := range system().Agents[:3] {
		if !c.Knows(&a) {
			got, _ := c.Agent(a.Name)
			t.Errorf("%s: %+v", a.Name, got)
		}
	}
	for name, want := range map[string]bool{
		"ocf:mysite:own":        false, // of no package
		"ocf:heartbeat:apache":  false, // not in this release
		"stonith:fence_ipmilan": true,  // of a package that is not installed
		"ocf:linbit:drbd":       true, "ocf:linuxhajp:pgsql": hasAgent(like, "ocf:linuxhajp:pgsql"), "systemd:x": true,
	} {
		if got := hasAgent(c, name); got != want {
			t.Errorf("%s: %t, want %t", name, got, want)
		}
	}
	releases := []string{"resource-agents 4.9.0", "resource-agents 4.10.0", "resource-agents 4.12.0", "resource-agents 4.13.0",
		"resource-agents 4.16.0", "resource-agents 4.17.0", "resource-agents 4.18.0"}
	if diff := cmp.Diff(releases, c.ReleasesOfAgent("ocf:heartbeat:IPaddr2")); diff != "" {
		t.Errorf("releases of IPaddr2:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"resource-agents 4.17.0"}, c.ReleasesOfParam("ocf:heartbeat:IPaddr2", "brandnew")); diff != "" {
		t.Errorf("releases of a parameter:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Pacemaker 3.0.9"}, c.ReleasesOfProperty("brandnew")); diff != "" {
		t.Errorf("releases of a property:\n%s", diff)
	}
	want := []agents.Option{
		{Name: "dc-deadtime", Type: "duration", Default: "99s"},
		{Name: "stonith-watchdog-timeout", Type: "timeout", Default: "0"}, // the finer type
		{Name: "brandnew", Type: "string"},
	}
	if diff := cmp.Diff(want, c.Options(agents.ClusterProperties)); diff != "" {
		t.Errorf("properties:\n%s", diff)
	}
	if diff := cmp.Diff(like.Options(agents.PrimitiveMeta), c.Options(agents.PrimitiveMeta)); diff != "" {
		t.Errorf("meta attributes, which no program prints:\n%s", diff)
	}
}

func hasAgent(c *agents.Catalog, name string) bool {
	_, ok := c.Agent(name)
	return ok
}

// TestTakeAgain: a target that is there keeps what the system does not say.
func TestTakeAgain(t *testing.T) {
	dir := embeddedCopy(t)
	src := &source{
		Releases: map[string]string{"booth": "1.0"},
		Agents:   []agents.Agent{{Name: "ocf:booth:geostore"}},
	}
	if err := run(t.Context(), []string{"-data", dir, "-target", "rhel8", "-from", sourceFile(t, src)}, os.Stderr); err != nil {
		t.Fatal(err)
	}
	before, after := catalog(t, embedded, "rhel8"), catalog(t, dir, "rhel8")
	if !after.Knows(&src.Agents[0]) {
		t.Error("geostore is as before")
	}
	for _, name := range before.Names() {
		a, _ := before.Agent(name)
		switch {
		case name == src.Agents[0].Name:
		case strings.HasPrefix(name, "ocf:booth:") || name == "ocf:pacemaker:booth-site":
			if hasAgent(after, name) {
				t.Errorf("%s is still there", name)
			}
		case !after.Knows(a):
			t.Errorf("%s has changed", name)
		}
	}
}

func TestErrors(t *testing.T) {
	with := func(change func(*source)) *source {
		src := system()
		change(src)
		return src
	}
	tests := []struct {
		name string
		args []string
		src  *source
		want string
	}{
		{"no model", []string{"-target", "new"}, system(), "say -like"},
		{"an unknown model", []string{"-target", "new", "-like", "rhel7"}, system(), "say -like"},
		{"a package is not installed", []string{"-target", "new", "-like", "rhel9"}, with(func(s *source) { delete(s.Releases, pacemaker) }), "ocf:pacemaker:Dummy is there, but Pacemaker"},
		{"a separator in a value", []string{"-target", "rhel9"}, with(func(s *source) { s.Agents[0].Params[0].Enum = []string{"a|b"} }), "does not survive"},
		{"a tab in a value", []string{"-target", "rhel9"}, with(func(s *source) { s.Agents[0].Params[0].Default = "a\tb" }), "does not survive"},
		{"a line break in a value", []string{"-target", "rhel9"}, with(func(s *source) { s.Agents[0].Params[0].Default = "a\nb" }), "a line break"},
		{"no agent name", []string{"-target", "rhel9"}, with(func(s *source) { s.Agents[0].Name = "IPaddr2" }), "is not an agent name"},
		{"no file", []string{"-target", "rhel9", "-from", "nosuch.json"}, nil, "nosuch.json"},
		{"no root", []string{"-target", "rhel9", "-root", "/nosuch"}, nil, "nosuch"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := embeddedCopy(t)
			args := append([]string{"-data", dir}, tt.args...)
			if tt.src != nil {
				args = append(args, "-from", sourceFile(t, tt.src))
			}
			err := run(t.Context(), args, os.Stderr)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v does not say %q", err, tt.want)
			}
			if read(t, dir, "agents.txt") != read(t, embedded, "agents.txt") {
				t.Error("something was written")
			}
		})
	}
}

// TestTooManyTargets tests that there are no more targets than bits in a mask.
func TestTooManyTargets(t *testing.T) {
	d, err := readData(read(t, embedded, "agents.txt"), read(t, embedded, "options.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i := len(d.targets); i < agents.MaxTargets; i++ {
		if _, err := d.take(fmt.Sprint("new", i), "rhel9", &source{}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := d.encode(); err != nil {
		t.Error(err)
	}
	if _, err := d.take("one more", "rhel9", &source{}); err == nil {
		t.Error("one target too many is taken")
	}
}

// TestDebian12 reads this machine and finds what is embedded for it, agents and
// options. The embedded form has more where Debian leaves agents out.
func TestDebian12(t *testing.T) {
	need.Long(t)
	release, err := os.ReadFile("/etc/os-release")
	if err != nil || !strings.Contains(string(release), "VERSION_CODENAME=bookworm") {
		need.Skip(t, "this is not Debian 12, which the target describes")
	}
	need.Tool(t, "apt install resource-agents fence-agents pacemaker drbd-utils booth-pacemaker",
		"/usr/lib/ocf/resource.d/heartbeat/IPaddr2", "/usr/lib/ocf/resource.d/pacemaker/Dummy", "/usr/lib/pacemaker/pacemaker-schedulerd",
		"/usr/sbin/fence_ipmilan", "/usr/lib/ocf/resource.d/linbit/drbd", "/usr/lib/ocf/resource.d/pacemaker/booth-site")
	src, err := readSystem(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// A test of cmd/hagen may have created it temporarily.
	src.Agents = slices.DeleteFunc(src.Agents, func(a agents.Agent) bool { return strings.HasPrefix(a.Name, "ocf:hagentest:") })
	dir := embeddedCopy(t)
	if err := run(t.Context(), []string{"-data", dir, "-target", "debian12", "-from", sourceFile(t, src)}, os.Stderr); err != nil {
		t.Fatal(err)
	}
	before, after := catalog(t, embedded, "debian12"), catalog(t, dir, "debian12")
	for _, name := range before.Names() {
		switch name {
		case "stonith:fence_amt_ws", "stonith:fence_virt", "stonith:fence_xvm", "stonith:fence_zvm": // left out, or in another package
			continue
		case "ocf:heartbeat:apache": // its default depends on which web server is installed
			continue
		}
		want, _ := before.Agent(name)
		got, _ := after.Agent(name)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (- embedded, + installed):\n%s", name, diff)
		}
	}
	for _, set := range agents.OptionSets() {
		if diff := cmp.Diff(before.Options(set), after.Options(set)); diff != "" {
			t.Errorf("%s (- embedded, + installed):\n%s", set, diff)
		}
	}
}

func TestUpstream(t *testing.T) {
	for version, want := range map[string]string{
		"1:4.16.0-3+deb13u2": "4.16.0", "4.10.0": "4.10.0", "1.0-283-g9d4029a-2": "1.0", "2.1.5-1+deb12u1": "2.1.5", "3.0.0~rc1": "3.0.0",
	} {
		if got := upstream(version); got != want {
			t.Errorf("upstream(%s) = %s, want %s", version, got, want)
		}
	}
}

func TestParseOptions(t *testing.T) {
	list, err := parseOptions([]byte(`<resource-agent name="x"><parameters>
<parameter name="a" generated="1"><content type="time" default="2min"/></parameter>
<parameter name="b"><deprecated><replaced-with name="c"/></deprecated><content type="enum" default="x"><option value="x"/><option value="y"/></content></parameter>
</parameters></resource-agent>`))
	if err != nil {
		t.Fatal(err)
	}
	want := []agents.Option{
		{Name: "a", Type: "duration", Default: "2min", Generated: true},
		{Name: "b", Type: "select", Default: "x", Enum: []string{"x", "y"}, Deprecated: true, ReplacedBy: []string{"c"}},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
}

func TestCompareVersions(t *testing.T) {
	list := []string{"4.16.0", "4.9.0", "4.10.0", "3.0.1", "2.1.10", "2.1.7"}
	slices.SortFunc(list, compareVersions)
	if diff := cmp.Diff([]string{"2.1.7", "2.1.10", "3.0.1", "4.9.0", "4.10.0", "4.16.0"}, list); diff != "" {
		t.Error(diff)
	}
}

// TestMerge: every target reads back its own lines in its own order.
func TestMerge(t *testing.T) {
	lists := [][]string{
		{"a", "b", "c"},
		{"a", "c", "b"}, // a different order
		{},
		{"x", "a", "b", "b", "c", "y"}, // a line twice
	}
	var facts []fact
	for i, lines := range lists {
		facts = merge(facts, lines, 1<<i)
	}
	for i, want := range lists {
		got := []string{}
		for _, f := range facts {
			if f.targets&(1<<i) != 0 {
				got = append(got, f.text)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("target %d:\n%s", i, diff)
		}
	}
	if len(facts) != 7 {
		t.Errorf("%d facts, want 7: a b c, c before b, x, y, the second b", len(facts))
	}
}

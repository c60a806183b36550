package agents

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var targetNames = []string{"rhel8", "rhel9", "rhel10", "debian12", "debian13", "next"}

func load(t testing.TB, target string) *Catalog {
	t.Helper()
	c, err := Load(target)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func mustAgent(t testing.TB, c *Catalog, name string) *Agent {
	t.Helper()
	a, ok := c.Agent(name)
	if !ok {
		t.Fatalf("agent %s is not known", name)
	}
	return a
}

// TestEveryAgentDecodes reads everything that is embedded. Agent and Options
// rely on it: they treat data that cannot be decoded as not there.
func TestEveryAgentDecodes(t *testing.T) {
	for _, target := range targetNames {
		c := load(t, target)
		if !slices.IsSortedFunc(c.agents.blocks, func(a, b block) int { return strings.Compare(a.name, b.name) }) {
			t.Fatal("blocks are not sorted: lookups would miss some")
		}
		for _, b := range c.agents.blocks {
			a, err := decodeAgent(b, c.agents.bit)
			if err != nil {
				t.Errorf("%s: %v", target, err)
				continue
			}
			if b.mask&c.agents.bit == 0 {
				continue
			}
			if len(a.Actions) == 0 {
				t.Errorf("%s: %s has no actions", target, b.name)
			}
			normal := clone(a)
			Normalize(normal)
			if diff := cmp.Diff(normal, a); diff != "" {
				t.Errorf("%s: %s is not in normal form:\n%s", target, b.name, diff)
			}
			if looked, ok := c.Agent(b.name); !ok || !cmp.Equal(looked, a) {
				t.Errorf("%s: Agent(%s) does not give what is embedded", target, b.name)
			}
		}
	}
}

func clone(a *Agent) *Agent {
	c := &Agent{Name: a.Name, Params: slices.Clone(a.Params), Actions: slices.Clone(a.Actions)}
	for i := range c.Params {
		c.Params[i].Obsoletes = slices.Clone(c.Params[i].Obsoletes)
		c.Params[i].ReplacedBy = slices.Clone(c.Params[i].ReplacedBy)
	}
	return c
}

func TestEveryOptionDecodes(t *testing.T) {
	types := []string{
		"string", "boolean", "integer", "nonnegative_integer", "score", "percentage",
		"duration", "timeout", "iso8601", "port", "version", "id", "select",
	}
	for _, target := range targetNames {
		c := load(t, target)
		for _, set := range OptionSets() {
			b, ok := c.options.find(string(set))
			if !ok {
				t.Fatalf("%s has no %s", target, set)
			}
			if _, err := decodeOptions(b, c.options.bit); err != nil {
				t.Error(err)
			}
			for _, o := range c.Options(set) {
				if !slices.Contains(types, o.Type) || (o.Type == "select") != (len(o.Enum) > 0) {
					t.Errorf("%s: %s %s: type %q with enum %q", target, set, o.Name, o.Type, o.Enum)
				}
			}
		}
	}
}

func TestAgentPerTarget(t *testing.T) {
	tests := []struct {
		target, agent string
		check         func(a *Agent) any
		want          any
	}{
		{"rhel9", "ocf:heartbeat:IPaddr2", func(a *Agent) any { p, _ := a.Param("ip"); return *p },
			Param{Name: "ip", Type: "string", Required: true, Unique: true}},
		// the roles of 4.9 and 4.10 are Master and Slave
		{"rhel8", "ocf:heartbeat:pgsql", roles, []string{"", "Promoted"}},
		{"rhel9", "ocf:heartbeat:pgsql", roles, []string{"", "Promoted"}},
		{"rhel10", "ocf:heartbeat:pgsql", roles, []string{"", "Promoted"}},
		{"debian12", "ocf:pacemaker:Stateful", roles, []string{"Promoted", "Unpromoted"}},
		// the distribution's build
		{"rhel8", "ocf:heartbeat:Filesystem", defaultOf("fast_stop"), "yes"},
		{"rhel9", "ocf:heartbeat:Filesystem", defaultOf("force_unmount"), "safe"},
		{"debian12", "ocf:heartbeat:Filesystem", defaultOf("force_unmount"), "true"},
		{"debian12", "ocf:heartbeat:mysql", defaultOf("config"), "/etc/mysql/my.cnf"},
		{"rhel10", "ocf:heartbeat:mysql", defaultOf("config"), "/etc/my.cnf"},
		// outside the distributions
		{"rhel8", "ocf:linuxhajp:hulft", func(a *Agent) any { return len(a.Params) > 0 }, true},
		{"rhel8", "ocf:linbit:drbd", required, []string{"drbd_resource"}},
		{"rhel10", "ocf:linuxhajp:hulft", func(a *Agent) any { return len(a.Params) > 0 }, true},
		// fence agents as pcs shows them
		{"rhel8", "stonith:fence_azure_arm", required, []string(nil)}, // msi=true does without a user
		{"rhel8", "stonith:fence_ipmilan", func(a *Agent) any { _, ok := a.Param("help"); return ok }, false},
		{"rhel9", "stonith:fence_ipmilan", func(a *Agent) any { p, _ := a.Param("action"); return *p },
			Param{Name: "action", Type: "string", Default: "reboot", Deprecated: true,
				ReplacedBy: []string{"pcmk_off_action", "pcmk_reboot_action"}}},
		{"debian12", "stonith:fence_ipmilan", func(a *Agent) any { p, _ := a.Param("ipaddr"); return *p },
			Param{Name: "ipaddr", Type: "string", Deprecated: true, ReplacedBy: []string{"ip"}}},
		{"debian12", "stonith:fence_scsi", func(a *Agent) any { return a.Unfences() }, true},
		{"debian12", "stonith:fence_ipmilan", func(a *Agent) any { return a.Unfences() }, false},
		{"debian12", "ocf:heartbeat:pgsql", func(a *Agent) any { return a.Promotable() }, true},
		{"debian12", "ocf:heartbeat:IPaddr2", func(a *Agent) any { return a.Promotable() }, false},
	}
	for _, tt := range tests {
		got := tt.check(mustAgent(t, load(t, tt.target), tt.agent))
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %s:\n%s", tt.target, tt.agent, diff)
		}
	}
}

func roles(a *Agent) any {
	var out []string
	for _, m := range a.Action("monitor") {
		out = append(out, m.Role)
	}
	return out
}

func required(a *Agent) any { return missing(a) }

func defaultOf(name string) func(*Agent) any {
	return func(a *Agent) any {
		p, ok := a.Param(name)
		if !ok {
			return nil
		}
		return p.Default
	}
}

// TestDummyActions holds metadata order, which is the order pcs works in.
func TestDummyActions(t *testing.T) {
	want := []Action{
		{Name: "start", Timeout: "20s"},
		{Name: "stop", Timeout: "20s"},
		{Name: "monitor", Timeout: "20s", Interval: "10s", Depth: "0"},
		{Name: "reload", Timeout: "20s"},
		{Name: "reload-agent", Timeout: "20s"},
		{Name: "migrate_to", Timeout: "20s"},
		{Name: "migrate_from", Timeout: "20s"},
		{Name: "validate-all", Timeout: "20s"},
		{Name: "meta-data", Timeout: "5s"},
	}
	if diff := cmp.Diff(want, mustAgent(t, load(t, "debian12"), "ocf:pacemaker:Dummy").Actions); diff != "" {
		t.Error(diff)
	}
}

func TestAgentNotThere(t *testing.T) {
	c := load(t, "rhel10")
	for _, name := range []string{
		"", "ocf", "ocf:heartbeat", "ocf:heartbeat:nosuch", "ocf:nosuch:IPaddr2", "stonith:nosuch", "stonith:",
		"ocf:pacemaker:o2cb", // 3.0 dropped it
		"systemd", "systemd:", "systemd:a:b", "lsb:a:b", "upstart:x", "nagios:x", "nosuch:x", "ocf:*", "stonith:*",
	} {
		if a, ok := c.Agent(name); ok {
			t.Errorf("%q is known: %+v", name, a)
		}
	}
	mustAgent(t, load(t, "rhel9"), "ocf:pacemaker:o2cb")
}

// TestStock: pcs and Pacemaker give every unit and init script the same
// actions, as measured with all four pcs and with Pacemaker 2.1.5 and 3.0.0.
func TestStock(t *testing.T) {
	for _, target := range targetNames {
		c := load(t, target)
		script := []string{"meta-data 5s", "start 15s", "stop 15s", "status 15s", "restart 15s", "force-reload 15s", "monitor 15s 15s"}
		if target == "rhel8" || target == "debian12" {
			script = []string{"meta-data 5", "start 15", "stop 15", "status 15", "restart 15", "force-reload 15", "monitor 15 15"}
		}
		for name, want := range map[string][]string{
			"lsb:haproxy":     script,
			"service:haproxy": {"start 100s", "stop 100s", "status 100s", "monitor 100s 60s"}, // what both of its kinds have
		} {
			a := mustAgent(t, c, name)
			if a.Name != name || len(a.Params) != 0 {
				t.Errorf("%s: %s answers as %s with %d parameters", target, name, a.Name, len(a.Params))
			}
			if diff := cmp.Diff(want, summary(a)); diff != "" {
				t.Errorf("%s %s:\n%s", target, name, diff)
			}
		}
		want := []string{"start 100s", "stop 100s", "status 100s", "monitor 100s 60s", "meta-data 5s"}
		if target == "rhel8" || target == "debian12" {
			want = []string{"start 100", "stop 100", "status 100", "monitor 100 60", "meta-data 5"}
		}
		for _, name := range []string{"systemd:haproxy", "systemd:getty@tty1", "systemd:lvm2-pvscan@252:2", "systemd:x.socket"} {
			if diff := cmp.Diff(want, summary(mustAgent(t, c, name))); diff != "" {
				t.Errorf("%s %s:\n%s", target, name, diff)
			}
		}
	}
}

func summary(a *Agent) []string {
	var out []string
	for _, x := range a.Actions {
		out = append(out, strings.TrimSpace(x.Name+" "+x.Timeout+" "+x.Interval))
	}
	return out
}

func TestNamesAndProviders(t *testing.T) {
	for _, target := range targetNames {
		c := load(t, target)
		names := c.Names()
		if !slices.IsSorted(names) || len(names) < 200 || len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Errorf("%s: %d names, sorted and single: no", target, len(names))
		}
		for _, name := range names {
			if strings.HasSuffix(name, "*") {
				t.Errorf("%s lists the stock %s", target, name)
			}
		}
		if diff := cmp.Diff([]string{"booth", "heartbeat", "linbit", "linuxhajp", "pacemaker"}, c.Providers()); diff != "" {
			t.Errorf("%s:\n%s", target, diff)
		}
	}
}

func TestReleases(t *testing.T) {
	c := load(t, "rhel9")
	tests := []struct {
		what      string
		got, want []string
	}{
		{"an agent of all", c.ReleasesOfAgent("ocf:heartbeat:IPaddr2"), []string{
			"resource-agents 4.9.0", "resource-agents 4.10.0", "resource-agents 4.12.0",
			"resource-agents 4.13.0", "resource-agents 4.16.0", "resource-agents 4.18.0"}},
		{"an agent dropped later", c.ReleasesOfAgent("ocf:pacemaker:o2cb"), []string{
			"Pacemaker 2.1.5", "Pacemaker 2.1.7", "Pacemaker 2.1.10"}},
		{"an agent of a later release", c.ReleasesOfAgent("ocf:heartbeat:corosync-qnetd"), []string{
			"resource-agents 4.12.0", "resource-agents 4.13.0", "resource-agents 4.16.0", "resource-agents 4.18.0"}},
		{"no agent", c.ReleasesOfAgent("ocf:heartbeat:nosuch"), nil},
		{"a stock agent", c.ReleasesOfAgent("systemd:haproxy"), nil},
		{"a parameter only a later release has", c.ReleasesOfParam("ocf:pacemaker:controld", "allow_fencing_disabled"),
			[]string{"Pacemaker 3.0.2", "Pacemaker 3.0.3"}},
		{"a parameter of later releases", c.ReleasesOfParam("ocf:heartbeat:IPaddr2", "proto"),
			[]string{"resource-agents 4.16.0", "resource-agents 4.18.0"}},
		{"no parameter", c.ReleasesOfParam("ocf:heartbeat:IPaddr2", "nosuch"), nil},
		{"an action is not a parameter", c.ReleasesOfParam("ocf:heartbeat:IPaddr2", "monitor"), nil},
		{"a parameter only a distribution has", c.ReleasesOfParam("ocf:heartbeat:nfsserver", "nfsd_args"), nil},
		{"a property of later releases", c.ReleasesOfProperty("fence-remote-without-quorum"),
			[]string{"Pacemaker 2.1.10", "Pacemaker 3.0.1", "Pacemaker 3.0.2", "Pacemaker 3.0.3"}},
		{"a property of the newest", c.ReleasesOfProperty("fencing-enabled"), []string{"Pacemaker 3.0.2", "Pacemaker 3.0.3"}},
		{"no property", c.ReleasesOfProperty("default-resource-stickiness"), nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s:\n%s", tt.what, diff)
		}
	}
}

func TestOptions(t *testing.T) {
	tests := []struct {
		target string
		set    OptionSet
		name   string
		want   *Option
	}{
		{"rhel10", ClusterProperties, "stonith-enabled", &Option{Name: "stonith-enabled", Type: "boolean", Default: "true"}},
		{"rhel10", ClusterProperties, "fencing-enabled", nil},
		{"debian13", ClusterProperties, "fencing-enabled", nil},
		{"next", ClusterProperties, "fencing-enabled", &Option{Name: "fencing-enabled", Type: "boolean", Default: "true"}},
		{"next", ClusterProperties, "stonith-enabled", &Option{Name: "stonith-enabled", Type: "boolean", Default: "true", Deprecated: true, ReplacedBy: []string{"fencing-enabled"}}},
		{"rhel10", ClusterProperties, "remove-after-stop", nil},
		{"debian12", ClusterProperties, "no-quorum-policy", &Option{Name: "no-quorum-policy", Type: "select", Default: "stop",
			Enum: []string{"stop", "freeze", "ignore", "demote", "suicide"}}},
		{"rhel9", ClusterProperties, "no-quorum-policy", &Option{Name: "no-quorum-policy", Type: "select", Default: "stop",
			Enum: []string{"stop", "freeze", "ignore", "demote", "fence", "suicide"}}},
		// typed "integer" until 2.1.10 says what it is
		{"debian12", ClusterProperties, "node-health-red", &Option{Name: "node-health-red", Type: "score", Default: "-INFINITY"}},
		{"rhel8", ClusterProperties, "priority-fencing-delay", &Option{Name: "priority-fencing-delay", Type: "duration", Default: "0"}},
		{"rhel8", ClusterProperties, "have-watchdog", &Option{Name: "have-watchdog", Type: "boolean", Default: "false", Generated: true}},
		{"rhel9", CloneMeta, "promoted-max", &Option{Name: "promoted-max", Type: "nonnegative_integer", Default: "1", Aliases: []string{"master-max"}}},
		{"rhel9", CloneMeta, "master-max", &Option{Name: "master-max", Type: "nonnegative_integer", Default: "1", Deprecated: true, ReplacedBy: []string{"promoted-max"}}},
		{"rhel9", PrimitiveMeta, "migration-threshold", &Option{Name: "migration-threshold", Type: "score", Default: "INFINITY"}},
		{"rhel10", PrimitiveMeta, "restart-type", nil},
		{"debian12", AlertMeta, "enabled", nil},
		{"rhel8", AlertMeta, "enabled", &Option{Name: "enabled", Type: "boolean", Default: "true"}},
		{"debian12", FencingParams, "pcmk_delay_max", &Option{Name: "pcmk_delay_max", Type: "duration", Default: "0s"}},
		{"debian12", OperationParams, "OCF_CHECK_LEVEL", &Option{Name: "OCF_CHECK_LEVEL", Type: "integer"}},
		{"debian12", "nosuch", "x", nil},
	}
	for _, tt := range tests {
		got, ok := load(t, tt.target).Option(tt.set, tt.name)
		if ok != (tt.want != nil) {
			t.Errorf("%s %s %s: known %v", tt.target, tt.set, tt.name, ok)
		} else if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %s %s:\n%s", tt.target, tt.set, tt.name, diff)
		}
	}
}

func TestLoadUnknownTarget(t *testing.T) {
	if _, err := Load("rhel7"); err == nil || !strings.Contains(err.Error(), `"rhel7"`) {
		t.Errorf("error %v does not name the target", err)
	}
}

func TestParseDamagedData(t *testing.T) {
	head := "targets\tt\n\n"
	for _, data := range []string{
		"agent\tx\n", head + "agent\tx\tzz\tp\t1\n", head + "agent\tx\t1\tp\n", head + "agent\tx\t1\tp\tqq\n",
	} {
		if _, err := Parse(data, head, "t"); err == nil {
			t.Errorf("%q is taken", data)
		}
	}
	for _, fact := range []string{"p", "z\tname", "pq\tname", "p\tname\tstring\tX", "p\tname\tstring\t\t\tk=1", "a\tname\t5\tk=1"} {
		c, err := Parse(head+"agent\tocf:a:b\t1\tp\t1\n"+fact+"\n", head+"set\talert_meta\t1\tp\t1\n"+fact+"\n", "t")
		if err != nil {
			t.Fatal(err)
		}
		if a, ok := c.Agent("ocf:a:b"); ok {
			t.Errorf("%q is taken as %+v", fact, a)
		}
		if o := c.Options(AlertMeta); o != nil {
			t.Errorf("%q is taken as %+v", fact, o)
		}
	}
}

func TestConcurrentReads(t *testing.T) {
	c := load(t, "rhel9")
	names := c.Names()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for _, name := range names {
				a, ok := c.Agent(name)
				if !ok {
					t.Errorf("%s is not known", name)
					continue
				}
				c.ReleasesOfParam(name, a.Name)
				c.Options(PrimitiveMeta)
			}
		})
	}
	wait.Wait()
}

// TestCost guards what a compile pays: the budget of a whole compile is 60 ms.
func TestCost(t *testing.T) {
	if size := len(embeddedAgents) + len(embeddedOptions); size > 500_000 {
		t.Errorf("%d bytes are embedded", size)
	}
	best := time.Hour
	for range 10 {
		start := time.Now()
		load(t, "rhel9")
		best = min(best, time.Since(start))
	}
	if best > 5*time.Millisecond {
		t.Errorf("Load takes %v", best)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b, "rhel9")
	}
}

func BenchmarkAgent(b *testing.B) {
	for b.Loop() {
		mustAgent(b, load(b, "rhel9"), "stonith:fence_ipmilan")
	}
}

package complete_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/complete"
	"hagen/internal/model"
	"hagen/internal/target"
	"hagen/test/pcstest"
)

// site is metadata made for these tests.
const site = `{"agents": [{"name": "ocf:site:odd", "actions": [
	{"name": "monitor", "timeout": "20s", "interval": "10", "depth": "0"},
	{"name": "monitor", "timeout": "20s", "interval": "10s", "depth": "10", "role": "Promoted"},
	{"name": "monitor", "timeout": "20s", "interval": "11", "depth": "20", "role": "Unpromoted", "start_delay": "5s"},
	{"name": "monitor", "interval": "1min"},
	{"name": "monitor", "interval": "60"},
	{"name": "monitor", "interval": "100ms"},
	{"name": "monitor", "interval": "100ms"},
	{"name": "start", "timeout": "20"},
	{"name": "own", "interval": "0"},
	{"name": "meta-data"}, {"name": "status"}, {"name": "validate-all"}
]}]}`

func catalog(t *testing.T, name string) *agents.Catalog {
	t.Helper()
	cat, err := agents.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func run(t *testing.T, cat *agents.Catalog, p *model.Primitive) {
	t.Helper()
	complete.Operations(&model.Config{Resources: []model.Resource{p}}, cat)
}

// lines spells operations as one would write them, with a + for completed parts.
func lines(p *model.Primitive) []string {
	var out []string
	for _, op := range p.Operations {
		line := op.Name
		for _, a := range op.Given() {
			line += " " + a.Name + "=" + a.Value
			if a.Default && !op.Default {
				line += "+"
			}
		}
		if op.Default {
			line = "+" + line
		}
		out = append(out, line)
	}
	return out
}

func TestOperations(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, agent string
		given       []*model.Operation
		want        []string
	}{
		{"all from the metadata", "ocf:pacemaker:Stateful", nil, []string{
			"+start interval=0s timeout=20s", "+stop interval=0s timeout=20s",
			"+monitor interval=10s timeout=20s role=Promoted", "+monitor interval=11s timeout=20s role=Unpromoted",
			"+promote interval=0s timeout=10s", "+demote interval=0s timeout=10s", "+notify interval=0s timeout=5s",
			"+reload-agent interval=0s timeout=10s",
		}},
		{"one name written, none of that name added", "ocf:pacemaker:Stateful",
			[]*model.Operation{pcstest.Op("monitor", "timeout", "5s", "role", "Promoted"), pcstest.Op("start", "timeout", "9s"), pcstest.Op("demote", "interval", "0")}, []string{
				"monitor timeout=5s role=Promoted interval=60s+", "start timeout=9s interval=0s+", "demote interval=0",
				"+stop interval=0s timeout=20s", "+promote interval=0s timeout=10s", "+notify interval=0s timeout=5s",
				"+reload-agent interval=0s timeout=10s",
			}},
		{"a name alone is what the agent offers", "ocf:pacemaker:Stateful",
			[]*model.Operation{pcstest.Op("monitor"), pcstest.Op("start"), pcstest.Op("stop", "on-fail", "block")}, []string{
				"stop on-fail=block interval=0s+", "+start interval=0s timeout=20s",
				"+monitor interval=10s timeout=20s role=Promoted", "+monitor interval=11s timeout=20s role=Unpromoted",
				"+promote interval=0s timeout=10s", "+demote interval=0s timeout=10s", "+notify interval=0s timeout=5s",
				"+reload-agent interval=0s timeout=10s",
			}},
		{"a name alone beside others of it", "ocf:heartbeat:Dummy",
			[]*model.Operation{pcstest.Op("monitor"), pcstest.Op("monitor", "interval", "30s", "OCF_CHECK_LEVEL", "10")}, []string{
				"monitor timeout=20s interval=60s+", "monitor interval=30s OCF_CHECK_LEVEL=10",
				"+start interval=0s timeout=20s", "+stop interval=0s timeout=20s", "+reload interval=0s timeout=20s",
				"+migrate_to interval=0s timeout=20s", "+migrate_from interval=0s timeout=20s",
			}},
		{"a name alone that the agent does not offer", "stonith:fence_ipmilan", []*model.Operation{pcstest.Op("start"), pcstest.Op("monitor")}, []string{
			"start interval=0s+", "+monitor interval=60s",
		}},
		{"a name alone of an unknown agent", "ocf:nosuch:agent", []*model.Operation{pcstest.Op("start")}, []string{
			"start interval=0s+", "+monitor interval=60s",
		}},
		{"monitors of several depths get intervals of their own", "ocf:heartbeat:nginx", nil, []string{
			"+start interval=0s timeout=40s", "+stop interval=0s timeout=60s", "+reload interval=0s timeout=40s",
			"+monitor interval=10s timeout=30s", "+monitor interval=30s timeout=30s OCF_CHECK_LEVEL=10",
			"+monitor interval=60s timeout=45s OCF_CHECK_LEVEL=20", "+monitor interval=61 timeout=60s OCF_CHECK_LEVEL=30",
		}},
		{"what an unknown agent gets", "ocf:nosuch:agent", []*model.Operation{pcstest.Op("start", "timeout", "5s")}, []string{
			"start timeout=5s interval=0s+", "+monitor interval=60s",
		}},
		{"nothing when the sheet says it all", "ocf:nosuch:agent", []*model.Operation{pcstest.Op("monitor", "interval", "5s")}, []string{
			"monitor interval=5s",
		}},
		{"a fence device gets a monitor only", "stonith:fence_ipmilan", []*model.Operation{pcstest.Op("start", "timeout", "60s")}, []string{
			"start timeout=60s interval=0s+", "+monitor interval=60s",
		}},
		{"a service of the system", "lsb:haproxy", []*model.Operation{pcstest.Op("monitor", "interval", "10s")}, []string{
			"monitor interval=10s", "+start interval=0s timeout=15", "+stop interval=0s timeout=15",
			"+restart interval=0s timeout=15", "+force-reload interval=0s timeout=15",
		}},
		{"a service, whatever the node has of it", "service:haproxy", []*model.Operation{pcstest.Op("start", "timeout", "5s")}, []string{
			"start timeout=5s interval=0s+", "+stop interval=0s timeout=100s", "+monitor interval=60s timeout=100s",
		}},
		{"a site's agent with every oddity", "ocf:site:odd", nil, []string{
			"+monitor interval=10 timeout=20s",
			"+monitor interval=11 timeout=20s role=Promoted OCF_CHECK_LEVEL=10",
			"+monitor interval=12 timeout=20s role=Unpromoted start-delay=5s OCF_CHECK_LEVEL=20",
			"+monitor interval=1min", "+monitor interval=61",
			"+monitor interval=100ms", "+monitor interval=100ms",
			"+start interval=0s timeout=20", "+own interval=0",
		}},
	}
	cat := catalog(t, "debian12")
	if err := cat.Extend(strings.NewReader(site), "site.json"); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := pcstest.Primitive(1, "D", tt.agent)
			p.Operations = tt.given
			run(t, cat, p)
			got, want := lines(p), tt.want
			slices.Sort(got[len(tt.given):]) // the order of names is the emitter's business
			slices.Sort(want[len(tt.given):])
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestMarks notes what pcs has to be forced to take.
func TestMarks(t *testing.T) {
	t.Parallel()
	cat := catalog(t, "debian12")
	marks := func(agent string, params []string, ops ...*model.Operation) string {
		p := pcstest.Primitive(1, "D", agent, params...)
		p.Operations = ops
		run(t, cat, p)
		var out []string
		if p.UnknownAgent {
			out = append(out, "agent")
		}
		for _, a := range model.Pairs(p.Params) {
			if a.Unknown {
				out = append(out, a.Name)
			}
		}
		for _, op := range p.Operations {
			if op.Unknown {
				out = append(out, "op "+op.Name)
			}
		}
		return strings.Join(out, " ")
	}
	for _, tt := range []struct {
		agent  string
		params []string
		ops    []*model.Operation
		want   string
	}{
		{"ocf:pacemaker:Dummy", []string{"fake", "1", "bogus", "2", "trace_ra", "1"}, []*model.Operation{pcstest.Op("monitor"), pcstest.Op("promote")}, "bogus op promote"},
		{"ocf:nosuch:agent", []string{"x", "1"}, []*model.Operation{pcstest.Op("anything")}, "agent"},
		{"stonith:fence_ipmilan", []string{"ip", "1", "pcmk_host_list", "a", "priority", "1", "nope", "1"}, []*model.Operation{pcstest.Op("start"), pcstest.Op("stop"), pcstest.Op("list")}, "priority nope op list"},
		{"stonith:fence_nosuch", []string{"ip", "1"}, nil, "agent"},
		{"systemd:haproxy", []string{"x", "1"}, []*model.Operation{pcstest.Op("start")}, "x"},
	} {
		if got := marks(tt.agent, tt.params, tt.ops...); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.agent, got, tt.want)
		}
	}
}

// TestUnfencing follows pcs: a device whose agent unfences gets provides=unfencing.
func TestUnfencing(t *testing.T) {
	t.Parallel()
	cat := catalog(t, "debian12")
	for _, tt := range []struct {
		agent string
		meta  []*model.AttributeSet
		want  string
	}{
		{"stonith:fence_scsi", nil, "provides=unfencing"},
		{"stonith:fence_scsi", pcstest.Set(nil, "priority", "1", "provides", "fencing"), "priority=1 provides=unfencing"},
		{"stonith:fence_scsi", pcstest.Set(nil, ">provides", "later"), "provides=later provides=unfencing"},
		{"stonith:fence_ipmilan", nil, ""},
	} {
		p := pcstest.Primitive(1, "F", tt.agent)
		p.Meta = tt.meta
		run(t, cat, p)
		var got []string
		for _, a := range model.Pairs(p.Meta) {
			got = append(got, a.Name+"="+a.Value)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s %v: got %v, want %s", tt.agent, tt.meta, got, tt.want)
		}
	}
}

// TestRoles has the role names of every release's metadata in one spelling.
func TestRoles(t *testing.T) {
	t.Parallel()
	for _, tg := range target.All() {
		cat := catalog(t, tg.Name)
		p := pcstest.Primitive(1, "D", "ocf:heartbeat:galera")
		run(t, cat, p)
		text := strings.Join(lines(p), "\n")
		if !strings.Contains(text, "role=Promoted") || strings.Contains(text, "Master") {
			t.Errorf("%s:\n%s", tg.Name, text)
		}
	}
}

// TestListedOperations: where default-ops is false the operations of the sheet are
// all there are.
func TestListedOperations(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, agent string
		given       []*model.Operation
		want        []string
	}{
		{"nothing is added", "ocf:pacemaker:Stateful", []*model.Operation{pcstest.Op("start", "timeout", "9s")}, []string{"start timeout=9s interval=0s+"}},
		{"no monitor either", "stonith:fence_ipmilan", nil, nil},
		{"a name alone is what the agent offers, and no more", "ocf:pacemaker:Stateful", []*model.Operation{pcstest.Op("stop"), pcstest.Op("monitor")}, []string{
			"+stop interval=0s timeout=20s", "+monitor interval=10s timeout=20s role=Promoted", "+monitor interval=11s timeout=20s role=Unpromoted",
		}},
		{"an unknown agent", "ocf:nosuch:agent", []*model.Operation{pcstest.Op("start", "timeout", "5s")}, []string{"start timeout=5s interval=0s+"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := pcstest.Primitive(1, "D", tt.agent)
			p.Operations, p.DefaultOps = tt.given, "false"
			run(t, catalog(t, "debian12"), p)
			got := lines(p)
			slices.Sort(got)
			slices.Sort(tt.want)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

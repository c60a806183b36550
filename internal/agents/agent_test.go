package agents

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func given(names ...string) func(string) bool {
	return func(name string) bool { return slices.Contains(names, name) }
}

func missing(a *Agent, names ...string) []string {
	var out []string
	for _, p := range a.MissingRequired(given(names...)) {
		out = append(out, p.Name)
	}
	return out
}

func TestMissingRequired(t *testing.T) {
	tests := []struct {
		target, agent string
		given         []string
		want          []string
	}{
		{"debian12", "ocf:heartbeat:IPaddr2", []string{"nic"}, []string{"ip"}},
		{"debian12", "ocf:heartbeat:IPaddr2", []string{"ip"}, nil},
		{"debian12", "ocf:heartbeat:Filesystem", nil, []string{"device", "directory", "fstype"}},
		{"debian12", "ocf:pacemaker:Dummy", nil, nil},
		// accepted by pcs 0.10.18 to 0.12.1, without an address
		{"rhel8", "stonith:fence_ipmilan", []string{"pcmk_host_list", "username"}, nil},
		{"rhel9", "stonith:fence_ipmilan", []string{"pcmk_host_list", "username"}, nil},
		{"rhel10", "stonith:fence_ipmilan", []string{"pcmk_host_list", "username"}, nil},
		{"debian12", "stonith:fence_ipmilan", []string{"pcmk_host_list", "username"}, nil},
		// required on both halves of a pair
		{"debian12", "stonith:fence_apc", nil, []string{"ip", "username"}},
		{"debian12", "stonith:fence_apc", []string{"ipaddr", "login"}, nil},
		{"debian12", "stonith:fence_apc", []string{"ip", "login"}, nil},
		{"debian12", "stonith:fence_apc", []string{"ip", "ipaddr"}, []string{"username"}},
		{"debian12", "systemd:haproxy", nil, nil},
	}
	for _, tt := range tests {
		a := mustAgent(t, load(t, tt.target), tt.agent)
		if diff := cmp.Diff(tt.want, missing(a, tt.given...)); diff != "" {
			t.Errorf("%s %s %v:\n%s", tt.target, tt.agent, tt.given, diff)
		}
	}
}

func TestMissingRequiredChain(t *testing.T) {
	a := &Agent{Name: "ocf:acme:x", Params: []Param{
		{Name: "new", Required: true, Obsoletes: []string{"mid"}},
		{Name: "mid", Required: true, Deprecated: true, Obsoletes: []string{"old"}},
		{Name: "old", Required: true, Deprecated: true},
		{Name: "a", Required: true, Obsoletes: []string{"b"}}, // a circle
		{Name: "b", Obsoletes: []string{"a"}},
	}}
	tests := []struct{ given, want []string }{
		{nil, []string{"new", "a"}},
		{[]string{"old"}, []string{"a"}},
		{[]string{"mid", "b"}, nil},
		{[]string{"new", "a"}, nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, missing(a, tt.given...)); diff != "" {
			t.Errorf("%v:\n%s", tt.given, diff)
		}
	}
}

func TestTraceParams(t *testing.T) {
	c := load(t, "debian12")
	for name, want := range map[string]bool{
		"ocf:heartbeat:IPaddr2": true, "ocf:pacemaker:Dummy": true,
		"ocf:linuxhajp:hulft": false, "stonith:fence_ipmilan": false, "systemd:x": false,
	} {
		if _, ok := mustAgent(t, c, name).Param("trace_ra"); ok != want {
			t.Errorf("%s takes trace_ra: %v", name, ok)
		}
	}
}

func TestUniqueGroups(t *testing.T) {
	c := load(t, "debian12")
	tests := []struct {
		agent string
		want  [][]string
	}{
		{"ocf:pacemaker:remote", [][]string{{"server", "port"}}},
		{"ocf:pacemaker:ifspeed", [][]string{{"name"}, {"iface", "bridge_ports"}, {"ip"}}},
		{"ocf:heartbeat:IPaddr2", [][]string{{"ip"}}},
		{"stonith:fence_ipmilan", nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, mustAgent(t, c, tt.agent).UniqueGroups()); diff != "" {
			t.Errorf("%s:\n%s", tt.agent, diff)
		}
	}
	// one of a group is not unique on its own
	if p, _ := mustAgent(t, c, "ocf:pacemaker:remote").Param("port"); p.Unique {
		t.Error("port of ocf:pacemaker:remote counts as unique on its own")
	}
	if p, _ := mustAgent(t, c, "ocf:pacemaker:Dummy").Param("state"); !p.Unique {
		t.Error("state of ocf:pacemaker:Dummy does not count as unique")
	}
}

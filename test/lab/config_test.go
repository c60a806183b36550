//go:build linux

package lab

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConfigComplete(t *testing.T) {
	given := []Network{
		{Card: "eno1", Switch: "192.168.0.1/24"},
		{Card: "eno2", Switch: "192.168.1.1/24", Hosts: []string{"192.168.1.5", "192.168.1.6"}, Others: []string{"192.168.1.21"}},
	}
	cfg := Config{Nodes: []string{"a", "b"}, Networks: given, Fencing: &Fencing{Addresses: []string{"192.168.1.7", "192.168.0.8"}}}
	if err := cfg.complete(); err != nil {
		t.Fatal(err)
	}
	want := []Network{
		{Card: "eno1", Switch: "192.168.0.1/24", Hosts: []string{"192.168.0.11", "192.168.0.12"}, Others: []string{"192.168.0.8"}},
		{Card: "eno2", Switch: "192.168.1.1/24", Hosts: []string{"192.168.1.5", "192.168.1.6"}, Others: []string{"192.168.1.21", "192.168.1.7"}},
	}
	if diff := cmp.Diff(want, cfg.Networks); diff != "" {
		t.Errorf("networks (-want +got):\n%s", diff)
	}
	if len(given[0].Hosts) != 0 || len(given[1].Others) != 1 {
		t.Errorf("the caller's networks changed: %+v", given)
	}
}

func TestConfigDefaults(t *testing.T) {
	cfg := Config{Nodes: []string{"a", "b", "c"}, Fencing: &Fencing{}}
	if err := cfg.complete(); err != nil {
		t.Fatal(err)
	}
	want := Config{
		Name:  "lab",
		Nodes: []string{"a", "b", "c"},
		Networks: []Network{{Card: "eth0", Switch: "10.155.0.1/24", Hosts: []string{"10.155.0.11", "10.155.0.12", "10.155.0.13"},
			Others: []string{"10.155.0.111", "10.155.0.112", "10.155.0.113"}}},
		Fencing: &Fencing{Addresses: []string{"10.155.0.111", "10.155.0.112", "10.155.0.113"}, User: "admin", Password: "admin-ipmi"},
	}
	if diff := cmp.Diff(want, cfg); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestConfigOutside tests that hosts outside have addresses after those of the nodes.
func TestConfigOutside(t *testing.T) {
	cfg := Config{Nodes: []string{"a", "b"}, Outside: []string{"r"}}
	if err := cfg.complete(); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"10.155.0.11", "10.155.0.12", "10.155.0.13"}, cfg.Networks[0].Hosts); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if diff := cmp.Diff("127.0.0.1 localhost\n10.155.0.11 a\n10.155.0.12 b\n10.155.0.13 r\n", (&Cluster{Config: cfg}).hostsFile()); diff != "" {
		t.Errorf("the hosts file (-want +got):\n%s", diff)
	}
}

func TestConfigMistakes(t *testing.T) {
	nodes := []string{"a", "b"}
	tests := []struct {
		cfg  Config
		want string
	}{
		{Config{}, "a cluster needs nodes"},
		{Config{Nodes: nodes, Networks: []Network{{Card: "eth0", Switch: "10.0.0.1"}}}, `network eth0: netip.ParsePrefix("10.0.0.1"): no '/'`},
		{Config{Nodes: nodes, Networks: []Network{{Card: "eth0", Switch: "10.0.0.1/24", Hosts: []string{"10.0.0.2"}}}}, "network eth0 has 1 addresses for 2 hosts"},
		{Config{Nodes: nodes, Networks: []Network{{Card: "eth0", Switch: "10.0.0.1/24", Others: []string{"10.0.1.2"}}}}, `network eth0: "10.0.1.2" is not an address in 10.0.0.0/24`},
		{Config{Nodes: nodes, Fencing: &Fencing{Addresses: []string{"10.155.0.7"}}}, "fencing has 1 addresses for 2 hosts"},
		{Config{Nodes: nodes, Fencing: &Fencing{Addresses: []string{"10.155.0.7", "10.0.0.8"}}}, `fencing: "10.0.0.8" is in none of the networks`},
	}
	for _, tt := range tests {
		err := tt.cfg.complete()
		if err == nil || err.Error() != tt.want {
			t.Errorf("%v, want %s", err, tt.want)
		}
	}
}

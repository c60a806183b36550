package cib

import "testing"

func TestAgentName(t *testing.T) {
	for name, want := range map[string][3]string{
		"ocf:heartbeat:IPaddr2":     {"ocf", "heartbeat", "IPaddr2"},
		"stonith:fence_ipmilan":     {"stonith", "", "fence_ipmilan"},
		"systemd:lvm2-pvscan@252:2": {"systemd", "", "lvm2-pvscan@252:2"},
		"ocf:Dummy":                 {"ocf", "Dummy", ""},
		"":                          {"", "", ""},
	} {
		class, provider, typ := AgentParts(name)
		if got := [3]string{class, provider, typ}; got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
		if got := AgentName(class, provider, typ); got != name {
			t.Errorf("%q is written %q", name, got)
		}
	}
}

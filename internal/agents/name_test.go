package agents

import (
	"slices"
	"testing"
)

func TestParts(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][3]string{
		"ocf:heartbeat:IPaddr2":     {"ocf", "heartbeat", "IPaddr2"},
		"stonith:fence_ipmilan":     {"stonith", "", "fence_ipmilan"},
		"systemd:lvm2-pvscan@252:2": {"systemd", "", "lvm2-pvscan@252:2"},
		"ocf:Dummy":                 {"ocf", "Dummy", ""},
		"":                          {"", "", ""},
	} {
		class, provider, typ := Parts(name)
		if got := [3]string{class, provider, typ}; got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

func TestOfType(t *testing.T) {
	t.Parallel()
	c := load(t, "rhel9")
	for typ, want := range map[string][]string{
		"Dummy": {"ocf:heartbeat:Dummy", "ocf:pacemaker:Dummy"}, "IPaddr2": {"ocf:heartbeat:IPaddr2"},
		"fence_ipmilan": nil, "Paddr2": nil, "": nil,
	} {
		if got := c.OfType(typ); !slices.Equal(got, want) {
			t.Errorf("%q: got %q, want %q", typ, got, want)
		}
	}
}

func TestFirstOption(t *testing.T) {
	t.Parallel()
	c := load(t, "rhel9")
	if o, ok := c.FirstOption("priority", AlertMeta, PrimitiveMeta); !ok || o.Name != "priority" {
		t.Error("priority is a meta attribute of primitives")
	}
	if _, ok := c.FirstOption("priority", AlertMeta, ClusterProperties); ok {
		t.Error("priority is none of alerts, and no property")
	}
}

package agents

import (
	"slices"
	"testing"
)

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
		t.Error("priority is neither an option of alerts nor a property")
	}
}

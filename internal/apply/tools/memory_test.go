package tools

import (
	"fmt"
	"testing"
	"time"

	"hagen/internal/apply"
)

// TestMemoryIsBounded: however much is asked, only the latest answers are kept,
// and none for long.
func TestMemoryIsBounded(t *testing.T) {
	var a judged
	for i := range 100 {
		keep(&a, &a.simulated, fmt.Appendf(nil, "cib %d", i), fmt.Appendf(nil, "answer %d", i))
	}
	if len(a.simulated) != maxKept {
		t.Errorf("%d answers are kept, want %d", len(a.simulated), maxKept)
	}
	if got, known := look(&a, &a.simulated, []byte("cib 99")); !known || string(got) != "answer 99" {
		t.Errorf("the latest: %q, %t", got, known)
	}
	if _, known := look(&a, &a.simulated, []byte("cib 1")); known {
		t.Error("one of the first is still there")
	}
	var m memory
	m.seen([]byte("cib"), []byte("status"), time.Now().Add(-2*seenFor))
	if _, known := m.configuration(); known {
		t.Error("an old configuration is taken for the live one")
	}
	if _, known := m.state(t.Context()); known {
		t.Error("an old state is taken for the state now")
	}
	m.seen([]byte("cib"), []byte("status"), time.Now())
	_, cib := m.configuration()
	_, status := m.state(t.Context())
	m.forget()
	_, after := m.configuration()
	if !cib || !status || after {
		t.Errorf("fresh: %t, %t; forgotten: %t", cib, status, !after)
	}
}

// TestApart: what one user of a cluster saw of it does not answer another, but what
// the tools said of a CIB is.
func TestApart(t *testing.T) {
	node := &stuck{controller: "S_IDLE"}
	whole := New("node", node)
	one := whole.Apart().(*Cluster)
	one.memory.seen([]byte("<cib/>"), []byte("<pacemaker-result/>"), time.Now())
	if cib, err := one.CIB(t.Context()); err != nil || string(cib) != "<cib/>" || len(node.asked) > 0 {
		t.Errorf("who saw it: %q, %v, having asked %q", cib, err, node.asked)
	}
	for _, other := range []apply.Cluster{whole, whole.Apart()} {
		node.asked = nil
		cib, err := other.CIB(t.Context())
		status, serr := other.Status(t.Context())
		if err != nil || serr != nil || string(cib) != restingCIB || string(status) != restingMon || len(node.asked) != 2 {
			t.Errorf("who did not: %q, %q, %v, %v", cib, status, err, serr)
		}
	}
	node.asked = nil
	for _, c := range []apply.Cluster{one, whole, whole.Apart()} {
		if _, err := c.Simulate(t.Context(), []byte(restingCIB)); err != nil {
			t.Fatal(err)
		}
	}
	if len(node.asked) != 1 {
		t.Errorf("it asked %q for one simulation", node.asked)
	}
}

package tools

import (
	"fmt"
	"testing"
	"time"
)

// TestMemoryIsBounded: however much is asked, only the latest answers are kept,
// and none for long.
func TestMemoryIsBounded(t *testing.T) {
	var m memory
	for i := range 100 {
		keep(&m, &m.simulated, fmt.Appendf(nil, "cib %d", i), fmt.Appendf(nil, "answer %d", i))
	}
	if len(m.simulated) != maxKept {
		t.Errorf("%d answers are kept, want %d", len(m.simulated), maxKept)
	}
	if got, known := look(&m, &m.simulated, []byte("cib 99")); !known || string(got) != "answer 99" {
		t.Errorf("the latest: %q, %t", got, known)
	}
	if _, known := look(&m, &m.simulated, []byte("cib 1")); known {
		t.Error("one of the first is still there")
	}
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

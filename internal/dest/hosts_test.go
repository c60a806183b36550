package dest

import (
	"errors"
	"testing"

	"hagen/internal/message"
)

// TestHostsNeedShell refuses destinations on which no commands can be run.
func TestHostsNeedShell(t *testing.T) {
	for _, address := range []string{"https://node01", "file:cib.xml"} {
		_, err := Opener{}.Hosts(t.Context(), address, nil)
		var said *message.Failure
		if !errors.As(err, &said) || said.Advice.IsZero() {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// TestWays are the addresses of a node, and never an option of ssh.
func TestWays(t *testing.T) {
	h := &Hosts{address: "ssh://root@node01:2222", self: "node01", addresses: map[string]string{},
		names: map[string][]string{"node02": {"node02", "192.168.0.12"}, "evil": {"-oProxyCommand=x"}}}
	for node, want := range map[string][]string{
		"node01": {"ssh://root@node01:2222"},
		"node02": {"ssh://root@node02:2222", "ssh://root@192.168.0.12:2222"},
		"evil":   nil,
	} {
		got := h.ways(node)
		if len(got) != len(want) {
			t.Errorf("%s: %v, want %v", node, got, want)
			continue
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %v, want %v", node, got, want)
			}
		}
	}
	h.addresses["node02"] = "ssh://root@192.168.0.12:2222"
	if got := h.ways("node02"); len(got) != 1 {
		t.Errorf("where it was reached before: %v", got)
	}
}

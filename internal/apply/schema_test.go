package apply

import "testing"

func TestOlderSchema(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"pacemaker-3.8", "pacemaker-3.9", true}, {"pacemaker-3.9", "pacemaker-3.10", true}, {"pacemaker-3.10", "pacemaker-4.0", true},
		{"pacemaker-2.10", "pacemaker-3.0", true}, {"pacemaker-3.9", "pacemaker-3.9", false}, {"pacemaker-3.10", "pacemaker-3.9", false},
		{"pacemaker-4.0", "pacemaker-3.10", false}, {"pacemaker-4.0", "pacemaker-3.0", false}, {"pacemaker-next", "pacemaker-3.9", false},
		{"pacemaker-3.9", "pacemaker-next", false}, {"", "pacemaker-3.9", false}, {"pacemaker-3.9", "", false},
	} {
		if got := olderSchema(tt.a, tt.b); got != tt.want {
			t.Errorf("olderSchema(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

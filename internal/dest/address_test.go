package dest

import "testing"

func TestSibling(t *testing.T) {
	for _, tt := range []struct{ address, host, want string }{
		{"ssh://root@node01", "node02", "ssh://root@node02"},
		{"ssh://node01:2222", "10.0.0.2", "ssh://10.0.0.2:2222"},
		{"ssh://admin@[fd00::1]:22", "fd00::2", "ssh://admin@[fd00::2]:22"},
		{"https://10.0.0.1:2234", "node02", "https://node02:2234"},
		{"https://node01", "fd00::2", "https://[fd00::2]"},
		{"local:", "node02", "ssh://root@node02"},
	} {
		if got := Sibling(tt.address, tt.host); got != tt.want {
			t.Errorf("%s of %s: %s, want %s", tt.host, tt.address, got, tt.want)
		}
	}
}

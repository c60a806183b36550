package target

import "testing"

// TestRunning finds the target of a cluster by what its CIB says.
func TestRunning(t *testing.T) {
	for _, c := range []struct{ dc, set, want string }{
		{"2.1.7-5.el8-0f7f88312", "3.19.0", "rhel8"},
		{"2.1.7-5.2.el9_4-0f7f88312", "3.19.0", "rhel9"}, // the feature set of rhel8
		{"3.0.1-3.el10-6a90427", "3.20.1", "rhel10"},
		{"2.1.5-a3f44794f94", "3.16.1", "debian12"},
		{"3.0.0-9c4ea8c", "3.20.0", "debian13"},
		{"", "3.20.5", "next"}, // a CIB that was never in a cluster
		{"1.1.23-1.el7-9acf116022", "3.0.14", ""},
		{"2.0.5-ba59be7122", "3.6.1", ""},
		{"", "", ""},
	} {
		got, ok := Running(c.dc, c.set)
		switch {
		case ok != (c.want != ""):
			t.Errorf("%s, %s: found is %v", c.dc, c.set, ok)
		case ok && got.Name != c.want:
			t.Errorf("%s, %s: %s, want %s", c.dc, c.set, got.Name, c.want)
		}
	}
}

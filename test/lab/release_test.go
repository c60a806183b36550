//go:build linux

package lab

import (
	"strings"
	"testing"
)

// TestReleases makes a cluster of one host of each release that the machine does
// not run itself: its systemd boots, pcs lets the operator in, Pacemaker is its own.
func TestReleases(t *testing.T) {
	NeedCluster(t)
	for name, pacemaker := range map[string]string{"11": "2.0.5", "12": "2.1.5", "13": "3.0.", "sid": "3."} {
		t.Run(name, func(t *testing.T) {
			r, err := FindRelease(name)
			if err != nil {
				t.Fatal(err)
			}
			if r.installed() {
				return // as all other clusters here
			}
			t.Parallel()
			c := Run(t, Config{Name: "release-" + name, Nodes: []string{"node01"}, Release: name, Fencing: &Fencing{}})
			if out, err := c.Run(t.Context(), "node01", "pacemakerd", "--version"); err != nil || !strings.HasPrefix(out, "Pacemaker "+pacemaker) {
				t.Errorf("%q, %v; want Pacemaker %s", out, err, pacemaker)
			}
			f := c.Config.Fencing
			if out, err := c.Run(t.Context(), "node01", "fence_ipmilan", "--lanplus", "-a", f.Addresses[0], "-l", f.User, "-p", f.Password, "-o", "status"); err != nil {
				t.Errorf("%s, %v", out, err)
			}
		})
	}
}

// TestFindRelease: by name and by suite; no name is the machine as it is.
func TestFindRelease(t *testing.T) {
	for given, want := range map[string]string{"13": "trixie", "trixie": "trixie", "sid": "sid"} {
		if r, err := FindRelease(given); err != nil || r.Suite != want {
			t.Errorf("%s: %v, %v", given, r, err)
		}
	}
	if r, err := FindRelease(""); err != nil || !r.installed() {
		t.Errorf("no release: %v, %v", r, err)
	}
	if _, err := FindRelease("10"); err == nil || !strings.Contains(err.Error(), "11, 12, 13, sid") {
		t.Errorf("an unknown release must list the known ones, got %v", err)
	}
}

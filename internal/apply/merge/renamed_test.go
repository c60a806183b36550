package merge

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"hagen/internal/apply/meaning"
)

// TestRenamed: a cluster never has both names of a property, and where the value
// is right already nothing changes but its spelling.
func TestRenamed(t *testing.T) {
	const old, new = "stonith-enabled", "fencing-enabled"
	with := func(featureSet string, pairs ...string) []byte {
		var set strings.Builder
		for i, p := range pairs {
			name, value, _ := strings.Cut(p, "=")
			fmt.Fprintf(&set, `<nvpair id="p%d-%s" name="%s" value="%s"/>`, i, name, name, value)
		}
		return []byte(`<cib crm_feature_set="` + featureSet + `" validate-with="pacemaker-4.0" epoch="1" num_updates="0" admin_epoch="0"><configuration><crm_config><cluster_property_set id="cib-bootstrap-options">` +
			set.String() + `</cluster_property_set></crm_config><nodes/><resources/><constraints/></configuration></cib>`)
	}
	for _, tt := range []struct {
		name       string
		live, sent []byte
		want       string
		changes    int
	}{
		{"the old name, live the new one", with("3.20.5", new+"=true"), with("3.20.1", old+"=yes"), new + "=yes", 0},
		{"the new name, live the old one", with("3.20.5", old+"=true"), with("3.20.5", new+"=true"), old + "=true", 0},
		{"another value by the old name", with("3.20.5", new+"=true"), with("3.20.1", old+"=false"), old + "=false", 1},
		{"another value by the new name", with("3.20.5", old+"=true"), with("3.20.5", new+"=false"), new + "=false", 1},
		{"both live, the new one right", with("3.20.5", new+"=true", old+"=false"), with("3.20.1", old+"=true"), new + "=true", 0},
		{"both live, the old one right and in vain", with("3.20.5", old+"=false", new+"=true"), with("3.20.1", old+"=false"), old + "=false", 1},
		{"none live", with("3.20.5"), with("3.20.5", new+"=false"), new + "=false", 1},
		{"a time", with("3.20.5", "fencing-timeout=60s"), with("3.20.1", "stonith-timeout=1min"), "fencing-timeout=1min", 0},
		{"orphans", with("3.20.5", "stop-removed-resources=true"), with("3.20.1", "stop-orphan-resources=false"), "stop-orphan-resources=false", 1},
		{"the watchdogs' own", with("3.20.5", "fencing-watchdog-timeout=10s"), with("3.20.1", "stonith-watchdog-timeout=20s"), "stonith-watchdog-timeout=20s", 1},
		{"a cluster that does not know the new name", with("3.20.0"), with("3.20.5", new+"=false"), old + "=false", 1},
		{"such a cluster, the value right", with("3.19.6", old+"=false"), with("3.20.5", new+"=false"), old + "=false", 0},
	} {
		for _, mode := range []Mode{Replace, Merge} {
			got, err := Into(tt.live, tt.sent, mode)
			if err != nil {
				t.Fatal(err)
			}
			var pairs []string
			for _, m := range regexp.MustCompile(`<nvpair .*name="(.*?)" value="(.*?)"`).FindAllStringSubmatch(string(got), -1) {
				pairs = append(pairs, m[1]+"="+m[2])
			}
			if all := strings.Join(pairs, " "); all != tt.want {
				t.Errorf("%s, %s: %s, want %s", tt.name, mode, all, tt.want)
			}
			before, err := meaning.Of(tt.live)
			if err != nil {
				t.Fatal(err)
			}
			after, err := meaning.Of(got)
			if err != nil {
				t.Fatal(err)
			}
			if changes := meaning.Diff(before, after); len(changes) != tt.changes {
				t.Errorf("%s, %s: changes %+v, want %d", tt.name, mode, changes, tt.changes)
			}
		}
	}
}

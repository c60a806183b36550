package validate

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"hagen/test/need"
)

// TestPcsRefusesTogether asks the real pcs (0.11.5, the target debian12) about
// unexpected cases: what it refuses must be an error in hagen. Cases that only
// hagen refuses are marked.
func TestPcsRefusesTogether(t *testing.T) {
	need.Long(t)
	need.Tool(t, "apt install pcs pacemaker-cli-utils", "pcs")
	if version, err := exec.Command("pcs", "--version").Output(); err != nil || !strings.HasPrefix(string(version), "0.11.5") {
		need.Skip(t, "pcs is "+strings.TrimSpace(string(version))+", the facts of debian12 are from 0.11.5")
	}
	const only = true // hagen refuses what pcs accepts
	cases := []struct {
		name     string
		s        sheet
		commands string // of pcs, apart by ;
		stricter bool
	}{
		{"of a cloned one", locations(labTree, ",,kp,prefers,n1,5"), "constraint location kp prefers n1=5", false},
		{"two scores", locations(labTree, ",,a,prefers,n1,1", ",,a,prefers,n1,2"), "constraint location a prefers n1=1 ; constraint location a prefers n1=2", only},
		{"role of a rule", rules(labTree, ",,s,5,,x,lt,1,Started"), "constraint location s rule role=Started score=5 x lt 1", false},
		{"word of rules", rules(labTree, ",,a,5,,to,eq,1"), "constraint location a rule score=5 to eq 1", false},
		{"date", rules(labTree, ",,a,5,,date,gt,1"), "constraint location a rule score=5 date gt 1", false},
		{"rule twice", rules(labTree, ",,a,5,,x,eq,1", ",,a,6,,x,eq,1"), "constraint location a rule score=5 x eq 1 ; constraint location a rule score=6 x eq 1", false},
		{"colocation twice", colocations(labTree, ",,a,b,5,Started", ",,a,b,6"), "constraint colocation add Started a with b score=5 ; constraint colocation add a with b score=6", false},
		{"colocation, two roles", colocations(labTree, ",,a,s,5", ",,a,s,5,,Promoted"), "constraint colocation add a with s score=5 ; constraint colocation add a with Promoted s score=5", false},
		{"order twice", orders(labTree, ",,a,b", ",,a,b,Optional"), "constraint order a then b ; constraint order a then b kind=Optional", false},
		{"order in a group", orders(labTree, ",,m,n"), "constraint order m then n", false},
		{"order of a group", orders(labTree, ",,g,m"), "constraint order g then m", only},
		{"level zero", one(labTree, "STONITH_LEVEL", ",,node,id,level", ",,n1,f,0"), "stonith level add 0 n1 f", false},
		{"level, twice one device", one(labTree, "STONITH_LEVEL", ",,node,id,level", ",,n1,f,1", ",,n1,f,1"), "stonith level add 1 n1 f f", only},
		{"group in group", sheet{tree: []string{"Group z", "  Group g", "    Primitive m"}}, "resource group add z g", false},
		{"stonith in a group", sheet{tree: []string{"Group z", "  Stonith f n1"}}, "resource group add z f", false},
		{"clone of stonith", sheet{tree: []string{"Clone z", "  Stonith f n1"}}, "resource clone f z", false},
		{"promotable", sheet{tree: []string{"Promotable z", "  Primitive a"}}, "resource promotable a z", false},
		{"id", sheet{tree: []string{"Group z:1", "  Primitive a"}}, "resource group add z:1 a", false},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			refusal := pcsRefuses(t, labCIB(""), tc.commands)
			report := tc.s.report(t)
			if (refusal != "" || tc.stricter) != report.HasErrors() {
				t.Errorf("pcs: %q; hagen: %d findings, errors %v", refusal, report.Len(), report.HasErrors())
			}
			if tc.stricter && refusal != "" {
				t.Error("pcs refuses this as well")
			}
		})
	}
}

// pcsRefuses runs commands on a CIB and returns the output of the first that fails.
func pcsRefuses(t *testing.T, cib, commands string) string {
	file := filepath.Join(t.TempDir(), "cib.xml")
	if err := os.WriteFile(file, []byte(cib), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, command := range strings.Split(commands, " ; ") {
		out, err := exec.Command("pcs", append([]string{"-f", file}, strings.Fields(command)...)...).CombinedOutput()
		if err != nil {
			return err.Error() + ": " + string(out)
		}
	}
	return ""
}

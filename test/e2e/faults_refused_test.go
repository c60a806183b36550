//go:build linux

package e2e

import (
	"strings"
	"testing"

	"hagen/test/lab"
)

// fencingSheet turns fencing on.
var fencingSheet = strings.NewReplacer("stonith-enabled,false", "stonith-enabled,true", ",,Primitive,one\n", ",,Primitive,one\n,,Stonith,fence\n").Replace(oldSheet) +
	`,STONITH
,P,id,type
,,fence,fence_ipmilan
,A,type,name,value
,,options,pcmk_host_list,node01
,,options,ip,10.155.0.111
,,options,username,admin
,,options,password,refused-secret
,,options,lanplus,1
`

// bannedSheet keeps a resource that is to run from every node.
const bannedSheet = oldSheet + `,LOCATION_NODE
,,rsc,prefers/avoids,node,score
,,one,avoids,node01,
,,one,avoids,node02,
,,one,avoids,node03,
`

// TestApplyRefuses tests that dangers are shown first, and refused without the flag
// that allows them.
func TestApplyRefuses(t *testing.T) {
	v := startVictim(t, lab.Config{Nodes: []string{"node01", "node02", "node03"}})
	v.bring("banned.csv", []byte(bannedSheet))
	v.bring("fencing.csv", []byte(fencingSheet))

	v.refused(onNode, "banned.csv", "stop", "it would stop what the sheet wants to run: one")

	v.run("node02", "pcs", "property", "set", "maintenance-mode=true")
	v.refused(onNode, newName, "maintenance", "the cluster is in maintenance mode")
	v.hagen(0, to("local:", "apply", newName, "--yes", "--allow", "maintenance")...)
	v.has(newName)

	v.run("node02", "pcs", "resource", "create", "slow", "ocf:pacemaker:Dummy", "op_sleep=8", "--no-default-ops")
	v.refused(onNode, oldName, "busy", "the cluster is still at work on something else: slow")
	v.run("node02", "pcs", "resource", "delete", "slow")
	v.idle()

	v.do(v.Cut("node01"))
	v.do(v.WaitFor(t.Context(), soon, "node01 is without a quorum and missed by the others", func() bool {
		alone, err := v.Run(t.Context(), "node01", "cibadmin", "--query")
		others, err2 := v.Host("node02").State(t.Context())
		return err == nil && err2 == nil && strings.Contains(alone, `have-quorum="0"`) && len(others.Online()) == 2
	}))
	v.refused(onNode, oldName, "no-quorum", "this part of the cluster has no quorum")
	v.refused(overSSH, "fencing.csv", "fence", "it would fence node01")
	v.do(v.Heal("node01"))
	v.reach("all are together again", func(s *lab.State) bool { return len(s.Online()) == 3 })
	v.has(newName)
}

// refused makes sure that plan names a danger, and that apply refuses it.
func (v *victim) refused(by way, sheet, danger, says string) {
	v.t.Helper()
	node := "node01"
	if by == overSSH {
		node = "node02"
	}
	before := v.configurationOn(node)
	if said := v.hagen(2, to(v.address(by), "plan", sheet)...); !strings.Contains(said, says) {
		v.t.Errorf("the plan of %s does not say %q", sheet, says)
	}
	said := v.hagen(1, to(v.address(by), "apply", sheet, "--yes")...)
	if _, advice, _ := strings.Cut(said, "--allow "); !strings.Contains(said, "refused: "+says) || !strings.HasPrefix(advice, danger) {
		v.t.Errorf("the apply of %s does not refuse by %q for %q", sheet, danger, says)
	}
	if strings.Contains(said, "refused-secret") {
		v.t.Error("a password is shown")
	}
	if now := v.configurationOn(node); now != before {
		v.t.Errorf("after the refusal of %s the configuration is\n%s\nit was\n%s", sheet, now, before)
	}
}

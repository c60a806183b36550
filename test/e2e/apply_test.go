//go:build linux

package e2e

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/tools"
	"hagen/test/lab"
)

// pushSheet is a cluster of dummies: a group, a clone, a promotable clone.
const pushSheet = `,NODE
,,uname,type,name,value
,,node02,attribute,site,east
,PROPERTY
,,name,value
,,stonith-enabled,false
,RSC_DEFAULTS
,,name,value
,,resource-stickiness,100
,RESOURCES
,,resourceItem,resourceItem,id
,,Group,,grp
,,,Primitive,one
,,,Primitive,two
,,Clone,,dc
,,,Primitive,each
,,Promotable,,prom
,,,Primitive,state
,PRIMITIVE
,P,id,class,provider,type
,,one,ocf,pacemaker,Dummy
,A,type,name,value
,,options,op_sleep,2
,PRIMITIVE
,P,id,class,provider,type
,,two,ocf,pacemaker,Dummy
,PRIMITIVE
,P,id,class,provider,type
,,each,ocf,pacemaker,Dummy
,PRIMITIVE
,P,id,class,provider,type
,,state,ocf,pacemaker,Stateful
,LOCATION_NODE
,,rsc,prefers/avoids,node,score
,,grp,prefers,node01,200
`

// brokenSheet is pushSheet with a resource that fails to start on one node.
var brokenSheet = strings.Replace(pushSheet, ",,Clone,,dc\n", ",,Primitive,,three\n,,Clone,,dc\n", 1) + `,,three,avoids,node01,
,PRIMITIVE
,P,id,class,provider,type
,,three,ocf,pacemaker,Dummy
,A,type,name,value
,,options,fail_start_on,node02
`

// startPusher starts two nodes and a workstation in front of them, with the sheets
// of these tests.
func startPusher(t *testing.T) *pusher {
	t.Helper()
	p := equip(start(t, lab.Config{Nodes: []string{"node01", "node02"}}))
	p.bring("push.csv", []byte(pushSheet))
	p.bring("broken.csv", []byte(brokenSheet))
	p.openSSH()
	return p
}

// leftovers looks for temporary files, also in the agent's own /tmp.
const leftovers = `find /root /tmp /tmp/systemd-private-*-hagen-agent*/tmp -maxdepth 1 '(' -name 'hagen*' -o -name 'tmp.*' ')' 2>/dev/null; true`

// TestApply tests that a sheet leads to the same configuration over every kind of
// destination, that of the pcs script, that a second apply has nothing to do, and
// that it can be rolled back.
func TestApply(t *testing.T) {
	p := startPusher(t)
	p.openAgent()
	fresh := p.configuration()
	p.applyEveryWay("push.csv", "everything of the sheet runs", func(s *lab.State) bool { return s.AllOn("node01", "one", "two") })
	p.goBack(byAgent, fresh)
	for _, node := range p.Config.Nodes { // nothing is left behind but what is kept
		if left := p.run(node, "sh", "-c", leftovers); strings.TrimSpace(left) != "" {
			t.Errorf("left on %s: %s", node, left)
		}
		if mode := p.run(node, "sh", "-c", "stat -c %a /var/lib/hagen /var/lib/hagen/* | sort -u | xargs"); strings.TrimSpace(mode) != "600 700" {
			t.Errorf("modes of what is kept on %s: %s", node, mode)
		}
	}
	for _, by := range []way{overSSH, byAgent} { // each node has the log of what went through it
		history := p.hagen(0, "history", "--here", "--to", p.address(by))
		if n := strings.Count(history, "push.csv sha256:"); n != 2 || strings.Count(history, "settled") != 4 {
			t.Errorf("the history:\n%s", history)
		}
	}
}

// TestApplyGoesBack tests that the whole change is rolled back when a resource
// cannot start.
func TestApplyGoesBack(t *testing.T) {
	p := startPusher(t)
	p.hagen(0, "apply", "push.csv", "--to", "local:", "--target", installed, "--yes")
	before := p.configuration()
	out := p.hagen(1, "apply", "broken.csv", "--to", "local:", "--target", installed, "--yes", "--rollback")
	if !strings.Contains(out, "three failed on node02: start") || !strings.Contains(out, "rolled back to the previous configuration") {
		t.Errorf("it said:\n%s", out)
	}
	if after := p.configuration(); after != before {
		t.Errorf("the configuration is\n%s\nit was\n%s", after, before)
	}
	p.reach("what ran before runs", func(s *lab.State) bool { return s.AllOn("node01", "one", "two") })

	out = p.hagen(1, "apply", "broken.csv", "--to", "local:", "--target", installed, "--yes")
	if !strings.Contains(out, "hagen rollback --to local:") {
		t.Errorf("it said:\n%s", out)
	}
	p.hagen(0, "rollback", "--to", "local:", "--yes", "--allow", "remove")
	if after := p.configuration(); after != before {
		t.Errorf("rolled back, the configuration is\n%s\nit was\n%s", after, before)
	}
}

// TestApplyKeepsOthersChanges tests that a change by pcs between plan and write is
// never lost, that changes of only the status do not stop an apply, even where they
// never end, and that two applies at once run one after the other.
func TestApplyKeepsOthersChanges(t *testing.T) {
	p := startPusher(t)
	c := tools.New("node01", inside{p.Host("node01")})
	unit := compiledFrom(t, filepath.Join(p.desk, "push.csv"))
	ctx := t.Context()
	plan := func() apply.Order {
		live, err := c.CIB(ctx)
		p.do(err)
		made, err := apply.Make(ctx, c, live, apply.Request{CIB: unit.XML, Mode: merge.Replace})
		p.do(err)
		if made.Empty() {
			t.Fatal("nothing to do")
		}
		return apply.Order{Before: made.Before, After: made.After, Timeout: settling, Who: "test", Source: "test"}
	}

	order := plan()
	p.run("node02", "pcs", "property", "set", "no-quorum-policy=freeze")
	theirs := p.configuration()
	if out, err := apply.Run(ctx, c, order, nil); !errors.Is(err, apply.ErrStale) || out.Changed {
		t.Fatalf("over another administrator's change: %+v, %v", out, err)
	}
	if now := p.configuration(); now != theirs {
		t.Errorf("the other administrator's configuration was\n%s\nnow it is\n%s", theirs, now)
	}

	order, second := plan(), plan()
	p.run("node02", "attrd_updater", "--name", "churn", "--update", "1", "--node", "node02")
	p.run("node02", "crm_attribute", "--name", "churn", "--update", "2", "--node", "node02", "--lifetime", "reboot")
	begin := time.Now()
	out, err := apply.Run(ctx, c, order, nil)
	if err != nil || !out.Settled || len(out.Problems) > 0 {
		t.Fatalf("after a change of status: %+v, %v\n%s", out, err, p.Explain())
	}
	t.Logf("applied in %s", time.Since(begin).Round(time.Second/10))
	mine := p.configuration()
	if _, err := apply.Run(ctx, c, second, nil); !errors.Is(err, apply.ErrStale) {
		t.Errorf("the second of two: %v", err)
	}
	if now := p.configuration(); now != mine {
		t.Errorf("after the second of two:\n%s\nit was\n%s", now, mine)
	}
	p.writeUnderChurn(c)
	p.refuseStale(c)
}

// TestApplyFullDisk tests that nothing is written when the old configuration cannot
// be saved.
func TestApplyFullDisk(t *testing.T) {
	p := startPusher(t)
	before := p.configuration()
	p.run("node01", "sh", "-c", "mkdir -p /var/lib/hagen && mount -t tmpfs -o size=64k,mode=700 none /var/lib/hagen; head -c 1M /dev/zero > /var/lib/hagen/full; true")
	out := p.hagen(1, "apply", "push.csv", "--to", "local:", "--target", installed, "--yes")
	if !strings.Contains(out, "nothing was changed") || !strings.Contains(out, "No space left on device") {
		t.Errorf("it said:\n%s", out)
	}
	if now := p.configuration(); now != before {
		t.Errorf("the configuration is\n%s\nit was\n%s", now, before)
	}
}

// inside is a runner on a host of the lab.
type inside struct{ *lab.Host }

// Run runs a program on the host.
func (h inside) Run(ctx context.Context, c tools.Command) (tools.Result, error) {
	cmd := h.Command(ctx, c.Argv[0], c.Argv[1:]...)
	var out, errs bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(c.Stdin), &out, &errs
	err := cmd.Run()
	res := tools.Result{Stdout: out.Bytes(), Stderr: errs.Bytes()}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		res.Code, err = exit.ExitCode(), nil
	}
	return res, err
}

// Close does nothing: the lab ends the host.
func (h inside) Close() error { return nil }

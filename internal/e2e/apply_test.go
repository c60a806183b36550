//go:build linux

package e2e

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/tools"
	"hagen/internal/lab"
	"hagen/internal/need"
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

// pusher is a world with hagen in it: on its first node, and at a desk in front
// of its switch that reaches the nodes over SSH.
type pusher struct {
	*world
	desk string // a folder with the sheets and the ssh configuration
	bin  string
}

func startPusher(t *testing.T) *pusher {
	t.Helper()
	need.Tool(t, "apt install openssh-server openssh-client", "ssh", "ssh-keygen", "/usr/sbin/sshd")
	p := &pusher{desk: t.TempDir()}
	p.bin = filepath.Join(p.desk, "hagen")
	build := exec.Command("go", "build", "-o", p.bin, "../../cmd/hagen")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build hagen: %v\n%s", err, out)
	}
	p.world = start(t, lab.Config{Nodes: []string{"node01", "node02"}})
	p.do(p.Copy("node01", p.bin, "/usr/local/bin/hagen", 0o755))
	for name, sheet := range map[string]string{"push.csv": pushSheet, "broken.csv": brokenSheet} {
		p.do(os.WriteFile(filepath.Join(p.desk, name), []byte(sheet), 0o600))
		p.do(p.Host("node01").WriteFile("/root/"+name, sheet, 0o600))
	}
	p.openSSH()
	return p
}

// openSSH starts sshd on both nodes and gives the desk a key.
func (p *pusher) openSSH() {
	p.t.Helper()
	key := filepath.Join(p.desk, "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key).CombinedOutput(); err != nil {
		p.t.Fatalf("ssh-keygen: %v\n%s", err, out)
	}
	public, err := os.ReadFile(key + ".pub")
	p.do(err)
	for _, node := range p.Config.Nodes {
		p.do(p.Host(node).WriteFile("/root/.ssh/authorized_keys", string(public), 0o600))
		p.run(node, "chmod", "700", "/root/.ssh")
		p.run(node, "sh", "-c", "ssh-keygen -A && systemctl restart ssh")
	}
	config := "Host *\n  IdentityFile " + key + "\n  UserKnownHostsFile " + filepath.Join(p.desk, "known_hosts") + "\n  StrictHostKeyChecking accept-new\n"
	p.do(os.WriteFile(filepath.Join(p.desk, "config"), []byte(config), 0o600))
	p.do(os.Mkdir(filepath.Join(p.desk, "bin"), 0o700))
	wrapper := "#!/bin/sh\nexec /usr/bin/ssh -F " + filepath.Join(p.desk, "config") + ` "$@"` + "\n"
	p.do(os.WriteFile(filepath.Join(p.desk, "bin", "ssh"), []byte(wrapper), 0o700))
}

// hagen runs hagen with the arguments: on node01 when they name local:, else at
// the desk.
func (p *pusher) hagen(want int, args ...string) string {
	p.t.Helper()
	args = append(args, "--lang", "en")
	var cmd *exec.Cmd
	if strings.Contains(strings.Join(args, " "), "local:") {
		cmd = p.Host("node01").Command(p.t.Context(), "sh", append([]string{"-c", `cd /root && exec hagen "$@"`, "sh"}, args...)...)
	} else {
		cmd = exec.CommandContext(p.t.Context(), "ip", append([]string{"netns", "exec", p.Switch.Namespace(), p.bin}, args...)...)
		cmd.Dir = p.desk
		cmd.Env = append(os.Environ(), "PATH="+filepath.Join(p.desk, "bin")+":"+os.Getenv("PATH"))
	}
	out, err := cmd.CombinedOutput()
	code := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		p.t.Fatal(err)
	}
	p.t.Logf("hagen %s → %d\n%s", strings.Join(args, " "), code, out)
	if code != want {
		p.t.Fatalf("hagen %s: exit code %d, want %d\n%s", strings.Join(args, " "), code, want, p.Explain())
	}
	return string(out)
}

// configuration is the live configuration, without the versions that every
// write moves.
func (p *pusher) configuration() string {
	p.t.Helper()
	doc, err := meaning.Parse([]byte(p.run("node01", "cibadmin", "--query")))
	p.do(err)
	root := doc.Root()
	config := root.SelectElement("configuration")
	for _, property := range config.FindElements("crm_config/cluster_property_set/nvpair[@name='last-lrm-refresh']") {
		property.Parent().RemoveChild(property)
	}
	doc.SetRoot(config.Copy())
	doc.Indent(2)
	text, err := doc.WriteToString()
	p.do(err)
	return text
}

// TestApply: whichever way a sheet goes, the cluster comes to the same
// configuration, that of the pcs script; a second time there is nothing to do;
// and there is a way back.
func TestApply(t *testing.T) {
	p := startPusher(t)
	fresh := p.configuration()
	address := "ssh://root@10.155.0.12"
	paths := []struct {
		name string
		args []string
	}{
		{"local", []string{"apply", "push.csv", "--to", "local:"}},
		{"ssh", []string{"apply", "push.csv", "--to", address}},
		{"script", []string{"apply", "push.csv", "--to", address, "--via", "script"}},
	}
	first := ""
	for _, path := range paths {
		to := path.args[3]
		target := []string{"--target", installed}
		p.hagen(2, append([]string{"plan", "push.csv", "--to", to}, target...)...)
		p.hagen(0, append(append(path.args, target...), "--yes")...)
		p.reach("everything of the sheet runs", func(s *lab.State) bool { return s.AllOn("node01", "one", "two") })
		got := p.configuration()
		if first == "" {
			first = got
		}
		if got != first {
			t.Errorf("by %s the configuration is\n%s\nby %s it was\n%s", path.name, got, paths[0].name, first)
		}
		again := p.hagen(0, append(append(path.args, target...), "--yes")...)
		if !strings.Contains(again, "nothing to do") {
			t.Errorf("a second apply by %s:\n%s", path.name, again)
		}
		p.hagen(0, append([]string{"diff", "push.csv", to}, target...)...)
		p.hagen(0, "rollback", "--to", to, "--yes")
		if back := p.configuration(); back != fresh {
			t.Errorf("rolled back, it is\n%s\nit was\n%s", back, fresh)
		}
	}
	for _, node := range p.Config.Nodes { // nothing is left behind but what is kept
		if left := p.run(node, "sh", "-c", "ls -A /tmp /root | grep -i -e hagen -e '^tmp\\.' || true"); strings.TrimSpace(left) != "" {
			t.Errorf("left on %s: %s", node, left)
		}
		if mode := p.run(node, "sh", "-c", "stat -c %a /var/lib/hagen /var/lib/hagen/* | sort -u | xargs"); strings.TrimSpace(mode) != "600 700" {
			t.Errorf("modes of what is kept on %s: %s", node, mode)
		}
	}
	history := p.hagen(0, "history", "--to", address)
	if n := strings.Count(history, "push.csv sha256:"); n != 2 || strings.Count(history, "settled") != 4 {
		t.Errorf("the history:\n%s", history)
	}
}

// TestApplyGoesBack: a resource that cannot start takes the whole change with it.
func TestApplyGoesBack(t *testing.T) {
	p := startPusher(t)
	p.hagen(0, "apply", "push.csv", "--to", "local:", "--target", installed, "--yes")
	before := p.configuration()
	out := p.hagen(1, "apply", "broken.csv", "--to", "local:", "--target", installed, "--yes", "--rollback")
	if !strings.Contains(out, "three failed on node02: start") || !strings.Contains(out, "the configuration from before is back") {
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
	p.hagen(0, "rollback", "--to", "local:", "--yes")
	if after := p.configuration(); after != before {
		t.Errorf("rolled back, the configuration is\n%s\nit was\n%s", after, before)
	}
}

// TestApplyKeepsOthersChanges: a change by pcs between plan and write is never
// lost; changes of status alone do not stop an apply; two applies at once are
// one after the other.
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
}

// TestApplyFullDisk: where the old configuration cannot be kept, nothing is
// written.
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

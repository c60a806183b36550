//go:build linux

package e2e

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/beevik/etree"

	"hagen/test/lab"
)

// way is a kind of destination: how a sheet gets to a cluster.
type way string

// All ways. Each uses one node: the node itself, the second one over SSH, the first
// one through its agent.
const (
	onNode   way = "local"
	overSSH  way = "ssh"
	byScript way = "script"
	byAgent  way = "agent"
)

var everyWay = []way{onNode, overSSH, byScript, byAgent}

// pusher is a world with hagen: on its first node, and on a workstation at its
// switch that reaches the nodes over SSH and through a hagen agent.
type pusher struct {
	*world
	desk string // a folder with hagen, the sheets, and the keys of its user
	bin  string
}

// equip builds hagen and brings it to a world.
func equip(w *world) *pusher {
	w.t.Helper()
	p := &pusher{world: w, desk: w.t.TempDir()}
	p.bin = filepath.Join(p.desk, "hagen")
	build := exec.Command("go", "build", "-o", p.bin, "hagen/cmd/hagen")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		p.t.Fatalf("build hagen: %v\n%s", err, out)
	}
	p.do(p.Copy(p.Config.Nodes[0], p.bin, "/usr/bin/hagen", 0o755))
	return p
}

// bring puts a sheet on the desk and on the first node.
func (p *pusher) bring(name string, sheet []byte) {
	p.t.Helper()
	p.do(os.WriteFile(filepath.Join(p.desk, name), sheet, 0o600))
	p.do(p.Hosts[0].WriteFile("/root/"+name, string(sheet), 0o600))
}

// openSSH starts sshd on the nodes and gives the desk a key. The desk's ssh has a
// configuration of its own.
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
	wrapper := "#!/bin/sh\ncase \" $* \" in *' -O '*) ;; *) printf . >> " + filepath.Join(p.desk, "calls") + " ;; esac\n" +
		"exec /usr/bin/ssh -F " + filepath.Join(p.desk, "config") + ` "$@"` + "\n"
	p.do(os.WriteFile(filepath.Join(p.desk, "bin", "ssh"), []byte(wrapper), 0o700))
}

// openAgent starts an agent on the first node, as docs/agent.md describes, and
// registers it and the workstation with each other.
func (p *pusher) openAgent() {
	p.t.Helper()
	node := p.Config.Nodes[0]
	p.do(p.Copy(node, "../../packaging/hagen-agent.service", "/etc/systemd/system/hagen-agent.service", 0o644))
	p.run(node, "hagen", "agent", "init")
	p.run(node, "hagen", "agent", "authorize", strings.TrimSpace(p.hagen(0, "agent", "fingerprint")), "--name", "desk")
	p.run(node, "systemctl", "daemon-reload")
	p.run(node, "systemctl", "enable", "--now", "hagen-agent") // returns when it is ready: Type=notify
	shown := strings.TrimSpace(p.run(node, "hagen", "agent", "fingerprint", "--node"))
	if said := p.hagen(0, "history", "--to", p.address(byAgent), "--accept-new"); !strings.Contains(said, shown) {
		p.t.Errorf("the key of the agent is %s; at first contact hagen said\n%s", shown, said)
	}
}

// address is where a way leads.
func (p *pusher) address(by way) string {
	hosts := p.Config.Networks[0].Hosts
	switch by {
	case overSSH, byScript:
		return "ssh://root@" + hosts[1]
	case byAgent:
		return "https://" + hosts[0]
	}
	return "local:"
}

// hagen runs hagen with the arguments: on the first node for local:, else on the
// workstation.
func (p *pusher) hagen(want int, args ...string) string {
	p.t.Helper()
	args = append(args, "--lang", "en")
	cmd := p.command(args...)
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

// hagenAnyhow runs hagen and accepts any exit code.
func (p *pusher) hagenAnyhow(args ...string) string {
	p.t.Helper()
	out, err := p.command(append(args, "--lang", "en")...).CombinedOutput()
	p.t.Logf("hagen %s → %v\n%s", strings.Join(args, " "), err, out)
	return string(out)
}

// command prepares hagen to run where the arguments require it.
func (p *pusher) command(args ...string) *exec.Cmd {
	if strings.Contains(strings.Join(args, " "), "local:") {
		return p.Hosts[0].Command(p.t.Context(), "sh", append([]string{"-c", `cd /root && exec hagen "$@"`, "sh"}, args...)...)
	}
	cmd := exec.CommandContext(p.t.Context(), "ip", append([]string{"netns", "exec", p.Switch.Namespace(), p.bin}, args...)...)
	cmd.Dir = p.desk
	cmd.Env = append(os.Environ(), "PATH="+filepath.Join(p.desk, "bin")+":"+os.Getenv("PATH"), "XDG_CONFIG_HOME="+filepath.Join(p.desk, "config.d"), "TMPDIR="+p.desk)
	return cmd
}

// apply applies a sheet whose configuration the cluster does not have yet, and
// checks that a second apply and a diff find no difference. It returns the plan.
func (p *pusher) apply(by way, sheet string) string {
	p.t.Helper()
	to := []string{"--to", p.address(by), "--target", p.target()}
	apply := append([]string{"apply", sheet, "--yes"}, to...)
	if by == byScript {
		apply = append(apply, "--via", "script")
	}
	plan := p.hagen(2, append([]string{"plan", sheet}, to...)...)
	p.hagen(0, apply...)
	if again := p.hagen(0, apply...); !strings.Contains(again, "nothing to do") {
		p.t.Errorf("a second apply by %s:\n%s", by, again)
	}
	p.hagen(0, "diff", sheet, p.address(by), "--target", p.target())
	return plan
}

// configuration returns the live configuration in canonical form, without what
// every write changes: equal configurations are equal texts.
func (p *pusher) configuration() string {
	p.t.Helper()
	return p.configurationOn(p.Config.Nodes[0])
}

// configurationOn is the configuration as a node knows it.
func (p *pusher) configurationOn(node string) string {
	p.t.Helper()
	doc := etree.NewDocument()
	p.do(doc.ReadFromString(p.run(node, "cibadmin", "--query")))
	config := doc.Root().SelectElement("configuration")
	for _, property := range config.FindElements("crm_config/cluster_property_set/nvpair[@name='last-lrm-refresh']") {
		property.Parent().RemoveChild(property)
	}
	doc.SetRoot(config.Copy())
	for _, el := range doc.FindElements("//*") {
		el.SortAttrs()
	}
	doc.WriteSettings = etree.WriteSettings{CanonicalEndTags: true, CanonicalText: true, CanonicalAttrVal: true}
	doc.Indent(1) // and not as it was
	text, err := doc.WriteToString()
	p.do(err)
	return text
}

// push applies an example's sheet and returns its plan.
func (w *world) push(by way, example string) string {
	w.t.Helper()
	p := equip(w)
	p.bringExample(example)
	switch by {
	case overSSH, byScript:
		p.openSSH()
	case byAgent:
		p.openAgent()
	}
	return p.apply(by, "cluster.csv")
}

// bringExample puts the sheet of an example on the desk and the first node.
func (p *pusher) bringExample(example string) {
	p.t.Helper()
	sheet, err := os.ReadFile(filepath.Join("../../examples", example, "cluster.csv"))
	p.do(err)
	p.bring("cluster.csv", sheet)
}

// pushEveryWay applies an example's sheet in every way.
func (w *world) pushEveryWay(example, state string, reached func(*lab.State) bool) {
	w.t.Helper()
	p := equip(w)
	p.bringExample(example)
	p.openSSH()
	p.openAgent()
	p.applyEveryWay("cluster.csv", state, reached)
}

// applyEveryWay applies a sheet in every way, each time from the same
// configuration, and checks that all lead to the same result and can be rolled
// back. The last apply is not rolled back.
func (p *pusher) applyEveryWay(sheet, state string, reached func(*lab.State) bool) {
	p.t.Helper()
	fresh, first := p.configuration(), ""
	for i, by := range everyWay {
		if i > 0 {
			p.goBack(everyWay[i-1], fresh)
		}
		p.apply(by, sheet)
		p.reach(state+", by "+string(by), reached)
		got := p.configuration()
		if first == "" {
			first = got
		}
		if got != first {
			p.t.Errorf("by %s the configuration is\n%s\nby %s it was\n%s", by, got, everyWay[0], first)
		}
	}
}

// goBack rolls back the last write and checks that the configuration is as before.
func (p *pusher) goBack(by way, before string) {
	p.t.Helper()
	p.hagen(0, "rollback", "--to", p.address(by), "--yes", "--allow", "remove,fencing-off")
	if back := p.configuration(); back != before {
		p.t.Fatalf("rolled back, the configuration is\n%s\nit was\n%s", back, before)
	}
}

//go:build linux

package e2e

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/test/lab"
)

// testbooks is the environment variable that names the cases to carry out: all, or
// 1-1,2-3. All of them take twenty minutes; a run of all tests has some.
const (
	testbooks = "HAGEN_TESTBOOKS"
	someCases = "1-1,2-3"
)

// drill carries the cases of a test book out on a cluster of the lab.
type drill struct {
	*world
	book *testbook.Book
	fix  []func() // what mends what a case broke
}

// TestBook003 compares each prediction of the test book of seed 003 with what the
// cluster does.
func TestBook003(t *testing.T) {
	only := cmp.Or(os.Getenv(testbooks), someCases)
	w := start(t, lab.Config{
		Name:  "bookcluster",
		Nodes: []string{"node01", "node02"},
		Networks: []lab.Network{
			{Card: "eno1", Switch: "192.168.0.1/24"},
			{Card: "eno2", Switch: "192.168.1.1/24"},
			{Card: "eno3", Switch: "192.168.10.1/24", Ring: true},
			{Card: "eno4", Switch: "192.168.20.1/24", Ring: true},
		},
		Fencing: &lab.Fencing{Addresses: []string{"192.168.0.111", "192.168.0.112"}, User: "pacemaker", Password: "ipmipass1"},
		Files:   map[string]string{"/etc/haproxy/haproxy.cfg": haproxyHello("192.168.1.10:80")},
	}, "haproxy")
	w.push(onNode, "003-haproxy-fencing")
	w.reach("the documented state", documented003)

	unit := compiledFrom(t, "../../examples/003-haproxy-fencing/cluster.csv")
	world, err := scheduler.Start(t.Context(), tools.New("local:", tools.Local{}), unit.XML, w.Config.Nodes)
	w.do(err)
	book, err := testbook.Make(t.Context(), world, unit.XML)
	w.do(err)
	d := &drill{world: w, book: book}
	same, all := 0, 0
	for _, c := range book.Cases {
		if only != "all" && !slices.Contains(strings.Split(only, ","), c.Number) {
			continue
		}
		if !possible(c) {
			t.Logf("case %s, %s: not possible here", c.Number, d.called(c))
			continue
		}
		all++
		began := time.Now()
		if diff := d.carryOut(c); diff != "" {
			t.Errorf("case %s, %s:\n%s", c.Number, d.called(c), diff)
		} else {
			same++
		}
		t.Logf("case %s, %s: %s", c.Number, d.called(c), time.Since(began).Round(time.Second))
	}
	t.Logf("%d of %d predictions came true", same, all)
}

func (d *drill) called(c *testbook.Case) string {
	var out []string
	for _, step := range c.Steps {
		for _, e := range step.Events {
			out = append(out, e.Message().String())
		}
	}
	return strings.Join(out, "; ")
}

// carryOut carries a case out from the cluster at rest, and returns how what it did
// differs from the prediction.
func (d *drill) carryOut(c *testbook.Case) string {
	d.t.Helper()
	d.fresh()
	defer d.mend()
	for i, step := range c.Steps {
		fencedBefore := d.fencings()
		d.happen(step, c.Steps[:i])
		var last string
		err := d.WaitFor(d.t.Context(), settling, "case "+c.Number, func() bool {
			last = d.differs(step, fencedBefore)
			return last == ""
		})
		if err == nil && !d.down(step) { // and it stays so
			d.idle()
			last = d.differs(step, fencedBefore)
		}
		if last != "" {
			return fmt.Sprintf("step %d: %s\n%s", i+1, last, d.Explain())
		}
	}
	return ""
}

// down reports whether no node is left after a step.
func (d *drill) down(step testbook.Step) bool {
	return !slices.ContainsFunc(step.Course.After.Nodes, func(n pcmk.Node) bool { return n.Online })
}

// fencings counts the successful fencings of each node.
func (d *drill) fencings() map[string]int {
	out := map[string]int{}
	if s, err := d.State(d.t.Context()); err == nil {
		for _, f := range s.Fencing {
			if f.Status == "success" {
				out[f.Target]++
			}
		}
	}
	return out
}

// differs compares the cluster with the end of a step.
func (d *drill) differs(step testbook.Step, fencedBefore map[string]int) string {
	s, err := d.State(d.t.Context())
	if d.down(step) {
		if err != nil {
			return ""
		}
		return "a node still answers"
	}
	if err != nil {
		return err.Error()
	}
	var out []string
	for _, n := range step.Course.After.Nodes {
		if got := s.Node(n.Name); got.Online != n.Online || got.Standby != n.Standby || got.Unclean || got.Pending && n.Online {
			out = append(out, fmt.Sprintf("%s: online %t, standby %t, unclean %t; expected online %t, standby %t", n.Name, got.Online, got.Standby, got.Unclean, n.Online, n.Standby))
		}
	}
	for _, id := range scheduler.Primitives(step.Course.After) {
		var want []string
		for _, p := range scheduler.Places(step.Course.After, id) {
			want = append(want, p.Node)
		}
		slices.Sort(want)
		if got := s.On(id); !slices.Equal(got, want) {
			out = append(out, fmt.Sprintf("%s: on %v, expected %v", id, got, want))
		}
	}
	now := d.fencings()
	for _, n := range d.Config.Nodes {
		if want := slices.Contains(step.Course.Fenced(), n); want != (now[n] > fencedBefore[n]) {
			out = append(out, fmt.Sprintf("%s: fenced %t, expected %t", n, !want, want))
		}
	}
	return strings.Join(out, "\n")
}

// fresh brings the cluster to the state in which each case begins: everything is
// started anew.
func (d *drill) fresh() {
	d.t.Helper()
	ctx := d.t.Context()
	for _, n := range d.Config.Nodes {
		if !d.Host(n).Up() {
			d.do(d.Boot(ctx, n))
		}
		d.do(d.Settled(ctx, n))
	}
	if d.atRest() {
		return
	}
	d.run(d.Config.Nodes[0], "pcs", "cluster", "stop", "--all", "--force", "--request-timeout=120")
	d.run(d.Config.Nodes[0], "pcs", "cluster", "start", "--all", "--wait=180")
	d.reach("the cluster is at rest", func(*lab.State) bool { return d.atRest() })
	d.idle()
}

// atRest reports whether the cluster is as each case begins.
func (d *drill) atRest() bool {
	s, err := d.State(d.t.Context())
	return err == nil && documented003(s) && len(s.Failures) == 0 && len(s.Node("node01").FailCounts)+len(s.Node("node02").FailCounts) == 0
}

func (d *drill) mend() {
	for _, fix := range slices.Backward(d.fix) {
		fix()
	}
	d.fix = nil
}

// later runs a command when the case is over.
func (d *drill) later(node string, words ...string) {
	d.fix = append(d.fix, func() {
		_, _ = d.Run(context.WithoutCancel(d.t.Context()), node, words[0], words[1:]...) // the node may be down
	})
}

// happen makes a step happen, by the commands of the book where it has them.
func (d *drill) happen(step testbook.Step, before []testbook.Step) {
	d.t.Helper()
	for _, e := range step.Events {
		switch e.Kind {
		case scheduler.NodeCrashes:
			d.do(d.Crash(e.Node)) // by its power, as its fence device would
		case scheduler.NodeReturns:
			d.returns(e.Node)
		case scheduler.StartFails, scheduler.StopFails:
			d.sabotage(e)
		default:
			d.enter(d.book.Do(testbook.Step{Events: []scheduler.Event{e}}, before, message.English))
			if e.Kind == scheduler.AttributeIs {
				d.later(e.Node, "ip", "route", "del", "blackhole", "192.168.1.1/32")
			}
		}
	}
}

// enter types commands of the book on their nodes.
func (d *drill) enter(lines []string) {
	d.t.Helper()
	for _, line := range lines {
		if node, command, typed := strings.Cut(line, "# "); typed && node != "" {
			d.run(node, "sh", "-c", command)
		}
	}
}

// returns brings a node back: from standby, or with the cluster's services started.
func (d *drill) returns(node string) {
	d.t.Helper()
	ctx := d.t.Context()
	if s, err := d.State(ctx); err == nil && s.Node(node).Standby {
		d.run(node, "pcs", "node", "unstandby", node)
		return
	}
	if !d.Host(node).Up() {
		d.do(d.Boot(ctx, node))
	}
	d.do(d.Settled(ctx, node))
	d.run(node, "pcs", "cluster", "start")
}

// agents are the files of the OCF agents of seed 003.
var agents003 = map[string]string{"ipaddr": "heartbeat/IPaddr2", "ping": "pacemaker/ping"}

// sabotage puts an agent in place of another on a node: its monitor finds nothing, and
// its start or stop fails.
func (d *drill) sabotage(e scheduler.Event) {
	d.t.Helper()
	task := map[scheduler.Kind]string{scheduler.StartFails: "start", scheduler.StopFails: "stop"}[e.Kind]
	agent, known := agents003[e.Resource]
	if !known {
		d.breakUnit(e.Node)
		return
	}
	path := "/usr/lib/ocf/resource.d/" + agent
	script := "#!/bin/sh\ncase $1 in monitor) exit 7;; " + task + ") exit 1;; esac\nexec /root/agent \"$@\"\n"
	d.put(e.Node, "/root/broken", script)
	d.run(e.Node, "cp", path, "/root/agent")
	d.run(e.Node, "mount", "--bind", "/root/broken", path)
	d.later(e.Node, "umount", path)
}

// breakUnit makes the start of haproxy fail.
func (d *drill) breakUnit(node string) {
	d.t.Helper()
	const drop = "/run/systemd/system/haproxy.service.d/broken.conf"
	d.put(node, drop, "[Service]\nExecStartPre=/bin/false\n")
	d.run(node, "systemctl", "daemon-reload")
	d.later(node, "systemctl", "daemon-reload")
	d.later(node, "rm", "-f", drop)
	d.run(node, "systemctl", "kill", "--signal=SIGKILL", "haproxy")
}

// put writes a file on a running host.
func (d *drill) put(node, path, text string) {
	d.t.Helper()
	d.run(node, "sh", "-c", `mkdir -p "$(dirname "$2")" && printf %s "$1" > "$2" && chmod 755 "$2"`, "sh", text, path)
}

// possible reports whether a lab can make a case happen: a systemd unit that a monitor
// finds stopped has nothing left that could not be stopped.
func possible(c *testbook.Case) bool {
	e := c.Steps[0].Events[0]
	return e.Kind != scheduler.StopFails || e.Resource != "haproxy"
}

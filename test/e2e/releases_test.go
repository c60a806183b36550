//go:build linux

package e2e

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/tools"
	"hagen/test/lab"
)

// promotable is what the example of document 003 gets besides: a promotable clone,
// and fencing that is on by name. Pacemaker 3.0.3 warns about that name.
const promotable = `,PROPERTY
,,name,value
,,stonith-enabled,true
,RESOURCES
,,resourceItem,resourceItem,id
,,Promotable,,prom
,,,Primitive,state
,PRIMITIVE
,P,id,class,provider,type
,,state,ocf,pacemaker,Stateful
,O,type,timeout,interval,role
,,monitor,20s,10s,Promoted
,,monitor,20s,11s,Unpromoted
`

// serialized is a change of which every Pacemaker warns: an order of kind
// Serialize has no symmetry.
const serialized = `,ORDER
,,first-rsc,first-action,then-rsc,then-action,kind,symmetrical
,,haproxy-group,start,prom,promote,Serialize,true
`

// TestRelease13 and TestReleaseSid are the reference and a promotable on the
// Pacemaker 3.0.0 of Debian 13 and the newest one.
func TestRelease13(t *testing.T) { newerRelease(t, "13", byAgent) }

// TestReleaseSid: see TestRelease13.
func TestReleaseSid(t *testing.T) { newerRelease(t, "sid", overSSH) }

// TestRelease11: the Pacemaker 2.0.5 of Debian 11 cannot say what it would do in a
// way that hagen reads. hagen says so before it changes anything. To write would be
// safe there as well.
func TestRelease11(t *testing.T) {
	p := equip(start(t, released003("11")))
	example, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	p.do(err)
	p.bring("first.csv", append(example, promotable...))
	p.run("node01", "pcs", "resource", "defaults", "update", "resource-stickiness=200")
	before := p.configuration()
	for _, args := range [][]string{{"plan"}, {"apply", "--yes"}} {
		out := p.hagen(1, append(args, "first.csv", "--to", "local:", "--target", p.target())...)
		if !strings.Contains(out, "Pacemaker 2.0.5 is too old") || !strings.Contains(out, "need 2.1 or later") {
			t.Errorf("it does not say that Pacemaker is too old:\n%s", out)
		}
	}
	if now := p.configuration(); now != before {
		t.Errorf("the configuration is\n%s\nit was\n%s", now, before)
	}
	c := tools.New("node01", inside{p.Host("node01")})
	p.writeUnderChurn(c)
	p.refuseStale(c)
}

// newerRelease takes a cluster of a release through what an operator does.
func newerRelease(t *testing.T, release string, by way) {
	p := equip(start(t, released003(release)))
	example, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	p.do(err)
	sheet := string(example) + promotable
	p.bring("first.csv", []byte(sheet))
	p.bring("second.csv", []byte(strings.Replace(sheet, "resource-stickiness,,200", "resource-stickiness,,300", 1)+serialized))
	if by == byAgent {
		p.openAgent()
	} else {
		p.openSSH()
	}
	running := func(s *lab.State) bool {
		return documented003(s) && len(s.On("state")) == 2 && len(p.promoted("state")) == 1
	}

	p.apply(onNode, "first.csv")
	p.reach("the documented state", running)
	first := p.configuration()
	if plan := p.apply(by, "second.csv"); !strings.Contains(plan, "symmetrical") {
		t.Errorf("the plan does not tell what crm_verify warns of:\n%s", plan)
	}
	p.stays("the documented state", running)
	p.goBack(by, first)
	p.stays("the documented state", running)

	if release == "sid" {
		p.eitherName(sheet)
	}
	c := tools.New("node01", inside{p.Host("node01")})
	p.writeUnderChurn(c)
	p.refuseStale(c)
	p.failOver003()
}

// eitherName: on a Pacemaker that knows properties by two names, another
// administrator may have used the one the sheet does not; it never has both.
func (p *pusher) eitherName(sheet string) {
	p.t.Helper()
	p.run("node02", "pcs", "property", "set", "stonith-enabled=true", "stonith-timeout=70s", "fencing-enabled=")
	p.bring("third.csv", []byte(strings.Replace(sheet, ",,stonith-enabled,true\n", ",,stonith-enabled,true\n,,fencing-timeout,70s\n", 1)))
	theirs := p.configuration()
	for _, out := range []string{
		p.hagen(0, "plan", "third.csv", "--to", "local:", "--target", p.target()),
		p.hagen(0, "apply", "third.csv", "--to", "local:", "--target", p.target(), "--yes"),
	} {
		if !strings.Contains(out, "nothing to do") {
			p.t.Errorf("by other names the same is not the same:\n%s", out)
		}
	}
	if now := p.configuration(); now != theirs {
		p.t.Errorf("the configuration is\n%s\nit was\n%s", now, theirs)
	}
	p.bring("third.csv", []byte(strings.Replace(sheet, ",,stonith-enabled,true\n", ",,stonith-enabled,true\n,,stonith-timeout,80s\n", 1)))
	p.apply(onNode, "third.csv")
	now := p.configuration()
	if !strings.Contains(now, `name="fencing-timeout" value="80s"`) || strings.Contains(now, `"stonith-timeout"`) || strings.Contains(now, `"fencing-enabled"`) {
		p.t.Errorf("the properties are not written by one name each:\n%s", now)
	}
}

// released003 is the cluster of document 003 on another release of Debian.
func released003(release string) lab.Config {
	cfg := config003(haproxyHello("192.168.1.10:80"))
	cfg.Name, cfg.Release = "lb"+release, release
	return cfg
}

// promoted are the nodes on which a resource is promoted.
func (w *world) promoted(id string) []string {
	out, err := w.Run(w.t.Context(), "node01", "crm_resource", "--locate", "--resource", id)
	if err != nil {
		return nil
	}
	var nodes []string
	for _, line := range strings.Split(out, "\n") {
		if f := strings.Fields(line); len(f) > 0 && (f[len(f)-1] == "Promoted" || f[len(f)-1] == "Master") {
			nodes = append(nodes, f[len(f)-2])
		}
	}
	return nodes
}

// churn sets a node attribute again and again, without pause, until it is ended.
const churn = `i=0; while [ ! -e /run/churn-end ]; do i=$((i + 1)); attrd_updater --name churn --update $i; done; rm -f /run/churn-end /run/churn; echo $i`

// writeUnderChurn writes several times while a node's status never stops changing:
// each write gets there, and nothing of it is lost.
func (p *pusher) writeUnderChurn(c *tools.Cluster) {
	p.t.Helper()
	done := make(chan string, 1)
	go func() {
		out, err := p.Run(context.WithoutCancel(p.t.Context()), "node02", "sh", "-c", churn)
		if err != nil {
			out = err.Error()
		}
		done <- out
	}()
	for i := range 8 {
		begin := time.Now()
		before, err := c.CIB(p.t.Context())
		p.do(err)
		value := strconv.Itoa(401 + i)
		p.do(c.Write(p.t.Context(), before, withStickiness(p, before, value)))
		if now := p.configuration(); !strings.Contains(now, `name="resource-stickiness" value="`+value+`"`) {
			p.t.Errorf("resource-stickiness=%s was not written:\n%s", value, now)
		}
		p.t.Logf("write %d under a writer of status: %s", i+1, time.Since(begin).Round(time.Second/10))
	}
	p.run("node02", "touch", "/run/churn-end")
	n, err := strconv.Atoi(strings.TrimSpace(<-done))
	if err != nil || n < 10 {
		p.t.Errorf("the writer of status set its attribute %d times: %v", n, err)
	}
	p.t.Logf("the status was set %d times meanwhile", n)
}

// refuseStale: what another administrator changed in the meantime is not lost.
func (p *pusher) refuseStale(c *tools.Cluster) {
	p.t.Helper()
	before, err := c.CIB(p.t.Context())
	p.do(err)
	p.run("node02", "pcs", "property", "set", "no-quorum-policy=freeze")
	theirs := p.configuration()
	if err := c.Write(p.t.Context(), before, withStickiness(p, before, "999")); !errors.Is(err, apply.ErrStale) {
		p.t.Errorf("over another administrator's change: %v", err)
	}
	if now := p.configuration(); now != theirs {
		p.t.Errorf("the configuration is\n%s\nthe other administrator's was\n%s", now, theirs)
	}
}

// withStickiness is a CIB with another resource-stickiness.
func withStickiness(p *pusher, cib []byte, value string) []byte {
	p.t.Helper()
	const name = `name="resource-stickiness" value="`
	head, rest, found := bytes.Cut(cib, []byte(name))
	_, tail, ends := bytes.Cut(rest, []byte(`"`))
	if !found || !ends {
		p.t.Fatalf("no resource-stickiness in\n%s", cib)
	}
	return slices.Concat(head, []byte(name+value+`"`), tail)
}

// failOver003 crashes the node of the group: it is fenced, and the other serves.
func (p *pusher) failOver003() {
	p.t.Helper()
	p.serves("http://192.168.1.10/", "hello from node01")
	p.do(p.Crash("node01"))
	begin := time.Now()
	p.serves("http://192.168.1.10/", "hello from node02")
	p.t.Logf("node01 crashed: the service is back after %s", time.Since(begin).Round(time.Second/10))
	p.reach("node01 was fenced", func(s *lab.State) bool {
		return s.AllOn("node02", "ipaddr", "haproxy") && !s.Node("node01").Unclean && slices.ContainsFunc(s.Fencing, func(f lab.FencingEvent) bool {
			return f.Target == "node01" && f.Action == "reboot" && f.Status == "success"
		})
	})
	p.do(p.Settled(p.t.Context(), "node01"))
	if got := p.Switched("node01"); !slices.Equal(got, []string{"on", "off", "on"}) {
		p.t.Errorf("the power of node01 was switched %v", got)
	}
}

//go:build linux

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hagen/test/lab"
)

// changedSheet is pushSheet with one more resource and constraint: the measured
// change.
var changedSheet = strings.Replace(pushSheet, ",,Clone,,dc\n", ",,Primitive,,three\n,,Clone,,dc\n", 1) + `,,three,prefers,node02,100
,PRIMITIVE
,P,id,class,provider,type
,,three,ocf,pacemaker,Dummy
`

// The live CIB and the new CIB for pcs, on the first node.
const (
	oldXML = "/root/old.xml"
	newXML = "/root/new.xml"
)

// dummies is a sheet of resources that reload when their parameter changes.
func dummies(n int, value string) string {
	var b strings.Builder
	b.WriteString(",PROPERTY\n,,name,value\n,,stonith-enabled,false\n,RESOURCES\n,,resourceItem,id\n")
	for i := range n {
		fmt.Fprintf(&b, ",,Primitive,r%03d\n", i)
	}
	for i := range n {
		fmt.Fprintf(&b, ",PRIMITIVE\n,P,id,class,provider,type\n,,r%03d,ocf,pacemaker,Dummy\n,A,type,name,value\n,,options,fake,%s\n", i, value)
	}
	return b.String()
}

// BenchmarkApply makes a change and reverts it, with hagen over each kind of
// destination and with pcs cluster cib-push --wait, alternating on one cluster, for
// changes of several sizes.
func BenchmarkApply(b *testing.B) {
	p := equip(&world{b, lab.Run(b, lab.Config{Nodes: []string{"node01", "node02"}})})
	p.openSSH()
	p.openAgent()
	for _, c := range []struct{ name, base, changed string }{
		{"one resource more", pushSheet, changedSheet},
		{"5 reloads", dummies(5, "a"), dummies(5, "b")},
		{"200 reloads", dummies(200, "a"), dummies(200, "b")},
	} {
		b.Run(c.name, func(b *testing.B) {
			p := &pusher{world: &world{b, p.Cluster}, desk: p.desk, bin: p.bin}
			p.bring("base.csv", []byte(c.base))
			p.bring("changed.csv", []byte(c.changed))
			p.bench(b, c.name)
		})
	}
}

// bench measures one change. The result is the whole time; the cluster's own part
// of it is the time its controller is not idle, according to its journal.
func (p *pusher) bench(b *testing.B, name string) {
	apply := func(sheet string, by way) {
		p.hagen(0, "apply", sheet, "--to", p.address(by), "--target", installed, "--yes", "--allow", "remove,busy", "--timeout", "15m")
	}
	apply("changed.csv", onNode)
	changed := p.run("node01", "pcs", "cluster", "cib")
	apply("base.csv", onNode)
	base := p.run("node01", "pcs", "cluster", "cib")
	pushes := map[string][]span{}
	calls := p.calls()
	for b.Loop() {
		for _, by := range []way{onNode, overSSH, byAgent} {
			for _, sheet := range []string{"changed.csv", "base.csv"} {
				pushes["hagen, "+string(by)] = append(pushes["hagen, "+string(by)], p.timed(func() { apply(sheet, by) }))
			}
		}
		for _, next := range []string{changed, base} {
			live := p.run("node01", "pcs", "cluster", "cib")
			p.do(p.Hosts[0].WriteFile(oldXML, live, 0o600))
			p.do(p.Hosts[0].WriteFile(newXML, strings.Replace(live, section(live), section(next), 1), 0o600))
			pushes[pcsPush] = append(pushes[pcsPush], p.timed(func() {
				p.run("node01", "pcs", "cluster", "cib-push", newXML, "diff-against="+oldXML, "--wait")
			}))
		}
	}
	// b.Log would be cut short
	fmt.Printf("\n%s: %s%.1f calls of ssh an apply\n", name, p.table(pushes), float64(p.calls()-calls)/float64(len(pushes["hagen, "+string(overSSH)])))
	b.ReportMetric(0, "ns/op") // of a round of all: says nothing
}

// calls is how often ssh was called on the workstation, except to close
// connections.
func (p *pusher) calls() int {
	p.t.Helper()
	count, err := os.ReadFile(filepath.Join(p.desk, "calls"))
	if err != nil && !os.IsNotExist(err) {
		p.t.Fatal(err)
	}
	return len(count)
}

// section is the configuration section of a CIB.
func section(cib string) string {
	_, after, _ := strings.Cut(cib, "<configuration>")
	inside, _, _ := strings.Cut(after, "</configuration>")
	return inside
}

// pcsPush is the reference to compare hagen with.
const pcsPush = "pcs cluster cib-push --wait"

// span is when something began and ended.
type span struct{ begin, end time.Time }

func (s span) length() time.Duration { return s.end.Sub(s.begin) }

// timed times a push, and lets the cluster come to rest before the next.
func (p *pusher) timed(push func()) span {
	p.t.Helper()
	s := span{begin: time.Now()}
	push()
	s.end = time.Now()
	p.idle()
	return s
}

// transitions are the intervals in which the cluster was busy: its controllers log
// when they leave their idle state and return to it.
func (p *pusher) transitions() []span {
	p.t.Helper()
	var out []span
	for _, node := range p.Config.Nodes {
		journal := p.run(node, "journalctl", "--no-pager", "--output=short-unix", "--grep=State transition")
		var at span
		for line := range strings.Lines(journal) {
			stamp, _, _ := strings.Cut(line, " ")
			seconds, err := strconv.ParseFloat(stamp, 64)
			if err != nil {
				continue // a header
			}
			when := time.UnixMicro(int64(seconds * 1e6))
			switch {
			case strings.Contains(line, "S_IDLE -> "):
				at.begin = when
			case strings.Contains(line, "-> S_IDLE") && !at.begin.IsZero():
				out = append(out, span{at.begin, when})
				at = span{}
			}
		}
	}
	return out
}

// table shows the medians of a change there and back.
func (p *pusher) table(pushes map[string][]span) string {
	work := p.transitions()
	took := map[string]time.Duration{}
	var b strings.Builder
	fmt.Fprintf(&b, "there and back, medians of %d\n%-28s %9s %9s %9s %9s\n", len(pushes[pcsPush])/2, "", "whole", "cluster", "beyond", "ratio")
	names := []string{pcsPush, "hagen, " + string(onNode), "hagen, " + string(overSSH), "hagen, " + string(byAgent)}
	for _, name := range names {
		var whole, settled, rest []time.Duration
		for pair := range slices.Chunk(pushes[name], 2) {
			all := pair[0].length() + pair[1].length()
			own := settledIn(pair[0], work) + settledIn(pair[1], work)
			whole, settled, rest = append(whole, all), append(settled, own), append(rest, all-own)
		}
		took[name] = median(whole)
		fmt.Fprintf(&b, "%-28s %8.2fs %8.2fs %8.2fs %9.2f\n", name, took[name].Seconds(), median(settled).Seconds(), median(rest).Seconds(),
			float64(took[name])/float64(took[pcsPush]))
	}
	return b.String()
}

// settledIn is how long the cluster was busy because of a push.
func settledIn(push span, work []span) time.Duration {
	var own span
	for _, w := range work {
		if w.begin.Before(push.begin) || w.begin.After(push.end) {
			continue
		}
		if own.begin.IsZero() || w.begin.Before(own.begin) {
			own.begin = w.begin
		}
		if w.end.After(own.end) {
			own.end = w.end
		}
	}
	return own.length()
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

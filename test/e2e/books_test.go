//go:build linux

package e2e

import (
	"cmp"
	"fmt"
	"os"
	"strings"
	"testing"

	"hagen/internal/drill"
	"hagen/test/lab"
)

// testbooks is the environment variable that names the test books to carry out, and of
// each some cases: all, or "003:1-1,2-3 promotable". A run of all tests has that of
// seed 003.
const testbooks = "HAGEN_TESTBOOKS"

// bookCluster is a cluster that its test book is carried out on.
type bookCluster struct {
	name     string
	sheet    string
	config   lab.Config
	services []string
}

// bookClusters are the five seeds, and one cluster for each of what they lack: a
// promotable pair, three nodes with a clone, fencing levels.
func bookClusters() []bookCluster {
	const examples, goldens = "../../examples/", "../../testdata/golden/"
	return []bookCluster{
		{"000", examples + "000-haproxy-memcached/cluster.csv", config000(), []string{"haproxy", "memcached"}},
		{"001", examples + "001-apache/cluster.csv", config001(), []string{"apache2", "curl"}},
		{"002", examples + "002-nginx/cluster.csv", config002(), []string{"nginx"}},
		{"003", examples + "003-haproxy-fencing/cluster.csv", config003(haproxyHello("192.168.1.10:80")), []string{"haproxy"}},
		{"004", examples + "004-haproxy/cluster.csv", config004(haproxyHello("192.168.100.203:80")), []string{"haproxy"}},
		{"promotable", goldens + "book-promotable/in.csv", fenced("dbcluster", nil, "db01", "db02"), nil},
		{"clone", goldens + "book-clone/in.csv",
			fenced("webcluster", map[string]string{"/etc/haproxy/haproxy.cfg": haproxyHello("0.0.0.0:80")}, "web1", "web2", "web3"), []string{"haproxy"}},
		{"levels", goldens + "book-levels/in.csv",
			fenced("cachecluster", map[string]string{"/etc/memcached.conf": "-l 0.0.0.0\n-u memcache\n"}, "cache1", "cache2"), []string{"memcached"}},
	}
}

// fenced is the cluster of a golden: its nodes have IPMI in the first of two networks.
func fenced(name string, files map[string]string, nodes ...string) lab.Config {
	return lab.Config{
		Name:  name,
		Nodes: nodes,
		Networks: []lab.Network{
			{Card: "eno1", Switch: "192.168.0.1/24", Ring: true},
			{Card: "eno2", Switch: "192.168.1.1/24"},
		},
		Fencing: &lab.Fencing{User: "pacemaker", Password: "ipmipass1"},
		Files:   files,
	}
}

// asked reports whether a book is to be carried out, and which of its cases; none: all.
func (c bookCluster) asked(list string) (cases []string, asked bool) {
	for _, word := range strings.Fields(list) {
		name, numbers, some := strings.Cut(word, ":")
		switch {
		case name != "all" && name != c.name:
		case some:
			return strings.Split(numbers, ","), true
		default:
			return nil, true
		}
	}
	return nil, false
}

// TestBooks carries test books out on real clusters: each prediction of Pacemaker's
// scheduler is compared with what the cluster does. Where nodes have fence devices,
// hagen drill does it from the desk; what it refuses, and what happens to nodes without
// fence devices, is done with the power of the lab.
func TestBooks(t *testing.T) {
	t.Parallel()
	list := cmp.Or(os.Getenv(testbooks), "003")
	for _, c := range bookClusters() {
		cases, asked := c.asked(list)
		if !asked {
			continue
		}
		t.Run(c.name, func(t *testing.T) {
			d := c.start(t)
			d.carryOut(cases)
			t.Logf("%s: %d of %d predictions came true", c.name, d.same, d.all)
		})
	}
}

// carryOut carries cases out, all when they are nil.
func (d *driller) carryOut(cases []string) {
	d.t.Helper()
	if cases == nil {
		for _, c := range d.book.Cases {
			cases = append(cases, c.Number)
		}
	}
	done := map[string]bool{}
	if d.Config.Fencing != nil {
		rec := d.drill("--case", strings.Join(cases, ","))
		for _, c := range rec.Cases {
			done[c.Number] = c.Verdict != drill.NotCarriedOut
		}
		d.report(rec)
	}
	for _, number := range cases {
		if !done[number] {
			d.fresh()
			d.report(d.withPower(number))
		}
	}
}

// report compares what cases ended in with what was expected.
func (d *driller) report(rec drill.Record) {
	d.t.Helper()
	for i, c := range rec.Cases {
		called := "case " + c.Number + ", " + c.Text + ": " + string(c.Verdict)
		if len(c.Left) > 0 {
			d.t.Errorf("%s, left: %s", called, strings.Join(c.Left, "; "))
		}
		switch c.Verdict {
		case drill.AsExpected:
			d.same++
			d.t.Logf("%s, back within %.0fs", called, c.BackSeconds)
		case drill.NotCarriedOut:
			d.t.Logf("%s: %s", called, c.Why)
			continue
		default:
			d.t.Errorf("%s: %s\n%s", called, c.Why, course(rec, i))
		}
		d.all++
	}
}

// course is what happened in a case.
func course(rec drill.Record, i int) string {
	var b strings.Builder
	for _, s := range rec.Cases[i].Steps {
		fmt.Fprintf(&b, "%s\n", s.Text)
		for _, c := range s.Commands {
			fmt.Fprintf(&b, "  %s# %s: %d %s\n", c.Node, c.Command, c.Code, c.Said)
		}
		for _, m := range s.Timeline {
			fmt.Fprintf(&b, "  %5.1fs %s\n", m.Seconds, m.Text)
		}
		for _, different := range s.Differences {
			fmt.Fprintf(&b, "  differs: %s\n", different)
		}
	}
	return b.String()
}

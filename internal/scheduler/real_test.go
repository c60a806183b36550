package scheduler_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/scheduler"
	"hagen/test/need"
	"hagen/test/worldtest"
)

// start makes a world of a sheet for the target of this machine's Pacemaker.
func start(t *testing.T, file, sheet string, nodes ...string) *scheduler.World {
	t.Helper()
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	w, _, err := worldtest.Start(t.Context(), file, sheet, nodes...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// happening is what happens to a world, and what becomes of it.
type happening struct{ what, want string }

// follow lets one thing after another happen.
func follow(t *testing.T, w *scheduler.World, list []happening) {
	t.Helper()
	for _, h := range list {
		events, err := w.Events(h.what)
		if err != nil {
			t.Fatalf("%s: %v", h.what, err)
		}
		course, err := w.Happen(t.Context(), events...)
		if err != nil {
			t.Fatalf("%s: %v", h.what, err)
		}
		if got := told(course); got != h.want {
			t.Errorf("%s: %s, want %s", h.what, got, h.want)
		}
	}
}

// told is what became of a cluster, in one line.
func told(c *scheduler.Course) string {
	var out []string
	for _, n := range c.Fenced() {
		out = append(out, "fence "+n)
	}
	for _, n := range c.Unfenceable {
		out = append(out, "cannot fence "+n)
	}
	for _, m := range c.Moves() {
		text := m.Resource + " " + places(m.After)
		if m.Again {
			text += " again"
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

func places(list []scheduler.Place) string {
	var out []string
	for _, p := range list {
		word := p.Node
		if p.Role != "Started" {
			word += "=" + p.Role
		}
		out = append(out, word)
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, ",")
}

// TestHAProxy lets things fail in the cluster of seed 003, whose document says what
// happens when haproxy is killed: the group moves.
func TestHAProxy(t *testing.T) {
	sheet, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, "cluster.csv", string(sheet))
	if w.Version == "" {
		t.Error("no version")
	}
	if want := []scheduler.Assumption{{Resource: "ping", Name: "ping-status", Value: "1"}}; !cmp.Equal(w.Assumed, want) {
		t.Errorf("assumed: %s", cmp.Diff(want, w.Assumed))
	}
	for _, tt := range []struct{ what, want, takes string }{
		{"haproxy", "ipaddr node02; haproxy node02", "1m10s 5m20s"},
		{"haproxy@node01:", "", ""},
		{"haproxy:start", "ipaddr node02; haproxy node02", "1m10s 5m20s"},
		{"haproxy:stop", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -", "1m10s 5m20s"},
		{"haproxy:cannot-stop+node01:standby", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -", "0s 5m20s"},
		{"node01", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -", "0s 3m40s"},
		{"node02", "fence node02; ping node01; fence1-ipmilan -", "0s 1m0s"},
		{"node01:stop", "ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -", "0s 5m20s"},
		{"node01:standby", "ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -", "0s 5m20s"},
		{"ping-status=0@node01", "ipaddr node02; haproxy node02", "0s 5m20s"},
		{"ping-status=0", "ipaddr -; haproxy -", "0s 2m40s"},
		{"ping@node01", "ipaddr node02; haproxy node02; ping node02", "1m10s 5m20s"},
		{"fence1-ipmilan", "fence1-ipmilan -", ""},
		{"node01+node02", "ipaddr -; haproxy -; ping -; fence1-ipmilan -; fence2-ipmilan -", "0s 0s"},
		{"quorum", "ipaddr -; haproxy -; ping -; fence1-ipmilan -; fence2-ipmilan -", ""},
	} {
		own := w.Clone()
		events, err := own.Events(tt.what)
		if tt.want == "" {
			if err == nil {
				t.Errorf("%s: not refused", tt.what)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		course, err := own.Happen(context.Background(), events...)
		if err != nil {
			t.Errorf("%s: %v", tt.what, err)
			continue
		}
		if got := told(course); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
		if got := fmt.Sprint(course.Notice, course.Takes); tt.takes != "" && got != tt.takes {
			t.Errorf("%s takes %s, want %s", tt.what, got, tt.takes)
		}
	}
}

// TestAndBack lets a cluster fail and come back: with the stickiness of the sheet
// the group stays, and a node that was down starts its own share again.
func TestAndBack(t *testing.T) {
	sheet, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, "cluster.csv", string(sheet))
	follow(t, w, []happening{
		{"node01", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -"},
		{"node01:return", "ping node01,node02; fence2-ipmilan node01"},
		{"node02:standby", "ipaddr node01; haproxy node01; ping node01; fence1-ipmilan -"},
		{"node02:return", "ping node01,node02; fence1-ipmilan node02"},
	})
}

// TestStays is a node without fencing that crashes and returns: what ran on it stays
// where it is by now. The cluster of the lab did so (docs/testbook.md, seed 001).
func TestStays(t *testing.T) {
	sheet, err := os.ReadFile("../../examples/001-apache/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	follow(t, start(t, "cluster.csv", string(sheet), "node1", "node2"), []happening{
		{"node1", "VirtualIP node2; WebService node2"},
		{"node1:return", ""},
	})
}

// TestUncounted lets a node crash and a resource of the other fail, with and without a
// DC that counts the failure. Without, the cluster of the lab restarted the resource
// where it was (docs/testbook.md, 5-2, 5-4, 5-5).
func TestUncounted(t *testing.T) {
	sheet, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, "cluster.csv", string(sheet))
	for _, tt := range []struct{ what, counted, uncounted string }{
		{"node02+ipaddr@node01", "fence node02; ipaddr -; haproxy -; ping node01; fence1-ipmilan -", "fence node02; ipaddr node01 again; haproxy node01 again; ping node01; fence1-ipmilan -"},
		{"node02+ping@node01", "fence node02; ipaddr -; haproxy -; ping -; fence1-ipmilan -", "fence node02; ping node01; fence1-ipmilan -"},
		{"node01+ping@node02", "fence node01; ipaddr -; haproxy -; ping -; fence2-ipmilan -", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -"},
		{"node02+haproxy@node01", "fence node02; haproxy -; ping node01; fence1-ipmilan -", "fence node02; haproxy node01 again; ping node01; fence1-ipmilan -"},
	} {
		events, err := w.Events(tt.what)
		if err != nil {
			t.Fatal(err)
		}
		counted, err := w.Clone().Happen(t.Context(), events...)
		if err != nil {
			t.Fatal(err)
		}
		uncounted, err := w.Clone().HappenUncounted(t.Context(), events...)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(counted); got != tt.counted {
			t.Errorf("%s: counted: %s, want %s", tt.what, got, tt.counted)
		}
		if got := told(uncounted); got != tt.uncounted {
			t.Errorf("%s: uncounted: %s, want %s", tt.what, got, tt.uncounted)
		}
	}
}

const promotable = `,PROPERTY
,,name,value
,,stonith-enabled,false
,RSC_DEFAULTS
,,name,value
,,resource-stickiness,100
,RESOURCES
,,resourceItem,resourceItem,id
,,Clone,,db-clone
,,,Primitive,db
,,Primitive,,vip
,RSC_ATTRIBUTES
,,id,name,value
,,db-clone,promotable,true
,PRIMITIVE
,P,id,class,provider,type
,,db,ocf,pacemaker,Stateful
,O,type,interval,timeout,role
,,monitor,10s,20s,Promoted
,,monitor,11s,20s,Unpromoted
,PRIMITIVE
,P,id,class,provider,type
,,vip,ocf,heartbeat,IPaddr2
,A,type,name,value
,,options,ip,192.168.1.10
,O,type,interval,timeout
,,monitor,0s,20s
,COLOCATION
,,rsc,with-rsc,score,rsc-role,with-rsc-role
,,vip,db-clone,INFINITY,Started,Promoted
`

// TestPromotable lets nodes of three fail: a second one takes quorum away.
func TestPromotable(t *testing.T) {
	w := start(t, "sheet.csv", promotable, "n1", "n2", "n3")
	follow(t, w, []happening{
		{"n1", "db n2=Promoted,n3=Unpromoted; vip n2"},
		{"n2", "db -; vip -"},
		{"n1:return", "db n1=Promoted,n3=Unpromoted; vip n1"},
	})
	if !slices.ContainsFunc(w.Assumed, func(a scheduler.Assumption) bool { return a.Name == "master-db" }) {
		t.Errorf("nothing is assumed about promotion: %v", w.Assumed)
	}
	if _, err := w.Happen(context.Background(), scheduler.Event{Kind: scheduler.Fails, Resource: "vip", Node: "n1"}); err == nil {
		t.Error("a resource without a recurring monitor fails")
	}
}

// TestUnfenceable lets a stop fail on the node that is left of two: the fence device
// for it may not be used there.
func TestUnfenceable(t *testing.T) {
	sheet, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, "cluster.csv", string(sheet))
	for _, tt := range []struct{ what, want string }{
		{"fence1-ipmilan", "fence1-ipmilan -"},
		{"node01", "fence node01; ipaddr node02; haproxy node02; ping node02; fence2-ipmilan -"}, // by a device that is stopped
		{"node01:return", "ping node01,node02; fence2-ipmilan node01"},
		{"node01:stop", "ping node02; fence2-ipmilan -"},
		{"haproxy:stop", "cannot fence node02; ipaddr -; haproxy -; ping -"},
	} {
		events, err := w.Events(tt.what)
		if err != nil {
			t.Fatal(err)
		}
		course, err := w.Happen(t.Context(), events...)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(course); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
	}
}

// TestBlocked cannot stop a resource of a cluster without fencing: it stays where it is.
func TestBlocked(t *testing.T) {
	w := start(t, "sheet.csv", promotable, "n1", "n2")
	for _, tt := range []struct{ what, want string }{
		{"vip:cannot-stop", ""},
		{"n1:standby", "db n2=Promoted"},
	} {
		events, err := w.Events(tt.what)
		if err != nil {
			t.Fatal(err)
		}
		course, err := w.Happen(t.Context(), events...)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(course); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.what, got, tt.want)
		}
	}
	if vip := w.State.Find("vip"); !vip.Blocked {
		t.Errorf("vip is not blocked: %+v", vip)
	}
}

// TestEventsAreRefused asks for what cannot happen.
func TestEventsAreRefused(t *testing.T) {
	w := start(t, "sheet.csv", promotable, "n1", "n2")
	for what, want := range map[string]string{
		"n4":         "no resource n4",
		"vip@n4":     "no node n4",
		"vip@n2":     "vip does not run on n2",
		"db":         "runs on several nodes",
		"db-clone":   "holds several resources",
		"n1:explode": "not something that can happen to n1",
		"vip:halt":   "not something that can happen to vip",
		"=1":         "no name of an attribute",
		"":           "no resource",
	} {
		events, err := w.Events(what)
		if err == nil {
			_, err = w.Clone().Happen(context.Background(), events...)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", what, err, want)
		}
	}
}

// TestNobodyMayFence loses two of three nodes: without quorum the third may not fence
// them, so that what waits for their resources never happens.
func TestNobodyMayFence(t *testing.T) {
	sheet, err := os.ReadFile("../../testdata/golden/book-clone/in.csv")
	if err != nil {
		t.Fatal(err)
	}
	w := start(t, "in.csv", string(sheet))
	events, err := w.Events("web1+web2")
	if err != nil {
		t.Fatal(err)
	}
	c, err := w.Happen(t.Context(), events...)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := told(c), "fence-web2 -"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	for _, n := range c.After.Nodes {
		if n.Unclean == n.Online {
			t.Errorf("%s: online %t, unclean %t", n.Name, n.Online, n.Unclean)
		}
	}
}

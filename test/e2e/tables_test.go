//go:build linux

package e2e

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/beevik/etree"

	"hagen/test/lab"
)

// rare is a cluster of testdata/tables.csv: two nodes, and a host outside that
// becomes a remote node.
type rare struct{ *pusher }

// changes are what the second sheet says otherwise, cell by cell.
var changes = []string{
	"fs1,fs2,false", "fs1,fs2,true",
	"led,INFINITY", "led,-INFINITY",
	"node02 and date gt 2020-01-01", "node02 and date gt 2098-01-01",
	"node01 and date gt 2099-01-01", "node01 and date gt 2021-01-01",
	"later,20,date gt 2099-01-01", "later,20,date gt 2021-01-01",
	"remote1,remotes", "remote2,remotes",
	"site-ticket,paid,stop", "site-ticket,paid,freeze",
	",,,timed,,,,,,\n", ",,,fs2,,,,,,\n",
	"@name='maintenance-mode'", "@name='owner'",
	",,,deny,xpath,//nvpair[@name='owner']", ",,,deny,xpath,//nvpair[@name='enable-acl']",
}

// valueIn is the value of a pair of the CIB.
var valueIn = regexp.MustCompile(`value="[^"]*"`)

// TestTables tests on a running cluster that what the less common tables say is
// what the cluster does: sets of resources, tickets, tags, ACLs, dates, a remote
// node. A second sheet leads to the changes it says, a third to a bundle alone.
func TestTables(t *testing.T) {
	sheet, err := os.ReadFile("testdata/tables.csv")
	if err != nil {
		t.Fatal(err)
	}
	r := &rare{equip(start(t, lab.Config{Name: "tables", Nodes: []string{"node01", "node02"}, Outside: []string{"remote1"}, Files: forPodman}))}
	bundle, err := os.ReadFile("testdata/bundle.csv")
	r.do(err)
	r.bring("tables.csv", sheet)
	r.bring("changed.csv", []byte(replaced(t, string(sheet), changes)))
	r.setUpRemote()
	r.run("node01", "useradd", "--groups", "haclient", "alice")
	r.run("node01", "useradd", "--groups", "haclient", "mallory")
	r.run("node01", "crm_attribute", "--type", "crm_config", "--set-name", "SAPHanaSR", "--name", "hana_site", "--update", "SOK")

	r.apply(onNode, "tables.csv")
	r.reach("all runs but what needs a ticket", r.asDesigned)

	r.sets()
	r.dates("7", "node02")
	r.tags("web", "timed")
	r.acls("maintenance-mode", "enable-acl", "owner")
	r.remote(true)
	r.ticketStops()

	r.write("changed.csv")
	r.changedSets()
	r.dates("9", "node01")
	r.tags("web", "fs2")
	r.acls("owner", "maintenance-mode", "enable-acl")
	r.remote(false)
	r.ticketFreezes()
	r.replaceByBundle(string(bundle))
	if now := r.configuration(); !strings.Contains(now, `name="hana_site"`) {
		t.Errorf("the agents' set of properties is gone:\n%s", now)
	}
}

// write applies a sheet that ends what ran before.
func (r *rare) write(sheet string) {
	r.t.Helper()
	r.hagen(2, to("local:", "plan", sheet)...)
	r.hagen(0, to("local:", "apply", sheet, "--yes", "--allow", "stop")...)
	r.hagen(0, "diff", sheet, "local:", "--target", r.target())
}

// replaced makes each replacement exactly once.
func replaced(t testing.TB, text string, pairs []string) string {
	t.Helper()
	for pair := range slices.Chunk(pairs, 2) {
		if n := strings.Count(text, pair[0]); n != 1 {
			t.Fatalf("the sheet says %q %d times", pair[0], n)
		}
		text = strings.Replace(text, pair[0], pair[1], 1)
	}
	return text
}

// asDesigned is the state the first sheet describes before a ticket is granted.
func (r *rare) asDesigned(s *lab.State) bool {
	for _, id := range []string{"fs1", "fs2", "web"} {
		if len(s.On(id)) != 1 {
			return false
		}
	}
	return s.AllOn("node02", "follower", "lead1", "lead2", "timed") && s.AllOn("remote1", "far") && len(s.On("paid")) == 0 &&
		s.Node("remote1").Online
}

// stopped is the state in which none of some resources runs, and all of others do.
func stopped(none []string, all ...string) func(*lab.State) bool {
	return func(s *lab.State) bool {
		runs := func(id string) bool { return len(s.On(id)) == 1 }
		return !slices.ContainsFunc(none, runs) && !slices.ContainsFunc(all, func(id string) bool { return !runs(id) })
	}
}

// while disables a resource (or what a tag names), waits for the state that follows,
// and enables it again.
func (r *rare) while(id string, follows func(*lab.State) bool) {
	r.t.Helper()
	r.run("node01", "pcs", "resource", "disable", id)
	r.reach(id+" is disabled", follows)
	r.quiet()
	if s, err := r.State(r.t.Context()); err != nil || !follows(s) {
		r.t.Errorf("%s is disabled, and then (%v):\n%s", id, err, r.Explain())
	}
	r.run("node01", "pcs", "resource", "enable", id)
	r.reach(id+" is enabled", stopped(nil, "fs1", "fs2", "web", "lead1", "lead2", "follower", "timed"))
}

// quiet waits until the cluster has nothing to do. crm_resource --wait never ends
// where a rule is in the resource defaults.
func (r *rare) quiet() {
	r.t.Helper()
	r.do(r.WaitFor(r.t.Context(), settling, "the cluster is idle", func() bool {
		said, err := r.Run(r.t.Context(), "node01", "sh", "-c", "crmadmin -S $(crmadmin -D -q) 2>&1")
		if err != nil || !strings.Contains(said, "S_IDLE") {
			return false
		}
		todo, err := r.Run(r.t.Context(), "node01", "crm_simulate", "--live-check", "--simulate", "--quiet")
		return err == nil && !strings.Contains(todo, "Executing Cluster Transition:\n  *")
	}))
}

// sets tests what the sets order and place: what comes after an unordered set needs
// all of it, and the members do not need each other.
func (r *rare) sets() {
	r.t.Helper()
	fs1, fs2, web := r.started("fs1"), r.started("fs2"), r.started("web")
	const sleep = 3 * time.Second // op_sleep of fs1 and fs2
	if web.Sub(fs1) < sleep || web.Sub(fs2) < sleep {
		r.t.Errorf("fs1 started at %s, fs2 at %s, web at %s", fs1, fs2, web)
	}
	r.while("fs1", stopped([]string{"fs1", "web"}, "fs2"))
	r.while("lead1", stopped([]string{"lead1", "follower"}, "lead2"))
}

// changedSets tests the sets of the second sheet: one is sequential now, the other
// keeps apart.
func (r *rare) changedSets() {
	r.t.Helper()
	r.reach("what was together is apart", func(s *lab.State) bool {
		return s.AllOn("node01", "lead1", "lead2", "timed") && s.AllOn("node02", "follower")
	})
	r.while("fs1", stopped([]string{"fs1", "fs2", "web"}))
}

// started is when a resource was last started.
func (r *rare) started(id string) time.Time {
	r.t.Helper()
	doc := etree.NewDocument()
	r.do(doc.ReadFromString(r.run("node01", "cibadmin", "--query")))
	var last int64
	for _, op := range doc.FindElements("//lrm_resource[@id='" + id + "']/lrm_rsc_op[@operation='start'][@rc-code='0']") {
		at, err := strconv.ParseInt(op.SelectAttrValue("last-rc-change", ""), 10, 64)
		r.do(err)
		last = max(last, at)
	}
	if last == 0 {
		r.t.Fatalf("%s was never started", id)
	}
	return time.Unix(last, 0).UTC()
}

// dates tests that of the rules with dates those of today count: a default, and a
// location.
func (r *rare) dates(threshold, node string) {
	r.t.Helper()
	got := strings.TrimSpace(r.run("node01", "crm_resource", "--resource", "web", "--meta", "--get-parameter", "migration-threshold"))
	if got != threshold {
		r.t.Errorf("migration-threshold is %s, want %s", got, threshold)
	}
	r.reach("timed is where it is due today", on(node, "timed"))
}

// tags tests that the tag names the two resources for pcs, and no others.
func (r *rare) tags(ids ...string) {
	r.t.Helper()
	others := slices.DeleteFunc([]string{"fs1", "lead1", "follower", "timed", "far"}, func(id string) bool { return slices.Contains(ids, id) })
	r.while("tier", stopped(ids, others...))
}

// acls tests what a user of the group haclient may with the role of the sheet, and
// that one without a role may nothing.
func (r *rare) acls(writes, reads, hidden string) {
	r.t.Helper()
	property := func(user, name string) (string, error) {
		return r.Run(r.t.Context(), "node01", "runuser", "-u", user, "--", "crm_attribute", "--type", "crm_config", "--name", name, "--query", "--quiet")
	}
	for name, want := range map[string]bool{writes: true, reads: true, hidden: false} {
		value, err := property("alice", name)
		if (err == nil) != want {
			r.t.Errorf("alice reads %s: %q, %v", name, value, err)
		}
		if value, err := property("mallory", name); err == nil {
			r.t.Errorf("mallory, without a role, reads %s: %s", name, value)
		}
	}
	for name, want := range map[string]bool{writes: true, reads: false, hidden: false} {
		query := []string{"--query", "--xpath", "//crm_config//nvpair[@name='" + name + "']"}
		before := r.run("node01", "cibadmin", query...)
		pair := valueIn.ReplaceAllString(strings.TrimSpace(before), `value="off"`)
		out, err := r.Run(r.t.Context(), "node01", "runuser", "-u", "alice", "--", "cibadmin", "--modify", "--xml-text", pair)
		if (err == nil) != want || !want && !strings.Contains(out, "Permission denied") {
			r.t.Errorf("alice writes %s: %s, %v", name, out, err)
		}
		if after := r.run("node01", "cibadmin", query...); strings.Contains(after, `value="off"`) != want {
			r.t.Errorf("alice wrote %s: %s", name, after)
		}
		r.run("node01", "cibadmin", "--modify", "--xml-text", before)
	}
}

// ticketStops tests that the ticket starts and stops what needs it.
func (r *rare) ticketStops() {
	r.t.Helper()
	r.ticket("--grant")
	r.reach("the ticket is granted", stopped(nil, "paid"))
	r.hagen(0, to("local:", "status", "tables.csv")...)
	r.ticket("--revoke")
	r.reach("the ticket is revoked", stopped([]string{"paid"}, "web"))
	r.hagen(0, to("local:", "status", "tables.csv")...)
	r.ticket("--grant")
	r.reach("the ticket is granted again", stopped(nil, "paid"))
}

// ticketFreezes tests that the ticket is still granted after the second sheet, and
// that what has it now stays as it is when it is lost.
func (r *rare) ticketFreezes() {
	r.t.Helper()
	if state := r.run("node01", "crm_ticket", "--ticket", "site-ticket", "--get-attr", "granted"); strings.TrimSpace(state) != "true" {
		r.t.Errorf("after the second apply the ticket is granted: %s", state)
	}
	r.ticket("--revoke")
	r.quiet()
	r.reach("the ticket is revoked, what runs stays", stopped(nil, "paid"))
}

func (r *rare) ticket(do string) {
	r.t.Helper()
	r.run("node01", "crm_ticket", "--ticket", "site-ticket", do, "--force")
}

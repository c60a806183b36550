//go:build linux

package e2e

import (
	"encoding/json"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"hagen/internal/apply"
	"hagen/test/lab"
)

// runSheet is a cluster in which two goes with one. One does not sleep (op_sleep): its
// parameters change here while it runs, so that the cluster cancels its monitor, and
// a Dummy that is killed asleep leaves a file behind that fails every later monitor.
const runSheet = `,PROPERTY
,,name,value
,,stonith-enabled,false
,RESOURCES
,,resourceItem,resourceItem,id
,,Primitive,,one
,,Primitive,,two
,,Promotable,,prom
,,,Primitive,state
,PRIMITIVE
,P,id,class,provider,type
,,one,ocf,pacemaker,Dummy
,A,type,name,value
,,options,fake,first
,PRIMITIVE
,P,id,class,provider,type
,,two,ocf,pacemaker,Dummy
,PRIMITIVE
,P,id,class,provider,type
,,state,ocf,pacemaker,Stateful
,COLOCATION
,,rsc,with-rsc,score
,,two,one,INFINITY
,LOCATION_NODE
,,rsc,prefers/avoids,node,score
,,one,prefers,node01,50
`

// The variants of runSheet.
var (
	// slowSheet has a resource that takes a while to start.
	slowSheet = strings.Replace(runSheet, ",,Promotable,", ",,Primitive,,slow\n,,Promotable,", 1) + `,PRIMITIVE
,P,id,class,provider,type
,,slow,ocf,pacemaker,Dummy
,A,type,name,value
,,options,op_sleep,5
`
	otherSheet    = strings.Replace(runSheet, "fake,first", "fake,other", 1)
	thirdSheet    = strings.Replace(runSheet, "fake,first", "fake,third", 1)
	disabledSheet = strings.Replace(runSheet, "fake,first", "fake,first\n,,meta,target-role,Stopped", 1)
	plainSheet    = strings.Replace(runSheet, "Promotable,,prom", "Clone,,prom", 1)
	// nowhereSheet has a resource that fails to start wherever it may.
	nowhereSheet = strings.Replace(runSheet, ",,Promotable,", ",,Primitive,,bad\n,,Promotable,", 1) + `,,bad,avoids,node01,
,PRIMITIVE
,P,id,class,provider,type
,,bad,ocf,pacemaker,Dummy
,A,type,name,value
,,options,fail_start_on,node02
`
)

// TestWhatRuns tests that hagen reports a match exactly when the cluster matches
// the sheet, whether or not it wrote, and that it recognises failures.
func TestWhatRuns(t *testing.T) {
	v := &victim{pusher: equip(start(t, lab.Config{Nodes: []string{"node01", "node02"}})), is: map[string]string{}}
	for name, sheet := range map[string]string{"run.csv": runSheet, "slow.csv": slowSheet, "other.csv": otherSheet, "third.csv": thirdSheet,
		"disabled.csv": disabledSheet, "plain.csv": plainSheet, "nowhere.csv": nowhereSheet} {
		v.bring(name, []byte(sheet))
	}
	v.openSSH()
	v.openAgent()
	v.applied("run.csv", "--rollback")
	v.statusIs(0, "the cluster matches the sheet")

	v.broken()
	v.interrupted()
	v.signalled()
	v.intendedStops()
	v.changedWhileWaiting()
	v.notManaged()
	v.neverReturns()
}

// applied applies a sheet on the node, which has to end well.
func (v *victim) applied(sheet string, args ...string) string {
	v.t.Helper()
	return v.hagen(0, to("local:", append([]string{"apply", sheet, "--yes"}, args...)...)...)
}

// says checks that the output of hagen contains a text.
func (p *pusher) says(said string, words ...string) {
	p.t.Helper()
	for _, w := range words {
		if !strings.Contains(said, w) {
			p.t.Errorf("it does not say %q:\n%s", w, said)
		}
	}
}

// statusIs asks for the status by run.csv.
func (v *victim) statusIs(code int, words ...string) {
	v.t.Helper()
	v.statusOf("run.csv", code, words...)
}

func (v *victim) statusOf(sheet string, code int, words ...string) {
	v.t.Helper()
	v.says(v.hagen(code, to("local:", "status", sheet)...), words...)
}

// broken tests that a resource that cannot start also fails the second apply, for
// every kind of destination, and that hagen status reports it.
func (v *victim) broken() {
	v.t.Helper()
	says := []string{"bad does not run", "start: error", "the cluster does not match the sheet"}
	v.says(v.hagen(1, to("local:", "apply", "nowhere.csv", "--yes")...), "bad does not run", "the cluster does not match the sheet")
	for _, by := range []way{onNode, byAgent, overSSH} {
		v.says(v.hagen(1, to(v.address(by), "apply", "nowhere.csv", "--yes")...), append(says, "nothing to write")...)
	}
	v.statusOf("nowhere.csv", 2, append(says, "The configuration of local is what the sheet says.")...)
	var told struct {
		Status struct {
			OK            bool
			Configuration string
			Problems      []apply.Problem
		}
	}
	v.do(json.Unmarshal([]byte(v.hagen(2, to(v.address(byAgent), "status", "run.csv", "--format", "json")...)), &told))
	if s := told.Status; s.OK || s.Configuration != "drifted" || len(s.Problems) != 1 || s.Problems[0].Resource != "bad" {
		v.t.Errorf("the status by the sheet before: %+v", s)
	}
	v.applied("run.csv")
}

// interrupted tests that after Ctrl-C the next apply waits for what was written.
func (v *victim) interrupted() {
	v.t.Helper()
	r := v.begin(to("local:", "apply", "slow.csv")...)
	r.at(apply.Settling)
	r.signal(syscall.SIGINT)
	v.says(r.end(1), "interrupted")
	v.says(v.applied("slow.csv"), "slow", "nothing to do, the cluster matches the sheet")
	v.stays("slow has started by the end of the second apply", func(s *lab.State) bool { return len(s.On("slow")) == 1 })
	v.applied("run.csv")
}

// signalled tests that hagen rolls back when it is ended while it waits.
func (v *victim) signalled() {
	v.t.Helper()
	before := v.configuration()
	caught := make(chan os.Signal, 1) // under nohup the hagen at the desk would ignore it as well
	signal.Notify(caught, syscall.SIGHUP)
	defer signal.Stop(caught)
	for _, c := range []struct {
		by     way
		signal syscall.Signal
	}{{onNode, syscall.SIGTERM}, {overSSH, syscall.SIGHUP}} {
		r := v.begin(to(v.address(c.by), "apply", "slow.csv", "--rollback")...)
		r.at(apply.Settling)
		r.signal(c.signal)
		v.says(r.end(1), "interrupted", `"rolled_back":true`)
		v.still(before)
	}
	v.idle()
}

// intendedStops tests that stops which the plan showed and which were allowed are
// not failures and cause no rollback.
func (v *victim) intendedStops() {
	v.t.Helper()
	v.applied("disabled.csv", "--rollback", "--allow", "stop,disable")
	v.reach("one is disabled, and two stopped with it", func(s *lab.State) bool { return len(s.On("one"))+len(s.On("two")) == 0 })
	v.statusOf("disabled.csv", 0)
	v.applied("run.csv", "--rollback", "--allow", "enable")
	v.reach("one is back", on("node01", "one", "two"))

	v.applied("plain.csv", "--rollback", "--allow", "stop")
	v.statusOf("plain.csv", 0)
	v.applied("run.csv", "--rollback", "--allow", "stop")

	// A ticket that was never granted.
	v.run("node01", "pcs", "constraint", "ticket", "add", "west", "one", "loss-policy=stop")
	v.idle()
	v.applied("other.csv", "--mode", "merge", "--rollback")
	v.hagen(0, to("local:", "status", "other.csv", "--mode", "merge")...)
	v.run("node01", "sh", "-c", "pcs constraint delete $(cibadmin -Q -o constraints | grep -o 'rsc_ticket [^>]*id=\"[^\"]*' | sed 's/.*\"//')")
	v.idle()
	v.applied("run.csv")
}

// changedWhileWaiting tests that a change by another administrator during the wait
// is reported.
func (v *victim) changedWhileWaiting() {
	v.t.Helper()
	r := v.begin(to("local:", "apply", "slow.csv", "--rollback")...)
	r.at(apply.Settling)
	v.run("node02", "pcs", "property", "set", "no-quorum-policy=freeze")
	v.says(r.end(1), `"code":"drifted"`, "property no-quorum-policy")
	v.run("node02", "pcs", "property", "set", "no-quorum-policy=")
	v.idle()
	v.statusIs(2, "differs from the sheet: 0 to add, 0 to change, 1 to remove")
	v.applied("run.csv")
}

// notManaged tests that actions which are not carried out are not reported as
// applied.
func (v *victim) notManaged() {
	v.t.Helper()
	v.run("node01", "pcs", "resource", "unmanage", "one")
	v.idle()
	v.says(v.hagen(2, to("local:", "plan", "other.csv", "--mode", "merge")...), "Not carried out, because it is not managed", "when the resource is managed again")
	v.says(v.applied("other.csv", "--mode", "merge", "--rollback"), "happens when it is managed again")
	v.says(v.hagen(2, to("local:", "status", "other.csv", "--mode", "merge")...), "when the resource is managed again")
	v.run("node01", "pcs", "resource", "manage", "one")
	v.idle()
	v.hagen(0, to("local:", "status", "other.csv")...)

	// A node in maintenance: the plan says so, and so does the end.
	v.run("node01", "pcs", "node", "maintenance", "node01")
	v.idle()
	v.says(v.applied("third.csv"), "when the node's maintenance ends", "happens when it is managed again")
	v.run("node01", "pcs", "node", "unmaintenance", "node01")
	v.idle()
	v.statusOf("third.csv", 0)

	// It is put into maintenance between the plan and the result.
	r := v.begin(to("local:", "apply", "slow.csv", "--timeout", "60s")...)
	r.at(apply.Writing)
	v.run("node01", "pcs", "node", "maintenance", "node01")
	v.says(r.end(1), `"code":"drifted"`, "node node01")
	v.run("node01", "pcs", "node", "unmaintenance", "node01")
	v.idle()
	v.applied("run.csv")
}

// stuckWait replaces crm_resource with one that waits forever, as it does with a
// rule in the resource defaults.
const stuckWait = `#!/bin/sh
case " $* " in
*" --wait "*) sleep "$(echo "$*" | sed 's/.*--timeout=//;s/[^0-9].*//')"; echo "Pending actions:" >&2; exit 124 ;;
esac
exec /usr/sbin/crm_resource "$@"
`

// neverReturns tests that hagen detects an idle cluster without crm_resource, and
// lists what is left to do if it is not idle.
func (v *victim) neverReturns() {
	v.t.Helper()
	v.run("node01", "pcs", "resource", "defaults", "set", "create", "id=ruled", "meta", "migration-threshold=3", "rule", "resource", "::Dummy")
	v.idle()
	v.applied("other.csv", "--mode", "merge")
	v.do(v.Host("node01").WriteFile("/usr/local/sbin/crm_resource", stuckWait, 0o755))
	begin := time.Now()
	v.applied("third.csv", "--mode", "merge")
	if took := time.Since(begin); took > 70*time.Second {
		v.t.Errorf("it waited for crm_resource: %s", took)
	}
	r := v.begin(to("local:", "apply", "slow.csv", "--mode", "merge", "--timeout", "1s")...)
	v.says(r.end(1), `"code":"not-idle"`, `"code":"pending"`)
	v.run("node01", "rm", "/usr/local/sbin/crm_resource")
}

// signal sends a signal to hagen itself.
func (r *running) signal(sig syscall.Signal) {
	r.v.t.Helper()
	r.v.do(syscall.Kill(r.pid(), sig))
}

//go:build linux

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"hagen/test/lab"
)

// The sheets of the tests of faults differ in several sections, so that anything
// between two of them shows.
const (
	oldSheet = `,PROPERTY
,,name,value
,,stonith-enabled,false
,RSC_DEFAULTS
,,name,value
,,resource-stickiness,100
,RESOURCES
,,resourceItem,id
,,Primitive,one
,PRIMITIVE
,P,id,class,provider,type
,,one,ocf,pacemaker,Dummy
`
	newSheet = `,PROPERTY
,,name,value
,,stonith-enabled,false
,,start-failure-is-fatal,true
,RSC_DEFAULTS
,,name,value
,,resource-stickiness,200
,RESOURCES
,,resourceItem,id
,,Primitive,two
,,Primitive,one
,PRIMITIVE
,P,id,class,provider,type
,,one,ocf,pacemaker,Dummy
,PRIMITIVE
,P,id,class,provider,type
,,two,ocf,pacemaker,Dummy
,A,type,name,value
,,options,op_sleep,1
,LOCATION_NODE
,,rsc,prefers/avoids,node,score
,,two,prefers,node02,50
`
)

// failingSheet is newSheet with a resource that cannot start.
var failingSheet = strings.Replace(newSheet, "op_sleep,1", "op_sleep,1\n,,options,fail_start_on,node02", 1) + `,,two,avoids,node01,
,,one,prefers,node01,50
`

// soon is the time limit of a step of these tests.
const soon = 2 * time.Minute

// The sheets by the names they have where hagen runs.
const (
	oldName     = "old.csv"
	newName     = "new.csv"
	failingName = "failing.csv"
)

// fresh is the name of the configuration before any sheet. A rollback to it takes
// two writes, because the cluster then manages nothing.
const fresh = "fresh"

// victim is a pusher whose hagen, agent, network and nodes are made to fail.
type victim struct {
	*pusher
	is map[string]string // the configuration of each sheet
}

// startVictim starts a cluster that has had the old and the new configuration, now
// has the old one, and a setting of another administrator.
func startVictim(t *testing.T, cfg lab.Config) *victim {
	t.Helper()
	v := &victim{pusher: equip(start(t, cfg)), is: map[string]string{}}
	for name, sheet := range map[string]string{oldName: oldSheet, newName: newSheet, failingName: failingSheet} {
		v.bring(name, []byte(sheet))
	}
	v.openSSH()
	for _, node := range v.Config.Nodes {
		v.makeGates(node)
	}
	v.run("node01", "pcs", "node", "attribute", "node01", "theirs=kept")
	v.is[fresh] = v.configuration()
	for _, name := range []string{newName, oldName} {
		v.hagen(0, to("local:", "apply", name, "--yes")...)
		v.is[name] = v.configuration()
	}
	return v
}

// to completes the arguments of hagen for a sheet of these tests. The old one
// lacks a resource of the new one, which runs.
func to(address string, args ...string) []string {
	if args[0] == "apply" {
		args = append(args, "--allow", "remove")
	}
	return append(args, "--to", address, "--target", installed)
}

// other returns the sheet that the cluster does not have.
func (v *victim) other() string {
	v.t.Helper()
	if v.has(oldName, newName) == oldName {
		return newName
	}
	return oldName
}

// has checks that the cluster has exactly the configuration of one of the sheets,
// and returns which.
func (v *victim) has(names ...string) string {
	v.t.Helper()
	return v.hasOn(v.Config.Nodes[0], names...)
}

// hasOn is has, as a node knows it.
func (v *victim) hasOn(node string, names ...string) string {
	v.t.Helper()
	got := v.configurationOn(node)
	for _, name := range names {
		if got == v.is[name] {
			return name
		}
	}
	v.t.Fatalf("the configuration is that of none of %s:\n%s", names, got)
	return ""
}

// toOld brings the cluster to the old configuration, in any state, and waits.
func (v *victim) toOld() {
	v.t.Helper()
	v.hagen(0, to("local:", "apply", oldName, "--yes", "--allow", "busy")...)
	v.idle()
}

// gate is a point at which a node's tools wait, so that a test can disturb hagen
// there.
type gate string

const (
	beforeSave  gate = "keep" // nothing is saved yet
	whileSaving gate = "save"
	beforeWrite gate = "before" // hagen has sent the patch, the cluster does not have it
	afterWrite  gate = "after"  // the cluster has it, hagen does not know
)

// gates is a wrapper for a tool of the node.
const gates = `#!/bin/sh
pass() {
    [ -e "/var/gate/$1" ] || return
    : >"/var/gate/$1.here"
    while [ -e "/var/gate/$1" ]; do sleep 0.05; done
}
`

// makeGates installs gates for the tools that save and write. They do nothing until
// one is closed.
func (v *victim) makeGates(node string) {
	v.t.Helper()
	v.run(node, "mkdir", "-p", "/var/gate")
	for path, script := range map[string]string{
		"/usr/local/sbin/mktemp": gates + "pass keep\nexec /usr/bin/mktemp \"$@\"\n",
		"/usr/local/sbin/sync":   gates + "pass save\nexec /usr/bin/sync \"$@\"\n",
		"/usr/local/sbin/cibadmin": gates + `case " $* " in
*" --patch "*) ;;
*) exec /usr/sbin/cibadmin "$@" ;;
esac
pass before
/usr/sbin/cibadmin "$@"
code=$?
pass after
exit $code
`} {
		v.do(v.Host(node).WriteFile(path, script, 0o755))
	}
}

func (v *victim) close(node string, g gate) {
	v.t.Helper()
	v.run(node, "touch", "/var/gate/"+string(g))
}

func (v *victim) open(node string, g gate) {
	v.t.Helper()
	v.run(node, "rm", "-f", "/var/gate/"+string(g), "/var/gate/"+string(g)+".here")
}

// toFresh starts the rollback to the configuration before any sheet and lets it
// wait at a gate. Only node01 has that configuration.
func (v *victim) toFresh(by way, g gate) *running {
	v.t.Helper()
	v.idle()
	var first struct{ ID string }
	v.do(json.Unmarshal([]byte(v.run("node01", "head", "-n", "1", "/var/lib/hagen/log.jsonl")), &first))
	v.close("node01", g)
	r := v.begin("rollback", first.ID, "--to", v.address(by), "--allow", "remove")
	r.waits("node01", g)
	return r
}

// gated starts an apply that waits at a gate.
func (v *victim) gated(by way, node, sheet string, g gate) *running {
	v.t.Helper()
	v.close(node, g)
	r := v.begin(to(v.address(by), "apply", sheet)...)
	r.waits(node, g)
	return r
}

// quiet waits until nothing that hagen started on a node is running and no files
// are left behind.
func (v *victim) quiet(node string) {
	v.t.Helper()
	work := ""
	if err := v.WaitFor(v.t.Context(), soon, "nothing of hagen is at work on "+node, func() bool {
		work = v.run(node, "sh", "-c", `for tool in cibadmin crm_diff crm_resource crm_mon crm_simulate crm_verify sync; do pgrep -lx $tool; done; find /tmp /var/lib/hagen /var/lib/pacemaker/cib -name "tmp.*" -o -name ".new.*" -o -name "shadow.*"; true`)
		return strings.TrimSpace(work) == ""
	}); err != nil {
		v.t.Fatalf("%v\nat last: %s", err, work)
	}
}

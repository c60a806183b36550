package testbook_test

import (
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
	"hagen/test/need"
)

// seed is the book of seed 003. It takes seconds, so it is made once.
func seed(t *testing.T) *testbook.Book {
	t.Helper()
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	b, err := seedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

var seedOnce = sync.OnceValues(func() (*testbook.Book, error) {
	sheet, err := os.ReadFile("../../examples/003-haproxy-fencing/cluster.csv")
	if err != nil {
		return nil, err
	}
	return makeBook(string(sheet))
})

func typed(actions []testbook.Action) string {
	var out []string
	for _, a := range actions {
		out = append(out, a.Command)
	}
	return strings.Join(out, "\n")
}

// prompted are commands after the nodes to type them on.
func prompted(actions []testbook.Action) string {
	var out []string
	for _, a := range actions {
		out = append(out, a.Node+"# "+a.Command)
	}
	return strings.Join(out, "\n")
}

// TestWrapper types the commands for a resource that cannot be started on this
// machine, out of sight of everyone else: the agent answers for other resources as
// before, and for all when the case is undone.
func TestWrapper(t *testing.T) {
	need.Tool(t, "apt install util-linux", "unshare")
	if os.Getuid() != 0 {
		need.Skip(t, "only root may mount")
	}
	b := seed(t)
	step := testbook.Step{Events: []scheduler.Event{{Kind: scheduler.StopFails, Resource: "ipaddr", Node: "node01"}}, Course: &scheduler.Course{After: b.World.State}}
	breaks, undo := typed(b.Actions(step, nil)), typed(b.Undo(&testbook.Case{Steps: []testbook.Step{step}}))
	undo, cleanup, _ := strings.Cut(undo, "\npcs ")
	if cleanup != "resource cleanup ipaddr" {
		t.Errorf("last comes %q", cleanup)
	}
	const call = `try() { OCF_RESOURCE_INSTANCE=$1 /usr/lib/ocf/resource.d/heartbeat/IPaddr2 $2; echo "$1 $2 $?"; }
try ipaddr monitor; try ipaddr:0 stop; try ipaddr start; try other stop
`
	script := `set -e
mount -t tmpfs -o noexec none /run
mount -t tmpfs none /usr/lib/ocf
mkdir -p /usr/lib/ocf/resource.d/heartbeat
printf '%s\n' '#!/bin/sh' 'echo real ${0##*/}; exit 3' > /usr/lib/ocf/resource.d/heartbeat/IPaddr2
chmod 755 /usr/lib/ocf/resource.d/heartbeat/IPaddr2
` + breaks + "\nset +e\n" + call + undo + "\n" + undo + "\n" + `try ipaddr stop
ls /run/hagen-drill`
	out, err := exec.Command("unshare", "-m", "sh", "-c", script).CombinedOutput()
	const want = "ipaddr monitor 7\nipaddr:0 stop 1\nreal IPaddr2\nipaddr start 3\nreal IPaddr2\nother stop 3\nreal IPaddr2\nipaddr stop 3\n"
	if err != nil || string(out) != want {
		t.Errorf("%v\n%s\nwant\n%s\nof\n%s", err, out, want, script)
	}
}

// TestBreaking is what a tester types to let things fail, and to undo it.
func TestBreaking(t *testing.T) {
	b := seed(t)
	for name, tt := range map[string]struct {
		events []scheduler.Event
		do     string
		undo   string
	}{
		"a unit does not start": {[]scheduler.Event{{Kind: scheduler.StartFails, Resource: "haproxy", Node: "node01"}},
			`# override the unit of haproxy until the next boot, so that it cannot start
node01# mkdir -p /run/systemd/system/haproxy.service.d && printf '%s\n' '[Service]' ExecStartPre=/bin/false > /run/systemd/system/haproxy.service.d/hagen-drill.conf
node01# systemctl daemon-reload
node01# systemctl kill --signal=SIGKILL haproxy`,
			`node01# rm -f /run/systemd/system/haproxy.service.d/hagen-drill.conf
node01# systemctl daemon-reload
node01# pcs resource cleanup haproxy
node01# crm_resource --move --resource haproxy-group --node node01
node01# crm_resource --wait && crm_resource --clear --resource haproxy-group`},
		"a unit does not stop": {[]scheduler.Event{{Kind: scheduler.CannotStop, Resource: "haproxy", Node: "node01"}, {Kind: scheduler.NodeStandby, Node: "node01"}},
			`# override the unit of haproxy until the next boot, so that its stop runs into the timeout
node01# mkdir -p /run/systemd/system/haproxy.service.d && printf '%s\n' '[Service]' ExecStop= 'ExecStop=/bin/sleep 3600' TimeoutStopSec=3600 > /run/systemd/system/haproxy.service.d/hagen-drill.conf
node01# systemctl daemon-reload
node01# pcs node standby node01`,
			`node01# rm -f /run/systemd/system/haproxy.service.d/hagen-drill.conf
node01# systemctl daemon-reload
node01# [ "$(systemctl is-active haproxy.service)" != deactivating ] || systemctl kill --signal=SIGKILL haproxy.service
node02# pcs node unstandby node01
node01# pcs cluster start node01
node01# pcs resource cleanup haproxy
node01# crm_resource --move --resource haproxy-group --node node01
node01# crm_resource --wait && crm_resource --clear --resource haproxy-group`},
		"ping is lost, and a node": {[]scheduler.Event{{Kind: scheduler.NodeStandby, Node: "node02"}, {Kind: scheduler.AttributeIs, Name: "ping-status", Node: "node01", Value: "0"}},
			`# at the same moment:
node02# pcs node standby node02
# cut node01 off from the hosts it pings
node01# ip route add blackhole 192.168.1.1/32`,
			`node01# ip route del blackhole 192.168.1.1/32
node02# pcs node unstandby node02
node01# crm_resource --move --resource haproxy-group --node node01
node01# crm_resource --wait && crm_resource --clear --resource haproxy-group`},
	} {
		world := b.World.Clone()
		course, err := world.Happen(t.Context(), tt.events...)
		if err != nil {
			t.Fatal(name, err)
		}
		step := testbook.Step{Events: tt.events, Course: course}
		if got := strings.Join(b.Do(step, nil, message.English), "\n"); got != tt.do {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, tt.do)
		}
		if got := prompted(b.Undo(&testbook.Case{Steps: []testbook.Step{step}})); got != tt.undo {
			t.Errorf("%s is undone by\n%s\nwant\n%s", name, got, tt.undo)
		}
	}
}

// TestPromotedIsDemotedFirst breaks a promoted instance: ocf:pacemaker:Stateful does
// not stop before it is demoted.
func TestPromotedIsDemotedFirst(t *testing.T) {
	need.Tool(t, "apt install pacemaker-cli-utils", "crm_simulate")
	sheet, err := os.ReadFile("../../testdata/golden/book-promotable/in.csv")
	if err != nil {
		t.Fatal(err)
	}
	b, err := makeBook(string(sheet))
	if err != nil {
		t.Fatal(err)
	}
	const stop = "crm_resource --resource db --force-stop"
	for node, want := range map[string]string{"db01": "crm_resource --resource db --force-demote && " + stop, "db02": stop} {
		event := scheduler.Event{Kind: scheduler.Fails, Resource: "db", Node: node}
		if got := typed(b.Actions(testbook.Step{Events: []scheduler.Event{event}}, nil)); got != want {
			t.Errorf("on %s: %s", node, got)
		}
	}
}

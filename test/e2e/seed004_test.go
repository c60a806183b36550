//go:build linux

package e2e

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hagen/test/lab"
)

// config004 is the Russian document's cluster of two load balancers.
func config004(haproxy string) lab.Config {
	return lab.Config{
		Name:        "mycluster",
		Nodes:       []string{"lb1", "lb2"},
		Networks:    []lab.Network{{Card: "eth0", Switch: "192.168.100.1/24", Hosts: []string{"192.168.100.201", "192.168.100.202"}}},
		StartAtBoot: true,
		Files:       map[string]string{"/etc/haproxy/haproxy.cfg": haproxy},
	}
}

// TestSeed004 is haproxy where the address is: bound to it, it could not start
// anywhere else.
func TestSeed004(t *testing.T) {
	w := start(t, config004(haproxyHello("192.168.100.203:80")), "haproxy")
	both := []string{"virtual_ip", "haproxy"}

	plan := w.push(byAgent, "004-haproxy")
	if page, err := os.ReadFile("../../docs/apply.md"); err != nil || !strings.Contains(string(page), plan[strings.Index(plan, "cells of"):]) {
		t.Errorf("docs/apply.md shows another plan (%v) than\n%s", err, plan)
	}
	w.reach("both run on lb1", on("lb1", both...))
	w.serves("http://192.168.100.203/", "hello from lb1")

	w.do(w.Crash("lb1"))
	w.reach("both run on lb2", on("lb2", both...))
	w.serves("http://192.168.100.203/", "hello from lb2")

	w.boot("lb1")
	w.reach("both are back on lb1, which is active whenever it works", on("lb1", both...))
	w.serves("http://192.168.100.203/", "hello from lb1")
}

// TestSeed004Clone is haproxy on both nodes: only the address moves.
func TestSeed004Clone(t *testing.T) {
	w := start(t, config004(haproxyHello("0.0.0.0:80")), "haproxy")
	everywhere := func(vip string) func(*lab.State) bool {
		return func(s *lab.State) bool {
			return s.AllOn(vip, "virtual_ip") && slices.Equal(s.On("haproxy"), []string{"lb1", "lb2"})
		}
	}

	w.push(onNode, "004-haproxy-clone")
	w.reach("haproxy runs on both, the address is on lb1", everywhere("lb1"))
	w.serves("http://192.168.100.203/", "hello from lb1")
	w.serves("http://192.168.100.202/", "hello from lb2")
	before := w.haproxy("lb2")

	w.do(w.Crash("lb1"))
	w.reach("the address is on lb2", on("lb2", "virtual_ip"))
	w.serves("http://192.168.100.203/", "hello from lb2")
	if after := w.haproxy("lb2"); after != before {
		t.Errorf("haproxy on lb2 was process %s and is %s: it did not just go on", before, after)
	}

	w.boot("lb1")
	w.reach("haproxy runs on both again, the address is back on lb1", everywhere("lb1"))
	w.serves("http://192.168.100.203/", "hello from lb1")
}

// haproxy is the main process of haproxy on a node.
func (w *world) haproxy(node string) string {
	w.t.Helper()
	return strings.TrimSpace(w.run(node, "systemctl", "show", "--property=MainPID", "haproxy"))
}

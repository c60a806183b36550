//go:build linux

package e2e

import (
	"testing"

	"hagen/test/lab"
)

// config000 is the Korean document's cluster of two addresses, haproxy and memcached.
func config000() lab.Config {
	return lab.Config{
		Name:  "L4",
		Nodes: []string{"haproxy-master", "haproxy-slave"},
		Networks: []lab.Network{
			{Card: "eth2", Switch: "192.168.200.1/24", Hosts: []string{"192.168.200.233", "192.168.200.234"}},
			{Card: "eth0", Switch: "61.100.0.1/24"},
			{Card: "eth1", Switch: "172.24.0.1/24"},
		},
		StartAtBoot: true,
		Files: map[string]string{
			// Both can only start after their address: the orders of the sheet.
			"/etc/haproxy/haproxy.cfg": haproxyHello("61.100.0.10:80"),
			"/etc/memcached.conf":      "-l 172.24.0.10\n-u memcache\n-P /var/run/memcached/memcached.pid\n",
		},
	}
}

// TestSeed000 starts all four one after the other on haproxy-master.
func TestSeed000(t *testing.T) {
	const master, slave = "haproxy-master", "haproxy-slave"
	all := []string{"PU-VIP", "PR-VIP", "HAPROXY", "MEMCACHED"}
	w := start(t, config000(), "haproxy", "memcached")

	w.pushEveryWay("000-haproxy-memcached", "all four run on the master", on(master, all...))
	w.serves("http://61.100.0.10/", "hello from "+master)
	w.remembers("172.24.0.10:11211")
	w.stays("all four run on the master", on(master, all...))

	// on-fail=standby: an address that fails puts its node on standby.
	w.run(master, "ip", "address", "del", "61.100.0.10/32", "dev", "eth0")
	w.reach("the master is on standby and all four run on the slave", func(s *lab.State) bool {
		return s.Node(master).StandbyOnFail && s.AllOn(slave, all...)
	})
	w.serves("http://61.100.0.10/", "hello from "+slave)
	w.remembers("172.24.0.10:11211")

	w.run(slave, "pcs", "resource", "cleanup", "PU-VIP")
	w.reach("the master may run resources again", func(s *lab.State) bool { return !s.Node(master).StandbyOnFail })
	w.idle()

	// A node that dies, wherever the services are by now.
	dies, lives := master, slave
	if s, err := w.State(t.Context()); err == nil && s.AllOn(slave, all...) {
		dies, lives = slave, master
	}
	w.do(w.Crash(dies))
	w.reach("all four run on the node that lives", on(lives, all...))
	w.serves("http://61.100.0.10/", "hello from "+lives)
	w.remembers("172.24.0.10:11211")
	w.boot(dies)
}

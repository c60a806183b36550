package proof

import (
	"fmt"
	"strconv"
)

// agentKinds are the agents random primitives use; all come with Debian's
// resource-agents and Pacemaker.
var agentKinds = []string{"dummy", "hdummy", "ip", "fs", "ping", "delay", "stateful"}

var agentPool = map[string][]string{
	"dummy":    {"ocf", "pacemaker", "Dummy"},
	"hdummy":   {"ocf", "heartbeat", "Dummy"},
	"ip":       {"ocf", "heartbeat", "IPaddr2"},
	"fs":       {"ocf", "heartbeat", "Filesystem"},
	"ping":     {"ocf", "pacemaker", "ping"},
	"delay":    {"ocf", "heartbeat", "Delay"},
	"stateful": {"ocf", "pacemaker", "Stateful"},
}

// primitives writes a PRIMITIVE or STONITH table for each primitive.
func (g *generator) primitives() {
	for _, p := range g.prims {
		if p.kind == "fence" {
			g.fence(p)
			continue
		}
		agent := agentPool[p.kind]
		g.table("PRIMITIVE")
		g.block("P", "id", "class", "provider", "type", "default-ops")
		g.row(p.id, agent[0], agent[1], agent[2], g.defaultOps())
		g.attributes(p)
		g.operations(p)
	}
}

// defaultOps says at times that the operations of the table are all there are.
func (g *generator) defaultOps() string {
	return []string{"", "", "", "true", "false", "no"}[g.later.IntN(6)]
}

// attributes writes the A block: parameters, meta attributes, utilization.
func (g *generator) attributes(p prim) {
	options := g.parameters(p)
	var meta [][2]string
	if g.chance(40) {
		meta = shuffled(g, [][2]string{
			{"migration-threshold", "3"}, {"failure-timeout", "10min"}, {"resource-stickiness", pickOne(g, []string{"inf", "100"})},
			{"critical", "on"}, {"multiple-active", "stop_only"}, {"allow-migrate", "no"},
		})
	}
	if len(options)+len(meta) == 0 && !p.utilize {
		return
	}
	g.block("A", "type", "name", "value")
	g.attributeRows("options", options)
	g.attributeRows("meta", meta)
	if p.utilize {
		g.attributeRows("utilization", [][2]string{{"cpu", strconv.Itoa(1 + g.r.IntN(4))}, {"memory", "256"}})
	}
}

func (g *generator) attributeRows(kind string, pairs [][2]string) {
	for _, a := range pairs {
		g.row(kind, a[0], a[1])
		kind = ""
	}
}

func (g *generator) parameters(p prim) [][2]string {
	g.serial++
	switch p.kind {
	case "ip":
		out := [][2]string{{"ip", fmt.Sprintf("192.0.2.%d", g.serial%250+1)}}
		if g.chance(60) {
			out = append(out, [2]string{"nic", "eth0"}, [2]string{"cidr_netmask", "24"})
		}
		return out
	case "fs":
		return [][2]string{{"device", fmt.Sprintf("/dev/mapper/lv%d", g.serial)}, {"directory", fmt.Sprintf("/srv/data%d", g.serial)},
			{"fstype", "xfs"}, {"options", pickOne(g, []string{"noatime", "ro,noexec", "defaults"})}, {"fast_stop", "yes"}}
	case "ping":
		return [][2]string{{"name", fmt.Sprintf("ping-status-%d", g.serial)}, {"host_list", "192.0.2.254 192.0.2.253"}, {"attempts", "2"}, {"debug", "true"}}
	case "dummy":
		if g.chance(80) {
			return [][2]string{{"fake", pickOne(g, awkward)}, {"state", fmt.Sprintf("/run/dummy %d", g.serial)}}
		}
	case "hdummy":
		if g.chance(80) {
			return [][2]string{{"fake", pickOne(g, awkward)}}
		}
	case "delay":
		return [][2]string{{"startdelay", "1"}, {"stopdelay", "1"}}
	}
	return nil
}

// operations writes the O block.
func (g *generator) operations(p prim) {
	if g.chance(15) {
		return
	}
	g.block("O", "type", "timeout", "interval", "on-fail", "role", "start-delay", "OCF_CHECK_LEVEL", "enabled")
	switch {
	case p.promotable:
		g.row("monitor", g.time(), "10s", "restart", pickOne(g, []string{"Master", "Promoted", "promoted"}))
		g.row("monitor", g.time(), "11s", "restart", pickOne(g, []string{"Slave", "Unpromoted"}))
		g.row("promote", "60s", "", pickOne(g, []string{"", "demote", "block"}))
	case g.chance(80):
		level, enabled := "", ""
		if g.chance(25) {
			level = pickOne(g, []string{"10", "20"})
		}
		if g.chance(15) {
			enabled = pickOne(g, []string{"false", "no", "TRUE"})
		}
		g.row("monitor", g.time(), pickOne(g, []string{"10s", "30s", "1min"}), pickOne(g, []string{"", "restart", "Standby", "ignore"}), "", pickOne(g, []string{"", "", "5s"}), level, enabled)
		if g.chance(15) {
			g.row("monitor", "20s", "75s", "", "", "", "20")
		}
	}
	defer g.moreOperations()
	if g.chance(70) {
		g.row("start", g.time(), pickOne(g, []string{"", "0s", "0"}), pickOne(g, []string{"", "restart", "stop"}))
	}
	if g.chance(70) {
		onFail := "block"
		if g.fencing {
			onFail = "fence"
		}
		g.row("stop", g.time(), "", pickOne(g, []string{"", onFail}))
	}
}

// moreOperations adds an operation with parameters and meta attributes of its own.
func (g *generator) moreOperations() {
	if g.later.IntN(6) > 0 {
		return
	}
	g.block("O", "type", "interval", "timeout", "param:depth", "OCF_CHECK_LEVEL", "meta:record-pending", "param:A b")
	g.row("monitor", "83s", "20s", g.maybe("1", "it's $x"), g.maybe("10"), g.maybe("true"), "a & b")
	g.row("monitor", "84s", "20s", "", "", "false")
}

func (g *generator) fence(p prim) {
	g.serial++
	g.table("STONITH")
	g.block("P", "id", "type", "default-ops")
	g.row(p.id, "fence_ipmilan", g.defaultOps())
	g.block("A", "type", "name", "value")
	g.attributeRows("options", [][2]string{
		{"pcmk_host_list", p.fenceNode}, {"ip", fmt.Sprintf("198.51.100.%d", g.serial%250+1)},
		{"username", "admin"}, {"password", pickOne(g, awkward)}, {"lanplus", "1"},
	})
	if g.chance(30) {
		g.attributeRows("meta", [][2]string{{"priority", "1"}})
	}
	if g.chance(70) {
		g.block("O", "type", "timeout", "interval", "on-fail")
		g.row("start", "60s", "", "restart")
		g.row("monitor", "60s", "3600s", "restart")
		g.row("stop", "60s", "", "ignore")
	}
}

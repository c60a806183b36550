package testbook

import (
	"net/netip"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/shquote"
)

var (
	textBreakRun  = message.New("testbook.do.start", "resource", "node")
	textBreakStop = message.New("testbook.do.stop", "resource", "node")
	textCutHosts  = message.New("testbook.do.hosts", "node")
	textAtOnce    = message.New("testbook.do.at-once")
)

// prompt is what a command is written after: the node to type it on.
func prompt(node string) string { return node + "# " }

// Do are the commands of a step, each after the node to type it on (node01# …); what
// has no command is said after a #. before are the steps of the case before it.
func (b *Book) Do(step Step, before []Step, lang message.Lang) []string {
	var out []string
	// pcs refuses to stop the node with which quorum would be lost, but not all nodes.
	if first := step.Events[0].Node; b.everyNode(step, scheduler.NodeStops) {
		return []string{prompt(first) + "pcs cluster stop --all"}
	} else if b.everyNode(step, scheduler.NodeReturns) && happened(before, scheduler.NodeStops, first) {
		return []string{prompt(first) + "pcs cluster start --all"}
	}
	if len(step.Events) > 1 {
		out = append(out, "# "+textAtOnce.In(lang))
	}
	for _, e := range step.Events {
		out = append(out, b.doEvent(e, before, lang)...)
	}
	return out
}

// everyNode reports whether one thing happens to every node, of several.
func (b *Book) everyNode(step Step, kind scheduler.Kind) bool {
	of := slices.ContainsFunc(step.Events, func(e scheduler.Event) bool { return e.Kind != kind })
	return !of && len(step.Events) > 1 && len(step.Events) == len(members(b.World))
}

func (b *Book) doEvent(e scheduler.Event, before []Step, lang message.Lang) []string {
	node := word(e.Node)
	switch e.Kind {
	case scheduler.NodeCrashes:
		return []string{prompt(e.Node) + "echo c > /proc/sysrq-trigger"}
	case scheduler.NodeStops:
		return []string{prompt(e.Node) + "pcs cluster stop " + node}
	case scheduler.NodeStandby:
		return []string{prompt(e.Node) + "pcs node standby " + node}
	case scheduler.NodeReturns:
		if happened(before, scheduler.NodeStandby, e.Node) {
			return []string{prompt(e.Node) + "pcs node unstandby " + node}
		}
		return []string{prompt(e.Node) + "pcs cluster start " + node}
	case scheduler.AttributeIs:
		return b.turn(e, lang)
	case scheduler.Fails, scheduler.StartFails, scheduler.StopFails:
		return b.breakIt(e, lang)
	}
	return nil
}

func happened(steps []Step, kind scheduler.Kind, node string) bool {
	return slices.ContainsFunc(steps, func(s Step) bool {
		return slices.ContainsFunc(s.Events, func(e scheduler.Event) bool { return e.Kind == kind && e.Node == node })
	})
}

// breakIt makes a resource fail: it is stopped behind the cluster's back.
func (b *Book) breakIt(e scheduler.Event, lang message.Lang) []string {
	var out []string
	switch e.Kind {
	case scheduler.StartFails:
		out = append(out, "# "+textBreakRun.With(e.Resource, e.Node).In(lang))
	case scheduler.StopFails:
		out = append(out, "# "+textBreakStop.With(e.Resource, e.Node).In(lang))
	}
	return append(out, prompt(e.Node)+b.stopper(e.Resource, e.Node))
}

// stopper stops a resource without the cluster. crm_resource --force-stop knows OCF
// agents alone (exit code 3 for a systemd unit, measured on 2.1.5). The monitor of a
// fence device may run once an hour: the cluster is told that it failed.
func (b *Book) stopper(resource, node string) string {
	class, unit := "", ""
	if p := b.design.primitive(resource); p != nil {
		class, unit = p.SelectAttrValue("class", ""), p.SelectAttrValue("type", "")
	}
	switch class {
	case cib.Stonith:
		return "crm_resource --resource " + word(resource) + " --node " + word(node) + " --fail"
	case "systemd", "service":
		return "systemctl kill --signal=SIGKILL " + word(unit)
	case "lsb":
		return "/etc/init.d/" + word(unit) + " stop"
	}
	return "crm_resource --resource " + word(resource) + " --force-stop"
}

// turn changes an attribute: an agent that pings loses the hosts it pings. Others are
// written over, until their agent writes again.
func (b *Book) turn(e scheduler.Event, lang message.Lang) []string {
	for _, a := range b.World.Assumed {
		hosts := strings.Fields(b.design.param(a.Resource, "host_list"))
		if a.Name != e.Name || len(hosts) == 0 {
			continue
		}
		out := []string{"# " + textCutHosts.With(e.Node).In(lang)}
		for _, h := range hosts {
			out = append(out, prompt(e.Node)+cut(h))
		}
		return out
	}
	return []string{prompt(e.Node) + "attrd_updater --name " + word(e.Name) + " --update " + word(e.Value) + " --node " + word(e.Node)}
}

// cut is the command that cuts a host off: a route for an address, a rule for a name.
func cut(host string) string {
	if a, err := netip.ParseAddr(host); err == nil {
		return "ip route add blackhole " + netip.PrefixFrom(a, a.BitLen()).String()
	}
	return "iptables -I OUTPUT -d " + word(host) + " -j DROP"
}

// heal undoes cut.
func heal(host string) string {
	return strings.NewReplacer("route add", "route del", "-I OUTPUT", "-D OUTPUT").Replace(cut(host))
}

// undo are the commands that bring the cluster back to where a case began.
func (b *Book) undo(c *Case) []string {
	var out []string
	add := func(line string) {
		if !slices.Contains(out, line) {
			out = append(out, line)
		}
	}
	end := c.Steps[len(c.Steps)-1].Course.After
	for _, n := range end.Nodes {
		switch {
		case n.Standby:
			add(prompt(n.Name) + "pcs node unstandby " + word(n.Name))
		case !n.Online && !n.Remote:
			add(prompt(n.Name) + "pcs cluster start " + word(n.Name))
		}
	}
	for _, step := range c.Steps {
		for _, e := range step.Events {
			switch {
			case e.Kind == scheduler.AttributeIs:
				for _, a := range b.World.Assumed {
					for _, h := range strings.Fields(b.design.param(a.Resource, "host_list")) {
						if a.Name == e.Name {
							add(prompt(e.Node) + heal(h))
						}
					}
				}
			case e.Resource != "":
				add(prompt(e.Node) + "pcs resource cleanup " + word(e.Resource))
			}
		}
	}
	return out
}

// word is a word for a shell. Names of resources, nodes and attributes have nothing
// that cannot be quoted.
func word(s string) string {
	quoted, err := shquote.Quote(s)
	if err != nil {
		return s
	}
	return quoted
}

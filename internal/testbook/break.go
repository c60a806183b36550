package testbook

import (
	"net/netip"
	"path"
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
	textWrapper   = message.New("testbook.do.wrapper", "resource", "action")
	textDropIn    = message.New("testbook.do.drop-in", "resource")
	textSlowStop  = message.New("testbook.do.slow-stop", "resource")
	textCutHosts  = message.New("testbook.do.hosts", "node")
)

// drillDir holds what a test puts on a node. It is gone after a reboot.
const drillDir = "/run/hagen-drill"

// breakIt makes a resource fail.
func (b *Book) breakIt(e scheduler.Event) []Action {
	if e.Kind == scheduler.Fails {
		return []Action{{Event: e, Node: e.Node, Command: b.stopper(e.Resource, e.Node)}}
	}
	if agent, is := b.ocf(e.Resource); is && e.Kind != scheduler.CannotStop {
		return wrap(e, agent)
	}
	unit, isUnit := b.unit(e.Resource)
	switch {
	case isUnit && e.Kind == scheduler.CannotStop:
		return commands(e, textSlowStop.With(e.Resource), dropInCommand(unit, "ExecStop=", "ExecStop=/bin/sleep 3600", "TimeoutStopSec=3600"), reload)
	case e.Kind == scheduler.CannotStop:
		return commands(e, textBreakStop.With(e.Resource, e.Node), "")
	case isUnit && e.Kind == scheduler.StartFails:
		return commands(e, textDropIn.With(e.Resource), dropInCommand(unit, "ExecStartPre=/bin/false"), reload, b.stopper(e.Resource, e.Node))
	}
	say := textBreakRun
	if e.Kind == scheduler.StopFails {
		say = textBreakStop
	}
	return commands(e, say.With(e.Resource, e.Node), b.stopper(e.Resource, e.Node))
}

// repair removes what breakIt put on a node. The commands also work after a reboot,
// when nothing of it is left.
func (b *Book) repair(e scheduler.Event) []Action {
	if !slices.Contains([]scheduler.Kind{scheduler.StartFails, scheduler.StopFails, scheduler.CannotStop}, e.Kind) {
		return nil
	}
	if agent, is := b.ocf(e.Resource); is {
		own := path.Join(drillDir, e.Resource)
		return commands(e, message.Message{}, "umount -l "+word(agent)+" "+word(own)+" 2>/dev/null; rm -rf "+word(own))
	}
	unit, is := b.unit(e.Resource)
	switch {
	case is && e.Kind == scheduler.StartFails:
		return commands(e, message.Message{}, "rm -f "+word(dropIn(unit)), reload)
	case is && e.Kind == scheduler.CannotStop: // its stop may still be running
		return commands(e, message.Message{}, "rm -f "+word(dropIn(unit)), reload,
			`[ "$(systemctl is-active `+word(unit)+`)" != deactivating ] || systemctl kill --signal=SIGKILL `+word(unit))
	}
	return nil
}

// commands are lines to type where an event happens, with words before the first.
func commands(e scheduler.Event, say message.Message, lines ...string) []Action {
	var out []Action
	for _, line := range lines {
		out = append(out, Action{Event: e, Node: e.Node, Command: line, Say: say})
		say = message.Message{}
	}
	return out
}

// wrap puts a wrapper in front of an OCF agent. For this resource alone it says that
// the resource is stopped, and does not start (or stop) it. What else uses the agent
// gets the real one, under its own name, since agents read theirs. Both are in a file
// system of their own: /run may be mounted noexec.
func wrap(e scheduler.Event, agent string) []Action {
	own := path.Join(drillDir, e.Resource)
	real, wrapper := path.Join(own, path.Base(agent)), path.Join(own, "wrapper", path.Base(agent))
	task := "start"
	if e.Kind == scheduler.StopFails {
		task = "stop"
	}
	script := []string{"#!/bin/sh",
		`if [ "${OCF_RESOURCE_INSTANCE%%:*}" = ` + word(e.Resource) + ` ]; then case $1 in monitor) exit 7;; ` + task + `) exit 1;; esac; fi`,
		"exec " + word(real) + ` "$@"`}
	for i, line := range script {
		script[i] = word(line)
	}
	return commands(e, textWrapper.With(e.Resource, task),
		"mkdir -p "+word(own)+" && mount -t tmpfs -o exec,mode=755 hagen-drill "+word(own)+" && mkdir "+word(path.Dir(wrapper))+" && cp -p "+word(agent)+" "+word(real),
		`printf '%s\n' `+strings.Join(script, " ")+" > "+word(wrapper)+" && chmod 755 "+word(wrapper),
		"mount --bind "+word(wrapper)+" "+word(agent))
}

// ocf is the file of the agent of a resource; false for a resource of another class.
func (b *Book) ocf(resource string) (string, bool) {
	p := b.design.primitive(resource)
	if p == nil || p.SelectAttrValue("class", "") != cib.OCF {
		return "", false
	}
	return path.Join("/usr/lib/ocf/resource.d", p.SelectAttrValue("provider", ""), p.SelectAttrValue("type", "")), true
}

// unit is the systemd service of a resource; false for a resource of another class.
func (b *Book) unit(resource string) (string, bool) {
	p := b.design.primitive(resource)
	if p == nil || p.SelectAttrValue("class", "") != "systemd" {
		return "", false
	}
	name := p.SelectAttrValue("type", "")
	for _, other := range []string{".socket", ".mount", ".timer", ".path", ".target", ".automount", ".slice"} {
		if strings.HasSuffix(name, other) {
			return "", false
		}
	}
	return strings.TrimSuffix(name, ".service") + ".service", true
}

const reload = "systemctl daemon-reload"

func dropIn(unit string) string { return "/run/systemd/system/" + unit + ".d/hagen-drill.conf" }

// dropInCommand overrides settings of a unit until the next boot.
func dropInCommand(unit string, settings ...string) string {
	lines := "'[Service]'"
	for _, s := range settings {
		lines += " " + word(s)
	}
	file := dropIn(unit)
	return "mkdir -p " + word(path.Dir(file)) + ` && printf '%s\n' ` + lines + " > " + word(file)
}

// stopper stops a resource without the cluster. crm_resource --force-stop knows OCF
// agents alone (exit code 3 for a systemd unit, measured on 2.1.5). The monitor of a
// fence device may run once an hour: the cluster is told that it failed. An agent may
// refuse to stop what is promoted (Stateful does): that is demoted first.
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
	stop := "crm_resource --resource " + word(resource) + " --force-stop"
	if slices.Contains(scheduler.Places(b.World.State, resource), scheduler.Place{Node: node, Role: cib.Promoted}) {
		return "crm_resource --resource " + word(resource) + " --force-demote && " + stop
	}
	return stop
}

// turn changes an attribute: an agent that pings loses the hosts it pings. Others are
// written over, until their agent writes again.
func (b *Book) turn(e scheduler.Event) []Action {
	var lines []string
	for _, h := range b.pinged(e.Name) {
		lines = append(lines, cut(h))
	}
	if lines != nil {
		return commands(e, textCutHosts.With(e.Node), lines...)
	}
	return commands(e, message.Message{}, "attrd_updater --name "+word(e.Name)+" --update "+word(e.Value)+" --node "+word(e.Node))
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

// word is a word for a shell. Names of resources, nodes and attributes have nothing
// that cannot be quoted.
func word(s string) string {
	quoted, err := shquote.Quote(s)
	if err != nil {
		return s
	}
	return quoted
}

package main

import "hagen/internal/agents"

// platform names the upstream releases a target's packages are made from, and
// the distribution whose build-time defaults apply.
type platform struct {
	name         string
	resource     string // resource-agents
	fence        string // fence-agents
	pacemaker    string
	distribution string // key of agent-variants.json
}

// targets are in the order of the bits in a target mask.
var targets = []platform{
	{name: "rhel8", resource: "4.9.0", fence: "4.2.1", pacemaker: "2.1.7", distribution: "el8"},
	{name: "rhel9", resource: "4.10.0", fence: "4.10.0", pacemaker: "2.1.10", distribution: "el9"},
	{name: "rhel10", resource: "4.16.0", fence: "4.16.0", pacemaker: "3.0.1", distribution: "el10"},
	{name: "debian12", resource: "4.12.0", fence: "4.12.1", pacemaker: "2.1.5", distribution: "debian12"},
}

// version returns the release of a package the platform has, "" for all of
// them (linuxhajp is not part of any distribution and can be put on each).
func (p platform) version(pkg string) string {
	switch pkg {
	case resourceAgents:
		return p.resource
	case fenceAgents:
		return p.fence
	case pacemaker:
		return p.pacemaker
	}
	return ""
}

// The packages, by the names releases are shown under.
const (
	resourceAgents = "resource-agents"
	fenceAgents    = "fence-agents"
	pacemaker      = "Pacemaker"
	linuxHAJapan   = "linuxhajp"
)

// stock is what Pacemaker answers for the classes that have no metadata, in
// seconds without a unit up to 2.1.7 and with one from 2.1.8 on (3.0.0: run,
// 2.1.10: from its source). The id of the monitor pcs adds holds the interval as
// written, so the spelling matters.
//
// lsb is as measured with pcs 0.10.18, 0.11.5, 0.12.0 and 0.12.3 (resource create
// D lsb:haproxy). systemd is what libcrmservice of the target's Pacemaker holds.
//
// For a service Pacemaker answers what the node has of that name: an init script
// or a systemd unit. Here it has what both have, with the times of a unit, the
// longer ones; hagen leaves nothing of it to pcs (package complete).
func stock(p platform) []*agents.Agent {
	s := "s"
	if p.pacemaker == "2.1.5" || p.pacemaker == "2.1.7" {
		s = ""
	}
	initScript := []agents.Action{
		{Name: "meta-data", Timeout: "5" + s},
		{Name: "start", Timeout: "15" + s},
		{Name: "stop", Timeout: "15" + s},
		{Name: "status", Timeout: "15" + s},
		{Name: "restart", Timeout: "15" + s},
		{Name: "force-reload", Timeout: "15" + s},
		{Name: "monitor", Timeout: "15" + s, Interval: "15" + s},
	}
	either := []agents.Action{
		{Name: "start", Timeout: "100s"},
		{Name: "stop", Timeout: "100s"},
		{Name: "status", Timeout: "100s"},
		{Name: "monitor", Timeout: "100s", Interval: "60s"},
	}
	unit := []agents.Action{
		{Name: "start", Timeout: "100" + s},
		{Name: "stop", Timeout: "100" + s},
		{Name: "status", Timeout: "100" + s},
		{Name: "monitor", Timeout: "100" + s, Interval: "60" + s},
		{Name: "meta-data", Timeout: "5" + s},
	}
	return []*agents.Agent{
		{Name: "lsb:*", Actions: initScript},
		{Name: "service:*", Actions: either},
		{Name: "systemd:*", Actions: unit},
	}
}

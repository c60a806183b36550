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

// targets stand in the order of the bits in a target mask.
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

// stock is what Pacemaker answers for the classes that have no metadata.
//
// lsb and service are as measured with pcs 0.10.18, 0.11.5, 0.11.10 and 0.12.1
// (resource create D lsb:haproxy, service:haproxy). Pacemaker takes a service
// for an init script when there is one, which is what was measured.
//
// systemd is what libcrmservice of the target's Pacemaker holds: 2.1.5 and
// 2.1.7 write seconds without a unit, 2.1.8 and later with one. The id of the
// monitor pcs adds holds the interval as written, so the spelling matters.
func stock(p platform) []*agents.Agent {
	s := "s"
	if p.pacemaker == "2.1.5" || p.pacemaker == "2.1.7" {
		s = ""
	}
	initScript := []agents.Action{
		{Name: "meta-data", Timeout: "5"},
		{Name: "start", Timeout: "15"},
		{Name: "stop", Timeout: "15"},
		{Name: "status", Timeout: "15"},
		{Name: "restart", Timeout: "15"},
		{Name: "force-reload", Timeout: "15"},
		{Name: "monitor", Timeout: "15", Interval: "15"},
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
		{Name: "service:*", Actions: initScript},
		{Name: "systemd:*", Actions: unit},
	}
}

package cib

import "strings"

// The classes of agents that the code uses.
const (
	OCF     = "ocf"     // the only class that has providers
	Stonith = "stonith" // fence devices
	Service = "service" // an init script on one node and a systemd unit on another
)

// AgentName is the full name of an agent as pcs, crm and Pacemaker write it:
// ocf:heartbeat:IPaddr2, systemd:haproxy, stonith:fence_ipmilan.
func AgentName(class, provider, typ string) string {
	name := class
	for _, part := range []string{provider, typ} {
		if part == "" {
			continue
		}
		if name != "" {
			name += ":"
		}
		name += part
	}
	return name
}

// AgentParts are the class, provider and type of a full agent name; the provider
// is "" where the class has none.
func AgentParts(name string) (class, provider, typ string) {
	class, typ, _ = strings.Cut(name, ":")
	if class == OCF {
		provider, typ, _ = strings.Cut(typ, ":")
	}
	return class, provider, typ
}

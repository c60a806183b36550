package validate

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// addressAgent says which parameters of an agent hold an IP address and its prefix
// length. Only agents that accept nothing else there are listed.
type addressAgent struct {
	address, prefix string
	// prefixed addresses may carry their prefix length: 2001:db8::1/64.
	prefixed bool
}

var addressAgents = map[string]addressAgent{
	"ocf:heartbeat:IPaddr2":   {address: "ip", prefix: "cidr_netmask"},
	"ocf:heartbeat:IPaddr":    {address: "ip", prefix: "cidr_netmask"},
	"ocf:heartbeat:IPv6addr":  {address: "ipv6addr", prefix: "cidr_netmask", prefixed: true},
	"ocf:heartbeat:IPsrcaddr": {address: "ipaddress", prefix: "cidr_netmask"},
	"ocf:heartbeat:SendArp":   {address: "ip"},
	"ocf:heartbeat:VIPArip":   {address: "ip"},
}

// addressValue checks a parameter that holds an address. It returns false for any
// other parameter.
func (c *checker) addressValue(p *model.Primitive, agent *agents.Agent, a *model.Attribute) bool {
	known, ok := addressAgents[agent.Name]
	switch {
	case ok && a.Name == known.address:
		c.wrongValue(a, known.addressKind(a.Value))
		return true
	case ok && a.Name == known.prefix:
		c.wrongValue(a, prefixKind(model.Value(p.Params, known.address)))
		return true
	case p.Stonith() && (a.Name == "ip" || a.Name == "ipaddr"), a.Name == "host_list":
		c.addressSlip(a)
		return true
	}
	return false
}

func (known addressAgent) addressKind(v string) kind {
	k := kind{mistake: diag.NotAddress, repair: plainAddress, args: diag.Args{"address": "", "prefix": "", "prefix_name": ""}}
	k.fits = func(s string) bool {
		if known.prefixed {
			if _, err := netip.ParsePrefix(s); err == nil {
				return true
			}
		}
		_, err := netip.ParseAddr(s)
		return err == nil
	}
	// 192.168.0.10/24: the prefix length has its own parameter.
	if prefix, err := netip.ParsePrefix(v); err == nil && known.prefix != "" {
		k.args["address"], k.args["prefix"] = prefix.Addr().String(), strconv.Itoa(prefix.Bits())
		k.args["prefix_name"] = known.prefix
	}
	return k
}

// prefixKind is the kind of the prefix lengths an address can have; the agents
// also take a dotted netmask.
func prefixKind(address string) kind {
	bits := 128
	if addr, err := netip.ParseAddr(address); err == nil && addr.Is4() {
		bits = 32
	}
	return kind{
		mistake: diag.NotPrefix,
		repair:  func(s string) string { return strings.TrimSpace(strings.TrimPrefix(s, "/")) },
		args:    diag.Args{"max": strconv.Itoa(bits)},
		fits: func(s string) bool {
			n, err := strconv.Atoi(s)
			return err == nil && value.Count(s) && n >= 1 && n <= bits || bits == 32 && netmask(s)
		},
	}
}

// netmask reports whether a text is a dotted netmask: ones, then zeros.
func netmask(s string) bool {
	addr, err := netip.ParseAddr(s)
	if err != nil || !addr.Is4() {
		return false
	}
	b := addr.As4()
	mask := uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
	return mask != 0 && ^mask&(^mask+1) == 0
}

// plainAddress drops leading zeros: 192.168.001.010.
func plainAddress(s string) string {
	parts := strings.Split(strings.ReplaceAll(s, " ", ""), ".")
	for i, part := range parts {
		if part = strings.TrimLeft(part, "0"); part == "" {
			part = "0"
		}
		parts[i] = part
	}
	return strings.Join(parts, ".")
}

// dotted matches texts that are never host names.
var dotted = regexp.MustCompile(`^[0-9]+(\.[0-9]+){3}$`)

// addressSlip checks values that may be host names or addresses: four numbers are
// an address or a misspelt one.
func (c *checker) addressSlip(a *model.Attribute) {
	for _, word := range strings.Fields(a.Value) {
		if _, err := netip.ParseAddr(word); err != nil && dotted.MatchString(word) {
			c.report.Add(diag.AddressSlip, at(a.From, schema.KeyValue), diag.Args{"name": a.Name, "value": word})
			return
		}
	}
}

// sameAddress returns the shortest form of an address, so that two forms of one
// address compare equal. Other text is returned as it is.
func sameAddress(s string) string {
	if addr, err := netip.ParseAddr(s); err == nil {
		return addr.Unmap().String()
	}
	return s
}

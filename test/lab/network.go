//go:build linux

package lab

import (
	"fmt"
	"net/netip"
	"os/exec"
	"slices"
	"strings"
)

// Network is one of the networks between the hosts of a cluster: a bridge inside
// the switch's namespace. Its addresses are arbitrary: they exist nowhere else.
type Network struct {
	// Card is the name of the hosts' network card in it.
	Card string
	// Switch is the address of the switch in it, with the length of the prefix,
	// such as "192.168.1.1/24". Clients of the cluster come from there.
	Switch string
	// Hosts are the addresses of the hosts, in the order of Config.Nodes and Config.Outside; none:
	// the network's .11, .12, …
	Hosts []string
	// Others are addresses of whatever else is in the network; the switch has
	// them as well.
	Others []string
	// Ring says that corosync talks over it; when no network says so, it talks
	// over the first.
	Ring bool
}

// bridge is a network as made.
type bridge struct {
	space  string // the switch's namespace
	name   string
	prefix netip.Prefix // the switch's address
}

// address writes a host's address in the network with the length of the prefix.
func (b *bridge) address(host string) string { return fmt.Sprintf("%s/%d", host, b.prefix.Bits()) }

// complete fills in what a network leaves open.
func (n *Network) complete(hosts int) error {
	prefix, err := netip.ParsePrefix(n.Switch)
	if err != nil {
		return fmt.Errorf("network %s: %w", n.Card, err)
	}
	if n.Hosts == nil {
		n.Hosts = numbered(prefix, 11, hosts)
	}
	if len(n.Hosts) != hosts {
		return fmt.Errorf("network %s has %d addresses for %d hosts", n.Card, len(n.Hosts), hosts)
	}
	for _, address := range slices.Concat(n.Hosts, n.Others) {
		if !n.holds(address) {
			return fmt.Errorf("network %s: %q is not an address in %s", n.Card, address, prefix.Masked())
		}
	}
	return nil
}

// holds is whether an address is one of the network's.
func (n Network) holds(address string) bool {
	prefix, err := netip.ParsePrefix(n.Switch)
	if err != nil {
		return false
	}
	addr, err := netip.ParseAddr(address)
	return err == nil && prefix.Contains(addr)
}

// numbered are n addresses of a network, counted from its first-th.
func numbered(prefix netip.Prefix, first, n int) []string {
	addr := prefix.Masked().Addr()
	var out []string
	for i := 1; len(out) < n; i++ {
		if addr = addr.Next(); i >= first {
			out = append(out, addr.String())
		}
	}
	return out
}

// buildSwitch makes the switch: a namespace with a bridge for each network. Each
// has a hardware address of its own. By default a bridge uses the lowest address of
// its ports, which changes when a host is switched off, and the other hosts lose
// the switch for seconds.
func buildSwitch(space string, networks []Network) ([]*bridge, error) {
	if out, err := exec.Command("ip", "netns", "add", space).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("make the switch: %w: %s", err, out)
	}
	commands := []string{"link set lo up"}
	var bridges []*bridge
	for i, n := range networks {
		prefix, err := netip.ParsePrefix(n.Switch)
		if err != nil {
			return nil, err
		}
		b := &bridge{space: space, name: fmt.Sprintf("br%d", i), prefix: prefix}
		bridges = append(bridges, b)
		commands = append(commands, fmt.Sprintf("link add %s address 02:00:00:00:%02x:00 type bridge", b.name, i), "link set "+b.name+" up", "address add "+n.Switch+" dev "+b.name)
		for _, other := range n.Others {
			commands = append(commands, "address add "+b.address(other)+" dev "+b.name)
		}
	}
	return bridges, ip(space, commands...)
}

// plug gives the host its namespace and connects its cards to their bridges. A
// card keeps its hardware address, so that the other hosts need not learn a new one.
func (h *Host) plug() error {
	if out, err := exec.Command("ip", "netns", "add", h.netns).CombinedOutput(); err != nil {
		return fmt.Errorf("make its network: %w: %s", err, out)
	}
	inside := []string{"link set lo up"}
	for _, c := range h.cards {
		err := ip(c.bridge.space,
			fmt.Sprintf("link add %s type veth peer name %s address %s netns %s", c.port, c.name, c.mac, h.netns),
			fmt.Sprintf("link set %s master %s %s", c.port, c.bridge.name, c.carrier()))
		if err != nil {
			return err
		}
		inside = append(inside, "address add "+c.address+" dev "+c.name, "link set "+c.name+" up")
	}
	return ip(h.netns, inside...)
}

// unplug removes the cards, if they still exist.
func (h *Host) unplug() {
	for _, c := range h.cards {
		_ = ip(c.bridge.space, "link del "+c.port)
	}
}

// cables pulls the cables of the host's cards or plugs them in again: those of
// the cards named, or all. A cable stays pulled when the host boots.
func (h *Host) cables(pulled bool, cards []string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, name := range cards {
		if !slices.ContainsFunc(h.cards, func(c *card) bool { return c.name == name }) {
			return fmt.Errorf("host %s has no card %s", h.Name, name)
		}
	}
	for _, c := range h.cards {
		if len(cards) > 0 && !slices.Contains(cards, c.name) {
			continue
		}
		c.pulled = pulled
		if h.run.Load() == nil {
			continue // plug will see to it
		}
		if err := ip(c.bridge.space, "link set "+c.port+" "+c.carrier()); err != nil {
			return err
		}
	}
	return nil
}

func (c *card) carrier() string {
	if c.pulled {
		return "down"
	}
	return "up"
}

// ip runs commands of ip(8) in a namespace.
func ip(space string, commands ...string) error {
	cmd := exec.Command("ip", "-netns", space, "-batch", "-")
	cmd.Stdin = strings.NewReader(strings.Join(commands, "\n") + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ip in %s: %w: %s\n%s", space, err, strings.TrimSpace(string(out)), strings.Join(commands, "\n"))
	}
	return nil
}

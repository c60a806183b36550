//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Config says what a cluster is like.
type Config struct {
	Name    string   // of the cluster; none: "lab"
	Nodes   []string // two or three names
	Release string   // of Debian, that all hosts run: 11, 12, 13 or sid; none: the machine's own
	// Outside are hosts in the same networks that are not in the cluster: remote
	// nodes to be. Their addresses follow those of the nodes.
	Outside  []string
	Networks []Network // none: one, 10.155.0.0/24 on eth0
	Fencing  *Fencing  // nil: no host can be switched off
	// StartAtBoot makes a host that boots join the cluster ("pcs cluster enable").
	StartAtBoot bool
	// Files are written into every host before it boots: content by path.
	Files map[string]string
}

// Cluster is a running cluster.
type Cluster struct {
	Config Config  // completed
	Hosts  []*Host // the nodes', and those outside
	Switch *Switch

	own         *place
	controllers []*controller
}

// New makes a cluster as an operator does, on new hosts, and waits until every node
// is online. If it fails, it removes everything it made.
func New(ctx context.Context, cfg Config) (*Cluster, error) {
	c := &Cluster{Config: cfg}
	err := c.Config.complete()
	if err != nil {
		return nil, err
	}
	if c.own, err = claim(c.Config.Name); err != nil {
		return nil, err
	}
	if err = c.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("start cluster %s: %w", c.Config.Name, err), c.Close())
	}
	return c, nil
}

// complete fills in the defaults of a configuration.
func (cfg *Config) complete() error {
	if len(cfg.Nodes) == 0 {
		return errors.New("a cluster needs nodes")
	}
	if cfg.Name == "" {
		cfg.Name = "lab"
	}
	if cfg.Networks == nil {
		cfg.Networks = []Network{{Card: "eth0", Switch: "10.155.0.1/24"}}
	}
	cfg.Networks = append([]Network(nil), cfg.Networks...) // the caller's stay as they are
	for i := range cfg.Networks {
		if err := cfg.Networks[i].complete(len(cfg.hosts())); err != nil {
			return err
		}
	}
	if cfg.Fencing == nil {
		return nil
	}
	fencing := *cfg.Fencing
	cfg.Fencing = &fencing
	return cfg.Fencing.complete(cfg.Networks, len(cfg.hosts()))
}

// hosts are the names of all hosts.
func (cfg *Config) hosts() []string { return slices.Concat(cfg.Nodes, cfg.Outside) }

func (c *Cluster) start(ctx context.Context) error {
	release, err := FindRelease(c.Config.Release)
	if err != nil {
		return err
	}
	lower, err := release.lower(ctx)
	if err != nil {
		return err
	}
	space := c.own.name() + "-switch"
	bridges, err := buildSwitch(space, c.Config.Networks)
	if err != nil {
		return err
	}
	c.Switch = &Switch{space: space}
	for i, name := range c.Config.hosts() {
		h := &Host{Name: name, dir: filepath.Join(c.own.dir, name), lower: lower, unified: release.unified, netns: c.own.name() + "-" + name}
		for j, n := range c.Config.Networks {
			h.cards = append(h.cards, &card{name: n.Card, address: bridges[j].address(n.Hosts[i]), mac: fmt.Sprintf("02:00:00:00:%02x:%02x", j, i+1),
				port: fmt.Sprintf("port%d.%d", j, i+1), bridge: bridges[j]})
		}
		c.Hosts = append(c.Hosts, h)
	}
	c.controllers = make([]*controller, len(c.Hosts))
	if err := c.each(func(i int, h *Host) error { return c.startHost(ctx, i, h) }); err != nil {
		return err
	}
	return c.form(ctx)
}

// startHost builds and boots one host, and gives it its controller.
func (c *Cluster) startHost(ctx context.Context, i int, h *Host) error {
	if err := h.build(node(c.hostsFile())); err != nil {
		return err
	}
	for path, content := range c.Config.Files {
		if err := h.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	if err := h.on(); err != nil {
		return err
	}
	if c.Config.Fencing != nil {
		if err := c.startController(ctx, i, h); err != nil {
			return err
		}
	}
	return h.settle(ctx)
}

// What pcs waits for: nodes that start, and its daemons.
var (
	wait     = fmt.Sprintf("--wait=%.0f", patience.Seconds())
	requests = fmt.Sprintf("--request-timeout=%.0f", patience.Seconds())
)

// form makes the hosts a cluster.
func (c *Cluster) form(ctx context.Context) error {
	auth := []string{"host", "auth", "-u", "hacluster", "-p", Password, requests}
	setup := []string{"cluster", "setup", c.Config.Name}
	for i, name := range c.Config.Nodes {
		auth = append(auth, name, "addr="+c.Config.Networks[0].Hosts[i])
		setup = append(setup, name)
		for _, n := range c.rings() {
			setup = append(setup, "addr="+n.Hosts[i])
		}
	}
	if c.Config.StartAtBoot {
		setup = append(setup, "--enable") // "pcs cluster enable --all" in the same go
	}
	for _, args := range [][]string{auth, setup, {"cluster", "start", "--all", wait, requests}} {
		if _, err := c.Hosts[0].Run(ctx, "pcs", args...); err != nil {
			return fmt.Errorf("%w\n%s", err, c.logs())
		}
	}
	return c.WaitState(ctx, patience, "every node is online", func(s *State) bool { return len(s.Online()) == len(c.Config.Nodes) })
}

// rings are the networks corosync talks over.
func (c *Cluster) rings() []Network {
	var out []Network
	for _, n := range c.Config.Networks {
		if n.Ring {
			out = append(out, n)
		}
	}
	if out == nil {
		return c.Config.Networks[:1]
	}
	return out
}

func (c *Cluster) hostsFile() string {
	var b strings.Builder
	b.WriteString("127.0.0.1 localhost\n")
	for i, name := range c.Config.hosts() {
		fmt.Fprintf(&b, "%s %s\n", c.Config.Networks[0].Hosts[i], name)
	}
	return b.String()
}

// each does something with all hosts at a time.
func (c *Cluster) each(do func(int, *Host) error) error {
	errs := make([]error, len(c.Hosts))
	var wg sync.WaitGroup
	for i, h := range c.Hosts {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = do(i, h)
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}

// Close ends the cluster and removes all of it.
func (c *Cluster) Close() error {
	for _, ctl := range c.controllers {
		if ctl != nil {
			ctl.end() // first, so that it does not boot what Close stops
		}
	}
	return errors.Join(c.each(func(_ int, h *Host) error { return h.off() }), c.own.leave())
}

// Host is the host of a node, nil for a name the cluster does not have.
func (c *Cluster) Host(node string) *Host {
	for _, h := range c.Hosts {
		if h.Name == node {
			return h
		}
	}
	return nil
}

// on does something with the host of a node.
func (c *Cluster) on(node string, do func(*Host) error) error {
	h := c.Host(node)
	if h == nil {
		return fmt.Errorf("cluster %s has no node %s", c.Config.Name, node)
	}
	return do(h)
}

// Run runs a command on a node's host and returns what it printed.
func (c *Cluster) Run(ctx context.Context, node, name string, args ...string) (string, error) {
	var out string
	err := c.on(node, func(h *Host) (err error) {
		out, err = h.Run(ctx, name, args...)
		return err
	})
	return out, err
}

// Copy copies a file of the machine into a node's host.
func (c *Cluster) Copy(node, from, inside string, mode os.FileMode) error {
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return c.on(node, func(h *Host) error { return h.WriteFile(inside, string(content), mode) })
}

// Crash takes a host down as a power failure does. It stays down until it is
// booted, or until fencing switches it off and on.
func (c *Cluster) Crash(node string) error { return c.on(node, (*Host).off) }

// Boot boots a host that is down. It joins the cluster by itself only in a
// cluster with StartAtBoot.
func (c *Cluster) Boot(ctx context.Context, node string) error {
	return c.on(node, func(h *Host) error { return h.Boot(ctx) })
}

// Cut pulls a host's network cables: those of the cards named, or all. They stay
// pulled when the host boots.
func (c *Cluster) Cut(node string, cards ...string) error {
	return c.on(node, func(h *Host) error { return h.cables(true, cards) })
}

// Heal plugs cables in again.
func (c *Cluster) Heal(node string, cards ...string) error {
	return c.on(node, func(h *Host) error { return h.cables(false, cards) })
}

// Kill kills the processes of a program on a node's host.
func (c *Cluster) Kill(ctx context.Context, node, program string) error {
	_, err := c.Run(ctx, node, "killall", "-9", program)
	return err
}

// Stop stops the cluster's services on a node.
func (c *Cluster) Stop(ctx context.Context, node string) error {
	_, err := c.Run(ctx, node, "pcs", "cluster", "stop", node, requests)
	return err
}

// Start starts the cluster's services on a node and waits until it is online.
func (c *Cluster) Start(ctx context.Context, node string) error {
	if _, err := c.Run(ctx, node, "pcs", "cluster", "start", wait); err != nil {
		return err
	}
	return c.WaitState(ctx, patience, node+" is online", func(s *State) bool {
		n := s.Node(node)
		return n.Online && !n.Pending
	})
}

// Settled waits until a host that is on its way up has booted, as after a
// fencing.
func (c *Cluster) Settled(ctx context.Context, node string) error {
	return c.on(node, func(h *Host) error { return h.settle(ctx) })
}

// Switched tells how a host's power was switched over IPMI: "on", which it
// starts with, and then "off" and "on" as it came.
func (c *Cluster) Switched(node string) []string {
	var out []string
	for _, ctl := range c.controllers {
		if ctl == nil || ctl.host.Name != node {
			continue
		}
		for _, power := range ctl.switched("done") {
			out = append(out, map[string]string{"0": "off", "1": "on"}[power])
		}
	}
	return out
}

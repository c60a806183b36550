//go:build linux

// Command play starts a cluster to experiment with and keeps it until Ctrl-C.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"hagen/test/lab"
)

func main() {
	nodes := flag.String("nodes", "node01,node02", "names of the hosts, with commas")
	release := flag.String("release", "", "release of Debian the hosts run: "+strings.Join(lab.Releases(), ", ")+"; the machine's own when it is not given")
	binary := flag.String("hagen", "", "hagen, to be put into each host")
	flag.Parse()
	if err := play(strings.Split(*nodes, ","), *release, *binary); err != nil {
		fmt.Fprintln(os.Stderr, "play:", err)
		os.Exit(1)
	}
}

func play(nodes []string, release, binary string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	fmt.Println("starting", strings.Join(nodes, ", "), "…")
	c, err := lab.New(ctx, lab.Config{Name: "play", Nodes: nodes, Release: release, Fencing: &lab.Fencing{}, StartAtBoot: true})
	if err != nil && ctx.Err() != nil {
		fmt.Println("\ninterrupted before it was up")
		return lab.Sweep() // what New could not remove
	}
	if err != nil {
		return err
	}
	if err := equip(c, binary); err != nil {
		return errors.Join(err, c.Close())
	}
	fmt.Print(guide(c, binary != ""))
	<-ctx.Done()
	fmt.Println("\nstopping …")
	return c.Close()
}

// equip puts hagen and the unit of its agent into each host.
func equip(c *lab.Cluster, binary string) error {
	if binary == "" {
		return nil
	}
	for _, node := range c.Config.Nodes {
		if err := c.Copy(node, binary, "/usr/bin/hagen", 0o755); err != nil {
			return err
		}
		if err := c.Copy(node, "packaging/hagen-agent.service", "/etc/systemd/system/hagen-agent.service", 0o644); err != nil {
			return err
		}
	}
	return nil
}

// guide prints how to use the cluster.
func guide(c *lab.Cluster, withHagen bool) string {
	var b strings.Builder
	b.WriteString("\nThe cluster is online. Enter a host, in another terminal:\n\n")
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Entrance())
	}
	fmt.Fprintf(&b, "\nTheir files are below:\n\n")
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Path("/"))
	}
	if withHagen {
		b.WriteString("\nPut a sheet into /root there, and on the host: hagen plan SHEET --to local: --target TARGET (hagen --help lists them)\n")
	}
	fmt.Fprintf(&b, "\nTheir clients are in the switch: ip netns exec %s curl …\n", c.Switch.Namespace())
	f := c.Config.Fencing
	fmt.Fprintf(&b, "Their power is switched over IPMI at %s (user %s, password %s).\n", strings.Join(f.Addresses, ", "), f.User, f.Password)
	b.WriteString("\nCtrl-C stops and removes it all.\n")
	return b.String()
}

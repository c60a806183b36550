//go:build linux

// Command play starts a cluster to play with and keeps it until Ctrl-C.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"hagen/internal/lab"
)

func main() {
	nodes := flag.String("nodes", "node01,node02", "names of the hosts, with commas")
	flag.Parse()
	if err := play(strings.Split(*nodes, ",")); err != nil {
		fmt.Fprintln(os.Stderr, "play:", err)
		os.Exit(1)
	}
}

func play(nodes []string) error {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	fmt.Println("starting", strings.Join(nodes, ", "), "…")
	c, err := lab.New(ctx, lab.Config{Name: "play", Nodes: nodes, Fencing: &lab.Fencing{}, StartAtBoot: true})
	if err != nil {
		return err
	}
	fmt.Print(guide(c))
	<-ctx.Done()
	fmt.Println("\nstopping …")
	return c.Close()
}

// guide tells how to get at the cluster.
func guide(c *lab.Cluster) string {
	var b strings.Builder
	b.WriteString("\nThe cluster is online. Enter a host, in another terminal:\n\n")
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Entrance())
	}
	fmt.Fprintf(&b, "\nTheir files are below:\n\n")
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "  %s: %s\n", h.Name, h.Path("/"))
	}
	fmt.Fprintf(&b, "\nTheir clients are in the switch: ip netns exec %s curl …\n", c.Switch.Namespace())
	f := c.Config.Fencing
	fmt.Fprintf(&b, "Their power is switched over IPMI at %s (user %s, password %s).\n", strings.Join(f.Addresses, ", "), f.User, f.Password)
	b.WriteString("\nCtrl-C stops and removes it all.\n")
	return b.String()
}

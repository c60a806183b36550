//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
)

// State asks the cluster for its state: the first host that can tell, in their
// order, and with quorum if any has it.
func (c *Cluster) State(ctx context.Context) (*State, error) {
	errs := []error{fmt.Errorf("no node of cluster %s knows its state", c.Config.Name)}
	for _, h := range c.Hosts {
		if !h.Up() {
			continue
		}
		s, err := h.State(ctx)
		if err == nil {
			return s, nil
		}
		errs = append(errs, err)
	}
	return nil, errors.Join(errs...)
}

// State is the cluster's state as this host sees it.
func (h *Host) State(ctx context.Context) (*State, error) {
	out, err := h.Command(ctx, "crm_mon", "--output-as=xml", "-1", "--inactive").Output()
	if err != nil {
		return nil, fmt.Errorf("crm_mon on %s: %w\n%s", h.Name, err, out)
	}
	return parseState(out)
}

// WaitState waits until the cluster is in a state, for at most a time.
func (c *Cluster) WaitState(ctx context.Context, within time.Duration, what string, ok func(*State) bool) error {
	return c.WaitFor(ctx, within, what, func() bool {
		s, err := c.State(ctx)
		return err == nil && ok(s)
	})
}

// WaitFor asks again and again until the answer is yes, for at most a time. The
// error shows the cluster as it was then.
func (c *Cluster) WaitFor(ctx context.Context, within time.Duration, what string, ok func() bool) error {
	deadline := time.Now().Add(within)
	for !ok() {
		if ctx.Err() != nil {
			return fmt.Errorf("while waiting until %s: %w", what, context.Cause(ctx))
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("not within %s: %s\n%s", within, what, c.Explain())
		}
		select {
		case <-ctx.Done():
		case <-time.After(300 * time.Millisecond):
		}
	}
	return nil
}

// Explain shows the cluster as each host sees it, for people.
func (c *Cluster) Explain() string {
	return c.ask("crm_mon", "-1", "-r", "-A", "-f", "-n")
}

// logs shows the last warnings of each host.
func (c *Cluster) logs() string {
	return c.ask("journalctl", "--boot", "--no-pager", "--priority=warning", "--lines=40", "--output=short-precise")
}

// ask runs a command on each host that is up and shows what it printed.
func (c *Cluster) ask(name string, args ...string) string {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute) // also when the test's has ended
	defer cancel()
	var b strings.Builder
	for _, h := range c.Hosts {
		fmt.Fprintf(&b, "--- %s", h.Name)
		if !h.Up() {
			b.WriteString(" is down\n")
			continue
		}
		out, err := h.Command(ctx, name, args...).CombinedOutput()
		if err != nil {
			fmt.Fprintf(&b, ": %s: %v", name, err)
		}
		fmt.Fprintf(&b, "\n%s\n", strings.TrimSpace(string(out)))
	}
	return b.String()
}

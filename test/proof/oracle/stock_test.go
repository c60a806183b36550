//go:build linux

package oracle

import (
	"encoding/xml"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/compile"
)

// stock asks the release's own Pacemaker for the actions of an init script, which
// the stand-ins answer from what hagen knows.
func stock(t *testing.T, p *Pcs) {
	const name = "hagen-legacy"
	if err := p.root.WriteFile("/etc/init.d/"+name, initScript, 0o755); err != nil {
		t.Fatal(err)
	}
	out, err := p.root.Command(t.Context(), realCrmResource, "--show-metadata", "lsb:"+name).Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var said struct {
		Actions []action `xml:"actions>action"`
	}
	if err := xml.Unmarshal(out, &said); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if diff := cmp.Diff(p.stockActions(t, "lsb:"+name), said.Actions); diff != "" {
		t.Errorf("-hagen +%s:\n%s", p.oracle.Release, diff)
	}
}

const initScript = `#!/bin/sh
### BEGIN INIT INFO
# Provides:          hagen-legacy
# Required-Start:
# Required-Stop:
# Default-Start:     2 3 4 5
# Default-Stop:      0 1 6
# Short-Description: does nothing
### END INIT INFO
`

type action struct {
	Name     string `xml:"name,attr"`
	Timeout  string `xml:"timeout,attr"`
	Interval string `xml:"interval,attr"`
}

// stockActions are those hagen knows of an agent of the target, with the times of the
// oracle's Pacemaker.
func (p *Pcs) stockActions(t *testing.T, name string) []action {
	t.Helper()
	known, err := compile.For(p.oracle.Target)
	if err != nil {
		t.Fatal(err)
	}
	agent, ok := known.Catalog.Agent(name)
	if !ok {
		t.Fatalf("%s is not known", name)
	}
	var out []action
	for _, a := range agent.Actions {
		x := action{a.Name, a.Timeout, a.Interval}
		for _, d := range p.oracle.Differences {
			if d.Stock != nil {
				d.used.Store(true)
				x.Timeout, x.Interval = d.Stock(x.Timeout), d.Stock(x.Interval)
			}
		}
		out = append(out, x)
	}
	return out
}

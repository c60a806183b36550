package pcstest

import (
	"strconv"

	"hagen/internal/model"
)

// NodesOf are the nodes the sheet speaks of, id and name in turn: those of its
// NODE table first, then those that only constraints and levels name. Nodes that resources create are
// not among them.
func NodesOf(cfg *model.Config) []string {
	var out []string
	known := map[string]bool{}
	for _, name := range cfg.RemoteNames() {
		known[name] = true
	}
	ids := cfg.NodeIDs()
	for i, n := range cfg.Nodes {
		if n.Remote {
			continue // pcs makes it
		}
		known[n.Uname] = true
		out = append(out, ids[i], n.Uname)
	}
	add := func(name string) {
		if name != "" && !known[name] {
			known[name] = true
			out = append(out, strconv.Itoa(1000+len(known)), name)
		}
	}
	for _, l := range cfg.Locations {
		add(l.Node)
	}
	for _, l := range cfg.FencingLevels {
		add(l.Target)
	}
	return out
}

package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
)

// data is all that the embedded form holds.
type data struct {
	targets  []string            // in the order of the bits in a target mask
	releases map[string][]string // package → versions, oldest first
	agents   map[string]*agentFacts
	options  map[agents.OptionSet]*optionFacts
	says     map[string]agents.Descriptions // of parameters, by agent
}

// versions is a set of releases of one package.
type versions map[string]bool

// agentFacts is what all targets and releases say about one agent.
type agentFacts struct {
	pkg      string
	byTarget []*agents.Agent // nil where the target has it not
	releases versions
	params   map[string]versions
}

// optionFacts is what all targets and releases of Pacemaker say about one list
// of options.
type optionFacts struct {
	byTarget [][]agents.Option
	releases map[string]versions
}

// The packages whose agents a target may have, by the names releases are shown
// under. Those of other packages (linuxhajp, drbd-utils, booth) are known from
// the data.
const (
	resourceAgents = "resource-agents"
	fenceAgents    = "fence-agents"
	pacemaker      = "Pacemaker"
)

func (d *data) agentNames() []string { return slices.Sorted(maps.Keys(d.agents)) }

// packageOf finds the package that brings an agent; "" when that is not known.
func (d *data) packageOf(name string) string {
	if f, known := d.agents[name]; known {
		return f.pkg
	}
	switch class, provider, _ := cib.AgentParts(name); {
	case class == "stonith":
		return fenceAgents
	case provider == "heartbeat":
		return resourceAgents
	case provider == "pacemaker":
		return pacemaker
	}
	return ""
}

// release takes up a version of a package, among its others by age.
func (d *data) release(pkg, version string) {
	if !slices.Contains(d.releases[pkg], version) {
		d.releases[pkg] = append(d.releases[pkg], version)
		slices.SortFunc(d.releases[pkg], compareVersions)
	}
}

func compareVersions(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		return m - n
	})
}

// target finds a target, or takes it up behind the others.
func (d *data) target(name string) (int, error) {
	if i := slices.Index(d.targets, name); i >= 0 {
		return i, nil
	}
	if len(d.targets) == agents.MaxTargets {
		return 0, fmt.Errorf("the embedded form holds no more than %d targets", agents.MaxTargets)
	}
	d.targets = append(d.targets, name)
	for _, f := range d.agents {
		f.byTarget = append(f.byTarget, nil)
	}
	for _, f := range d.options {
		f.byTarget = append(f.byTarget, nil)
	}
	return len(d.targets) - 1, nil
}

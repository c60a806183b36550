package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/agents"
)

// shelfData is all that goes into the embedded form.
type shelfData struct {
	releases map[string][]string // package → versions, oldest first
	agents   map[string]*agentFacts
	options  map[agents.OptionSet]*optionFacts
}

// agentFacts is what all releases say about one agent. Release sets are masks
// over shelfData.releases of the package.
type agentFacts struct {
	pkg      string
	byTarget [4]*agents.Agent
	releases uint64
	params   map[string]uint64
}

// optionFacts is what all Pacemaker releases say about one list of options.
type optionFacts struct {
	byTarget [4][]agents.Option
	releases map[string]uint64
}

func (s *shelfData) agentNames() []string { return slices.Sorted(maps.Keys(s.agents)) }

// readShelf reads the metadata files of a directory.
func readShelf(dir string) (*shelfData, error) {
	s := &shelfData{
		releases: map[string][]string{},
		agents:   map[string]*agentFacts{},
		options:  map[agents.OptionSet]*optionFacts{},
	}
	packages := []struct{ pkg, prefix string }{
		{resourceAgents, "resource-agents-"}, {fenceAgents, "fence-agents-"},
		{pacemaker, "pacemaker-agents-"}, {linuxHAJapan, "linuxhajp-"},
	}
	for _, p := range packages {
		if err := s.readPackage(dir, p.pkg, p.prefix); err != nil {
			return nil, err
		}
	}
	if err := s.readMore(); err != nil {
		return nil, err
	}
	if err := s.readVariants(dir); err != nil {
		return nil, err
	}
	if err := s.readOptions(dir); err != nil {
		return nil, err
	}
	for i, t := range targets {
		for _, a := range stock(t) {
			s.facts(a.Name, "").byTarget[i] = a
		}
	}
	return s, nil
}

// versions finds the releases of a package by the names of its files.
func versions(dir, prefix string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(dir, prefix+"[0-9]*.json"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no %s*.json in %s", prefix, dir)
	}
	var out []string
	for _, f := range files {
		out = append(out, strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), prefix), ".json"))
	}
	slices.SortFunc(out, compareVersions)
	return out, nil
}

func compareVersions(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		m, _ := strconv.Atoi(x)
		n, _ := strconv.Atoi(y)
		return m - n
	})
}

func readJSON(path string, into any) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// readPackage reads every release of a package and gives each target its own.
func (s *shelfData) readPackage(dir, pkg, prefix string) error {
	list, err := versions(dir, prefix)
	if err != nil {
		return err
	}
	s.releases[pkg] = list
	for _, t := range targets {
		if v := t.version(pkg); v != "" && !slices.Contains(list, v) {
			return fmt.Errorf("%s needs %s%s.json: not in %s", t.name, prefix, v, dir)
		}
	}
	for r, version := range list {
		var file struct{ Agents map[string]shelfAgent }
		if err := readJSON(filepath.Join(dir, prefix+version+".json"), &file); err != nil {
			return err
		}
		for _, name := range slices.Sorted(maps.Keys(file.Agents)) {
			facts := s.facts(name, pkg)
			if facts.pkg != pkg {
				return fmt.Errorf("%s is in %s and %s", name, facts.pkg, pkg)
			}
			agent := file.Agents[name].agent(name)
			facts.add(agent, r)
			for i, t := range targets {
				if v := t.version(pkg); v == version || v == "" {
					facts.byTarget[i] = agent
				}
			}
		}
	}
	return nil
}

func (s *shelfData) facts(name, pkg string) *agentFacts {
	f, ok := s.agents[name]
	if !ok {
		f = &agentFacts{pkg: pkg, params: map[string]uint64{}}
		s.agents[name] = f
	}
	return f
}

// add notes that a release has the agent and its parameters.
func (f *agentFacts) add(a *agents.Agent, release int) {
	f.releases |= 1 << release
	for _, p := range a.Params {
		f.params[p.Name] |= 1 << release
	}
}

// readVariants replaces what a distribution's build of resource-agents changes.
// Releases stay those of upstream.
func (s *shelfData) readVariants(dir string) error {
	var file struct {
		Package   string
		Platforms map[string]map[string]map[string]shelfAgent
	}
	if err := readJSON(filepath.Join(dir, "agent-variants.json"), &file); err != nil {
		return err
	}
	if file.Package != resourceAgents {
		return fmt.Errorf("agent-variants.json: variants of %q, want %s", file.Package, resourceAgents)
	}
	for i, t := range targets {
		variants := file.Platforms[t.resource][t.distribution]
		for _, name := range slices.Sorted(maps.Keys(variants)) {
			s.facts(name, resourceAgents).byTarget[i] = variants[name].agent(name)
		}
	}
	return nil
}

// readOptions reads the option lists of every Pacemaker release.
func (s *shelfData) readOptions(dir string) error {
	const prefix = "pacemaker-options-"
	list, err := versions(dir, prefix)
	if err != nil {
		return err
	}
	if !slices.Equal(list, s.releases[pacemaker]) {
		return fmt.Errorf("releases of Pacemaker differ: agents %v, options %v", s.releases[pacemaker], list)
	}
	for _, set := range agents.OptionSets() {
		s.options[set] = &optionFacts{releases: map[string]uint64{}}
	}
	types := map[agents.OptionSet]map[string]string{}
	for r := len(list) - 1; r >= 0; r-- { // newest first: it has the finer types
		var file map[agents.OptionSet]json.RawMessage
		if err := readJSON(filepath.Join(dir, prefix+list[r]+".json"), &file); err != nil {
			return err
		}
		for _, set := range agents.OptionSets() {
			var options []shelfOption
			if err := json.Unmarshal(file[set], &options); err != nil {
				return fmt.Errorf("%s%s.json: %s: %w", prefix, list[r], set, err)
			}
			if types[set] == nil {
				types[set] = map[string]string{}
			}
			s.options[set].add(options, list[r], r, types[set])
		}
	}
	return nil
}

// add notes one release's list. types collects the finer types, the nearest
// later release wins.
func (f *optionFacts) add(list []shelfOption, version string, release int, types map[string]string) {
	var converted []agents.Option
	for _, o := range list {
		f.releases[o.Name] |= 1 << release
		if o.ValueType != "" {
			types[o.Name] = o.ValueType
		}
		converted = append(converted, o.option(types[o.Name]))
	}
	for i, t := range targets {
		if t.pacemaker == version {
			f.byTarget[i] = converted
		}
	}
}

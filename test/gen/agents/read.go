package main

import (
	"fmt"
	"strconv"
	"strings"

	"hagen/internal/agents"
)

// readData reads the embedded form back: what each target has as the product
// reads it, and which releases know a name.
func readData(agentText, optionText string) (*data, error) {
	d := &data{
		releases: map[string][]string{},
		agents:   map[string]*agentFacts{},
		options:  map[agents.OptionSet]*optionFacts{},
		says:     map[string]agents.Descriptions{},
	}
	if err := d.readReleases(agentText); err != nil {
		return nil, err
	}
	if err := d.readReleases(optionText); err != nil {
		return nil, err
	}
	for i, name := range d.targets {
		catalog, err := agents.Parse(agentText, optionText, name)
		if err != nil {
			return nil, err
		}
		for name, f := range d.agents {
			f.byTarget = append(f.byTarget, nil)
			if a, ok := catalog.Agent(name); ok {
				f.byTarget[i] = a
			}
		}
		for set, f := range d.options {
			f.byTarget = append(f.byTarget, catalog.Options(set))
		}
	}
	return d, nil
}

// readReleases reads heads, and from facts the names with their releases.
func (d *data) readReleases(text string) error {
	var pkg string             // of the block
	var every versions         // of the block
	var by map[string]versions // names of the block
	for n, line := range strings.Split(text, "\n") {
		f := strings.Split(line, "\t")
		var err error
		switch {
		case line == "" || line[0] == '#':
		case f[0] == "targets":
			d.targets = f[1:]
		case f[0] == "releases":
			d.releases[f[1]] = f[2:]
		case len(f) == 5 && (f[0] == "agent" || f[0] == "set"):
			pkg, by = f[3], map[string]versions{}
			if every, err = d.versions(pkg, f[4]); err != nil {
				return fmt.Errorf("line %d: %w", n+1, err)
			}
			if f[0] == "agent" {
				d.agents[f[1]] = &agentFacts{pkg: pkg, releases: every, params: by}
			} else {
				d.options[agents.OptionSet(f[1])] = &optionFacts{releases: by}
			}
		case f[0][0] != 'a' && len(f) > 1:
			by[f[1]] = every
			for _, field := range f[2:] {
				if mask, limited := strings.CutPrefix(field, "@="); limited {
					if by[f[1]], err = d.versions(pkg, mask); err != nil {
						return fmt.Errorf("line %d: %w", n+1, err)
					}
				}
			}
		}
	}
	return nil
}

// versions are the releases of a mask.
func (d *data) versions(pkg, mask string) (versions, error) {
	bits, err := strconv.ParseUint(mask, 16, 64)
	if err != nil {
		return nil, err
	}
	v := versions{}
	for i, version := range d.releases[pkg] {
		if bits&(1<<i) != 0 {
			v[version] = true
		}
	}
	return v, nil
}

package main

import (
	"errors"
	"fmt"
	"slices"

	"hagen/internal/agents"
)

// source is what one system says: its agents, its options as far as programs
// print them, and the packages both come from.
type source struct {
	Releases map[string]string                    `json:"releases"` // package → version, of those installed
	Agents   []agents.Agent                       `json:"agents"`
	Options  map[agents.OptionSet][]agents.Option `json:"options,omitempty"`
}

// take makes a target what a system says, a new one behind the others. Of what
// the system does not say (the agents of packages that are not installed there,
// the stock answers for classes, lists of options that no program prints) the
// target has what like has; a target that is there already keeps its own, unless
// like says otherwise. It returns the agents whose package is not known: they are
// a site's own and not taken.
func (d *data) take(name, like string, src *source) (foreign []string, err error) {
	known := slices.Contains(d.targets, name)
	if like == "" && known {
		like = name
	}
	model := slices.Index(d.targets, like)
	if model < 0 {
		return nil, fmt.Errorf("no target %q to take the rest from: say -like with one of %v", like, d.targets)
	}
	i, err := d.target(name)
	if err != nil {
		return nil, err
	}
	for pkg, version := range src.Releases {
		d.release(pkg, version)
	}
	d.describe(src.Agents)
	said := map[string]bool{}
	for k := range src.Agents {
		a := src.Agents[k].Undescribed()
		switch pkg := d.packageOf(a.Name); {
		case pkg == "":
			foreign = append(foreign, a.Name)
		case src.Releases[pkg] == "":
			err = errors.Join(err, fmt.Errorf("%s is there, but %s, which brings it, is not installed", a.Name, pkg))
		default:
			said[a.Name] = true
			d.facts(a.Name, pkg).add(a, i, src.Releases[pkg])
		}
	}
	for name, f := range d.agents {
		switch {
		case said[name]:
		case src.Releases[f.pkg] != "":
			f.byTarget[i] = nil
		default:
			f.byTarget[i] = f.byTarget[model]
		}
	}
	d.takeOptions(i, model, src)
	return foreign, err
}

func (d *data) facts(name, pkg string) *agentFacts {
	f, known := d.agents[name]
	if !known {
		f = &agentFacts{pkg: pkg, byTarget: make([]*agents.Agent, len(d.targets)), releases: versions{}, params: map[string]versions{}}
		d.agents[name] = f
	}
	return f
}

// add notes an agent as a target has it from a release of its package.
func (f *agentFacts) add(a *agents.Agent, target int, version string) {
	f.byTarget[target] = a
	f.releases[version] = true
	for _, p := range a.Params {
		if f.params[p.Name] == nil {
			f.params[p.Name] = versions{}
		}
		f.params[p.Name][version] = true
	}
}

// takeOptions gives a target the options that the system prints. What the print
// lacks is as the model has it, or else any other target: finer types of later
// releases, other names, what the cluster writes itself, and up to 2.1 what is
// deprecated.
func (d *data) takeOptions(target, model int, src *source) {
	for set, f := range d.options {
		list, printed := src.Options[set]
		if !printed {
			list = f.byTarget[model]
		}
		list = slices.Clone(list)
		for i := range list {
			if known, ok := f.find(list[i].Name, model); ok && printed {
				list[i] = finer(list[i], known)
			}
			if version := src.Releases[pacemaker]; version != "" {
				if f.releases[list[i].Name] == nil {
					f.releases[list[i].Name] = versions{}
				}
				f.releases[list[i].Name][version] = true
			}
		}
		f.byTarget[target] = list
	}
}

// find finds an option of this name: the model's or, but for its deprecation,
// which comes with a release, any other target's.
func (f *optionFacts) find(name string, model int) (agents.Option, bool) {
	named := func(o agents.Option) bool { return o.Name == name }
	if i := slices.IndexFunc(f.byTarget[model], named); i >= 0 {
		return f.byTarget[model][i], true
	}
	for _, list := range f.byTarget {
		if i := slices.IndexFunc(list, named); i >= 0 {
			o := list[i]
			o.Deprecated = false
			return o, true
		}
	}
	return agents.Option{}, false
}

// finer adds to a printed option what is known of it.
func finer(printed, known agents.Option) agents.Option {
	if len(printed.Enum) == 0 {
		printed.Type = known.Type
		printed.Enum = known.Enum
	}
	printed.Generated = printed.Generated || known.Generated
	printed.Deprecated = printed.Deprecated || known.Deprecated
	printed.Aliases = known.Aliases
	if printed.Deprecated && len(printed.ReplacedBy) == 0 {
		printed.ReplacedBy = known.ReplacedBy
	}
	return printed
}

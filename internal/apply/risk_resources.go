package apply

import (
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
)

// removes are the resources that run now and are in no configuration then.
func (p *prospect) removes() []Risk {
	r := Risk{Danger: Removes}
	for _, i := range p.now.Before.Resources {
		if running, _ := p.now.Before.Running(i.ID); len(running) > 0 && p.then.After.Find(i.ID) == nil {
			r.add(i.ID, verbatim(i.Agent))
		}
	}
	return r.some()
}

// stops are the resources that run now, that the new configuration wants to run,
// and that would run nowhere; and those that would be promoted nowhere, though
// they can still be promoted.
func (p *prospect) stops() []Risk {
	stop, demote := Risk{Danger: Stops}, Risk{Danger: Stops, Demotes: true}
	why := reasons{p.after, p.then.After}
	for _, i := range p.then.After.Resources {
		if i.Orphan || i.Disabled {
			continue
		}
		was, wasPromoted := p.now.Before.Running(i.ID)
		will, willPromoted := p.then.After.Running(i.ID)
		switch {
		case len(was) > 0 && len(will) == 0:
			stop.add(i.ID, why.nowhere(i.ID))
		case wasPromoted > 0 && willPromoted == 0 && i.Role == cib.Unpromoted && i.Target != cib.Unpromoted:
			demote.add(i.ID, none)
		}
	}
	return append(stop.some(), demote.some()...)
}

// disables are the resources whose new target-role ends what they do.
func (p *prospect) disables() []Risk {
	r := Risk{Danger: Disables}
	for _, i := range p.then.After.Resources {
		if i.Orphan {
			continue
		}
		was, promoted := p.now.Before.Running(i.ID)
		switch {
		case i.Disabled && len(was) > 0:
			r.add(i.ID, none)
		case i.Target == cib.Unpromoted && promoted > 0:
			r.add(i.ID, reasonDemoted.With())
		}
	}
	return r.some()
}

// enables are the resources that a target-role no longer keeps stopped or
// unpromoted.
func (p *prospect) enables() []Risk {
	r := Risk{Danger: Enables}
	for _, i := range p.now.Before.Resources {
		then := p.then.Before.Find(i.ID)
		switch {
		case i.Orphan || then == nil || then.Disabled:
		case i.Disabled:
			r.add(i.ID, none)
		case i.Target == cib.Unpromoted && then.Target != cib.Unpromoted:
			r.add(i.ID, reasonDemoted.With())
		}
	}
	return r.some()
}

// unmanages is what the cluster would leave alone from now on: everything, nodes,
// or resources.
func (p *prospect) unmanages() []Risk {
	if maintenance(p.before) {
		return nil
	}
	if maintenance(p.after) {
		return []Risk{{Danger: Unmanages, Items: []string{"maintenance-mode=true"}}}
	}
	r := Risk{Danger: Unmanages}
	handed(&r, p.now.Before, p.then.Before)
	return r.some()
}

// manages is what the cluster would manage again. What ends with the cluster's
// maintenance mode is reported there.
func (p *prospect) manages() []Risk {
	if maintenance(p.before) || maintenance(p.after) {
		return nil
	}
	r := Risk{Danger: Manages}
	handed(&r, p.then.Before, p.now.Before)
	return r.some()
}

// handed collects the nodes and resources that are managed in one state but not in
// the other. Resources on a node in maintenance are represented by their node.
func handed(r *Risk, managed, not *pcmk.State) {
	nodes := map[string]bool{}
	for _, n := range not.Nodes {
		if m := nodeOf(managed, n.Name); m != nil && n.Maintenance && !m.Maintenance {
			nodes[n.Name] = true
			r.add(n.Name, none)
		}
	}
	for _, i := range not.Resources {
		with := instanceLike(managed, i)
		if i.Orphan || i.Managed || with == nil || !with.Managed {
			continue
		}
		if len(i.Nodes) > 0 && nodes[i.Nodes[0]] {
			continue
		}
		r.add(i.ID, none)
	}
}

// instanceLike is the instance of another state that is the same: of a clone, the
// one on the same node. The others may be managed or not, as their nodes are.
func instanceLike(s *pcmk.State, i pcmk.Instance) *pcmk.Instance {
	for n := range s.Resources {
		other := &s.Resources[n]
		if other.ID != i.ID || other.Orphan {
			continue
		}
		here := slices.ContainsFunc(other.Nodes, func(node string) bool { return slices.Contains(i.Nodes, node) })
		if here || len(other.Nodes) == 0 && len(i.Nodes) == 0 {
			return other
		}
	}
	return nil
}

func (p *prospect) unstandby() []Risk {
	r := Risk{Danger: Unstandby}
	for _, n := range p.now.Before.Nodes {
		if then := nodeOf(p.then.Before, n.Name); then != nil && n.Standby && !then.Standby {
			r.add(n.Name, none)
		}
	}
	return r.some()
}

func nodeOf(s *pcmk.State, name string) *pcmk.Node {
	for i := range s.Nodes {
		if s.Nodes[i].Name == name {
			return &s.Nodes[i]
		}
	}
	return nil
}

// fencingOff reports when the cluster can fence now and could not afterwards.
func (p *prospect) fencingOff() []Risk {
	wasOff, _ := fencingDisabled(p.before)
	off, property := fencingDisabled(p.after)
	had, has := devices(p.before), devices(p.after)
	r := Risk{Danger: FencingOff}
	switch {
	case wasOff || len(had) == 0:
	case off:
		r.add(property+"=false", none)
	case len(has) == 0:
		for _, id := range had {
			r.add(id, none)
		}
	}
	return r.some()
}

// fencingDisabled reports whether a configuration keeps the cluster from fencing,
// and by which property, as it is called there.
func fencingDisabled(config *meaning.Config) (off bool, property string) {
	for _, o := range config.Objects {
		if o.Kind == meaning.Property && o.Key == "stonith-enabled" {
			v := config.Get(o.Kind, o.Key, meaning.Value)
			return v != "" && !cib.IsTrue(v), o.Name
		}
	}
	return false, ""
}

// devices is what a configuration has to fence with: its fence devices that are
// not disabled, and the watchdogs of the nodes.
func devices(config *meaning.Config) []string {
	var out []string
	for _, o := range config.Objects {
		if o.Kind != meaning.Primitive {
			continue
		}
		agent := config.Get(o.Kind, o.Key, "agent")
		role, _ := cib.Role(config.Get(o.Kind, o.Key, "meta target-role"))
		if strings.HasPrefix(agent, "stonith:") && role != cib.Stopped {
			out = append(out, o.Key)
		}
	}
	present := cib.IsTrue(config.Get(meaning.Property, "have-watchdog", meaning.Value))
	for _, o := range config.Objects {
		wait := config.Get(o.Kind, o.Key, meaning.Value)
		if o.Kind == meaning.Property && o.Key == "stonith-watchdog-timeout" && present && strings.ContainsAny(wait, "123456789") {
			return append(out, o.Name)
		}
	}
	return out
}

// operators reports whether an element is a constraint by which operators keep a
// resource off a node or on it: crm_resource and pcs name them so.
func operators(tag, id string) bool {
	return tag == cib.Location && (strings.HasPrefix(id, "cli-ban-") || strings.HasPrefix(id, "cli-prefer-"))
}

// unbans are the constraints of operators that would go or be changed.
func (p *prospect) unbans() []Risk {
	r := Risk{Danger: Unbans}
	for _, o := range p.before.Objects {
		stays := slices.ContainsFunc(p.after.Objects, func(n meaning.Object) bool {
			return n.Kind == o.Kind && n.Name == o.Name && slices.EqualFunc(o.Fields, n.Fields, func(a, b meaning.Field) bool {
				return a.Name == b.Name && a.Value == b.Value
			})
		})
		if operators(cib.Location, o.ID) && o.Kind == meaning.Location && !stays {
			r.add(o.Name, verbatim(o.ID))
		}
	}
	return r.some()
}

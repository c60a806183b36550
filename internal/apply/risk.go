package apply

import (
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
)

// Danger is a reason not to apply a plan without somebody who says so.
type Danger string

// The dangers, in the order they are told.
const (
	// NoQuorum: the partition the plan was made in has no quorum, so that nothing
	// would start, and the others may know a newer configuration.
	NoQuorum Danger = "no-quorum"
	// InMaintenance: the cluster does nothing as long as maintenance-mode is set.
	InMaintenance Danger = "maintenance"
	// Busy: the cluster is carrying out an earlier change, or has something to do
	// for another reason.
	Busy Danger = "busy"
	// Stops: resources that run, and that the sheet wants to run, would run nowhere.
	Stops Danger = "stop"
	// Fences: nodes would be fenced.
	Fences Danger = "fence"
)

// Dangers lists them all.
func Dangers() []Danger { return []Danger{NoQuorum, InMaintenance, Busy, Stops, Fences} }

// Risk is a danger of a plan: which resources or nodes it is about.
type Risk struct {
	Danger Danger
	Items  []string
	// Ends says of InMaintenance that the plan takes the cluster out of it: what
	// waited for that happens then, too.
	Ends bool
}

// Refused are the risks of a plan that nobody allowed.
func (p *Plan) Refused(allowed []Danger) []Risk {
	var out []Risk
	for _, r := range p.Risks {
		if !slices.Contains(allowed, r.Danger) {
			out = append(out, r)
		}
	}
	return out
}

// risks finds the dangers of a plan. now is what the cluster would do without
// the change, then what it would do with it; status is nil of a file.
func risks(p *Plan, now, then *pcmk.Simulation, status *pcmk.State) []Risk {
	var out []Risk
	if rootAttr(p.Before, "have-quorum") == "0" {
		out = append(out, Risk{Danger: NoQuorum})
	}
	if maintenance(p.Before) {
		out = append(out, Risk{Danger: InMaintenance, Ends: !maintenance(p.After)})
	}
	if items := pending(now, status); status != nil && (len(items) > 0 || status.DC == "") {
		out = append(out, Risk{Danger: Busy, Items: items})
	}
	if items := unasked(now, then); len(items) > 0 {
		out = append(out, Risk{Danger: Stops, Items: items})
	}
	if items := fenced(now, then); len(items) > 0 {
		out = append(out, Risk{Danger: Fences, Items: items})
	}
	return out
}

// maintenance reports whether a CIB keeps the cluster in maintenance mode.
func maintenance(configuration []byte) bool {
	config, err := meaning.Of(configuration)
	return err == nil && cib.IsTrue(config.Get(meaning.Property, "maintenance-mode", meaning.Value))
}

// pending is what the cluster has to do already.
func pending(now *pcmk.Simulation, status *pcmk.State) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, e := range now.Effects {
		if !e.Blocked {
			add(e.Resource)
			if e.Action == "fence" {
				add(e.Node)
			}
		}
	}
	if status != nil {
		for _, r := range status.Resources {
			if r.Pending != "" && r.Pending != "Monitoring" {
				add(r.ID)
			}
		}
	}
	return out
}

// unasked are the resources that run now, that the new configuration wants to
// run, and that would run nowhere, or nowhere promoted. What the sheet removes
// or disables it asks to stop.
func unasked(now, then *pcmk.Simulation) []string {
	var out []string
	for _, r := range then.After.Resources {
		if r.Orphan || r.Disabled || slices.Contains(out, r.ID) {
			continue
		}
		was, wasPromoted := now.Before.Running(r.ID)
		will, willPromoted := then.After.Running(r.ID)
		if len(was) > 0 && len(will) == 0 || wasPromoted > 0 && willPromoted == 0 {
			out = append(out, r.ID)
		}
	}
	return out
}

// fenced are the nodes the change would have fenced; those the cluster is about
// to fence anyway are not the change's.
func fenced(now, then *pcmk.Simulation) []string {
	nodes := func(s *pcmk.Simulation) (out []string) {
		for _, e := range s.Effects {
			if e.Action == "fence" && !slices.Contains(out, e.Node) {
				out = append(out, e.Node)
			}
		}
		return out
	}
	anyway := nodes(now)
	return slices.DeleteFunc(nodes(then), func(n string) bool { return slices.Contains(anyway, n) })
}

// owned are changes of what the cluster sets itself.
func owned(c meaning.Change) bool { return c.Kind == meaning.Property && cib.Owned(c.Key) }

package apply

import (
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// The reasons hagen gives. For most stops Pacemaker only says "node availability".
var (
	reasonRemoved   = message.New("reason.removed")
	reasonDisabled  = message.New("reason.disabled")
	reasonDemoted   = message.New("reason.demoted")
	reasonBanned    = message.New("reason.banned", "node")
	reasonNowhere   = message.New("reason.nowhere")
	reasonStandby   = message.New("reason.standby", "node")
	reasonNoNode    = message.New("reason.no-node")
	reasonNeeds     = message.New("reason.needs", "resource")
	reasonFewer     = message.New("reason.fewer")
	reasonElsewhere = message.New("reason.elsewhere")
)

const nodeAvailability = "node availability" // Pacemaker's

// reasons finds out why a resource would stop.
type reasons struct {
	config *meaning.Config // the new one
	state  *pcmk.State     // its state then
}

// explain replaces Pacemaker's reason for each stop with the true one, if it can be
// found.
func (r *reasons) explain(effects []pcmk.Effect) {
	for i := range effects {
		e := &effects[i]
		if e.Action != "stop" || e.Reason != nodeAvailability && e.Reason != "" {
			continue
		}
		if why := r.stop(e.Resource, e.Node); !why.IsZero() {
			e.Reason, e.Why = why.String(), why
		}
	}
}

// stop returns why a resource would stop on a node, or zero if unknown.
func (r *reasons) stop(id, node string) message.Message {
	i := r.state.Find(id)
	switch running, _ := r.state.Running(id); {
	case i == nil:
		return reasonRemoved.With()
	case i.Disabled:
		return reasonDisabled.With()
	case len(running) > 0:
		return r.here(id, node, running)
	}
	return r.nowhere(id)
}

// here returns why a resource stops on one node but runs on others.
func (r *reasons) here(id, node string, running []string) message.Message {
	if n := r.node(node); n != nil && n.Standby {
		return reasonStandby.With(node)
	}
	if r.banned(id, node) {
		return reasonBanned.With(node)
	}
	if i := r.state.Find(id); i != nil && !slices.ContainsFunc(i.Within, func(w string) bool {
		return r.config.Has(meaning.Clone, w) || r.config.Has(meaning.Bundle, w)
	}) {
		return reasonElsewhere.With()
	}
	if other := r.absent(id, node); other != "" {
		return reasonNeeds.With(other)
	}
	if !slices.Contains(running, node) {
		return reasonFewer.With()
	}
	return message.Message{}
}

// absent returns the resource that a resource must be with but that does not run on
// a node, or "".
func (r *reasons) absent(id, node string) string {
	around := r.around(id)
	for _, o := range r.config.Objects {
		score, _ := cib.Score(r.config.Get(o.Kind, o.Key, "score"))
		if o.Kind != meaning.Colocation || score < cib.MaxScore || !slices.Contains(around, r.config.Get(o.Kind, o.Key, "rsc")) {
			continue
		}
		other := r.config.Get(o.Kind, o.Key, "with-rsc")
		for _, p := range primitivesIn(r.config, other) {
			if on, _ := r.state.Running(p); !slices.Contains(on, node) {
				return other
			}
		}
	}
	return ""
}

// nowhere returns why a resource that should run does not run on any node.
func (r *reasons) nowhere(id string) message.Message {
	var left []string
	available := false
	for _, n := range r.state.Nodes {
		if !n.Online || n.Standby {
			continue
		}
		available = true
		if !r.banned(id, n.Name) {
			left = append(left, n.Name)
		}
	}
	switch {
	case !available:
		return reasonNoNode.With()
	case len(left) == 0:
		return reasonNowhere.With()
	}
	if other := r.missing(id); other != "" {
		return reasonNeeds.With(other)
	}
	return message.Message{}
}

func (r *reasons) node(name string) *pcmk.Node {
	for i := range r.state.Nodes {
		if r.state.Nodes[i].Name == name {
			return &r.state.Nodes[i]
		}
	}
	return nil
}

// around is a primitive and what it is in.
func (r *reasons) around(id string) []string {
	out := []string{id}
	if i := r.state.Find(id); i != nil {
		out = append(out, i.Within...)
	}
	return out
}

// banned reports whether a location keeps a resource, or what it is in, away from a
// node. Rules are ignored.
func (r *reasons) banned(id, node string) bool {
	return slices.ContainsFunc(r.around(id), func(name string) bool {
		score, _ := cib.Score(r.config.Get(meaning.Location, name+" ("+node+")", "score"))
		return score <= -cib.MaxScore
	})
}

// missing returns a resource that a resource needs by an order, colocation or group
// and that does not run, or "". Resource sets are ignored.
func (r *reasons) missing(id string) string {
	around := r.around(id)
	for _, o := range r.config.Objects {
		get := func(field string) string { return r.config.Get(o.Kind, o.Key, field) }
		other, role := "", cib.Started
		switch o.Kind {
		case meaning.Colocation:
			if score, _ := cib.Score(get("score")); score == cib.MaxScore && slices.Contains(around, get("rsc")) {
				other, role = get("with-rsc"), get("with-rsc-role")
			}
		case meaning.Order:
			if get("kind") == "Mandatory" && slices.Contains(around, get("then")) {
				other = get("first")
				if get("first-action") == "promote" {
					role = cib.Promoted
				}
			}
		case meaning.Group:
			other = r.before(strings.Fields(get("members")), id)
		}
		if other != "" && !r.runs(other, role) {
			return other
		}
	}
	return ""
}

// before is the first member of a group that does not run and is started before
// another.
func (r *reasons) before(members []string, id string) string {
	for _, m := range members[:max(0, slices.Index(members, id))] {
		if !r.runs(m, "") {
			return m
		}
	}
	return ""
}

// runs reports whether a resource, or all of what is in it, would run.
func (r *reasons) runs(id, role string) bool {
	ids := primitivesIn(r.config, id)
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(p string) bool {
		running, promoted := r.state.Running(p)
		return len(running) == 0 || role == cib.Promoted && promoted == 0
	})
}

// primitivesIn are the primitives in a resource; of a primitive, itself.
func primitivesIn(config *meaning.Config, id string) []string {
	for _, kind := range []meaning.Kind{meaning.Group, meaning.Clone, meaning.Bundle} {
		if !config.Has(kind, id) {
			continue
		}
		var out []string
		for _, m := range strings.Fields(config.Get(kind, id, "members")) {
			out = append(out, primitivesIn(config, m)...)
		}
		return out
	}
	return []string{id}
}

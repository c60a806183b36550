package apply

import (
	"context"
	"errors"
	"slices"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// wanted is what the configuration of a live CIB asks to run, as the cluster's
// own scheduler reads it; nil when there is no scheduler.
func wanted(ctx context.Context, c Cluster, cib []byte) (*pcmk.State, error) {
	whole, err := asked(cib)
	if err != nil {
		return nil, err
	}
	s, err := simulate(ctx, c, whole)
	if errors.Is(err, ErrNoTools) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return s.After, nil
}

// Health is how the state of a cluster compares with its configuration.
type Health struct {
	State    *pcmk.State
	Pending  []pcmk.Effect // what it is doing or about to do
	Problems []Problem
	Held     []Held // what it does not do because it does not manage something
}

// Look checks a cluster with this live CIB once and changes nothing.
func Look(ctx context.Context, c Cluster, live []byte) (*Health, error) {
	state, err := status(ctx, c)
	if err != nil {
		return nil, err
	}
	now, err := simulate(ctx, c, live)
	if err != nil {
		return nil, err
	}
	h := &Health{State: state, Pending: pendingOf(state, now)}
	if h.Held, err = held(ctx, c, live, now); err != nil {
		return nil, err
	}
	if ids := down(state); len(ids) > 0 {
		want, err := wanted(ctx, c, live)
		if err != nil || want == nil {
			return h, err
		}
		h.Problems = ills(state, want, ids, nil)
	}
	return h, nil
}

// down lists the resources that do not run, or not everywhere, by their state
// alone: only the scheduler knows whether they should.
func down(s *pcmk.State) []string {
	var out []string
	add := func(id string) {
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	for _, i := range s.Resources {
		switch _, promoted := s.Running(i.ID); {
		case i.Orphan, i.Disabled, !i.Managed:
		case !i.Active, i.Blocked, i.Role == cib.Unpromoted && promoted == 0:
			add(i.ID)
		}
	}
	return out
}

// ills returns how the running resources differ from the expected ones. ids are the
// resources to check; told are failures that were already reported.
func ills(s, want *pcmk.State, ids []string, told []pcmk.Failure) []Problem {
	var out []Problem
	for _, id := range ids {
		nodes, promoted := s.Running(id)
		should, shouldPromoted := want.Running(id)
		switch {
		case isBlocked(s, id):
			out = append(out, newProblem(ProblemBlocked, id, "", remembered(s, id, "", told)))
		case len(nodes) == 0 && len(should) > 0:
			out = append(out, newProblem(ProblemNotRunning, id, "", remembered(s, id, "", told)))
		case promoted == 0 && shouldPromoted > 0:
			out = append(out, newProblem(ProblemNotPromoted, id, "", remembered(s, id, "", told)))
		default:
			out = append(out, lacking(s, id, nodes, should, told)...)
		}
	}
	return out
}

// lacking are the nodes that a cloned resource should also run on. A node on which
// it is not installed does not count: clones may be meant only for the other nodes.
func lacking(s *pcmk.State, id string, nodes, should []string, told []pcmk.Failure) []Problem {
	var missing []string
	for _, n := range s.Nodes {
		notThere := slices.ContainsFunc(s.Probes, func(f pcmk.Failure) bool { return f.Resource() == id && f.Node == n.Name })
		if n.Online && !n.Maintenance && !notThere && slices.Contains(should, n.Name) && !slices.Contains(nodes, n.Name) {
			missing = append(missing, n.Name)
		}
	}
	up := slices.DeleteFunc(slices.Clone(should), func(name string) bool {
		return !slices.ContainsFunc(s.Nodes, func(n pcmk.Node) bool { return n.Name == name && n.Online })
	})
	if len(nodes) >= len(up) { // as many as wanted, on other nodes
		return nil
	}
	var out []Problem
	for _, n := range missing {
		out = append(out, newProblem(ProblemNotRunning, id, n, remembered(s, id, n, told)))
	}
	return out
}

func isBlocked(s *pcmk.State, id string) bool {
	return slices.ContainsFunc(s.Resources, func(i pcmk.Instance) bool { return i.ID == id && i.Blocked && !i.Orphan })
}

// remembered returns the failures of a resource that the cluster remembers: of its
// actions and of probes without a result. node "" means all nodes.
func remembered(s *pcmk.State, id, node string, told []pcmk.Failure) message.Message {
	var out []message.Message
	var seen []string
	for _, f := range slices.Concat(s.Failures, s.Probes) {
		if f.Resource() != id || node != "" && f.Node != node || slices.ContainsFunc(told, f.Same) {
			continue
		}
		said := textOnNode.With(f.Node, f)
		if text := said.String(); !slices.Contains(seen, text) {
			out, seen = append(out, said), append(seen, text)
		}
	}
	return message.Names(out)
}

// Pending is what a cluster still has to do: what its scheduler would do, and
// running actions. Empty means that it is idle.
func Pending(ctx context.Context, c Cluster) ([]pcmk.Effect, error) {
	state, err := status(ctx, c)
	if err != nil {
		return nil, err
	}
	live, err := c.CIB(ctx)
	if err != nil {
		return nil, err
	}
	now, err := simulate(ctx, c, live)
	if err != nil {
		return nil, err
	}
	return pendingOf(state, now), nil
}

func pendingOf(state *pcmk.State, now *pcmk.Simulation) []pcmk.Effect {
	var out []pcmk.Effect
	for _, e := range now.Effects {
		if !e.Blocked {
			out = append(out, e)
		}
	}
	for _, i := range state.Resources {
		under := slices.ContainsFunc(out, func(e pcmk.Effect) bool { return e.Resource == i.ID })
		if i.Pending != "" && i.Pending != "Monitoring" && !under {
			out = append(out, pcmk.Effect{Action: actionOf(i.Pending), Resource: i.ID, Node: strings.Join(i.Nodes, ", ")})
		}
	}
	return out
}

// actionOf is Pacemaker's word for a pending action as an effect has it.
func actionOf(pending string) string {
	switch pending {
	case "Starting":
		return "start"
	case "Stopping":
		return "stop"
	case "Promoting":
		return "promote"
	case "Demoting":
		return "demote"
	case "Migrating":
		return "migrate"
	}
	return "start"
}

package apply

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// compare finds what differs from the new configuration: another configuration, an
// action that failed since, a resource that does not run where or as it should, and
// what was not carried out because it is not managed.
func (r *run) compare(ctx context.Context, s *pcmk.State) ([]Problem, error) {
	live, err := r.c.CIB(ctx)
	if err != nil {
		return nil, err
	}
	var out []Problem
	fresh := newFailures(r.oldFailures(), s.Failures)
	for _, f := range fresh {
		out = append(out, newProblem(ProblemFailed, f.Resource(), f.Node, f.Message()))
	}
	if ids := down(s); len(ids) > 0 {
		want, err := wanted(ctx, r.c, live)
		if err != nil {
			return nil, err
		}
		if want != nil {
			out = append(out, r.own(ills(s, want, r.unasked(s, ids), fresh), s)...)
		}
		out = append(out, r.missed(s, ids, out)...)
	}
	waits, err := r.waits(ctx, s, live)
	if err != nil {
		return nil, err
	}
	drift, err := r.drift(live)
	return slices.Concat(out, waits, drift), err
}

// unasked leaves out the resources whose stop the plan showed, which was allowed.
func (r *run) unasked(s *pcmk.State, ids []string) []string {
	if r.before == nil || r.expect == nil {
		return ids
	}
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		now, promoted := s.Running(id)
		was, wasPromoted := r.before.Running(id)
		will, willPromoted := r.expect.After.Running(id)
		return !isBlocked(s, id) && (len(was) > len(will) || wasPromoted > willPromoted) && len(now) >= len(will) && promoted >= willPromoted
	})
}

// own marks the problems that this order did not cause: the resource had the
// problem before, the order does not touch it, and the plan did not show it start.
func (r *run) own(list []Problem, s *pcmk.State) []Problem {
	if !r.out.Changed || r.before == nil {
		return list
	}
	touched := r.touched()
	for i := range list {
		p := &list[i]
		changed := touched[p.Resource] || slices.ContainsFunc(s.Find(p.Resource).Within, func(outer string) bool { return touched[outer] })
		p.Before = !changed && !r.shown(*p) && r.wasSo(*p)
	}
	return list
}

// shown reports whether the plan would have solved a problem.
func (r *run) shown(p Problem) bool {
	return r.expect != nil && cured(p, r.expect.After)
}

// wasSo reports whether a problem existed before the order.
func (r *run) wasSo(p Problem) bool {
	if p.Code == ProblemBlocked {
		return isBlocked(r.before, p.Resource)
	}
	return !cured(p, r.before)
}

// cured reports whether a state does not have a problem.
func cured(p Problem, s *pcmk.State) bool {
	nodes, promoted := s.Running(p.Resource)
	switch {
	case p.Code == ProblemBlocked:
		return false
	case p.Code == ProblemNotPromoted:
		return promoted > 0
	case p.Node != "":
		return slices.Contains(nodes, p.Node)
	}
	return len(nodes) > 0
}

// missed returns resources that the plan showed running or promoted and that are
// not, for any reason, except those already reported.
func (r *run) missed(s *pcmk.State, ids []string, told []Problem) []Problem {
	var out []Problem
	for _, id := range ids {
		if r.expect == nil || slices.ContainsFunc(told, func(p Problem) bool { return p.Resource == id && p.Code != ProblemFailed }) {
			continue
		}
		nodes, promoted := s.Running(id)
		will, willPromoted := r.expect.After.Running(id)
		switch {
		case len(nodes) == 0 && len(will) > 0:
			out = append(out, newProblem(ProblemNotRunning, id, "", none))
		case promoted == 0 && willPromoted > 0:
			out = append(out, newProblem(ProblemNotPromoted, id, "", none))
		}
	}
	return out
}

// drift finds out whether the configuration is still that of the order. Agents keep
// state in node attributes, so only those count that the order sets, and an
// administrator's standby and maintenance.
func (r *run) drift(live []byte) ([]Problem, error) {
	if r.base == nil {
		return nil, nil
	}
	then, err := meaning.Of(r.base)
	if err != nil {
		return nil, err
	}
	now, err := meaning.Of(live)
	if err != nil {
		return nil, err
	}
	owned, err := ownedIn(r.base, live)
	if err != nil {
		return nil, err
	}
	set := r.nodeFields()
	var names []message.Message
	for _, c := range meaning.Diff(then, now) {
		if owned(c) || c.Kind == meaning.Node && !slices.ContainsFunc(c.Details, func(d meaning.Detail) bool {
			return slices.Contains(set, d.Field) || slices.Contains([]string{"attribute standby", "attribute maintenance"}, d.Field)
		}) {
			continue
		}
		names = append(names, textThing.With(c.Kind, c.Name))
	}
	if len(names) == 0 {
		return nil, nil
	}
	return []Problem{newProblem(ProblemDrifted, "", "", message.Names(names))}, nil
}

// nodeFields are the fields of nodes that the order sets.
func (r *run) nodeFields() []string {
	var out []string
	for _, c := range r.changes() {
		for _, d := range c.Details {
			if c.Kind == meaning.Node {
				out = append(out, d.Field)
			}
		}
	}
	return out
}

// waits records what the cluster does not do because it does not manage something.
// What the plan announced goes to the outcome; the rest are problems.
func (r *run) waits(ctx context.Context, s *pcmk.State, live []byte) ([]Problem, error) {
	r.out.Held = nil
	if !slices.ContainsFunc(s.Resources, unmanaged) {
		return nil, nil
	}
	now, err := simulate(ctx, r.c, live)
	if errors.Is(err, ErrNoTools) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := held(ctx, r.c, live, now)
	if err != nil {
		return nil, err
	}
	var out []Problem
	for _, h := range list {
		known := !r.out.Changed || slices.ContainsFunc(r.held, func(k Held) bool {
			return k.Action == h.Action && k.Resource == h.Resource // the node may be different by now
		})
		if known {
			r.out.Held = append(r.out.Held, h)
			continue
		}
		out = append(out, newProblem(ProblemHeld, h.Resource, cmp.Or(h.Node, h.Dest), pcmk.ActionName(h.Action)))
	}
	return out, nil
}

func (r *run) oldFailures() []pcmk.Failure {
	if r.before == nil {
		return nil
	}
	return r.before.Failures
}

// touched are the keys of what the order adds or changes.
func (r *run) touched() map[string]bool {
	out := map[string]bool{}
	for _, c := range r.changes() {
		out[c.Key] = true
	}
	return out
}

// changes are what the order changes.
func (r *run) changes() []meaning.Change {
	before, err := meaning.Of(r.order.Before)
	if err != nil {
		return nil
	}
	after, err := meaning.Of(r.order.After)
	if err != nil {
		return nil
	}
	return meaning.Diff(before, after)
}

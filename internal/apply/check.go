package apply

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/pcmk"
)

// ProblemCode says what kind of problem it is.
type ProblemCode string

// The kinds of problems at the end of an apply.
const (
	ProblemNotRunning  ProblemCode = "not-running"
	ProblemNotPromoted ProblemCode = "not-promoted"
	ProblemFailed      ProblemCode = "failed"
	ProblemBlocked     ProblemCode = "blocked"
	ProblemNotIdle     ProblemCode = "not-idle"
	// ProblemPending is what a cluster that is not idle still has to do; Detail is
	// the action.
	ProblemPending ProblemCode = "pending"
	// ProblemHeld is what was not carried out, though the plan did not say so,
	// because the resource or its node is not managed; Detail is the action.
	ProblemHeld ProblemCode = "held"
	// ProblemDrifted: another administrator changed the configuration meanwhile;
	// Detail is what of it.
	ProblemDrifted ProblemCode = "drifted"
	ProblemLog     ProblemCode = "log"
	// Of a rollback that could not be done.
	ProblemOthersChanged  ProblemCode = "others-changed"
	ProblemRollbackFailed ProblemCode = "rollback-failed"
	// ProblemInterrupted: of the reason for a rollback nothing more is known than
	// that there was one.
	ProblemInterrupted ProblemCode = "interrupted"
	// ProblemStopped: hagen itself was interrupted while it waited.
	ProblemStopped ProblemCode = "stopped"
)

func withDetail(text, detail string) string {
	if detail == "" {
		return text
	}
	return text + ": " + detail
}

// problem takes a problem up, once, with its text.
func (r *run) problem(p Problem) {
	p.Text = p.text()
	if !slices.Contains(r.out.Problems, p) {
		r.out.Problems = append(r.out.Problems, p)
	}
}

func (r *run) problems(list []Problem) {
	for _, p := range list {
		r.problem(p)
	}
}

func (p Problem) text() string {
	switch p.Code {
	case ProblemNotRunning:
		where := ""
		if p.Node != "" {
			where = " on " + p.Node
		}
		return withDetail(p.Resource+" does not run"+where, p.Detail)
	case ProblemNotPromoted:
		return withDetail(p.Resource+" is promoted nowhere", p.Detail)
	case ProblemFailed:
		return fmt.Sprintf("%s failed on %s: %s", p.Resource, p.Node, p.Detail)
	case ProblemBlocked:
		return withDetail(p.Resource+" is blocked", p.Detail)
	case ProblemPending:
		return fmt.Sprintf("still to do: %s %s", p.Detail, strings.TrimSpace(p.Resource+" "+p.Node))
	case ProblemHeld:
		return fmt.Sprintf("not carried out, because it is not managed: %s %s on %s", p.Detail, p.Resource, p.Node)
	case ProblemDrifted:
		return "another administrator changed the configuration meanwhile: " + p.Detail
	case ProblemNotIdle:
		return "the cluster was not idle within " + p.Detail
	case ProblemLog:
		return "the log on the node lacks this: " + p.Detail
	case ProblemOthersChanged:
		return "not rolled back: another administrator changed the configuration since"
	case ProblemRollbackFailed:
		return "the rollback failed: " + p.Detail
	case ProblemStopped:
		return "hagen was interrupted before the cluster had settled"
	case ProblemInterrupted:
		return "the agent was ended while it put the old configuration back"
	}
	return p.Detail
}

// compare finds what is not as the new configuration wants it: another
// configuration, an action that failed since, a resource that does not run where
// or as it should, and what nobody carried out because it is not managed.
func (r *run) compare(ctx context.Context, s *pcmk.State) ([]Problem, error) {
	live, err := r.c.CIB(ctx)
	if err != nil {
		return nil, err
	}
	var out []Problem
	fresh := newFailures(r.oldFailures(), s.Failures)
	for _, f := range fresh {
		out = append(out, Problem{Code: ProblemFailed, Resource: f.Resource(), Node: f.Node, Detail: failureText(f)})
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

// unasked leaves the resources out whose stop the plan showed: whoever let it go
// on wants it so.
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

// own marks the problems that are none of this order's doing: the resource was
// so before, the order does not touch it, and the plan did not show it start.
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

// shown reports whether the plan showed the cure of a problem.
func (r *run) shown(p Problem) bool {
	return r.expect != nil && cured(p, r.expect.After)
}

// wasSo reports whether a problem was there before the order.
func (r *run) wasSo(p Problem) bool {
	if p.Code == ProblemBlocked {
		return isBlocked(r.before, p.Resource)
	}
	return !cured(p, r.before)
}

// cured reports whether a state lacks a problem.
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

// missed are resources that the plan showed running or promoted and that are not,
// for whatever reason, beside those that are told already.
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
			out = append(out, Problem{Code: ProblemNotRunning, Resource: id})
		case promoted == 0 && willPromoted > 0:
			out = append(out, Problem{Code: ProblemNotPromoted, Resource: id})
		}
	}
	return out
}

// drift finds out whether the configuration is still the one of the order. Node
// attributes are where agents keep state: of them those count that the order
// sets, and an administrator's standby and maintenance.
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
	var names []string
	for _, c := range meaning.Diff(then, now) {
		if owned(c) || c.Kind == meaning.Node && !slices.ContainsFunc(c.Details, func(d meaning.Detail) bool {
			return slices.Contains(set, d.Field) || slices.Contains([]string{"attribute standby", "attribute maintenance"}, d.Field)
		}) {
			continue
		}
		names = append(names, string(c.Kind)+" "+c.Name)
	}
	if len(names) == 0 {
		return nil, nil
	}
	return []Problem{{Code: ProblemDrifted, Detail: strings.Join(names, ", ")}}, nil
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

// waits are what the cluster does not do because it does not manage something.
// What the plan said of it is in the outcome; the rest are problems.
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
			return k.Action == h.Action && k.Resource == h.Resource // where it would be is for the moment to say
		})
		if known {
			r.out.Held = append(r.out.Held, h)
			continue
		}
		out = append(out, Problem{Code: ProblemHeld, Resource: h.Resource, Node: cmp.Or(h.Node, h.Dest), Detail: h.Action})
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

package apply

import (
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
	ProblemLog         ProblemCode = "log"
	// Of a rollback that could not be done.
	ProblemOthersChanged  ProblemCode = "others-changed"
	ProblemRollbackFailed ProblemCode = "rollback-failed"
	// ProblemInterrupted: of the reason for a rollback nothing more is known than
	// that there was one.
	ProblemInterrupted ProblemCode = "interrupted"
	// ProblemStopped: hagen itself was interrupted while it waited.
	ProblemStopped ProblemCode = "stopped"
)

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
		if p.Detail != "" {
			return p.Resource + " does not run: " + p.Detail
		}
		return p.Resource + " does not run"
	case ProblemNotPromoted:
		return p.Resource + " is promoted nowhere"
	case ProblemFailed:
		return fmt.Sprintf("%s failed on %s: %s", p.Resource, p.Node, p.Detail)
	case ProblemBlocked:
		return p.Resource + " is blocked"
	case ProblemNotIdle:
		return "the cluster was not idle within " + p.Detail
	case ProblemLog:
		return "the log on the node lacks this: " + p.Detail
	case ProblemOthersChanged:
		return "not rolled back: somebody else changed the configuration since"
	case ProblemRollbackFailed:
		return "the rollback failed: " + p.Detail
	case ProblemStopped:
		return "hagen was interrupted before the cluster had settled"
	case ProblemInterrupted:
		return "the agent was ended while it put the old configuration back"
	}
	return p.Detail
}

// compare finds what is not as the new configuration wants it: a resource that
// does not run in its role, an action that failed since. What is none of this
// order's doing is left out: a resource that did not run before, which neither
// the order changes nor the scheduler expects to start.
func (r *run) compare(s *pcmk.State) []Problem {
	var out []Problem
	for _, f := range newFailures(r.oldFailures(), s.Failures) {
		out = append(out, Problem{Code: ProblemFailed, Resource: f.Resource(), Node: f.Node, Detail: failureText(f)})
	}
	touched := r.touched()
	var looked []string
	for _, i := range s.Resources {
		if i.Orphan || slices.Contains(looked, i.ID) {
			continue
		}
		looked = append(looked, i.ID)
		if i.Disabled || !i.Managed {
			continue
		}
		nodes, promoted := s.Running(i.ID)
		expected, expectedPromoted := r.expected(i.ID, touched)
		switch {
		case i.Blocked && !r.wasBlocked(i.ID):
			out = append(out, Problem{Code: ProblemBlocked, Resource: i.ID})
		case len(nodes) == 0 && expected:
			out = append(out, Problem{Code: ProblemNotRunning, Resource: i.ID, Detail: probed(s, i.ID)})
		case promoted == 0 && expectedPromoted && len(nodes) > 0:
			out = append(out, Problem{Code: ProblemNotPromoted, Resource: i.ID})
		}
	}
	return out
}

// probed is what the nodes found when they looked for a resource.
func probed(s *pcmk.State, id string) string {
	var out []string
	for _, f := range s.Probes {
		if f.Resource() == id {
			out = append(out, f.Node+": "+failureText(f))
		}
	}
	return strings.Join(out, ", ")
}

func (r *run) wasBlocked(id string) bool {
	if r.before == nil {
		return false
	}
	i := r.before.Find(id)
	return i != nil && i.Blocked
}

func (r *run) oldFailures() []pcmk.Failure {
	if r.before == nil {
		return nil
	}
	return r.before.Failures
}

// touched are the resources that the order adds or changes.
func (r *run) touched() map[string]bool {
	out := map[string]bool{}
	before, err := meaning.Of(r.order.Before)
	if err != nil {
		return out
	}
	after, err := meaning.Of(r.order.After)
	if err != nil {
		return out
	}
	for _, c := range meaning.Diff(before, after) {
		out[c.Key] = true
	}
	return out
}

// expected reports whether a resource has to run, and to be promoted somewhere.
func (r *run) expected(id string, touched map[string]bool) (runs, promoted bool) {
	if r.before != nil {
		nodes, p := r.before.Running(id)
		runs, promoted = len(nodes) > 0, p > 0
	}
	if r.expect != nil {
		nodes, p := r.expect.After.Running(id)
		runs, promoted = runs || len(nodes) > 0, promoted || p > 0
	}
	return runs || touched[id], promoted
}

package apply

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"hagen/internal/apply/meaning"
	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// goBack restores the configuration from before, unless another administrator has
// changed it since: that change is not overwritten.
func (r *run) goBack(ctx context.Context) (Outcome, error) {
	r.event(Event{Stage: RollingBack})
	why := r.out.Problems[max(0, slices.IndexFunc(r.out.Problems, Problem.caused))].told()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTime+r.order.Timeout)
	defer cancel()
	switch err := r.restore(ctx); {
	case err != nil && !errors.Is(err, ErrStale) && r.left() != nil:
		return r.out, r.left()
	case errors.Is(err, ErrStale):
		r.notBack(ctx, why, newProblem(ProblemOthersChanged, "", "", none))
	case err != nil:
		r.notBack(ctx, why, newProblem(ProblemRollbackFailed, "", "", message.Of(err)))
	default:
		r.out.RolledBack = true
		r.note(ctx, ResultRolledBack, why)
	}
	r.event(Event{Stage: Done})
	return r.out, nil
}

// notBack reports why a rollback could not be done, and why it was needed.
func (r *run) notBack(ctx context.Context, reason message.Message, why Problem) {
	r.problem(why)
	r.note(ctx, ResultFailed, message.Joined(reason, why.told()))
}

// restore writes the old configuration and waits for the cluster.
func (r *run) restore(ctx context.Context) error {
	live, err := r.c.CIB(ctx)
	if err != nil {
		return err
	}
	same, err := Same(live, r.order.After)
	if err == nil && !same { // an agent that ended in between may have left it between the two steps
		same, err = Halfway(live, r.order.After, r.order.Before)
	}
	if err != nil {
		return err
	}
	if !same {
		return ErrStale
	}
	back, err := merge.Restore(live, r.order.Before, r.order.After)
	if err != nil {
		return err
	}
	if err := r.announce(PhaseReturning); err != nil {
		return err
	}
	if err = r.putBack(ctx, live, back); err != nil && !errors.Is(err, ErrStale) {
		err = r.inspect(ctx, err, live, back)
	}
	if err != nil {
		return err
	}
	_ = r.announce(PhaseReturned) // on failure Resume asks the cluster
	r.notAtRest(r.rest(ctx))
	return nil
}

// putBack writes a configuration that was in force before. One under which the
// cluster manages nothing is written in two steps: a fresh cluster expects fence
// devices and has none, so that restoring it at once would leave resources running
// forever. The first step restores everything but the properties.
func (r *run) putBack(ctx context.Context, live, back []byte) error {
	first, err := stepBack(ctx, r.c, live, back)
	if err != nil {
		return err
	}
	if first == nil {
		return r.c.Write(ctx, live, back)
	}
	if done, err := Same(live, first); err != nil || !done {
		if err = cmp.Or(err, r.c.Write(ctx, live, first)); err != nil {
			return err
		}
	}
	if err := r.secondStep(ctx, first, back); err != nil {
		return &HalfwayError{Cause: err}
	}
	return nil
}

// secondStep also restores the properties, once the cluster has done what the
// first step asked for.
func (r *run) secondStep(ctx context.Context, first, back []byte) error {
	if err := r.idle(ctx, r.order.Timeout); err != nil {
		return err
	}
	now, err := r.c.CIB(ctx)
	if err != nil {
		return err
	}
	if same, err := Same(now, first); err != nil || !same {
		return cmp.Or(err, ErrStale)
	}
	last, err := merge.Restore(now, back, nil)
	if err != nil {
		return err
	}
	return r.c.Write(ctx, now, last)
}

// stepBack returns the configuration between the two steps, or nil when one step is
// enough.
func stepBack(ctx context.Context, c Cluster, live, back []byte) ([]byte, error) {
	then, err := simulate(ctx, c, back)
	if errors.Is(err, ErrNoTools) {
		return nil, nil
	}
	if err != nil || !strands(then) {
		return nil, err
	}
	return merge.KeepProperties(back, live)
}

// strands reports whether resources would keep running that are no longer in the
// configuration.
func strands(s *pcmk.Simulation) bool {
	return slices.ContainsFunc(s.After.Resources, func(i pcmk.Instance) bool { return i.Orphan && i.Active })
}

// Halfway reports whether a CIB is between the two steps of a rollback: everything
// is restored except the properties. Node attributes are ignored, since agents
// change them meanwhile.
func Halfway(cib, from, to []byte) (bool, error) {
	between, err := merge.KeepProperties(to, from)
	if err != nil {
		return false, err
	}
	there, err := differs(between, cib)
	if err != nil || there {
		return false, err
	}
	return differs(to, cib)
}

// differs reports whether two CIBs differ in what is neither the cluster's own
// nor a node's.
func differs(a, b []byte) (bool, error) {
	before, err := meaning.Of(a)
	if err != nil {
		return false, err
	}
	after, err := meaning.Of(b)
	if err != nil {
		return false, err
	}
	owned, err := ownedIn(a, b)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(meaning.Diff(before, after), func(c meaning.Change) bool {
		return !owned(c) && c.Kind != meaning.Node
	}), nil
}

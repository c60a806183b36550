package apply

import (
	"context"
	"errors"
	"time"

	"hagen/internal/apply/merge"
)

// goBack puts the configuration from before back, unless somebody else has
// changed it since: theirs is not overwritten.
func (r *run) goBack(ctx context.Context) (Outcome, error) {
	r.event(Event{Stage: RollingBack})
	why := r.out.Problems[0].Text
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTime+r.order.Timeout)
	defer cancel()
	switch err := r.restore(ctx); {
	case errors.Is(err, ErrStale):
		r.problem(Problem{Code: ProblemOthersChanged})
		r.note(ctx, ResultFailed, why+"; not rolled back: somebody else changed the configuration since")
	case err != nil:
		r.problem(Problem{Code: ProblemRollbackFailed, Detail: err.Error()})
		r.note(ctx, ResultFailed, why+"; the rollback failed: "+err.Error())
	default:
		r.out.RolledBack = true
		r.note(ctx, ResultRolledBack, why)
	}
	r.event(Event{Stage: Done})
	return r.out, nil
}

// restore writes the old configuration and waits for the cluster.
func (r *run) restore(ctx context.Context) error {
	live, err := r.c.CIB(ctx)
	if err != nil {
		return err
	}
	same, err := Same(live, r.order.After)
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
	if err := r.c.Write(ctx, live, back); err != nil {
		return err
	}
	if err := r.c.Idle(ctx, r.order.Timeout); err != nil && !errors.Is(err, ErrNoStatus) {
		r.problem(Problem{Code: ProblemNotIdle, Detail: r.order.Timeout.Round(time.Second).String()})
	}
	return nil
}

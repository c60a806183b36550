package apply

import (
	"context"
	"errors"

	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
)

// Reached is how far an order was when the process that carried it out ended.
type Reached int

// What an order can be resumed from.
const (
	// Written: the new configuration is there.
	Written Reached = iota
	// HalfBack: the first of the two writes of an order to roll back was done.
	HalfBack
	// Returning: the rollback of Order.Rollback was begun.
	Returning
)

// Left is what is left of an order whose carrier ended.
type Left struct {
	At      Reached
	SavedAs string // the CIB from before
}

// Resume takes an order up that was left, and does the rest of it.
func Resume(ctx context.Context, c Cluster, order Order, left Left, events func(Event)) (Outcome, error) {
	r := newRun(c, order, events)
	r.out.Changed, r.out.SavedAs = true, left.SavedAs
	if left.At == Returning {
		r.problem(Interrupted())
		return r.goBack(ctx)
	}
	err := r.recall(ctx)
	if err == nil && left.At == HalfBack {
		err = r.lastStep(ctx)
	}
	if err != nil {
		r.note(ctx, ResultFailed, textNotResumed.With(err))
		return r.out, err
	}
	return r.finish(ctx)
}

// recall finds out the cluster's state before the order: the CIB that the plan
// was made on holds its status of that time.
func (r *run) recall(ctx context.Context) error {
	old, err := pcmk.ReadHistory(r.order.Before)
	if err != nil {
		return err
	}
	r.before = &pcmk.State{Failures: old}
	then, err := simulate(ctx, r.c, r.order.Before)
	if err == nil {
		then.Before.Failures = old // a simulation tells none
		r.before = then.Before
		err = r.foresee(ctx)
	}
	if errors.Is(err, ErrNoTools) {
		return nil
	}
	return err
}

// lastStep does the second step of an order to roll back.
func (r *run) lastStep(ctx context.Context) error {
	r.event(Event{Stage: Writing})
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeTime+r.order.Timeout)
	defer cancel()
	live, err := r.c.CIB(ctx)
	if err != nil {
		return &HalfwayError{Cause: err}
	}
	back, err := merge.Restore(live, r.order.After, nil)
	if err == nil {
		err = r.putBack(ctx, live, back)
	}
	var halfway *HalfwayError
	if err != nil && !errors.As(err, &halfway) {
		err = r.inspect(ctx, &HalfwayError{Cause: err}, live, back)
	}
	if err != nil {
		return err
	}
	r.note(ctx, ResultWritten, none)
	return nil
}

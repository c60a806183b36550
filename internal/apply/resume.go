package apply

import (
	"context"
	"errors"

	"hagen/internal/apply/merge"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// Left is what the journal knows about an order whose process ended: the last
// announced phase and the id of the saved CIB.
type Left struct {
	Phase   Phase
	SavedAs string
}

// Resume finds out how far an interrupted order got and does the rest. ErrUnwritten
// says that nothing was written and that the order has ended.
func (e Engine) Resume(ctx context.Context, order Order, left Left) (Outcome, error) {
	r := newRun(ctx, e, order)
	r.out.SavedAs = left.SavedAs
	switch left.Phase {
	case PhaseAccepted, PhaseSaved:
		return r.unresumed(ctx, ErrUnwritten)
	case PhaseReturned:
		return r.isBack(ctx)
	}
	live, err := r.awaitCIB(ctx)
	switch {
	case err != nil && r.left() != nil:
		return Outcome{}, r.left()
	case err != nil:
		return r.unresumed(ctx, &UncertainError{Cause: ErrEnded, Read: err})
	}
	if left.Phase == PhaseReturning {
		return r.resumeReturn(ctx, live)
	}
	halfBack := false
	if left.Phase == PhaseWriting {
		if halfBack, err = r.judge(live); err != nil {
			return r.unresumed(ctx, err)
		}
	}
	if !halfBack {
		_ = r.announce(PhaseWritten) // else the next Resume asks the cluster
	}
	r.out.Changed = true
	return r.resumeWrite(ctx, halfBack)
}

// unresumed ends an order that cannot be continued.
func (r *run) unresumed(ctx context.Context, err error) (Outcome, error) {
	r.note(ctx, ResultFailed, message.Of(err))
	return Outcome{Problems: r.out.Problems}, err
}

// awaitCIB waits until the cluster answers: after a reboot it comes up later than
// the agent. The order's own limit bounds this as well.
func (r *run) awaitCIB(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, r.order.Timeout)
	defer cancel()
	for {
		live, err := r.c.CIB(ctx)
		if err == nil {
			return live, nil
		}
		if !pause(ctx, askAgain) {
			return nil, err
		}
	}
}

// judge finds out the result of a write that was started: nil when it was done, or
// halfBack when only the first of the two writes of a rollback was.
func (r *run) judge(live []byte) (halfBack bool, err error) {
	if done, err := Same(live, r.order.After); err != nil || done {
		return false, err
	}
	untouched, err := Same(live, r.order.Before)
	switch {
	case err != nil:
		return false, err
	case untouched:
		return false, ErrUnwritten
	}
	if r.order.Action == Rollback {
		if half, err := Halfway(live, r.order.Before, r.order.After); err != nil || half {
			return half, err
		}
	}
	return false, &UncertainError{Cause: ErrEnded}
}

// resumeWrite continues an order whose write was done completely or by half.
func (r *run) resumeWrite(ctx context.Context, halfBack bool) (Outcome, error) {
	err := r.recall(ctx)
	if err == nil && halfBack {
		err = r.lastStep(ctx)
	}
	if cause := r.left(); err != nil && cause != nil {
		return r.out, cause
	}
	if err != nil {
		r.note(ctx, ResultFailed, textNotResumed.With(err))
		return r.out, err
	}
	return r.finish(ctx)
}

// resumeReturn continues the rollback of an order.
func (r *run) resumeReturn(ctx context.Context, live []byte) (Outcome, error) {
	if back, err := Same(live, r.order.Before); err == nil && back {
		return r.isBack(ctx)
	}
	r.out.Changed = true
	r.problem(newProblem(ProblemInterrupted, "", "", none))
	return r.goBack(ctx)
}

// isBack ends an order whose rollback was done. The reason for the rollback is no
// longer known.
func (r *run) isBack(ctx context.Context) (Outcome, error) {
	r.out.Changed, r.out.RolledBack = true, true
	r.problem(newProblem(ProblemInterrupted, "", "", none))
	r.note(ctx, ResultRolledBack, none)
	return r.out, nil
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
		then.Before.Failures = old // a simulation has none
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
	_ = r.announce(PhaseWritten) // else the next Resume asks the cluster
	r.note(ctx, ResultWritten, none)
	return nil
}

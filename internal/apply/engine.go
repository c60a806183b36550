package apply

import (
	"context"
	"errors"
	"slices"
	"time"
)

// Engine carries orders out on a cluster, from this side.
type Engine struct {
	Cluster Cluster
	// Events is told what happens, for people to see. It may be nil.
	Events func(Event)
	// Journal is told how far an order is: before each step that changes
	// something, and after it. It has to be on the disk when Journal returns. An
	// error before a step keeps the engine from taking it; an error after a step
	// changes nothing, because Resume asks the cluster what became of a step that
	// was begun. savedAs is the id of the CIB from before, once there is one.
	//
	// An order with a journal can be left to a later Resume: when its context ends
	// with any cause but ErrInterrupted, the step that was begun is finished, and
	// the engine returns that cause; ErrUnwritten when nothing was written yet, so
	// that nothing is left to resume. Journal is nil for an order that is not
	// resumed.
	Journal func(phase Phase, savedAs string) error
}

// Phase is how far an order is. Its values are kept in journals.
type Phase string

// The phases. A phase that ends in -ing means that a step was begun: it may have
// been done or not.
const (
	PhaseAccepted  Phase = "accepted"  // nothing is done yet
	PhaseSaved     Phase = "saved"     // the CIB from before is kept, nothing is written
	PhaseWriting   Phase = "writing"   // the write was begun
	PhaseWritten   Phase = "written"   // the cluster has the new configuration
	PhaseReturning Phase = "returning" // the rollback of Order.Rollback was begun
	PhaseReturned  Phase = "returned"  // the cluster has the old configuration again
)

// Known reports whether it is a phase of this engine.
func (p Phase) Known() bool {
	return slices.Contains([]Phase{PhaseAccepted, PhaseSaved, PhaseWriting, PhaseWritten, PhaseReturning, PhaseReturned}, p)
}

// Run carries an order out: it saves the old configuration, writes once, waits,
// compares, and rolls back if asked to. A nil error means that the outcome tells
// everything; ErrStale that nothing was written because another administrator
// wrote.
func (e Engine) Run(ctx context.Context, order Order) (Outcome, error) {
	r := newRun(ctx, e, order)
	if err := r.keep(ctx); err != nil {
		if r.left() != nil {
			err = r.notBegun(ctx, err)
		}
		return r.out, err
	}
	if err := r.write(ctx); err != nil {
		return r.out, err
	}
	return r.finish(ctx)
}

// announce tells the journal how far the order is.
func (r *run) announce(phase Phase) error {
	if r.journal == nil {
		return nil
	}
	return r.journal(phase, r.out.SavedAs)
}

// left is why the order is left to a later Resume; nil while it is not.
func (r *run) left() error {
	cause := context.Cause(r.carrier)
	if r.journal == nil || errors.Is(cause, ErrInterrupted) {
		return nil
	}
	return cause
}

// idle waits for the cluster in a step that is carried through. An order that is
// left does not wait: the next Resume does.
func (r *run) idle(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(r.carrier, func() {
		if cause := r.left(); cause != nil {
			cancel(cause)
		}
	})()
	return r.c.Idle(ctx, limit)
}

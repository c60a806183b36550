package agentd

import (
	"context"
	"errors"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
)

// stepTime bounds a step that is not interrupted once it was begun.
const stepTime = 5 * time.Minute

// recorded is the cluster as an engine meets it: what it changes is written down
// before and after. Once the agent is being stopped nothing new is begun; what
// was begun is not broken off half-way, whatever context the engine gives it.
type recorded struct {
	apply.Cluster
	work    context.Context // ends when the agent is stopped
	journal *journal
	halfway func(cib, from, to []byte) (bool, error)
	order   *order
	rec     record
	held    *apply.Entry // the end of the order for the log, if this is the end
}

// Write writes the configuration, or, when that was done, the rollback. The rollback
// is part of a step: it is also carried out while the agent is being stopped.
func (c *recorded) Write(ctx context.Context, before, after []byte) error {
	if (c.rec.Phase == accepted || c.rec.Phase == saved) && c.work.Err() != nil {
		return errStopping
	}
	begin, end, err := c.phases(before, after)
	if err != nil {
		return err
	}
	old := c.rec.Phase
	if err := c.put(begin); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stepTime)
	defer cancel()
	err = c.Cluster.Write(ctx, before, after)
	switch {
	case err == nil:
		old = end
	case !errors.Is(err, apply.ErrStale):
		return err // it may have happened: the journal says that it was begun
	}
	if jerr := c.put(old); jerr != nil && err == nil {
		return nil // the journal says that it was begun, and the cluster can be asked
	}
	return err
}

// phases are those of a write, before and after it. Of the two writes that a way
// back can take the first ends nothing.
func (c *recorded) phases(before, after []byte) (begin, end phase, err error) {
	from, to := []byte(c.rec.Order.Before), []byte(c.rec.Order.After)
	forward := c.rec.Phase == accepted || c.rec.Phase == saved
	if c.rec.Phase == writing { // the second of two, or the rollback of a write whose answer was lost
		if forward, err = c.halfway(before, from, to); err != nil {
			return "", "", err
		}
	}
	begin, end = writing, written
	if !forward {
		from, to = to, from
		begin, end = returning, returned
	}
	half, err := c.halfway(after, from, to)
	if half {
		end = begin
	}
	return begin, end, err
}

// Idle ends early when the agent is being stopped: waiting is done again by the
// next run.
func (c *recorded) Idle(ctx context.Context, limit time.Duration) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(c.work, func() { cancel(errStopping) })()
	return c.Cluster.Idle(ctx, limit)
}

func (c *recorded) put(p phase) error {
	rec := c.rec
	rec.Phase = p
	if err := c.journal.put(rec); err != nil {
		return api.Fail(api.CodeNoJournal, textNoJournal, err)
	}
	c.rec = rec
	return nil
}

// Store is the cluster's, with what is saved written down.
func (c *recorded) Store() apply.Store { return &recordedStore{c.Cluster.Store(), c} }

// Close is not the engine's: the agent goes on using the cluster.
func (c *recorded) Close() error { return nil }

type recordedStore struct {
	apply.Store
	c *recorded
}

func (s *recordedStore) Save(ctx context.Context, cib []byte, e apply.Entry) (string, error) {
	if s.c.work.Err() != nil {
		return "", errStopping
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stepTime)
	defer cancel()
	id, err := s.Store.Save(ctx, cib, e)
	if err != nil || s.c.rec.Phase != accepted {
		return id, err
	}
	s.c.rec.SavedAs = id
	s.c.order.update(func(state *api.State) { state.SavedAs = id })
	return id, s.c.put(saved)
}

// Append writes to the log also while the agent is being stopped. That an order
// failed is held back then: the next run may go on with it.
func (s *recordedStore) Append(ctx context.Context, e apply.Entry) error {
	if s.c.work.Err() != nil && e.Result == apply.ResultFailed {
		s.c.held = &e
		return nil
	}
	return s.append(ctx, e)
}

func (s *recordedStore) append(ctx context.Context, e apply.Entry) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), stepTime)
	defer cancel()
	return s.Store.Append(ctx, e)
}

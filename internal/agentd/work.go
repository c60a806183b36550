package agentd

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
	"hagen/internal/message"
)

// start takes an order on. The order goes on without its client. The same
// order sent again is the one that is there already.
func (s *Server) start(sent api.Order, what apply.Order) (*order, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current != nil {
		switch state := s.current.describe(); {
		case state.ID == sent.ID:
			return s.current, nil
		case state.Status == api.Running:
			failure := api.Fail(api.CodeAtWork, textAtWork, state.Who, state.Started.Format("15:04:05 MST"))
			failure.Order = &state
			return nil, failure
		}
	}
	if s.stopping {
		return nil, api.Fail(api.CodeStopping, textStopping)
	}
	rec := record{ID: sent.ID, Started: s.cfg.Now().UTC(), Phase: accepted, Who: what.Who, Source: what.Source,
		Order: &sent, Status: api.Running}
	o := newOrder(s.stateOf(rec))
	c := s.recorded(o, rec)
	if err := c.put(accepted); err != nil {
		s.log.Error("an order is refused: the journal cannot be written", "order", rec.ID)
		return nil, err
	}
	s.current = o
	s.log.Info("an order is taken on", "order", rec.ID, "who", rec.Who, "source", rec.Source)
	s.wg.Go(func() {
		s.carryOut(c, func(ctx context.Context) (apply.Outcome, error) {
			return s.cfg.Engine(ctx, c, what, s.events(c))
		})
	})
	return o, nil
}

// recorded is the cluster for an order. What the order sees of it is not what others
// are told: pcs may change it right after.
func (s *Server) recorded(o *order, rec record) *recorded {
	cluster := s.cfg.Cluster
	if a, ok := cluster.(apply.Apart); ok {
		cluster = a.Apart()
	}
	return &recorded{Cluster: cluster, work: s.work, journal: s.journal, halfway: s.cfg.Halfway, order: o, rec: rec}
}

func (s *Server) stateOf(rec record) api.State {
	return api.State{ID: rec.ID, Run: s.run, Status: rec.Status, Who: rec.Who, Source: rec.Source, Started: rec.Started,
		SavedAs: rec.SavedAs, Outcome: rec.Outcome, Error: rec.Error}
}

// events passes events on. The log of the agent gets what happened to which
// resource, and no text: texts may quote parameters.
func (s *Server) events(c *recorded) func(apply.Event) {
	var stage apply.Stage
	return func(e apply.Event) {
		if e.Stage != stage {
			stage = e.Stage
			s.log.Info("an order goes on", "order", c.rec.ID, "stage", stage)
		}
		if e.Resource != "" {
			s.log.Info("a resource changes", "order", c.rec.ID, "resource", e.Resource, "node", e.Node, "state", e.State)
		}
		c.order.event(e)
	}
}

// carryOut runs an order to its end, or until the agent is stopped: then the
// journal has what the next run needs.
func (s *Server) carryOut(c *recorded, run func(context.Context) (apply.Outcome, error)) {
	defer close(c.order.ended)
	outcome, err := guarded(s.work, run)
	if s.work.Err() != nil {
		switch unwritten := c.rec.Phase == accepted || c.rec.Phase == saved; {
		case unwritten && (errors.Is(err, errStopping) || errors.Is(err, context.Canceled)):
			c.held = nil
			outcome, err = s.report(c, apply.ResultFailed, outcome, errUnwritten)
		case !unwritten && !outcome.RolledBack && (err != nil || !outcome.Settled || c.rec.Phase == returning):
			s.log.Info("an order is left for the next run", "order", c.rec.ID, "phase", c.rec.Phase)
			return
		}
	}
	s.end(c, &outcome, err)
}

// guarded keeps a mistake in an engine from taking the agent down with it, again
// at each start.
func guarded(ctx context.Context, run func(context.Context) (apply.Outcome, error)) (outcome apply.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = message.Fail(textBug, fmt.Sprint(p))
		}
	}()
	return run(ctx)
}

// end writes down how an order ended, without its CIBs, and tells it.
func (s *Server) end(c *recorded, outcome *apply.Outcome, failure error) {
	rec := c.rec
	rec.Phase, rec.Order, rec.Outcome, rec.Status = ended, nil, outcome, api.Finished
	args := []any{"order", rec.ID}
	if failure != nil {
		rec.Error, rec.Status = api.FromError(failure), api.Failed
		if rec.Error.Code == api.CodeInterrupted {
			rec.Status = api.Interrupted
		}
		args = append(args, "code", rec.Error.Code)
	}
	if outcome != nil {
		args = append(args, "changed", outcome.Changed, "settled", outcome.Settled,
			"problems", len(outcome.Problems), "rolled_back", outcome.RolledBack)
	}
	if c.held != nil {
		s.append(c, *c.held)
	}
	if err := s.journal.put(rec); err != nil {
		s.log.Error("the end of an order cannot be written down", "order", rec.ID)
	}
	s.log.Info("an order has ended", append(args, "status", rec.Status)...)
	c.order.update(func(state *api.State) {
		state.Status, state.Outcome, state.Error = rec.Status, outcome, rec.Error
	})
}

// find is the order of an id, "current" being the one under way or the last.
func (s *Server) find(id string) (*order, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil || id != api.Current && id != s.current.describe().ID {
		return nil, api.Fail(api.CodeNotFound, textNoOrder)
	}
	return s.current, nil
}

// errUnwritten says what an earlier run left undone.
var errUnwritten = api.Fail(api.CodeInterrupted, textUnwritten)

// recover takes up what an earlier run left: it is reported when nothing was
// written, and carried on when it was.
func (s *Server) recover() error {
	rec, err := s.journal.get()
	var damaged *damagedError
	if errors.As(err, &damaged) {
		aside, err := s.journal.setAside()
		s.log.Error("the journal cannot be read and is set aside", "as", aside, "err", err)
		return err
	}
	if err != nil || rec == nil {
		return err
	}
	o := newOrder(s.stateOf(*rec))
	s.current = o
	c := s.recorded(o, *rec)
	if rec.Phase == ended || rec.Order == nil {
		close(o.ended)
		return nil
	}
	what, err := rec.Order.Apply()
	if err != nil {
		close(o.ended)
		s.end(c, nil, err)
		return nil
	}
	what.Who = rec.Who // with the name of the key
	s.log.Warn("an order was under way when the agent ended", "order", rec.ID, "who", rec.Who, "phase", rec.Phase)
	s.wg.Go(func() {
		s.carryOut(c, func(ctx context.Context) (apply.Outcome, error) { return s.carryOn(ctx, c, what) })
	})
	return nil
}

// carryOn finds out how far an order of an earlier run is, and does the rest.
func (s *Server) carryOn(ctx context.Context, c *recorded, what apply.Order) (apply.Outcome, error) {
	switch c.rec.Phase {
	case accepted, saved:
		return s.report(c, apply.ResultFailed, apply.Outcome{}, errUnwritten)
	case returned:
		return s.reportReturn(c)
	}
	live, err := s.awaitCluster(ctx, what)
	switch {
	case ctx.Err() != nil:
		return apply.Outcome{}, context.Cause(ctx)
	case err != nil:
		return s.report(c, apply.ResultFailed, apply.Outcome{}, endedBy(api.Fail(api.CodeUnanswered, textUnanswered, err)))
	}
	left := apply.Left{SavedAs: c.rec.SavedAs}
	switch c.rec.Phase {
	case returning:
		if back, err := s.cfg.Same(live, what.Before); err == nil && back {
			return s.reportReturn(c)
		}
		left.At = apply.Returning
	case writing:
		if left.At, err = s.judge(live, what); err != nil {
			return s.report(c, apply.ResultFailed, apply.Outcome{}, err)
		}
		if left.At == apply.HalfBack {
			break
		}
		if err := c.put(written); err != nil {
			return apply.Outcome{}, err
		}
	}
	return s.cfg.Resume(ctx, c, what, left, s.events(c))
}

// reportReturn says that the old configuration is there again.
func (s *Server) reportReturn(c *recorded) (apply.Outcome, error) {
	return s.report(c, apply.ResultRolledBack, apply.Outcome{Changed: true, SavedAs: c.rec.SavedAs, RolledBack: true,
		Problems: []apply.Problem{apply.Interrupted()}}, nil)
}

// judge finds out what came of a write that was begun.
func (s *Server) judge(live []byte, what apply.Order) (apply.Reached, error) {
	done, err := s.cfg.Same(live, what.After)
	if err != nil || done {
		return apply.Written, err
	}
	untouched, err := s.cfg.Same(live, what.Before)
	if err != nil {
		return apply.Written, err
	}
	if untouched {
		return apply.Written, errUnwritten
	}
	if what.Action == apply.Rollback {
		if half, err := s.cfg.Halfway(live, what.Before, what.After); err != nil || half {
			return apply.HalfBack, err
		}
	}
	return apply.Written, endedBy(api.Fail(api.CodeUncertain, textUncertain))
}

// report also writes what is said of an order into the cluster's log.
func (s *Server) report(c *recorded, result string, outcome apply.Outcome, failure error) (apply.Outcome, error) {
	e := apply.Entry{Time: s.cfg.Now().UTC(), ID: c.rec.SavedAs, Who: c.rec.Who, Source: c.rec.Source,
		Action: cmp.Or(c.rec.Order.Action, "apply"), Result: result}
	if failure != nil {
		e.Message, e.Translatable = failure.Error(), message.Of(failure)
	}
	s.append(c, e)
	return outcome, failure
}

func (s *Server) append(c *recorded, e apply.Entry) {
	store := &recordedStore{c.Cluster.Store(), c}
	if err := store.append(context.Background(), e); err != nil {
		s.log.Error("the log of the cluster cannot be written", "order", c.rec.ID)
	}
}

// awaitCluster waits until the cluster answers: after a reboot the agent is up
// before it. The order's own limit bounds this as well.
func (s *Server) awaitCluster(ctx context.Context, what apply.Order) ([]byte, error) {
	limit, cancel := context.WithTimeout(ctx, what.Timeout)
	defer cancel()
	for {
		live, err := s.cfg.Cluster.CIB(limit)
		if err == nil {
			return live, nil
		}
		if !pause(limit, s.cfg.Bounds.Retry) {
			return nil, err
		}
	}
}

package agentd

import (
	"errors"
	"fmt"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
	"hagen/internal/message"
)

// start accepts an order, which continues without its client. An order that is sent
// again is the existing one.
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
	rec := record{ID: sent.ID, Started: s.cfg.Now().UTC(), Phase: apply.PhaseAccepted, Who: what.Who, Source: what.Source,
		Order: &sent, Status: api.Running}
	r := &recorder{journal: s.journal, order: newOrder(s.stateOf(rec))}
	if err := r.put(rec); err != nil {
		s.log.Error("an order is refused: the journal cannot be written", "order", rec.ID)
		return nil, err
	}
	s.current = r.order
	s.log.Info("an order is taken on", "order", rec.ID, "who", rec.Who, "source", rec.Source)
	s.wg.Go(func() {
		s.carryOut(r, func(e apply.Engine) (apply.Outcome, error) { return e.Run(s.work, what) })
	})
	return r.order, nil
}

// engine carries out an order. An order does not share what it sees of the cluster
// with others: pcs may change it right after.
func (s *Server) engine(r *recorder) apply.Engine {
	cluster := s.cfg.Cluster
	if a, ok := cluster.(apply.Apart); ok {
		cluster = a.Apart()
	}
	return apply.Engine{Cluster: cluster, Events: s.events(r), Journal: r.hear}
}

func (s *Server) stateOf(rec record) api.State {
	return api.State{ID: rec.ID, Run: s.run, Status: rec.Status, Who: rec.Who, Source: rec.Source, Started: rec.Started,
		SavedAs: rec.SavedAs, Outcome: rec.Outcome, Error: rec.Error}
}

// events passes events on. The agent's log gets the state of a resource but no
// texts, which may quote parameters.
func (s *Server) events(r *recorder) func(apply.Event) {
	var stage apply.Stage
	return func(e apply.Event) {
		if e.Stage != stage {
			stage = e.Stage
			s.log.Info("an order goes on", "order", r.rec.ID, "stage", stage)
		}
		if e.Resource != "" {
			s.log.Info("a resource changes", "order", r.rec.ID, "resource", e.Resource, "node", e.Node, "state", e.State)
		}
		r.order.event(e)
	}
}

// carryOut runs an order to its end, or until the agent is stopped; the journal
// then has what the next run needs.
func (s *Server) carryOut(r *recorder, run func(apply.Engine) (apply.Outcome, error)) {
	defer close(r.order.ended)
	outcome, err := guarded(s.engine(r), run)
	if errors.Is(err, errStopping) {
		s.log.Info("an order is left for the next run", "order", r.rec.ID, "phase", r.rec.Phase)
		return
	}
	s.end(r, &outcome, err)
}

// guarded recovers from a panic in the engine, which would otherwise end the agent,
// and again after each start.
func guarded(e apply.Engine, run func(apply.Engine) (apply.Outcome, error)) (outcome apply.Outcome, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = message.Fail(textBug, fmt.Sprint(p))
		}
	}()
	return run(e)
}

// end records how an order ended, without its CIBs, and reports it.
func (s *Server) end(r *recorder, outcome *apply.Outcome, failure error) {
	rec := r.rec
	rec.Phase, rec.Order, rec.Outcome, rec.Status = ended, nil, outcome, api.Finished
	args := []any{"order", rec.ID}
	if failure != nil {
		rec.Error, rec.Status = concealed(api.FromError(failure), r.rec.Order), api.Failed
		if rec.Error.Code == api.CodeInterrupted {
			rec.Status = api.Interrupted
		}
		args = append(args, "code", rec.Error.Code)
	}
	if outcome != nil {
		args = append(args, "changed", outcome.Changed, "settled", outcome.Settled,
			"problems", len(outcome.Problems), "rolled_back", outcome.RolledBack)
	}
	if err := s.journal.put(rec); err != nil {
		s.log.Error("the end of an order cannot be written down", "order", rec.ID)
	}
	s.log.Info("an order has ended", append(args, "status", rec.Status)...)
	r.order.update(func(state *api.State) {
		state.Status, state.Outcome, state.Error = rec.Status, outcome, rec.Error
	})
}

// concealed masks the secrets of an order's CIBs in its error, which stays in the
// journal after the CIBs are gone.
func concealed(e *api.Error, o *api.Order) *api.Error {
	if o == nil {
		return e
	}
	secrets, masked := apply.SecretsOf([]byte(o.Before), []byte(o.After)), *e
	masked.Text, masked.Cause = secrets.Conceal(e.Text), secrets.Conceal(e.Cause)
	masked.Translatable, masked.TranslatableCause = secrets.Message(e.Translatable), secrets.Message(e.TranslatableCause)
	return &masked
}

// find returns the order with an id; "current" is the current or the last one.
func (s *Server) find(id string) (*order, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.current == nil || id != api.Current && id != s.current.describe().ID {
		return nil, api.Fail(api.CodeNotFound, textNoOrder)
	}
	return s.current, nil
}

// recover resumes the order of an earlier run: if nothing was written, this is
// reported, else the order is continued.
func (s *Server) recover() error {
	rec, err := s.journal.get()
	var damaged *damagedError
	if errors.As(err, &damaged) {
		aside, err := s.journal.setAside()
		s.log.Error("the journal cannot be read and is set aside", "why", damaged.err, "as", aside, "err", err)
		return err
	}
	if err != nil || rec == nil {
		return err
	}
	r := &recorder{journal: s.journal, order: newOrder(s.stateOf(*rec)), rec: *rec}
	s.current = r.order
	if rec.Phase == ended || rec.Order == nil {
		close(r.order.ended)
		return nil
	}
	what, err := rec.Order.Apply()
	if err != nil {
		close(r.order.ended)
		s.end(r, nil, err)
		return nil
	}
	what.Who = rec.Who // with the name of the key
	left := apply.Left{Phase: rec.Phase, SavedAs: rec.SavedAs}
	s.log.Warn("an order was under way when the agent ended", "order", rec.ID, "who", rec.Who, "phase", rec.Phase)
	s.wg.Go(func() {
		s.carryOut(r, func(e apply.Engine) (apply.Outcome, error) { return e.Resume(s.work, what, left) })
	})
	return nil
}

package drill

import (
	"context"
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

// carryOut carries a case out, and brings the cluster back, whatever happens.
func (r *run) carryOut(ctx context.Context, done *Case) {
	done.Verdict = AsExpected
	for i := range done.Case.Steps {
		err := r.step(ctx, done, i)
		switch {
		case ctx.Err() != nil:
			done.Verdict = Interrupted
		case err != nil:
			done.Verdict, done.Why = Failed, message.Of(err)
		case len(done.Steps[i].Differences) > 0:
			done.Verdict = Differs
		}
		if done.Verdict != AsExpected {
			break
		}
	}
	began := time.Now()
	r.did = &done.Return
	// The return is carried through, even when the drill is interrupted.
	back, cancel := context.WithTimeout(context.WithoutCancel(ctx), r.Limit)
	defer cancel()
	done.Left = r.back(back, done.Case)
	done.Back = time.Since(began)
}

// step carries a step of a case out.
func (r *run) step(ctx context.Context, c *Case, i int) error {
	step, before := c.Case.Steps[i], c.Case.Steps[:i]
	done := &Step{Began: time.Now(), Before: r.shown(ctx)}
	c.Steps = append(c.Steps, done)
	r.did = &done.Did
	w := &watcher{run: r, step: step, done: done, was: &pcmk.State{}}
	if s, err := r.state(ctx); err == nil {
		w.was, w.last = s, s
	}
	done.Began = time.Now()
	err := w.during(ctx, func() error { return r.happen(ctx, step, before) })
	if err == nil {
		err = w.watch(ctx)
	}
	done.Took = time.Since(done.Began)
	r.evidence(context.WithoutCancel(ctx), done)
	return err
}

// watcher watches the cluster until a step is over.
type watcher struct {
	*run
	step    testbook.Step
	done    *Step
	was     *pcmk.State // before the step
	last    *pcmk.State // as it was seen last; nil when it ran nowhere
	changed time.Time   // when something was seen to change
	noticed map[int]bool
}

// during watches the cluster while something is done to it.
func (w *watcher) during(ctx context.Context, do func() error) error {
	w.changed, w.noticed = time.Now(), map[int]bool{}
	end := make(chan error, 1)
	go func() { end <- do() }()
	for {
		select {
		case err := <-end:
			return err
		case <-time.After(w.every):
		}
		if s, err := w.state(ctx); err == nil {
			w.see(s)
			w.judge(s, nil)
		}
	}
}

// The times of a watcher.
const (
	margin   = time.Minute // what a course may take beyond its timeouts
	quiet    = 20          // times without a change, at rest: nothing more will happen
	idleTime = 20 * time.Second
)

// watch waits until the cluster is at rest as a course of the step expects, or at rest
// otherwise, or the time is over, and records the differences.
func (w *watcher) watch(ctx context.Context) error {
	takes := w.step.Course.Takes
	if w.step.Else != nil {
		takes = max(takes, w.step.Else.Takes)
	}
	limit := min(w.step.Course.Notice+takes+margin, w.Limit)
	w.changed = time.Now()
	for {
		differences, err := w.look(ctx)
		if err == nil && len(differences) == 0 && w.rests(ctx) {
			if differences, err = w.look(ctx); err == nil && len(differences) == 0 {
				return nil
			}
		}
		if err != nil {
			return err
		}
		over := time.Since(w.done.Began) > limit
		nothing := time.Since(w.done.Began) > w.step.Course.Notice+quiet*w.every && time.Since(w.changed) > quiet*w.every
		if len(differences) > 0 && (over || nothing && w.rests(ctx) && !w.moved(ctx)) {
			w.done.Differences = differences
			return nil
		}
		if over {
			w.done.Differences = []message.Message{textNeverRests.With()}
			return nil
		}
		if err := w.pause(ctx); err != nil {
			return err
		}
	}
}

var textNeverRests = message.New("drill.never-rests")

// look asks how the cluster is, records what changed, and lists how it differs from
// what is expected. The only error is that of an end of ctx.
func (w *watcher) look(ctx context.Context) ([]message.Message, error) {
	s, err := w.state(ctx)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	w.see(s)
	list, other := w.judge(s, err)
	w.done.Else = other && len(list) == 0
	return list, nil
}

// judge lists how the cluster differs from what is expected: from the course, or from
// the second one, if the step has two and that is nearer.
func (w *watcher) judge(s *pcmk.State, err error) (list []message.Message, other bool) {
	list = differences(w.step.Course, s, w.was, err)
	if len(list) > 0 && w.step.Else != nil && len(differences(w.step.Else, s, w.was, err)) == 0 {
		list, other = nil, true
	}
	for i, e := range w.step.Events {
		w.noticed[i] = w.noticed[i] || err != nil || noticed(s, e)
		if !w.noticed[i] {
			list = append(list, textUnnoticed.With(e.Message()))
		}
	}
	return list, other
}

// noticed reports whether the cluster saw a failure, or an attribute turn.
func noticed(s *pcmk.State, e scheduler.Event) bool {
	switch e.Kind {
	case scheduler.AttributeIs:
		return s.Attribute(e.Node, e.Name) == e.Value
	case scheduler.Fails, scheduler.StartFails, scheduler.StopFails:
		for _, f := range s.Failures {
			if f.Resource() == e.Resource && f.Node == e.Node {
				return true
			}
		}
		n, known := s.Node(e.Node)
		return known && !n.Online // it was fenced for it, which is compared
	}
	return true
}

// moved reports whether something changed since the cluster was seen last, as while it
// was waited for.
func (w *watcher) moved(ctx context.Context) bool {
	before := len(w.done.Timeline)
	if s, err := w.state(ctx); err == nil {
		w.see(s)
	}
	return len(w.done.Timeline) > before
}

// rests reports whether the cluster has nothing left to do. One that runs nowhere has
// not. One without a DC has not begun yet: after a start of all nodes the first one is
// elected after twenty seconds (dc-deadtime), and nothing seems to be left until then.
func (w *watcher) rests(ctx context.Context) bool {
	if w.last == nil {
		return true
	}
	if w.last.DC == "" {
		return false
	}
	bounded, cancel := context.WithTimeout(ctx, idleTime+answerTime)
	defer cancel()
	cluster := w.cluster(w.awake()[0])
	if cluster.Idle(bounded, idleTime) == nil {
		return true
	}
	// What waits for a stop that failed, without fencing, waits for good.
	asked, end := context.WithTimeout(ctx, answerTime)
	defer end()
	return time.Since(w.changed) > quiet*w.every && cluster.ControllerRests(asked)
}

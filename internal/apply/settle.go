package apply

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// How often a busy cluster is polled, and how long an idle one may take to reach
// the expected state: attributes that agents set (ping) arrive with a delay of
// seconds and may start more.
const (
	lookEvery = 500 * time.Millisecond
	graceTime = 20 * time.Second
)

// settle waits until the cluster is idle and everything runs as expected, or until
// the order's timeout. Remaining differences are in the outcome.
func (r *run) settle(ctx context.Context) error {
	if r.file {
		return ErrNoStatus
	}
	r.event(Event{Stage: Settling, Total: r.total()})
	deadline := time.Now().Add(r.order.Timeout)
	graceEnds := time.Time{}
	w := newWatcher(r)
	for {
		idle, state, err := w.watch(ctx, time.Until(deadline))
		if err != nil && r.answersAgain(ctx, err) {
			continue
		}
		if err != nil {
			return err
		}
		r.event(Event{Stage: Checking})
		problems, err := r.compare(ctx, state)
		if err != nil && r.answersAgain(ctx, err) {
			continue
		}
		if err != nil {
			return err
		}
		switch now := time.Now(); {
		case !idle:
			r.problem(newProblem(ProblemNotIdle, "", "", message.Verbatim(r.order.Timeout.String())))
			r.problems(r.pending(ctx))
			r.problems(problems)
			return nil
		case len(problems) == 0:
			r.out.Settled = true
			return nil
		case graceEnds.IsZero():
			graceEnds = now.Add(min(graceTime, r.order.Timeout))
		case now.After(graceEnds), now.After(deadline), final(problems):
			r.out.Settled = true
			r.problems(problems)
			return nil
		}
		if !pause(ctx, time.Second) {
			return context.Cause(ctx)
		}
	}
}

// final reports whether waiting longer cannot help: an action failed, which the
// cluster does not undo by itself, or nothing more will change.
func final(problems []Problem) bool {
	return slices.ContainsFunc(problems, func(p Problem) bool { return p.Code == ProblemFailed }) ||
		!slices.ContainsFunc(problems, Problem.mayPass)
}

// mayPass reports whether a problem may pass by itself: that a resource does not
// run and no failure is known that keeps it from running.
func (p Problem) mayPass() bool {
	return !p.Before && p.Detail == "" && (p.Code == ProblemNotRunning || p.Code == ProblemNotPromoted)
}

// pending is what a cluster that was not idle in time still has to do.
func (r *run) pending(ctx context.Context) []Problem {
	list, err := Pending(ctx, r.c)
	if err != nil {
		return nil // that it is not idle is reported anyway
	}
	var out []Problem
	for _, e := range list {
		out = append(out, newProblem(ProblemPending, e.Resource, cmp.Or(e.Dest, e.Node), pcmk.ActionName(e.Action)))
	}
	return out
}

// watch reports what happens until the cluster is idle or the limit has passed, and
// returns the state then.
func (w *watcher) watch(ctx context.Context, limit time.Duration) (idle bool, state *pcmk.State, err error) {
	c, waited := w.run.c, make(chan error, 1)
	waiting, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() { waited <- c.Idle(waiting, max(limit, time.Second)) }()
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return false, nil, context.Cause(ctx)
		case err := <-waited:
			if err != nil && !errors.Is(err, ErrBusy) {
				return false, nil, err
			}
			state, serr := status(ctx, c)
			if serr != nil {
				return false, nil, serr
			}
			w.look(state, err == nil)
			return err == nil, state, nil
		case <-tick.C:
			// If it does not answer now, it may do so at the next poll.
			if err := w.glance(ctx); errors.Is(err, ErrNoStatus) {
				return false, nil, err
			}
		}
	}
}

// glance polls a busy cluster. It ignores an answer that is the same as before.
func (w *watcher) glance(ctx context.Context) error {
	data, err := w.run.c.Status(ctx)
	if err != nil || bytes.Equal(data, w.answer) {
		return err
	}
	w.answer = data
	state, err := pcmk.ReadStatus(data)
	if err == nil {
		w.look(state, false)
	}
	return err
}

// answersAgain waits for a destination whose connection was lost.
func (r *run) answersAgain(ctx context.Context, cause error) bool {
	if errors.Is(cause, ErrNoStatus) || ctx.Err() != nil {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	for pause(ctx, time.Second) {
		if _, err := status(ctx, r.c); err == nil {
			return true
		}
	}
	return false
}

func (r *run) total() int {
	if r.expect == nil {
		return 0
	}
	return len(r.expect.Effects)
}

// watcher turns the differences between two polls into events.
type watcher struct {
	run  *run
	last map[place]string // what each resource does on each node
	seen map[int]bool     // effects that were seen running
	told map[int]bool     // reloads that were reported
	said int              // effects done, as last reported
	old  []pcmk.Failure

	answer []byte // the last answer of glance
}

type place struct{ resource, node string }

func newWatcher(r *run) *watcher {
	w := &watcher{run: r, seen: map[int]bool{}, told: map[int]bool{}, said: -1}
	if r.before != nil {
		w.last, w.old = places(r.before), r.before.Failures
	}
	return w
}

// places is the state of each resource on each node it is on.
func places(s *pcmk.State) map[place]string {
	out := map[place]string{}
	for _, i := range s.Resources {
		for _, n := range i.Nodes {
			out[place{i.ID, n}] = working(i)
		}
	}
	return out
}

// working is what an instance does, failures aside.
func working(i pcmk.Instance) string {
	switch {
	case i.Pending != "" && i.Pending != "Monitoring":
		return underWay(i.Pending)
	case i.Role == cib.Promoted:
		return "promoted"
	case !i.Active:
		return "stopped"
	}
	return "started"
}

// StateOf is the state of an instance as events have it; besides, blocked and
// failed.
func StateOf(i pcmk.Instance) string {
	switch {
	case i.Blocked:
		return "blocked"
	case i.Failed:
		return "failed"
	}
	return working(i)
}

// underWay is Pacemaker's word for a pending action as an event has it.
func underWay(pending string) string {
	switch pending {
	case "Starting":
		return "starting"
	case "Stopping":
		return "stopping"
	case "Promoting":
		return "promoting"
	case "Demoting":
		return "demoting"
	case "Migrating":
		return "moving"
	}
	return "starting"
}

// look compares with the last poll and reports what is new.
func (w *watcher) look(s *pcmk.State, idle bool) {
	now := places(s)
	done, total := w.progress(s, now, idle), w.run.total()
	var changed []place
	for p, state := range now {
		if w.last[p] != state && (w.last != nil || state != "started") {
			changed = append(changed, p)
		}
	}
	for p := range w.last {
		if _, there := now[p]; !there {
			changed = append(changed, p)
		}
	}
	slices.SortFunc(changed, func(a, b place) int { return cmp.Or(cmp.Compare(a.resource, b.resource), cmp.Compare(a.node, b.node)) })
	for _, p := range changed {
		state := now[p]
		if state == "" {
			state = "stopped"
		}
		w.run.event(Event{Stage: Settling, Resource: p.resource, Node: p.node, State: state, Done: done, Total: total})
	}
	for _, p := range w.reloads(s) {
		changed = append(changed, p)
		w.run.event(Event{Stage: Settling, Resource: p.resource, Node: p.node, State: "reloaded", Done: done, Total: total})
	}
	for _, f := range newFailures(w.old, s.Failures) {
		w.run.event(Event{Stage: Settling, Resource: f.Resource(), Node: f.Node, State: "failed", Text: f.Message().String(), Translatable: f.Message(), Done: done, Total: total})
	}
	if len(changed) == 0 && done != w.said {
		w.run.event(Event{Stage: Settling, Done: done, Total: total})
	}
	w.last, w.old, w.said = now, s.Failures, done
}

// progress counts the expected effects that have happened. A restart is only
// visible while it runs, so it counts when it was seen or the cluster is idle.
func (w *watcher) progress(s *pcmk.State, now map[place]string, idle bool) int {
	if w.run.expect == nil {
		return 0
	}
	done := 0
	for i, e := range w.run.expect.Effects {
		at := func(node string) string { return now[place{e.Resource, node}] }
		there := at(e.Node)
		if e.Dest != "" {
			there = at(e.Dest)
		}
		running := there == "started" || there == "promoted"
		come := false
		switch e.Action {
		case "start", "move", "migrate":
			come = running
		case "stop":
			come = there == "" || there == "stopped"
		case "promote":
			come = there == "promoted"
		case "demote":
			come = there == "started"
		default: // restart, recover, reload, fence
			w.seen[i] = w.seen[i] || !running || w.acted(s, e)
			come = w.seen[i] && running
		}
		if come || idle {
			done++
		}
	}
	return done
}

// acted reports whether any action was carried out for an effect since the write.
// Without the state from before this is unknown.
func (w *watcher) acted(s *pcmk.State, e pcmk.Effect) bool {
	if w.run.before == nil || w.run.before.Calls == nil {
		return false
	}
	at := pcmk.Spot{Resource: e.Resource, Node: e.Node}
	return s.Calls[at] > w.run.before.Calls[at]
}

// reloads returns the expected reloads carried out since the last poll: the
// resource keeps running, so there is no other sign of them.
func (w *watcher) reloads(s *pcmk.State) []place {
	var out []place
	if w.run.expect == nil {
		return nil
	}
	for i, e := range w.run.expect.Effects {
		if e.Action == "reload" && !w.told[i] && w.acted(s, e) {
			w.told[i] = true
			out = append(out, place{e.Resource, e.Node})
		}
	}
	return out
}

// newFailures are those that were not there before.
func newFailures(before, now []pcmk.Failure) []pcmk.Failure {
	return slices.DeleteFunc(slices.Clone(now), func(f pcmk.Failure) bool { return slices.ContainsFunc(before, f.Same) })
}

package apply

import (
	"context"
	"errors"
	"slices"
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// Limits of single steps. They do not depend on the user's context: a write is
// always carried through, so that its result is known.
const (
	writeTime  = 2 * time.Minute
	answerTime = 30 * time.Second
	logTime    = 30 * time.Second
)

// askAgain is how long to wait before asking a cluster again that did not answer.
const askAgain = time.Second

// askTime is how long all queries of an order to the cluster's tools may take: with
// a large configuration each takes seconds.
const askTime = 5 * time.Minute

// Longest is how long an order takes at most, if each of its steps uses its limit.
// A client need not wait longer.
func (o Order) Longest() time.Duration {
	wait := o.Timeout
	if wait <= 0 {
		wait = DefaultTimeout
	}
	longest := askTime + writeTime + answerTime + wait + graceTime + 4*logTime
	if o.Action == Rollback {
		longest += wait // between two writes
	}
	if o.Rollback {
		longest += writeTime + wait + answerTime
	}
	return longest
}

// DefaultTimeout is how long a cluster may take to settle when an order does
// not say.
const DefaultTimeout = 5 * time.Minute

// The actions of orders and of log entries.
const (
	Apply    = "apply"
	Rollback = "rollback"
)

// The results of log entries.
const (
	ResultStarted    = "started"
	ResultWritten    = "written"
	ResultSettled    = "settled"
	ResultFailed     = "failed"
	ResultRefused    = "refused"
	ResultRolledBack = "rolled back"
)

// run is one order being carried out.
type run struct {
	c      Cluster
	order  Order
	events func(Event)
	out    Outcome

	journal func(Phase, string) error // nil: the order is not resumed
	carrier context.Context           // the context of Engine.Run or Resume, even in steps that are not interrupted
	before  *pcmk.State               // what ran before the write; nil when unknown
	expect  *pcmk.Simulation          // what the scheduler expects of the change; may be nil
	held    []Held                    // what the change leaves undone because it is not managed
	base    []byte                    // the expected final configuration; nil when unknown
	file    bool                      // the destination is a CIB file
}

// Run carries out an order as an Engine does, without a journal. An Executor does
// it on its own side.
func Run(ctx context.Context, c Cluster, order Order, events func(Event)) (Outcome, error) {
	if e, ok := c.(Executor); ok {
		return e.Execute(ctx, order, events)
	}
	return Engine{Cluster: c, Events: events}.Run(ctx, order)
}

func newRun(ctx context.Context, e Engine, order Order) *run {
	if order.Timeout <= 0 {
		order.Timeout = DefaultTimeout
	}
	if order.Action == "" {
		order.Action = Apply
	}
	return &run{c: e.Cluster, order: order, events: e.Events, journal: e.Journal, carrier: ctx, base: order.After}
}

func (r *run) event(e Event) {
	e.Time = time.Now()
	if r.events != nil {
		r.events(e)
	}
}

// keep prepares the write: it checks the cluster's state and saves its
// configuration.
func (r *run) keep(ctx context.Context) error {
	if err := r.prepare(ctx); err != nil {
		return err
	}
	return r.save(ctx)
}

// prepare records the cluster's state, to know afterwards what is new.
func (r *run) prepare(ctx context.Context) error {
	state, err := status(ctx, r.c)
	if errors.Is(err, ErrNoStatus) {
		r.file = true
		return nil
	}
	if err != nil {
		return err
	}
	r.before = state
	return r.foresee(ctx)
}

// foresee has the scheduler say what the order leads to, as the plan did.
func (r *run) foresee(ctx context.Context) error {
	plan := &Plan{Before: r.order.Before, After: r.order.After}
	then, err := plan.simulateThen(ctx, r.c)
	if errors.Is(err, ErrNoTools) {
		return nil
	}
	if err != nil {
		return err
	}
	r.expect = then
	r.held, err = held(ctx, r.c, r.order.After, then)
	return err
}

// save saves the old configuration on the destination and logs the order: an apply
// that cannot be logged does not begin.
func (r *run) save(ctx context.Context) error {
	if r.journal != nil {
		if err := ctx.Err(); err != nil {
			return err
		}
		var cancel func()
		ctx, cancel = context.WithTimeout(context.WithoutCancel(ctx), writeTime)
		defer cancel()
	}
	r.event(Event{Stage: Saving})
	if err := r.announce(PhaseAccepted); err != nil {
		return err
	}
	id, err := r.c.Store().Save(ctx, r.order.Before, r.entry(ResultStarted, none))
	if err != nil {
		return &SaveError{err}
	}
	r.out.SavedAs = id
	if err := r.announce(PhaseSaved); err != nil {
		r.note(ctx, ResultFailed, message.Of(err))
		return err
	}
	return nil
}

// log adds an entry to the destination's log, even if the user has left.
func (r *run) log(ctx context.Context, result string, said message.Message) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), logTime)
	defer cancel()
	return r.c.Store().Append(ctx, r.entry(result, said))
}

func (r *run) entry(result string, said message.Message) Entry {
	said = r.secrets().Message(said)
	e := Entry{Time: time.Now().UTC(), ID: r.out.SavedAs, Who: r.order.Who, Source: r.order.Source,
		Action: r.order.Action, Result: result, Message: said.String(), Translatable: said, Epoch: epoch(r.order.Before), NoQuorum: rootAttr(r.order.Before, "have-quorum") == "0"}
	if result == ResultWritten && r.order.Script == nil {
		e.Wrote = Digest(r.order.After)
	}
	return e
}

// secrets are those of the order's configurations.
func (r *run) secrets() Secrets { return SecretsOf(r.order.Before, r.order.After) }

// note adds a log entry. A failure to do so is only recorded in the outcome.
func (r *run) note(ctx context.Context, result string, said message.Message) {
	if err := r.log(ctx, result, said); err != nil {
		r.problem(newProblem(ProblemLog, "", "", message.Of(err)))
	}
}

// write writes the configuration. If the write does not answer, it asks the cluster
// for its configuration.
func (r *run) write(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return r.notBegun(ctx, err)
	}
	r.event(Event{Stage: Writing})
	if err := r.announce(PhaseWriting); err != nil {
		r.note(ctx, ResultFailed, message.Of(err))
		return err
	}
	err := r.put(ctx)
	if err != nil && !errors.Is(err, ErrStale) {
		err = r.inspect(ctx, err, r.order.Before, r.order.After)
	}
	if err == nil {
		r.out.Changed = true
		_ = r.announce(PhaseWritten) // on failure Resume asks the cluster
		r.note(ctx, ResultWritten, none)
		return nil
	}
	var halfway *HalfwayError
	var uncertain *UncertainError
	r.out.Changed = errors.As(err, &halfway)
	if !r.out.Changed && !errors.As(err, &uncertain) {
		_ = r.announce(PhaseSaved) // nothing was written; the order ends with err anyway
	} else if cause := r.left(); cause != nil {
		return cause
	}
	result := ResultFailed
	if errors.Is(err, ErrStale) {
		result = ResultRefused
	}
	r.note(ctx, result, message.Of(err))
	return err
}

// notBegun ends an order whose context ended before anything was written, so there
// is nothing to resume.
func (r *run) notBegun(ctx context.Context, err error) error {
	said := textNotBegun.With()
	if r.left() != nil {
		err, said = ErrUnwritten, textUnwritten.With()
	}
	r.note(ctx, ResultFailed, said)
	return err
}

// put is the write itself, by patch or by script.
func (r *run) put(ctx context.Context) error {
	limit := writeTime
	if r.order.Action == Rollback {
		limit += r.order.Timeout // the cluster may have to settle in between
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	defer cancel()
	switch {
	case r.order.Script != nil:
	case r.order.Action == Rollback:
		return r.putBack(ctx, r.order.Before, r.order.After)
	default:
		return r.c.Write(ctx, r.order.Before, r.order.After)
	}
	s, ok := r.c.(Scripter)
	if !ok {
		return ErrNoScripts
	}
	// The script works on any configuration, so check right before it.
	live, err := r.c.CIB(ctx)
	if err != nil {
		return err
	}
	if epoch(live) != epoch(r.order.Before) {
		return ErrStale
	}
	if err := s.RunScript(ctx, r.order.Script, func(line string) { r.event(Event{Stage: Writing, Text: line}) }); err != nil {
		return err
	}
	// The expected configuration is the result of pcs, not that of this order.
	if r.base, err = r.c.CIB(ctx); err != nil {
		r.base = nil
	}
	return nil
}

// epoch is what changes when an administrator changes the configuration.
func epoch(cib []byte) string { return rootAttr(cib, "admin_epoch") + "." + rootAttr(cib, "epoch") }

// inspect finds out what became of a write that failed: nil when the
// configuration it led to is there, the cause when nothing was changed.
func (r *run) inspect(ctx context.Context, cause error, from, to []byte) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), answerTime)
	defer cancel()
	var live []byte
	for {
		var err error
		if live, err = r.c.CIB(ctx); err == nil {
			break
		}
		if !pause(ctx, askAgain) {
			return &UncertainError{Cause: cause, Read: err}
		}
	}
	if epoch(live) == epoch(from) {
		return cause
	}
	if same, err := Same(live, to); err == nil && same {
		return nil
	}
	if same, err := Same(live, from); err == nil && same {
		return cause
	}
	var halfway *HalfwayError
	if errors.As(cause, &halfway) {
		return cause
	}
	if half, err := Halfway(live, from, to); err == nil && half {
		return &HalfwayError{Cause: cause}
	}
	return &UncertainError{Cause: cause}
}

// finish waits for the cluster, compares, and rolls back when it has to.
func (r *run) finish(ctx context.Context) (Outcome, error) {
	err := r.settle(ctx)
	if errors.Is(err, ErrNoStatus) { // a file
		r.out.Settled = true
		r.note(ctx, ResultSettled, none)
		r.event(Event{Stage: Done})
		return r.out, nil
	}
	if err != nil && r.order.Rollback && errors.Is(context.Cause(ctx), ErrInterrupted) {
		r.problem(newProblem(ProblemStopped, "", "", none))
		return r.goBack(ctx)
	}
	if cause := r.left(); err != nil && cause != nil {
		return r.out, cause
	}
	if err != nil {
		r.note(ctx, ResultFailed, textNotWaited.With(err))
		return r.out, err
	}
	if r.order.Rollback && slices.ContainsFunc(r.out.Problems, Problem.caused) {
		return r.goBack(ctx)
	}
	if len(r.out.Problems) > 0 {
		r.note(ctx, ResultFailed, r.out.Problems[0].told())
	} else {
		r.note(ctx, ResultSettled, none)
	}
	r.event(Event{Stage: Done})
	return r.out, nil
}

// Watch waits for a cluster that already has the wanted configuration, as Run does
// after its write, and compares. Nothing is written, not even to the log:
// order.Before and order.After are the live CIB.
func Watch(ctx context.Context, c Cluster, order Order, events func(Event)) (Outcome, error) {
	r := newRun(ctx, Engine{Cluster: c, Events: events}, order)
	state, err := status(ctx, c)
	if err != nil {
		return r.out, err
	}
	r.before = state
	if err := r.settle(ctx); err != nil {
		return r.out, err
	}
	r.event(Event{Stage: Done})
	return r.out, nil
}

// pause waits, and reports whether it was to the end.
func pause(ctx context.Context, d time.Duration) bool {
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

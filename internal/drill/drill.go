// Package drill carries the failover test book of a cluster out on the cluster: it
// breaks what a case breaks, watches what the cluster does, compares that with what the
// scheduler expected, and brings the cluster back before the next case.
package drill

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/apply/tools"
	"hagen/internal/message"
	"hagen/internal/testbook"
)

// Hosts runs programs as root on the machines of a cluster's nodes.
type Hosts interface {
	// Run runs a program on the machine of a node. An error means that it could not
	// be run there: the machine is off, or does not answer.
	Run(ctx context.Context, node string, c tools.Command) (tools.Result, error)
}

// Power cuts the power of a machine and gives it back without the cluster, as a test
// laboratory can.
type Power interface {
	Off(ctx context.Context, node string) error
	On(ctx context.Context, node string) error
}

// Drill is what is to be carried out, and where.
type Drill struct {
	Book  *testbook.Book // of the cluster as it is now
	Cases []string       // the numbers of the cases; nil: all
	Hosts Hosts
	// Power crashes nodes; nil: their fence devices do, where the cluster has some.
	Power Power
	// Limit bounds how long a case may take, and the return after it.
	Limit time.Duration
	// Secrets are masked in what is recorded.
	Secrets apply.Secrets
	// Began is told of each case before it is carried out, Ended after it, when the
	// cluster is back. Either may be nil.
	Began func(*testbook.Case)
	Ended func(*Case)

	pace time.Duration // how often the cluster is asked; 0: every second
}

var (
	errNotAtRest  = message.New("drill.not-at-rest", "differences")
	textAtRestFix = message.New("drill.bring-to-rest")
	textNoCase    = message.New("drill.no-case", "number")
)

// run is a drill under way.
type run struct {
	*Drill
	start  *pcmk.State // what runs where before each case
	result *Result
	every  time.Duration
	did    *[]Deed // where commands are recorded

	mu    sync.Mutex
	order []string // nodes, the one that answered last first
}

// awake are the nodes, the one that answered last first.
func (r *run) awake() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.order)
}

// answered puts a node first.
func (r *run) answered(node string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.order = slices.Insert(slices.DeleteFunc(r.order, func(n string) bool { return n == node }), 0, node)
}

// Run carries the cases out, one after the other, until one leaves the cluster in
// another state than it was before. The result has everything that happened, also
// when Run is interrupted: the cluster is brought back then as well. An error means that
// nothing was disturbed.
func (d *Drill) Run(ctx context.Context) (*Result, error) {
	chosen, err := d.Chosen()
	if err != nil {
		return nil, err
	}
	r := &run{Drill: d, start: d.Book.World.State, order: d.members(), every: cmp.Or(d.pace, time.Second), result: &Result{Scheduler: d.Book.World.Version, Began: time.Now()}}
	if err := r.atRest(ctx); err != nil {
		return nil, err
	}
	for _, c := range chosen {
		if ctx.Err() != nil {
			r.result.Interrupted = true
			break
		}
		done := &Case{Number: c.Number, Case: c}
		if done.Why = r.refusal(ctx, c); !done.Why.IsZero() {
			done.Verdict = NotCarriedOut
			r.end(done)
			continue
		}
		if d.Began != nil {
			d.Began(c)
		}
		r.carryOut(ctx, done)
		r.end(done)
		r.result.Interrupted = r.result.Interrupted || ctx.Err() != nil
		if len(done.Left) > 0 {
			r.result.Left = done.Left
			break
		}
	}
	r.result.Ended = time.Now()
	return r.result, nil
}

func (r *run) end(c *Case) {
	r.result.Cases = append(r.result.Cases, c)
	if r.Ended != nil {
		r.Ended(c)
	}
}

// Chosen are the cases that are asked for, in the order of the book.
func (d *Drill) Chosen() ([]*testbook.Case, error) {
	if d.Cases == nil {
		return d.Book.Cases, nil
	}
	var out []*testbook.Case
	for _, c := range d.Book.Cases {
		if slices.Contains(d.Cases, c.Number) {
			out = append(out, c)
		}
	}
	for _, number := range d.Cases {
		if !slices.ContainsFunc(out, func(c *testbook.Case) bool { return c.Number == number }) {
			return nil, message.Fail(textNoCase, number)
		}
	}
	return out, nil
}

// members are the nodes with a vote.
func (d *Drill) members() []string {
	var out []string
	for _, n := range d.Book.World.State.Nodes {
		if !n.Remote {
			out = append(out, n.Name)
		}
	}
	return out
}

// atRest makes sure that the cluster is as each case begins: what the scheduler
// expects, without a failure.
func (r *run) atRest(ctx context.Context) error {
	s, err := r.state(ctx)
	if err != nil {
		return err
	}
	if different := r.astray(s); len(different) > 0 {
		return message.Fail(errNotAtRest, message.List(different)).Advise(textAtRestFix)
	}
	return nil
}

// errDown says that the cluster runs on no node that answers.
var errDown = errors.New("the cluster runs on no node that answers")

// answerTime is how long a node may take to say how the cluster is.
const answerTime = 10 * time.Second

// state asks a node how the cluster is: the one that answered last, then the others.
func (r *run) state(ctx context.Context) (*pcmk.State, error) {
	var first error
	for _, node := range r.awake() {
		s, err := r.stateOn(ctx, node)
		if err == nil {
			r.answered(node)
			return s, nil
		}
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		if first == nil {
			first = err
		}
	}
	return nil, errors.Join(errDown, first)
}

func (r *run) stateOn(ctx context.Context, node string) (*pcmk.State, error) {
	bounded, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	data, err := r.cluster(node).Status(bounded)
	if err != nil {
		return nil, err
	}
	return pcmk.ReadStatus(data)
}

// cluster is the cluster as a node sees it.
func (r *run) cluster(node string) *tools.Cluster { return tools.New(node, machine{r.Hosts, node}) }

// machine is a runner on the machine of a node.
type machine struct {
	hosts Hosts
	node  string
}

func (m machine) Run(ctx context.Context, c tools.Command) (tools.Result, error) {
	return m.hosts.Run(ctx, m.node, c)
}

func (m machine) Close() error { return nil }

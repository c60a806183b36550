package scheduler

import (
	"context"
	"slices"
	"time"

	"github.com/beevik/etree"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
)

// atMost bounds how many transitions a cluster may need until it is at rest. Real
// ones need two or three; one that needs more goes round in circles.
const atMost = 20

var (
	errNoCIB error = message.Fail(message.New("scheduler.no-cib"))

	textRestless    = message.New("scheduler.restless", "transitions")
	textNoNode      = message.New("scheduler.no-node", "node")
	textNotActive   = message.New("scheduler.not-active", "resource", "node")
	textCannotFence = message.New("scheduler.unfenceable", "node")

	textUnwatched = message.New("scheduler.unwatched", "resource", "node")
)

// World is a cluster that exists only in the scheduler's eyes.
type World struct {
	// State is what runs where.
	State *pcmk.State
	// Version is that of the Pacemaker whose scheduler is asked.
	Version string
	// Assumed is what hagen set in place of the agents, which do not run.
	Assumed []Assumption

	asker   Asker
	cib     []byte
	failing []Op            // what fails whenever it is tried
	decided map[string]bool // node and attribute that an event set
}

// Course is what a cluster did.
type Course struct {
	Before, After *pcmk.State
	Effects       []pcmk.Effect // in the order of the transitions
	Order         []pcmk.Step   // what is carried out, in the scheduler's order
	// Unfenceable are the nodes that have to be fenced and cannot be: no node that is
	// left may use a device for them. The cluster waits until someone confirms that
	// they are off; what the course has beyond that happens only then.
	Unfenceable []string
	// Notice is how long the cluster takes at most to notice a failed resource: the
	// interval of its monitor and the timeout. It is 0 for what corosync notices.
	Notice time.Duration
	// Takes is how long the cluster then takes at most, by the timeouts of the
	// actions that wait for each other.
	Takes time.Duration
}

// Start makes the cluster of a configuration whose nodes all join, with nothing
// running, and lets it come to rest.
func Start(ctx context.Context, asker Asker, configuration []byte, nodes []string) (*World, error) {
	doc, err := parse(configuration)
	if err != nil {
		return nil, err
	}
	if status := doc.Root().SelectElement("status"); status != nil {
		doc.Root().RemoveChild(status)
	}
	setQuorum(doc, true)
	w, err := newWorld(asker, doc)
	if err != nil {
		return nil, err
	}
	_, err = w.settle(ctx, Question{Up: nodes})
	return w, err
}

// Live continues from a CIB with its status, as a cluster has it now.
func Live(ctx context.Context, asker Asker, live []byte) (*World, error) {
	doc, err := parse(live)
	if err != nil {
		return nil, err
	}
	w, err := newWorld(asker, doc)
	if err != nil {
		return nil, err
	}
	_, err = w.settle(ctx, Question{})
	return w, err
}

func newWorld(asker Asker, doc *etree.Document) (*World, error) {
	data, err := doc.WriteToBytes()
	return &World{asker: asker, cib: data, decided: map[string]bool{}}, err
}

// Clone is a world of its own in the same state.
func (w *World) Clone() *World {
	out := *w
	out.failing = slices.Clone(w.failing)
	out.Assumed = slices.Clone(w.Assumed)
	out.decided = map[string]bool{}
	for k, v := range w.decided {
		out.decided[k] = v
	}
	return &out
}

// Happen lets events happen at once and follows the cluster until it is at rest.
func (w *World) Happen(ctx context.Context, events ...Event) (*Course, error) {
	return w.happen(ctx, events, false)
}

func (w *World) happen(ctx context.Context, events []Event, uncounted bool) (*Course, error) {
	doc, err := parse(w.cib)
	if err != nil {
		return nil, err
	}
	var q Question
	var notice time.Duration
	var leaving []string
	for _, e := range events {
		if err := w.check(e); err != nil {
			return nil, err
		}
		took, err := w.begin(doc, e, &q)
		if err != nil {
			return nil, err
		}
		notice = max(notice, took)
		if e.Kind == NodeStops {
			leaving = append(leaving, e.Node)
		}
	}
	if uncounted {
		for _, op := range q.Happened {
			record(doc, op)
		}
		q.Happened = nil
	}
	if len(q.Crash)+len(q.Up) > 0 {
		w.vote(doc, q.Crash, q.Up)
	}
	if w.cib, err = doc.WriteToBytes(); err != nil {
		return nil, err
	}
	course, err := w.settle(ctx, q)
	if err != nil {
		return nil, err
	}
	course.Notice = notice
	if len(q.Crash) > 0 && !w.anyUp() {
		// Nobody is left to fence, or to stop anything: the scheduler, which
		// crm_simulate runs all the same, would run on none of the nodes.
		course.Effects, course.Order, course.Takes = nil, nil, 0
	}
	if len(leaving) > 0 {
		return w.leave(ctx, course, leaving)
	}
	return course, nil
}

// anyUp reports whether a member is left.
func (w *World) anyUp() bool {
	return slices.ContainsFunc(w.State.Nodes, func(n pcmk.Node) bool { return n.Online && !n.Remote })
}

// leave takes nodes that have stopped everything out of the cluster.
func (w *World) leave(ctx context.Context, course *Course, leaving []string) (*Course, error) {
	doc, err := parse(w.cib)
	if err != nil {
		return nil, err
	}
	w.vote(doc, leaving, nil)
	if w.cib, err = doc.WriteToBytes(); err != nil {
		return nil, err
	}
	rest, err := w.settle(ctx, Question{Down: leaving})
	if err != nil {
		return nil, err
	}
	course.After, course.Takes = rest.After, course.Takes+rest.Takes
	course.Effects = append(course.Effects, rest.Effects...)
	course.addUnfenceable(rest.Unfenceable)
	course.Order = append(course.Order, rest.Order...)
	return course, nil
}

// settle asks for one transition after another until nothing is left to do.
func (w *World) settle(ctx context.Context, q Question) (*Course, error) {
	course := &Course{Before: w.State}
	for range atMost {
		q.CIB, q.Failing = w.cib, w.failing
		answer, err := w.asker.AskScheduler(ctx, q)
		if err != nil {
			return nil, err
		}
		quiet, err := w.take(answer, q, course)
		if err != nil {
			return nil, err
		}
		if quiet {
			course.After = w.State
			return course, nil
		}
		q = Question{}
	}
	return nil, message.Fail(textRestless, atMost)
}

// take takes an answer over. It reports whether the cluster is at rest.
func (w *World) take(answer *Answer, q Question, course *Course) (quiet bool, err error) {
	said, err := pcmk.ReadSimulation(answer.Report)
	if err != nil {
		return false, err
	}
	g, err := readGraph(answer.Graph)
	if err != nil {
		return false, &pcmk.AnswerError{Tool: "crm_simulate", Err: err}
	}
	doc, err := parse(answer.CIB)
	if err != nil {
		return false, &pcmk.AnswerError{Tool: "crm_simulate", Err: err}
	}
	forgetAbsent(doc, said.After)
	settleCounts(doc, g, slices.Concat(q.Happened, q.Failing))
	changed, assumed := follow(doc, said.After, w.decided)
	w.Assumed = union(w.Assumed, assumed)
	w.State, w.Version = said.After, answer.Version
	course.Effects = append(course.Effects, said.Effects...)
	course.addUnfenceable(unfenceable(doc, said, q))
	course.Order = append(course.Order, said.Steps...)
	course.Takes += g.longest(q.Failing)
	w.cib, err = doc.WriteToBytes()
	nothing := g.empty() || said.Terminated && len(said.Steps) == 0
	return nothing && !changed && len(q.Up)+len(q.Down)+len(q.Crash) == 0, err
}

// union adds assumptions about attributes that are not known yet.
func union(known, more []Assumption) []Assumption {
	for _, a := range more {
		if !slices.ContainsFunc(known, func(k Assumption) bool { return k.Resource == a.Resource && k.Name == a.Name }) {
			known = append(known, a)
		}
	}
	return known
}

// forgetAbsent removes the attributes of nodes that left, as the cluster does.
func forgetAbsent(doc *etree.Document, state *pcmk.State) {
	for _, n := range state.Nodes {
		node := stateOf(doc, n.Name)
		if node == nil || n.Online || n.Unclean {
			continue
		}
		for _, transient := range node.SelectElements("transient_attributes") {
			node.RemoveChild(transient)
		}
	}
}

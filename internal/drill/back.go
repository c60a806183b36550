package drill

import (
	"context"
	"slices"
	"strings"
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/shquote"
	"hagen/internal/testbook"
)

var textUndoLeft = message.New("drill.undo-left", "command", "node")

// The times of the return.
const (
	idleLimit  = 90 * time.Second
	settleTime = 30 // times, until failures are forgotten, or moved resources stay
	moveTime   = 90 // times, until resources have moved
	joinTime   = 10 // times, until nodes that do not join are started again
)

// back brings the cluster to where the case began: what was broken is repaired, nodes
// return, failures are forgotten, and what still runs elsewhere moves back. It returns
// what is left for people.
func (r *run) back(ctx context.Context, c *testbook.Case) []message.Message {
	left := r.mend(ctx, c)
	for _, node := range r.members() {
		if err := r.wake(ctx, node); err != nil {
			left = append(left, message.Of(err))
		}
	}
	r.join(ctx)
	r.anywhere(ctx, "crm_resource --cleanup")
	if len(left) > 0 {
		return append(left, r.remains(ctx)...)
	}
	r.wait(ctx, settleTime*r.every, func(s *pcmk.State) bool { return len(s.Failures)+len(s.Counts) == 0 })
	if r.idle(ctx) && r.comes(ctx, 2*r.every) || r.moveBack(ctx) || r.restart(ctx) {
		return nil
	}
	return r.remains(ctx)
}

// mend undoes what broke something. A machine that restarted has forgotten it.
func (r *run) mend(ctx context.Context, c *testbook.Case) []message.Message {
	var left []message.Message
	for _, a := range r.Book.Undo(c) {
		if a.Command == "" || !mends(a.Event) {
			continue
		}
		if err := r.wake(ctx, a.Node); err != nil {
			left = append(left, textUndoLeft.With(a.Command, a.Node))
			continue
		}
		// What a command says does not matter: what broke nothing yet cannot be undone.
		if _, err := r.sh(ctx, a.Node, a.Command); err != nil {
			left = append(left, textUndoLeft.With(a.Command, a.Node))
		}
	}
	return left
}

// mends reports whether what is undone is a thing that hagen broke on a machine: nodes
// return and failures are cleaned up as the cluster is found.
func mends(e scheduler.Event) bool {
	return e.Resource != "" && e.Kind != scheduler.Fails || e.Kind == scheduler.AttributeIs
}

// join starts the cluster where it does not run, and ends standby, until all nodes are
// as they were. A machine that has just started may need to be asked more than once.
func (r *run) join(ctx context.Context) {
	bounded, cancel := context.WithTimeout(ctx, r.Limit)
	defer cancel()
	for first := true; bounded.Err() == nil; first = false {
		if !first && r.wait(bounded, joinTime*r.every, r.joined) {
			return
		}
		s, err := r.state(bounded)
		for _, node := range r.members() {
			var n pcmk.Node
			if err == nil {
				n, _ = s.Node(node)
			}
			if !n.Online && r.wake(bounded, node) == nil { // a fencing under way may only have ended now
				_, _ = r.sh(bounded, node, "pcs cluster start")
			}
			if was, _ := r.start.Node(node); err == nil && n.Standby && !was.Standby {
				_, _ = r.sh(bounded, node, "pcs node unstandby "+word(node))
			}
		}
	}
}

// joined reports whether all nodes are as they were. What put one on standby by a
// failure is cleaned up later.
func (r *run) joined(s *pcmk.State) bool {
	return !slices.ContainsFunc(r.start.Nodes, func(n pcmk.Node) bool {
		is, _ := s.Node(n.Name)
		return stateOf(is) != stateOf(n) && !is.StandbyOnFail
	})
}

// wait waits until the state of the cluster is as wanted.
func (r *run) wait(ctx context.Context, limit time.Duration, wanted func(*pcmk.State) bool) bool {
	bounded, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	for {
		if s, err := r.state(bounded); err == nil && wanted(s) {
			return true
		}
		if r.pause(bounded) != nil {
			return false
		}
	}
}

// comes reports whether the cluster is back, and at rest, within a time.
func (r *run) comes(ctx context.Context, limit time.Duration) bool {
	back := func(s *pcmk.State) bool { return len(r.astray(s)) == 0 }
	return r.wait(ctx, limit, back) && r.idle(ctx) && r.wait(ctx, 2*r.every, back)
}

func (r *run) idle(ctx context.Context) bool {
	return r.cluster(r.awake()[0]).Idle(ctx, idleLimit) == nil
}

// anywhere runs a line on the node that answered last.
func (r *run) anywhere(ctx context.Context, line string) {
	_, _ = r.sh(ctx, r.awake()[0], line) // what it did is seen
}

// moveBack moves what runs elsewhere to where it was, and forgets that it did.
func (r *run) moveBack(ctx context.Context) bool {
	if !r.idle(ctx) {
		return false
	}
	s, err := r.state(ctx)
	if err != nil {
		return false
	}
	constraints, err := r.cluster(r.awake()[0]).CIB(ctx)
	if err != nil {
		return false
	}
	moves := slices.DeleteFunc(testbook.MovesBack(s, r.start), func(m testbook.Move) bool { return bound(string(constraints), m.Resource) })
	for _, m := range moves {
		r.anywhere(ctx, m.Command())
	}
	r.wait(ctx, moveTime*r.every, func(s *pcmk.State) bool { return len(apart(s, r.start)) == 0 })
	for _, m := range moves { // also when the time is over: a move that stays would bind the resource
		r.anywhere(context.WithoutCancel(ctx), m.Clear())
	}
	return r.comes(ctx, settleTime*r.every)
}

// bound reports whether an administrator moved or banned a resource before: what ends a move
// would end that as well.
func bound(configuration, resource string) bool {
	return strings.Contains(configuration, `"cli-prefer-`+resource+`"`) || strings.Contains(configuration, `"cli-ban-`+resource+`-on-`)
}

// restart stops the cluster on all nodes and starts it again: everything runs where it
// does at first.
func (r *run) restart(ctx context.Context) bool {
	r.anywhere(ctx, "pcs cluster stop --all")
	r.anywhere(ctx, "pcs cluster start --all")
	r.join(ctx)
	return r.comes(ctx, 2*moveTime*r.every)
}

// remains says how the cluster still differs from where the case began.
func (r *run) remains(ctx context.Context) []message.Message {
	s, err := r.state(context.WithoutCancel(ctx)) // its time may be over
	if err != nil {
		return []message.Message{textCannotTell.With(message.Of(err))}
	}
	return r.astray(s)
}

// word is a word for a shell. Names of nodes and resources have nothing that cannot be
// quoted.
func word(s string) string {
	quoted, err := shquote.Quote(s)
	if err != nil {
		return s
	}
	return quoted
}

package agentd

import (
	"sync"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
)

// keptEvents limits how many events of an order an agent remembers. A client that
// reconnects later misses the oldest.
const keptEvents = 10_000

// order is an order under way or the last one: its state, and its events for
// every watcher, from the first on.
type order struct {
	ended chan struct{} // closed when the order has ended in this run

	mu      sync.Mutex
	state   api.State
	lines   []api.Line    // events, the oldest first
	changed chan struct{} // closed and replaced at each change
}

func newOrder(state api.State) *order {
	return &order{ended: make(chan struct{}), state: state, changed: make(chan struct{})}
}

// describe is the state now.
func (o *order) describe() api.State {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.state
}

// update changes the state and wakes all watchers.
func (o *order) update(change func(*api.State)) {
	o.mu.Lock()
	defer o.mu.Unlock()
	change(&o.state)
	o.wake()
}

func (o *order) wake() {
	close(o.changed)
	o.changed = make(chan struct{})
}

// event adds an event.
func (o *order) event(e apply.Event) {
	o.mu.Lock()
	defer o.mu.Unlock()
	seq := 1
	if n := len(o.lines); n > 0 {
		seq = o.lines[n-1].Seq + 1
	}
	if len(o.lines) == keptEvents {
		o.lines = append([]api.Line(nil), o.lines[keptEvents/2:]...)
	}
	o.lines = append(o.lines, api.Line{Seq: seq, Event: &e})
	o.state.Stage = e.Stage
	o.wake()
}

// since returns the events after one, the state, and a channel that is closed at
// the next change.
func (o *order) since(seq int) ([]api.Line, api.State, <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	i := len(o.lines)
	for i > 0 && o.lines[i-1].Seq > seq {
		i--
	}
	return o.lines[i:len(o.lines):len(o.lines)], o.state, o.changed
}

// last is the line that ends a stream, if the order has ended.
func last(state api.State) (api.Line, bool) {
	if state.Status == api.Running {
		return api.Line{}, false
	}
	return api.Line{Outcome: state.Outcome, Error: state.Error}, true
}

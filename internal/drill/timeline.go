package drill

import (
	"time"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

var (
	textNodeBecame = message.New("drill.became", "node", "state")
	textNowAt      = message.New("drill.now-at", "resource", "places")
	textNowFailed  = message.New("drill.now-failed", "operation", "node", "status")
	textNowFenced  = message.New("drill.now-fenced", "node", "action")
	textNowGone    = message.New("drill.now-gone")
	textNowTurned  = message.New("drill.now-turned", "node", "name", "value")
)

// see records what changed since the cluster was seen last; nil: it runs nowhere.
func (w *watcher) see(s *pcmk.State) {
	list := changes(w.last, s)
	w.last = s
	if len(list) == 0 {
		return
	}
	w.changed = time.Now()
	for _, what := range list {
		w.done.Timeline = append(w.done.Timeline, Moment{w.changed.Sub(w.done.Began), what})
	}
}

// changes lists what is otherwise in one state than in the one before.
func changes(was, is *pcmk.State) []message.Message {
	switch {
	case is == nil && was == nil:
		return nil
	case is == nil:
		return []message.Message{textNowGone.With()}
	case was == nil:
		was = &pcmk.State{}
	}
	var out []message.Message
	for _, n := range is.Nodes {
		before, known := was.Node(n.Name)
		if state := stateOf(n); !known || stateOf(before) != state {
			out = append(out, textNodeBecame.With(n.Name, nodeStates[state].With()))
		}
		if is.Fenced(n.Name) > was.Fenced(n.Name) {
			out = append(out, textNowFenced.With(n.Name, latest(is, n.Name)))
		}
	}
	for _, f := range is.Failures {
		if !remembers(was, f) {
			out = append(out, textNowFailed.With(f.Operation, f.Node, f.Status))
		}
	}
	for _, a := range is.Attributes {
		if was.Attribute(a.Node, a.Name) != a.Value {
			out = append(out, textNowTurned.With(a.Node, a.Name, a.Value))
		}
	}
	for _, id := range scheduler.Primitives(is) {
		if now := scheduler.Places(is, id); !testbook.SamePlaces(now, scheduler.Places(was, id)) {
			out = append(out, textNowAt.With(id, places(now)))
		}
	}
	return out
}

// latest is the latest successful fencing of a node.
func latest(s *pcmk.State, node string) string {
	for _, f := range s.Fencing {
		if f.Target == node && f.Status == "success" && f.Action != "on" {
			return f.Action
		}
	}
	return ""
}

func remembers(s *pcmk.State, f pcmk.Failure) bool {
	for _, known := range s.Failures {
		if known.Same(f) {
			return true
		}
	}
	return false
}

package drill

import (
	"slices"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
	"hagen/internal/testbook"
)

var (
	textNodeIs     = message.New("drill.node-is", "node", "state", "expected")
	textRunsAt     = message.New("drill.runs-at", "resource", "places", "expected")
	textNotFenced  = message.New("drill.not-fenced", "node")
	textFencedToo  = message.New("drill.fenced-too", "node")
	textStillUp    = message.New("drill.still-up")
	textCannotTell = message.New("drill.cannot-tell", "cause")
	textHasFailed  = message.New("drill.has-failed", "operation", "node")
	textHasCount   = message.New("drill.has-count", "resource", "node", "count")
	textNowhere    = message.New("drill.nowhere")
	textUnnoticed  = message.New("drill.unnoticed", "event")

	nodeStates = map[string]message.Text{
		online: message.New("drill.state.online"), standby: message.New("drill.state.standby"), offline: message.New("drill.state.offline"),
		unclean: message.New("drill.state.unclean"), pending: message.New("drill.state.pending"),
	}
)

// What a node can be.
const (
	online  = "online"
	standby = "standby"
	offline = "offline"
	unclean = "unclean"
	pending = "pending"
)

func stateOf(n pcmk.Node) string {
	switch {
	case n.Unclean:
		return unclean
	case n.Pending && n.Online:
		return pending
	case n.Online && (n.Standby || n.StandbyOnFail):
		return standby
	case n.Online:
		return online
	}
	return offline
}

// down reports whether no node is left in a state.
func down(s *pcmk.State) bool {
	return !slices.ContainsFunc(s.Nodes, func(n pcmk.Node) bool { return n.Online && !n.Remote })
}

// apart lists how nodes and resources differ from what is expected.
func apart(s, expected *pcmk.State) []message.Message {
	var out []message.Message
	for _, n := range expected.Nodes {
		got, _ := s.Node(n.Name)
		if is, want := stateOf(got), stateOf(n); is != want {
			out = append(out, textNodeIs.With(n.Name, nodeStates[is].With(), nodeStates[want].With()))
		}
	}
	for _, id := range scheduler.Primitives(expected) {
		is, want := scheduler.Places(s, id), scheduler.Places(expected, id)
		if !testbook.SamePlaces(is, want) {
			out = append(out, textRunsAt.With(id, places(is), places(want)))
		}
	}
	return out
}

func places(list []scheduler.Place) message.Message {
	var out []string
	for _, p := range list {
		out = append(out, p.Node+" ("+p.Role+")")
	}
	if out == nil {
		return textNowhere.With()
	}
	return message.Verbatim(strings.Join(out, ", "))
}

// astray lists how the cluster differs from where each case begins.
func (r *run) astray(s *pcmk.State) []message.Message {
	out := apart(s, r.start)
	for _, f := range s.Failures {
		out = append(out, textHasFailed.With(f.Operation, f.Node))
	}
	for _, c := range s.Counts {
		out = append(out, textHasCount.With(c.Resource, c.Node, c.Failures))
	}
	return out
}

// differences lists how the cluster differs from the end of a course. was is the state
// before it: fencings count from there. A cluster that runs nowhere has no state.
func differences(course *scheduler.Course, s, was *pcmk.State, err error) []message.Message {
	switch {
	case down(course.After) && err != nil:
		return nil
	case down(course.After):
		return []message.Message{textStillUp.With()}
	case err != nil:
		return []message.Message{textCannotTell.With(err)}
	}
	out := apart(s, course.After)
	for _, n := range course.After.Nodes {
		want, is := slices.Contains(course.Fenced(), n.Name), s.Fenced(n.Name) > was.Fenced(n.Name)
		switch {
		case want && !is:
			out = append(out, textNotFenced.With(n.Name))
		case is && !want:
			out = append(out, textFencedToo.With(n.Name))
		}
	}
	return out
}

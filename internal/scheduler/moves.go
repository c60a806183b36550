package scheduler

import (
	"slices"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// Place is a node on which a primitive runs, and its role there.
type Place struct {
	Node string `json:"node"`
	Role string `json:"role"` // Started, Promoted, Unpromoted
}

// Move is how the places of a primitive changed.
type Move struct {
	Resource string  `json:"resource"`
	Before   []Place `json:"before"`
	After    []Place `json:"after"`
	// Again says that it was stopped and started, though it is where it was.
	Again bool `json:"again,omitempty"`
}

// Places are where a primitive runs, in the order of the nodes.
func Places(s *pcmk.State, id string) []Place {
	out := []Place{}
	for _, n := range s.Nodes {
		if role := roleOn(s, id, n.Name); role != cib.Stopped {
			out = append(out, Place{n.Name, role})
		}
	}
	return out
}

// Primitives are the ids of a state's primitives, in the order of the
// configuration.
func Primitives(s *pcmk.State) []string {
	return (&World{State: s}).primitives()
}

// Moves are the primitives whose places changed, or that were restarted.
func (c *Course) Moves() []Move {
	var out []Move
	for _, id := range Primitives(c.After) {
		m := Move{Resource: id, Before: Places(c.Before, id), After: Places(c.After, id)}
		same := slices.Equal(m.Before, m.After)
		m.Again = same && len(m.After) > 0 && slices.ContainsFunc(c.Effects, func(e pcmk.Effect) bool {
			return e.Resource == id && !e.Blocked && slices.Contains([]string{"restart", "recover"}, e.Action)
		})
		if m.Again || !same {
			out = append(out, m)
		}
	}
	return out
}

// Caveats say where the cluster does not get to the end of a course by itself.
func (c *Course) Caveats() []message.Message {
	var out []message.Message
	for _, n := range c.Unfenceable {
		out = append(out, textCannotFence.With(n))
	}
	return out
}

func (c *Course) addUnfenceable(nodes []string) {
	for _, n := range nodes {
		if !slices.Contains(c.Unfenceable, n) {
			c.Unfenceable = append(c.Unfenceable, n)
		}
	}
}

// Fenced are the nodes that are fenced, in order.
func (c *Course) Fenced() []string {
	var out []string
	for _, e := range c.Effects {
		if e.Action == "fence" && !e.Blocked && !slices.Contains(out, e.Node) && !slices.Contains(c.Unfenceable, e.Node) {
			out = append(out, e.Node)
		}
	}
	return out
}

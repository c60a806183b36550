package testbook

import (
	"slices"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

var textMoveBack = message.New("testbook.do.move-back", "resource", "node")

// Move is a resource that runs elsewhere than it did: the outermost that moves as a
// whole, and where to.
type Move struct {
	Resource, Node string
	Promoted       bool // its promoted instance is what moves
}

// MovesBack are the moves from one state to another, each resource once. An instance of
// a clone runs where it did by itself, but for a promoted one.
func MovesBack(now, start *pcmk.State) []Move {
	var out []Move
	for _, i := range start.Resources {
		was := scheduler.Places(start, i.ID)
		if i.Orphan || SamePlaces(was, scheduler.Places(now, i.ID)) {
			continue
		}
		top := i.ID
		if len(i.Within) > 0 {
			top = i.Within[0]
		}
		for _, p := range was {
			promoted := p.Role == cib.Promoted
			known := slices.ContainsFunc(out, func(m Move) bool { return m.Resource == top })
			if !known && (promoted || len(was) == 1) {
				out = append(out, Move{top, p.Node, promoted})
			}
		}
	}
	return out
}

// SamePlaces compares places without regard to their order.
func SamePlaces(a, b []scheduler.Place) bool {
	less := func(x, y scheduler.Place) int { return strings.Compare(x.Node+" "+x.Role, y.Node+" "+y.Role) }
	return slices.Equal(slices.SortedFunc(slices.Values(a), less), slices.SortedFunc(slices.Values(b), less))
}

// Command is the command that moves it.
func (m Move) Command() string {
	command := "crm_resource --move --resource " + word(m.Resource) + " --node " + word(m.Node)
	if m.Promoted {
		command += " --promoted"
	}
	return command
}

// Clear is the command that ends the move: without it the resource would be bound to
// its node.
func (m Move) Clear() string { return "crm_resource --clear --resource " + word(m.Resource) }

// movesBack is what to do about resources that stay where a case left them, as with a
// stickiness. Where a fence device runs does not matter: any node may use it.
func (b *Book) movesBack(c *Case) []Action {
	var out []Action
	for _, m := range MovesBack(c.Steps[len(c.Steps)-1].Course.After, b.World.State) {
		if device := b.World.State.Find(m.Resource); device != nil && strings.HasPrefix(device.Agent, cib.Stonith+":") {
			continue
		}
		say := textMoveBack.With(m.Resource, m.Node)
		out = append(out, Action{Node: m.Node, Say: say, Command: m.Command()}, Action{Node: m.Node, Command: "crm_resource --wait && " + m.Clear()})
	}
	return out
}

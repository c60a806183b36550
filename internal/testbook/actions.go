package testbook

import (
	"slices"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

var textAtOnce = message.New("testbook.do.at-once")

// Action is something to do in a test: a command to type on a node as root, or words
// where no command does it.
type Action struct {
	Event   scheduler.Event // what it makes happen; in Undo, what it undoes
	Node    string          // where to type the command
	Command string          // a line for a shell; blank where Say is all
	Say     message.Message // a comment before it; may be zero
}

// prompt is what a command is written after: the node to type it on.
func prompt(node string) string { return node + "# " }

// Do are the commands of a step, each after the node to type it on (node01# …); what
// has no command is said after a #. before are the steps of the case before it.
func (b *Book) Do(step Step, before []Step, lang message.Lang) []string {
	actions := b.Actions(step, before)
	lines := lines(actions, lang)
	prepared := slices.ContainsFunc(step.Events, func(e scheduler.Event) bool { return e.Kind == scheduler.CannotStop })
	if len(step.Events) > 1 && !prepared && !b.togetherByOne(step, before) {
		return append([]string{"# " + textAtOnce.In(lang)}, lines...)
	}
	return lines
}

// lines are actions as a tester reads them.
func lines(actions []Action, lang message.Lang) []string {
	var out []string
	for _, a := range actions {
		if !a.Say.IsZero() {
			out = append(out, "# "+a.Say.In(lang))
		}
		if a.Command != "" {
			out = append(out, prompt(a.Node)+a.Command)
		}
	}
	return out
}

// Actions are what to do in a step, in order. before are the steps of the case before
// it.
func (b *Book) Actions(step Step, before []Step) []Action {
	if b.togetherByOne(step, before) {
		first := step.Events[0]
		what := map[scheduler.Kind]string{scheduler.NodeStops: "stop", scheduler.NodeReturns: "start"}[first.Kind]
		return []Action{{Event: first, Node: first.Node, Command: "pcs cluster " + what + " --all"}}
	}
	var out []Action
	for _, e := range step.Events {
		out = append(out, b.begin(e, before)...)
	}
	return out
}

// togetherByOne reports whether one command does all of a step: pcs refuses to stop
// the node with which quorum would be lost, but not all nodes.
func (b *Book) togetherByOne(step Step, before []Step) bool {
	return b.everyNode(step, scheduler.NodeStops) ||
		b.everyNode(step, scheduler.NodeReturns) && happened(before, scheduler.NodeStops, step.Events[0].Node)
}

// everyNode reports whether one thing happens to every node, of several.
func (b *Book) everyNode(step Step, kind scheduler.Kind) bool {
	of := slices.ContainsFunc(step.Events, func(e scheduler.Event) bool { return e.Kind != kind })
	return !of && len(step.Events) > 1 && len(step.Events) == len(members(b.World))
}

// begin is what makes one event happen.
func (b *Book) begin(e scheduler.Event, before []Step) []Action {
	node := word(e.Node)
	command := ""
	switch e.Kind {
	case scheduler.NodeCrashes:
		command = "echo c > /proc/sysrq-trigger"
	case scheduler.NodeStops:
		command = "pcs cluster stop " + node
	case scheduler.NodeStandby:
		command = "pcs node standby " + node
	case scheduler.NodeReturns:
		command = "pcs cluster start" // its own services: pcsd need not run yet
		if happened(before, scheduler.NodeStandby, e.Node) {
			command = "pcs node unstandby " + node
		}
	case scheduler.AttributeIs:
		return b.turn(e)
	case scheduler.Fails, scheduler.StartFails, scheduler.StopFails, scheduler.CannotStop:
		return b.breakIt(e)
	default:
		return nil
	}
	return []Action{{Event: e, Node: e.Node, Command: command}}
}

func happened(steps []Step, kind scheduler.Kind, node string) bool {
	return slices.ContainsFunc(steps, func(s Step) bool {
		return slices.ContainsFunc(s.Events, func(e scheduler.Event) bool { return e.Kind == kind && e.Node == node })
	})
}

// Undo is what brings the cluster back to where a case began: what was broken is
// repaired first, then the nodes come back, failures are cleaned up, and what stays where
// it went moves back.
func (b *Book) Undo(c *Case) []Action {
	var out []Action
	add := func(actions ...Action) {
		for _, a := range actions {
			if !slices.ContainsFunc(out, func(have Action) bool { return have.Node == a.Node && have.Command == a.Command }) {
				out = append(out, a)
			}
		}
	}
	var events []scheduler.Event
	for _, step := range c.Steps {
		events = append(events, step.Events...)
	}
	for _, e := range events {
		add(b.mend(e)...)
	}
	add(nodesBack(c)...)
	for _, e := range events {
		if e.Resource != "" {
			add(Action{Event: e, Node: e.Node, Command: "pcs resource cleanup " + word(e.Resource)})
		}
	}
	add(b.movesBack(c)...)
	return out
}

// mend undoes what an event broke outside the cluster.
func (b *Book) mend(e scheduler.Event) []Action {
	if e.Kind == scheduler.AttributeIs {
		var out []Action
		for _, h := range b.pinged(e.Name) {
			out = append(out, Action{Event: e, Node: e.Node, Command: heal(h)})
		}
		return out
	}
	return b.repair(e)
}

// nodesBack ends standby, and then starts what is not online. pcs ends it on a node of
// the running cluster.
func nodesBack(c *Case) []Action {
	end := c.Steps[len(c.Steps)-1].Course.After
	var standby, off []Action
	for _, n := range end.Nodes {
		e := scheduler.Event{Kind: scheduler.NodeReturns, Node: n.Name}
		if n.Standby || isStandby(c, n.Name) {
			standby = append(standby, Action{Event: e, Node: someOnline(end, n.Name), Command: "pcs node unstandby " + word(n.Name)})
		}
		if !n.Online && !n.Remote {
			off = append(off, Action{Event: e, Node: n.Name, Command: "pcs cluster start " + word(n.Name)})
		}
	}
	return append(standby, off...)
}

// isStandby reports whether a case left a node on standby: a state says so of nodes
// that are online alone.
func isStandby(c *Case, node string) bool {
	on := false
	for _, step := range c.Steps {
		for _, e := range step.Events {
			if e.Node == node && (e.Kind == scheduler.NodeStandby || e.Kind == scheduler.NodeReturns) {
				on = e.Kind == scheduler.NodeStandby
			}
		}
	}
	return on
}

// someOnline is a node that is online: this one if it is, or else the first.
func someOnline(end *pcmk.State, node string) string {
	first := node
	for _, n := range slices.Backward(end.Nodes) {
		switch {
		case n.Online && n.Name == node:
			return node
		case n.Online && !n.Remote:
			first = n.Name
		}
	}
	return first
}

// pinged are the hosts whose loss an agent writes into an attribute.
func (b *Book) pinged(attribute string) []string {
	for _, a := range b.World.Written() {
		if hosts := strings.Fields(b.design.param(a.Resource, "host_list")); a.Name == attribute && len(hosts) > 0 {
			return hosts
		}
	}
	return nil
}

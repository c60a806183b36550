package testbook

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/message"
	"hagen/internal/scheduler"
)

var (
	textNoMonitor  = message.New("testbook.no-monitor", "resource")
	textTwoNodes   = message.New("testbook.two-nodes")
	textOneNode    = message.New("testbook.one-node")
	textByItsValue = message.New("testbook.by-hand", "attribute")
)

// design is what the cases follow from.
type design struct {
	doc *etree.Document
}

func readDesign(configuration []byte) (*design, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(configuration); err != nil {
		return nil, err
	}
	return &design{doc}, nil
}

// candidates are all cases of a design, those that others may be folded into first.
func (d *design) candidates(w *scheduler.World) []candidate {
	return slices.Concat(d.failures(w), d.nodes(w), d.attributes(w), d.pairs(w), d.whole(w))
}

// failures are the failures of each resource where it runs: found by its monitor,
// with a start that fails, with a stop that does. What a start that fails adds is
// only worth a test where it leads elsewhere.
func (d *design) failures(w *scheduler.World) []candidate {
	var out []candidate
	for _, id := range scheduler.Primitives(w.State) {
		device := d.isFenceDevice(id)
		for _, p := range scheduler.Places(w.State, id) {
			event := func(kind scheduler.Kind) [][]scheduler.Event {
				return [][]scheduler.Event{{{Kind: kind, Resource: id, Node: p.Node}}}
			}
			if !w.Watched(id, p.Node) {
				out = append(out, candidate{steps: event(scheduler.Fails), skip: textNoMonitor.With(id)})
				continue
			}
			if device {
				out = append(out, candidate{chapter: Fencing, steps: event(scheduler.Fails)})
				continue
			}
			cannotStop := event(scheduler.StopFails)
			if d.isUnit(id) {
				cannotStop = [][]scheduler.Event{{{Kind: scheduler.CannotStop, Resource: id, Node: p.Node}, {Kind: scheduler.NodeStandby, Node: p.Node}}}
			}
			same := func(c *Case) bool {
				e := c.Steps[0].Events[0]
				return len(c.Steps) == 1 && e.Resource == id && e.Node == p.Node
			}
			out = append(out, candidate{chapter: Resources, steps: event(scheduler.Fails)},
				candidate{chapter: Resources, steps: event(scheduler.StartFails), like: same},
				candidate{chapter: Resources, steps: cannotStop, like: same})
		}
	}
	return out
}

// isUnit reports whether a resource is, or may be, a systemd unit. One that a monitor
// finds stopped has nothing left that could not be stopped: it has to run when its
// stop fails.
func (d *design) isUnit(id string) bool {
	p := d.primitive(id)
	return p != nil && slices.Contains([]string{"systemd", "service"}, p.SelectAttrValue("class", ""))
}

func (d *design) isFenceDevice(id string) bool {
	p := d.primitive(id)
	return p != nil && p.SelectAttrValue("class", "") == cib.Stonith
}

func (d *design) primitive(id string) *etree.Element {
	for _, p := range d.doc.Root().FindElements("./configuration/resources//primitive") {
		if p.SelectAttrValue("id", "") == id {
			return p
		}
	}
	return nil
}

// param is a parameter of a primitive.
func (d *design) param(id, name string) string {
	p := d.primitive(id)
	if p == nil {
		return ""
	}
	for _, pair := range p.FindElements("./" + cib.InstanceAttributes + "/" + cib.Pair) {
		if pair.SelectAttrValue("name", "") == name {
			return pair.SelectAttrValue("value", "")
		}
	}
	return ""
}

// members are the nodes with a vote that are up.
func members(w *scheduler.World) []string {
	var out []string
	for _, n := range w.State.Nodes {
		if n.Online && !n.Remote {
			out = append(out, n.Name)
		}
	}
	return out
}

// nodes are what can happen to each node, and its return.
func (d *design) nodes(w *scheduler.World) []candidate {
	var out []candidate
	for _, n := range members(w) {
		for _, kind := range []scheduler.Kind{scheduler.NodeStandby, scheduler.NodeStops, scheduler.NodeCrashes} {
			out = append(out, candidate{chapter: Nodes, steps: [][]scheduler.Event{
				{{Kind: kind, Node: n}}, {{Kind: scheduler.NodeReturns, Node: n}}}})
		}
	}
	return out
}

// attributes are the turns of node attributes that rules of locations read: on each
// node, and on all at once.
func (d *design) attributes(w *scheduler.World) []candidate {
	var out []candidate
	var seen []string
	for _, e := range d.doc.Root().FindElements("./configuration/constraints/rsc_location//expression") {
		name := e.SelectAttrValue("attribute", "")
		if strings.HasPrefix(name, "#") && !strings.HasPrefix(name, "#health") || slices.Contains(seen, name) || name == "" {
			continue
		}
		seen = append(seen, name)
		lost, written := lostValue(w, name)
		if !written {
			out = append(out, candidate{steps: [][]scheduler.Event{{{Kind: scheduler.AttributeIs, Name: name}}}, skip: textByItsValue.With(name)})
			continue
		}
		var all []scheduler.Event
		for _, n := range members(w) {
			event := scheduler.Event{Kind: scheduler.AttributeIs, Node: n, Name: name, Value: lost}
			all = append(all, event)
			out = append(out, candidate{chapter: Attributes, steps: [][]scheduler.Event{{event}}})
		}
		if len(all) > 1 {
			out = append(out, candidate{chapter: Attributes, steps: [][]scheduler.Event{all}})
		}
	}
	return out
}

// lostValue is the value an agent gives an attribute when what it watches is lost;
// false when no agent of the cluster writes the attribute.
func lostValue(w *scheduler.World, name string) (string, bool) {
	for _, a := range w.Written() {
		if a.Name == name && a.Value == "green" {
			return "red", true
		}
		if a.Name == name {
			return "0", true
		}
	}
	return "", false
}

// pairs are two failures at once, where that leads elsewhere than one of them: nodes
// together, and each resource with the loss of another node. The loss of so many
// nodes that quorum is lost is among them for three nodes; with more it is a case of
// its own.
func (d *design) pairs(w *scheduler.World) []candidate {
	single := func(c *Case) bool { return c.Chapter != Whole }
	nodes := members(w)
	var out []candidate
	crash := func(names ...string) []scheduler.Event {
		var events []scheduler.Event
		for _, n := range names {
			events = append(events, scheduler.Event{Kind: scheduler.NodeCrashes, Node: n})
		}
		return events
	}
	for i, a := range nodes {
		for _, b := range nodes[i+1:] {
			out = append(out, candidate{chapter: Pairs, steps: [][]scheduler.Event{crash(a, b)}, like: single})
		}
	}
	switch most := len(nodes)/2 + 1; {
	case len(nodes) == 1:
		out = append(out, candidate{steps: [][]scheduler.Event{{{Kind: scheduler.QuorumIsLost}}}, skip: textOneNode.With()})
	case len(nodes) == 2:
		out = append(out, candidate{steps: [][]scheduler.Event{{{Kind: scheduler.QuorumIsLost}}}, skip: textTwoNodes.With()})
	case most > 2:
		out = append(out, candidate{chapter: Whole, steps: [][]scheduler.Event{crash(nodes[len(nodes)-most:]...)}})
	}
	for _, id := range scheduler.Primitives(w.State) {
		for _, p := range scheduler.Places(w.State, id) {
			for _, n := range nodes {
				if n != p.Node && w.Watched(id, p.Node) && !d.isFenceDevice(id) {
					events := append(crash(n), scheduler.Event{Kind: scheduler.Fails, Resource: id, Node: p.Node})
					out = append(out, candidate{chapter: Pairs, steps: [][]scheduler.Event{events}, like: single})
				}
			}
		}
	}
	return out
}

// whole is that all nodes are stopped, and come back.
func (d *design) whole(w *scheduler.World) []candidate {
	var down, up []scheduler.Event
	for _, n := range members(w) {
		down = append(down, scheduler.Event{Kind: scheduler.NodeStops, Node: n})
		up = append(up, scheduler.Event{Kind: scheduler.NodeReturns, Node: n})
	}
	return []candidate{{chapter: Whole, steps: [][]scheduler.Event{down, up}}}
}

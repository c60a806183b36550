package scheduler

import (
	"slices"
	"strings"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

var (
	textUnknown   = message.New("scheduler.unknown", "name")
	textKnown     = message.New("scheduler.known", "nodes", "resources")
	textHow       = message.New("scheduler.how", "word", "name")
	textNodeHows  = message.New("scheduler.node-hows")
	textFailHows  = message.New("scheduler.resource-hows")
	textWhere     = message.New("scheduler.where", "resource")
	textOn        = message.New("scheduler.name-node", "places")
	textNotOne    = message.New("scheduler.not-one", "resource")
	textOneOf     = message.New("scheduler.one-of", "members")
	textNothingUp = message.New("scheduler.runs-nowhere", "resource")
	textNoName    = message.New("scheduler.no-attribute", "word")
)

// quorumWord is the event that quorum is lost.
const quorumWord = "quorum"

// What may follow a name and a colon.
var (
	nodeHows     = map[string]Kind{"": NodeCrashes, "crash": NodeCrashes, "stop": NodeStops, "standby": NodeStandby, "return": NodeReturns}
	resourceHows = map[string]Kind{"": Fails, "start": StartFails, "stop": StopFails, "cannot-stop": CannotStop}
)

// Events reads what happens at once, in the words of --fail:
//
//	node01                a node crashes; node01:stop, node01:standby, node01:return
//	haproxy@node02        a resource fails on a node; haproxy:start, haproxy:stop,
//	                      haproxy:cannot-stop too
//	ping-status=0@node01  an attribute of a node becomes 0; of all nodes without @
//	quorum                quorum is lost
//	node01+node02         both at once
//
// A name without @ is where the resource runs. Names are those of the world at that
// moment.
func (w *World) Events(text string) ([]Event, error) {
	var out []Event
	for _, word := range strings.Split(text, "+") {
		events, err := w.event(strings.TrimSpace(word))
		if err != nil {
			return nil, err
		}
		out = append(out, events...)
	}
	return out, nil
}

func (w *World) event(word string) ([]Event, error) {
	what, node, placed := cut(word, "@")
	if placed && !w.isNode(node) {
		return nil, message.Fail(textNoNode, node).OneOf(w.nodes())
	}
	if name, value, ok := strings.Cut(what, "="); ok {
		return w.turn(word, name, value, node)
	}
	name, how, _ := cut(what, ":")
	switch {
	case w.isNode(name):
		kind, ok := nodeHows[how]
		if !ok {
			return nil, message.Fail(textHow, how, name).Advise(textNodeHows)
		}
		return []Event{{Kind: kind, Node: name}}, nil
	case w.isPrimitive(name):
		kind, ok := resourceHows[how]
		if !ok {
			return nil, message.Fail(textHow, how, name).Advise(textFailHows)
		}
		return w.failure(kind, name, node)
	case word == quorumWord:
		return []Event{{Kind: QuorumIsLost}}, nil
	}
	if members := w.members(name); len(members) > 0 {
		return nil, message.Fail(textNotOne, name).Advise(textOneOf, strings.Join(members, ", "))
	}
	return nil, message.Fail(textUnknown, name).Advise(textKnown, strings.Join(w.nodes(), ", "), strings.Join(w.primitives(), ", "))
}

// turn is that an attribute of a node, or of all nodes, gets a value.
func (w *World) turn(word, name, value, node string) ([]Event, error) {
	if name == "" {
		return nil, message.Fail(textNoName, word)
	}
	var out []Event
	for _, n := range w.State.Nodes {
		if n.Online && (node == "" || n.Name == node) {
			out = append(out, Event{Kind: AttributeIs, Node: n.Name, Name: name, Value: value})
		}
	}
	return out, nil
}

// failure is that a primitive fails on a node; without one, where it runs.
func (w *World) failure(kind Kind, name, node string) ([]Event, error) {
	places := w.places(name)
	switch {
	case node != "":
	case len(places) == 0:
		return nil, message.Fail(textNothingUp, name)
	case len(places) > 1:
		var words []string
		for _, p := range places {
			words = append(words, name+"@"+p)
		}
		return nil, message.Fail(textWhere, name).Advise(textOn, strings.Join(words, ", "))
	default:
		node = places[0]
	}
	return []Event{{Kind: kind, Resource: name, Node: node}}, nil
}

// cut cuts a word at the last separator.
func cut(word, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(word, separator); i >= 0 {
		return word[:i], word[i+len(separator):], true
	}
	return word, "", false
}

func (w *World) isNode(name string) bool { return slices.Contains(w.nodes(), name) }

func (w *World) isPrimitive(name string) bool { return slices.Contains(w.primitives(), name) }

// nodes are the names of all nodes.
func (w *World) nodes() []string {
	var out []string
	for _, n := range w.State.Nodes {
		out = append(out, n.Name)
	}
	return out
}

// primitives are the ids of all primitives.
func (w *World) primitives() []string {
	return w.ids(func(pcmk.Instance) bool { return true })
}

// members are the primitives in a group, clone or bundle.
func (w *World) members(id string) []string {
	return w.ids(func(i pcmk.Instance) bool { return slices.Contains(i.Within, id) })
}

func (w *World) ids(which func(pcmk.Instance) bool) []string {
	var out []string
	for _, i := range w.State.Resources {
		if !i.Orphan && which(i) && !slices.Contains(out, i.ID) {
			out = append(out, i.ID)
		}
	}
	return out
}

// places are the nodes on which a primitive runs.
func (w *World) places(id string) []string {
	var out []string
	for _, n := range w.State.Nodes {
		if roleOn(w.State, id, n.Name) != cib.Stopped {
			out = append(out, n.Name)
		}
	}
	return out
}

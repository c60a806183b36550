package scheduler

import "hagen/internal/message"

var (
	textCrashes     = message.New("whatif.crash", "node")
	textLeaves      = message.New("whatif.stop", "node")
	textOnStandby   = message.New("whatif.standby", "node")
	textComesBack   = message.New("whatif.return", "node")
	textFailsOn     = message.New("whatif.fail", "resource", "node")
	textStartFails  = message.New("whatif.start", "resource", "node")
	textStopFails   = message.New("whatif.stop-fail", "resource", "node")
	textCannotStop  = message.New("whatif.cannot-stop", "resource", "node")
	textTurns       = message.New("whatif.attribute", "name", "value", "node")
	textQuorumGone  = message.New("whatif.no-quorum")
	textQuorumThere = message.New("whatif.quorum")
)

// Kind is a kind of event.
type Kind string

// What can happen to a cluster.
const (
	NodeCrashes  Kind = "crash"       // it is lost, and did not leave
	NodeStops    Kind = "stop"        // Pacemaker is stopped on it
	NodeStandby  Kind = "standby"     // pcs node standby
	NodeReturns  Kind = "return"      // it joins again, or standby ends
	Fails        Kind = "fail"        // a monitor finds a resource stopped
	StartFails   Kind = "start"       // it fails, and then its start does on that node
	StopFails    Kind = "stop-fail"   // it fails, and then its stop does
	CannotStop   Kind = "cannot-stop" // nothing yet: its stop fails once it is tried
	AttributeIs  Kind = "attribute"   // an attribute of a node gets a value
	QuorumIsLost Kind = "no-quorum"
	QuorumIsBack Kind = "quorum"
)

// Event is something that happens to a cluster.
type Event struct {
	Kind     Kind   `json:"kind"`
	Node     string `json:"node,omitempty"`
	Resource string `json:"resource,omitempty"` // a primitive
	Name     string `json:"name,omitempty"`     // of an attribute
	Value    string `json:"value,omitempty"`    // blank: the attribute is removed
}

// Message says in words what happens.
func (e Event) Message() message.Message {
	switch e.Kind {
	case NodeCrashes:
		return textCrashes.With(e.Node)
	case NodeStops:
		return textLeaves.With(e.Node)
	case NodeStandby:
		return textOnStandby.With(e.Node)
	case NodeReturns:
		return textComesBack.With(e.Node)
	case Fails:
		return textFailsOn.With(e.Resource, e.Node)
	case StartFails:
		return textStartFails.With(e.Resource, e.Node)
	case StopFails:
		return textStopFails.With(e.Resource, e.Node)
	case CannotStop:
		return textCannotStop.With(e.Resource, e.Node)
	case AttributeIs:
		return textTurns.With(e.Name, e.Value, e.Node)
	case QuorumIsLost:
		return textQuorumGone.With()
	}
	return textQuorumThere.With()
}

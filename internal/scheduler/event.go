package scheduler

// Kind is a kind of event.
type Kind string

// What can happen to a cluster.
const (
	NodeCrashes  Kind = "crash"     // it is lost, and did not leave
	NodeStops    Kind = "stop"      // Pacemaker is stopped on it
	NodeStandby  Kind = "standby"   // pcs node standby
	NodeReturns  Kind = "return"    // it joins again, or standby ends
	Fails        Kind = "fail"      // a monitor finds a resource stopped
	StartFails   Kind = "start"     // it fails, and then its start does on that node
	StopFails    Kind = "stop-fail" // it fails, and then its stop does
	AttributeIs  Kind = "attribute" // an attribute of a node gets a value
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

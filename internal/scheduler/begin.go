package scheduler

import (
	"cmp"
	"slices"
	"time"

	"github.com/beevik/etree"

	"hagen/internal/apply/pcmk"
	"hagen/internal/cib"
	"hagen/internal/message"
)

// check reports an event that cannot happen: a node that is not there, a resource
// that does not run where it is to fail.
func (w *World) check(e Event) error {
	if e.Node != "" && !slices.ContainsFunc(w.State.Nodes, func(n pcmk.Node) bool { return n.Name == e.Node }) {
		return message.Fail(textNoNode, e.Node)
	}
	if slices.Contains([]Kind{Fails, StartFails, StopFails, CannotStop}, e.Kind) && roleOn(w.State, e.Resource, e.Node) == cib.Stopped {
		return message.Fail(textNotActive, e.Resource, e.Node)
	}
	return nil
}

// begin writes into a CIB and a question what an event is for the scheduler. It
// returns how long the cluster takes to notice a failure.
func (w *World) begin(doc *etree.Document, e Event, q *Question) (notice time.Duration, err error) {
	switch e.Kind {
	case NodeCrashes:
		q.Crash = append(q.Crash, e.Node)
	case NodeStops:
		setAttribute(stateOf(doc, e.Node), "shutdown", "1")
	case NodeStandby:
		setStandby(doc, e.Node, true)
	case NodeReturns:
		w.forget(doc, e.Node)
		setStandby(doc, e.Node, false)
		q.Up = append(q.Up, e.Node)
	case QuorumIsLost, QuorumIsBack:
		setQuorum(doc, e.Kind == QuorumIsBack)
	case AttributeIs:
		setAttribute(stateOf(doc, e.Node), e.Name, e.Value)
		w.decided[e.Node+"\n"+e.Name] = true
	case CannotStop:
		w.failing = append(w.failing, Op{e.Resource, "stop", 0, e.Node, codeError})
	case Fails, StartFails, StopFails:
		return w.fail(doc, e, q)
	}
	return 0, nil
}

// forget removes what ran on a node that joins again: the cluster asks it anew. Without
// fencing the history of a node that crashed is there until then, and the scheduler
// would see its resources run twice.
func (w *World) forget(doc *etree.Document, node string) {
	state := stateOf(doc, node)
	up := slices.ContainsFunc(w.State.Nodes, func(n pcmk.Node) bool { return n.Name == node && n.Online })
	if state == nil || up {
		return
	}
	for _, history := range state.SelectElements("lrm") {
		state.RemoveChild(history)
	}
}

// setQuorum says whether the nodes that are left have quorum. crm_simulate --quorum
// does not do so in 2.1.5.
func setQuorum(doc *etree.Document, has bool) {
	doc.Root().CreateAttr("have-quorum", map[bool]string{true: "1", false: "0"}[has])
}

// vote decides whether the nodes that are left after nodes came and went have
// quorum: more than half of them, as corosync counts with a vote each. pcs gives two
// nodes two_node, where one of them is enough.
func (w *World) vote(doc *etree.Document, gone, back []string) {
	all, left := 0, 0
	for _, n := range w.State.Nodes {
		if n.Remote {
			continue
		}
		all++
		if (n.Online || slices.Contains(back, n.Name)) && !slices.Contains(gone, n.Name) {
			left++
		}
	}
	setQuorum(doc, all == 2 || 2*left > all)
}

// fail lets the monitor of a resource find it stopped.
func (w *World) fail(doc *etree.Document, e Event, q *Question) (time.Duration, error) {
	interval, found := monitored(doc, e.Resource, e.Node)
	if !found {
		return 0, message.Fail(textUnwatched, e.Resource, e.Node)
	}
	q.Happened = append(q.Happened, Op{e.Resource, "monitor", interval, e.Node, codeNotRunning})
	switch e.Kind {
	case StartFails:
		w.failing = append(w.failing, Op{e.Resource, "start", 0, e.Node, codeError})
	case StopFails:
		w.failing = append(w.failing, Op{e.Resource, "stop", 0, e.Node, codeError})
	}
	return interval + monitorTimeout(doc, e.Resource, interval), nil
}

// monitorTimeout is how long a monitor may take: what the operation, the defaults
// of operations, or Pacemaker say.
func monitorTimeout(doc *etree.Document, resource string, interval time.Duration) time.Duration {
	const pacemakers = "20s"
	text := ""
	for _, op := range doc.Root().FindElements("./configuration/resources//primitive/operations/op") {
		every, _ := cib.Recurrence(op.SelectAttrValue("interval", "0"))
		if op.Parent().Parent().SelectAttrValue("id", "") == resource && op.SelectAttrValue("name", "") == "monitor" && every == interval.Milliseconds() {
			text = op.SelectAttrValue("timeout", "")
		}
	}
	for _, pair := range doc.Root().FindElements("./configuration/op_defaults/" + cib.MetaAttributes + "/" + cib.Pair) {
		if text == "" && pair.SelectAttrValue("name", "") == "timeout" {
			text = pair.SelectAttrValue("value", "")
		}
	}
	ms, _ := cib.Recurrence(cmp.Or(text, pacemakers))
	return time.Duration(ms) * time.Millisecond
}

// Watched reports whether a recurring monitor watches a resource on a node.
func (w *World) Watched(resource, node string) bool {
	doc, err := parse(w.cib)
	if err != nil {
		return false
	}
	_, found := monitored(doc, resource, node)
	return found
}

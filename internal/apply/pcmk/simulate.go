package pcmk

import (
	"encoding/xml"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/message"
)

// Effect is something the cluster would do.
type Effect struct {
	// Action: start, stop, restart, move, migrate, recover, reload, promote,
	// demote, fence.
	Action   string `json:"action"`
	Resource string `json:"resource,omitempty"`
	Node     string `json:"node,omitempty"` // where it is, or the node fenced
	Dest     string `json:"dest,omitempty"` // where it goes
	Reason   string `json:"reason,omitempty"`
	Blocked  bool   `json:"blocked,omitempty"` // the cluster would do it but cannot
	// Why is the reason where hagen, and not Pacemaker, found it.
	Why message.Message `json:"-"`
}

// Because returns the reason, hagen's own or that of crm_simulate.
func (e Effect) Because() message.Message {
	if e.Why.IsZero() && e.Reason != "" {
		return message.Verbatim(e.Reason)
	}
	return e.Why
}

// Simulation is what the cluster would do, and its state then.
type Simulation struct {
	Effects       []Effect
	Before, After *State
	// Steps are the actions of agents and the fencing in the order in which they
	// were simulated; monitors and notifications, which change nothing, are left out.
	Steps []Step
	// Terminated says that the transition ended early: what is left of it waits for
	// what cannot be done, such as a stop on a lost node that nobody may fence.
	Terminated bool
}

// Step is an action of an agent, or the fencing of a node (Action fence).
type Step struct {
	Action   string `json:"action"` // start, stop, promote, demote, fence, …
	Resource string `json:"resource,omitempty"`
	Node     string `json:"node"`
}

type xmlSimulation struct {
	Before  *xmlState `xml:"cluster_status"`
	After   *xmlState `xml:"revised_cluster_status"`
	Actions struct {
		Nodes []struct {
			Task   string `xml:"task,attr"`
			Node   string `xml:"node,attr"`
			Reason string `xml:"reason,attr"`
		} `xml:"node_action"`
		Resources []struct {
			Action   string `xml:"action,attr"`
			Resource string `xml:"resource,attr"`
			Node     string `xml:"node,attr"`
			Source   string `xml:"source,attr"`
			Dest     string `xml:"dest,attr"`
			Reason   string `xml:"reason,attr"`
			Blocked  string `xml:"blocked,attr"`
		} `xml:"rsc_action"`
	} `xml:"actions"`
	Transition struct {
		Actions []xmlStep `xml:",any"`
	} `xml:"transition"`
	Status xmlExit `xml:"status"`
}

// xmlStep is an action that the simulation carried out: of an agent (rsc_action), of
// fencing (fencing_action), or of neither.
type xmlStep struct {
	XMLName  xml.Name
	Resource string `xml:"resource,attr"`
	Op       string `xml:"op,attr"`
	Node     string `xml:"node,attr"`
	Target   string `xml:"target,attr"` // of fencing
}

// ReadSimulation reads crm_simulate --simulate --output-as=xml.
func ReadSimulation(data []byte) (*Simulation, error) {
	var x xmlSimulation
	if err := xml.Unmarshal(data, &x); err != nil {
		return nil, &AnswerError{"crm_simulate", err}
	}
	terminated := slices.Contains(x.Status.Errors, "Transition failed: terminated")
	if err := x.Status.err("crm_simulate"); err != nil && !terminated {
		return nil, err
	}
	if x.Before == nil || x.After == nil {
		return nil, &AnswerError{Tool: "crm_simulate"}
	}
	s := &Simulation{Before: x.Before.state(), After: x.After.state(), Terminated: terminated}
	for _, n := range x.Actions.Nodes {
		action := strings.ToLower(n.Task)
		if strings.HasPrefix(action, "fence") {
			action = "fence"
		}
		s.Effects = append(s.Effects, Effect{Action: action, Node: n.Node, Reason: n.Reason})
	}
	for _, r := range x.Actions.Resources {
		e := Effect{Action: strings.ToLower(r.Action), Resource: base(r.Resource), Node: r.Source, Dest: r.Dest,
			Reason: r.Reason, Blocked: r.Blocked == "true"}
		if e.Node == "" {
			e.Node = r.Node
		}
		s.Effects = append(s.Effects, e)
	}
	for _, step := range x.Transition.Actions {
		switch {
		case step.Op == "monitor" || step.Op == "notify":
		case step.XMLName.Local == "rsc_action":
			s.Steps = append(s.Steps, Step{step.Op, base(step.Resource), step.Node})
		case step.XMLName.Local == "fencing_action":
			s.Steps = append(s.Steps, Step{Action: "fence", Node: step.Target})
		}
	}
	s.addStops()
	return s, nil
}

// addStops adds the stops that the list of actions leaves out: for a resource that
// runs on several nodes and has to run on one, the list has a single node and the
// transition the others. Each is added after the other effects of its resource.
func (s *Simulation) addStops() {
	for _, step := range s.Steps {
		id := step.Resource
		if step.Action != "stop" || slices.ContainsFunc(s.Effects, func(e Effect) bool { return e.Resource == id && e.ends(step.Node) }) {
			continue
		}
		at := len(s.Effects)
		for i, e := range s.Effects {
			if e.Resource == id {
				at = i + 1
			}
		}
		s.Effects = slices.Insert(s.Effects, at, Effect{Action: "stop", Resource: id, Node: step.Node})
	}
}

// ends reports whether an effect stops its resource on a node, even if only for a
// restart.
func (e Effect) ends(node string) bool {
	switch e.Action {
	case "stop", "restart", "recover", "move", "migrate":
		return e.Node == node
	}
	return false
}

// Running lists where a primitive runs, and how many of its instances are
// promoted.
func (s *State) Running(id string) (nodes []string, promoted int) {
	for _, i := range s.Resources {
		if i.ID != id || !i.Active || i.Orphan {
			continue
		}
		nodes = append(nodes, i.Nodes...)
		if i.Role == cib.Promoted {
			promoted += len(i.Nodes)
		}
	}
	return nodes, promoted
}

// Find is the first instance of a primitive, nil when the cluster has none.
func (s *State) Find(id string) *Instance {
	for i := range s.Resources {
		if s.Resources[i].ID == id && !s.Resources[i].Orphan {
			return &s.Resources[i]
		}
	}
	return nil
}

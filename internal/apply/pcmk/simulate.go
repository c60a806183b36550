package pcmk

import (
	"encoding/xml"
	"strings"
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
	Blocked  bool   `json:"blocked,omitempty"` // the cluster would do it and cannot
}

// Simulation is what the cluster would do, and how it would stand then.
type Simulation struct {
	Effects       []Effect
	Before, After *State
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
	Status xmlExit `xml:"status"`
}

// ReadSimulation reads crm_simulate --simulate --output-as=xml.
func ReadSimulation(data []byte) (*Simulation, error) {
	var x xmlSimulation
	if err := xml.Unmarshal(data, &x); err != nil {
		return nil, &AnswerError{"crm_simulate", err}
	}
	if err := x.Status.err("crm_simulate"); err != nil {
		return nil, err
	}
	if x.Before == nil || x.After == nil {
		return nil, &AnswerError{Tool: "crm_simulate"}
	}
	s := &Simulation{Before: x.Before.state(), After: x.After.state()}
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
	return s, nil
}

// Running lists where a primitive runs, and how many of its instances are
// promoted.
func (s *State) Running(id string) (nodes []string, promoted int) {
	for _, i := range s.Resources {
		if i.ID != id || !i.Active || i.Orphan {
			continue
		}
		nodes = append(nodes, i.Nodes...)
		if i.Role == "Promoted" {
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

//go:build linux

package lab

import (
	"encoding/xml"
	"fmt"
	"slices"
)

// State is the state of a cluster as crm_mon reports it.
type State struct {
	Nodes     []NodeState
	Resources []ResourceState // each instance of a clone is one
	Failures  []Failure
	Fencing   []FencingEvent // the latest first
}

// NodeState is a node as the cluster sees it.
type NodeState struct {
	Name          string
	Online        bool
	Standby       bool
	StandbyOnFail bool
	Unclean       bool
	Pending       bool
	DC            bool
	// Attributes are its transient and permanent attributes, such as what ping
	// measures.
	Attributes map[string]string
	// FailCounts are by resource; without failures a resource is not in it.
	FailCounts map[string]string
}

// ResourceState is a primitive, or one instance of a cloned one.
type ResourceState struct {
	ID, Agent, Role string
	Active, Failed  bool
	Managed         bool
	Nodes           []string // where it is active
	Group, Clone    string   // what it is part of; a bundle counts as a clone
}

// Failure is a failed operation.
type Failure struct{ Operation, Node, Status string }

// FencingEvent is one fencing of a node.
type FencingEvent struct{ Action, Target, Status string }

// Node is a node's state; a name the cluster does not know gives the zero one.
func (s *State) Node(name string) NodeState {
	for _, n := range s.Nodes {
		if n.Name == name {
			return n
		}
	}
	return NodeState{}
}

// On lists the nodes a resource is active on without a failure, sorted.
func (s *State) On(id string) []string {
	var out []string
	for _, r := range s.Resources {
		if r.ID == id && r.Active && !r.Failed && r.Role != "Starting" && r.Role != "Stopping" {
			out = append(out, r.Nodes...)
		}
	}
	slices.Sort(out)
	return out
}

// AllOn is whether each of the resources is active on exactly this node.
func (s *State) AllOn(node string, ids ...string) bool {
	for _, id := range ids {
		if on := s.On(id); len(on) != 1 || on[0] != node {
			return false
		}
	}
	return len(ids) > 0
}

// Online lists the nodes that are members and able to run resources, in the
// cluster's order.
func (s *State) Online() []string {
	var out []string
	for _, n := range s.Nodes {
		if n.Online && !n.Pending && !n.Unclean {
			out = append(out, n.Name)
		}
	}
	return out
}

// The elements of crm_mon's XML, as far as a State tells of them.
type (
	monXML struct {
		Nodes []struct {
			Name          string `xml:"name,attr"`
			Online        bool   `xml:"online,attr"`
			Standby       bool   `xml:"standby,attr"`
			StandbyOnFail bool   `xml:"standby_onfail,attr"`
			Unclean       bool   `xml:"unclean,attr"`
			Pending       bool   `xml:"pending,attr"`
			DC            bool   `xml:"is_dc,attr"`
		} `xml:"nodes>node"`
		Resources  resourcesXML `xml:"resources"`
		Attributes []struct {
			Node       string `xml:"name,attr"`
			Attributes []struct {
				Name  string `xml:"name,attr"`
				Value string `xml:"value,attr"`
			} `xml:"attribute"`
		} `xml:"node_attributes>node"`
		History []struct {
			Node      string `xml:"name,attr"`
			Resources []struct {
				ID        string `xml:"id,attr"`
				FailCount string `xml:"fail-count,attr"`
			} `xml:"resource_history"`
		} `xml:"node_history>node"`
		Failures []struct {
			Operation string `xml:"op_key,attr"`
			Node      string `xml:"node,attr"`
			Status    string `xml:"exitstatus,attr"`
		} `xml:"failures>failure"`
		Fencing []struct {
			Action string `xml:"action,attr"`
			Target string `xml:"target,attr"`
			Status string `xml:"status,attr"`
		} `xml:"fence_history>fence_event"`
	}
	resourcesXML struct {
		Resources []resourceXML `xml:"resource"`
		Groups    []struct {
			ID        string        `xml:"id,attr"`
			Resources []resourceXML `xml:"resource"`
		} `xml:"group"`
		Clones []struct {
			ID string `xml:"id,attr"`
			resourcesXML
		} `xml:"clone"`
		Bundles []struct {
			ID       string `xml:"id,attr"`
			Replicas []struct {
				Resources []resourceXML `xml:"resource"`
			} `xml:"replica"`
		} `xml:"bundle"`
	}
	resourceXML struct {
		ID      string `xml:"id,attr"`
		Agent   string `xml:"resource_agent,attr"`
		Role    string `xml:"role,attr"`
		Active  bool   `xml:"active,attr"`
		Failed  bool   `xml:"failed,attr"`
		Managed bool   `xml:"managed,attr"`
		Nodes   []struct {
			Name string `xml:"name,attr"`
		} `xml:"node"`
	}
)

// parseState reads what crm_mon --output-as=xml printed.
func parseState(data []byte) (*State, error) {
	var mon monXML
	if err := xml.Unmarshal(data, &mon); err != nil {
		return nil, fmt.Errorf("crm_mon's XML: %w", err)
	}
	s := &State{}
	for _, n := range mon.Nodes {
		node := NodeState{Name: n.Name, Online: n.Online, Standby: n.Standby, StandbyOnFail: n.StandbyOnFail,
			Unclean: n.Unclean, Pending: n.Pending, DC: n.DC, Attributes: map[string]string{}, FailCounts: map[string]string{}}
		for _, of := range mon.Attributes {
			for _, a := range of.Attributes {
				if of.Node == n.Name {
					node.Attributes[a.Name] = a.Value
				}
			}
		}
		for _, of := range mon.History {
			for _, r := range of.Resources {
				if of.Node == n.Name && r.FailCount != "" {
					node.FailCounts[r.ID] = r.FailCount
				}
			}
		}
		s.Nodes = append(s.Nodes, node)
	}
	s.add(mon.Resources, "")
	for _, f := range mon.Failures {
		s.Failures = append(s.Failures, Failure(f))
	}
	for _, f := range mon.Fencing {
		s.Fencing = append(s.Fencing, FencingEvent(f))
	}
	return s, nil
}

func (s *State) add(in resourcesXML, clone string) {
	for _, r := range in.Resources {
		s.Resources = append(s.Resources, r.state("", clone))
	}
	for _, g := range in.Groups {
		for _, r := range g.Resources {
			s.Resources = append(s.Resources, r.state(g.ID, clone))
		}
	}
	for _, c := range in.Clones {
		s.add(c.resourcesXML, c.ID)
	}
	for _, b := range in.Bundles {
		for _, replica := range b.Replicas {
			for _, r := range replica.Resources {
				s.Resources = append(s.Resources, r.state("", b.ID))
			}
		}
	}
}

func (r resourceXML) state(group, clone string) ResourceState {
	out := ResourceState{ID: r.ID, Agent: r.Agent, Role: r.Role, Active: r.Active, Failed: r.Failed, Managed: r.Managed, Group: group, Clone: clone}
	for _, n := range r.Nodes {
		out.Nodes = append(out.Nodes, n.Name)
	}
	return out
}

package scheduler

import (
	"encoding/xml"
	"slices"
	"strconv"
	"time"
)

// graph is a transition as crm_simulate --save-graph writes it.
type graph struct {
	FencingTimeout string `xml:"stonith-timeout,attr"`
	FailedStart    string `xml:"failed-start-offset,attr"`
	FailedStop     string `xml:"failed-stop-offset,attr"`
	Synapses       []struct {
		Actions []action `xml:"action_set>rsc_op"`
		Cluster []action `xml:"action_set>crm_event"`
		Pseudo  []action `xml:"action_set>pseudo_event"`
		Inputs  []struct {
			Actions []action `xml:",any"`
		} `xml:"inputs>trigger"`
	} `xml:"synapse"`
}

// action is an action of a transition.
type action struct {
	ID        string `xml:"id,attr"`
	Operation string `xml:"operation,attr"`
	Node      string `xml:"on_node,attr"`
	Primitive struct {
		ID string `xml:"id,attr"`
	} `xml:"primitive"`
	Attrs struct {
		Timeout  string `xml:"CRM_meta_timeout,attr"`
		Interval string `xml:"CRM_meta_interval,attr"`
	} `xml:"attributes"`
}

// empty reports whether the cluster has nothing to do: what is left, such as the
// counts of failures that a scheduler forgets, moves no resource.
func (g *graph) empty() bool {
	for _, s := range g.Synapses {
		for _, a := range s.Cluster {
			if a.Operation == opFence {
				return false
			}
		}
		for _, a := range s.Actions {
			if changes(a) {
				return false
			}
		}
	}
	return true
}

// opFence is how a transition calls the fencing of a node.
const opFence = "stonith"

// changes reports whether an action of an agent changes what runs. Monitors and
// probes find what is expected.
func changes(a action) bool { return a.Operation != "monitor" && a.Operation != "notify" }

// readGraph reads a transition.
func readGraph(data []byte) (*graph, error) {
	var g graph
	return &g, xml.Unmarshal(data, &g)
}

// longest is how long a transition takes at most: the longest way through it, when
// every action takes until its timeout. Monitors are not counted, since a resource
// serves before its first one. A transition ends at the first action that fails.
func (g *graph) longest(failing []Op) time.Duration {
	takes, needs := map[string]time.Duration{}, map[string][]string{}
	for _, s := range g.Synapses {
		var inputs []string
		for _, in := range s.Inputs {
			for _, a := range in.Actions {
				inputs = append(inputs, a.ID)
			}
		}
		for _, list := range [][]action{s.Actions, s.Cluster, s.Pseudo} {
			for _, a := range list {
				needs[a.ID] = inputs
			}
		}
		for _, a := range s.Actions {
			if changes(a) {
				takes[a.ID] = milliseconds(a.Attrs.Timeout)
			}
		}
		for _, a := range s.Cluster {
			if a.Operation == opFence {
				takes[a.ID] = seconds(g.FencingTimeout)
			}
		}
	}
	ends := map[string]time.Duration{}
	var most, cut time.Duration
	for id := range needs {
		most = max(most, end(id, takes, needs, ends))
	}
	for _, s := range g.Synapses {
		for _, a := range s.Actions {
			if a.fails(failing) {
				cut = max(cut, ends[a.ID])
			}
		}
	}
	if cut > 0 {
		return cut
	}
	return most
}

// fails reports whether an action is one of those that fail.
func (a action) fails(failing []Op) bool {
	return slices.ContainsFunc(failing, func(o Op) bool {
		return o.Task == a.Operation && o.Node == a.Node && o.Resource == base(a.Primitive.ID)
	})
}

// end is when an action ends at the latest. A transition has no loops; one that had
// would be cut at the action that was met before.
func end(id string, takes map[string]time.Duration, needs map[string][]string, ends map[string]time.Duration) time.Duration {
	if known, met := ends[id]; met {
		return known
	}
	ends[id] = 0
	var begins time.Duration
	for _, before := range needs[id] {
		begins = max(begins, end(before, takes, needs, ends))
	}
	ends[id] = begins + takes[id]
	return ends[id]
}

func milliseconds(text string) time.Duration {
	n, _ := strconv.ParseInt(text, 10, 64)
	return time.Duration(n) * time.Millisecond
}

// seconds reads a time as the graph has it: 60s.
func seconds(text string) time.Duration {
	d, _ := time.ParseDuration(text)
	return d
}

package view

import (
	"slices"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
)

// statusRecord is the answer of hagen status for machines.
type statusRecord struct {
	To            string         `json:"to"`
	OK            bool           `json:"ok"`            // the cluster matches the sheet
	Configuration string         `json:"configuration"` // equal or drifted
	Changes       []changeRecord `json:"changes"`       // that would make it what the sheet says
	DC            string         `json:"dc,omitempty"`
	Quorum        bool           `json:"quorum"`
	Nodes         []nodeRecord   `json:"nodes"`
	Resources     []placeRecord  `json:"resources"`
	Failures      []failedRecord `json:"failures"` // that the cluster remembers
	// How what runs differs from what the configuration asks for; what the cluster
	// still has to do; and what it does not do because it does not manage something.
	Problems []apply.Problem `json:"problems"`
	Pending  []pcmk.Effect   `json:"pending"`
	Held     []apply.Held    `json:"held"`
}

// nodeRecord is a node of the cluster.
type nodeRecord struct {
	Name        string `json:"name"`
	Online      bool   `json:"online"`
	Standby     bool   `json:"standby,omitempty"`
	Maintenance bool   `json:"maintenance,omitempty"`
	Unclean     bool   `json:"unclean,omitempty"`
}

// placeRecord is what a resource does on a node.
type placeRecord struct {
	Resource string `json:"resource"`
	Node     string `json:"node,omitempty"`
	State    string `json:"state"`
	Managed  bool   `json:"managed"`
}

// failedRecord is a failed action.
type failedRecord struct {
	Resource string `json:"resource"`
	Node     string `json:"node"`
	Action   string `json:"action"`
	Status   string `json:"status"`
	Reason   string `json:"reason,omitempty"`
	When     string `json:"when,omitempty"`
}

func (s Standing) record(to string) *statusRecord {
	h := s.Health
	r := &statusRecord{To: to, OK: s.Good(), Configuration: "equal", Changes: changeRecords(s.Changes), DC: h.State.DC, Quorum: h.State.Quorum,
		Nodes: nodeRecords(h.State), Resources: append([]placeRecord{}, placesOf(h.State)...), Failures: []failedRecord{},
		Problems: append([]apply.Problem{}, h.Problems...), Pending: append([]pcmk.Effect{}, h.Pending...), Held: append([]apply.Held{}, h.Held...)}
	if len(s.Changes) > 0 {
		r.Configuration = "drifted"
	}
	for _, f := range h.State.Failures {
		r.Failures = append(r.Failures, failedRecord{f.Resource(), f.Node, f.Task(), f.Status, f.Reason, f.When})
	}
	return r
}

// placesOf returns each resource with its state on each node; one that does not run
// is listed once.
func placesOf(s *pcmk.State) []placeRecord {
	var out []placeRecord
	for _, i := range s.Resources {
		if len(i.Nodes) == 0 {
			if nodes, _ := s.Running(i.ID); len(nodes) == 0 {
				p := placeRecord{Resource: i.ID, State: "stopped", Managed: i.Managed}
				if !slices.Contains(out, p) {
					out = append(out, p)
				}
			}
			continue
		}
		for _, n := range i.Nodes {
			out = append(out, placeRecord{Resource: i.ID, Node: n, State: apply.StateOf(i), Managed: i.Managed})
		}
	}
	return out
}

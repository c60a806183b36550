// Package pcmk reads what Pacemaker's tools answer as XML: crm_simulate (what
// the cluster would do) and crm_mon (what it is doing).
package pcmk

import (
	"encoding/xml"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/message"
)

// State is what runs where.
type State struct {
	DC          string // "" when the cluster has none
	Quorum      bool
	Maintenance bool
	Nodes       []Node
	Resources   []Instance
	Failures    []Failure
	// Probes are those that found no usable resource. For Pacemaker they are not
	// failures, but they are the reason why a resource does not start.
	Probes []Failure
	// Attributes, Counts and Fencing are known of a running cluster alone.
	Attributes []Attribute
	Counts     []Count
	Fencing    []Fencing // the latest first
	// Calls are the numbers of the latest actions. They increase, which is the only
	// sign of a reload.
	Calls map[Spot]int
}

// Node is a node of the cluster.
type Node struct {
	Name                                  string
	Online, Standby, Maintenance, Unclean bool
	Remote                                bool // a remote or guest node, which has no vote
	Pending                               bool // it joins, and runs nothing yet
	StandbyOnFail                         bool // on standby since a resource with on-fail=standby failed
}

// Attribute is an attribute of a node.
type Attribute struct{ Node, Name, Value string }

// Count is how often a resource failed on a node, as Pacemaker counts: a number, or
// INFINITY.
type Count struct {
	Resource string `json:"resource"`
	Node     string `json:"node"`
	Failures string `json:"failures"`
}

// Fencing is one fencing of a node.
type Fencing struct{ Action, Target, Status string }

// Node is a node of the state; false when the cluster does not know it.
func (s *State) Node(name string) (Node, bool) {
	for _, n := range s.Nodes {
		if n.Name == name {
			return n, true
		}
	}
	return Node{}, false
}

// Attribute is the value of an attribute of a node, blank when it is not set.
func (s *State) Attribute(node, name string) string {
	for _, a := range s.Attributes {
		if a.Node == node && a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Fenced counts the successful fencings of a node. That it was switched on again, which
// Pacemaker calls unfencing, is not one.
func (s *State) Fenced(node string) int {
	count := 0
	for _, f := range s.Fencing {
		if f.Target == node && f.Status == "success" && f.Action != "on" {
			count++
		}
	}
	return count
}

// Instance is a primitive, or one instance of a cloned one.
type Instance struct {
	ID       string   // of the primitive, without the number of an instance
	Within   []string // what contains it, outermost first
	Agent    string
	Role     string // Started, Stopped, Promoted, Unpromoted
	Nodes    []string
	Active   bool
	Orphan   bool // runs, but is in no configuration any more
	Blocked  bool
	Managed  bool
	Failed   bool
	Pending  string // Starting, Stopping, Promoting, …; "" when nothing is under way
	Disabled bool   // target-role Stopped
	Target   string // target-role, "" when there is none
}

// Failure is a failed action that Pacemaker remembers.
type Failure struct {
	Operation string // vip_start_0
	Node      string
	Status    string // not running, unknown error, Timed Out, …
	Reason    string // what the agent said
	When      string
	Call      string
	Code      int // what the agent exited with
}

// Same reports whether two failures are the same one: by the call number and the
// result, since a recurring monitor keeps its number. Either may lack the time.
func (f Failure) Same(g Failure) bool {
	return f.Operation == g.Operation && f.Node == g.Node && f.Call == g.Call && f.Code == g.Code &&
		(f.When == g.When || f.When == "" || g.When == "")
}

// Resource is the id of the primitive that failed.
func (f Failure) Resource() string {
	key := f.Operation
	for range 2 { // _TASK_INTERVAL
		if i := strings.LastIndexByte(key, '_'); i > 0 {
			key = key[:i]
		}
	}
	return base(key)
}

// Task is the action that failed: start, monitor, stop.
func (f Failure) Task() string {
	parts := strings.Split(f.Operation, "_")
	if len(parts) < 3 {
		return f.Operation
	}
	return parts[len(parts)-2]
}

// exitTexts are the words of Pacemaker for how an action ended, as it has them in
// services_ocf_exitcode_str and pcmk_exec_status_str.
var exitTexts = map[string]message.Text{
	"error":                          message.New("exit.error"),
	"unknown error":                  message.New("exit.unknown-error"),
	"invalid parameter":              message.New("exit.invalid-parameter"),
	"unimplemented feature":          message.New("exit.unimplemented"),
	"insufficient privileges":        message.New("exit.privileges"),
	"not installed":                  message.New("exit.not-installed"),
	"not configured":                 message.New("exit.not-configured"),
	"not running":                    message.New("exit.not-running"),
	"promoted":                       message.New("exit.promoted"),
	"promoted (failed)":              message.New("exit.promoted-failed"),
	"Timed Out":                      message.New("exit.timed-out"),
	"NOT SUPPORTED":                  message.New("exit.not-supported"),
	"Error":                          message.New("exit.any-error"),
	"Internal communication failure": message.New("exit.executor"),
	"Cancelled":                      message.New("exit.cancelled"),
	"No fence device":                message.New("exit.no-device"),
}

var (
	textFailure       = message.New("failure.status", "action", "status")
	textFailureReason = message.New("failure.reason", "action", "status", "reason")
)

// Message says what failed and how: start: error (no such disk).
func (f Failure) Message() message.Message {
	status := message.Verbatim(f.Status)
	if known, ok := exitTexts[f.Status]; ok {
		status = known.With()
	}
	if f.Reason == "" {
		return textFailure.With(f.Task(), status)
	}
	return textFailureReason.With(f.Task(), status, message.Verbatim(f.Reason))
}

// xmlResource is any element below <resources>.
type xmlResource struct {
	XMLName  xml.Name
	ID       string        `xml:"id,attr"`
	Agent    string        `xml:"resource_agent,attr"`
	Role     string        `xml:"role,attr"`
	Target   string        `xml:"target_role,attr"`
	Active   bool          `xml:"active,attr"`
	Orphaned bool          `xml:"orphaned,attr"`
	Blocked  bool          `xml:"blocked,attr"`
	Managed  bool          `xml:"managed,attr"`
	Failed   bool          `xml:"failed,attr"`
	Disabled bool          `xml:"disabled,attr"`
	Pending  string        `xml:"pending,attr"`
	Name     string        `xml:"name,attr"` // of a <node> inside
	Inside   []xmlResource `xml:",any"`
}

type xmlNode struct {
	Name        string `xml:"name,attr"`
	Online      bool   `xml:"online,attr"`
	Standby     bool   `xml:"standby,attr"`
	Maintenance bool   `xml:"maintenance,attr"`
	Unclean     bool   `xml:"unclean,attr"`
	Pending     bool   `xml:"pending,attr"`
	OnFail      bool   `xml:"standby_onfail,attr"`
	DC          bool   `xml:"is_dc,attr"`
	Type        string `xml:"type,attr"`
}

// xmlState is cluster_status of crm_simulate, and a part of crm_mon's answer.
type xmlState struct {
	Nodes     []xmlNode `xml:"nodes>node"`
	Resources struct {
		List []xmlResource `xml:",any"`
	} `xml:"resources"`
	Failures []struct {
		OpKey  string `xml:"op_key,attr"`
		ID     string `xml:"id,attr"`
		Node   string `xml:"node,attr"`
		Exit   string `xml:"exitstatus,attr"`
		Status string `xml:"status,attr"`
		Reason string `xml:"exitreason,attr"`
		When   string `xml:"last-rc-change,attr"`
		Call   string `xml:"call,attr"`
		Code   int    `xml:"exitcode,attr"`
	} `xml:"failures>failure"`
}

type xmlMon struct {
	xmlState
	Summary struct {
		DC struct {
			Present bool   `xml:"present,attr"`
			Name    string `xml:"name,attr"`
			Quorum  bool   `xml:"with_quorum,attr"`
		} `xml:"current_dc"`
		Options struct {
			Maintenance bool `xml:"maintenance-mode,attr"`
		} `xml:"cluster_options"`
	} `xml:"summary"`
	History []struct {
		Name      string `xml:"name,attr"`
		Resources []struct {
			ID         string `xml:"id,attr"`
			Count      string `xml:"fail-count,attr"`
			Operations []struct {
				Task string `xml:"task,attr"`
				Call int    `xml:"call,attr"`
				RC   int    `xml:"rc,attr"`
				Text string `xml:"rc_text,attr"`
			} `xml:"operation_history"`
		} `xml:"resource_history"`
	} `xml:"node_history>node"`
	Attributes []struct {
		Node string `xml:"name,attr"`
		List []struct {
			Name  string `xml:"name,attr"`
			Value string `xml:"value,attr"`
		} `xml:"attribute"`
	} `xml:"node_attributes>node"`
	Fencing []struct {
		Action string `xml:"action,attr"`
		Target string `xml:"target,attr"`
		Status string `xml:"status,attr"`
	} `xml:"fence_history>fence_event"`
	Status xmlExit `xml:"status"`
}

// Spot is a resource on a node.
type Spot struct{ Resource, Node string }

// addCalls records the latest action of each resource on each node.
func (s *State) addCalls(mon *xmlMon) {
	s.Calls = map[Spot]int{}
	for _, n := range mon.History {
		for _, r := range n.Resources {
			at := Spot{base(r.ID), n.Name}
			for _, o := range r.Operations {
				s.Calls[at] = max(s.Calls[at], o.Call)
			}
		}
	}
}

// addFacts records what only crm_mon tells: attributes, counts of failures, fencings.
func (s *State) addFacts(mon *xmlMon) {
	for _, n := range mon.Attributes {
		for _, a := range n.List {
			s.Attributes = append(s.Attributes, Attribute{n.Node, a.Name, a.Value})
		}
	}
	for _, n := range mon.History {
		for _, r := range n.Resources {
			if c := (Count{base(r.ID), n.Name, r.Count}); r.Count != "" && !slices.Contains(s.Counts, c) {
				s.Counts = append(s.Counts, c)
			}
		}
	}
	for _, f := range mon.Fencing {
		s.Fencing = append(s.Fencing, Fencing(f))
	}
}

// addProbes records the probes without a valid result: running (0), not running
// (7), promoted (8, 9), or pending (193).
func (s *State) addProbes(mon *xmlMon) {
	for _, n := range mon.History {
		for _, r := range n.Resources {
			for _, o := range r.Operations {
				answered := o.RC == 0 || o.RC == 7 || o.RC == 8 || o.RC == 9 || o.RC == 193
				f := Failure{Operation: r.ID + "_probe_0", Node: n.Name, Status: o.Text}
				if o.Task == "probe" && !answered && !slices.Contains(s.Probes, f) {
					s.Probes = append(s.Probes, f)
				}
			}
		}
	}
}

type xmlExit struct {
	Code    int      `xml:"code,attr"`
	Message string   `xml:"message,attr"`
	Errors  []string `xml:"errors>error"`
}

func (e xmlExit) err(tool string) error {
	if e.Code == 0 {
		return nil
	}
	return message.Fail(textAnswered, tool, message.Verbatim(strings.Join(append([]string{e.Message}, e.Errors...), ": ")))
}

// ReadStatus reads crm_mon --output-as=xml.
func ReadStatus(data []byte) (*State, error) {
	var mon xmlMon
	if err := xml.Unmarshal(data, &mon); err != nil {
		return nil, &AnswerError{"crm_mon", err}
	}
	if err := mon.Status.err("crm_mon"); err != nil {
		return nil, err
	}
	s := mon.state()
	s.DC, s.Quorum, s.Maintenance = mon.Summary.DC.Name, mon.Summary.DC.Quorum, mon.Summary.Options.Maintenance
	if !mon.Summary.DC.Present {
		s.DC = ""
	}
	s.addProbes(&mon)
	s.addCalls(&mon)
	s.addFacts(&mon)
	return s, nil
}

func (x *xmlState) state() *State {
	s := &State{}
	for _, n := range x.Nodes {
		s.Nodes = append(s.Nodes, Node{n.Name, n.Online, n.Standby, n.Maintenance, n.Unclean, n.Type == "remote", n.Pending, n.OnFail})
		if n.DC {
			s.DC = n.Name
		}
	}
	for _, f := range x.Failures {
		status := f.Exit
		if f.Status != "complete" && f.Status != "" {
			status = f.Status
		}
		key := f.OpKey
		if key == "" {
			key = f.ID
		}
		s.Failures = append(s.Failures, Failure{key, f.Node, status, f.Reason, f.When, f.Call, f.Code})
	}
	s.add(x.Resources.List, nil, false)
	return s
}

func (s *State) add(list []xmlResource, within []string, disabled bool) {
	for _, r := range list {
		switch r.XMLName.Local {
		case "resource":
			i := Instance{ID: base(r.ID), Within: within, Agent: r.Agent, Role: role(r.Role), Active: r.Active, Orphan: r.Orphaned,
				Blocked: r.Blocked, Managed: r.Managed, Failed: r.Failed, Pending: r.Pending, Disabled: disabled || role(r.Target) == cib.Stopped, Target: role(r.Target)}
			// An action under way shows in the role: Starting, Stopping, Promoting.
			if strings.HasSuffix(i.Role, "ing") {
				i.Pending = i.Role
				i.Active = i.Active && i.Role != "Starting"
			}
			for _, n := range r.Inside {
				if n.XMLName.Local == "node" {
					i.Nodes = append(i.Nodes, n.Name)
				}
			}
			s.Resources = append(s.Resources, i)
		case "group", "clone", "bundle", "replica":
			// Pacemaker also reports a promotable clone as disabled that only must
			// not be promoted.
			stopped := r.Disabled && role(r.Target) != cib.Unpromoted
			s.add(r.Inside, append(slices.Clone(within), base(r.ID)), disabled || stopped)
		}
	}
}

// role spells the role of an instance the new way.
func role(r string) string { r, _ = cib.Role(r); return r }

// base drops the number of a clone's instance: ping:1 is ping.
func base(id string) string {
	name, number, ok := strings.Cut(id, ":")
	if ok && strings.Trim(number, "0123456789") == "" {
		return name
	}
	return id
}

// AnswerError says that a tool's answer could not be read.
type AnswerError struct {
	Tool string
	Err  error // nil: what matters was missing
}

var (
	textAnswerBroken = message.New("tool.answer-broken", "tool", "cause")
	textAnswerLacks  = message.New("tool.answer-lacks", "tool")
	textAnswered     = message.New("tool.answered", "tool", "said")
)

// Message names the tool.
func (e *AnswerError) Message() message.Message {
	if e.Err == nil {
		return textAnswerLacks.With(e.Tool)
	}
	return textAnswerBroken.With(e.Tool, e.Err)
}

// Error names the tool in English.
func (e *AnswerError) Error() string { return e.Message().String() }

// Unwrap gives the cause.
func (e *AnswerError) Unwrap() error { return e.Err }

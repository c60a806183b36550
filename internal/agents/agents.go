// Package agents knows the metadata of resource agents, fence agents and
// Pacemaker's own options for each target: names, types, defaults, required
// and unique flags, actions with their timeouts.
//
// # The form of an Agent
//
// An Agent is the metadata as pcs reads it, not as the agent prints it:
//
//   - role names are Promoted and Unpromoted, whatever the agent calls them;
//   - Obsoletes and ReplacedBy agree with each other;
//   - a fence agent has no parameters "help" and "version", its "action" is
//     deprecated, and neither "action" nor the parameter that names the target
//     ("port" or "plug", or what replaces them) is required: Pacemaker supplies both.
//
// Units and init scripts have no metadata of their own. Pacemaker returns the same
// actions for every name; the catalog has these stock answers as systemd:*, lsb:*
// and service:*, in seconds without a unit up to 2.1.7 and with one from 2.1.8 on
// (3.0.0: run, 2.1.10: from its source). The id of the monitor that pcs adds
// contains the interval as written, so the spelling matters. lsb is as measured
// with pcs 0.10.18, 0.11.5, 0.12.0 and 0.12.3 (resource create D lsb:haproxy),
// systemd is what the target's libcrmservice contains. For a service Pacemaker
// answers for what the node has, an init script or a unit: service:* has the
// actions both have, with the longer times of a unit, and hagen writes out all of
// its operations instead of leaving them to pcs (package complete).
//
// # Where it comes from
//
// The facts are embedded in compact form, all targets merged (data/*.txt, see
// compact.go): those of the targets' releases, and the names of parameters and
// options of a few other releases. The agents of drbd-utils, booth and linuxhajp
// are not tied to a release of a distribution; every target has them. The embedded
// files are the source: test/gen/agents reads them, replaces a target's facts with
// those of an installed system, and writes them:
//
//	go run ./test/gen/agents -target debian12 -root DIR
//	go run ./test/gen/agents -compare debian12          what differs here
//
// What agents say of their parameters is in a file of its own (descriptions.txt, see
// describe.go), in their words: only people read it.
//
// A site adds its own agents with an agents file, see [Catalog.Extend].
package agents

// Agent is the metadata of one agent.
type Agent struct {
	Name    string   `json:"name"` // ocf:heartbeat:IPaddr2, stonith:fence_ipmilan, systemd:*, lsb:*, service:*
	Params  []Param  `json:"parameters,omitempty"`
	Actions []Action `json:"actions,omitempty"`
}

// Param is one parameter, in metadata order.
type Param struct {
	Name        string   `json:"name"`
	Type        string   `json:"type,omitempty"` // string, integer, boolean, second, select; time and others in a site's own
	Default     string   `json:"default,omitempty"`
	Required    bool     `json:"required,omitempty"`
	Unique      bool     `json:"unique,omitempty"`       // no two resources of the agent may share the value
	UniqueGroup string   `json:"unique_group,omitempty"` // parameters of one group are unique together, see UniqueGroups
	Deprecated  bool     `json:"deprecated,omitempty"`
	Enum        []string `json:"enum,omitempty"`
	Obsoletes   []string `json:"obsoletes,omitempty"`   // older names of this parameter
	ReplacedBy  []string `json:"replaced_by,omitempty"` // the names to use instead
	// ShortDesc is what the agent says of the parameter, in a few words of English
	// as a rule. Embedded agents are read without it, see [Catalog.Described].
	ShortDesc string `json:"shortdesc,omitempty"`
}

// Action is one action the agent offers, in metadata order. An action may
// occur several times: one monitor per role or depth.
type Action struct {
	Name       string `json:"name"`
	Timeout    string `json:"timeout,omitempty"`
	Interval   string `json:"interval,omitempty"`
	Role       string `json:"role,omitempty"`  // Promoted, Unpromoted, Started or ""
	Depth      string `json:"depth,omitempty"` // pcs makes it OCF_CHECK_LEVEL unless "" or "0"
	StartDelay string `json:"start_delay,omitempty"`
	OnTarget   bool   `json:"on_target,omitempty"` // runs on the node it is for
	Automatic  bool   `json:"automatic,omitempty"` // runs when the node joins
}

// Option is one option of Pacemaker itself: a cluster property, a meta
// attribute, an operation option, a fencing parameter.
type Option struct {
	Name string
	// Type is one of string, boolean, integer, nonnegative_integer, score,
	// percentage, duration, timeout (a duration that may be negative where
	// Pacemaker says so), iso8601, port, version, id, select (see Enum). Releases
	// that have only coarser types get the finer one of a later release: what
	// Pacemaker accepts is the same.
	Type       string
	Default    string
	Enum       []string
	Deprecated bool
	// Generated options are written by the cluster itself.
	Generated  bool
	ReplacedBy []string
	Aliases    []string // older names of the same option
}

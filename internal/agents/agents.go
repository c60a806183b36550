// Package agents knows the metadata of resource agents, fence agents and
// Pacemaker's own options for each target: names, types, defaults, required
// and unique flags, actions with their timeouts. It is embedded in compact
// form (made by internal/agents/gen) and can be extended with a site's own.
package agents

// Agent is the metadata of one agent.
type Agent struct {
	Name    string // ocf:heartbeat:IPaddr2, stonith:fence_ipmilan, systemd:*, lsb:*, service:*
	Params  []Param
	Actions []Action
}

// Param is one parameter, in metadata order.
type Param struct {
	Name        string
	Type        string // string, integer, boolean, time, select, second, …
	Default     string
	Required    bool
	Unique      bool   // no two resources of the agent may share the value
	UniqueGroup string // parameters of one group are unique together
	Deprecated  bool
	Enum        []string
	Obsoletes   []string // older names this one stands for
	ReplacedBy  []string // the names to use instead
}

// Action is one action the agent offers, in metadata order.
type Action struct {
	Name       string
	Timeout    string
	Interval   string
	Role       string // Promoted, Unpromoted, Started or ""
	Depth      string
	StartDelay string
	OnTarget   bool
	Automatic  bool
}

// Option is one option of Pacemaker itself: a cluster property, a meta
// attribute, an operation option, a fencing parameter.
type Option struct {
	Name       string
	Type       string
	Default    string
	Enum       []string
	Deprecated bool
	ReplacedBy []string
	Aliases    []string // older names of the same option
}

package model

import (
	"cmp"

	"hagen/internal/cib"
)

// The operations Pacemaker runs by itself, by their names.
const (
	OpMonitor = "monitor"
	OpStart   = "start"
	OpStop    = "stop"
	OpPromote = "promote"
	OpDemote  = "demote"
)

// CheckLevel is the one option of an operation that is not an XML attribute of the
// op: the agent gets it as a parameter.
const CheckLevel = cib.CheckLevel

// Operation is one op of a primitive.
type Operation struct {
	Name string
	// Options are XML attributes of the op (interval, timeout, on-fail, role,
	// …) in the order of the sheet, names as written.
	Options []*Attribute
	// Params are the op's own instance_attributes, such as CheckLevel.
	Params []*Attribute
	// Default marks an operation that is not in the sheet: pcs adds it from the agent's
	// metadata, package complete does the same.
	Default bool
	// Unknown marks an operation the agent's metadata do not offer. pcs takes it
	// only when forced. Set by package complete.
	Unknown bool
	From    Origin // fields: type, and each option by its name
}

// Option returns the value of an option, "" when it has none.
func (o *Operation) Option(name string) string {
	for _, a := range o.Options {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Interval is the operation's interval: its own or what pcs fills in.
func (o *Operation) Interval() string { return cmp.Or(o.Option("interval"), DefaultInterval(o.Name)) }

// DefaultInterval is what pcs gives an operation that has no interval.
func DefaultInterval(operation string) string {
	if operation == OpMonitor {
		return "60s"
	}
	return "0s"
}

package model

import (
	"cmp"
	"slices"

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

// CheckLevel is the parameter of an operation that pcs takes among its options.
const CheckLevel = cib.CheckLevel

// Operation is one op of a primitive.
type Operation struct {
	Name string
	// Options are XML attributes of the op (interval, timeout, on-fail, role,
	// …) in the order of the sheet, names as written.
	Options []*Attribute
	// Params are the op's own instance_attributes, such as CheckLevel; Meta its
	// meta_attributes.
	Params, Meta []*AttributeSet
	// Default marks an operation that is not in the sheet: package complete adds it
	// from the agent's metadata, as pcs does.
	Default bool
	// Unknown marks an operation that is not in the agent's metadata. pcs accepts
	// it only with --force. Set by package complete.
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

// Given returns all that is said of the operation: options, parameters, meta attributes.
func (o *Operation) Given() []*Attribute {
	return slices.Concat(o.Options, Pairs(o.Params), Pairs(o.Meta))
}

// Interval returns the operation's interval, or the one that pcs fills in.
func (o *Operation) Interval() string { return cmp.Or(o.Option("interval"), DefaultInterval(o.Name)) }

// DefaultInterval is the interval that pcs gives an operation without one.
func DefaultInterval(operation string) string {
	if operation == OpMonitor {
		return "60s"
	}
	return "0s"
}

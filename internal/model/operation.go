package model

import "hagen/internal/diag"

// Operation is one op of a primitive.
type Operation struct {
	Name string
	// Options are XML attributes of the op (interval, timeout, on-fail, role,
	// …) in the order of the sheet, names as written.
	Options []*Attribute
	// Params are the op's own instance_attributes, such as OCF_CHECK_LEVEL.
	Params []*Attribute
	// Default marks an operation nobody wrote: pcs adds it from the agent's
	// metadata, package complete does the same.
	Default bool
	// Unknown marks an operation the agent's metadata do not offer. pcs takes it
	// only when forced. Set by package complete.
	Unknown bool
	From    diag.Origin // fields: type, and each option by its name
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

package model

// Constraints returns the number of constraints of all kinds.
func (c *Config) Constraints() int { return len(c.Locations) + len(c.Colocations) + len(c.Orders) }

// Location says where a resource may or may not run: by node and score, or by
// rule.
type Location struct {
	ID   string // "" lets the emitter name it the way pcs does
	Rsc  string
	Node string
	// Score is the final score: "avoids" has become a negative score, and a blank
	// one INFINITY.
	Score string
	// DefaultScore marks a score that the sheet left blank.
	DefaultScore bool
	Rule         *Rule // set instead of Node and Score
	From         Origin
	// From's fields: rsc, prefers, node, score by node; rsc by rule
}

// Rule is a condition and its effect.
type Rule struct {
	ID     string
	BoolOp string // and, or; "" when the sheet gave none
	Score  string
	Role   string
	Parts  []RulePart
	From   Origin // fields: rsc, score, bool_op, role
}

// RulePart is an *Expression so far; date expressions and nested rules would be
// added here.
type RulePart interface{ rulePart() }

// Expression compares a node attribute.
type Expression struct {
	Attribute string
	Operation string // lt gt lte gte eq ne defined not_defined
	Value     string
	Type      string // "" or a comparison type
	From      Origin // fields: attribute, op, value
}

func (*Expression) rulePart() {}

// Colocation puts Rsc where WithRsc is.
type Colocation struct {
	ID       string
	Rsc      string
	WithRsc  string
	Score    string
	RscRole  string
	WithRole string
	From     Origin // fields: rsc, with-rsc, score, rsc-role, with-rsc-role
}

// Order makes Then wait for First.
type Order struct {
	ID          string
	First, Then string
	Kind        string // "" , Mandatory, Optional, Serialize
	FirstAction string // "" means start
	ThenAction  string // "" means start for pcs, FirstAction for Pacemaker; pcs writes it out
	Symmetrical string // "", true, false
	From        Origin
	// From's fields: first-rsc, then-rsc, kind, first-action, then-action, symmetrical
}

package model

import (
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// Rule is a condition, and at the top of a location or a set its effect. Rules are
// nested: a part of a rule may be a rule of its own, which only has BoolOp and Parts.
type Rule struct {
	ID     string
	BoolOp string // and, or; "" when there is nothing to combine, or the sheet gave none
	Score  string
	// ScoreAttribute is a node attribute that has the score, instead of Score.
	ScoreAttribute string
	Role           string
	Parts          []RulePart
	From           Origin // fields: rsc, score, bool_op, role, rule-id
}

// RulePart is an *Expression, *DateExpression, *RscExpression, *OpExpression or *Rule.
type RulePart interface {
	Entity
	rulePart()
}

// Expression compares a node attribute.
type Expression struct {
	Attribute string
	Operation string // lt gt lte gte eq ne defined not_defined
	Value     string
	Type      string // how the values compare: "", string, integer, number, version
	From      Origin // fields: attribute, op, value, type
}

// DateExpression compares the current time.
type DateExpression struct {
	Operation  string // gt, lt, in_range, date_spec
	Start, End string // ISO 8601
	Duration   []DatePart
	Spec       []DatePart
	From       Origin
}

// DatePart is one part of a duration or of a date specification: hours=9-17.
type DatePart struct{ Name, Value string }

// RscExpression is true for resources of an agent. What is "" is not compared.
type RscExpression struct {
	Class, Provider, Type string
	From                  Origin
}

// OpExpression is true for operations of a name and, if there is one, an interval.
type OpExpression struct {
	Name, Interval string
	From           Origin
}

func (*Rule) rulePart()           {}
func (*Expression) rulePart()     {}
func (*DateExpression) rulePart() {}
func (*RscExpression) rulePart()  {}
func (*OpExpression) rulePart()   {}

// Walk visits the parts of a rule that compare something, those of nested rules
// included, in their order. followed says that another part of the same rule comes
// after it.
func (r *Rule) Walk(visit func(part RulePart, followed bool)) {
	for i, part := range r.Parts {
		if nested, ok := part.(*Rule); ok {
			nested.Walk(visit)
		} else {
			visit(part, i < len(r.Parts)-1)
		}
	}
}

// OfAgents reports whether a rule asks only which agent or operation it is about:
// pcs of every release makes sets of defaults with such a rule.
func (r *Rule) OfAgents() bool {
	all := true
	r.Walk(func(part RulePart, _ bool) {
		switch part.(type) {
		case *RscExpression, *OpExpression:
		default:
			all = false
		}
	})
	return all
}

// Expressions are the comparisons of node attributes in a rule.
func (r *Rule) Expressions() []*Expression {
	var out []*Expression
	r.Walk(func(part RulePart, _ bool) {
		if e, ok := part.(*Expression); ok {
			out = append(out, e)
		}
	})
	return out
}

// entities visits a rule and all of its parts.
func (r *Rule) entities(visit func(Entity)) {
	visit(r)
	for _, part := range r.Parts {
		if nested, ok := part.(*Rule); ok {
			nested.entities(visit)
		} else {
			visit(part)
		}
	}
}

// InCell is an origin of entities that come from one cell, whatever their fields.
func InCell(row Origin, column schema.Key) Origin { return cell{row, column} }

type cell struct {
	Origin
	column schema.Key
}

func (c cell) At(schema.Key) diag.Place { return c.Origin.At(c.column) }

// Element is a rule.
func (r *Rule) Element() string { return cib.Rule }

// Source is the first row of the rule.
func (r *Rule) Source() Origin { return r.From }

// Each visits the attributes.
func (r *Rule) Each(visit func(attribute, value string)) {
	visit("id", r.ID)
	visit("boolean-op", r.BoolOp)
	visit("role", r.Role)
	visit("score", r.Score)
	visit("score-attribute", r.ScoreAttribute)
}

// Element is an expression.
func (e *Expression) Element() string { return cib.Expression }

// Source is the row.
func (e *Expression) Source() Origin { return e.From }

// Each visits the attributes.
func (e *Expression) Each(visit func(attribute, value string)) {
	visit("operation", e.Operation)
	visit("attribute", e.Attribute)
	visit("value", e.Value)
	visit("type", e.Type)
}

// Element is a date expression.
func (e *DateExpression) Element() string { return cib.DateExpression }

// Source is the cell of the rule.
func (e *DateExpression) Source() Origin { return e.From }

// Each visits the attributes, but not those of the elements inside.
func (e *DateExpression) Each(visit func(attribute, value string)) {
	visit("operation", e.Operation)
	visit("start", e.Start)
	visit("end", e.End)
}

// Element is a resource expression.
func (e *RscExpression) Element() string { return cib.RscExpression }

// Source is the cell of the rule.
func (e *RscExpression) Source() Origin { return e.From }

// Each visits the attributes.
func (e *RscExpression) Each(visit func(attribute, value string)) {
	visit("class", e.Class)
	visit("provider", e.Provider)
	visit("type", e.Type)
}

// Element is an operation expression.
func (e *OpExpression) Element() string { return cib.OpExpression }

// Source is the cell of the rule.
func (e *OpExpression) Source() Origin { return e.From }

// Each visits the attributes.
func (e *OpExpression) Each(visit func(attribute, value string)) {
	visit("name", e.Name)
	visit("interval", e.Interval)
}

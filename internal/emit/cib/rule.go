package cib

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
)

// ruleStyle is how a pcs command writes a rule.
type ruleStyle struct {
	// boolOp says that boolean-op is written even when there is nothing to combine.
	boolOp bool
	// score is that of a rule that has none, nested that of rules in it.
	score, nested string
}

// locationRules is the style of "location rule".
func (e *emitter) locationRules() ruleStyle {
	how := ruleStyle{boolOp: e.target.RuleAlwaysBoolOp}
	if e.target.RuleNestedScore {
		how.nested = "0"
	}
	return how
}

// setRules is the style of "defaults set create".
func (e *emitter) setRules() ruleStyle {
	how := ruleStyle{boolOp: true}
	if e.target.RuleNestedScore {
		how.score, how.nested = cib.Infinity, "0"
	}
	return how
}

// rule writes a rule with its parts.
func (e *emitter) rule(parent *etree.Element, r *model.Rule, proposal string, how ruleStyle) {
	id := e.idOr(r.ID, proposal)
	written := *r
	switch {
	case len(r.Parts) > 1:
		written.BoolOp = cmp.Or(r.BoolOp, "and")
	case how.boolOp:
		written.BoolOp = "and"
	default:
		written.BoolOp = ""
	}
	if r.ScoreAttribute == "" {
		written.Score = cmp.Or(r.Score, how.score)
	}
	el := e.entity(parent, &written, "id", id)
	e.became[r] = el
	how.score = how.nested
	for _, part := range r.Parts {
		e.rulePart(el, id, part, how)
	}
}

func (e *emitter) rulePart(rule *etree.Element, ruleID string, part model.RulePart, how ruleStyle) {
	switch x := part.(type) {
	case *model.Rule:
		e.rule(rule, x, ruleID+"-rule", how)
	case *model.Expression:
		e.expression(rule, ruleID, x)
	case *model.DateExpression:
		id := e.ids.unique(ruleID + "-expr")
		el := e.entity(rule, x, "id", id)
		e.dateParts(el, cib.RuleDuration, id+"-duration", x.Duration)
		e.dateParts(el, cib.DateSpec, id+"-datespec", x.Spec)
	case *model.RscExpression:
		names := slices.DeleteFunc([]string{"rsc", x.Class, x.Provider, x.Type}, func(s string) bool { return s == "" })
		e.entity(rule, x, "id", e.ids.unique(cib.CleanID(ruleID+"-"+strings.Join(names, "-"))))
	case *model.OpExpression:
		e.entity(rule, x, "id", e.ids.unique(cib.CleanID(ruleID+"-op-"+x.Name)))
	}
}

func (e *emitter) expression(rule *etree.Element, ruleID string, x *model.Expression) {
	el := e.element(rule, cib.Expression, "id", e.ids.unique(ruleID+"-expr"),
		"operation", x.Operation, "attribute", x.Attribute, "type", x.Type)
	if !strings.HasSuffix(x.Operation, "defined") {
		e.attr(el, "value", x.Value)
	}
}

// dateParts writes a duration or a date specification, if there is one.
func (e *emitter) dateParts(parent *etree.Element, tag, proposal string, parts []model.DatePart) {
	if len(parts) == 0 {
		return
	}
	el := e.element(parent, tag, "id", e.ids.unique(proposal))
	for _, d := range parts {
		e.attr(el, d.Name, d.Value)
	}
}

// Package rule is the language of rules in one cell of a sheet. It is that of pcs
// 0.12 (and, or, brackets, date gt, date in_range, date-spec, resource, op,
// comparisons of node attributes), and double quotes around words that pcs cannot be
// told: names that are words of the language, and values with spaces.
package rule

import (
	"slices"
	"strings"

	"hagen/internal/model"
)

// SyntaxError is a text that is not a rule.
type SyntaxError struct {
	Problem Problem
	At      int    // the character where the problem is, from 1
	Word    string // the word there; "" at the end
}

// Problem is what is wrong with a text.
type Problem string

// The problems.
const (
	Unclosed   Problem = "quotes"     // quotes that do not end, or not at the end of a word
	Unexpected Problem = "unexpected" // a word that cannot follow
	Ends       Problem = "ends"       // the rule ends too early
	// Mixed is for and beside or without brackets: pcs reads them from left to right,
	// and people the and first.
	Mixed   Problem = "mixed"
	Unknown Problem = "unknown" // no part of a date or a duration
	Twice   Problem = "twice"   // a part of a date or a duration again
)

// Error is for programmers; findings have words of their own.
func (e *SyntaxError) Error() string { return "rule: " + string(e.Problem) + " " + e.Word }

// comparisons are the operators between an attribute and a value.
var comparisons = []string{"eq", "ne", "lt", "gt", "lte", "gte"}

// unary are the operators that only test whether an attribute exists.
var unary = []string{"defined", "not_defined"}

// types are what a value may be compared as.
var types = []string{"string", "integer", "number", "version"}

// specParts and durationParts are the parts of a date specification and of a duration.
var (
	specParts     = []string{"years", "weekyears", "months", "weeks", "yeardays", "monthdays", "weekdays", "hours", "minutes", "seconds", "moon"}
	durationParts = []string{"years", "months", "weeks", "days", "hours", "minutes", "seconds"}
)

// Parse reads a rule. All of its parts are from the given origin, see model.InCell. A
// rule in a rule that is joined by the same word becomes part of the outer one, and
// brackets around one part mean nothing. The error is a *SyntaxError.
func Parse(text string, from model.Origin) (*model.Rule, error) {
	tokens, bad := lex(text)
	if bad != nil {
		return nil, bad
	}
	p := &parser{tokens: tokens, from: from}
	part := p.expression()
	if p.bad == nil && !p.end() {
		p.fail(Unexpected, p.now())
	}
	if p.bad != nil {
		return nil, p.bad
	}
	if r, ok := part.(*model.Rule); ok {
		return r, nil
	}
	return &model.Rule{Parts: []model.RulePart{part}, From: from}, nil
}

// maxDepth bounds brackets in brackets.
const maxDepth = 50

type parser struct {
	tokens []token // the last is blank: the end
	next   int
	depth  int
	from   model.Origin
	bad    *SyntaxError // the first
}

func (p *parser) now() token { return p.tokens[p.next] }
func (p *parser) end() bool  { return p.next == len(p.tokens)-1 }

// ahead is a token after the current one, the end when there are not so many.
func (p *parser) ahead(n int) token { return p.tokens[min(p.next+n, len(p.tokens)-1)] }

func (p *parser) fail(what Problem, t token) {
	if p.bad == nil {
		if what == Unexpected && t.text == "" && !t.quoted {
			what = Ends
		}
		p.bad = &SyntaxError{Problem: what, At: t.at, Word: t.text}
	}
}

// take returns the current token and goes on.
func (p *parser) take() token {
	t := p.now()
	if !p.end() {
		p.next++
	}
	return t
}

// word takes a name or a value.
func (p *parser) word() string {
	t := p.take()
	if !t.word() {
		p.fail(Unexpected, t)
	}
	return t.text
}

// expression reads terms joined by one word.
func (p *parser) expression() model.RulePart {
	first := p.term()
	if !p.now().is("and", "or") {
		return first
	}
	r := &model.Rule{BoolOp: strings.ToLower(p.now().text), From: p.from}
	r.Parts = Join(nil, r.BoolOp, first)
	for p.bad == nil && p.now().is("and", "or") {
		if op := p.take(); !op.is(r.BoolOp) {
			p.fail(Mixed, op)
		}
		r.Parts = Join(r.Parts, r.BoolOp, p.term())
	}
	return r
}

// Join adds a part to parts that a word joins. The parts of a rule with the same word
// are added one by one.
func Join(parts []model.RulePart, op string, part model.RulePart) []model.RulePart {
	if r, ok := part.(*model.Rule); ok && (r.BoolOp == op || len(r.Parts) == 1) {
		return append(parts, r.Parts...)
	}
	return append(parts, part)
}

func (p *parser) term() model.RulePart {
	if !p.now().is("(") {
		return p.simple()
	}
	open := p.take()
	if p.depth++; p.depth > maxDepth {
		p.fail(Unexpected, open)
		return nil
	}
	part := p.expression()
	if t := p.take(); !t.is(")") {
		p.fail(Unexpected, t)
	}
	p.depth--
	return part
}

// simple reads a part without and, or, brackets.
func (p *parser) simple() model.RulePart {
	first, second, third := p.now(), p.ahead(1), p.ahead(2)
	compared := second.is(comparisons...) && third.word()
	switch {
	case first.is(unary...):
		p.take()
		return &model.Expression{Operation: strings.ToLower(first.text), Attribute: p.word(), From: p.from}
	case first.is("date") && second.is("in_range"):
		return p.inRange()
	case first.is("date") && second.is("gt", "lt") && !(third.is(types...) && p.ahead(3).word()):
		return p.date()
	case first.is("date-spec") && !compared:
		p.take()
		return &model.DateExpression{Operation: "date_spec", Spec: p.dateParts(specParts), From: p.from}
	case first.is("resource") && !compared:
		return p.resource()
	case first.is("op") && !compared:
		return p.op()
	}
	return p.compare()
}

func (p *parser) compare() model.RulePart {
	e := &model.Expression{Attribute: p.word(), From: p.from}
	op := p.take()
	e.Operation = strings.ToLower(op.text)
	switch {
	case op.is(unary...): // as people also write it
		return e
	case !op.is(comparisons...):
		p.fail(Unexpected, op)
		return e
	}
	if p.now().is(types...) && p.ahead(1).word() {
		e.Type = strings.ToLower(p.take().text)
	}
	e.Value = p.word()
	return e
}

func (p *parser) date() model.RulePart {
	p.take()
	e := &model.DateExpression{Operation: strings.ToLower(p.take().text), From: p.from}
	if e.Operation == "gt" {
		e.Start = p.filled()
	} else {
		e.End = p.filled()
	}
	return e
}

// filled takes a word that is not blank.
func (p *parser) filled() string {
	if t := p.now(); t.quoted && t.text == "" {
		p.fail(Unexpected, t)
	}
	return p.word()
}

func (p *parser) inRange() model.RulePart {
	p.take()
	p.take()
	e := &model.DateExpression{Operation: "in_range", From: p.from}
	if !p.now().is("to") {
		e.Start = p.filled()
	}
	if to := p.take(); !to.is("to") {
		p.fail(Unexpected, to)
	}
	if !p.now().is("duration") {
		e.End = p.filled()
		return e
	}
	if d := p.take(); e.Start == "" {
		p.fail(Unexpected, d)
	}
	e.Duration = p.dateParts(durationParts)
	return e
}

// dateParts reads name=value, once or more.
func (p *parser) dateParts(names []string) []model.DatePart {
	var out []model.DatePart
	for p.bad == nil {
		t := p.now()
		name, value, found := strings.Cut(t.text, "=")
		name = strings.ToLower(name)
		if !found {
			break
		}
		switch {
		case !slices.Contains(names, name) || value == "":
			p.fail(Unknown, t)
		case has(out, name):
			p.fail(Twice, t)
		}
		p.take()
		out = append(out, model.DatePart{Name: name, Value: value})
	}
	if len(out) == 0 {
		p.fail(Unexpected, p.now())
	}
	return out
}

func has(parts []model.DatePart, name string) bool {
	return slices.ContainsFunc(parts, func(d model.DatePart) bool { return d.Name == name })
}

func (p *parser) resource() model.RulePart {
	p.take()
	t := p.take()
	parts := strings.SplitN(t.text, ":", 3)
	if len(parts) < 3 || strings.Contains(parts[2], ":") {
		p.fail(Unexpected, t)
		return nil
	}
	return &model.RscExpression{Class: parts[0], Provider: parts[1], Type: parts[2], From: p.from}
}

func (p *parser) op() model.RulePart {
	p.take()
	e := &model.OpExpression{Name: p.filled(), From: p.from}
	if t := p.now(); len(t.text) > len("interval=") && strings.EqualFold(t.text[:len("interval=")], "interval=") {
		e.Interval = p.take().text[len("interval="):]
	}
	return e
}

package validate

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/rule"
	"hagen/internal/schema"
	"hagen/internal/value"
)

// ruleWords checks the rules of locations: words that pcs reads as keywords, values
// that are not of their types, dates.
func (c *checker) ruleWords() {
	for _, l := range c.cfg.Locations {
		for _, r := range l.Rules() {
			c.rule(r, "rack eq 1, defined rack, date gt, date in_range, date-spec")
		}
	}
	// Pacemaker asks for the agent in defaults alone, for the operation in those of
	// operations alone; elsewhere such a rule is never true.
	defaults := func(sets []*model.AttributeSet, words ...string) {
		for _, s := range sets {
			c.setRule(s, words)
		}
	}
	defaults(c.cfg.RscDefaults, "resource")
	defaults(c.cfg.OpDefaults, "resource", "op")
	for _, s := range c.cfg.AttributeSets() {
		if !slices.Contains(c.cfg.RscDefaults, s) && !slices.Contains(c.cfg.OpDefaults, s) {
			c.setRule(s, nil)
		}
	}
}

// setRule checks the rule of an attribute set; words are what can be in it beside
// comparisons and dates. cibadmin makes those, so that no word is a keyword of pcs.
func (c *checker) setRule(s *model.AttributeSet, words []string) {
	if s.Rule == nil {
		return
	}
	here := func(x model.RulePart, word string) {
		if !slices.Contains(words, word) {
			allowed := append([]string{"rack eq 1, defined rack, date gt, date in_range, date-spec"}, words...)
			c.report.Add(diag.RuleNotHere, at(x.Source(), schema.KeyRule), diag.Args{"word": word, "allowed": strings.Join(allowed, ", ")})
		}
	}
	s.Rule.Walk(func(part model.RulePart, _ bool) {
		switch x := part.(type) {
		case *model.Expression:
			c.ruleValue(x)
		case *model.DateExpression:
			c.ruleDate(x)
		case *model.RscExpression:
			here(x, "resource")
		case *model.OpExpression:
			here(x, "op")
		}
	})
}

// rule checks the parts of a rule of a location; allowed is what can be in it.
func (c *checker) rule(r *model.Rule, allowed string) {
	r.Walk(func(part model.RulePart, followed bool) {
		switch x := part.(type) {
		case *model.Expression:
			c.ruleWord(x.From, schema.KeyAttribute, x.Attribute, c.env.Target.RuleAttribute(x.Operation, x.Attribute, followed))
			c.ruleWord(x.From, schema.KeyValue, x.Value, x.Type != "" || c.env.Target.RuleValue(x.Value))
			c.ruleValue(x)
		case *model.DateExpression:
			c.ruleDate(x)
		case *model.RscExpression:
			c.report.Add(diag.RuleNotHere, at(x.From, schema.KeyRule), diag.Args{"word": "resource", "allowed": allowed})
		case *model.OpExpression:
			c.report.Add(diag.RuleNotHere, at(x.From, schema.KeyRule), diag.Args{"word": "op", "allowed": allowed})
		}
	})
}

// ruleWord reports a word of a rule that pcs reads as a keyword or a bracket. The
// schema accepts it, but the script and the XML would then differ.
func (c *checker) ruleWord(from model.Origin, column schema.Key, word string, right bool) {
	if !right {
		c.report.Add(diag.RuleWord, at(from, column), diag.Args{"value": word})
	}
}

// ruleValue checks a value that a rule compares by its type.
func (c *checker) ruleValue(e *model.Expression) {
	if e.Value != "" && !rule.OfType(e.Type, e.Value) {
		c.report.Add(diag.RuleValueType, at(e.From, schema.KeyValue), diag.Args{"value": e.Value, "type": e.Type})
	}
}

// specLimits are the values of the parts of a date specification; those of the other
// parts have no limits.
var specLimits = map[string][2]int{
	"months": {1, 12}, "weeks": {1, 53}, "weekyears": {1, 53}, "yeardays": {1, 366}, "monthdays": {1, 31}, "weekdays": {1, 7},
	"hours": {0, 23}, "minutes": {0, 59}, "seconds": {0, 59}, "moon": {0, 7},
}

// ruleDate checks the dates of a rule: pcs refuses others, and Pacemaker takes them
// for false. A duration of nothing is refused by pcs 0.12 alone, but is never meant.
func (c *checker) ruleDate(x *model.DateExpression) {
	bad := func(text string) {
		c.report.Add(diag.RuleDate, at(x.From, schema.KeyRule), diag.Args{"value": text})
	}
	for _, date := range []string{x.Start, x.End} {
		if date != "" && !value.DateTime(date) {
			bad(date)
		}
	}
	for _, d := range x.Spec {
		if !specPart(d) {
			bad(d.Name + "=" + d.Value)
		}
	}
	for _, d := range x.Duration {
		if n, err := strconv.ParseUint(d.Value, 10, 31); err != nil || n == 0 {
			bad(d.Name + "=" + d.Value)
		}
	}
	// A range that ends before it begins: pcs refuses it from 0.12 on.
	start, began := pointInTime(x.Start)
	end, ended := pointInTime(x.End)
	if began && ended && !start.Before(end) {
		c.report.Add(diag.RuleRange, at(x.From, schema.KeyRule), diag.Args{"start": x.Start, "end": x.End})
	}
}

// specPart reports whether the value of a part of a date specification is a number or
// a range of numbers within its limits.
func specPart(d model.DatePart) bool {
	limits, limited := specLimits[d.Name]
	first, last, ranged := strings.Cut(d.Value, "-")
	before := -1
	for i, text := range []string{first, last} {
		if i == 1 && !ranged {
			break
		}
		n, err := strconv.ParseUint(text, 10, 31)
		if err != nil || limited && (int(n) < limits[0] || int(n) > limits[1]) || int(n) <= before {
			return false
		}
		before = int(n)
	}
	return true
}

// pointInTime reads a date in the usual forms; ranges of others are not compared.
func pointInTime(s string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "20060102", "2006-01-02T15:04:05", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

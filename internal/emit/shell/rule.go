package shell

import (
	"slices"
	"strings"
	"unicode"

	"hagen/internal/model"
	"hagen/internal/rule"
	"hagen/internal/schema"
)

// locationRules writes a location by rule. Further rules are a command of their own up
// to 0.11, where it is deprecated; pcs 0.12 has none, and the schema of Pacemaker 3
// allows only one rule, and no phases of the moon.
func (e *emitter) locationRules(l *model.Location) {
	for _, r := range l.Rules() {
		if e.target.RuleOneString && e.moon(r) {
			return
		}
		if !e.tellable(r) {
			e.insert(l, r.Parts[0].Source(), schema.KeyRule, l.Subject(), "a date in this rule")
			return
		}
		if x := e.otherType(r); x != nil {
			e.insert(l, x.From, schema.KeyValue, l.Subject(), "a value that is not of its type")
			return
		}
	}
	switch {
	case len(l.More) > 0 && e.target.RuleOneString:
		e.inexpressible(l.More[0].From, schema.KeyRuleID, l.More[0].ID)
		return
	case len(l.More) > 0 && e.target.Promoted == "Master" && slices.ContainsFunc(l.More, func(r *model.Rule) bool { return r.Role != "" }):
		// "rule add" of pcs 0.10 takes other names of roles than "location rule".
		e.insert(l, l.More[0].From, schema.KeyRuleID, l.Subject(), "the role of a second rule of a location")
		return
	}
	if e.untold(l, l.From, l.ID, nil, named{schema.KeyRsc, l.Rsc}) {
		return
	}
	e.put(whereRule(l, l.Rule), e.locationRule(l))
	for _, r := range l.More {
		c := pcs("constraint", "rule", "add", l.ID).add(option("id", r.ID)...)
		e.put(whereRule(l, r), e.ruleOptions(c, r).line(e.rule(r)...))
	}
}

// whereRule returns the row in which a rule starts.
func whereRule(l *model.Location, r *model.Rule) string {
	if len(r.Parts) == 0 {
		return where(l.From, schema.KeyRsc, l.Subject())
	}
	return where(r.Parts[0].Source(), schema.KeyAttribute, l.Subject())
}

// locationRule writes a rule: as several arguments, or as one (0.12).
func (e *emitter) locationRule(l *model.Location) *command {
	r := l.Rule
	c := location(l, "rule")
	c.add(option("id", r.ID)...).add(option("constraint-id", l.ID)...)
	c.add(option("resource-discovery", l.Discovery)...)
	return e.ruleOptions(c, r).line(e.rule(r)...)
}

// ruleOptions adds what a rule does when it is true.
func (e *emitter) ruleOptions(c *command, r *model.Rule) *command {
	c.add(option("role", e.target.Role(r.Role))...).add(option("score", r.Score)...)
	return c.add(option("score-attribute", r.ScoreAttribute)...)
}

// rule returns a rule in pcs's language.
func (e *emitter) rule(r *model.Rule) []string {
	r.Walk(e.forRule)
	words := rule.Words(r)
	if e.target.RuleOneString {
		words = []string{strings.Join(words, " ")}
	}
	return words
}

// forRule refuses what pcs would read otherwise in a rule, or not at all.
func (e *emitter) forRule(part model.RulePart, followed bool) {
	x, ok := part.(*model.Expression)
	if !ok {
		return
	}
	e.ruleWord(x, schema.KeyAttribute, x.Attribute, e.target.RuleAttribute(x.Operation, x.Attribute, followed))
	if x.Type == "" && !strings.HasSuffix(x.Operation, "defined") {
		e.ruleWord(x, schema.KeyValue, x.Value, e.target.RuleValue(x.Value))
	}
}

// optionsOfRules are what pcs reads as an option at the start of a rule.
var optionsOfRules = []string{"id=", "role=", "score=", "score-attribute=", "constraint-id=", "resource-discovery="}

// ruleWord checks that pcs can express a name or value of an expression; right says
// whether the rule language itself reads it correctly. A space ends a word in the
// one-argument form.
func (e *emitter) ruleWord(x *model.Expression, column schema.Key, word string, right bool) {
	bad := !right || strings.HasPrefix(word, "--wait=") ||
		e.target.RuleOneString && (word == "" || strings.ContainsFunc(word, unicode.IsSpace))
	if column == schema.KeyAttribute {
		bad = bad || slices.ContainsFunc(optionsOfRules, func(o string) bool { return strings.HasPrefix(word, o) })
	}
	if bad {
		e.inexpressible(x.From, column, word)
	}
}

// tellable reports whether pcs takes the dates of a rule. Up to 0.11 "location rule" has
// no range without a start, and neither days, minutes nor seconds.
func (e *emitter) tellable(r *model.Rule) bool {
	all := true
	r.Walk(func(part model.RulePart, _ bool) {
		x, ok := part.(*model.DateExpression)
		if !ok {
			return
		}
		for _, date := range []string{x.Start, x.End} {
			all = all && (date == "" || e.target.RuleDate(date))
		}
		all = all && (x.Operation != "in_range" || x.Start != "" || e.target.RuleOneString)
		for _, d := range slices.Concat(x.Spec, x.Duration) {
			all = all && e.target.RuleDatePart(d.Name)
		}
	})
	return all
}

// otherType is a comparison with a value that is not of its type; nil when there is
// none. pcs refuses it, with --force as well; a sheet can accept it, because Pacemaker
// takes it.
func (e *emitter) otherType(r *model.Rule) (found *model.Expression) {
	r.Walk(func(part model.RulePart, _ bool) {
		if x, ok := part.(*model.Expression); ok && x.Value != "" && !rule.OfType(x.Type, x.Value) {
			found = x
		}
	})
	return found
}

// moon refuses phases of the moon in a rule, and reports whether there are any.
func (e *emitter) moon(r *model.Rule) bool {
	found := false
	r.Walk(func(part model.RulePart, _ bool) {
		if x, ok := part.(*model.DateExpression); ok {
			for _, d := range x.Spec {
				if d.Name == "moon" {
					e.inexpressible(x.From, schema.KeyRule, d.Name+"="+d.Value)
					found = true
				}
			}
		}
	})
	return found
}

package shell

import (
	"slices"
	"strings"
	"unicode"

	"hagen/internal/model"
	"hagen/internal/rule"
	"hagen/internal/schema"
)

// whereRule returns the row in which a rule starts.
func whereRule(l *model.Location) string {
	if len(l.Rule.Parts) == 0 {
		return where(l.From, schema.KeyRsc, l.Subject())
	}
	return where(l.Rule.Parts[0].Source(), schema.KeyAttribute, l.Subject())
}

// locationRule writes a rule: as several arguments, or as one (0.12).
func (e *emitter) locationRule(l *model.Location) *command {
	r := l.Rule
	c := location(l, "rule")
	c.add(option("id", r.ID)...).add(option("constraint-id", l.ID)...)
	c.add(option("resource-discovery", l.Discovery)...)
	c.add(option("role", e.target.Role(r.Role))...).add(option("score", r.Score)...)
	c.add(option("score-attribute", r.ScoreAttribute)...)
	return c.line(e.rule(r)...)
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

// ruleOptions are what pcs reads as an option at the start of a rule.
var ruleOptions = []string{"id=", "role=", "score=", "score-attribute=", "constraint-id=", "resource-discovery="}

// ruleWord checks that pcs can express a name or value of an expression; right says
// whether the rule language itself reads it correctly. A space ends a word in the
// one-argument form.
func (e *emitter) ruleWord(x *model.Expression, column schema.Key, word string, right bool) {
	bad := !right || strings.HasPrefix(word, "--wait=") ||
		e.target.RuleOneString && (word == "" || strings.ContainsFunc(word, unicode.IsSpace))
	if column == schema.KeyAttribute {
		bad = bad || slices.ContainsFunc(ruleOptions, func(o string) bool { return strings.HasPrefix(word, o) })
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

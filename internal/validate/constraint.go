package validate

import (
	"regexp"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// ruleWords finds words in rules that pcs reads as keywords.
func (c *checker) ruleWords() {
	for _, l := range c.cfg.Locations {
		if l.Rule == nil {
			continue
		}
		list := expressions(l.Rule)
		for i, e := range list {
			c.ruleWord(e.From, schema.KeyAttribute, e.Attribute, c.env.Target.RuleAttribute(e.Operation, e.Attribute, i < len(list)-1))
			c.ruleWord(e.From, schema.KeyValue, e.Value, e.Type != "" || c.env.Target.RuleValue(e.Value))
			c.ruleValue(e)
		}
	}
}

// ruleTypes are the forms of the values of each type; pcs of all releases refuses
// others (0.10.8, 0.11.5, 0.12.0.2, 0.12.3.1).
var ruleTypes = map[string]*regexp.Regexp{
	"integer": regexp.MustCompile(`^[-+]?[0-9]+$`),
	"number":  regexp.MustCompile(`^[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$`),
	"version": regexp.MustCompile(`^[0-9]+(\.[0-9]+)*$`),
}

// ruleValue checks a value that a rule compares by its type.
func (c *checker) ruleValue(e *model.Expression) {
	if form := ruleTypes[e.Type]; form != nil && e.Value != "" && !form.MatchString(e.Value) {
		c.report.Add(diag.RuleValueType, at(e.From, schema.KeyValue), diag.Args{"value": e.Value, "type": e.Type})
	}
}

// expressions are the parts of a rule that compare node attributes.
func expressions(r *model.Rule) []*model.Expression {
	var out []*model.Expression
	for _, part := range r.Parts {
		if e, ok := part.(*model.Expression); ok {
			out = append(out, e)
		}
	}
	return out
}

// serialized: Pacemaker warns that it ignores symmetrical in a Serialize order.
func (c *checker) serialized() {
	for _, o := range c.cfg.Orders {
		if o.Kind == "Serialize" && isTrue(o.Symmetrical) {
			c.report.Add(diag.SerializeSymmetrical, at(o.From, schema.KeySymmetrical), nil)
		}
	}
}

// requireAll: Pacemaker 2.1 warns about require-all in an order after a clone
// ("deprecated", get_minimum_first_instances).
func (c *checker) requireAll() {
	for _, o := range c.cfg.Orders {
		first, _ := c.index.Lookup(o.First)
		if _, clone := first.(*model.Clone); clone && isFalse(o.RequireAll) {
			c.report.Add(diag.RequireAllDeprecated, at(o.From, schema.KeyRequireAll), diag.Args{"id": o.First})
		}
	}
}

// ruleWord reports a word of a rule that pcs reads as a keyword or a bracket. The
// schema accepts it, but the script and the XML would then differ.
func (c *checker) ruleWord(from model.Origin, column schema.Key, word string, right bool) {
	if !right {
		c.report.Add(diag.RuleWord, at(from, column), diag.Args{"value": word})
	}
}

// isTrue and isFalse read a boolean as Pacemaker does; for other texts both are
// false.
func isTrue(s string) bool  { return cib.IsTrue(s) }
func isFalse(s string) bool { b, ok := cib.Bool(s); return ok && !b }

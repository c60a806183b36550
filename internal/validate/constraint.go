package validate

import (
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// constraintValues checks the kind of value in each column of the constraint
// tables. pcs or the schema refuses every other one.
func (c *checker) constraintValues() {
	for _, l := range c.cfg.Locations {
		c.score(l.From, l.Score)
		if l.Rule != nil {
			c.ruleValues(l.Rule)
		}
	}
	for _, x := range c.cfg.Colocations {
		c.score(x.From, x.Score)
		c.word(x.From, "rsc-role", x.RscRole)
		c.word(x.From, "with-rsc-role", x.WithRole)
	}
	for _, o := range c.cfg.Orders {
		c.word(o.From, "kind", o.Kind)
		c.word(o.From, "first-action", o.FirstAction)
		c.word(o.From, "then-action", o.ThenAction)
		c.symmetrical(o)
	}
}

func (c *checker) ruleValues(r *model.Rule) {
	c.score(r.From, r.Score)
	c.word(r.From, "bool_op", r.BoolOp)
	c.word(r.From, "role", r.Role)
	list := expressions(r)
	for i, e := range list {
		c.word(e.From, "op", e.Operation)
		c.ruleWord(e.From, "attribute", e.Attribute, c.env.Target.RuleAttribute(e.Operation, e.Attribute, i < len(list)-1))
		c.ruleWord(e.From, "value", e.Value, c.env.Target.RuleValue(e.Value))
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

// score checks a column of scores.
func (c *checker) score(from diag.Origin, score string) {
	c.wrong(at(from, "score"), "score", score, score, scoreKind)
}

// word checks a column that takes one of the words its schema lists.
func (c *checker) word(from diag.Origin, field, word string) {
	if from == nil {
		return
	}
	if choices := choicesOf(from.Table(), field); len(choices) > 0 {
		k := choice(choices)
		k.repair = func(s string) string { return operatorWords[s] }
		c.wrong(at(from, field), field, word, word, k)
	}
}

// choicesOf are the words of a column of a plain table.
func choicesOf(table, key string) []string {
	t, ok := schema.Lookup(table)
	if !ok || !t.Plain() {
		return nil
	}
	column, ok := t.Blocks[0].Field(key)
	if !ok {
		return nil
	}
	return column.Enum
}

// symmetrical: Pacemaker warns that it ignores it in a Serialize order.
func (c *checker) symmetrical(o *model.Order) {
	cell := at(o.From, "symmetrical")
	if !c.wrong(cell, "symmetrical", o.Symmetrical, o.Symmetrical, booleanKind) && o.Kind == "Serialize" && isTrue(o.Symmetrical) {
		c.report.Add(diag.SerializeSymmetrical, cell, nil)
	}
}

// ruleWord reports a word of a rule that pcs reads as one of its own, or as a
// bracket. The schema would take it; but then the script and the XML differ.
func (c *checker) ruleWord(from diag.Origin, field, word string, right bool) {
	if !right {
		c.report.Add(diag.RuleWord, at(from, field), diag.Args{"value": word})
	}
}

// isTrue and isFalse tell what Pacemaker reads in a boolean; anything else says
// neither.
func isTrue(s string) bool  { return cib.IsTrue(s) }
func isFalse(s string) bool { b, ok := cib.Bool(s); return ok && !b }

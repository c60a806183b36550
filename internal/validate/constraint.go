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
		c.word(x.From, schema.KeyRscRole, x.RscRole)
		c.word(x.From, schema.KeyWithRole, x.WithRole)
	}
	for _, o := range c.cfg.Orders {
		c.word(o.From, schema.KeyKind, o.Kind)
		c.word(o.From, schema.KeyFirstAction, o.FirstAction)
		c.word(o.From, schema.KeyThenAction, o.ThenAction)
		c.symmetrical(o)
	}
}

func (c *checker) ruleValues(r *model.Rule) {
	c.score(r.From, r.Score)
	c.word(r.From, schema.KeyBoolOp, r.BoolOp)
	c.word(r.From, schema.KeyRole, r.Role)
	list := expressions(r)
	for i, e := range list {
		c.word(e.From, schema.KeyOp, e.Operation)
		c.ruleWord(e.From, schema.KeyAttribute, e.Attribute, c.env.Target.RuleAttribute(e.Operation, e.Attribute, i < len(list)-1))
		c.ruleWord(e.From, schema.KeyValue, e.Value, c.env.Target.RuleValue(e.Value))
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
func (c *checker) score(from model.Origin, score string) {
	c.wrong(at(from, schema.KeyScore), "score", score, score, scoreKind)
}

// word checks a column that takes one of the words its schema lists.
func (c *checker) word(from model.Origin, key schema.Key, word string) {
	if from == nil {
		return
	}
	if column, ok := columnOf(from.Table(), key); ok && len(column.Enum) > 0 {
		k := choice(column.Enum)
		k.repair = func(s string) string { return operatorWords[s] }
		c.wrong(at(from, key), column.Header, word, word, k)
	}
}

// columnOf is a column of a plain table.
func columnOf(table string, key schema.Key) (*schema.Column, bool) {
	t, ok := schema.Lookup(table)
	if !ok || !t.Plain() {
		return nil, false
	}
	return t.Blocks[0].Field(key)
}

// symmetrical: Pacemaker warns that it ignores it in a Serialize order.
func (c *checker) symmetrical(o *model.Order) {
	cell := at(o.From, schema.KeySymmetrical)
	if !c.wrong(cell, "symmetrical", o.Symmetrical, o.Symmetrical, booleanKind) && o.Kind == "Serialize" && isTrue(o.Symmetrical) {
		c.report.Add(diag.SerializeSymmetrical, cell, nil)
	}
}

// ruleWord reports a word of a rule that pcs reads as one of its own, or as a
// bracket. The schema would take it; but then the script and the XML differ.
func (c *checker) ruleWord(from model.Origin, column schema.Key, word string, right bool) {
	if !right {
		c.report.Add(diag.RuleWord, at(from, column), diag.Args{"value": word})
	}
}

// isTrue and isFalse tell what Pacemaker reads in a boolean; anything else says
// neither.
func isTrue(s string) bool  { return cib.IsTrue(s) }
func isFalse(s string) bool { b, ok := cib.Bool(s); return ok && !b }

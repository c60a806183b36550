package build

import (
	"errors"
	"slices"
	"strconv"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	lang "hagen/internal/rule"
	"hagen/internal/schema"
)

// ruleLocations groups the rows of LOCATION_RULE into rules: a row with a score of
// its own starts a rule, rows with a blank score continue it.
func (b *builder) ruleLocations(rows []*table.Row) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && !b.startsRule(rows[0], rows[n]) {
			n++
		}
		b.rule(rows[:n])
		rows = rows[n:]
	}
}

// startsRule reports whether a row starts a new rule. A row for another resource
// does, and must have a score: if it inherited the one above, two rules would
// become one.
func (b *builder) startsRule(first, row *table.Row) bool {
	if row.Own(schema.KeyScore) {
		return true
	}
	rsc, above := get(row, schema.KeyRsc), get(first, schema.KeyRsc)
	if !row.Own(schema.KeyRsc) || rsc == above {
		return false
	}
	if row.Get(schema.KeyScore) != "" { // else reported by the table parser
		b.report.Add(diag.RuleWithoutScore, row.Cell(schema.KeyScore), diag.Args{"rsc": rsc, "above": above})
	}
	return true
}

// rule makes a rule from its rows.
func (b *builder) rule(rows []*table.Row) {
	first := rows[0]
	score, by := prefixed(first, schema.KeyScore)
	rule := &model.Rule{
		BoolOp: get(first, schema.KeyBoolOp), Score: score, ScoreAttribute: by, Role: get(first, schema.KeyRole), ID: get(first, schema.KeyRuleID), From: first,
	}
	if len(rows) > 1 && rule.BoolOp == "" {
		b.report.Add(diag.BoolOpMissing, first.At(schema.KeyBoolOp), diag.Args{"count": strconv.Itoa(len(rows))})
	}
	for _, row := range rows[1:] {
		if rule.BoolOp != "" {
			b.sameAsFirst(first, row, schema.KeyBoolOp)
		}
		b.sameAsFirst(first, row, schema.KeyRole)
		b.sameAsFirst(first, row, schema.KeyDiscovery)
		b.sameAsFirst(first, row, schema.KeyID)
		b.sameAsFirst(first, row, schema.KeyRuleID)
	}
	for _, row := range rows {
		if part := b.rulePart(row, len(rows) == 1); part != nil {
			rule.Parts = lang.Join(rule.Parts, rule.BoolOp, part)
			if whole, ok := part.(*model.Rule); ok && len(rows) == 1 {
				rule.BoolOp, rule.Parts = whole.BoolOp, whole.Parts
			}
		}
	}
	rsc, pattern := prefixed(first, schema.KeyRsc)
	if rsc+pattern == "" || score+by == "" || len(rule.Parts) == 0 {
		return
	}
	l := &model.Location{ID: get(first, schema.KeyID), Rsc: rsc, Pattern: pattern, Discovery: b.word(first, schema.KeyDiscovery), Rule: rule, From: first}
	if !b.furtherRule(l) {
		b.cfg.Locations = append(b.cfg.Locations, l)
	}
}

// furtherRule adds a rule with an id of its own to the location by rule that has the
// same id and subject, if there is one.
func (b *builder) furtherRule(l *model.Location) bool {
	i := slices.IndexFunc(b.cfg.Locations, func(o *model.Location) bool {
		return o.ID == l.ID && o.Rule != nil && o.Subject() == l.Subject()
	})
	if l.ID == "" || l.Rule.ID == "" || i < 0 {
		return false
	}
	of := b.cfg.Locations[i]
	of.More = append(of.More, l.Rule)
	if row, ok := of.From.(*table.Row); ok {
		if own, ok := l.From.(*table.Row); ok {
			b.sameAsFirst(row, own, schema.KeyDiscovery)
		}
	}
	return true
}

// rulePart reads the comparison of a row, or the rule in its cell. A row with both is
// refused: it cannot be known whether both count.
func (b *builder) rulePart(row *table.Row, alone bool) model.RulePart {
	text := row.Get(schema.KeyRule)
	if text == "" {
		if e := b.expression(row); e != nil {
			return e
		}
		return nil
	}
	beside := []schema.Key{schema.KeyAttribute, schema.KeyOp, schema.KeyValue, schema.KeyValueType}
	if alone { // there are no other rows to combine it with
		beside = append(beside, schema.KeyBoolOp)
	}
	for _, key := range beside {
		if column, ok := row.Column(key); ok && row.Get(key) != "" {
			b.report.Add(diag.RuleBeside, row.At(key), diag.Args{"column": column.Header}, diag.See(row.At(schema.KeyRule), diag.NoteOther))
		}
	}
	return b.cellRule(text, row, schema.KeyRule)
}

// cellRule reads a rule from a cell; nil for a text that is not a rule, which is reported.
func (b *builder) cellRule(text string, row *table.Row, key schema.Key) model.RulePart {
	parsed, err := lang.Parse(text, model.InCell(row, key))
	var bad *lang.SyntaxError
	if !errors.As(err, &bad) {
		return parsed
	}
	kind := diag.RuleUnexpected
	switch bad.Problem {
	case lang.Ends:
		kind = diag.RuleEnds
	case lang.Mixed:
		kind = diag.RuleMixed
	}
	b.report.Add(kind, row.At(key), diag.Args{"word": bad.Word, "at": strconv.Itoa(bad.At)})
	return nil
}

// sameAsFirst reports a value in a later row of a rule that differs from the first
// row.
func (b *builder) sameAsFirst(first, row *table.Row, key schema.Key) {
	got, want := get(row, key), get(first, key)
	if got == "" || got == want {
		return
	}
	column, _ := row.Column(key)
	b.report.Add(diag.RuleRowDiffers, row.At(key), diag.Args{"column": column.Header, "value": row.Get(key)},
		diag.See(first.At(key), diag.NoteFirst))
}

// The operators that only test whether an attribute exists.
var unary = []string{"defined", "not_defined"}

// expression reads the comparison of a row.
func (b *builder) expression(row *table.Row) *model.Expression {
	e := &model.Expression{
		Attribute: get(row, schema.KeyAttribute), Operation: get(row, schema.KeyOp), Value: get(row, schema.KeyValue), Type: b.word(row, schema.KeyValueType), From: row,
	}
	if e.Attribute == "" || e.Operation == "" {
		return nil
	}
	switch {
	case slices.Contains(unary, e.Operation):
		if e.Value != "" {
			b.report.Add(diag.OperatorTakesNoValue, row.At(schema.KeyValue), diag.Args{"op": e.Operation})
			e.Value = ""
		}
		e.Type = "" // there is nothing to compare
	case e.Value == "":
		if op, ok := row.Column(schema.KeyOp); ok && slices.Contains(op.Enum, e.Operation) { // else reported as invalid
			b.report.Add(diag.OperatorNeedsValue, row.At(schema.KeyValue), diag.Args{"op": e.Operation})
		}
	}
	return e
}

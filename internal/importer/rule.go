package importer

import (
	"reflect"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/rule"
)

// ruleText is a rule as a cell has it; false when the language of cells cannot say it.
func (r *reader) ruleText(el *etree.Element) (string, bool) {
	for _, e := range el.FindElements(".//" + cib.Expression) {
		// Without a value it is about the attribute not being there; a cell has an empty one.
		op := e.SelectAttrValue("operation", "")
		if e.SelectAttr("value") == nil && op != "defined" && op != "not_defined" {
			return "", false
		}
	}
	text := rule.Print(&model.Rule{BoolOp: r.boolOp(el), Parts: r.ruleParts(el), From: model.Nowhere})
	read, err := rule.Parse(text, model.Nowhere)
	if err != nil {
		return "", false
	}
	joined := &model.Rule{BoolOp: read.BoolOp, From: model.Nowhere}
	for _, part := range r.ruleParts(el) {
		joined.Parts = rule.Join(joined.Parts, joined.BoolOp, part)
	}
	return text, reflect.DeepEqual(joined, read)
}

func (r *reader) boolOp(rule *etree.Element) string {
	if op := r.get(rule, "boolean-op"); op != "" {
		return op
	}
	return "and" // Pacemaker's default
}

// ruleParts reads the parts of a rule. Those joined by the same word as the rule around
// them become part of it, as package rule reads them.
func (r *reader) ruleParts(el *etree.Element) []model.RulePart {
	var out []model.RulePart
	for _, part := range el.ChildElements() {
		switch part.Tag {
		case cib.Rule:
			r.take(part, "score") // Pacemaker reads that of the outermost rule alone
			out = rule.Join(out, r.boolOp(el), &model.Rule{BoolOp: r.boolOp(part), Parts: r.ruleParts(part), From: model.Nowhere})
		case cib.Expression:
			out = append(out, &model.Expression{Attribute: r.get(part, "attribute"), Operation: r.get(part, "operation"),
				Value: r.get(part, "value"), Type: r.get(part, "type"), From: model.Nowhere})
		case cib.DateExpression:
			out = append(out, &model.DateExpression{Operation: r.get(part, "operation"), Start: r.get(part, "start"), End: r.get(part, "end"),
				Duration: r.dateParts(part.SelectElement(cib.RuleDuration)), Spec: r.dateParts(part.SelectElement(cib.DateSpec)), From: model.Nowhere})
		case cib.RscExpression:
			out = append(out, &model.RscExpression{Class: r.get(part, "class"), Provider: r.get(part, "provider"), Type: r.get(part, "type"), From: model.Nowhere})
		case cib.OpExpression:
			out = append(out, &model.OpExpression{Name: r.get(part, "name"), Interval: r.get(part, "interval"), From: model.Nowhere})
		}
	}
	return out
}

func (r *reader) dateParts(el *etree.Element) []model.DatePart {
	if el == nil {
		return nil
	}
	var out []model.DatePart
	for _, a := range el.Attr {
		if a.Key != "id" {
			out = append(out, model.DatePart{Name: a.Key, Value: r.get(el, a.Key)})
		}
	}
	return out
}

package meaning

import (
	"cmp"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// ByPrecedence returns attribute sets of one kind by precedence, as in Pacemaker
// 2.0 to 3.0: the property set of pcs before all others, then the higher score,
// then the later in the document. Of two pairs of a name in one set the first
// counts.
func ByPrecedence(sets []*etree.Element) []*etree.Element {
	out := slices.Clone(sets)
	slices.Reverse(out)
	slices.SortStableFunc(out, func(a, b *etree.Element) int {
		return cmp.Or(-compareBool(attr(a, "id") == cib.BootstrapOptions, attr(b, "id") == cib.BootstrapOptions), -cmp.Compare(score(a), score(b)))
	})
	return out
}

// sets reads the attribute sets of one kind below an element. Those without a rule
// read as one set: of two pairs with one name the effective one. A set with a rule
// has its condition in the names of its fields.
func sets(parent *etree.Element, tag, prefix string) []Field {
	all := parent.SelectElements(tag)
	inForce := map[string]*etree.Element{}
	for _, set := range ByPrecedence(all) {
		for _, pair := range set.SelectElements(cib.Pair) {
			if name := pairName(set, pair, prefix); inForce[name] == nil && hasValue(pair) {
				inForce[name] = pair
			}
		}
	}
	var out []Field
	for _, set := range all {
		if ref := attr(set, "id-ref"); ref != "" {
			out = append(out, Field{prefix + "as in " + ref, ref, "", ""})
			continue
		}
		for _, pair := range set.SelectElements(cib.Pair) {
			name := pairName(set, pair, prefix)
			if inForce[name] != pair {
				continue
			}
			value := attr(pair, "value")
			if tag != cib.InstanceAttributes { // an agent reads its parameters in its own way
				value = spell(attr(pair, "name"), value)
			}
			out = append(out, Field{name, value, attr(pair, "id"), "value"})
		}
	}
	return out
}

// hasValue reports whether Pacemaker reads a pair: it passes over one without a value.
func hasValue(pair *etree.Element) bool {
	return pair.SelectAttr("value") != nil || pair.SelectAttr("id-ref") != nil
}

// pairName is the name of the field a pair of a set is.
func pairName(set, pair *etree.Element, prefix string) string {
	if rule := set.SelectElement(cib.Rule); rule != nil {
		prefix += "[" + condition(rule) + "] "
	}
	return prefix + cmp.Or(attr(pair, "name"), attr(pair, "id-ref"))
}

func score(el *etree.Element) int { n, _ := cib.Score(attr(el, "score")); return n }

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// spell gives values that have two spellings one: roles by their new names,
// infinity without its plus.
func spell(name, value string) string {
	switch {
	case isRole(name):
		value, _ = cib.Role(value)
	case value == "+"+cib.Infinity:
		return cib.Infinity
	}
	return value
}

func isRole(name string) bool { return name == "target-role" || strings.HasSuffix(name, "role") }

// condition writes a rule the way people read it. Its parts are sorted:
// and and or have no order.
func condition(rule *etree.Element) string {
	if ref := attr(rule, "id-ref"); ref != "" {
		return "as in " + ref
	}
	op := joined(rule)
	parts := conditions(rule, op)
	slices.Sort(parts)
	return strings.Join(parts, " "+op+" ")
}

// joined is the word between the parts of a rule.
func joined(rule *etree.Element) string { return cmp.Or(attr(rule, "boolean-op"), "and") }

// conditions are the parts of a rule that a word joins. Those of a rule inside it that
// is joined by the same word, or has one part, are among them: pcs up to 0.11 makes
// one rule of both.
func conditions(rule *etree.Element, op string) []string {
	var parts []string
	for _, el := range rule.ChildElements() {
		switch el.Tag {
		case cib.Rule:
			if attr(el, "id-ref") == "" && (joined(el) == op || len(el.ChildElements()) == 1) {
				parts = append(parts, conditions(el, op)...)
			} else {
				parts = append(parts, "("+condition(el)+")")
			}
		case cib.Expression:
			parts = append(parts, expression(el))
		default: // date_expression, rsc_expression, op_expression
			parts = append(parts, generic(el))
		}
	}
	return parts
}

func expression(el *etree.Element) string {
	name, op := attr(el, "attribute"), attr(el, "operation")
	if strings.HasSuffix(op, "defined") {
		return op + " " + name
	}
	value := attr(el, "value")
	for _, detail := range []string{"type", "value-source"} {
		if d := attr(el, detail); d != "" && d != "literal" {
			value = d + ":" + value
		}
	}
	return name + " " + op + " " + value
}

// generic writes any other part of a rule: its attributes by name, what is
// inside it after them.
func generic(el *etree.Element) string {
	var parts []string
	for _, a := range el.Attr {
		if a.Key != "id" {
			parts = append(parts, a.Key+"="+a.Value)
		}
	}
	slices.Sort(parts)
	for _, child := range el.ChildElements() {
		parts = append(parts, generic(child))
	}
	return strings.TrimSuffix(el.Tag, "_expression") + "(" + strings.Join(parts, " ") + ")"
}

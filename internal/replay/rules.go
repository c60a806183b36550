package replay

import (
	"slices"
	"strings"
	"unicode"

	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/rule"
)

// parsed reads the words of a rule as pcs takes them: several words up to 0.11, one from
// 0.12 on. It is nil when they are no rule.
func parsed(words []string) *model.Rule {
	text := words
	if len(words) > 1 {
		text = nil
		for _, w := range words {
			text = append(text, asWord(w))
		}
	}
	out, err := rule.Parse(strings.Join(text, " "), model.Nowhere)
	if err != nil {
		return nil
	}
	return out
}

// asWord keeps an argument of pcs one word of a rule.
func asWord(arg string) string {
	special := func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' || r == '"' }
	if arg == "(" || arg == ")" || arg != "" && !strings.ContainsFunc(arg, special) {
		return arg
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(arg) + `"`
}

// ruleIn writes a rule into an element, with the options that a command gives it.
func (r *replayer) ruleIn(parent *etree.Element, said *model.Rule, options [][2]string) {
	el := parent.CreateElement(cib.Rule)
	el.CreateAttr("id", r.id("rule"))
	if op := said.BoolOp; op != "" {
		el.CreateAttr("boolean-op", op)
	}
	attributes(el, options)
	for _, part := range said.Parts {
		if nested, ok := part.(*model.Rule); ok {
			r.ruleIn(el, nested, nil)
			continue
		}
		x := el.CreateElement(part.Element())
		x.CreateAttr("id", r.id("expr"))
		part.Each(func(attribute, value string) {
			if value != "" || attribute == "value" {
				x.CreateAttr(attribute, value)
			}
		})
		if d, ok := part.(*model.DateExpression); ok {
			r.dateParts(x, cib.RuleDuration, d.Duration)
			r.dateParts(x, cib.DateSpec, d.Spec)
		}
	}
}

func (r *replayer) dateParts(parent *etree.Element, tag string, parts []model.DatePart) {
	if len(parts) == 0 {
		return
	}
	el := parent.CreateElement(tag)
	el.CreateAttr("id", r.id(tag))
	for _, p := range parts {
		el.CreateAttr(p.Name, p.Value)
	}
}

// ruleOptions divides what begins a rule: the options, and the rule.
func ruleOptions(words []string) (options [][2]string, said *model.Rule) {
	i := slices.IndexFunc(words, func(w string) bool {
		name, _, found := strings.Cut(w, "=")
		return !found || !slices.Contains([]string{"id", "constraint-id", "score", "score-attribute", "role", "resource-discovery"}, name)
	})
	if i < 0 {
		return nil, nil
	}
	_, options = split(words[:i])
	return options, parsed(words[i:])
}

// scored are the options of a rule of a location, which has a score in any case.
func scored(options [][2]string) [][2]string {
	score, rest := take(options, "score")
	if by, _ := take(rest, "score-attribute"); score == "" && by == "" {
		score = cib.Infinity
	}
	return append([][2]string{{"score", score}}, rest...)
}

// locationRule carries out constraint location RSC rule.
func (r *replayer) locationRule(rsc string, words []string) bool {
	options, said := ruleOptions(words)
	if said == nil {
		return false
	}
	_, options = take(options, "id")
	id, options := take(options, "constraint-id")
	discovery, options := take(options, "resource-discovery")
	el, _ := r.constraint(cib.Location, [][2]string{{"id", id}}, "location-"+rsc)
	resource(el, rsc)
	attributes(el, [][2]string{{"resource-discovery", discovery}})
	r.ruleIn(el, said, scored(options))
	return true
}

// ruleAdd carries out constraint rule add: another rule of a location.
func (r *replayer) ruleAdd(c call) bool {
	options, said := ruleOptions(c.words[1:])
	_, options = take(options, "id")
	for _, el := range r.sections[cib.Constraints].SelectElements(cib.Location) {
		if said != nil && el.SelectAttrValue("id", "") == c.words[0] {
			r.ruleIn(el, said, scored(options))
			return true
		}
	}
	return false
}

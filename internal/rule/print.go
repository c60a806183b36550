package rule

import (
	"slices"
	"strings"
	"unicode"

	"hagen/internal/model"
)

// Print writes a rule as a cell has it; Parse reads the same rule from it.
func Print(r *model.Rule) string {
	var out strings.Builder
	for i, w := range words(r, true) {
		if i > 0 && w != ")" && !strings.HasSuffix(out.String(), "(") {
			out.WriteByte(' ')
		}
		out.WriteString(w)
	}
	return out.String()
}

// Words are the words pcs takes for a rule, brackets included: as arguments up to
// 0.11, joined by spaces as one argument from 0.12 on. There are no quotes in them: pcs
// has none.
func Words(r *model.Rule) []string { return words(r, false) }

func words(r *model.Rule, quotes bool) []string {
	op := r.BoolOp
	if op == "" {
		op = "and" // what Pacemaker takes for it
	}
	var out []string
	for i, part := range r.Parts {
		if i > 0 {
			out = append(out, op)
		}
		if nested, ok := part.(*model.Rule); ok {
			out = append(append(append(out, "("), words(nested, quotes)...), ")")
			continue
		}
		out = append(out, simple(part, quotes)...)
	}
	return out
}

func simple(part model.RulePart, quotes bool) []string {
	word := func(s string) string { return s }
	if quotes {
		word = quote
	}
	switch e := part.(type) {
	case *model.Expression:
		if slices.Contains(unary, e.Operation) {
			return []string{e.Operation, word(e.Attribute)}
		}
		out := []string{word(e.Attribute), e.Operation}
		if e.Type != "" {
			out = append(out, e.Type)
		}
		return append(out, word(e.Value))
	case *model.DateExpression:
		return date(e, word)
	case *model.RscExpression:
		return []string{"resource", word(e.Class + ":" + e.Provider + ":" + e.Type)}
	case *model.OpExpression:
		out := []string{"op", word(e.Name)}
		if e.Interval != "" {
			out = append(out, word("interval="+e.Interval))
		}
		return out
	}
	return nil
}

func date(e *model.DateExpression, word func(string) string) []string {
	parts := func(out []string, list []model.DatePart) []string {
		for _, d := range list {
			out = append(out, word(d.Name+"="+d.Value))
		}
		return out
	}
	switch {
	case e.Operation == "date_spec":
		return parts([]string{"date-spec"}, e.Spec)
	case e.Operation == "gt" || e.Operation == "lt":
		return []string{"date", e.Operation, word(e.Start + e.End)} // one of them
	}
	out := []string{"date", e.Operation}
	if e.Start != "" {
		out = append(out, word(e.Start))
	}
	out = append(out, "to")
	if len(e.Duration) > 0 {
		return parts(append(out, "duration"), e.Duration)
	}
	return append(out, word(e.End))
}

// reserved are the words of the language, which are quoted where they are names or
// values.
var reserved = slices.Concat([]string{"and", "or", "date", "in_range", "to", "duration", "date-spec", "resource", "op"}, comparisons, unary, types)

// quote puts a word in quotes if it needs them.
func quote(word string) string {
	special := func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == ')' }
	if word != "" && word[0] != '"' && !strings.ContainsFunc(word, special) && !slices.Contains(reserved, strings.ToLower(word)) {
		return word
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

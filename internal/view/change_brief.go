package view

import (
	"cmp"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
)

var textOperations = message.New("plan.operations", "count")

// inBrief writes a removed or added object in one or more lines: the agent, the
// parameters, the score. Operations are counted; for new resources only those that
// are not in the sheet.
func (v *page) inBrief(c apply.Change, file diag.Place) {
	var words []string
	operations := map[string]bool{}
	unwritten := unwrittenOperations(c)
	for _, d := range c.Details {
		value := cmp.Or(d.New, d.Old)
		op, _, isOperation := operation(d.Field)
		switch {
		case inName(c.Kind, d.Field, value):
			continue
		case isOperation && (c.Action == meaning.Remove || unwritten[op]):
			operations[op] = true
			continue
		}
		value = visible(value)
		if strings.Contains(value, " ") {
			value = `"` + value + `"`
		}
		switch d.Field {
		case meaning.Value, "agent":
			words = append(words, v.was(c, value))
		default:
			words = append(words, v.was(c, visible(d.Field)+"="+value))
		}
	}
	if n := len(operations); n > 0 {
		words = append(words, v.paint(sgrDim, textOperations.With(n).In(v.lang)))
	}
	if cell := v.cellOf(c.Place, file); cell != "" {
		words = append(words, strings.TrimSpace(cell))
	}
	v.words(v.head(c)+"  ", words, " ")
}

// was dims removed text.
func (v *page) was(c apply.Change, word string) string {
	if c.Action == meaning.Remove {
		return v.paint(sgrDim, word)
	}
	return word
}

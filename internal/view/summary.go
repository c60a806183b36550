package view

import (
	"fmt"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textMore      = message.New("plan.more", "count")
	textCount     = message.New("plan.count", "dangers", "changes", "effects")
	textNoDangers = message.New("plan.no-dangers")
	textDangers   = message.New("plan.dangers", "count", "dangers")
)

// fewNames is how many names of changed or added objects a summary shows.
const fewNames = 8

// summary writes how much changes: removed objects by name, of the others the
// numbers and a few names.
func (v *page) summary(changes []apply.Change) {
	type class struct {
		action meaning.Action
		kind   meaning.Kind
	}
	var order []class
	names := map[class][]string{}
	for _, c := range changes {
		k := class{c.Action, c.Kind}
		if names[k] == nil {
			order = append(order, k)
		}
		names[k] = append(names[k], visible(c.Name))
	}
	for _, k := range order {
		list, n := names[k], len(names[k])
		if k.action != meaning.Remove {
			list = v.few(list)
		}
		head := "  " + v.paint(actionColor(k.action), mark(k.action)+" "+kindText(k.kind, v.lang)) + fmt.Sprintf(" (%d)  ", n)
		v.words(head, list, ", ")
	}
}

// few returns the first of many names and the number of the others.
func (v *page) few(names []string) []string {
	if len(names) <= fewNames+1 {
		return names
	}
	return append(names[:fewNames:fewNames], textMore.With(len(names)-fewNames).In(v.lang))
}

// effectSummary writes how much happens: what stops by name.
func (v *page) effectSummary(p *apply.Plan) {
	effects := told(p.Effects)
	width := 0
	for _, e := range effects {
		width = max(width, terminal.Width(effectVerb(e, v.lang)))
	}
	for i := 0; i < len(effects); {
		first, names := effects[i], []string(nil)
		for ; i < len(effects) && effects[i].Action == first.Action && effects[i].Blocked == first.Blocked; i++ {
			e := effects[i]
			names = append(names, strings.Join(strings.Fields(e.Resource+effectWhere(e)), " "))
		}
		n := len(names)
		switch first.Action {
		case "fence", "stop", "demote", "recover", "restart":
		default:
			names = v.few(names)
		}
		v.words("  "+v.verb(first, width)+fmt.Sprintf(" (%d)  ", n), names, ", ")
	}
}

// count repeats for the question what an operator has to know: the dangers and the
// numbers of changes and effects.
func (v *page) count(p *apply.Plan) string {
	dangers := textNoDangers.In(v.lang)
	if n := len(p.Risks); n > 0 {
		var words []string
		for _, r := range p.Risks {
			words = append(words, string(r.Danger))
		}
		dangers = textDangers.With(n, strings.Join(words, ", ")).In(v.lang)
	}
	return v.paint(sgrBold, textCount.With(dangers, tally(p.Changes, v.lang), effectTally(p, v.lang)).In(v.lang))
}

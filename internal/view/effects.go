package view

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textUnknownEffects = message.New("plan.unknown-effects")
	textNothingHappens = message.New("plan.nothing-happens")
	textEffectCount    = message.New("plan.effect-count", "effect", "count")
	textBlocked        = message.New("plan.blocked")
)

// effectOrder is the order in which effects are shown: those that stop something
// come first.
var effectOrder = []string{"fence", "stop", "demote", "recover", "restart", "move", "migrate", "reload", "promote", "start"}

// manyEffects is up to how many effects are written one per line; with more, those
// that differ only in their resource share a line.
const manyEffects = 40

// told returns effects in the order in which they are shown, terminal-safe.
func told(effects []pcmk.Effect) []pcmk.Effect {
	place := func(e pcmk.Effect) int {
		if i := slices.Index(effectOrder, e.Action); i >= 0 {
			return i
		}
		return len(effectOrder)
	}
	out := slices.Clone(effects)
	for i, e := range out {
		out[i] = visibleEffect(e)
	}
	slices.SortStableFunc(out, func(a, b pcmk.Effect) int { return cmp.Compare(place(a), place(b)) })
	return out
}

// effects writes what the cluster would do, with the verbs in a column.
func (v *page) effects(effects []pcmk.Effect) {
	effects = told(effects)
	width, names := 0, 0
	for _, e := range effects {
		width, names = max(width, terminal.Width(effectVerb(e, v.lang))), max(names, terminal.Width(e.Resource))
	}
	if len(effects) > manyEffects {
		v.groupedEffects(effects, width)
		return
	}
	for _, e := range effects {
		v.line("  ", v.verb(e, width), "  ", padded(e.Resource, names), effectWhere(e), v.reason(e))
	}
}

// groupedEffects writes effects that differ only in their resource together.
func (v *page) groupedEffects(effects []pcmk.Effect, width int) {
	same := func(e pcmk.Effect) string { return fmt.Sprint(e.Action, e.Blocked, effectWhere(e), e.Reason) }
	names := map[string][]string{}
	for _, e := range effects {
		names[same(e)] = append(names[same(e)], e.Resource)
	}
	for _, e := range effects {
		list := names[same(e)]
		if list == nil {
			continue // written before
		}
		delete(names, same(e))
		head := "  " + v.verb(e, width) + effectWhere(e) + v.reason(e) + "  "
		if e.Action == "fence" {
			head, list = "  "+v.verb(e, width)+"  "+effectWhere(e)+v.reason(e), nil
		}
		v.words(head, list, ", ")
	}
}

// verb formats an effect's action for the column.
func (v *page) verb(e pcmk.Effect, width int) string {
	verb := effectVerb(e, v.lang)
	pad := strings.Repeat(" ", max(0, width-terminal.Width(verb)))
	switch e.Action {
	case "stop", "demote":
		verb = v.paint(sgrYellow, verb)
	case "fence":
		verb = v.paint(sgrRed, verb)
	}
	return verb + pad
}

func (v *page) reason(e pcmk.Effect) string {
	why := e.Because()
	if why.IsZero() {
		return ""
	}
	return "  " + v.paint(sgrDim, "("+why.In(v.lang)+")")
}

func effectVerb(e pcmk.Effect, lang message.Lang) string {
	verb := pcmk.ActionName(e.Action).In(lang)
	if e.Blocked {
		verb += " " + textBlocked.In(lang)
	}
	return verb
}

func effectWhere(e pcmk.Effect) string {
	switch {
	case e.Action == "fence":
		return e.Node
	case e.Node != "" && e.Dest != "" && e.Node != e.Dest:
		return "  " + e.Node + " -> " + e.Dest
	case e.Node != "" || e.Dest != "":
		return "  " + cmp.Or(e.Node, e.Dest)
	}
	return ""
}

// effectTally counts effects: "stop 1, start 3".
func effectTally(p *apply.Plan, lang message.Lang) string {
	switch {
	case !p.Simulated:
		return textUnknownEffects.In(lang)
	case len(p.Effects) == 0:
		return textNothingHappens.In(lang)
	}
	var out message.List
	count := 0
	effects := told(p.Effects)
	for i, e := range effects {
		count++
		if i+1 == len(effects) || effects[i+1].Action != e.Action {
			e.Blocked = false
			out = append(out, textEffectCount.With(effectVerb(e, lang), count))
			count = 0
		}
	}
	return out.In(lang)
}

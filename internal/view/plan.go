package view

import (
	"fmt"

	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var (
	textWarning          = message.New("plan.warning")
	textPlanTitle        = message.New("plan.title", "destination", "changes")
	textSameAlready      = message.New("plan.same-already", "destination")
	textNothingToPutBack = message.New("rollback.nothing-to-do", "destination")
	textEffects          = message.New("plan.effects")
	textNoEffects        = message.New("plan.no-effects")
	textNotSimulated     = message.New("plan.not-simulated")
	textNoStatus         = message.New("plan.no-status")
	textAssumed          = message.New("plan.assumed", "resource")
	textDiffTitle        = message.New("diff.title", "from", "to", "changes")
	textSame             = message.New("diff.same", "from", "to")
	textDefaults         = message.New("diff.defaults", "count")
)

// Plan shows a plan. The mode is blank for a rollback, which merges nothing.
func (s *Screen) Plan(p *apply.Plan, mode merge.Mode) error {
	s.RecordPlan(p, mode)
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	if p.Empty() {
		nothing := textSameAlready
		if mode == "" {
			nothing = textNothingToPutBack
		}
		v.line(nothing.With(dest.Short(p.To)).In(v.lang))
	} else {
		v.plan(p)
	}
	return s.show(v)
}

// Count repeats before the question what an operator has to know.
func (s *Screen) Count(p *apply.Plan) {
	fmt.Fprintf(s.Err, "\n%s\n", s.page(s.Err).count(p))
}

// Diff shows how one configuration differs from another, and which defaults of
// agents only one of them spells out.
func (s *Screen) Diff(from, to string, changes, defaults []apply.Change) error {
	s.Doc.Diff = &diffRecord{From: from, To: to, Changes: changeRecords(changes)}
	if len(defaults) > 0 {
		s.Doc.Diff.Defaults = changeRecords(defaults)
	}
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	if len(changes) == 0 {
		v.line(textSame.With(from, to).In(v.lang))
	} else {
		v.line(v.paint(sgrBold, textDiffTitle.With(from, to, tally(changes, v.lang)).In(v.lang)))
		v.listed(changes)
	}
	if n := countDetails(defaults); n > 0 {
		v.line(textDefaults.With(n).In(v.lang))
	}
	return s.show(v)
}

// countDetails is how many fields changes are about.
func countDetails(changes []apply.Change) int {
	n := 0
	for _, c := range changes {
		n += len(c.Details)
	}
	return n
}

// plan writes the dangers, the changes, what the cluster would do, and what was not
// checked.
func (v *page) plan(p *apply.Plan) {
	for _, r := range p.Risks {
		v.line(v.paint(sgrYellow, textWarning.In(v.lang)), ": ", r.Message().In(v.lang))
	}
	if len(p.Risks) > 0 {
		v.line()
	}
	v.line(v.paint(sgrBold, textPlanTitle.With(dest.Short(p.To), tally(p.Changes, v.lang)).In(v.lang)))
	v.listed(p.Changes)
	v.line()
	switch {
	case p.NoStatus:
		v.line(textNoStatus.In(v.lang))
	case !p.Simulated:
		v.line(textNotSimulated.In(v.lang))
	case len(p.Effects) == 0:
		v.line(textNoEffects.In(v.lang))
	case v.brief:
		v.line(v.paint(sgrBold, textEffects.In(v.lang)))
		v.effectSummary(p)
	default:
		v.line(v.paint(sgrBold, textEffects.In(v.lang)))
		v.effects(p.Effects)
	}
	v.held(p.Held)
	for _, id := range p.Assumed {
		v.line(textAssumed.With(id).In(v.lang))
	}
	for _, w := range p.Warnings {
		v.line("crm_verify: ", message.Verbatim(w).In(v.lang))
	}
}

// listed writes changes, or a summary of them.
func (v *page) listed(changes []apply.Change) {
	if v.brief {
		v.summary(changes)
		return
	}
	v.changes(changes)
}

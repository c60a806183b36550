package view

import (
	"strings"
	"time"

	"hagen/internal/drill"
	"hagen/internal/message"
	"hagen/internal/testbook"
)

var (
	textDrillCases  = message.New("drill.cases", "count", "cluster", "destination")
	textDrillOther  = message.New("drill.other-configuration", "count")
	textDrillNot    = message.New("drill.not-here", "number", "event", "why")
	textDrillCase   = message.New("drill.case-ended", "number", "verdict", "event", "seconds")
	textDrillBack   = message.New("drill.back-after", "seconds")
	textDrillLeft   = message.New("drill.left")
	textDrillEnd    = message.New("drill.ended", "same", "count", "skipped")
	textDrillStop   = message.New("drill.stopped")
	textDrillDry    = message.New("drill.nothing-done")
	textDrillResult = message.New("drill.written", "file")
)

// DrillPlan is what a drill is about to do.
type DrillPlan struct {
	Cluster, Destination string
	Cases                []*testbook.Case
	Changes              int // how much the cluster's configuration differs from the sheet
}

// DrillPlan says which cases disturb which cluster.
func (s *Screen) DrillPlan(d DrillPlan) error {
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	v.line(v.paint(sgrBold, textDrillCases.With(len(d.Cases), d.Cluster, d.Destination).In(v.lang)))
	for _, c := range d.Cases {
		v.line("  ", c.Number, "  ", eventsOf(c, v.lang))
	}
	if d.Changes > 0 {
		v.line(v.paint(sgrYellow, textDrillOther.With(d.Changes).In(v.lang)))
	}
	return s.show(v)
}

// DrillDry says that nothing was done.
func (s *Screen) DrillDry() { s.Say(textDrillDry) }

// DrillCase says how a case ended.
func (s *Screen) DrillCase(c *drill.Case) {
	if s.JSON {
		return
	}
	v := s.page(s.Out)
	if c.Verdict == drill.NotCarriedOut {
		v.line(v.paint(sgrDim, textDrillNot.With(c.Number, eventsOf(c.Case, v.lang), c.Why).In(v.lang)))
		_ = s.show(v) // the result says it as well
		return
	}
	var took time.Duration
	for _, step := range c.Steps {
		took += step.Took
	}
	colour := sgrGreen
	if c.Verdict != drill.AsExpected {
		colour = sgrRed
	}
	v.line(v.paint(colour, textDrillCase.With(c.Number, message.Verbatim(c.Verdict.In(v.lang)), eventsOf(c.Case, v.lang), int(took.Seconds())).In(v.lang)))
	for _, step := range c.Steps {
		for _, d := range step.Differences {
			v.line("     ", d.In(v.lang))
		}
	}
	if !c.Why.IsZero() {
		v.line("     ", c.Why.In(v.lang))
	}
	if len(c.Left) == 0 {
		v.line("     ", v.paint(sgrDim, textDrillBack.With(int(c.Back.Seconds())).In(v.lang)))
	}
	_ = s.show(v)
}

// DrillEnd says how a drill ended. files are what was written.
func (s *Screen) DrillEnd(r *drill.Result, record *drill.Record, file string) error {
	s.Doc.Drill = record
	s.Doc.Written = append(s.Doc.Written, FileRecord{Path: file, Kind: "result"})
	if s.JSON {
		return nil
	}
	v := s.page(s.Out)
	if r.Interrupted {
		v.line(v.paint(sgrYellow, textDrillStop.In(v.lang)))
	}
	if len(r.Left) > 0 {
		v.line(v.paint(sgrRed, textDrillLeft.In(v.lang)))
		for _, what := range r.Left {
			v.line("  ", what.In(v.lang))
		}
	}
	skipped := r.Count(drill.NotCarriedOut)
	v.line(textDrillEnd.With(r.Count(drill.AsExpected), len(r.Cases)-skipped, skipped).In(v.lang))
	v.line(textDrillResult.With(file).In(v.lang))
	return s.show(v)
}

// eventsOf says what happens in the first step of a case.
func eventsOf(c *testbook.Case, lang message.Lang) string {
	var out []string
	for _, e := range c.Steps[0].Events {
		out = append(out, e.Message().In(lang))
	}
	return strings.Join(out, "; ")
}

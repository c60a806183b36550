package view

import (
	"errors"
	"fmt"

	"hagen/internal/apply"
	"hagen/internal/dest"
	"hagen/internal/message"
)

var (
	textNothingToDo  = message.New("apply.nothing-to-do", "destination")
	textNothingHeld  = message.New("apply.nothing-held", "destination")
	textNothingBadly = message.New("apply.nothing-badly", "destination")
	textThereBadly   = message.New("rollback.there-badly", "destination")
	textSeeStatus    = message.New("apply.see-status")

	textApplied       = message.New("apply.applied", "destination", "saved")
	textAppliedHeld   = message.New("apply.applied-held", "destination", "saved")
	textAppliedBadly  = message.New("apply.applied-badly", "destination")
	textPutBack       = message.New("rollback.done", "destination", "saved")
	textPutBackBadly  = message.New("rollback.done-badly", "destination")
	textWrittenToFile = message.New("apply.written-to-file", "destination", "saved")
	textRolledBack    = message.New("apply.rolled-back", "saved")
)

// Unchanged reports the state of a cluster that already had the configuration. It
// fails when something is not as it should be.
func (s *Screen) Unchanged(to, action string, outcome apply.Outcome) error {
	good, badly := textNothingToDo, textNothingBadly
	if action == apply.Rollback {
		good, badly = textNothingToPutBack, textThereBadly
	}
	s.found(outcome)
	switch {
	case len(outcome.Problems) > 0:
		return message.Fail(badly, dest.Short(to)).Advise(textSeeStatus)
	case len(outcome.Held) > 0:
		good = textNothingHeld
	}
	s.Say(good, dest.Short(to))
	return nil
}

// Applied reports the result of an order. It fails when something is not as it
// should be, or was rolled back.
func (s *Screen) Applied(to, action string, outcome apply.Outcome) error {
	applied, badly := textApplied, textAppliedBadly
	if action == apply.Rollback {
		applied, badly = textPutBack, textPutBackBadly
	}
	switch {
	case dest.IsFile(to):
		applied = textWrittenToFile // nothing runs there
	case len(outcome.Held) > 0:
		applied = textAppliedHeld
	}
	s.found(outcome)
	switch {
	case outcome.RolledBack:
		return message.Fail(textRolledBack, outcome.SavedAs)
	case len(outcome.Problems) > 0:
		return dest.HowToGoBack(message.Fail(badly, dest.Short(to)), to, outcome.SavedAs)
	}
	s.Say(applied, dest.Short(to), outcome.SavedAs)
	return nil
}

// found prints the problems, and what waits until it is managed again.
func (s *Screen) found(outcome apply.Outcome) {
	for _, problem := range outcome.Problems {
		s.Fail(errors.New(problem.Message().In(s.Lang)))
	}
	if !s.JSON && len(outcome.Held) > 0 {
		v := s.page(s.Out)
		v.held(outcome.Held)
		v.line()
		fmt.Fprint(s.Out, v.b.String())
	}
}

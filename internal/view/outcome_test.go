package view

import (
	"bytes"
	"strings"
	"testing"

	"hagen/internal/apply"
	"hagen/internal/apply/pcmk"
	"hagen/internal/dest"
	"hagen/internal/message"
)

// TestOutcome: how an order ended is said once, on standard output or as a
// failure.
func TestOutcome(t *testing.T) {
	problems := []apply.Problem{{Code: apply.ProblemNotRunning, Resource: "vip", Node: "n1"}}
	held := []apply.Held{{Effect: pcmk.Effect{Action: "restart", Resource: "web", Node: "n1"}, By: apply.ByResource}}
	var none message.Text
	for _, tt := range []struct {
		name, to, action string
		unchanged        bool
		outcome          apply.Outcome
		said, failure    message.Text
	}{
		{"applied", "local:", apply.Apply, false, apply.Outcome{}, textApplied, none},
		{"rolled back by a person", "local:", apply.Rollback, false, apply.Outcome{}, textPutBack, none},
		{"a file", "file:x", apply.Apply, false, apply.Outcome{}, textWrittenToFile, none},
		{"held", "local:", apply.Apply, false, apply.Outcome{Held: held}, textAppliedHeld, none},
		{"badly", "local:", apply.Apply, false, apply.Outcome{Problems: problems}, none, textAppliedBadly},
		{"rolled back by a person, badly", "local:", apply.Rollback, false, apply.Outcome{Problems: problems}, none, textPutBackBadly},
		{"rolled back", "local:", apply.Apply, false, apply.Outcome{RolledBack: true, Problems: problems}, none, textRolledBack},
		{"unchanged", "local:", apply.Apply, true, apply.Outcome{}, textNothingToDo, none},
		{"unchanged and held", "local:", apply.Apply, true, apply.Outcome{Held: held}, textNothingHeld, none},
		{"unchanged, badly", "local:", apply.Apply, true, apply.Outcome{Problems: problems}, none, textNothingBadly},
		{"nothing to roll back", "local:", apply.Rollback, true, apply.Outcome{}, textNothingToPutBack, none},
		{"nothing to roll back, badly", "local:", apply.Rollback, true, apply.Outcome{Problems: problems}, none, textThereBadly},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			s := NewScreen(nil, &out, &errs, noenv)
			end := s.Applied
			if tt.unchanged {
				end = s.Unchanged
			}
			tt.outcome.SavedAs = "7"
			err := end(tt.to, tt.action, tt.outcome)
			switch {
			case !tt.said.IsZero():
				want := tt.said.With(dest.Short(tt.to), "7").In(message.English) + "\n"
				if err != nil || !strings.HasSuffix(out.String(), want) {
					t.Errorf("it says %q and fails with %v, want %q", out.String(), err, want)
				}
			case !message.Of(err).Is(tt.failure) || out.Len() > 0:
				t.Errorf("it fails with %v, want %s; it says %q", err, tt.failure.ID(), out.String())
			}
			if got, want := errs.Len() > 0, len(tt.outcome.Problems) > 0; got != want {
				t.Errorf("of the problems it says %q", errs.String())
			}
			if got, want := strings.Contains(out.String(), "restart  web  n1"), len(tt.outcome.Held) > 0; got != want {
				t.Errorf("of what is held it says %q", out.String())
			}
			out.Reset()
			s.JSON = true
			if again := end(tt.to, tt.action, tt.outcome); (again != nil) != (err != nil) || out.Len() > 0 {
				t.Errorf("for machines: %v, %q", again, out.String())
			}
		})
	}
}

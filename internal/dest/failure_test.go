package dest

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"

	"hagen/internal/agentd/client"
	"hagen/internal/apply"
	"hagen/internal/apply/merge"
	"hagen/internal/message"
)

// TestFailure: what went wrong names the destination once.
func TestFailure(t *testing.T) {
	if err := Failure("local:", nil); err != nil {
		t.Errorf("nothing went wrong: %v", err)
	}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{errors.New("broken"), "local: broken"},
		{fmt.Errorf("read: %w", context.Canceled), "interrupted; nothing was changed"},
		{&fs.PathError{Op: "open", Path: "/x", Err: fs.ErrNotExist}, "cannot read /x: no such file or directory"},
	} {
		if got := message.Of(Failure("local:", tt.err)).String(); got != tt.want {
			t.Errorf("%v: it says %q, want %q", tt.err, got, tt.want)
		}
	}
	for _, err := range []error{&client.LostError{}, &merge.UnknownNodesError{}, &apply.InvalidError{}} {
		if got := Failure("local:", err); got != err {
			t.Errorf("%T becomes %v", err, got)
		}
	}
}

// TestUnfinished: an order that changed something says how to go back, one that
// did not says that nothing was changed.
func TestUnfinished(t *testing.T) {
	changed := apply.Outcome{Changed: true, SavedAs: "7"}
	broken := errors.New("broken")
	for _, tt := range []struct {
		outcome apply.Outcome
		err     error
		want    message.Text
		help    bool
	}{
		{apply.Outcome{}, broken, textNotWritten, false},
		{apply.Outcome{}, context.Canceled, textInterrupted, false},
		{changed, broken, textLostSight, true},
		{changed, context.Canceled, textInterruptedWait, true},
		{changed, &apply.UncertainError{Cause: broken}, textAt, true},
	} {
		err := Unfinished("local:", tt.outcome, tt.err)
		if !message.Of(err).Is(tt.want) || message.HelpFor(err).IsZero() == tt.help {
			t.Errorf("%v, changed %t: %v (%v), want %s", tt.err, tt.outcome.Changed, err, message.HelpFor(err), tt.want.ID())
		}
	}
}

package apply

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/message"
)

func TestResume(t *testing.T) {
	f := newFake("a")
	o := order(t, f, "a", "b")
	if err := f.Write(t.Context(), o.Before, o.After); err != nil {
		t.Fatal(err)
	}
	starts(f)
	out, err := Engine{Cluster: f}.Resume(t.Context(), o, Left{PhaseWritten, "id9"})
	if err != nil || !out.Changed || !out.Settled || out.SavedAs != "id9" || f.wrote != 1 {
		t.Errorf("%+v, %v, written %d times", out, err, f.wrote)
	}
}

// failedBefore is a status section in which a start of a resource on n1 failed.
func failedBefore(id string) string {
	return `<status><node_state id="1" uname="n1"><lrm id="1"><lrm_resources><lrm_resource id="` + id + `"><lrm_rsc_op id="` + id +
		`_last_failure_0" operation_key="` + id + `_start_0" call-id="5" rc-code="1"/></lrm_resource></lrm_resources></lrm></node_state></status>`
}

// TestResumeKnowsWhatWasBefore: a failure from before the order is not the
// order's, also after the carrier of the order ended, so that nothing is rolled
// back for it; one since is.
func TestResumeKnowsWhatWasBefore(t *testing.T) {
	for _, tt := range []struct {
		name, failed string
		want         []ProblemCode
		back         bool
	}{
		{"it failed before", "down", nil, false},
		{"it failed since", "b", []ProblemCode{ProblemFailed, ProblemNotRunning}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake("a", "down")
			f.cib = []byte(strings.Replace(string(f.cib), "<status/>", failedBefore("down"), 1))
			f.running["a"] = "n1"
			f.simulate = func(cib []byte) string {
				after := map[string]string{"a": "n1"}
				if slices.Contains(primitives(cib), "b") {
					after["b"] = "n1"
				}
				return simulation(resourcesXML(map[string]string{"a": "n1"}), "", resourcesXML(after))
			}
			o := order(t, f, "a", "down", "b")
			o.Rollback = true
			if err := f.Write(t.Context(), o.Before, o.After); err != nil {
				t.Fatal(err)
			}
			f.running["b"] = "n1"
			f.running[tt.failed] = "!"
			out, err := Engine{Cluster: f}.Resume(t.Context(), o, Left{PhaseWritten, "id9"})
			if err != nil || out.RolledBack != tt.back {
				t.Errorf("%+v, %v", out, err)
			}
			if diff := cmp.Diff(tt.want, codes(out.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// TestResumeHalfBack: an order to roll back was left between its two steps.
func TestResumeHalfBack(t *testing.T) {
	for _, running := range []string{"", "n1"} { // what the first step took away has stopped, or not yet
		f, steps := newStranding()
		o := backOrder(t, f)
		f.cib = between()
		f.running = map[string]string{"a": running}
		out, err := Engine{Cluster: f}.Resume(t.Context(), o, Left{PhaseWriting, "id9"})
		if err != nil || !out.Settled || len(out.Problems) > 0 || len(*steps) != 1 {
			t.Errorf("%+v, %v, written %d times", out, err, len(*steps))
		}
		if same, _ := Same(f.cib, testCIB(7)); !same {
			t.Errorf("at the end:\n%s", f.cib)
		}
		if got := f.results(); !slices.Equal(got, []string{ResultWritten, ResultSettled}) {
			t.Errorf("log %v", got)
		}
	}
}

// TestResumeReturning: the rollback of an order was begun: nothing of it was
// written, or the first of two steps, or another administrator wrote.
func TestResumeReturning(t *testing.T) {
	for _, tt := range []struct {
		name   string
		cib    []byte
		writes int
		want   []ProblemCode
		back   bool
	}{
		{"begun", withProperty(testCIB(8, "a")), 2, []ProblemCode{ProblemInterrupted}, true},
		{"half done", between(), 1, []ProblemCode{ProblemInterrupted}, true},
		{"another administrator wrote", testCIB(9, "theirs"), 0, []ProblemCode{ProblemInterrupted, ProblemOthersChanged}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f, steps := newStranding()
			o := Order{Before: testCIB(7), After: f.cib, Timeout: time.Second, Rollback: true}
			f.cib = tt.cib
			out, err := Engine{Cluster: f}.Resume(t.Context(), o, Left{PhaseReturning, "id9"})
			if err != nil || out.RolledBack != tt.back || len(*steps) != tt.writes {
				t.Errorf("%+v, %v, written %d times", out, err, len(*steps))
			}
			if diff := cmp.Diff(tt.want, codes(out.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			want := tt.cib
			if tt.back {
				want = testCIB(7)
			}
			if same, _ := Same(f.cib, want); !same {
				t.Errorf("at the end:\n%s", f.cib)
			}
		})
	}
}

// TestResumeAsksTheCluster: what became of a step that was begun is what the
// cluster says, and of one that was not begun nothing is asked.
func TestResumeAsksTheCluster(t *testing.T) {
	down := errors.New("not connected")
	written := []string{ResultSettled}
	failed := []string{ResultFailed}
	theirs := testCIB(20, "theirs")
	for _, tt := range []struct {
		name    string
		phase   Phase
		cib     []byte // nil: the one from before
		down    error
		want    error
		says    message.Text
		unread  bool // any error will do
		back    bool
		told    []string // the journal
		results []string
	}{
		{name: "accepted", phase: PhaseAccepted, down: down, want: ErrUnwritten, says: textUnwritten, results: failed},
		{name: "saved", phase: PhaseSaved, down: down, want: ErrUnwritten, says: textUnwritten, results: failed},
		{name: "writing, not written", phase: PhaseWriting, want: ErrUnwritten, says: textUnwritten, results: failed},
		{name: "writing, written", phase: PhaseWriting, cib: testCIB(8, "a", "b"), told: []string{"written id9"}, results: written},
		{name: "writing, and another administrator wrote", phase: PhaseWriting, cib: theirs, want: ErrEnded, says: textOverwrote, results: failed},
		{name: "writing, and the cluster stays down", phase: PhaseWriting, down: down, want: ErrEnded, says: textUnanswered, results: failed},
		{name: "writing, and what the cluster has is no CIB", phase: PhaseWriting, cib: []byte("no CIB"), unread: true, results: failed},
		{name: "written", phase: PhaseWritten, cib: testCIB(8, "a", "b"), told: []string{"written id9"}, results: written},
		{name: "written, and the cluster stays down", phase: PhaseWritten, down: down, want: ErrEnded, says: textUnanswered, results: failed},
		{name: "returning, not written", phase: PhaseReturning, cib: testCIB(8, "a", "b"), back: true,
			told: []string{"returning id9", "WRITE", "returned id9"}, results: []string{ResultRolledBack}},
		{name: "returning, written", phase: PhaseReturning, back: true, results: []string{ResultRolledBack}},
		{name: "returned", phase: PhaseReturned, down: down, back: true, results: []string{ResultRolledBack}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := &diary{fake: newFake("a")}
			o := order(t, d.fake, "a", "b")
			o.Timeout, o.Rollback = 50*time.Millisecond, true
			if tt.cib != nil {
				d.cib = tt.cib
			}
			starts(d.fake)
			d.cibErr = tt.down
			out, err := Engine{Cluster: d, Journal: d.journal}.Resume(t.Context(), o, Left{tt.phase, "id9"})
			switch {
			case !tt.unread && tt.says.IsZero():
				if err != nil || !out.Changed || out.SavedAs != "id9" || out.RolledBack != tt.back || out.Settled == tt.back {
					t.Errorf("%+v, %v", out, err)
				}
			case err == nil || out.Changed || !tt.unread && (!errors.Is(err, tt.want) || !message.Of(err).Is(tt.says)):
				t.Errorf("%+v, %v", out, err)
			}
			if diff := cmp.Diff(tt.told, d.lines); diff != "" {
				t.Errorf("the journal (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.results, d.results()); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
			if e := d.log[0]; e.ID != "id9" || e.Who != "me@here" || e.Action != Apply || !tt.says.IsZero() && !e.Said().Is(tt.says) {
				t.Errorf("log: %+v", e)
			}
		})
	}
}

// TestResumeIsLeft: the carrier is stopped again while the cluster does not
// answer: the order is left again, and the log has no end.
func TestResumeIsLeft(t *testing.T) {
	d := &diary{fake: newFake("a")}
	d.cibErr = errors.New("not connected")
	o := order(t, d.fake, "a", "b")
	o.Timeout = time.Minute
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(50*time.Millisecond, func() { cancel(errStop) })
	out, err := Engine{Cluster: d, Journal: d.journal}.Resume(ctx, o, Left{PhaseWriting, "id9"})
	if err != errStop || len(d.lines)+len(d.log) > 0 {
		t.Errorf("%+v, %v, told %q, log %q", out, err, d.lines, d.results())
	}
}

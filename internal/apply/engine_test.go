package apply

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// diary is a fake that lists its saves and writes, and what the journal is told,
// in their order.
type diary struct {
	*fake
	lines []string
	full  Phase  // the journal cannot take it
	stop  string // the line at which the carrier is stopped
	end   func(error)
}

var (
	errFull = errors.New("the journal is full")
	errStop = errors.New("the carrier is stopped")
)

func (d *diary) add(line string) {
	d.lines = append(d.lines, line)
	if line == d.stop {
		d.end(errStop)
	}
}

func (d *diary) journal(p Phase, savedAs string) error {
	d.add(strings.TrimSpace(string(p) + " " + savedAs))
	if p == d.full {
		return errFull
	}
	return nil
}

func (d *diary) Write(ctx context.Context, before, after []byte) error {
	err := d.fake.Write(ctx, before, after)
	d.add("WRITE")
	return errors.Join(err, ctx.Err())
}

func (d *diary) Store() Store { return diaryStore{d.fake.Store(), d} }

type diaryStore struct {
	Store
	d *diary
}

func (s diaryStore) Save(ctx context.Context, cib []byte, e Entry) (string, error) {
	s.d.add("SAVE")
	id, err := s.Store.Save(ctx, cib, e)
	return id, errors.Join(err, ctx.Err())
}

// run carries an order out.
func (d *diary) run(t *testing.T, o Order) (Outcome, error) {
	t.Helper()
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	d.end = cancel
	return Engine{Cluster: d, Journal: d.journal}.Run(ctx, o)
}

// TestPhases: the journal is told of each step that changes something, before and
// after it.
func TestPhases(t *testing.T) {
	lost := errors.New("connection lost")
	fails := func(f *fake) { f.running["a"], f.running["b"] = "n1", "!" }
	begun := []string{"accepted", "SAVE", "saved id1", "writing id1", "WRITE"}
	for _, tt := range []struct {
		name  string
		fake  func(*fake)
		order func(*Order)
		want  []string // after begun
	}{
		{"an order", func(f *fake) { f.onWrite = starts }, nil, []string{"written id1"}},
		{"the answer is lost", func(f *fake) { f.onWrite, f.writeErr = starts, lost }, nil, []string{"written id1"}},
		{"nothing is written", func(f *fake) { f.writeErr = lost }, nil, []string{"saved id1"}},
		{"another administrator was faster", func(f *fake) { f.before = func(f *fake) { f.cib = testCIB(8, "theirs") } }, nil, []string{"saved id1"}},
		{"lost, and another administrator wrote", func(f *fake) {
			f.writeErr, f.onWrite = lost, func(f *fake) { f.cib = testCIB(9, "theirs") }
		}, nil, nil},
		{"a rollback on failure", func(f *fake) { f.onWrite = fails }, func(o *Order) { o.Rollback = true },
			[]string{"written id1", "returning id1", "WRITE", "returned id1"}},
		{"its answer is lost", func(f *fake) {
			f.onWrite = func(f *fake) {
				if fails(f); f.wrote > 1 {
					f.writeErr = lost
				}
			}
		}, func(o *Order) { o.Rollback = true }, []string{"written id1", "returning id1", "WRITE", "returned id1"}},
		{"a rollback on failure that another administrator prevents", func(f *fake) {
			f.onWrite = fails
			f.before = func(f *fake) {
				if f.wrote > 0 {
					f.cib = testCIB(20, "theirs")
				}
			}
		}, func(o *Order) { o.Rollback = true }, []string{"written id1", "returning id1", "WRITE"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := &diary{fake: newFake("a")}
			tt.fake(d.fake)
			o := order(t, d.fake, "a", "b")
			if tt.order != nil {
				tt.order(&o)
			}
			out, err := d.run(t, o)
			if diff := cmp.Diff(append(slices.Clone(begun), tt.want...), d.lines); diff != "" {
				t.Errorf("(-want +got):\n%s\n%+v, %v", diff, out, err)
			}
		})
	}
	t.Run("an order to roll back, in two steps", func(t *testing.T) {
		f, _ := newStranding()
		d := &diary{fake: f}
		out, err := d.run(t, backOrder(t, f))
		if diff := cmp.Diff(append(slices.Clone(begun), "WRITE", "written id1"), d.lines); diff != "" {
			t.Errorf("(-want +got):\n%s\n%+v, %v", diff, out, err)
		}
	})
}

// TestJournalIsFull: what cannot be written down before it is done is not done,
// and the log says so. What cannot be written down afterwards is done.
func TestJournalIsFull(t *testing.T) {
	for full, want := range map[Phase]struct {
		wrote   int
		results []string
	}{
		PhaseAccepted:  {0, nil},
		PhaseSaved:     {0, []string{ResultStarted, ResultFailed}},
		PhaseWriting:   {0, []string{ResultStarted, ResultFailed}},
		PhaseWritten:   {2, []string{ResultStarted, ResultWritten, ResultRolledBack}},
		PhaseReturning: {1, []string{ResultStarted, ResultWritten, ResultFailed}},
		PhaseReturned:  {2, []string{ResultStarted, ResultWritten, ResultRolledBack}},
	} {
		d := &diary{fake: newFake("a"), full: full}
		d.onWrite = func(f *fake) { f.running["a"], f.running["b"] = "n1", "!" }
		o := order(t, d.fake, "a", "b")
		o.Rollback = true
		out, err := d.run(t, o)
		if d.wrote != want.wrote || out.Changed != (want.wrote > 0) || errors.Is(err, errFull) == out.Changed {
			t.Errorf("%s: written %d times; %+v, %v", full, d.wrote, out, err)
		}
		if diff := cmp.Diff(want.results, d.results()); diff != "" {
			t.Errorf("%s: log (-want +got):\n%s", full, diff)
		}
		if told := slices.Contains(codes(out.Problems), ProblemRollbackFailed); told != (full == PhaseReturning) {
			t.Errorf("%s: problems %+v", full, out.Problems)
		}
	}
}

// TestLeft stops the carrier at each step: a step that was begun is finished.
// Before the write the order is over, and the log says so; later it is left, the
// log has no end, and Resume does the rest.
func TestLeft(t *testing.T) {
	for _, tt := range []struct {
		stop    string
		want    error
		phase   Phase // the last one
		results []string
	}{
		{"accepted", ErrUnwritten, PhaseSaved, []string{ResultStarted, ResultFailed}},
		{"SAVE", ErrUnwritten, PhaseSaved, []string{ResultStarted, ResultFailed}},
		{"saved id1", ErrUnwritten, PhaseSaved, []string{ResultStarted, ResultFailed}},
		{"writing id1", errStop, PhaseWritten, []string{ResultStarted, ResultWritten}},
		{"WRITE", errStop, PhaseWritten, []string{ResultStarted, ResultWritten}},
		{"written id1", errStop, PhaseWritten, []string{ResultStarted, ResultWritten}},
		{"returning id1", nil, PhaseReturned, []string{ResultStarted, ResultWritten, ResultRolledBack}},
	} {
		t.Run(tt.stop, func(t *testing.T) {
			t.Parallel()
			d := &diary{fake: newFake("a"), stop: tt.stop}
			d.onWrite = func(f *fake) { f.running["a"], f.running["b"] = "n1", "!" }
			o := order(t, d.fake, "a", "b")
			o.Rollback = true
			out, err := d.run(t, o)
			if !errors.Is(err, tt.want) || tt.want == nil && err != nil {
				t.Errorf("%+v, %v", out, err)
			}
			if last := d.lines[len(d.lines)-1]; last != string(tt.phase)+" id1" {
				t.Errorf("told %q", d.lines)
			}
			if diff := cmp.Diff(tt.results, d.results()); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
			if tt.want != errStop {
				return
			}
			out, err = Engine{Cluster: d, Journal: d.journal}.Resume(t.Context(), o, Left{tt.phase, "id1"})
			if err != nil || !out.RolledBack || d.wrote != 2 {
				t.Errorf("resumed: %+v, %v, %d writes", out, err, d.wrote)
			}
		})
	}
}

// TestLeftBeforeAnything: nothing is even saved when the carrier was stopped while
// the cluster was looked at.
func TestLeftBeforeAnything(t *testing.T) {
	for _, file := range []bool{true, false} {
		d := &diary{fake: newFake("a")}
		d.file = file
		if !file {
			d.statusErr = errors.New("signal: killed")
		}
		o := order(t, d.fake, "a", "b")
		ctx, cancel := context.WithCancelCause(t.Context())
		cancel(errStop)
		if _, err := (Engine{Cluster: d, Journal: d.journal}).Run(ctx, o); err != ErrUnwritten || len(d.lines) > 0 {
			t.Errorf("%v, told %q", err, d.lines)
		}
		if got := d.log[len(d.log)-1]; got.Result != ResultFailed || !got.Said().Is(textUnwritten) {
			t.Errorf("log: %+v", got)
		}
	}
}

// TestLeftBetweenTwoWrites: the carrier is stopped while the cluster has not
// settled between the two writes of a rollback. It does not wait, and Resume
// does the second.
func TestLeftBetweenTwoWrites(t *testing.T) {
	f, steps := newStranding()
	d := &diary{fake: f}
	o := backOrder(t, f)
	o.Timeout = time.Minute
	wrote := f.onWrite
	f.onWrite = func(f *fake) {
		wrote(f)
		f.idle = len(*steps) > 1
		time.AfterFunc(50*time.Millisecond, func() { d.end(errStop) })
	}
	began := time.Now()
	if out, err := d.run(t, o); err != errStop || time.Since(began) > o.Timeout/2 || len(*steps) != 1 || !slices.Equal(d.results(), []string{ResultStarted}) {
		t.Fatalf("%+v, %v, written %d times, log %q", out, err, len(*steps), d.results())
	}
	if last := d.lines[len(d.lines)-2:]; !slices.Equal(last, []string{"writing id1", "WRITE"}) {
		t.Errorf("told %q", last)
	}
	f.idle = true
	out, err := Engine{Cluster: d, Journal: d.journal}.Resume(t.Context(), o, Left{PhaseWriting, "id1"})
	if err != nil || !out.Settled || len(*steps) != 2 {
		t.Errorf("%+v, %v, written %d times", out, err, len(*steps))
	}
	if last := d.lines[len(d.lines)-1]; last != "written id1" {
		t.Errorf("told %q", d.lines)
	}
}

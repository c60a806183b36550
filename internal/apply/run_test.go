package apply

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply/merge"
)

// order plans a change of the fake's cluster to these resources.
func order(t *testing.T, f *fake, resources ...string) Order {
	t.Helper()
	after, err := merge.Into(f.cib, testCIB(1, resources...), merge.Replace)
	if err != nil {
		t.Fatal(err)
	}
	return Order{Before: f.cib, After: after, Timeout: time.Second, Who: "me@here", Source: "sheet"}
}

// starts lets everything of the configuration run on n1 after a write.
func starts(f *fake) {
	for _, id := range primitives(f.cib) {
		f.running[id] = "n1"
	}
}

func stages(events []Event) []Stage {
	var out []Stage
	for _, e := range events {
		if len(out) == 0 || out[len(out)-1] != e.Stage {
			out = append(out, e.Stage)
		}
	}
	return out
}

func TestRun(t *testing.T) {
	f := newFake("a")
	f.onWrite = starts
	var events []Event
	o := order(t, f, "a", "b")
	out, err := Run(t.Context(), f, o, func(e Event) { events = append(events, e) })
	if err != nil || !out.Changed || !out.Settled || out.SavedAs != "id1" || len(out.Problems) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if same, err := Same(f.cib, o.After); !same || err != nil {
		t.Errorf("the cluster has\n%s", f.cib)
	}
	if string(f.saved["id1"]) != string(o.Before) {
		t.Error("what was before is not kept")
	}
	if diff := cmp.Diff([]string{ResultStarted, ResultWritten, ResultSettled}, f.results()); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
	if e := f.log[2]; e.Who != "me@here" || e.Source != "sheet" || e.Action != "apply" || e.ID != "id1" {
		t.Errorf("%+v", e)
	}
	if diff := cmp.Diff([]Stage{Saving, Writing, Settling, Checking, Done}, stages(events)); diff != "" {
		t.Errorf("stages (-want +got):\n%s", diff)
	}
	started := slices.ContainsFunc(events, func(e Event) bool {
		return e.Resource == "b" && e.Node == "n1" && e.State == "started" && e.Done == e.Total
	})
	if !started {
		t.Errorf("no event says that b started: %+v", events)
	}
}

// TestRunFaults lets each step fail: the configuration is the old or the new one
// afterwards, and what was said is right.
func TestRunFaults(t *testing.T) {
	lost := errors.New("connection lost")
	tests := []struct {
		name    string
		break_  func(f *fake)
		cancel  bool
		written bool // the new configuration is there
		want    error
		says    string
		results []string
	}{
		{name: "a full disk where the old configuration goes", break_: func(f *fake) { f.saveErr = errDisk }, want: errDisk, says: "nothing was changed"},
		{name: "a full disk where the log is", break_: func(f *fake) { f.appendErr = errDisk }, want: errDisk, says: "nothing was changed"},
		{name: "no status", break_: func(f *fake) { f.statusErr = lost }, want: lost},
		{name: "another administrator was faster", break_: func(f *fake) { f.before = func(f *fake) { f.cib = testCIB(8, "a", "theirs") } },
			want: ErrStale, results: []string{ResultStarted, ResultRefused}},
		{name: "the write fails", break_: func(f *fake) { f.writeErr = lost }, want: lost, results: []string{ResultStarted, ResultFailed}},
		{name: "the write is done, its answer lost", break_: func(f *fake) { f.writeErr, f.onWrite = lost, starts }, written: true,
			results: []string{ResultStarted, ResultWritten, ResultSettled}},
		{name: "lost, and another administrator's configuration there", break_: func(f *fake) {
			f.writeErr, f.onWrite = lost, func(f *fake) { f.cib = testCIB(9, "theirs") }
		}, want: lost, says: "neither the old nor the new", results: []string{ResultStarted, ResultFailed}},
		{name: "interrupted before", cancel: true, want: context.Canceled, results: []string{ResultStarted, ResultFailed}},
		{name: "the log fills up after the write", break_: func(f *fake) {
			f.onWrite = func(f *fake) { starts(f); f.appendErr = errDisk }
		}, written: true, results: []string{ResultStarted}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFake("a")
			f.onWrite = nil
			o := order(t, f, "a", "b")
			if tt.break_ != nil {
				tt.break_(f)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			if tt.cancel {
				cancel()
			}
			out, err := Run(ctx, f, o, nil)
			if !errors.Is(err, tt.want) || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("error %v, want %v with %q", err, tt.want, tt.says)
			}
			if same, _ := Same(f.cib, o.After); same != tt.written || out.Changed != tt.written {
				t.Errorf("written: %t and said %t, want %t", same, out.Changed, tt.written)
			}
			if diff := cmp.Diff(tt.results, f.results()); diff != "" {
				t.Errorf("log (-want +got):\n%s", diff)
			}
		})
	}
}

func codes(problems []Problem) []ProblemCode {
	var out []ProblemCode
	for _, p := range problems {
		out = append(out, p.Code)
	}
	return out
}

// TestRunEnds: what the cluster came to is compared with what was wanted.
func TestRunEnds(t *testing.T) {
	fails := func(f *fake) { f.running["a"], f.running["b"] = "n1", "!" }
	tests := []struct {
		name     string
		fake     func(f *fake)
		rollback bool
		want     []ProblemCode
		settled  bool
		back     bool
		result   string
	}{
		{name: "a start fails", fake: func(f *fake) { f.onWrite = fails }, want: []ProblemCode{ProblemFailed, ProblemNotRunning}, settled: true, result: ResultFailed},
		{name: "a start fails, with --rollback", fake: func(f *fake) { f.onWrite = fails }, rollback: true,
			want: []ProblemCode{ProblemFailed, ProblemNotRunning}, settled: true, back: true, result: ResultRolledBack},
		{name: "not idle in time", fake: func(f *fake) { f.onWrite = starts; f.idle = false }, want: []ProblemCode{ProblemNotIdle}, result: ResultFailed},
		{name: "nothing starts", fake: func(f *fake) { f.onWrite = func(*fake) {} }, want: []ProblemCode{ProblemNotRunning}, settled: true, result: ResultFailed},
		{name: "another administrator changed it before the rollback", fake: func(f *fake) {
			f.onWrite = func(f *fake) {
				if f.wrote == 1 {
					fails(f)
					f.cib = []byte(strings.Replace(string(f.cib), "<constraints/>", `<constraints><rsc_location id="x" rsc="a" node="n1" score="1"/></constraints>`, 1))
				}
			}
		}, rollback: true, want: []ProblemCode{ProblemFailed, ProblemNotRunning, ProblemDrifted, ProblemOthersChanged}, settled: true, result: ResultFailed},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake("a")
			f.running["a"] = "n1"
			tt.fake(f)
			o := order(t, f, "a", "b")
			o.Rollback = tt.rollback
			out, err := Run(t.Context(), f, o, nil)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, codes(out.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if out.Settled != tt.settled || out.RolledBack != tt.back {
				t.Errorf("%+v", out)
			}
			if same, _ := Same(f.cib, o.Before); same != tt.back {
				t.Errorf("the old configuration is there: %t", same)
			}
			if got := f.log[len(f.log)-1].Result; got != tt.result {
				t.Errorf("logged %s, want %s", got, tt.result)
			}
		})
	}
}

// TestRunTellsOnce: what starts only after the cluster was idle once is waited
// for, and what started before is not told again.
func TestRunTellsOnce(t *testing.T) {
	f := newFake()
	f.onWrite = func(f *fake) {
		f.running["a"] = "n1"
		time.AfterFunc(500*time.Millisecond, func() {
			f.mu.Lock()
			defer f.mu.Unlock()
			f.running["b"] = "n1"
		})
	}
	o := order(t, f, "a", "b")
	o.Timeout = time.Minute
	told := map[string]int{}
	out, err := Run(t.Context(), f, o, func(e Event) { told[e.Resource+" "+e.State]++ })
	if err != nil || !out.Settled || len(out.Problems) > 0 {
		t.Fatalf("%+v, %v", out, err)
	}
	if told["a started"] != 1 || told["b started"] != 1 {
		t.Errorf("told %v", told)
	}
}

// TestRunIgnoresWhatIsNotItsDoing: a resource that was down before and that the
// order does not touch fails no apply.
func TestRunIgnoresWhatIsNotItsDoing(t *testing.T) {
	f := newFake("a", "down")
	f.running["a"] = "n1"
	f.simulate = func([]byte) string { return simulation("", "", resourcesXML(map[string]string{"a": "n1", "b": "n1"})) }
	f.onWrite = func(f *fake) { f.running["b"] = "n1" }
	out, err := Run(t.Context(), f, order(t, f, "a", "down", "b"), nil)
	if err != nil || len(out.Problems) > 0 || !out.Settled {
		t.Errorf("%+v, %v", out, err)
	}
}

func TestRunInterruptedWhileWaiting(t *testing.T) {
	f := newFake("a")
	f.idle = false
	ctx, cancel := context.WithCancel(t.Context())
	f.onWrite = func(*fake) { cancel() }
	out, err := Run(ctx, f, order(t, f, "a", "b"), nil)
	if !errors.Is(err, context.Canceled) || !out.Changed || out.SavedAs == "" {
		t.Errorf("%+v, %v", out, err)
	}
	if diff := cmp.Diff([]string{ResultStarted, ResultWritten, ResultFailed}, f.results()); diff != "" {
		t.Errorf("log (-want +got):\n%s", diff)
	}
}

// TestRunInterruptedWithRollback: the order to go back holds when a user
// interrupts the wait. One whose carrier is stopped is left as it is.
func TestRunInterruptedWithRollback(t *testing.T) {
	for _, tt := range []struct {
		cause error
		back  bool
	}{{ErrInterrupted, true}, {errors.New("the agent is being stopped"), false}} {
		f := newFake("a")
		f.idle = false
		ctx, cancel := context.WithCancelCause(t.Context())
		f.onWrite = func(*fake) { cancel(tt.cause); f.idle = f.wrote > 1 }
		o := order(t, f, "a", "b")
		o.Rollback = true
		out, err := Run(ctx, f, o, nil)
		if (err == nil) != tt.back || out.RolledBack != tt.back || !out.Changed {
			t.Errorf("%v: %+v, %v", tt.cause, out, err)
		}
		if same, _ := Same(f.cib, o.Before); same != tt.back {
			t.Errorf("%v: the cluster has\n%s", tt.cause, f.cib)
		}
		if got := f.log[len(f.log)-1]; tt.back && (got.Result != ResultRolledBack || !strings.Contains(got.Message, "interrupted")) {
			t.Errorf("log: %+v", got)
		}
	}
}

func TestRunFile(t *testing.T) {
	f := newFake("a")
	f.file = true
	out, err := Run(t.Context(), f, order(t, f, "b"), nil)
	if err != nil || !out.Changed || !out.Settled {
		t.Errorf("%+v, %v", out, err)
	}
}

// scripted is a fake that runs scripts.
type scripted struct {
	*fake
	ran string
}

func (s *scripted) RunScript(_ context.Context, script []byte, printed func(string)) error {
	s.ran = string(script)
	printed("hello")
	s.cib = testCIB(8, "a", "b")
	starts(s.fake)
	return nil
}

func TestRunScript(t *testing.T) {
	s := &scripted{fake: newFake("a")}
	o := order(t, s.fake, "a", "b")
	o.Script = []byte("pcs …")
	var said string
	out, err := Run(t.Context(), s, o, func(e Event) { said += e.Text })
	if err != nil || !out.Settled || s.ran != "pcs …" || s.wrote != 0 || said != "hello" {
		t.Errorf("%+v, %v, ran %q, said %q", out, err, s.ran, said)
	}
	s.ran, s.cib = "", testCIB(9, "theirs")
	if _, err := Run(t.Context(), s, o, nil); !errors.Is(err, ErrStale) || s.ran != "" {
		t.Errorf("over another administrator's change: %v, ran %q", err, s.ran)
	}
	if _, err := Run(t.Context(), newFake("a"), o, nil); err == nil {
		t.Error("a destination without scripts ran one")
	}
}

// TestRunKnowsWhatIsMeant: what the plan showed is not a problem, what was so before
// is one that nothing is rolled back for, and what another administrator does
// meanwhile is told.
func TestRunKnowsWhatIsMeant(t *testing.T) {
	both := resourcesXML(map[string]string{"a": "n1", "b": "n1"})
	onlyA := resourcesXML(map[string]string{"a": "n1", "b": ""})
	tests := []struct {
		name    string
		fake    func(f *fake)
		order   []string
		want    []ProblemCode
		before  bool // the first problem was there before
		back    bool
		results string
	}{
		{name: "a stop that the plan showed, though nothing in the configuration asks for it", order: []string{"a=2", "b"}, results: ResultSettled,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1", "b": "n1"}
				f.simulate = func(cib []byte) string {
					if strings.Contains(string(cib), `crmd="online"`) || !strings.Contains(string(cib), `value="2"`) {
						return simulation(both, "", both)
					}
					return simulation(both, `<rsc_action action="stop" resource="b" node="n1"/>`, onlyA)
				}
				f.onWrite = func(f *fake) { f.running["b"] = "" }
			}},
		{name: "one that stops anyway", order: []string{"a=2", "b"}, want: []ProblemCode{ProblemNotRunning}, back: true, results: ResultRolledBack,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1", "b": "n1"}
				f.onWrite = func(f *fake) { f.running["b"] = "" }
			}},
		{name: "one that was down before", order: []string{"a=2", "b"}, want: []ProblemCode{ProblemNotRunning}, before: true, results: ResultFailed,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1"}
				f.simulate = func(cib []byte) string {
					if strings.Contains(string(cib), `crmd="online"`) {
						return simulation(onlyA, "", both)
					}
					return simulation(onlyA, "", onlyA)
				}
			}},
		{name: "another administrator", order: []string{"a=2", "b"}, want: []ProblemCode{ProblemDrifted}, results: ResultFailed,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1", "b": "n1"}
				f.onWrite = func(f *fake) {
					f.cib = []byte(strings.Replace(string(f.cib), "<constraints/>", `<constraints><rsc_location id="x" rsc="a" node="n1" score="1"/></constraints>`, 1))
				}
			}},
		{name: "an agent that keeps its state in its own properties", order: []string{"a=2", "b"}, results: ResultSettled,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1", "b": "n1"}
				f.onWrite = func(f *fake) {
					f.cib = []byte(strings.Replace(string(f.cib), "<crm_config/>", `<crm_config><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana_state" value="SOK"/></cluster_property_set></crm_config>`, 1))
				}
			}},
		{name: "an agent's property, and a reason to go back", order: []string{"a=2", "b"}, want: []ProblemCode{ProblemNotRunning}, back: true, results: ResultRolledBack,
			fake: func(f *fake) {
				f.running = map[string]string{"a": "n1", "b": "n1"}
				f.onWrite = func(f *fake) {
					f.running["b"] = ""
					f.cib = []byte(strings.Replace(string(f.cib), "<crm_config/>", `<crm_config><cluster_property_set id="SAPHanaSR"><nvpair id="s" name="hana_state" value="SOK"/></cluster_property_set></crm_config>`, 1))
				}
			}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFake("a", "b")
			f.cib = []byte(strings.Replace(string(f.cib), "<status/>", `<status><node_state id="1" uname="n1" crmd="offline"/></status>`, 1))
			tt.fake(f)
			o := order(t, f, tt.order...)
			o.Rollback = true
			out, err := Run(t.Context(), f, o, nil)
			if err != nil || out.RolledBack != tt.back {
				t.Fatalf("%+v, %v", out, err)
			}
			if diff := cmp.Diff(tt.want, codes(out.Problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
			if len(out.Problems) > 0 && out.Problems[0].Before != tt.before {
				t.Errorf("%+v", out.Problems[0])
			}
			if got := f.log[len(f.log)-1].Result; got != tt.results {
				t.Errorf("logged %s, want %s", got, tt.results)
			}
		})
	}
}

// TestWatch: with nothing to write the cluster is waited for and compared all the
// same, and nothing is written, not even in the log.
func TestWatch(t *testing.T) {
	for _, tt := range []struct {
		name string
		b    string
		want []ProblemCode
	}{{"all is well", "n1", nil}, {"a resource is down", "", []ProblemCode{ProblemNotRunning}}} {
		f := newFake("a", "b")
		f.running = map[string]string{"a": "n1", "b": tt.b}
		out, err := Watch(t.Context(), f, Order{Before: f.cib, After: f.cib, Timeout: time.Second, Rollback: true}, nil)
		if err != nil || out.Changed || out.RolledBack || !out.Settled || f.wrote > 0 || len(f.log)+len(f.saved) > 0 {
			t.Errorf("%s: %+v, %v", tt.name, out, err)
		}
		if diff := cmp.Diff(tt.want, codes(out.Problems)); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s", tt.name, diff)
		}
	}
}

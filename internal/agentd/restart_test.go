package agentd_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
)

// TestStopMidOrder stops an agent while the cluster settles and starts it again:
// the client follows the order to its end.
func TestStopMidOrder(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	release := a.cluster.at("idle")
	done := execute(c, order())
	a.cluster.wait(t, "idle")
	a.stop()
	if got := a.cluster.results(); got != "started written" {
		t.Errorf("the log has an end already: %q", got)
	}
	a.start()
	a.cluster.wait(t, "idle")
	release()
	r := await(t, done)
	if r.err != nil || r.stages != allStages {
		t.Errorf("stages %q, error %v", r.stages, r.err)
	}
	if diff := cmp.Diff(settled(), r.Outcome); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
	if a.cluster.writes != 1 || a.cluster.results() != "started written settled" {
		t.Errorf("%d writes, log %q", a.cluster.writes, a.cluster.results())
	}
}

// TestStopMidWrite stops an agent in the middle of a write: it is finished first.
func TestStopMidWrite(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	release := a.cluster.at("write")
	done := execute(c, order())
	a.cluster.wait(t, "write")
	a.cancel()
	stopped := a.done
	select {
	case err := <-stopped:
		t.Fatalf("the agent ended in the middle of a write (%v)", err)
	case <-time.After(100 * time.Millisecond): // long enough to see it end, were it to
	}
	release()
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	a.cancel = nil
	if !a.cluster.has(newCIB) {
		t.Error("the write was broken off")
	}
	a.start()
	if r := await(t, done); r.err != nil || !r.Settled || a.cluster.writes != 1 {
		t.Errorf("outcome %+v, error %v, %d writes", r.Outcome, r.err, a.cluster.writes)
	}
}

// TestCrash takes what is on the disk when an agent crashes at each of its steps,
// and starts an agent on that.
func TestCrash(t *testing.T) {
	tests := []struct {
		name    string
		at      string // the step under way
		crashed func(*fakeCluster)
		outcome apply.Outcome
		code    api.Code
		cib     string
		results string
	}{
		{"before it saved", "save", nil, apply.Outcome{}, api.CodeInterrupted, oldCIB, "failed"},
		{"begun to write, not done", "write", nil, apply.Outcome{}, api.CodeInterrupted, oldCIB, "failed"},
		{"begun to write, done", "write", func(c *fakeCluster) { c.cib = newCIB }, settled(), "", newCIB, "settled"},
		{"begun to write, and another administrator as well", "write", func(c *fakeCluster) { c.cib = otherCIB }, apply.Outcome{}, api.CodeUncertain, otherCIB, "failed"},
		{"written", "idle", nil, settled(), "", newCIB, "settled"},
		{"written, and the whole node crashed", "idle", func(c *fakeCluster) { c.down = true }, settled(), "", newCIB, "settled"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newAgent(t)
			image := crashAt(t, a, tt.at)
			if tt.crashed != nil {
				a.cluster.set(func() { tt.crashed(a.cluster) })
			}
			a.cfg.State = image
			a.start()
			if a.cluster.down {
				a.cluster.set(func() { a.cluster.down = false }) // it is up later than the agent
			}
			c := a.as("alice")
			r := await(t, follow(func(events func(apply.Event)) (apply.Outcome, error) {
				return c.Follow(context.Background(), api.Current, events)
			}))
			if got := codeOf(r.err); got != tt.code {
				t.Errorf("error %v (%s), want %q", r.err, got, tt.code)
			}
			if diff := cmp.Diff(tt.outcome, r.Outcome); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
			if !a.cluster.has(tt.cib) || a.cluster.results() != tt.results {
				t.Errorf("the CIB is %q, the log %q; want %q and %q", a.cluster.cib, a.cluster.results(), tt.cib, tt.results)
			}
			a.stop()
			a.start() // and the end is known ever after
			state, err := c.Current(context.Background())
			if err != nil || state.Status == api.Running || a.cluster.results() != tt.results {
				t.Errorf("after another start: %+v, %v, log %q", state, err, a.cluster.results())
			}
		})
	}
}

func codeOf(err error) api.Code {
	var failure *api.Error
	if errors.As(err, &failure) {
		return failure.Code
	}
	return ""
}

// crashAt runs an order up to a step and gives a copy of the state directory of
// that moment. The agent that made it is stopped; its cluster is reset to that
// moment as well.
func crashAt(t *testing.T, a *agent, step string) (image string) {
	t.Helper()
	return crashOrderAt(t, a, step, order())
}

func crashOrderAt(t *testing.T, a *agent, step string, o apply.Order) (image string) {
	t.Helper()
	a.cluster.cib = string(o.Before)
	release := a.cluster.at(step)
	c := a.start().as("alice")
	ctx, cancel := context.WithCancel(context.Background())
	done := follow(func(events func(apply.Event)) (apply.Outcome, error) { return c.Execute(ctx, o, events) })
	a.cluster.wait(t, step)
	image = t.TempDir()
	if err := os.CopyFS(image, os.DirFS(a.cfg.State)); err != nil {
		t.Fatal(err)
	}
	cib := a.cluster.cib
	cancel()
	await(t, done)
	release()
	a.stop()
	a.cluster.set(func() { a.cluster.cib, a.cluster.log, a.cluster.writes = cib, nil, 0 })
	return image
}

// TestCrashInRollback: the rollback was begun, or done, when the agent crashed.
func TestCrashInRollback(t *testing.T) {
	tests := []struct{ name, phase, cib string }{
		{"begun, not done", "returning", newCIB},
		{"begun, half done", "returning", halfCIB},
		{"begun, done", "returning", oldCIB},
		{"done", "returned", oldCIB},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newAgent(t)
			a.cfg.State = crashAt(t, a, "idle")
			setPhase(t, a.cfg.State, tt.phase)
			a.cluster.cib = tt.cib
			want := apply.Outcome{Changed: true, SavedAs: "id-1", RolledBack: true}
			c := a.start().as("alice")
			r := await(t, follow(func(events func(apply.Event)) (apply.Outcome, error) {
				return c.Follow(context.Background(), api.Current, events)
			}))
			if len(r.Problems) != 1 || r.err != nil {
				t.Errorf("problems %v, error %v", r.Problems, r.err)
			}
			r.Problems = nil
			if diff := cmp.Diff(want, r.Outcome); diff != "" {
				t.Errorf("outcome (-want +got):\n%s", diff)
			}
			if !a.cluster.has(oldCIB) || a.cluster.results() != "rolled back" {
				t.Errorf("the CIB is %q, the log %q", a.cluster.cib, a.cluster.results())
			}
		})
	}
}

// TestCrashOfARollback: an order to roll back takes two writes, and the agent
// crashes at one of them or between them.
func TestCrashOfARollback(t *testing.T) {
	tests := []struct {
		name, at, cib string
		code          api.Code
		end           string
	}{
		{"nothing written", "write", newCIB, api.CodeInterrupted, newCIB},
		{"the first write done, not answered", "write", halfCIB, "", oldCIB},
		{"between the two", "idle between", halfCIB, "", oldCIB},
		{"the second write done, not answered", "idle between", oldCIB, "", oldCIB},
		{"between the two, and another administrator wrote", "idle between", otherCIB, api.CodeUncertain, otherCIB},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newAgent(t)
			a.cfg.State = crashOrderAt(t, a, tt.at, backOrder())
			a.cluster.cib = tt.cib
			c := a.start().as("alice")
			r := await(t, follow(func(events func(apply.Event)) (apply.Outcome, error) {
				return c.Follow(context.Background(), api.Current, events)
			}))
			if got := codeOf(r.err); got != tt.code || !a.cluster.has(tt.end) {
				t.Errorf("error %v (%s), want %q; the CIB is %q, want %q", r.err, got, tt.code, a.cluster.cib, tt.end)
			}
			if tt.code == "" && (!r.Settled || r.RolledBack) {
				t.Errorf("outcome %+v", r.Outcome)
			}
		})
	}
}

// TestStopBetweenTwoWrites: an agent that is stopped between the two writes of a
// rollback leaves the second to its next run.
func TestStopBetweenTwoWrites(t *testing.T) {
	failing := order()
	failing.Rollback = true
	for name, tt := range map[string]struct {
		order   apply.Order
		results string
	}{"of an order to roll back": {backOrder(), "started"}, "of an order that failed": {failing, "started written"}} {
		t.Run(name, func(t *testing.T) {
			a := newAgent(t)
			a.cluster.cib, a.cluster.broken = string(tt.order.Before), tt.order.Rollback
			a.start()
			release := a.cluster.at("idle between")
			done := execute(a.as("alice"), tt.order)
			a.cluster.wait(t, "idle between")
			a.stop()
			if !a.cluster.has(halfCIB) || a.cluster.results() != tt.results {
				t.Fatalf("the CIB is %q, the log %q", a.cluster.cib, a.cluster.results())
			}
			release()
			a.start()
			if r := await(t, done); r.err != nil || r.RolledBack != tt.order.Rollback || !a.cluster.has(oldCIB) {
				t.Errorf("outcome %+v, error %v, the CIB %q", r.Outcome, r.err, a.cluster.cib)
			}
		})
	}
}

// setPhase rewrites a journal.
func setPhase(t *testing.T, dir, phase string) {
	t.Helper()
	path := filepath.Join(dir, "agent-order.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rec map[string]any
	if err := json.Unmarshal(data, &rec); err != nil {
		t.Fatal(err)
	}
	rec["phase"] = phase
	order := rec["order"].(map[string]any)
	order["rollback"] = true
	if data, err = json.Marshal(rec); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestClusterStaysDown: after a crash the cluster never answers again.
func TestClusterStaysDown(t *testing.T) {
	a := newAgent(t)
	a.cfg.State = crashAt(t, a, "idle")
	path := filepath.Join(a.cfg.State, "agent-order.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(data), `"timeout":"20s"`, `"timeout":"50ms"`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	a.cluster.down = true
	c := a.start().as("alice")
	r := await(t, follow(func(events func(apply.Event)) (apply.Outcome, error) {
		return c.Follow(context.Background(), api.Current, events)
	}))
	if codeOf(r.err) != api.CodeUnanswered || a.cluster.results() != "failed" {
		t.Errorf("error %v, log %q", r.err, a.cluster.results())
	}
}

// TestDamagedJournal: it is set aside, and the agent serves.
func TestDamagedJournal(t *testing.T) {
	why := map[string]string{"cut": "unexpected end", "of another version": "version 2", "in a phase of a later agent": "halted"}
	for name, content := range map[string]string{"cut": `{"version":1,"id":"`, "of another version": `{"version":2}`,
		"in a phase of a later agent": `{"version":1,"phase":"halted","order":{}}`} {
		t.Run(name, func(t *testing.T) {
			a := newAgent(t)
			path := filepath.Join(a.cfg.State, "agent-order.json")
			if err := os.MkdirAll(a.cfg.State, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			c := a.start().as("alice")
			if state, err := c.Current(context.Background()); state != nil || err != nil {
				t.Errorf("state %+v, %v", state, err)
			}
			if got, err := os.ReadFile(path + ".damaged"); err != nil || string(got) != content {
				t.Errorf("it is not set aside: %v", err)
			}
			if log := a.log.String(); !strings.Contains(log, why[name]) {
				t.Errorf("the log does not say %q", why[name])
			}
		})
	}
}

// TestJournalOfBefore: an order that an agent of before left is carried on. The
// journal is as that agent wrote it, when the engine did not announce its phases.
func TestJournalOfBefore(t *testing.T) {
	const left = `{"version":1,"id":"5a772cff40009f1098c7fb3582dd1e29","started":"2026-11-27T06:32:21.819138972Z","phase":"%s",%s"who":"alice@desk, key alice","source":"sample.xlsx",` +
		`"order":{"id":"5a772cff40009f1098c7fb3582dd1e29","before":%s,"after":%s,"timeout":"20s","who":"alice@desk","source":"sample.xlsx"},"status":"running"}`
	for _, tt := range []struct {
		phase, saved, cib string
		code              api.Code
		want              apply.Outcome
	}{
		{"accepted", "", oldCIB, api.CodeInterrupted, apply.Outcome{}},
		{"saved", `"saved_as":"id-1",`, oldCIB, api.CodeInterrupted, apply.Outcome{}},
		{"writing", `"saved_as":"id-1",`, oldCIB, api.CodeInterrupted, apply.Outcome{}},
		{"writing", `"saved_as":"id-1",`, newCIB, "", settled()},
		{"written", `"saved_as":"id-1",`, newCIB, "", settled()},
	} {
		a := newAgent(t)
		before, after := inJSON(t, oldCIB), inJSON(t, newCIB)
		if err := os.MkdirAll(a.cfg.State, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(a.cfg.State, "agent-order.json"), fmt.Appendf(nil, left, tt.phase, tt.saved, before, after), 0o600); err != nil {
			t.Fatal(err)
		}
		a.cluster.cib = tt.cib
		c := a.start().as("alice")
		r := await(t, follow(func(events func(apply.Event)) (apply.Outcome, error) {
			return c.Follow(context.Background(), "5a772cff40009f1098c7fb3582dd1e29", events)
		}))
		if got := codeOf(r.err); got != tt.code {
			t.Errorf("%s: error %v (%s), want %q", tt.phase, r.err, got, tt.code)
		}
		if diff := cmp.Diff(tt.want, r.Outcome); diff != "" {
			t.Errorf("%s: outcome (-want +got):\n%s", tt.phase, diff)
		}
		if e := a.cluster.log[0]; e.Who != "alice@desk, key alice" {
			t.Errorf("%s: log %+v", tt.phase, e)
		}
	}
}

func inJSON(t *testing.T, text string) []byte {
	t.Helper()
	data, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

package agentd_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/apply"
)

const allStages = "save write settle check done"

func settled() apply.Outcome {
	return apply.Outcome{Changed: true, SavedAs: "id-1", Settled: true}
}

func TestExecute(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	r := await(t, execute(c, order()))
	if r.err != nil || r.stages != allStages {
		t.Errorf("stages %q, error %v", r.stages, r.err)
	}
	if diff := cmp.Diff(settled(), r.Outcome); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
	if !a.cluster.has(newCIB) || a.cluster.saved["id-1"] != oldCIB {
		t.Error("the cluster or what was saved is not as ordered")
	}
	// Who it was is what the client says and what it has shown.
	if who := a.cluster.log[0].Who; who != "alice@desk, key alice" {
		t.Errorf("the log says it was %q", who)
	}
	if data, err := os.ReadFile(a.cfg.State + "/agent-order.json"); err != nil || strings.Contains(string(data), secret) {
		t.Errorf("the journal of an order that has ended holds its CIBs, or is gone (%v)", err)
	}
}

func TestExecuteTellsErrors(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	a.cluster.set(func() { a.cluster.cib = otherCIB })
	r := await(t, execute(c, order()))
	if !errors.Is(r.err, apply.ErrStale) || r.SavedAs != "id-1" || a.cluster.writes != 0 {
		t.Errorf("a stale order: %v, outcome %+v", r.err, r.Outcome)
	}
	a.cluster.set(func() { a.cluster.fail["save"] = errors.New("no space left on device") })
	if r := await(t, execute(c, order())); r.err == nil || !strings.Contains(r.err.Error(), "no space left") || r.stages != "save" {
		t.Errorf("a full disk: %v after %q", r.err, r.stages)
	}
	o := order()
	o.Script = []byte("reboot")
	if r := await(t, execute(c, o)); !errors.Is(r.err, api.ErrScript) {
		t.Errorf("a script: %v", r.err)
	}
}

// TestJournalHoldsNoSecret tests that a password of the CIB is neither in the journal
// of an order that has ended nor in the log on the node when an agent or a tool quotes
// it in an error.
func TestJournalHoldsNoSecret(t *testing.T) {
	for name, break_ := range map[string]func(c *fakeCluster){
		"an agent": func(c *fakeCluster) { c.broken = true },
		"a tool":   func(c *fakeCluster) { c.fail["write"] = errors.New("crm_diff: " + secret) },
	} {
		t.Run(name, func(t *testing.T) {
			a := newAgent(t).start()
			c := a.as("alice")
			a.cluster.set(func() { break_(a.cluster) })
			r := await(t, execute(c, order()))
			journal, err := os.ReadFile(a.cfg.State + "/agent-order.json")
			if err != nil {
				t.Fatal(err)
			}
			log, err := json.Marshal(a.cluster.log)
			if err != nil {
				t.Fatal(err)
			}
			for where, text := range map[string]string{"journal": string(journal), "log": string(log)} {
				if strings.Contains(text, secret) || !strings.Contains(text, "********") {
					t.Errorf("the %s after %v:\n%s", where, r.err, text)
				}
			}
		})
	}
}

// TestPanicStaysInside: a mistake in an engine does not take the agent down.
func TestPanicStaysInside(t *testing.T) {
	a := newAgent(t)
	a.cluster.panics = true
	c := a.start().as("alice")
	if r := await(t, execute(c, order())); r.err == nil || !strings.Contains(r.err.Error(), "bug of hagen") {
		t.Errorf("error %v", r.err)
	}
}

// TestJournalThatCannotBeWritten: what cannot be written down is not begun.
func TestJournalThatCannotBeWritten(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	if err := os.WriteFile(a.cfg.State, nil, 0o600); err != nil { // a file where the directory should be
		t.Fatal(err)
	}
	r := await(t, execute(c, order()))
	var failure *api.Error
	if !errors.As(r.err, &failure) || failure.Code != api.CodeNoJournal || !a.cluster.has(oldCIB) {
		t.Errorf("error %v, the CIB is %q", r.err, a.cluster.cib)
	}
}

func TestOneOrderAtATime(t *testing.T) {
	a := newAgent(t).start()
	alice, bob := a.as("alice"), a.as("bob")
	release := a.cluster.at("idle")
	defer release()
	first := execute(alice, order())
	a.cluster.wait(t, "idle")
	second := await(t, execute(bob, order()))
	var failure *api.Error
	if !errors.As(second.err, &failure) || failure.Code != api.CodeAtWork || failure.Order.Who != "alice@desk, key alice" {
		t.Fatalf("a second order: %v", second.err)
	}
	if !strings.Contains(failure.Error(), "alice@desk") {
		t.Errorf("%q does not say who is at work", failure)
	}
	release()
	if r := await(t, first); r.err != nil {
		t.Errorf("the first order: %v", r.err)
	}
	if a.cluster.writes != 1 {
		t.Errorf("%d writes", a.cluster.writes)
	}
}

// TestClientVanishes: an order goes on without its client, who can come back.
func TestClientVanishes(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	release := a.cluster.at("idle")
	defer release()
	ctx, vanish := context.WithCancel(context.Background())
	gone := follow(func(events func(apply.Event)) (apply.Outcome, error) { return c.Execute(ctx, order(), events) })
	a.cluster.wait(t, "idle")
	vanish()
	if r := await(t, gone); !errors.Is(r.err, context.Canceled) {
		t.Errorf("the client that vanished got %v", r.err)
	}
	again := a.as("alice's other desk")
	state, err := again.Current(context.Background())
	if err != nil || state.Status != api.Running || state.SavedAs != "id-1" || state.Stage != apply.Settling {
		t.Fatalf("state %+v, %v", state, err)
	}
	back := follow(func(events func(apply.Event)) (apply.Outcome, error) {
		return again.Follow(context.Background(), api.Current, events)
	})
	release()
	r := await(t, back)
	if r.err != nil || r.stages != allStages {
		t.Errorf("stages %q, error %v", r.stages, r.err)
	}
	if diff := cmp.Diff(settled(), r.Outcome); diff != "" {
		t.Errorf("outcome (-want +got):\n%s", diff)
	}
}

// TestNetworkCut: the client notices that nothing arrives any more, and comes
// back where it was.
func TestNetworkCut(t *testing.T) {
	a := newAgent(t).start()
	p := newProxy(t, a.address)
	opts := a.user("alice")
	opts.Silence = 200 * time.Millisecond
	c, err := client.Open(context.Background(), "https://"+p.address, opts)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	release := a.cluster.at("idle")
	defer release()
	done := execute(c, order())
	a.cluster.wait(t, "idle")
	p.cut()
	release()
	p.waitFor(t, 3) // to ask, to begin, and to come back
	if r := await(t, done); r.err != nil || r.stages != allStages || !r.Settled {
		t.Errorf("stages %q, outcome %+v, error %v", r.stages, r.Outcome, r.err)
	}
}

// TestAgentStaysAway: a client gives up, and says that the order goes on.
func TestAgentStaysAway(t *testing.T) {
	a := newAgent(t).start()
	opts := a.user("alice")
	opts.Patience = time.Millisecond
	c, err := a.open(opts)
	if err != nil {
		t.Fatal(err)
	}
	defer a.cluster.at("idle")()
	done := execute(c, order())
	a.cluster.wait(t, "idle")
	a.stop()
	var lost *client.LostError
	if r := await(t, done); !errors.As(r.err, &lost) || !lost.Accepted || lost.ID == "" {
		t.Errorf("error %v", r.err)
	}
}

// TestOrderWithoutEnd: an agent that gives signs of life and nothing else does not
// hold its client forever, who can come back later.
func TestOrderWithoutEnd(t *testing.T) {
	a := newAgent(t).start()
	opts := a.user("alice")
	opts.Limit = func(apply.Order) time.Duration { return 500 * time.Millisecond }
	c, err := a.open(opts)
	if err != nil {
		t.Fatal(err)
	}
	release := a.cluster.at("idle")
	defer release()
	for _, followed := range []<-chan result{execute(c, order()), follow(func(events func(apply.Event)) (apply.Outcome, error) {
		a.cluster.wait(t, "idle")
		return c.Follow(context.Background(), api.Current, events)
	})} {
		var lost *client.LostError
		var overdue *client.OverdueError
		if r := await(t, followed); !errors.As(r.err, &lost) || !lost.Accepted || !errors.As(r.err, &overdue) || overdue.Limit != 500*time.Millisecond {
			t.Errorf("error %v", r.err)
		}
	}
	back := follow(func(events func(apply.Event)) (apply.Outcome, error) {
		return a.as("alice's other desk").Follow(context.Background(), api.Current, events)
	})
	release()
	if r := await(t, back); r.err != nil || r.stages != allStages || !r.Settled {
		t.Errorf("stages %q, outcome %+v, error %v", r.stages, r.Outcome, r.err)
	}
}

// shared is a cluster that is one apart for each order.
type shared struct {
	apply.Cluster
	alone apply.Cluster
}

func (s shared) Apart() apply.Cluster { return s.alone }

// TestOrdersAreApart: what an order sees of the cluster is not what others are told,
// since others change it.
func TestOrdersAreApart(t *testing.T) {
	a := newAgent(t)
	a.cfg.Cluster = shared{Cluster: nil, alone: a.cluster} // the shared one would panic
	a.start()
	if r := await(t, execute(a.as("alice"), order())); r.err != nil || !r.Settled {
		t.Errorf("outcome %+v, error %v", r.Outcome, r.err)
	}
}

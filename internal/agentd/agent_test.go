package agentd_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/internal/agentd"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// The CIBs of the tests hold a secret: it must not reach any log.
const (
	secret = "SECRET-OF-THE-CIB"
	oldCIB = `<cib epoch="7"><configuration><!-- ` + secret + ` old --></configuration></cib>`
	newCIB = `<cib epoch="7"><configuration><!-- ` + secret + ` new --></configuration></cib>`
	// halfCIB is between the two writes of a rollback.
	halfCIB = `<cib epoch="7"><configuration><!-- ` + secret + ` half --></configuration></cib>`
)

// fakeCluster is a cluster whose CIB is a text. A step named in hold waits until
// its channel is closed, and says in reached that it is there.
type fakeCluster struct {
	mu      sync.Mutex
	cib     string
	down    bool
	saved   map[string]string
	log     []apply.Entry
	hold    map[string]chan struct{}
	reached chan string
	writes  int
	fail    map[string]error
}

func newCluster() *fakeCluster {
	return &fakeCluster{cib: oldCIB, saved: map[string]string{}, hold: map[string]chan struct{}{},
		reached: make(chan string, 100), fail: map[string]error{}}
}

// at makes a step wait; release lets it go on.
func (c *fakeCluster) at(step string) (release func()) {
	ch := make(chan struct{})
	c.mu.Lock()
	defer c.mu.Unlock()
	c.hold[step] = ch
	return sync.OnceFunc(func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.hold, step)
		close(ch)
	})
}

func (c *fakeCluster) step(ctx context.Context, name string) error {
	c.mu.Lock()
	ch, err := c.hold[name], c.fail[name]
	c.mu.Unlock()
	c.reached <- name
	if ch != nil {
		select {
		case <-ch:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	return err
}

// wait waits until a step is reached.
func (c *fakeCluster) wait(t *testing.T, step string) {
	t.Helper()
	limit := time.After(20 * time.Second)
	for {
		select {
		case got := <-c.reached:
			if got == step {
				return
			}
		case <-limit:
			t.Fatalf("the step %q was not reached", step)
		}
	}
}

// set changes the cluster from outside.
func (c *fakeCluster) set(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
}

func (c *fakeCluster) Name() string { return "local:" }
func (c *fakeCluster) CIB(context.Context) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.down {
		return nil, errors.New("cibadmin: not connected; " + secret)
	}
	return []byte(c.cib), nil
}
func (c *fakeCluster) Verify(_ context.Context, cib []byte) (apply.Verdict, error) {
	return apply.Verdict{OK: string(cib) == newCIB, Messages: []string{"a warning"}}, nil
}
func (c *fakeCluster) Simulate(ctx context.Context, cib []byte) ([]byte, error) {
	return append([]byte("simulated "), cib...), c.step(ctx, "simulate")
}
func (c *fakeCluster) Status(context.Context) ([]byte, error) { return nil, apply.ErrNoStatus }
func (c *fakeCluster) Write(ctx context.Context, before, after []byte) error {
	if err := c.step(ctx, "write"); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cib != string(before) {
		return apply.ErrStale
	}
	c.cib = string(after)
	c.writes++
	return nil
}
func (c *fakeCluster) Idle(ctx context.Context, _ time.Duration) error {
	if cib, _ := c.CIB(ctx); string(cib) == halfCIB {
		return c.step(ctx, "idle between")
	}
	return c.step(ctx, "idle")
}
func (c *fakeCluster) Others(context.Context) ([][]string, error) {
	return [][]string{{"node02", "10.0.0.2"}}, nil
}
func (c *fakeCluster) Store() apply.Store { return c }
func (c *fakeCluster) Close() error       { return nil }
func (c *fakeCluster) Save(ctx context.Context, cib []byte, _ apply.Entry) (string, error) {
	if err := c.step(ctx, "save"); err != nil {
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.saved["id-1"] = string(cib)
	return "id-1", nil
}
func (c *fakeCluster) Load(_ context.Context, id string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return []byte(c.saved[id]), nil
}
func (c *fakeCluster) Append(_ context.Context, e apply.Entry) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.log = append(c.log, e)
	return nil
}
func (c *fakeCluster) Entries(context.Context) ([]apply.Entry, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.log, nil
}

// results are those of the log, in order.
func (c *fakeCluster) results() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var out []string
	for _, e := range c.log {
		out = append(out, e.Result)
	}
	return strings.Join(out, " ")
}

// engine does what an engine does, in little.
func engine(ctx context.Context, c apply.Cluster, o apply.Order, events func(apply.Event)) (apply.Outcome, error) {
	at := func(s apply.Stage) { events(apply.Event{Stage: s, Text: secret}) }
	var out apply.Outcome
	at(apply.Saving)
	id, err := c.Store().Save(ctx, o.Before, apply.Entry{})
	if err != nil {
		return out, err
	}
	out.SavedAs = id
	at(apply.Writing)
	if err := write(ctx, c, o, o.Before, o.After); err != nil {
		return out, err
	}
	return settle(ctx, c, o, id, events)
}

// write writes in one step, or, back, in two.
func write(ctx context.Context, c apply.Cluster, o apply.Order, from, to []byte) error {
	if o.Action == apply.Rollback || string(to) == string(o.Before) && string(from) == string(o.After) {
		if err := c.Write(ctx, from, []byte(halfCIB)); err != nil {
			return err
		}
		if err := c.Idle(ctx, o.Timeout); err != nil {
			return err
		}
		from = []byte(halfCIB)
	}
	return c.Write(ctx, from, to)
}

func settle(ctx context.Context, c apply.Cluster, o apply.Order, id string, events func(apply.Event)) (apply.Outcome, error) {
	events(apply.Event{Stage: apply.Settling, Resource: "vip", Node: "node01", State: "starting"})
	err := c.Idle(ctx, o.Timeout)
	if errors.Is(err, apply.ErrBusy) && o.Rollback {
		return goBack(ctx, c, o, id, events)
	}
	out := apply.Outcome{Changed: true, SavedAs: id}
	if err != nil {
		return out, errors.Join(err, c.Store().Append(ctx, apply.Entry{Result: "failed", Who: o.Who}))
	}
	events(apply.Event{Stage: apply.Done})
	out.Settled = true
	return out, c.Store().Append(ctx, apply.Entry{Result: "settled", Who: o.Who, Source: o.Source})
}

// goBack is the rollback from wherever the cluster is.
func goBack(ctx context.Context, c apply.Cluster, o apply.Order, id string, events func(apply.Event)) (apply.Outcome, error) {
	events(apply.Event{Stage: apply.RollingBack})
	out := apply.Outcome{Changed: true, SavedAs: id, Problems: []apply.Problem{{Text: "still busy"}}}
	live, err := c.CIB(ctx)
	if err == nil {
		err = write(ctx, c, o, live, []byte(o.Before))
	}
	if err != nil { // the outcome tells, as the engine's does
		out.Settled = true
		out.Problems = append(out.Problems, apply.Problem{Text: "the rollback failed"})
		return out, c.Store().Append(ctx, apply.Entry{Result: "failed", Who: o.Who})
	}
	out.RolledBack = true
	return out, c.Store().Append(ctx, apply.Entry{Result: "rolled back", Who: o.Who})
}

// resume does the rest of an order.
func resume(ctx context.Context, c apply.Cluster, o apply.Order, left apply.Left, events func(apply.Event)) (apply.Outcome, error) {
	switch left.At {
	case apply.Returning:
		return goBack(ctx, c, o, left.SavedAs, events)
	case apply.HalfBack:
		if err := c.Write(ctx, []byte(halfCIB), o.After); err != nil {
			return apply.Outcome{}, err
		}
	}
	return settle(ctx, c, o, left.SavedAs, events)
}

func order() apply.Order {
	return apply.Order{Before: []byte(oldCIB), After: []byte(newCIB), Timeout: 20 * time.Second, Who: "alice@desk", Source: "sample.xlsx"}
}

// logs collects a log and looks for the secret in it.
type logs struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logs) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logs) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// agent is an agent under test.
type agent struct {
	t       *testing.T
	cluster *fakeCluster
	cfg     agentd.Config
	address string // after the first start: also of the next
	log     *logs
	health  string
	cancel  context.CancelFunc
	done    chan error
}

// newAgent makes an agent with a key, not started yet.
func newAgent(t *testing.T) *agent {
	t.Helper()
	dir, err := os.MkdirTemp("", "agent") // short: the path of a socket may not be long
	if err != nil {
		t.Fatal(err)
	}
	a := &agent{t: t, cluster: newCluster(), log: &logs{}, address: "127.0.0.1:0", health: filepath.Join(dir, "run", "health.sock")}
	a.cfg = agentd.Config{
		Keys: filepath.Join(dir, "keys"), State: filepath.Join(dir, "state"), Cluster: a.cluster,
		Engine: engine, Resume: resume, Version: "test",
		Same:    func(live, want []byte) (bool, error) { return bytes.Equal(live, want), nil },
		Halfway: func(cib, _, _ []byte) (bool, error) { return string(cib) == halfCIB, nil },
		Log:     slog.New(slog.NewTextHandler(a.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Bounds:  agentd.Bounds{Retry: time.Millisecond, Ping: 20 * time.Millisecond, Linger: 2 * time.Second},
	}
	if _, err := keys.InitNode(a.cfg.Keys, "node01", time.Now()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		a.stop()
		os.RemoveAll(dir)
		if strings.Contains(a.log.String(), secret) {
			t.Error("a secret of the CIB is in the log of the agent")
		}
		if t.Failed() {
			t.Logf("the log of the agent:\n%s", a.log)
		}
	})
	return a
}

func (a *agent) start() *agent {
	a.t.Helper()
	l, err := net.Listen("tcp", a.address)
	if err != nil {
		a.t.Fatal(err)
	}
	a.address = l.Addr().String()
	health, err := agentd.ListenHealth(a.health)
	if err != nil {
		a.t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	a.cancel, a.done = cancel, make(chan error, 1)
	server, ready := agentd.New(a.cfg), make(chan struct{})
	go func() { a.done <- server.Serve(ctx, l, health, func() { close(ready) }) }()
	select {
	case <-ready:
	case err := <-a.done:
		a.t.Fatalf("the agent did not start: %v", err)
	}
	return a
}

// stop is SIGTERM.
func (a *agent) stop() {
	a.t.Helper()
	if a.cancel == nil {
		return
	}
	a.cancel()
	a.cancel = nil
	select {
	case err := <-a.done:
		if err != nil {
			a.t.Errorf("the agent ended with %v", err)
		}
	case <-time.After(20 * time.Second):
		a.t.Error("the agent does not stop")
	}
}

// user is a client's directory, known to the agent.
func (a *agent) user(name string) client.Options {
	a.t.Helper()
	opts := client.Options{Dir: a.t.TempDir(), Silence: 2 * time.Second,
		Ask: func(context.Context, string, keys.Fingerprint) (bool, error) { return true, nil }}
	id, err := keys.LoadClient(opts.Dir, time.Now())
	if err != nil {
		a.t.Fatal(err)
	}
	if _, err := keys.Authorize(a.cfg.Keys, keys.Client{Fingerprint: id.Fingerprint(), Name: name}); err != nil {
		a.t.Fatal(err)
	}
	return opts
}

func (a *agent) open(opts client.Options) (*client.Client, error) {
	c, err := client.Open(context.Background(), "https://"+a.address, opts)
	if err == nil {
		a.t.Cleanup(func() { c.Close() })
	}
	return c, err
}

// as gives a connected client of this name.
func (a *agent) as(name string) *client.Client {
	a.t.Helper()
	c, err := a.open(a.user(name))
	if err != nil {
		a.t.Fatal(err)
	}
	return c
}

// result is how an order ended for a client.
type result struct {
	stages string
	apply.Outcome
	err error
}

// follow runs what executes or follows an order, in the background.
func follow(run func(events func(apply.Event)) (apply.Outcome, error)) <-chan result {
	done := make(chan result, 1)
	go func() {
		var stages []string
		outcome, err := run(func(e apply.Event) { stages = append(stages, string(e.Stage)) })
		done <- result{strings.Join(stages, " "), outcome, err}
	}()
	return done
}

func execute(c *client.Client, o apply.Order) <-chan result {
	return follow(func(events func(apply.Event)) (apply.Outcome, error) {
		return c.Execute(context.Background(), o, events)
	})
}

func await(t *testing.T, done <-chan result) result {
	t.Helper()
	select {
	case r := <-done:
		return r
	case <-time.After(20 * time.Second):
		t.Fatal("the order does not end")
		return result{}
	}
}

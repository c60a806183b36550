package agentd_test

import (
	"bytes"
	"context"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/internal/agentd"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

func order() apply.Order {
	return apply.Order{Before: []byte(oldCIB), After: []byte(newCIB), Timeout: 20 * time.Second, Who: "alice@desk", Source: "sample.xlsx"}
}

// backOrder rolls back: the cluster has newCIB.
func backOrder() apply.Order {
	o := order()
	o.Before, o.After, o.Action = o.After, o.Before, apply.Rollback
	return o
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
		Version: "test",
		Log:     slog.New(slog.NewTextHandler(a.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Bounds:  agentd.Bounds{Ping: 20 * time.Millisecond, Linger: 2 * time.Second},
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
		stages = slices.Compact(stages)
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

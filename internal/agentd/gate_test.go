package agentd_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
	"hagen/internal/scheduler"
)

func TestQueries(t *testing.T) {
	a := newAgent(t)
	a.cluster.file = true
	a.start()
	c, ctx := a.as("alice"), context.Background()
	if got, err := c.CIB(ctx); string(got) != oldCIB || err != nil {
		t.Errorf("CIB: %q, %v", got, err)
	}
	if got, err := c.Verify(ctx, []byte(newCIB)); !got.OK || len(got.Messages) != 1 || err != nil {
		t.Errorf("Verify: %+v, %v", got, err)
	}
	if got, err := c.Simulate(ctx, []byte(newCIB)); !strings.Contains(string(got), `<resource id="vip"`) || err != nil {
		t.Errorf("Simulate: %q, %v", got, err)
	}
	if got, err := c.AskScheduler(ctx, scheduler.Question{CIB: []byte(newCIB), Crash: []string{"n1"}}); err != nil || string(got.CIB) != newCIB || got.Version != "--node-fail=n1" {
		t.Errorf("AskScheduler: %+v, %v", got, err)
	}
	if _, err := c.Status(ctx); !errors.Is(err, apply.ErrNoStatus) {
		t.Errorf("Status: %v", err)
	}
	a.cluster.saved["20261001T120000Z-1"] = oldCIB
	if got, err := c.Store().Load(ctx, "20261001T120000Z-1"); string(got) != oldCIB || err != nil {
		t.Errorf("Load: %q, %v", got, err)
	}
	for _, id := range []string{"../../../etc/shadow", ".hidden", "a/b", strings.Repeat("x", 200)} {
		if got, err := c.Store().Load(ctx, id); codeOf(err) != api.CodeNotFound {
			t.Errorf("Load(%q): %q, %v", id, got, err)
		}
	}
	entry := apply.Entry{Time: time.Now().UTC().Round(0), ID: "x", Who: "bob", Source: "s", Action: "apply", Result: "settled"}
	a.cluster.log = []apply.Entry{entry}
	if got, err := c.Store().Entries(ctx); err != nil || len(got) != 1 || !cmp.Equal(got[0], entry) {
		t.Errorf("Entries: %+v, %v", got, err)
	}
	if got, err := c.Others(ctx); err != nil || !cmp.Equal(got, [][]string{{"node02", "10.0.0.2"}}) {
		t.Errorf("Others: %v, %v", got, err)
	}
	if err := c.Write(ctx, nil, nil); err == nil {
		t.Error("a client wrote past an order")
	}
	a.cluster.set(func() { a.cluster.down = true })
	if _, err := c.CIB(ctx); codeOf(err) != api.CodeFailed || !strings.Contains(err.Error(), "not connected") {
		t.Errorf("CIB of a cluster that is down: %v", err)
	}
}

func TestFirstContact(t *testing.T) {
	a := newAgent(t).start()
	node, err := keys.LoadNode(a.cfg.Keys)
	if err != nil {
		t.Fatal(err)
	}
	opts := a.user("alice")
	opts.Ask = nil
	var unknown *keys.UnknownAgentError
	if _, err := a.open(opts); !errors.As(err, &unknown) || unknown.Shown != node.Fingerprint() {
		t.Errorf("no terminal to ask: %v", err)
	}
	asked := 0
	answer := false
	opts.Ask = func(_ context.Context, address string, shown keys.Fingerprint) (bool, error) {
		asked++
		if address != a.address || shown != node.Fingerprint() {
			t.Errorf("asked about %s with %s", address, shown)
		}
		return answer, nil
	}
	if _, err := a.open(opts); !errors.As(err, &unknown) {
		t.Errorf("the user said no: %v", err)
	}
	answer = true
	for range 2 {
		if _, err := a.open(opts); err != nil {
			t.Errorf("the user said yes: %v", err)
		}
	}
	if asked != 2 {
		t.Errorf("asked %d times, want 2: an agent is remembered", asked)
	}
}

// TestWhoIsTurnedAway has all who must not come in knock.
func TestWhoIsTurnedAway(t *testing.T) {
	var refused *client.RefusedError
	var changed *keys.ChangedKeyError
	var expired *keys.ExpiredError
	tests := []struct {
		name string
		// spoil makes something wrong, after alice was let in once.
		spoil  func(t *testing.T, a *agent, opts *client.Options)
		want   any
		logged string
	}{
		{"an unknown client", func(t *testing.T, _ *agent, opts *client.Options) {
			if err := os.Remove(filepath.Join(opts.Dir, keys.ClientKeyFile)); err != nil {
				t.Fatal(err)
			}
		}, &refused, "this key is not authorized"},
		{"a client whose authorization was taken away", func(t *testing.T, a *agent, _ *client.Options) {
			setClients(t, a, func(string) string { return "" })
		}, &refused, "this key is not authorized"},
		{"a client whose authorization has ended", func(t *testing.T, a *agent, _ *client.Options) {
			setClients(t, a, func(list string) string { return "until=2026-01-01 " + list })
		}, &refused, "the authorization of this key has ended"},
		{"a list of clients others can write", func(t *testing.T, a *agent, _ *client.Options) {
			if err := os.Chmod(filepath.Join(a.cfg.Keys, keys.AuthorizedFile), 0o666); err != nil {
				t.Fatal(err)
			}
		}, &refused, "others can write"},
		{"a client whose clock is years behind", func(_ *testing.T, _ *agent, opts *client.Options) {
			opts.Now = func() time.Time { return time.Now().AddDate(-1, 0, 0) }
		}, &expired, ""}, // it is the client that finds the agent's certificate too early
		{"an agent that was made anew", func(t *testing.T, a *agent, _ *client.Options) {
			for _, name := range []string{keys.NodeKeyFile, keys.NodeCertFile} {
				if err := os.Remove(filepath.Join(a.cfg.Keys, name)); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := keys.InitNode(a.cfg.Keys, "node01", time.Now()); err != nil {
				t.Fatal(err)
			}
		}, &changed, ""},
		{"an agent whose certificate expired", func(t *testing.T, a *agent, _ *client.Options) {
			if _, err := keys.RenewNode(a.cfg.Keys, "node01", time.Now().AddDate(-3, 0, 0)); err != nil {
				t.Fatal(err)
			}
		}, &expired, "hagen agent init --renew"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := newAgent(t).start()
			opts := a.user("alice")
			if _, err := a.open(opts); err != nil {
				t.Fatalf("while all is well: %v", err)
			}
			tt.spoil(t, a, &opts)
			if _, err := a.open(opts); !errors.As(err, tt.want) {
				t.Errorf("error %v (%T), want %T", err, err, tt.want)
			}
			a.stop()
			if !strings.Contains(a.log.String(), tt.logged) {
				t.Errorf("the log does not say %q", tt.logged)
			}
		})
	}
}

func setClients(t *testing.T, a *agent, change func(string) string) {
	t.Helper()
	path := filepath.Join(a.cfg.Keys, keys.AuthorizedFile)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(change(string(data))), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestRevokedMidConnection: an open connection outlives no authorization.
func TestRevokedMidConnection(t *testing.T) {
	a := newAgent(t).start()
	c := a.as("alice")
	setClients(t, a, func(string) string { return "" })
	if _, err := c.CIB(context.Background()); codeOf(err) != api.CodeForbidden {
		t.Errorf("error %v", err)
	}
}

// stranger is a TLS client of the test's own making, authorized, whose
// certificate was made at a time.
func (a *agent) stranger(change func(*tls.Config), at time.Time) (*tls.Conn, error) {
	a.t.Helper()
	id, err := keys.LoadClient(a.user("stranger").Dir, at)
	if err != nil {
		a.t.Fatal(err)
	}
	config := &tls.Config{InsecureSkipVerify: true, Certificates: []tls.Certificate{id.TLS()}}
	if change != nil {
		change(config)
	}
	conn, err := tls.Dial("tcp", a.address, config)
	if err == nil {
		a.t.Cleanup(func() { conn.Close() })
		conn.SetDeadline(time.Now().Add(20 * time.Second))
	}
	return conn, err
}

// TestHandshakes: what is wrong with the TLS of a client ends before HTTP.
func TestHandshakes(t *testing.T) {
	a := newAgent(t).start()
	now := time.Now()
	tests := map[string]struct {
		change func(*tls.Config)
		at     time.Time
		ok     bool
	}{
		"a good one":                {nil, now, true},
		"TLS 1.2":                   {func(c *tls.Config) { c.MaxVersion = tls.VersionTLS12 }, now, false},
		"no certificate":            {func(c *tls.Config) { c.Certificates = nil }, now, false},
		"a certificate that ended":  {nil, now.AddDate(0, 0, -30), false},
		"a certificate from later":  {nil, now.AddDate(0, 0, 30), false},
		"HTTP/2 is not spoken":      {func(c *tls.Config) { c.NextProtos = []string{"h2"} }, now, false},
		"HTTP/1.1, as is agreed on": {func(c *tls.Config) { c.NextProtos = []string{"h2", "http/1.1"} }, now, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			conn, err := a.stranger(tt.change, tt.at)
			var got []byte
			if err == nil { // in TLS 1.3 the client learns of its refusal by reading
				fmt.Fprintf(conn, "GET /v1/history HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
				got, err = io.ReadAll(conn)
			}
			if tt.ok != (err == nil) || tt.ok != strings.HasPrefix(string(got), "HTTP/1.1 200") || !tt.ok && len(got) > 0 {
				t.Errorf("got %q, error %v", got, err)
			}
		})
	}
}

// TestPlainHTTP gets an alert of TLS and no byte of HTTP.
func TestPlainHTTP(t *testing.T) {
	a := newAgent(t).start()
	conn, err := net.Dial("tcp", a.address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	fmt.Fprintf(conn, "GET /v1/cib HTTP/1.1\r\nHost: %s\r\n\r\n", a.address)
	conn.(*net.TCPConn).CloseWrite()
	got, err := io.ReadAll(conn)
	if err != nil || !bytes.Equal(got, []byte{21, 3, 3, 0, 2, 2, 10}) {
		t.Errorf("got %q (%v), want an alert", got, err)
	}
	if _, err := http.Get("http://" + a.address + api.PathCIB); err == nil {
		t.Error("plain HTTP is answered")
	}
}

// TestSlow: who is slow at any stage is left.
func TestSlow(t *testing.T) {
	a := newAgent(t)
	a.cfg.Bounds.Handshake, a.cfg.Bounds.Header, a.cfg.Bounds.Body = 50*time.Millisecond, 50*time.Millisecond, 50*time.Millisecond
	a.cfg.Bounds.Linger = 50 * time.Millisecond
	a.start()
	t.Run("handshake", func(t *testing.T) {
		conn, err := net.Dial("tcp", a.address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		conn.Write([]byte{22, 3, 1, 2, 0}) // the begin of a hello
		if got, err := io.ReadAll(conn); len(got) > 0 || errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("got %q, %v", got, err)
		}
	})
	for name, sent := range map[string]string{
		"header": "GET /v1/cib HTTP/1.1\r\nHost: x\r\n",
		"body":   "POST /v1/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{",
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := a.stranger(nil, time.Now())
			if err != nil {
				t.Fatal(err)
			}
			io.WriteString(conn, sent)
			got, err := io.ReadAll(conn)
			if errors.Is(err, os.ErrDeadlineExceeded) || strings.Contains(string(got), " 200 ") {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

// raw sends a request past the client's own checks.
func (a *agent) raw(method, path string, body io.Reader, header http.Header) (int, api.Failure) {
	a.t.Helper()
	id, err := keys.LoadClient(a.user("raw").Dir, time.Now())
	if err != nil {
		a.t.Fatal(err)
	}
	h := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
		InsecureSkipVerify: true, Certificates: []tls.Certificate{id.TLS()}}}}
	defer h.CloseIdleConnections()
	r, err := http.NewRequest(method, "https://"+a.address+path, body)
	if err != nil {
		a.t.Fatal(err)
	}
	if header != nil {
		r.Header = header
	}
	answer, err := h.Do(r)
	if err != nil {
		a.t.Fatal(err)
	}
	defer answer.Body.Close()
	var failure api.Failure
	data, err := io.ReadAll(answer.Body)
	if err == nil && answer.Header.Get("Content-Type") == api.JSON {
		err = json.Unmarshal(data, &failure)
	}
	if err != nil {
		a.t.Errorf("%s %s: %v", method, path, err)
	}
	return answer.StatusCode, failure
}

func TestBadRequests(t *testing.T) {
	const maxCIB, maxOrder = 64 << 10, 128 << 10
	a := newAgent(t)
	a.cfg.Bounds.CIB, a.cfg.Bounds.Order = maxCIB, maxOrder
	a.start()
	good := fmt.Sprintf(`{"id":"%032x","before":"<a/>","after":"<b/>","timeout":"1s","who":"w","source":"s"`, 1)
	long := strings.Repeat("x", maxCIB+1)
	tests := []struct {
		name, method, path, body string
		status                   int
		code                     api.Code
	}{
		{"an oversized CIB", "POST", api.PathVerify, long, 413, api.CodeTooLarge},
		{"a question with an unknown field", "POST", api.PathAsk, `{"cib": "", "shell": "id"}`, 400, api.CodeBadRequest},
		{"an oversized CIB to simulate", "POST", api.PathSimulate, long, 413, api.CodeTooLarge},
		{"an oversized order", "POST", api.PathOrders, `{"before":"` + strings.Repeat("x", maxOrder), 413, api.CodeTooLarge},
		{"a script", "POST", api.PathOrders, good + `,"script":"reboot"}`, 400, api.CodeScript},
		{"an empty script", "POST", api.PathOrders, good + `,"script":""}`, 400, api.CodeScript},
		{"an unknown field", "POST", api.PathOrders, good + `,"force":true}`, 400, api.CodeBadRequest},
		{"two orders", "POST", api.PathOrders, good + `}{}`, 400, api.CodeBadRequest},
		{"no JSON", "POST", api.PathOrders, "<cib/>", 400, api.CodeBadRequest},
		{"a forged line in the log", "POST", api.PathOrders, strings.Replace(good, `"w"`, `"w\nresult=settled"`, 1) + "}", 400, api.CodeBadRequest},
		{"another method", "DELETE", api.PathCIB, "", 404, api.CodeNotFound},
		{"another path", "GET", "/", "", 404, api.CodeNotFound},
		{"the health of the agent", "GET", "/health", "", 404, api.CodeNotFound},
		{"no order yet", "GET", api.PathOrders + "/current", "", 404, api.CodeNotFound},
		{"an unknown order", "GET", api.PathOrders + "/00/events", "", 404, api.CodeNotFound},
		{"a path upwards", "GET", api.PathSaved + "/..%2f..%2fetc%2fshadow", "", 404, api.CodeNotFound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			status, failure := a.raw(tt.method, tt.path, strings.NewReader(tt.body), nil)
			if status != tt.status || failure.Error.Code != tt.code {
				t.Errorf("%d %+v, want %d %s", status, failure.Error, tt.status, tt.code)
			}
		})
	}
	t.Run("an oversized header", func(t *testing.T) {
		if status, _ := a.raw("GET", api.PathCIB, nil, http.Header{"X": {strings.Repeat("x", 64<<10)}}); status != 431 {
			t.Errorf("status %d", status)
		}
	})
	if a.cluster.writes != 0 || a.cluster.results() != "" {
		t.Error("one of them did something")
	}
}

// TestSameOrderTwice: an order that is sent again, while it is under way or when
// it has ended, is not carried out again: its sender sees the one there is.
func TestSameOrderTwice(t *testing.T) {
	a := newAgent(t).start()
	sent, err := api.NewOrder(fmt.Sprintf("%032x", 7), order())
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	post := func(done chan<- int) {
		status, _ := a.raw("POST", api.PathOrders, bytes.NewReader(body), nil)
		done <- status
	}
	release, done := a.cluster.at("write"), make(chan int, 3)
	go post(done)
	a.cluster.wait(t, "save")
	a.cluster.wait(t, "write")
	go post(done) // under way
	select {
	case status := <-done:
		t.Errorf("the second ended with %d while the order is under way", status)
	case <-time.After(200 * time.Millisecond):
	}
	release()
	for range 2 {
		if status := <-done; status != 200 {
			t.Errorf("status %d", status)
		}
	}
	if post(done); <-done != 200 {
		t.Error("an order that has ended is refused")
	}
	for len(a.cluster.reached) > 0 {
		if step := <-a.cluster.reached; step == "save" || step == "write" {
			t.Errorf("the order was carried out again: %s", step)
		}
	}
	if a.cluster.writes != 1 || a.cluster.results() != "started written settled" {
		t.Errorf("%d writes, log %q", a.cluster.writes, a.cluster.results())
	}
}

// TestTooManyQueries: the cluster is not asked by all at once, nor forever.
func TestTooManyQueries(t *testing.T) {
	a := newAgent(t)
	a.cfg.Bounds.Queries, a.cfg.Bounds.Query = 1, 100*time.Millisecond
	c := a.start().as("alice")
	defer a.cluster.at("simulate")()
	first := make(chan error, 1)
	go func() {
		_, err := c.Simulate(context.Background(), []byte(newCIB))
		first <- err
	}()
	a.cluster.wait(t, "simulate")
	// Both end with the time a query has: one at the cluster, one in the queue.
	if _, err := a.as("bob").CIB(context.Background()); err != nil && codeOf(err) != api.CodeOverloaded {
		t.Errorf("the second: %v", err)
	}
	if err := <-first; !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the first: %v", err)
	}
}

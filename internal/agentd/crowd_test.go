package agentd_test

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
)

// isOpen reports whether the agent keeps a connection that says nothing.
func isOpen(t *testing.T, conn net.Conn) bool {
	t.Helper()
	conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	_, err := conn.Read(make([]byte, 1))
	return errors.Is(err, os.ErrDeadlineExceeded)
}

// TestTooManyConnections: even who is authorized gets so many connections and no
// more; one that ends makes room.
func TestTooManyConnections(t *testing.T) {
	a := newAgent(t)
	a.cfg.Bounds.PerAddress, a.cfg.Bounds.Handshake = 2, time.Minute
	a.cfg.Bounds.Header, a.cfg.Bounds.Idle = time.Minute, time.Minute
	a.start()
	answers := func(conn *tls.Conn) bool {
		fmt.Fprintf(conn, "GET /v1/history HTTP/1.1\r\nHost: x\r\n\r\n")
		got := make([]byte, 12)
		_, err := io.ReadFull(conn, got)
		return err == nil && string(got) == "HTTP/1.1 200"
	}
	connect := func() *tls.Conn {
		conn, err := a.stranger(nil, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return conn
	}
	first, second := connect(), connect()
	if !answers(first) || !answers(second) {
		t.Fatal("those within the bound are not answered")
	}
	if answers(connect()) {
		t.Error("the third is let in")
	}
	first.Close()
	deadline := time.Now().Add(20 * time.Second)
	for !answers(connect()) {
		if time.Now().After(deadline) {
			t.Fatal("a connection that ended makes no room")
		}
	}
}

// TestIdleStrangers: connections that show no key take no other's place. The oldest
// one goes when there are too many.
func TestIdleStrangers(t *testing.T) {
	a := newAgent(t)
	a.cfg.Bounds.Strangers, a.cfg.Bounds.StrangersPerAddress, a.cfg.Bounds.Handshake = 8, 3, time.Minute
	a.cfg.Bounds.Connections, a.cfg.Bounds.PerAddress = 3, 3
	a.start()
	var idle []net.Conn
	for range 4 {
		conn, err := net.Dial("tcp", a.address)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		idle = append(idle, conn)
	}
	idle[0].SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := idle[0].Read(make([]byte, 1)); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the oldest of too many is kept")
	}
	for i, conn := range idle[1:] {
		if !isOpen(t, conn) {
			t.Errorf("number %d is ended without need", i+2)
		}
	}
	if _, err := a.as("alice").CIB(context.Background()); err != nil {
		t.Errorf("alice is kept out: %v", err)
	}
}

// TestDrippingAgent: a client is not held by an agent that gives its answer a
// byte at a time.
func TestDrippingAgent(t *testing.T) {
	dir := t.TempDir()
	node, err := keys.InitNode(dir, "node01", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{node.TLS()}, ClientAuth: tls.RequireAnyClientCert, NextProtos: []string{"http/1.1"}})
	if err != nil {
		t.Fatal(err)
	}
	srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != api.PathCIB {
			w.WriteHeader(404)
			json.NewEncoder(w).Encode(api.Failure{Error: api.Error{Code: api.CodeNotFound}})
			return
		}
		for r.Context().Err() == nil {
			io.WriteString(w, " ")
			http.NewResponseController(w).Flush()
			time.Sleep(10 * time.Millisecond)
		}
	})}
	go srv.Serve(l)
	defer srv.Close()
	c, err := client.Open(context.Background(), "https://"+l.Addr().String(), client.Options{Dir: t.TempDir(), Answer: 300 * time.Millisecond,
		Ask: func(context.Context, string, keys.Fingerprint) (bool, error) { return true, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	ctx, cancel := context.WithTimeoutCause(context.Background(), 20*time.Second, errors.New("the test's own"))
	defer cancel()
	if _, err := c.CIB(ctx); !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		t.Errorf("error %v", err)
	}
}

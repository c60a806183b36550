// Package agentd is the hagen agent: a daemon on a cluster node that shows the
// cluster to authorized clients and carries out their orders, one at a time, to
// the end, whether the client stays or not and across its own restarts.
package agentd

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
	"hagen/internal/message"
)

// Config is the configuration of an agent.
type Config struct {
	Keys    string        // directory of the node's key and the list of clients
	State   string        // directory of what has to survive a restart
	Cluster apply.Cluster // this node's
	Version string
	Log     *slog.Logger
	Now     func() time.Time // nil: time.Now
	Bounds  Bounds           // fields that are zero get their defaults
}

// Bounds prevent a client or a stranger from blocking others.
type Bounds struct {
	Handshake time.Duration // until a client has presented its key
	Header    time.Duration // until a request's header is complete
	Body      time.Duration // until a request is complete
	Idle      time.Duration // between two requests
	Query     time.Duration // for the cluster to answer
	Stall     time.Duration // for a client to take a part of an answer
	Ping      time.Duration // between pings in a stream
	Linger    time.Duration // for a client that is refused to read why

	// Authorized connections, in total and from one address (IPv6: from one /64
	// network).
	Connections, PerAddress int
	// Strangers are connections without a key so far.
	Strangers, StrangersPerAddress int
	Queries                        int // to the cluster at once

	CIB   int64 // bytes of a CIB that is sent
	Order int64 // bytes of an order
}

func (b Bounds) withDefaults() Bounds {
	return Bounds{
		Handshake:           cmp.Or(b.Handshake, 10*time.Second),
		Header:              cmp.Or(b.Header, 10*time.Second),
		Body:                cmp.Or(b.Body, time.Minute),
		Idle:                cmp.Or(b.Idle, 2*time.Minute),
		Query:               cmp.Or(b.Query, time.Minute),
		Stall:               cmp.Or(b.Stall, 30*time.Second),
		Ping:                cmp.Or(b.Ping, api.PingEvery),
		Linger:              cmp.Or(b.Linger, time.Second),
		Connections:         cmp.Or(b.Connections, 64),
		PerAddress:          cmp.Or(b.PerAddress, 16),
		Strangers:           cmp.Or(b.Strangers, 64),
		StrangersPerAddress: cmp.Or(b.StrangersPerAddress, 16),
		Queries:             cmp.Or(b.Queries, 4),
		CIB:                 cmp.Or(b.CIB, api.MaxCIB),
		Order:               cmp.Or(b.Order, api.MaxOrder),
	}
}

// Server is a running agent.
type Server struct {
	cfg     Config
	log     *slog.Logger
	run     string // this run, for clients that come back
	journal *journal
	queries chan struct{} // one for each running query

	work context.Context // of orders; ends when the agent is stopped
	stop context.CancelCauseFunc
	over chan struct{} // closed when the current order has ended after that
	wg   sync.WaitGroup

	mu       sync.Mutex
	current  *order // under way or the last one
	stopping bool
}

// watchers are connections to the health socket at once.
const watchers = 16

// errStopping is why an order's context ended.
var errStopping error = message.Fail(textStopping)

// New prepares an agent.
func New(cfg Config) *Server {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	cfg.Bounds = cfg.Bounds.withDefaults()
	run := make([]byte, 8)
	rand.Read(run) // never fails
	s := &Server{cfg: cfg, log: cfg.Log, run: hex.EncodeToString(run), journal: &journal{dir: cfg.State},
		queries: make(chan struct{}, cfg.Bounds.Queries), over: make(chan struct{})}
	s.work, s.stop = context.WithCancelCause(context.Background())
	return s
}

// Serve resumes the order of an earlier run, then serves clients on l and the
// agent's health on health until ctx ends. It then finishes the current step of an
// order and records it for the next run.
func (s *Server) Serve(ctx context.Context, l, health net.Listener, ready func()) error {
	if err := s.recover(); err != nil {
		return errors.Join(err, l.Close(), health.Close())
	}
	base, end := context.WithCancel(context.Background())
	defer end()
	gate := newGate(l, s.tlsConfig(), s.cfg.Bounds, s.log)
	servers := []struct {
		*http.Server
		l net.Listener
	}{{s.httpServer(base, s.routes()), gate}, {s.httpServer(base, s.healthRoutes()), &countedListener{health, newGuests(watchers, watchers)}}}
	failed := make(chan error, len(servers))
	for _, srv := range servers {
		s.wg.Go(func() { failed <- srv.Serve(srv.l) })
	}
	s.log.Info("the agent is ready", "version", s.cfg.Version, "listen", l.Addr())
	ready()

	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	s.finishStep()
	for _, srv := range servers {
		grace, cancel := context.WithTimeout(context.Background(), s.cfg.Bounds.Linger)
		if srv.Shutdown(grace) != nil { // a client does not read its answer
			srv.Close()
		}
		cancel()
	}
	end()
	s.wg.Wait()
	s.log.Info("the agent has stopped")
	return err
}

// finishStep ends the current order after its current step.
func (s *Server) finishStep() {
	s.mu.Lock()
	s.stopping = true
	under := s.current
	s.mu.Unlock()
	s.stop(errStopping)
	if under != nil {
		<-under.ended
	}
	close(s.over)
}

func (s *Server) httpServer(base context.Context, h http.Handler) *http.Server {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: s.cfg.Bounds.Header,
		ReadTimeout:       s.cfg.Bounds.Body,
		IdleTimeout:       s.cfg.Bounds.Idle,
		MaxHeaderBytes:    8 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
		BaseContext:       func(net.Listener) context.Context { return base },
		Protocols:         new(http.Protocols),
	}
	srv.Protocols.SetHTTP1(true) // one request per connection, so only requests need limits
	return srv
}

package agentd

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"time"

	"hagen/internal/agentd/keys"
)

// gate is a listener that returns connections only after their handshake: the code
// behind it never sees an unauthorized client, and such a client sees nothing but
// TLS.
type gate struct {
	net.Listener
	tls    *tls.Config
	bounds Bounds
	log    *slog.Logger

	ready  chan net.Conn
	ctx    context.Context // ends with the gate
	cancel context.CancelFunc
	wg     sync.WaitGroup

	strangers *strangers // before they have shown a key
	guests    *guests    // after that
}

func newGate(l net.Listener, config *tls.Config, bounds Bounds, log *slog.Logger) *gate {
	g := &gate{Listener: l, tls: config, bounds: bounds, log: log, ready: make(chan net.Conn),
		strangers: &strangers{all: bounds.Strangers, each: bounds.StrangersPerAddress},
		guests:    newGuests(bounds.Connections, bounds.PerAddress)}
	g.ctx, g.cancel = context.WithCancel(context.Background())
	g.wg.Go(g.run)
	return g
}

// run lets connections in until the listener ends. A slow handshake does not delay
// other clients.
func (g *gate) run() {
	defer g.cancel()
	for {
		raw, err := g.Listener.Accept()
		if err != nil {
			var temporary interface{ Temporary() bool }
			if g.ctx.Err() == nil && errors.As(err, &temporary) && temporary.Temporary() { // out of files
				g.log.Warn("cannot accept a connection", "err", err)
				if pause(g.ctx, 100*time.Millisecond) {
					continue
				}
			}
			return
		}
		conn, ended := g.strangers.admit(raw)
		if ended != nil {
			g.log.Warn("too many connections that show no key: one is ended", "from", ended.RemoteAddr())
		}
		g.wg.Go(func() { g.shakeHands(conn) })
	}
}

// shakeHands hands a connection on when its client is authorized.
func (g *gate) shakeHands(conn *countedConn) {
	var unwanted error // stored separately, because closing the gate during the handshake hides it
	config := g.tls.Clone()
	config.VerifyConnection = func(state tls.ConnectionState) error {
		unwanted = g.tls.VerifyConnection(state)
		return unwanted
	}
	secure := tls.Server(conn, config)
	ctx, cancel := context.WithTimeout(g.ctx, g.bounds.Handshake)
	defer cancel()
	if err := secure.HandshakeContext(ctx); err != nil {
		g.log.Warn("a connection is refused", "from", conn.RemoteAddr(), "why", handshakeReason(cmp.Or(unwanted, err)))
		g.refuse(conn, err)
		return
	}
	leave := g.guests.enter(conn.from)
	if leave == nil {
		g.log.Warn("too many connections: one is turned away", "from", conn.RemoteAddr())
		secure.Close()
		return
	}
	conn.settle(leave)
	select {
	case g.ready <- secure:
	case <-g.ctx.Done():
		secure.Close()
	}
}

// alertUnexpected is a fatal alert of TLS, unexpected_message: the answer to what
// is not TLS. crypto/tls sends nothing then, and net/http would answer in HTTP.
var alertUnexpected = []byte{21, 3, 3, 0, 2, 2, 10}

// refuse closes a connection so that its client can read the reason: closing it
// while there is unread data would reset the connection and lose the alert.
func (g *gate) refuse(conn *countedConn, err error) {
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(g.bounds.Linger))
	var noTLS tls.RecordHeaderError
	if errors.As(err, &noTLS) {
		conn.Write(alertUnexpected)
	}
	if half, ok := conn.Conn.(interface{ CloseWrite() error }); ok && half.CloseWrite() == nil {
		io.Copy(io.Discard, io.LimitReader(conn, 64<<10))
	}
}

// handshakeReason returns the reason for the log, without data from the client
// unless it is one of the known reasons.
func handshakeReason(err error) string {
	var noTLS tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.As(err, &noTLS):
		return "it speaks no TLS"
	case errors.As(err, &op) && op.Op == "remote error":
		return "it does not accept this agent: " + op.Err.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "it did not complete the handshake in time"
	case errors.Is(err, io.EOF):
		return "it ended the handshake"
	}
	return err.Error()
}

// Accept gives the next connection of an authorized client.
func (g *gate) Accept() (net.Conn, error) {
	select {
	case conn := <-g.ready:
		return conn, nil
	case <-g.ctx.Done():
		return nil, net.ErrClosed
	}
}

// Close ends the gate and the current handshakes.
func (g *gate) Close() error {
	g.cancel()
	err := g.Listener.Close()
	g.wg.Wait()
	return err
}

// tlsConfig reads the node's key and the list of clients for each handshake: a
// renewal or a line in the list needs no restart.
func (s *Server) tlsConfig() *tls.Config {
	return &tls.Config{
		MinVersion:             tls.VersionTLS13,
		NextProtos:             []string{"http/1.1"},
		ClientAuth:             tls.RequireAnyClientCert,
		SessionTicketsDisabled: true, // a returning client is checked again
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) {
			id, err := keys.LoadNode(s.cfg.Keys)
			if err != nil {
				return nil, err
			}
			if err := id.Valid(s.cfg.Now()); err != nil {
				s.log.Error("the certificate of this agent is not valid: hagen agent init --renew", "why", err)
			}
			cert := id.TLS()
			return &cert, nil
		},
		VerifyConnection: func(state tls.ConnectionState) error {
			_, err := s.authorize(state.PeerCertificates)
			return err
		},
	}
}

// authorize finds the client that these certificates belong to.
func (s *Server) authorize(chain []*x509.Certificate) (keys.Client, error) {
	if len(chain) == 0 {
		return keys.Client{}, keys.ErrUnknownClient
	}
	now, shown := s.cfg.Now(), keys.Of(chain[0])
	clients, bad, err := keys.Authorized(s.cfg.Keys)
	for _, b := range bad {
		s.log.Warn("a line in the list of clients is ignored", "at", b.Path, "line", b.Line)
	}
	if err != nil {
		return keys.Client{}, &refusal{shown, err}
	}
	client, err := keys.Find(clients, shown, now)
	if err == nil {
		err = keys.Valid(chain[0], now)
	}
	if err != nil {
		return keys.Client{}, &refusal{shown, err}
	}
	return client, nil
}

// refusal is why a key is turned away; only for the log of the agent.
type refusal struct {
	shown keys.Fingerprint
	err   error
}

func (r *refusal) Error() string { return string(r.shown) + ": " + r.err.Error() }
func (r *refusal) Unwrap() error { return r.err }

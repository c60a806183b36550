package agentd

import (
	"context"
	"net"
	"sync"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
)

// Where says where an agent is reached.
type Where struct {
	Listen string // host:port of clients; ":2234" by default
	Health string // path of the health socket; DefaultHealth by default
	Notify string // $NOTIFY_SOCKET of systemd, "" when it is not there
}

// Defaults of a node.
const (
	DefaultKeys   = "/etc/hagen/agent"
	DefaultListen = ":" + api.DefaultPort
	DefaultHealth = "/run/hagen/health.sock"
	DefaultState  = "/var/lib/hagen"
)

// expiresSoon is how long before its end a certificate causes a warning.
const expiresSoon = 30 * 24 * time.Hour

// Run runs the agent until ctx ends. It tells systemd when it is ready and when it
// stops.
func (s *Server) Run(ctx context.Context, w Where) error {
	id, err := keys.LoadNode(s.cfg.Keys)
	if err != nil {
		return err
	}
	if left := id.Expires().Sub(s.cfg.Now()); left < expiresSoon {
		s.log.Warn("the certificate of this agent ends soon: hagen agent init --renew", "expires", id.Expires().UTC())
	}
	// The health socket comes first: it shows whether another agent is running.
	health, err := ListenHealth(w.Health)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", w.Listen)
	if err != nil {
		health.Close()
		return err
	}
	defer s.tellStopping(ctx, w.Notify)()
	return s.Serve(ctx, l, health, func() { s.tell(w.Notify, "READY=1") })
}

// tellStopping tells systemd as soon as ctx ends, while orders may still be at a
// step that is not broken off. The function it returns waits until systemd has been
// told, however fast the agent ends.
func (s *Server) tellStopping(ctx context.Context, socket string) (wait func()) {
	serving, ended := context.WithCancel(ctx)
	var telling sync.WaitGroup
	telling.Go(func() {
		<-serving.Done()
		if ctx.Err() != nil {
			s.tell(socket, "STOPPING=1")
		}
	})
	return func() {
		ended()
		telling.Wait()
	}
}

func (s *Server) tell(socket, state string) {
	if err := Notify(socket, state); err != nil {
		s.log.Warn("systemd cannot be told", "state", state, "err", err)
	}
}

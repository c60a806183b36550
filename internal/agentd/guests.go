package agentd

import (
	"net"
	"sync"
)

// guests counts connections, all and by where they come from.
type guests struct {
	all, each int // how many are let in

	mu   sync.Mutex
	open int
	from map[string]int
}

func newGuests(all, each int) *guests {
	return &guests{all: all, each: each, from: map[string]int{}}
}

// admit counts a connection in, nil when there are too many.
func (g *guests) admit(raw net.Conn) *countedConn {
	from := raw.RemoteAddr().String()
	if host, _, err := net.SplitHostPort(from); err == nil {
		from = host
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open >= g.all || g.from[from] >= g.each {
		return nil
	}
	g.open++
	g.from[from]++
	return &countedConn{Conn: raw, leave: sync.OnceFunc(func() { g.left(from) })}
}

func (g *guests) left(from string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open--
	if g.from[from]--; g.from[from] == 0 {
		delete(g.from, from)
	}
}

// countedConn counts itself out when it closes.
type countedConn struct {
	net.Conn
	leave func()
}

func (c *countedConn) Close() error {
	c.leave()
	return c.Conn.Close()
}

// countedListener turns away connections over a number.
type countedListener struct {
	net.Listener
	guests *guests
}

func (l *countedListener) Accept() (net.Conn, error) {
	for {
		raw, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if conn := l.guests.admit(raw); conn != nil {
			return conn, nil
		}
		raw.Close()
	}
}

package agentd

import (
	"net"
	"net/netip"
	"slices"
	"sync"
)

// origin is what connections are counted by: their address, or for IPv6 its /64
// network, because a host with one address of it usually has all.
func origin(conn net.Conn) string {
	from := conn.RemoteAddr().String()
	at, err := netip.ParseAddrPort(from)
	if err != nil {
		return from // a Unix socket
	}
	ip := at.Addr().Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, err := ip.Prefix(64)
	if err != nil {
		return ip.String()
	}
	return network.String()
}

// guests counts connections, in total and by origin.
type guests struct {
	all, each int // how many are let in

	mu   sync.Mutex
	open int
	from map[string]int
}

func newGuests(all, each int) *guests {
	return &guests{all: all, each: each, from: map[string]int{}}
}

// enter counts a new connection; it returns nil when there are too many. leave
// counts it out.
func (g *guests) enter(from string) (leave func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.open >= g.all || g.from[from] >= g.each {
		return nil
	}
	g.open++
	g.from[from]++
	return sync.OnceFunc(func() { g.left(from) })
}

func (g *guests) left(from string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.open--
	if g.from[from]--; g.from[from] == 0 {
		delete(g.from, from)
	}
}

// strangers are the connections whose client has not yet presented a key. They are
// counted separately, so that they take no places from authorized clients. A new
// connection is always accepted: when no place is left, the oldest connection of
// the origin with the most is closed. So idle connections never lock out a client
// that presents its key at once.
type strangers struct {
	all, each int

	mu   sync.Mutex
	list []*countedConn // in the order they came
}

// admit accepts a connection and returns another one to close if necessary, or nil.
func (s *strangers) admit(raw net.Conn) (conn, ended *countedConn) {
	conn = &countedConn{Conn: raw, from: origin(raw)}
	conn.leave = func() { s.left(conn) }
	s.mu.Lock()
	if ended = s.crowding(conn.from); ended != nil {
		s.list = slices.DeleteFunc(s.list, func(c *countedConn) bool { return c == ended })
	}
	s.list = append(s.list, conn)
	s.mu.Unlock()
	if ended != nil {
		ended.Close()
	}
	return conn, ended
}

// crowding returns the connection to close for one more from an origin.
func (s *strangers) crowding(from string) *countedConn {
	count := map[string]int{}
	for _, c := range s.list {
		count[c.from]++
	}
	if count[from] >= s.each {
		return s.oldest(from)
	}
	if len(s.list) < s.all {
		return nil
	}
	most := s.list[0].from
	for _, c := range s.list {
		if count[c.from] > count[most] {
			most = c.from
		}
	}
	return s.oldest(most)
}

func (s *strangers) oldest(from string) *countedConn {
	return s.list[slices.IndexFunc(s.list, func(c *countedConn) bool { return c.from == from })]
}

func (s *strangers) left(conn *countedConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.list = slices.DeleteFunc(s.list, func(c *countedConn) bool { return c == conn })
}

// countedConn counts itself out when it closes.
type countedConn struct {
	net.Conn
	from string

	mu    sync.Mutex
	leave func()
}

// settle turns a stranger into a guest: from here on it is counted among the
// guests.
func (c *countedConn) settle(leave func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leave()
	c.leave = leave
}

func (c *countedConn) Close() error {
	err := c.Conn.Close()
	c.mu.Lock()
	defer c.mu.Unlock()
	c.leave()
	return err
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
		from := origin(raw)
		if leave := l.guests.enter(from); leave != nil {
			return &countedConn{Conn: raw, from: from, leave: leave}, nil
		}
		raw.Close()
	}
}

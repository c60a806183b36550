package agentd

import (
	"fmt"
	"net"
	"testing"
)

// dummy is a connection from an address.
type dummy struct {
	net.Conn
	from   string
	closed bool
}

func (d *dummy) Close() error { d.closed = true; return nil }
func (d *dummy) RemoteAddr() net.Addr {
	at, err := net.ResolveTCPAddr("tcp", d.from)
	if err != nil {
		panic(err)
	}
	return at
}

func TestOrigin(t *testing.T) {
	for from, want := range map[string]string{
		"192.0.2.1:1000":              "192.0.2.1",
		"[::ffff:192.0.2.1]:1000":     "192.0.2.1",
		"[2001:db8:1:2:3:4:5:6]:1000": "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:55":   "2001:db8:1:2::/64",
		"[2001:db8:1:3::1]:55":        "2001:db8:1:3::/64",
		"[fe80::1%lo]:55":             "fe80::/64",
	} {
		if got := origin(&dummy{from: from}); got != want {
			t.Errorf("%s counts as %s, want %s", from, got, want)
		}
	}
}

// TestStrangers: of too many, the oldest of those who hold the most goes, and
// nobody else.
func TestStrangers(t *testing.T) {
	s := &strangers{all: 4, each: 3}
	var in []*dummy
	come := func(from string) (ended int) {
		d := &dummy{from: from}
		in = append(in, d)
		_, out := s.admit(d)
		if out == nil {
			return -1
		}
		for i, d := range in {
			if out.Conn == d {
				if !d.closed {
					t.Errorf("%d is said to be ended and is not", i)
				}
				return i
			}
		}
		return -2
	}
	for i, step := range []struct {
		from  string
		ended int
	}{
		{"[2001:db8::1]:1", -1}, {"192.0.2.1:1", -1}, {"[2001:db8::2]:1", -1},
		{"[2001:db8::3]:1", -1}, // the third of its network, the fourth in all
		{"[2001:db8::4]:1", 0},  // the fourth of its network
		{"192.0.2.2:1", 2},      // the fifth in all
		{"192.0.2.3:1", 3},
		{"192.0.2.4:1", 1}, // all hold one: the oldest
	} {
		if got := come(step.from); got != step.ended {
			t.Errorf("step %d: %d is ended, want %d", i, got, step.ended)
		}
	}
	if len(s.list) != 4 {
		t.Errorf("%d are counted", len(s.list))
	}
	for _, c := range append([]*countedConn{}, s.list...) {
		c.settle(func() {})
	}
	if len(s.list) != 0 {
		t.Error("who has shown a key is still counted as a stranger")
	}
}

func TestGuests(t *testing.T) {
	g := newGuests(3, 2)
	var leave []func()
	for i, from := range []string{"a", "a", "b"} {
		l := g.enter(from)
		if l == nil {
			t.Fatalf("number %d is turned away", i)
		}
		leave = append(leave, l)
	}
	if g.enter("a") != nil || g.enter("c") != nil {
		t.Error("one too many is let in")
	}
	leave[2]()
	leave[2]() // once is enough
	if g.enter("a") != nil {
		t.Error("a third of an address is let in")
	}
	if g.enter("c") == nil || g.enter("d") != nil || len(g.from) != 2 {
		t.Errorf("not counted right: %v", fmt.Sprint(g.open, g.from))
	}
}

package agentd_test

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// proxy is a network that can be cut: connections stay open and nothing arrives
// any more. New ones work.
type proxy struct {
	address string
	mu      sync.Mutex
	open    []*wire
	made    chan struct{} // one for each connection
}

// wire is a connection through the proxy.
type wire struct {
	mu  sync.Mutex
	cut bool
}

func (w *wire) isCut() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cut
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{address: l.Addr().String(), made: make(chan struct{}, 100)}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			in, err := l.Accept()
			if err != nil {
				return
			}
			out, err := net.Dial("tcp", to)
			if err != nil {
				in.Close()
				continue
			}
			t.Cleanup(func() { in.Close(); out.Close() })
			w := &wire{}
			p.mu.Lock()
			p.open = append(p.open, w)
			p.mu.Unlock()
			go w.carry(in, out)
			go w.carry(out, in)
			p.made <- struct{}{}
		}
	}()
	return p
}

// carry copies what arrives until the wire is cut; then it is swallowed.
func (w *wire) carry(to io.WriteCloser, from io.Reader) {
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		if w.isCut() {
			io.Copy(io.Discard, from)
			return
		}
		if n > 0 {
			to.Write(b[:n])
		}
		if err != nil {
			to.Close()
			return
		}
	}
}

func (p *proxy) cut() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, w := range p.open {
		w.mu.Lock()
		w.cut = true
		w.mu.Unlock()
	}
}

// waitFor waits until so many connections were made in all.
func (p *proxy) waitFor(t *testing.T, n int) {
	t.Helper()
	for range n {
		select {
		case <-p.made:
		case <-time.After(20 * time.Second):
			t.Fatal("no connection")
		}
	}
}

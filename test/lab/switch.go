//go:build linux

package lab

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// Switch is where the networks of a cluster meet, and its clients sit.
type Switch struct {
	space string // its network namespace
}

// Namespace is the name of its network namespace, as ip netns exec takes it.
func (s *Switch) Namespace() string { return s.space }

// Dial connects from the switch to an address of a host or of the cluster.
func (s *Switch) Dial(ctx context.Context, network, address string) (net.Conn, error) {
	var conn net.Conn
	err := s.inside(func() (err error) {
		conn, err = (&net.Dialer{Timeout: 3 * time.Second}).DialContext(ctx, network, address)
		return err
	})
	return conn, err
}

// Listen waits for connections to an address of the switch.
func (s *Switch) Listen(ctx context.Context, address string) (net.Listener, error) {
	var l net.Listener
	err := s.inside(func() (err error) {
		l, err = (&net.ListenConfig{}).Listen(ctx, "tcp", address)
		return err
	})
	return l, err
}

// Fetch gets a page over HTTP, in a new connection each time, and returns its
// body. Anything but 200 is an error.
func (s *Switch) Fetch(ctx context.Context, url string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", err
	}
	client := &http.Client{Transport: &http.Transport{DialContext: s.Dial, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err == nil && resp.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s\n%s", url, resp.Status, body)
	}
	return string(body), err
}

// inside runs f in the switch's network. A socket stays in the network it was
// opened in, so only the opening has to happen there.
func (s *Switch) inside(f func() error) error {
	done := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // for good: the thread ends with this goroutine, and no other goroutine runs on it
		space, err := os.Open(filepath.Join(netnsDir, s.space))
		if err != nil {
			done <- err
			return
		}
		defer space.Close()
		if err := unix.Setns(int(space.Fd()), unix.CLONE_NEWNET); err != nil {
			done <- fmt.Errorf("enter the switch: %w", err)
			return
		}
		done <- f()
	}()
	return <-done
}

//go:build linux

package e2e

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"hagen/internal/agentd/client"
	"hagen/internal/agentd/keys"
)

// strangers connects to the agent without authorization or with invalid requests.
// Nothing changes, and the agent keeps serving.
func (v *victim) strangers() {
	v.t.Helper()
	process := func() string { return v.run("node01", "systemctl", "show", "-p", "MainPID", "--value", "hagen-agent") }
	before, pid := v.configuration(), process()

	var slow sync.WaitGroup
	for what, ask := range map[string]func(context.Context) error{
		"nothing":            v.saysNothing,
		"half a request":     v.asksHalf,
		"plain HTTP":         v.speaksPlainHTTP,
		"an order too large": func(ctx context.Context) error { return v.sendsTooMuch(ctx, "/v1/orders", 25<<20) },
		"a CIB too large":    func(ctx context.Context) error { return v.sendsTooMuch(ctx, "/v1/verify", 9<<20) },
	} {
		slow.Go(func() {
			ctx, cancel := context.WithTimeout(v.t.Context(), soon)
			defer cancel()
			if err := ask(ctx); err != nil {
				v.t.Errorf("who sends %s: %v", what, err)
			}
		})
	}
	v.unknownKeys()
	slow.Wait()

	v.hagen(2, to(v.address(byAgent), "plan", oldName)...)
	v.still(before)
	health := v.run("node01", "curl", "-sS", "--unix-socket", "/run/hagen/health.sock", "http://agent/health")
	if now := process(); now != pid || !strings.Contains(health, `"status":"ok"`) {
		v.t.Errorf("the process of the agent was %s, now it is %s and says %s", pid, now, health)
	}
}

// unknownKeys connects as another user of the workstation, who first does not know
// the agent, then is unknown to the agent, or no longer authorized.
func (v *victim) unknownKeys() {
	v.t.Helper()
	home := v.t.TempDir()
	stranger := func(args ...string) string {
		cmd := v.command(append(args, "--lang", "en")...)
		cmd.Env = append(cmd.Env, "XDG_CONFIG_HOME="+home)
		out, _ := cmd.CombinedOutput() // what it says tells
		return string(out)
	}
	order := to(v.address(byAgent), "apply", oldName, "--yes")
	shown := strings.TrimSpace(v.run("node01", "hagen", "agent", "fingerprint", "--node"))
	if said := stranger(order...); !strings.Contains(said, shown) || !strings.Contains(said, "is not known yet") {
		v.t.Errorf("without a terminal to compare fingerprints, it says\n%s", said)
	}
	own := strings.TrimSpace(stranger("agent", "fingerprint"))
	order = append(order, "--accept-new")
	if said := stranger(order...); !strings.Contains(said, "does not accept") || !strings.Contains(said, own) {
		v.t.Errorf("with a key that is not authorized, it says\n%s", said)
	}
	v.run("node01", "hagen", "agent", "authorize", own, "--until", "2020-01-31", "--name", "past")
	if said := stranger(order...); !strings.Contains(said, "does not accept") {
		v.t.Errorf("with a key whose time is over, it says\n%s", said)
	}
	v.do(os.WriteFile(filepath.Join(home, "hagen", "known_agents"), []byte(v.agentAddress()+" "+own+"\n"), 0o600))
	if said := stranger(order...); !strings.Contains(said, shown) || !strings.Contains(said, own) {
		v.t.Errorf("to an agent with another key than before, it says\n%s", said)
	}
}

func (v *victim) agentAddress() string {
	return strings.TrimPrefix(v.address(byAgent), "https://") + ":2234"
}

// saysNothing connects and waits to be turned away.
func (v *victim) saysNothing(ctx context.Context) error {
	c, err := v.Switch.Dial(ctx, "tcp", v.agentAddress())
	if err != nil {
		return err
	}
	defer c.Close()
	return ends(c)
}

// asksHalf is an authorized client that never finishes its request.
func (v *victim) asksHalf(ctx context.Context) error {
	c, err := v.authorized(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET /v1/cib HTTP/1.1\r\nHost: node01\r\n"); err != nil {
		return err
	}
	return ends(c)
}

// ends checks that the other side soon closes a connection.
func ends(c net.Conn) error {
	begin := time.Now()
	if err := c.SetReadDeadline(begin.Add(time.Minute)); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, c)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("it is still connected after %s", time.Since(begin))
	}
	return nil // closed or reset
}

// speaksPlainHTTP gets a TLS alert, and no answer of HTTP.
func (v *victim) speaksPlainHTTP(ctx context.Context) error {
	c, err := v.Switch.Dial(ctx, "tcp", v.agentAddress())
	if err != nil {
		return err
	}
	defer c.Close()
	if _, err := io.WriteString(c, "GET /v1/cib HTTP/1.1\r\nHost: node01\r\n\r\n"); err != nil {
		return err
	}
	if err := c.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
		return err
	}
	const alert = 21
	if got, err := io.ReadAll(c); err != nil || len(got) == 0 || got[0] != alert {
		return fmt.Errorf("the answer is %q (%v), no alert", got, err)
	}
	return nil
}

// sendsTooMuch is an authorized client that sends more than the agent accepts.
func (v *victim) sendsTooMuch(ctx context.Context, path string, size int) error {
	own := &http.Transport{DialTLSContext: func(ctx context.Context, _, _ string) (net.Conn, error) { return v.authorized(ctx) }}
	defer own.CloseIdleConnections()
	body := append([]byte(`{"before":"`), bytes.Repeat([]byte("x"), size)...)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "https://"+v.agentAddress()+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	answer, err := own.RoundTrip(req)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if said, err := io.ReadAll(answer.Body); answer.StatusCode != http.StatusRequestEntityTooLarge || !bytes.Contains(said, []byte("too_large")) {
		return fmt.Errorf("the answer is %s %q (%v)", answer.Status, said, err)
	}
	return nil
}

// authorized connects as the desk does.
func (v *victim) authorized(ctx context.Context) (net.Conn, error) {
	own, err := keys.LoadClient(client.Dir(filepath.Join(v.desk, "config.d")), time.Now())
	if err != nil {
		return nil, err
	}
	c, err := v.Switch.Dial(ctx, "tcp", v.agentAddress())
	if err != nil {
		return nil, err
	}
	secure := tls.Client(c, &tls.Config{MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{own.TLS()},
		InsecureSkipVerify: true}) // the agent's identity does not matter here
	if err := secure.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return secure, nil
}

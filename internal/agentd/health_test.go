package agentd_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"hagen/internal/agentd"
	"hagen/internal/agentd/api"
	"hagen/internal/agentd/keys"
	"hagen/internal/apply"
)

// ask asks the health socket.
func (a *agent) ask(path string) (int, agentd.Health) {
	a.t.Helper()
	h := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", a.health)
	}}}
	defer h.CloseIdleConnections()
	answer, err := h.Get("http://agent" + path)
	if err != nil {
		a.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	var out agentd.Health
	if answer.Header.Get("Content-Type") == api.JSON {
		if err := json.Unmarshal(data, &out); err != nil {
			a.t.Errorf("%v: %q", err, data)
		}
	}
	return answer.StatusCode, out
}

func TestHealth(t *testing.T) {
	a := newAgent(t).start()
	code, h := a.ask("/health")
	if code != 200 || h.Status != "ok" || h.Version != "test" || h.Order != "" || h.Certificate.Before(time.Now()) {
		t.Errorf("%d %+v", code, h)
	}
	if code, _ := a.ask(api.PathCIB); code != 404 {
		t.Errorf("the health socket answers for the CIB: %d", code)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(a.health); err != nil || info.Mode().Perm() != 0o666 {
			t.Errorf("the socket: %v, %v", info, err)
		}
	}
	c := a.as("alice")
	release := a.cluster.at("idle")
	done := execute(c, order())
	a.cluster.wait(t, "idle")
	if _, h = a.ask("/health"); h.Order != api.Running || h.Stage != apply.Settling {
		t.Errorf("while an order is under way: %+v", h)
	}
	release()
	await(t, done)
	if _, err := keys.RenewNode(a.cfg.Keys, "node01", time.Now().AddDate(-3, 0, 0)); err != nil {
		t.Fatal(err)
	}
	if code, h = a.ask("/health"); code != 503 || !strings.Contains(h.Status, "certificate") || h.Order != api.Finished {
		t.Errorf("with an expired certificate: %d %+v", code, h)
	}
	if err := os.Remove(filepath.Join(a.cfg.Keys, keys.NodeKeyFile)); err != nil {
		t.Fatal(err)
	}
	if code, h = a.ask("/health"); code != 503 || !strings.Contains(h.Status, "key") {
		t.Errorf("without a key: %d %+v", code, h)
	}
}

func TestListenHealth(t *testing.T) {
	dir, err := os.MkdirTemp("", "agent")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "run", "h.sock")
	first, err := agentd.ListenHealth(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := agentd.ListenHealth(path); !errors.Is(err, agentd.ErrRunning) {
		t.Errorf("beside a running agent: %v", err)
	}
	first.(*net.UnixListener).SetUnlinkOnClose(false) // a crash
	first.Close()
	second, err := agentd.ListenHealth(path)
	if err != nil {
		t.Fatalf("after a crash: %v", err)
	}
	second.Close()
	if err := os.WriteFile(path, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := agentd.ListenHealth(path); err == nil {
		t.Error("a file that is not a socket was replaced")
	}
}

func TestNotify(t *testing.T) {
	if err := agentd.Notify("", "READY=1"); err != nil {
		t.Errorf("no notify socket: %v", err)
	}
	if runtime.GOOS == "windows" {
		t.Skip("systemd is not there")
	}
	dir, err := os.MkdirTemp("", "agent")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	names := map[string]string{"a path": filepath.Join(dir, "n.sock")}
	if runtime.GOOS == "linux" {
		names["an abstract name"] = "@hagen-test-" + filepath.Base(dir)
	}
	for what, name := range names {
		l, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: name, Net: "unixgram"})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		if err := agentd.Notify(name, "READY=1"); err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		b := make([]byte, 100)
		l.SetDeadline(time.Now().Add(20 * time.Second))
		if n, err := l.Read(b); err != nil || string(b[:n]) != "READY=1" {
			t.Errorf("%s: %q, %v", what, b[:n], err)
		}
	}
	if err := agentd.Notify(filepath.Join(dir, "nobody"), "READY=1"); err == nil {
		t.Error("no listener, and no error")
	}
}

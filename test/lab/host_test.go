//go:build linux

package lab

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// TestHost boots a host, looks at it from inside, and sees that nothing is left.
func TestHost(t *testing.T) {
	Need(t)
	h, err := Start(t.Context(), "alpha")
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	defer func() {
		if !stopped {
			_ = h.Stop()
		}
	}()
	if out, err := h.Run(t.Context(), "hostname"); err != nil || strings.TrimSpace(out) != "alpha" {
		t.Errorf("hostname: %q, %v", out, err)
	}
	if err := h.WriteFile("/root/from-outside", "seen", 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := h.Run(t.Context(), "cat", "/root/from-outside"); err != nil || out != "seen" {
		t.Errorf("a file written from outside: %q, %v", out, err)
	}
	if _, err := os.Stat("/root/from-outside"); err == nil {
		t.Error("the host wrote into the machine's own files")
	}
	if out, err := h.Run(t.Context(), "sh", "-c", "ip -o link; [ ! -e /proc/sysrq-trigger ] || : 2>&1 >>/proc/sysrq-trigger || echo refused"); err != nil ||
		strings.Contains(out, "eth") || exists("/proc/sysrq-trigger") && !strings.Contains(out, "refused") {
		t.Errorf("the host reaches the machine's network or its reset button: %s, %v", out, err)
	}
	if err := Sweep(); err != nil || !h.Up() {
		t.Errorf("sweeping took a host that is in use: %v", err)
	}
	if _, err := h.Run(t.Context(), "sh", "-c", "echo oh; exit 3"); err == nil || err.Error() != "alpha: sh -c echo oh; exit 3: exit status 3\noh\n" {
		t.Errorf("a command that fails: %v", err)
	}
	testReboot(t, h)
	dir, pid := h.own.dir, h.PID()
	stopped = true
	if err := h.Stop(); err != nil {
		t.Error(err)
	}
	if left := traces(t, dir, pid); len(left) > 0 {
		t.Errorf("left: %v", left)
	}
}

// testReboot reboots a host from inside; it comes back with its files.
func testReboot(t *testing.T, h *Host) {
	t.Helper()
	before := h.PID()
	_ = h.Command(t.Context(), "systemctl", "reboot").Run() // it may be gone before it can say how that went
	deadline := time.Now().Add(patience)
	for h.PID() == before || h.PID() == 0 {
		if time.Now().After(deadline) {
			t.Fatal("the host did not reboot")
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := h.settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if out, err := h.Run(t.Context(), "cat", "/root/from-outside"); err != nil || out != "seen" {
		t.Errorf("a file after the reboot: %q, %v", out, err)
	}
}

// TestHostStartsClean tests that no host has files of a cluster or a hagen of the
// machine itself.
func TestHostStartsClean(t *testing.T) {
	Need(t)
	own, err := claim("clean")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := own.leave(); err != nil {
			t.Error(err)
		}
	}()
	machine := filepath.Join(own.dir, "machine") // a layer above the machine's own, of another file system as overlayfs wants it
	if err := errors.Join(os.Mkdir(machine, 0o755), unix.Mount("none", machine, "tmpfs", 0, "mode=755")); err != nil {
		t.Fatal(err)
	}
	planted := []string{"/var/lib/hagen/log.jsonl", "/var/lib/hagen/cib-20260101-000000-000000.xml", "/etc/hagen/agent/node.key",
		"/root/.config/hagen/client.key", "/root/.ssh/authorized_keys", "/etc/systemd/system/hagen-agent.service",
		"/etc/systemd/system/multi-user.target.wants/hagen-agent.service",
		"/var/lib/pacemaker/cib/cib.xml", "/etc/corosync/corosync.conf", "/var/lib/pcsd/known-hosts"}
	for _, path := range planted {
		path = filepath.Join(machine, path)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte("of the machine"), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	for name, furnish := range map[string]func(*Host) error{"alone": isolated, "in-a-cluster": node("127.0.0.1 localhost\n")} {
		h := &Host{Name: name, dir: filepath.Join(own.dir, name), lower: machine + ":/", own: own}
		if err := h.build(furnish); err != nil {
			t.Fatal(err)
		}
		if !exists(h.Path("/usr/bin/env")) {
			t.Errorf("%s: the machine's programs are not there", name)
		}
		for _, path := range planted {
			if data, err := os.ReadFile(h.Path(path)); err == nil {
				t.Errorf("%s: %s is there: %s", name, path, data)
			}
		}
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

//go:build linux

package lab

import (
	"os"
	"strings"
	"testing"
	"time"
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

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

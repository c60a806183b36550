//go:build linux

package lab

import (
	"os"
	"strings"
	"testing"
)

// TestHost boots a host, looks at it from inside, and sees that nothing is left.
func TestHost(t *testing.T) {
	Need(t)
	h, err := Start(t.Context(), "alpha")
	if err != nil {
		t.Fatal(err)
	}
	dir := h.dir
	stopped := false
	defer func() {
		if !stopped {
			_ = h.Stop()
		}
	}()
	if out, err := h.Command(t.Context(), "hostname").CombinedOutput(); err != nil || strings.TrimSpace(string(out)) != "alpha" {
		t.Errorf("hostname: %q, %v", out, err)
	}
	if err := os.WriteFile(h.Path("/root/from-outside"), []byte("seen"), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := h.Command(t.Context(), "cat", "/root/from-outside").CombinedOutput(); err != nil || string(out) != "seen" {
		t.Errorf("a file written from outside: %q, %v", out, err)
	}
	if _, err := os.Stat("/root/from-outside"); err == nil {
		t.Error("the host wrote into the machine's own files")
	}
	stopped = true
	if err := h.Stop(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Errorf("%s is left", dir)
	}
	mounts, err := os.ReadFile("/proc/mounts")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(mounts), dir) {
		t.Error("a mount is left")
	}
}

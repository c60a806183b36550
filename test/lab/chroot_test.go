//go:build linux

package lab

import (
	"os"
	"strings"
	"testing"
)

// TestChroot runs a command in the machine's own release and sees that nothing is
// left.
func TestChroot(t *testing.T) {
	Need(t)
	c, err := Enter(t.Context(), "chroot", "")
	if err != nil {
		t.Fatal(err)
	}
	dir := c.host.own.dir
	closed := false
	defer func() {
		if !closed {
			_ = c.Close()
		}
	}()
	if err := c.WriteFile("/etc/made-outside", "seen\n", 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := c.Command(t.Context(), "sh", "-c", "cat /etc/made-outside; echo x >/dev/null && test -d /proc/self && touch /etc/made-inside")
	if out, err := cmd.CombinedOutput(); err != nil || string(out) != "seen\n" {
		t.Errorf("%s, %v", out, err)
	}
	if exists("/etc/made-inside") || !exists(c.Path("/etc/made-inside")) {
		t.Error("what is written inside is not in the chroot's own layer")
	}
	closed = true
	if err := c.Close(); err != nil {
		t.Error(err)
	}
	mounts, err := os.ReadFile("/proc/mounts")
	if err != nil || exists(dir) || strings.Contains(string(mounts), dir) {
		t.Errorf("%s is left, %v", dir, err)
	}
	if err := c.Command(t.Context(), "true").Run(); err == nil {
		t.Error("a chroot that is closed runs commands")
	}
}

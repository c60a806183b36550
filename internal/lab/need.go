//go:build linux

package lab

import (
	"os"
	"testing"

	"hagen/internal/need"
)

// packages is what a host needs on Debian 12.
const packages = "apt install systemd-container dbus iproute2"

// Need skips the test where no host can be started.
func Need(t testing.TB) {
	t.Helper()
	need.Tool(t, packages, "systemd-nspawn", "nsenter", "ip", "/usr/bin/dbus-daemon")
	if os.Geteuid() != 0 {
		need.Skip(t, "hosts can only be started by root")
	}
}

//go:build linux

package lab

import (
	"os"
	"testing"

	"hagen/test/need"
)

// What a host needs on Debian 12, and a cluster above that.
const (
	packages        = "apt install systemd-container dbus iproute2"
	clusterPackages = packages + " pacemaker pacemaker-cli-utils corosync pcs resource-agents fence-agents psmisc ipmitool openipmi"
)

// Need skips the test where no host can be started.
func Need(t testing.TB) {
	t.Helper()
	need.Long(t)
	need.Tool(t, packages, "systemd-nspawn", "nsenter", "ip", "/usr/bin/dbus-daemon")
	if os.Geteuid() != 0 {
		need.Skip(t, "hosts can only be started by root")
	}
}

// NeedCluster skips the test where no cluster can be started.
func NeedCluster(t testing.TB) {
	t.Helper()
	Need(t)
	need.Tool(t, clusterPackages, "pacemakerd", "crm_mon", "corosync", "pcs", "fence_ipmilan", "killall", "ipmitool", "ipmi_sim")
}

//go:build linux

package lab

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"

	"hagen/test/debroot"
)

// Release is a release of Debian that hosts can run.
type Release struct {
	Name  string // 13, sid
	Suite string // trixie, sid

	fencing string // the package of fence_ipmilan
	// unified: its systemd refuses to run where the machine has control groups of
	// version 1, and takes those of version 2 that stand beside them.
	unified bool
}

// releases are those with a Pacemaker of 2.0 to 3.0.
var releases = []*Release{
	{Name: "11", Suite: "bullseye", fencing: "fence-agents"},
	{Name: "12", Suite: "bookworm", fencing: "fence-agents"},
	{Name: "13", Suite: "trixie", fencing: "fence-agents-ipmilan"},
	{Name: "sid", Suite: "sid", fencing: "fence-agents-ipmilan", unified: true},
}

// hostPackages make a root file system one that boots and serves what the
// documents' clusters serve.
var hostPackages = []string{
	"systemd-sysv", "dbus", "procps", "psmisc", "iproute2", "iputils-ping", "openssh-server",
	"corosync", "pacemaker", "pacemaker-cli-utils", "pcs", "resource-agents", "ipmitool", "libxml2-utils",
	"haproxy", "nginx", "apache2", "memcached", "curl",
}

// Releases are the names of the releases.
func Releases() []string {
	var names []string
	for _, r := range releases {
		names = append(names, r.Name)
	}
	return names
}

// FindRelease finds a release by its name or its suite; "" is the machine's own.
func FindRelease(name string) (*Release, error) {
	for _, r := range releases {
		if name == r.Name || name == r.Suite || name == "" && r.installed() {
			return r, nil
		}
	}
	if name == "" {
		return &Release{}, nil // a machine of another kind is as it is
	}
	return nil, fmt.Errorf("unknown release %q: use one of %s", name, strings.Join(Releases(), ", "))
}

// installed is whether this machine runs the release: then its own file system
// is the release's.
func (r *Release) installed() bool {
	if r.Suite == "" {
		return true
	}
	about, err := os.ReadFile("/etc/os-release")
	return err == nil && slices.Contains(strings.Split(string(bytes.TrimSpace(about)), "\n"), "VERSION_CODENAME="+r.Suite)
}

// Root is the root file system of the release.
func (r *Release) Root() debroot.Root {
	return debroot.Root{Suite: r.Suite, Packages: append([]string{r.fencing}, hostPackages...)}
}

// lower is the folder that a file system of the release has below its own layer.
func (r *Release) lower(ctx context.Context) (string, error) {
	if r.installed() {
		return "/", nil
	}
	return r.Root().Dir(ctx)
}

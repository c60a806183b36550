//go:build linux

package lab

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
)

// Password is the password of the cluster's user hacluster on every host.
const Password = "lab-hacluster"

// owned are services the machine's packages enable and a host must not start by
// itself: the cluster owns them, or they are not needed.
var owned = []string{"haproxy", "nginx", "apache2", "memcached", "corosync", "pacemaker", "openipmi", "logd", "postgresql"}

// masked are units a host does not need, or that fail in one.
var masked = []string{"systemd-logind.service", "systemd-networkd.service", "console-getty.service",
	"openipmi.service", "apt-daily.timer", "apt-daily-upgrade.timer"}

// leftovers are traces of a cluster the machine itself may have been in, of what
// its packages made when they were installed, and of a hagen that was used on it:
// what that keeps, its agent's keys and unit, and what it left in root's home.
var leftovers = []string{"/etc/corosync/corosync.conf", "/etc/corosync/authkey", "/etc/pacemaker/authkey",
	"/var/lib/pcsd/*", "/var/lib/corosync/*", "/var/lib/pacemaker/cib/*", "/var/lib/pacemaker/pengine/*",
	"/var/log/pacemaker/*", "/var/log/cluster/*", "/var/log/journal/*",
	"/var/lib/hagen", "/etc/hagen", "/etc/systemd/system/hagen-agent.service*", "/etc/systemd/system/*.wants/hagen-agent.service",
	"/root/.config/hagen", "/root/.ssh", "/root/hagen*", "/root/tmp.*"}

// build makes the host's file system: the machine's own under a layer that takes
// all writes. furnish then makes it a separate host.
func (h *Host) build(furnish func(*Host) error) error {
	for _, d := range []string{"upper", "work", "root"} {
		if err := os.MkdirAll(filepath.Join(h.dir, d), 0o755); err != nil {
			return err
		}
	}
	layers := fmt.Sprintf("lowerdir=%s,upperdir=%s,workdir=%s", cmp.Or(h.lower, "/"), filepath.Join(h.dir, "upper"), filepath.Join(h.dir, "work"))
	if err := syscall.Mount("overlay", h.Path("/"), "overlay", 0, layers); err != nil {
		return fmt.Errorf("mount its file system: %w", err)
	}
	if err := h.clean(); err != nil {
		return err
	}
	for path, content := range map[string]string{
		"/etc/hostname":   h.Name + "\n",
		"/etc/machine-id": fmt.Sprintf("%016x%016x\n", rand.Uint64(), rand.Uint64()),
		"/etc/fstab":      "", // a host does not mount the machine's disks
	} {
		if err := h.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	if err := h.dropUnits(owned); err != nil {
		return err
	}
	for _, unit := range masked {
		path := h.Path("/etc/systemd/system/" + unit)
		if err := os.RemoveAll(path); err != nil {
			return err
		}
		if err := os.Symlink("/dev/null", path); err != nil {
			return err
		}
	}
	return furnish(h)
}

// clean takes the leftovers of the machine away from the host, which sees the
// machine's own file system below its own.
func (h *Host) clean() error {
	for _, pattern := range leftovers {
		paths, err := filepath.Glob(h.Path(pattern))
		if err != nil {
			return err
		}
		for _, path := range paths {
			if err := os.RemoveAll(path); err != nil {
				return err
			}
		}
	}
	return nil
}

// isolated furnishes a host that is alone: it has no use for pcsd.
func isolated(h *Host) error { return h.dropUnits([]string{"pcsd", "pcsd-ruby"}) }

// node furnishes a host that will be in a cluster with the given hosts file.
func node(hosts string) func(*Host) error {
	return func(h *Host) error {
		if err := h.WriteFile("/etc/hosts", hosts, 0o644); err != nil {
			return err
		}
		// The account is made expired since Pacemaker 3.0.2 (sid): pcsd says then
		// that the password is incorrect.
		passwd := exec.Command("chroot", h.Path("/"), "sh", "-c", "chpasswd && chage -E -1 hacluster")
		passwd.Stdin = strings.NewReader("hacluster:" + Password + "\n")
		if out, err := passwd.CombinedOutput(); err != nil {
			return fmt.Errorf("set hacluster's password: %w: %s", err, out)
		}
		return nil
	}
}

// dropUnits keeps services from starting with the host.
func (h *Host) dropUnits(services []string) error {
	var errs []error
	for _, service := range services {
		errs = append(errs, os.RemoveAll(h.Path("/etc/systemd/system/multi-user.target.wants/"+service+".service")))
	}
	return errors.Join(errs...)
}

// WriteFile writes a file of the host, and the folders above it.
func (h *Host) WriteFile(inside, content string, mode os.FileMode) error {
	path := h.Path(inside)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		return err
	}
	return os.Chmod(path, mode) // whatever was there before
}

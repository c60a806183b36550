//go:build linux

// Package lab starts real hosts on this machine for tests: each with its own
// systemd, its own file system above the machine's, and its own network. It
// needs root, systemd-nspawn and overlayfs, and no hypervisor or container
// engine. Hosts clean up after themselves.
package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// bootTime bounds how long a host may take to boot; six seconds are usual.
const bootTime = 90 * time.Second

// dormant are services the machine's packages enable and a host must not start
// by itself: the cluster owns them.
var dormant = []string{"haproxy", "nginx", "apache2", "memcached", "corosync", "pacemaker", "pcsd", "openipmi"}

// masked are units a host does not need, or that fail in one.
var masked = []string{"systemd-logind.service", "systemd-networkd.service", "console-getty.service",
	"openipmi.service", "apt-daily.timer", "apt-daily-upgrade.timer"}

// Host is one running host.
type Host struct {
	Name string

	dir    string // upper, work, root
	netns  string
	nspawn *exec.Cmd
	pid    int // the host's process 1, as seen from outside
}

// Start boots a host and waits until its systemd has settled. Whatever it made
// is taken back when it fails.
func Start(ctx context.Context, name string) (*Host, error) {
	dir, err := os.MkdirTemp("/var/tmp", "hagen-lab-"+name+"-")
	if err != nil {
		return nil, err
	}
	h := &Host{Name: name, dir: dir, netns: filepath.Base(dir)}
	if err := h.start(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("start host %s: %w", name, err), h.Stop())
	}
	return h, nil
}

func (h *Host) start(ctx context.Context) error {
	for _, d := range []string{"upper", "work", "root"} {
		if err := os.Mkdir(filepath.Join(h.dir, d), 0o755); err != nil {
			return err
		}
	}
	layers := fmt.Sprintf("lowerdir=/,upperdir=%s,workdir=%s", filepath.Join(h.dir, "upper"), filepath.Join(h.dir, "work"))
	if err := syscall.Mount("overlay", h.Path("/"), "overlay", 0, layers); err != nil {
		return fmt.Errorf("mount its file system: %w", err)
	}
	if err := h.furnish(); err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "ip", "netns", "add", h.netns).CombinedOutput(); err != nil {
		return fmt.Errorf("make its network: %w: %s", err, out)
	}
	return h.boot(ctx)
}

// furnish writes what makes the machine's files a host of its own.
func (h *Host) furnish() error {
	if err := os.WriteFile(h.Path("/etc/hostname"), []byte(h.Name+"\n"), 0o644); err != nil {
		return err
	}
	for _, service := range dormant {
		if err := os.RemoveAll(h.Path("/etc/systemd/system/multi-user.target.wants/" + service + ".service")); err != nil {
			return err
		}
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
	return nil
}

func (h *Host) boot(ctx context.Context) error {
	h.nspawn = exec.Command("systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--directory="+h.Path("/"),
		"--network-namespace-path=/run/netns/"+h.netns, "--capability=all", "--boot", "--machine="+h.Name)
	log := filepath.Join(h.dir, "console")
	console, err := os.Create(log)
	if err != nil {
		return err
	}
	defer console.Close()
	h.nspawn.Stdout, h.nspawn.Stderr = console, console
	if err := h.nspawn.Start(); err != nil {
		return err
	}
	deadline := time.Now().Add(bootTime)
	for {
		state, _ := h.Command(ctx, "systemctl", "is-system-running").Output()
		if s := strings.TrimSpace(string(state)); s == "running" || s == "degraded" {
			return nil
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(log)
			return fmt.Errorf("it did not boot within %s:\n%s", bootTime, said)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Path is where a file of the host stands on the machine. The host sees neither
// the machine's /tmp nor what the machine writes elsewhere after it started;
// what is written through Path it sees.
func (h *Host) Path(inside string) string { return filepath.Join(h.dir, "root", inside) }

// Command prepares a command that runs inside the host. Before the host is
// there the command fails when it is run.
func (h *Host) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	if h.pid == 0 {
		h.pid = h.findInit()
	}
	enter := []string{"-t", strconv.Itoa(h.pid), "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--", name}
	return exec.CommandContext(ctx, "nsenter", append(enter, args...)...)
}

// findInit is the child of systemd-nspawn, 0 while there is none.
func (h *Host) findInit() int {
	path := fmt.Sprintf("/proc/%d/task/%d/children", h.nspawn.Process.Pid, h.nspawn.Process.Pid)
	children, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(children))
	if len(fields) == 0 {
		return 0
	}
	pid, _ := strconv.Atoi(fields[0])
	return pid
}

// Stop ends the host and removes all that Start made.
func (h *Host) Stop() error {
	var errs []error
	if h.pid != 0 {
		_ = syscall.Kill(h.pid, syscall.SIGKILL) // gone already is fine
	}
	if h.nspawn != nil && h.nspawn.Process != nil {
		_ = h.nspawn.Process.Kill()
		_ = h.nspawn.Wait() // killed: its status says nothing
	}
	if err := syscall.Unmount(h.Path("/"), syscall.MNT_DETACH); err != nil && !errors.Is(err, syscall.EINVAL) {
		errs = append(errs, fmt.Errorf("unmount the file system of %s: %w", h.Name, err))
	}
	if _, err := os.Stat("/run/netns/" + h.netns); err == nil {
		if out, err := exec.Command("ip", "netns", "del", h.netns).CombinedOutput(); err != nil {
			errs = append(errs, fmt.Errorf("remove the network of %s: %w: %s", h.Name, err, out))
		}
	}
	if len(errs) == 0 { // never below a mount that is still there
		errs = append(errs, os.RemoveAll(h.dir))
	}
	return errors.Join(errs...)
}

//go:build linux

// Package lab starts real hosts and clusters on this machine for tests: each
// host with its own systemd, its own file system above the machine's and its own
// network cards, in a network that ends at a switch inside a namespace. It needs
// root, systemd-nspawn and overlayfs, and no hypervisor or container engine.
// Labs clean up after themselves, and after labs that were killed.
package lab

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// patience is the limit for anything that takes a few seconds on an idle machine
// but minutes on a busy one.
const patience = 4 * time.Minute

// rebooted is what systemd-nspawn exits with when the host asked for a reboot.
const rebooted = 133

// directoryFlag is how the command line of a host's systemd-nspawn names it.
const directoryFlag = "--directory="

// Host is one host. It may be up or down.
type Host struct {
	Name string

	dir   string // upper, work, root
	lower string // the layers below the host's own, as overlayfs has them; "" is the machine's root
	// unified: see Release.
	unified bool
	netns   string
	cards   []*card // none: only the loopback
	own     *place  // what Stop leaves; nil in a cluster, which owns it

	mu  sync.Mutex          // one switching at a time
	run atomic.Pointer[run] // nil while the host is switched off
}

// card is a network card of a host, and the port it is plugged into.
type card struct {
	name, address, mac string
	port               string
	bridge             *bridge
	pulled             bool // its cable
}

// run is the time from one switching on to the next switching off.
type run struct {
	nspawn *exec.Cmd
	ended  chan struct{} // closed when systemd-nspawn is gone
}

// Start boots a host without a network and waits until its systemd has settled. If
// it fails, it removes everything it made.
func Start(ctx context.Context, name string) (*Host, error) {
	own, err := claim(name)
	if err != nil {
		return nil, err
	}
	h := &Host{Name: name, dir: filepath.Join(own.dir, name), netns: own.name() + "-" + name, own: own}
	err = h.build(isolated)
	if err == nil {
		err = h.Boot(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start host %s: %w", name, err), h.Stop())
	}
	return h, nil
}

// Stop ends a host that Start made and removes all of it.
func (h *Host) Stop() error {
	return errors.Join(h.off(), h.own.leave())
}

// Boot switches the host on and waits until its systemd has settled.
func (h *Host) Boot(ctx context.Context) error {
	if err := h.on(); err != nil {
		return err
	}
	return h.settle(ctx)
}

// Up is whether the host is switched on and has not died.
func (h *Host) Up() bool { return h.PID() != 0 }

// on plugs the host in and starts its process 1.
func (h *Host) on() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if r := h.run.Load(); r != nil && !r.over() {
		return fmt.Errorf("host %s is on already", h.Name)
	}
	if err := h.offLocked(); err != nil { // what a death may have left
		return err
	}
	return h.onLocked()
}

func (h *Host) onLocked() error {
	if err := h.plug(); err != nil {
		return fmt.Errorf("plug in host %s: %w", h.Name, err)
	}
	console, err := os.OpenFile(h.console(), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer console.Close()
	groups, err := makeCgroups(h.netns)
	if err != nil {
		return fmt.Errorf("make control groups for host %s: %w", h.Name, err)
	}
	// The shell puts itself into the groups before it becomes systemd-nspawn. The
	// machine's name is unique on this machine, the host's name in its lab.
	r := &run{ended: make(chan struct{}), nspawn: exec.Command("sh", "-c",
		`for g in `+strings.Join(groups, " ")+`; do echo $$ >"$g" || exit; done; exec systemd-nspawn "$@"`, "sh",
		"--quiet", "--register=no", "--keep-unit", directoryFlag+h.Path("/"), "--network-namespace-path="+filepath.Join(netnsDir, h.netns),
		"--capability=all", "--boot", "--machine="+h.netns, "--hostname="+h.Name)}
	r.nspawn.Stdout, r.nspawn.Stderr = console, console
	if h.unified {
		r.nspawn.Env = append(os.Environ(), "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1")
	}
	r.nspawn.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl-C is for the test, which then stops the host
	if err := r.nspawn.Start(); err != nil {
		return err
	}
	h.run.Store(r)
	go h.watch(r)
	return nil
}

// watch waits for a run to end. A host that asked for a reboot gets it.
func (h *Host) watch(r *run) {
	_ = r.nspawn.Wait() // its exit code says it
	close(r.ended)
	if r.nspawn.ProcessState.ExitCode() != rebooted {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.run.Load() != r {
		return // switched off meanwhile
	}
	if err := errors.Join(h.offLocked(), h.onLocked()); err != nil {
		_ = os.WriteFile(h.console(), []byte(err.Error()+"\n"), 0o600) // settle shows it
	}
}

// off switches the host off like a power failure: nothing can shut down cleanly.
// Its network is removed as well, or the kernel of a dead host would still answer
// for the cluster's addresses.
func (h *Host) off() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.offLocked()
}

func (h *Host) offLocked() error {
	r := h.run.Load()
	if r == nil {
		return nil
	}
	h.unplug()
	if pid := r.pid1(); pid != 0 {
		_ = syscall.Kill(pid, syscall.SIGKILL) // gone already is fine
	}
	select {
	case <-r.ended:
	case <-time.After(10 * time.Second):
		_ = r.nspawn.Process.Kill()
		<-r.ended
	}
	h.run.Store(nil)
	return errors.Join(removeCgroups(h.netns), deleteNetns(h.netns))
}

// settle waits until the host's systemd has started what it starts.
func (h *Host) settle(ctx context.Context) error {
	deadline := time.Now().Add(patience)
	for {
		if r := h.run.Load(); r == nil || r.over() && r.nspawn.ProcessState.ExitCode() != rebooted {
			said, _ := os.ReadFile(h.console())
			return fmt.Errorf("host %s went down while it booted:\n%s", h.Name, bytes.TrimSpace(said))
		}
		state, _ := h.Command(ctx, "systemctl", "is-system-running").Output()
		if s := strings.TrimSpace(string(state)); h.Up() && (s == "running" || s == "degraded") {
			return nil
		}
		if time.Now().After(deadline) {
			said, _ := os.ReadFile(h.console())
			return fmt.Errorf("host %s did not boot within %s:\n%s", h.Name, patience, bytes.TrimSpace(said))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// Path is where a file of the host is on the machine. The host sees neither
// the machine's /tmp nor what the machine writes elsewhere after it started;
// what is written through Path it sees, except below /tmp and /run, which are
// the running host's own.
func (h *Host) Path(inside string) string { return filepath.Join(h.dir, "root", inside) }

func (h *Host) console() string { return filepath.Join(h.dir, "console") }

// Command prepares a command that runs inside the host, in an environment such
// as a service has. It fails when it is run while the host is down.
func (h *Host) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	enter := []string{"-t", strconv.Itoa(h.PID()), "-m", "-u", "-i", "-n", "-p", "-r", "-w", "--", name}
	cmd := exec.CommandContext(ctx, "nsenter", append(enter, args...)...)
	cmd.Env = hostEnv()
	cmd.WaitDelay = 5 * time.Second // what it started may outlive it and hold the pipes
	return cmd
}

// hostEnv is the environment of commands inside.
func hostEnv() []string {
	return []string{"PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LANG=C.UTF-8"}
}

// Run runs a command inside the host and returns what it printed. The error
// tells the command and what it printed.
func (h *Host) Run(ctx context.Context, name string, args ...string) (string, error) {
	out, err := h.Command(ctx, name, args...).CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%s: %s: %w\n%s", h.Name, strings.Join(append([]string{name}, args...), " "), err, out)
	}
	return string(out), err
}

// PID is the host's process 1 as seen from outside, 0 while there is none.
func (h *Host) PID() int {
	if r := h.run.Load(); r != nil {
		return r.pid1()
	}
	return 0
}

// Entrance is a command line that opens a shell in the host, whichever its
// process 1 is at the time.
func (h *Host) Entrance() string {
	return fmt.Sprintf(`nsenter -t "$(pgrep -o -P "$(pgrep -f '^systemd-nspawn .*--machine=%s ')")" -m -u -i -n -p -r -w -- bash -l`, h.netns)
}

// over reports whether systemd-nspawn has ended, and the host with it.
func (r *run) over() bool {
	select {
	case <-r.ended:
		return true
	default:
		return false
	}
}

// pid1 is the child of systemd-nspawn that leads a process namespace of its own.
func (r *run) pid1() int {
	if r.over() {
		return 0 // the number may be another process's by now
	}
	parent := r.nspawn.Process.Pid
	children, err := os.ReadFile(fmt.Sprintf("/proc/%d/task/%d/children", parent, parent))
	if err != nil {
		return 0
	}
	for _, child := range strings.Fields(string(children)) {
		status, err := os.ReadFile("/proc/" + child + "/status")
		if err == nil && bytes.Contains(status, []byte("\nNSpid:\t"+child+"\t1\n")) {
			pid, _ := strconv.Atoi(child)
			return pid
		}
	}
	return 0
}

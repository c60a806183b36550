//go:build linux

package lab

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"
)

// Chroot is the file system of a release with a layer of its own, in which commands
// run without a host: no systemd, and the machine's network.
type Chroot struct{ host *Host }

// Enter makes a chroot of a release; see Config.Release.
func Enter(ctx context.Context, name, release string) (*Chroot, error) {
	r, err := FindRelease(release)
	if err != nil {
		return nil, err
	}
	lower, err := r.lower(ctx)
	if err != nil {
		return nil, err
	}
	own, err := claim(name)
	if err != nil {
		return nil, err
	}
	c := &Chroot{&Host{Name: name, dir: filepath.Join(own.dir, name), lower: lower, own: own}}
	if err := c.build(); err != nil {
		return nil, errors.Join(fmt.Errorf("make a chroot of release %s: %w", release, err), c.Close())
	}
	return c, nil
}

// build mounts what programs expect: processes and devices are the machine's.
func (c *Chroot) build() error {
	if err := c.host.build(isolated); err != nil {
		return err
	}
	if err := syscall.Mount("proc", c.Path("/proc"), "proc", 0, ""); err != nil {
		return fmt.Errorf("mount /proc: %w", err)
	}
	if err := syscall.Mount("/dev", c.Path("/dev"), "", syscall.MS_BIND, ""); err != nil {
		return fmt.Errorf("mount /dev: %w", err)
	}
	return os.MkdirAll(c.Path("/tmp"), 0o1777)
}

// Path is where a file of the chroot is on the machine.
func (c *Chroot) Path(inside string) string { return c.host.Path(inside) }

// WriteFile writes a file of the chroot, and the folders above it.
func (c *Chroot) WriteFile(inside, content string, mode os.FileMode) error {
	return c.host.WriteFile(inside, content, mode)
}

// Command prepares a command that runs inside.
func (c *Chroot) Command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "chroot", append([]string{c.Path("/"), name}, args...)...)
	cmd.Env = hostEnv()
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// Close removes the chroot. Its commands have ended.
func (c *Chroot) Close() error { return c.host.own.leave() }

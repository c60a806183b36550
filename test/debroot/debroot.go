//go:build linux

// Package debroot makes root file systems of Debian releases, so that tests run
// the Pacemaker and the pcs of each: the base system and a list of packages, made
// once by mmdebstrap and then kept in a cache outside the repository. Nothing
// writes into a kept one: who uses it mounts an overlay above it. It needs root
// and, for what the cache does not have yet, a mirror of Debian.
package debroot

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// The environment variables that name another cache and another mirror.
const (
	CacheVariable  = "HAGEN_LAB_CACHE"
	MirrorVariable = "HAGEN_LAB_MIRROR"
)

const (
	defaultCache  = "/var/cache/hagen-lab"
	defaultMirror = "http://deb.debian.org/debian"
)

// Tool is the program that makes what the cache does not have, and its package.
const Tool = "mmdebstrap"

// Root is a root file system: a release of Debian with packages.
type Root struct {
	Suite    string // bullseye, bookworm, trixie, sid
	Packages []string
}

// Dir returns the folder of the root file system in the cache, and makes it when
// it is not there. Two callers that want the same one wait for each other.
func (r Root) Dir(ctx context.Context) (string, error) {
	dir := r.path()
	if there(dir) {
		return dir, nil
	}
	if err := os.MkdirAll(cache(), 0o755); err != nil {
		return "", err
	}
	held, err := lock(ctx, dir+".lock")
	if err != nil {
		return "", err
	}
	defer held.Close()
	if there(dir) { // made while we waited
		return dir, nil
	}
	if err := r.make(ctx, dir, held); err != nil {
		return "", fmt.Errorf("make a root file system of %s: %w", r.Suite, err)
	}
	return dir, nil
}

// Cached reports whether Dir has nothing to make.
func (r Root) Cached() bool { return there(r.path()) }

// path is where the cache has it: the name holds all that makes a difference.
func (r Root) path() string {
	sum := sha256.Sum256([]byte(r.list()))
	return filepath.Join(cache(), fmt.Sprintf("%s-%x", r.Suite, sum[:6]))
}

// list are the packages as mmdebstrap takes them, in one order.
func (r Root) list() string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(r.Packages))), ",")
}

// make makes it beside its place and moves it there when it is whole, so that a
// folder with that name is never half of one. mmdebstrap inherits the lock: when
// this process is killed, it goes on, and nobody may touch what it works on.
func (r Root) make(ctx context.Context, dir string, held *os.File) error {
	part := dir + ".part"
	if err := remove(part); err != nil { // of a run that was killed
		return err
	}
	// The Release file of a mirror that stands still expires: sid's after a week.
	cmd := exec.CommandContext(ctx, Tool, "--quiet", "--mode=root", "--variant=apt", `--aptopt=Acquire::Check-Valid-Until "false"`,
		"--include="+r.list(), r.Suite, part, cmp.Or(os.Getenv(MirrorVariable), defaultMirror))
	cmd.Env = append(os.Environ(), "LC_ALL=C", "TMPDIR=/var/tmp")
	cmd.ExtraFiles = []*os.File{held}
	cmd.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS} // what it mounts ends with it, however it ends
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 30 * time.Second
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return errors.Join(fmt.Errorf("%s: %w\n%s", Tool, err, tail(said.Bytes())), remove(part))
	}
	return os.Rename(part, dir)
}

// remove removes a folder, never across what is mounted in it.
func remove(dir string) error {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return err
	}
	if bytes.Contains(table, []byte(" "+dir+"/")) {
		return fmt.Errorf("something is mounted below %s", dir)
	}
	return os.RemoveAll(dir)
}

// tail are the last lines of what a program said.
func tail(said []byte) []byte {
	lines := bytes.Split(bytes.TrimSpace(said), []byte("\n"))
	return bytes.Join(lines[max(0, len(lines)-20):], []byte("\n"))
}

func cache() string { return cmp.Or(os.Getenv(CacheVariable), defaultCache) }

func there(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// lock waits until nobody else holds a lock file. Closing it drops the lock; the
// kernel does so when all who have it open have ended, in whatever way.
func lock(ctx context.Context, path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errors.Join(err, f.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		case <-time.After(200 * time.Millisecond):
		}
	}
}

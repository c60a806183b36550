//go:build linux

package lab

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// wipe ends the processes of a lab, takes its control groups, mounts and namespaces
// away and then its folder. It uses the state of the machine, not that of this
// process, so that it also works for the next run.
func wipe(dir string) error {
	spaces, err := filepath.Glob(filepath.Join(netnsDir, filepath.Base(dir)) + "*")
	if err != nil {
		return err
	}
	spaces = slices.DeleteFunc(spaces, func(path string) bool {
		rest := strings.TrimPrefix(filepath.Base(path), filepath.Base(dir))
		return rest != "" && rest[0] != '-' // the namespace of a lab whose name goes on
	})
	if err := endProcesses(dir, spaces); err != nil {
		return err
	}
	errs := []error{removeCgroups(filepath.Base(dir))}
	for _, path := range spaces {
		errs = append(errs, deleteNetns(filepath.Base(path)))
	}
	errs = append(errs, unmountBelow(dir))
	if err := errors.Join(errs...); err != nil {
		return err // never remove files below a mount that is still there
	}
	return os.RemoveAll(dir)
}

// endProcesses kills what lives in the namespaces until none is left. The
// systemd-nspawns are outside: they end by themselves when they have seen
// their host end, and are killed when there is no such host any more.
func endProcesses(dir string, spaces []string) error {
	deadline := time.Now().Add(patience)
	for alone := 0; ; {
		inside, nspawns, err := processesOf(dir, spaces)
		if err != nil || len(inside)+len(nspawns) == 0 {
			return err
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("processes of %s do not end: %v", dir, slices.Concat(inside, nspawns))
		}
		if len(inside) == 0 {
			alone++
		}
		if alone > 40 {
			inside = nspawns
		}
		for _, pid := range inside {
			_ = unix.Kill(pid, unix.SIGKILL) // gone already is fine
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// processesOf finds the processes in the networks of a lab, and its
// systemd-nspawns by the path in their command line.
func processesOf(dir string, spaces []string) (inside, nspawns []int, err error) {
	var ours []unix.Stat_t
	for _, path := range spaces {
		var st unix.Stat_t
		if unix.Stat(path, &st) == nil {
			ours = append(ours, st)
		}
	}
	entries, err := os.ReadDir("/proc")
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		pid, err := strconv.Atoi(e.Name())
		if err != nil || pid == os.Getpid() || isZombie(pid) {
			continue
		}
		var st unix.Stat_t
		switch {
		case isNspawnOf(pid, dir):
			nspawns = append(nspawns, pid)
		case unix.Stat(fmt.Sprintf("/proc/%d/ns/net", pid), &st) == nil &&
			slices.ContainsFunc(ours, func(o unix.Stat_t) bool { return o.Dev == st.Dev && o.Ino == st.Ino }):
			inside = append(inside, pid)
		}
	}
	return inside, nspawns, nil
}

// isNspawnOf is whether a process is a systemd-nspawn of this lab.
func isNspawnOf(pid int, dir string) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	return err == nil && bytes.HasPrefix(line, []byte("systemd-nspawn\x00")) &&
		bytes.Contains(line, []byte("\x00"+directoryFlag+dir+"/"))
}

func isZombie(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && bytes.Contains(stat, []byte(") Z "))
}

func deleteNetns(name string) error {
	if _, err := os.Stat(filepath.Join(netnsDir, name)); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if out, err := exec.Command("ip", "netns", "del", name).CombinedOutput(); err != nil {
		return fmt.Errorf("remove the network %s: %w: %s", name, err, out)
	}
	return nil
}

// unmountBelow takes away every mount below dir, the latest first.
func unmountBelow(dir string) error {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return err
	}
	var errs []error
	for _, line := range slices.Backward(strings.Split(string(table), "\n")) {
		fields := strings.Fields(line)
		if len(fields) < 5 || !strings.HasPrefix(fields[4], dir+"/") {
			continue
		}
		if err := unix.Unmount(fields[4], unix.MNT_DETACH); err != nil && !errors.Is(err, unix.EINVAL) {
			errs = append(errs, fmt.Errorf("unmount %s: %w", fields[4], err))
		}
	}
	return errors.Join(errs...)
}

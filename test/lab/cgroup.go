//go:build linux

package lab

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"
)

// A host needs its own control groups: systemd-nspawn would otherwise put it
// into this process's, and two systemds that keep their services in one group
// take each other's processes for their own. All hosts of a lab are groups with
// the lab's name in front.

// cgroupRoots are the hierarchies in which a systemd keeps track of its services:
// version 2, and version 1's name=systemd where the machine has that.
func cgroupRoots() ([]string, error) {
	table, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil {
		return nil, err
	}
	var roots []string
	for line := range strings.Lines(string(table)) {
		mount, what, _ := strings.Cut(line, " - ")
		fields, kind := strings.Fields(mount), strings.Fields(what)
		if len(fields) < 5 || len(kind) < 3 {
			continue
		}
		if kind[0] == "cgroup2" || kind[0] == "cgroup" && slices.Contains(strings.Split(kind[2], ","), "name=systemd") {
			roots = append(roots, fields[4])
		}
	}
	if roots == nil {
		return nil, errors.New("no control groups are mounted")
	}
	return roots, nil
}

// makeCgroups makes a group in each hierarchy and returns the files that take
// the processes to put into it.
func makeCgroups(name string) ([]string, error) {
	roots, err := cgroupRoots()
	if err != nil {
		return nil, err
	}
	var procs []string
	for _, root := range roots {
		dir := filepath.Join(root, name)
		if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, os.ErrExist) {
			return nil, err
		}
		procs = append(procs, filepath.Join(dir, "cgroup.procs"))
	}
	return procs, nil
}

// removeCgroups removes the groups of a name, and those whose name goes on after
// a "-". Their processes have ended.
func removeCgroups(name string) error {
	roots, err := cgroupRoots()
	if err != nil {
		return err
	}
	var errs []error
	for _, root := range roots {
		groups, _ := filepath.Glob(filepath.Join(root, name) + "*")
		for _, group := range groups {
			if rest := strings.TrimPrefix(filepath.Base(group), name); rest == "" || rest[0] == '-' {
				errs = append(errs, removeTree(group))
			}
		}
	}
	return errors.Join(errs...)
}

// removeTree removes a group and those in it. A process that has just ended may
// hold its group a little longer.
func removeTree(group string) error {
	for deadline := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		err := removeTreeOnce(group)
		if err == nil || !errors.Is(err, syscall.EBUSY) || time.Now().After(deadline) {
			return err
		}
	}
}

// removeTreeOnce removes the groups inside first. The files of a group are removed
// with it.
func removeTreeOnce(group string) error {
	var dirs []string
	err := filepath.WalkDir(group, func(path string, d fs.DirEntry, err error) error {
		if d != nil && d.IsDir() && err == nil {
			dirs = append(dirs, path)
		}
		return nil
	})
	for _, dir := range slices.Backward(dirs) {
		if e := os.Remove(dir); e != nil && !errors.Is(e, os.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}

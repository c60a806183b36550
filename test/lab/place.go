//go:build linux

package lab

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// Everything a lab makes has this prefix: its folder, its network namespaces, and
// its processes by the folder in their command lines. Nothing else is ever cleaned
// up.
const (
	prefix   = "hagen-lab-"
	shelf    = "/var/tmp"                 // where the folders are
	netnsDir = "/run/netns"               // where ip keeps namespaces
	gate     = "/run/" + "hagen-lab.lock" // held while folders come and go
	lockName = "owner"
)

// notInNames is what systemd-nspawn does not take in the name of a machine.
var notInNames = regexp.MustCompile(`[^A-Za-z0-9-]+`)

// place is the folder of one lab. The lock in it says that the lab is in use: the
// kernel drops it when the owner ends for any reason, and the next lab then removes
// what is left.
type place struct {
	dir  string
	lock *os.File
}

// claim makes a new place and sweeps up what killed runs left behind.
func claim(name string) (*place, error) {
	unlock, err := enter()
	if err != nil {
		return nil, err
	}
	defer unlock()
	if err := sweep(abandoned); err != nil { // harmless: names are unique
		fmt.Fprintln(os.Stderr, "lab: sweep up after a run that was killed:", err)
	}
	dir, err := os.MkdirTemp(shelf, prefix+notInNames.ReplaceAllString(name, "-")+"-")
	if err != nil {
		return nil, err
	}
	lock, err := os.Create(filepath.Join(dir, lockName))
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	if _, err := fmt.Fprintln(lock, os.Getpid()); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return &place{dir: dir, lock: lock}, nil
}

// name is unique to this place; namespaces are named after it.
func (p *place) name() string { return filepath.Base(p.dir) }

// leave removes all that belongs to the place.
func (p *place) leave() error {
	unlock, err := enter()
	if err != nil {
		return err
	}
	defer unlock()
	return errors.Join(wipe(p.dir), p.lock.Close())
}

// enter waits for the gate.
func enter() (leave func(), err error) {
	f, err := os.OpenFile(gate, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return func() { _ = f.Close() }, nil // closing drops the lock
}

// Sweep removes what runs left behind that were killed before they could clean
// up. New labs do so by themselves.
func Sweep() error {
	unlock, err := enter()
	if err != nil {
		return err
	}
	defer unlock()
	return sweep(abandoned)
}

// sweepOwn removes every lab of this process, which is about to end.
func sweepOwn() error {
	unlock, err := enter()
	if err != nil {
		return err
	}
	defer unlock()
	return sweep(func(lock *os.File) bool {
		owner := make([]byte, 20)
		n, _ := lock.Read(owner)
		return strings.TrimSpace(string(owner[:n])) == strconv.Itoa(os.Getpid())
	})
}

// abandoned reports whether no process holds a place any more.
func abandoned(lock *os.File) bool {
	return unix.Flock(int(lock.Fd()), unix.LOCK_EX|unix.LOCK_NB) == nil
}

// sweep wipes the places whose lock file says so. A folder without a lock file
// is not ours.
func sweep(which func(lock *os.File) bool) error {
	dirs, err := filepath.Glob(filepath.Join(shelf, prefix+"*"))
	if err != nil {
		return err
	}
	var errs []error
	for _, dir := range dirs {
		lock, err := os.Open(filepath.Join(dir, lockName))
		if err != nil {
			continue
		}
		if which(lock) {
			errs = append(errs, wipe(dir))
		}
		_ = lock.Close()
	}
	return errors.Join(errs...)
}

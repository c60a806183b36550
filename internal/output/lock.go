package output

import (
	"errors"
	"hagen/internal/message"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// ErrLocked says that another run has been writing into a folder for too long.
var ErrLocked error = message.Fail(message.New("file.locked"))

// The names of files that a killed run leaves behind: .hagen-123.tmp, and
// .hagen-123.tmp.old for the old content.
const (
	tempPrefix = ".hagen-"
	tempSuffix = ".tmp"
	oldSuffix  = ".old"
)

// patience is how long a run waits for another one, which takes milliseconds
// unless its disk is slow.
const patience = 30 * time.Second

// lock locks the folders of the files for this run, always in the same order, and
// sweeps them. A folder that cannot be locked (on a file system without locks, or
// without read permission) is written to anyway.
func (t *transaction) lock() error {
	var dirs []string
	for _, s := range t.steps {
		if !s.device {
			dirs = append(dirs, absolute(filepath.Dir(s.path)))
		}
	}
	slices.Sort(dirs)
	for _, dir := range slices.Compact(dirs) {
		d, err := os.Open(dir)
		if err != nil {
			continue // staging reports the error
		}
		locked, err := takeLock(d)
		if err != nil {
			d.Close()
			t.unlock()
			return pathError("write", dir, err)
		}
		t.locks = append(t.locks, d)
		if locked {
			sweep(dir)
		}
	}
	return nil
}

// takeLock locks a folder as soon as no other run has it locked.
func takeLock(d *os.File) (locked bool, err error) {
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		switch err := tryLock(d); {
		case err == nil:
			return true, nil
		case !errors.Is(err, errHeld):
			return false, nil
		case time.Now().After(end):
			return false, ErrLocked
		}
	}
}

// errHeld says that another run has a lock.
var errHeld = errors.New("the lock is held")

// unlock releases the folders.
func (t *transaction) unlock() {
	for _, d := range t.locks {
		d.Close() // and with it its lock
	}
	t.locks = nil
}

// sweep removes the files of killed runs from a folder. The caller holds the lock,
// so no other run uses these files.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), oldSuffix)
		if e.Type().IsRegular() && strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(name, tempSuffix) && ours(e) {
			_ = os.Remove(filepath.Join(dir, e.Name())) // the next run tries again
		}
	}
}

// ours reports whether a file belongs to this user: another user's run may not have
// been able to lock the folder.
func ours(e fs.DirEntry) bool {
	info, err := e.Info()
	return err == nil && ownedByUs(info)
}

// keepForGood gives a backup that could not be restored a name that no later run
// sweeps.
func keepForGood(backup string) string {
	kept := strings.TrimSuffix(backup, tempSuffix+oldSuffix) + oldSuffix
	if kept == backup || os.Rename(backup, kept) != nil {
		return backup
	}
	return kept
}

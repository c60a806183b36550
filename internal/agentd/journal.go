package agentd

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"hagen/internal/agentd/api"
	"hagen/internal/apply"
	"hagen/internal/message"
	"hagen/internal/output"
)

// ended is the last phase of an order, after those that the engine tells: the
// outcome is known.
const ended apply.Phase = "ended"

// record is what survives a restart: the current or the last order. It contains
// CIBs, and so secrets, until the order has ended.
type record struct {
	Version int            `json:"version"`
	ID      string         `json:"id"`
	Started time.Time      `json:"started"`
	Phase   apply.Phase    `json:"phase"`
	SavedAs string         `json:"saved_as,omitempty"`
	Who     string         `json:"who"`
	Source  string         `json:"source"`
	Order   *api.Order     `json:"order,omitempty"` // until it has ended
	Outcome *apply.Outcome `json:"outcome,omitempty"`
	Error   *api.Error     `json:"error,omitempty"`
	Status  api.Status     `json:"status"`
}

const recordVersion = 1

// journal keeps one record in a file.
type journal struct{ dir string }

// journalFile is its name in the agent's state directory.
const journalFile = "agent-order.json"

func (j *journal) path() string { return filepath.Join(j.dir, journalFile) }

// put replaces the record; it is on the disk when put returns.
func (j *journal) put(r record) error {
	r.Version = recordVersion
	data, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(j.dir, 0o700); err != nil {
		return err
	}
	if err := j.own(); err != nil {
		return err
	}
	return output.Replace(output.File{Path: j.path(), Data: data, Mode: output.SecretData})
}

// own makes sure that the folder, if it exists, belongs to this user and is closed
// to others: the journal contains secrets, and the next run does what it says.
func (j *journal) own() error {
	info, err := os.Stat(j.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if uid, known := owner(info); known && uid != os.Getuid() {
		return &fs.PathError{Op: "open", Path: j.dir, Err: message.Fail(textOtherUser, uid)}
	}
	if info.Mode().Perm()&0o077 == 0 || runtime.GOOS == "windows" {
		return nil
	}
	return os.Chmod(j.dir, 0o700)
}

// get is the record, nil when there is none.
func (j *journal) get() (*record, error) {
	if err := j.own(); err != nil {
		return nil, err
	}
	info, err := os.Lstat(j.path())
	if err == nil && !info.Mode().IsRegular() {
		return nil, &damagedError{j.path(), errors.New("it is not a regular file")}
	}
	if err == nil {
		if uid, known := owner(info); known && uid != os.Getuid() {
			return nil, &damagedError{j.path(), message.Fail(textOtherUser, uid)}
		}
	}
	data, err := os.ReadFile(j.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var r record
	if err := json.Unmarshal(data, &r); err != nil {
		return nil, &damagedError{j.path(), err}
	}
	if r.Version != recordVersion {
		return nil, &damagedError{j.path(), fmt.Errorf("it is of version %d", r.Version)}
	}
	if r.Phase != ended && !r.Phase.Known() {
		return nil, &damagedError{j.path(), fmt.Errorf("it is in a phase that this agent does not know: %q", r.Phase)}
	}
	return &r, nil
}

// damagedError says that the journal is invalid. It is written atomically and
// synced, so another program wrote it, or the disk is broken.
type damagedError struct {
	path string
	err  error
}

func (e *damagedError) Error() string { return e.path + ": " + e.err.Error() }
func (e *damagedError) Unwrap() error { return e.err }

// setAside moves a damaged journal out of the way, for a person to look at.
func (j *journal) setAside() (string, error) {
	aside := j.path() + ".damaged"
	return aside, os.Rename(j.path(), aside)
}

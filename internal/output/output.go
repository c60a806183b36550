// Package output replaces files: all of a set or none of it. A reader
// of one of them finds the old or the new content at any moment, never a part.
package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// File is a file to write. Its mode is set exactly, whatever the umask says.
type File struct {
	Path string
	Data []byte
	Mode fs.FileMode
}

// The modes of files that hagen writes: readable by all, or only by the owner if
// they contain a secret.
const (
	PublicData   fs.FileMode = 0o644
	PublicScript fs.FileMode = 0o755
	SecretData   fs.FileMode = 0o600
	SecretScript fs.FileMode = 0o700
)

// Replace writes all files or, when it returns an error, none. Everything that can
// fail early (a missing directory, a full disk) fails before the first old file is
// touched; files that were already replaced when a later one fails are restored.
//
// Symbolic links are kept and their targets replaced. Devices and pipes, such as
// /dev/null, are written to. Errors are *fs.PathError, joined by a *RestoreError
// for each file that could not be restored.
//
// Runs that write into the same folder wait for each other, so that a pair always
// comes from one run. Files left by a killed run are removed by the next one.
func Replace(files ...File) error {
	t := transaction{rename: os.Rename}
	return t.replace(files)
}

func (t *transaction) replace(files []File) error {
	if err := t.begin(files); err != nil {
		return err
	}
	defer t.unlock()
	defer t.cleanUp()
	for _, s := range t.steps {
		if err := s.stage(); err != nil {
			return pathError("write", s.file.Path, err)
		}
	}
	return t.commitAll()
}

// begin finds out where the files go and locks their folders for this run.
func (t *transaction) begin(files []File) error {
	for _, f := range files {
		s := &step{file: f}
		var err error
		if s.path, s.device, err = resolve(f.Path); err != nil {
			return pathError("write", f.Path, err)
		}
		t.steps = append(t.steps, s)
	}
	return t.lock()
}

// transaction is one Replace. rename is a field so that a test can make it fail.
type transaction struct {
	steps  []*step
	locks  []*os.File // of the folders the files go to
	rename func(from, to string) error
}

// step is one file to replace.
type step struct {
	file   File
	path   string // the real path, links followed
	device bool   // neither file nor directory: written to, not replaced
	temp   string // the new content, until it is in place
	backup string // the old content; "" when there was none
	done   bool
}

// stage puts the new content next to the old one.
func (s *step) stage() (err error) {
	if !s.device {
		s.temp, err = writeTemp(filepath.Dir(s.path), s.file.Data, s.file.Mode)
	}
	return err
}

// commitAll puts all new content in place, or restores everything.
func (t *transaction) commitAll() error {
	for _, s := range t.steps {
		if err := t.commit(s); err != nil {
			return errors.Join(pathError("write", s.file.Path, err), t.rollBack())
		}
	}
	for _, s := range t.steps {
		syncDir(filepath.Dir(s.path))
	}
	return nil
}

// commit puts the new content in place.
func (t *transaction) commit(s *step) error {
	if s.device {
		return writeDevice(s.path, s.file.Data)
	}
	var err error
	if s.backup, err = keep(s.path, s.temp+oldSuffix); err != nil {
		return err
	}
	if err := t.rename(s.temp, s.path); err != nil {
		return err
	}
	s.temp, s.done = "", true
	return nil
}

// rollBack restores the replaced files. A file that cannot be restored is kept
// under its backup name, which is in the error.
func (t *transaction) rollBack() error {
	var failed []error
	for _, s := range t.steps {
		switch {
		case !s.done:
		case s.backup == "":
			if err := os.Remove(s.path); err != nil {
				failed = append(failed, &RestoreError{Path: s.file.Path, Err: plain(err)})
			}
		default:
			if err := t.rename(s.backup, s.path); err != nil {
				failed = append(failed, &RestoreError{Path: s.file.Path, Backup: keepForGood(s.backup), Err: plain(err)})
			}
			s.backup = ""
		}
	}
	return errors.Join(failed...)
}

// cleanUp removes the temporary files that are left.
func (t *transaction) cleanUp() {
	for _, s := range t.steps {
		for _, path := range []string{s.temp, s.backup} {
			if path != "" {
				os.Remove(path)
			}
		}
	}
}

// writeTemp writes a new file and syncs it to disk. Only the owner can read it
// until it is complete.
func writeTemp(dir string, data []byte, mode fs.FileMode) (path string, err error) {
	// The name does not include that of the file, which may already have the
	// maximum length.
	f, err := os.CreateTemp(dir, tempPrefix+"*"+tempSuffix)
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Chmod(mode)
	}
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		os.Remove(f.Name())
		return "", err
	}
	return f.Name(), nil
}

// keep gives the content of a file a second name: with a hard link, or a copy where
// links are not possible. A missing file needs none.
func keep(path, backup string) (string, error) {
	err := os.Link(path, backup)
	switch {
	case err == nil:
		return backup, nil
	case errors.Is(err, fs.ErrNotExist):
		return "", nil
	}
	old, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	defer old.Close()
	info, err := old.Stat()
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(old)
	if err != nil {
		return "", err
	}
	return writeTemp(filepath.Dir(path), data, info.Mode().Perm())
}

func writeDevice(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// syncDir makes renames in a directory durable. Not every system supports it; the
// files are complete either way.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}

// pathError names the file as the user did.
func pathError(op, path string, err error) error {
	return &fs.PathError{Op: op, Path: path, Err: plain(err)}
}

// plain removes the names of temporary files from an error.
func plain(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

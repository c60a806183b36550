package keys

import (
	"errors"
	"hagen/internal/message"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ErrWritable says that others than its owner can write a list of keys.
var ErrWritable error = message.Fail(message.New("key.writable"))

// ErrFolder says that others can write a folder above a list of keys, and so
// replace the list.
var ErrFolder error = message.Fail(message.New("key.folder"))

// ErrOwner says that a list or a key belongs to a user who is not trusted.
var ErrOwner error = message.Fail(message.New("key.owner"))

// ErrNotFile says that a list or a key is a pipe, a device or a folder.
var ErrNotFile error = message.Fail(message.New("key.not-a-file"))

// ErrTooLong says that a file is larger than a key or a list can be.
var ErrTooLong error = message.Fail(message.New("key.too-long"))

// readSmall reads a regular file of at most limit bytes, as check allows it.
func readSmall(path string, limit int64, check func(os.FileInfo) error) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat() // of the open file, not of what has its name by now
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		err = ErrNotFile
	} else {
		err = check(info)
	}
	if err != nil {
		return nil, &os.PathError{Op: "read", Path: path, Err: err}
	}
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = &os.PathError{Op: "read", Path: path, Err: ErrTooLong}
	}
	return data, err
}

// public allows any file: certificates.
func public(os.FileInfo) error { return nil }

// private allows a key that its owner, this user or root, alone can read.
func private(info os.FileInfo) error {
	switch {
	case runtime.GOOS == "windows":
		return nil
	case info.Mode().Perm()&0o077 != 0:
		return ErrOpen
	case !trusted(info):
		return ErrOwner
	}
	return nil
}

// listed allows a list that only its owner, this user or root, can write.
func listed(info os.FileInfo) error {
	switch {
	case runtime.GOOS == "windows":
		return nil
	case info.Mode().Perm()&0o022 != 0:
		return ErrWritable
	case !trusted(info):
		return ErrOwner
	}
	return nil
}

// checkFolders makes sure that no other user can put another file in the place of
// a list, as sshd does: no folder on the way belongs to another user or can be
// written by others. In a folder with the sticky bit, such as /tmp,
// files of other users cannot be replaced.
func checkFolders(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	full, err := filepath.Abs(path)
	if err == nil {
		full, err = filepath.EvalSymlinks(full)
	}
	if err != nil {
		return err
	}
	for dir := filepath.Dir(full); ; dir = filepath.Dir(dir) {
		info, err := os.Lstat(dir)
		switch {
		case err != nil:
			return err
		case !trusted(info):
			return &os.PathError{Op: "read", Path: dir, Err: ErrOwner}
		case info.Mode().Perm()&0o022 != 0 && info.Mode()&os.ModeSticky == 0:
			return &os.PathError{Op: "read", Path: dir, Err: ErrFolder}
		}
		if dir == filepath.Dir(dir) {
			return nil
		}
	}
}

// create makes a file that was not there, readable for its owner alone and
// complete from its first moment; fs.ErrExist when there is one.
func create(path string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".hagen-*.tmp") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Link(f.Name(), path)
}

// appendLine adds a line to a list of keys in one write, on the disk for good.
func appendLine(path, line string) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if unfinished(f) { // an editor left the last line without its end
		line = "\n" + line
	}
	if _, err := f.WriteString(line + "\n"); err != nil {
		return err
	}
	return f.Sync()
}

func unfinished(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return false
	}
	last := make([]byte, 1)
	_, err = f.ReadAt(last, info.Size()-1)
	return err == nil && last[0] != '\n'
}

// readList reads a list of keys that no other user may write.
func readList(path string) ([]byte, error) { return readSmall(path, maxList, listed) }

// maxList bounds a list of keys: ten thousand lines.
const maxList = 1 << 20

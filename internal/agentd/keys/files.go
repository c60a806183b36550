package keys

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
)

// ErrWritable says that others than its owner can write a list of keys.
var ErrWritable = errors.New("others can write this file: chmod go-w it")

// ErrTooLong says that a file is not what it should be.
var ErrTooLong = errors.New("the file is too long")

// readSmall reads a file of at most limit bytes.
func readSmall(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = &os.PathError{Op: "read", Path: path, Err: ErrTooLong}
	}
	return data, err
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

// readList reads a list of keys that nobody else may write.
func readList(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o022 != 0 {
		return nil, &os.PathError{Op: "read", Path: path, Err: ErrWritable}
	}
	return readSmall(path, maxList)
}

// maxList bounds a list of keys: ten thousand lines.
const maxList = 1 << 20

package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"hagen/internal/message"
)

// ErrDirectory says that there is a directory where a file should go.
var ErrDirectory error = message.Fail(message.New("file.directory"))

// ErrLinks says that symbolic links lead nowhere.
var ErrLinks = errors.New("too many levels of symbolic links")

// resolve follows the links of a path. device is true if it exists and is not a
// regular file: replacing /dev/null with a file would be a disaster.
func resolve(path string) (final string, device bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		final, err = followDangling(path)
		return final, false, err
	case err != nil:
		return "", false, err
	case info.IsDir():
		return "", false, ErrDirectory
	case !info.Mode().IsRegular():
		return path, true, nil
	}
	final, err = filepath.EvalSymlinks(path)
	return final, false, err
}

// followDangling follows links whose target does not exist yet; the file is created
// there.
func followDangling(path string) (string, error) {
	for range 40 {
		target, err := os.Readlink(path)
		if err != nil {
			return path, nil // not a link, or it does not exist: the final path
		}
		if !filepath.IsAbs(target) {
			target = filepath.Join(filepath.Dir(path), target)
		}
		path = target
	}
	return "", ErrLinks
}

// IsDir reports whether a path is a directory that exists.
func IsDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// NamesDir reports whether a path names a directory: one that exists, or one to
// create because the path ends with a separator.
func NamesDir(path string) bool {
	return path != "" && (os.IsPathSeparator(path[len(path)-1]) || IsDir(path))
}

// IsDevice reports whether a path is something that is written to rather than
// replaced: a terminal, a pipe, /dev/null.
func IsDevice(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir() && !info.Mode().IsRegular()
}

// MakeDir makes sure that a directory exists. undo removes what it made.
func MakeDir(dir string) (undo func(), err error) {
	var made []string
	for d := filepath.Clean(dir); ; d = filepath.Dir(d) {
		if _, err := os.Stat(d); err == nil || d == filepath.Dir(d) {
			break
		}
		made = append(made, d)
	}
	undo = func() {
		for _, d := range made { // inner ones first
			os.Remove(d)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		undo()
		return nil, pathError("write", dir, err)
	}
	return undo, nil
}

// ReplaceIn replaces files in a directory that it makes when it has to; "" needs
// none.
func ReplaceIn(dir string, files ...File) error {
	undo := func() {}
	if dir != "" {
		var err error
		if undo, err = MakeDir(dir); err != nil {
			return err
		}
	}
	if err := Replace(files...); err != nil {
		undo()
		return err
	}
	return nil
}

// Same reports whether two paths lead to the same file, even one that does not
// exist.
func Same(a, b string) bool {
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	if errA == nil && errB == nil {
		return os.SameFile(infoA, infoB)
	}
	if (errA == nil) != (errB == nil) {
		return false
	}
	a, b = absolute(a), absolute(b)
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.EqualFold(a, b) // their file systems ignore case
	}
	return a == b
}

// absolute returns the full path of a file that does not exist yet.
func absolute(path string) string {
	if final, err := followDangling(path); err == nil {
		path = final
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if dir, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(dir, filepath.Base(path))
	}
	return path
}

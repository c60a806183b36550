//go:build !unix || solaris || aix

package output

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock locks nothing: folders have no locks here.
func tryLock(*os.File) error { return errors.ErrUnsupported }

// ownedByUs is never called where nothing is locked.
func ownedByUs(fs.FileInfo) bool { return false }

//go:build !unix || solaris || aix

package output

import (
	"errors"
	"io/fs"
	"os"
)

// tryLock does nothing: folders cannot be locked on this system.
func tryLock(*os.File) error { return errors.ErrUnsupported }

// ownedByUs is never called on a system without locks.
func ownedByUs(fs.FileInfo) bool { return false }

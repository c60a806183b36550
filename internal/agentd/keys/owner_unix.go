//go:build unix

package keys

import (
	"os"
	"syscall"
)

// openFlags prevent a pipe from blocking the open call.
const openFlags = syscall.O_NONBLOCK

// trusted reports whether a file belongs to this user or to root.
func trusted(info os.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	return ok && (stat.Uid == 0 || int(stat.Uid) == os.Geteuid())
}

//go:build !unix

package keys

import "os"

const openFlags = 0

// trusted reports whether a file belongs to this user: where files have no
// owners of this kind, the folder of a user's own is trusted.
func trusted(os.FileInfo) bool { return true }

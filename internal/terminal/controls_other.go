//go:build !windows

package terminal

import "os"

// Controls reports whether a file is a terminal that understands control sequences.
// TERM=dumb is for the caller to look at.
func Controls(f *os.File) bool { return Is(f) }

//go:build linux

package debroot

import (
	"os"
	"testing"

	"hagen/test/need"
)

// Need returns the folder of a root file system, or skips the test where there
// is none and none can be made.
func Need(t testing.TB, r Root) string {
	t.Helper()
	if os.Geteuid() != 0 {
		need.Skip(t, "only root can use the file system of another release")
	}
	if !r.Cached() {
		need.Tool(t, "apt install "+Tool, Tool)
	}
	dir, err := r.Dir(t.Context())
	if err != nil {
		need.Skip(t, err.Error())
	}
	return dir
}

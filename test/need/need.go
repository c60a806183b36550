// Package need lets tests require programs of the machine: a test whose tool is
// missing is skipped on a developer's machine with a line that says what to
// install, and fails in CI, where a skipped test would hide a gap.
package need

import (
	"os"
	"os/exec"
	"testing"
)

// Everything is the environment variable that turns skips into failures.
const Everything = "HAGEN_TEST_EVERYTHING"

// Missing is the environment variable in which the test command names the
// packages that are not installed. Asking for it lets go's cache of results
// notice when they are: a skip is not repeated from the cache then.
const Missing = "HAGEN_TEST_MISSING"

// Tool makes sure that programs (or files, when the name holds a slash) are
// there. install is what to tell a person, such as "apt install pcs".
func Tool(t testing.TB, install string, names ...string) {
	t.Helper()
	_ = os.Getenv(Missing)
	for _, name := range names {
		if _, err := exec.LookPath(name); err == nil {
			continue
		}
		if _, err := os.Stat(name); err == nil {
			continue
		}
		Skip(t, name+" is not installed: "+install)
	}
}

// Long leaves the test out under -short, which "make quick" sets: it takes
// seconds, and others fail where a stage is plainly broken. Name it first, so
// that a quick run asks for no tool either.
func Long(t testing.TB) {
	t.Helper()
	if testing.Short() {
		t.Skip(LeftOut)
	}
}

// LeftOut is what Long says: left out by -short, not for want of a tool.
const LeftOut = "takes seconds: left out by -short"

// Skip skips the test, or fails it where everything has to run.
func Skip(t testing.TB, why string) {
	t.Helper()
	_ = os.Getenv(Missing)
	if os.Getenv(Everything) != "" {
		t.Fatalf("%s is set and this part cannot run: %s", Everything, why)
	}
	t.Skip(why)
}

package pcstest

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// RunEnv is Run in another environment, such as one with a faster pcs.
func RunEnv(t testing.TB, env []string, script []byte, cib string) []byte {
	t.Helper()
	after, out, err := Try(t, env, script, cib)
	if err != nil {
		t.Fatalf("the script failed: %v\n%s\n%s", err, out, script)
	}
	return after
}

// Try runs a script on a CIB file and returns what the file holds afterwards,
// what the script printed, and how it failed.
func Try(t testing.TB, env []string, script []byte, cib string) (after, printed []byte, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "script.sh")
	if err := os.WriteFile(path, script, 0o700); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", path, cib)
	cmd.Env = env
	printed, err = cmd.CombinedOutput()
	after, readErr := os.ReadFile(cib)
	if readErr != nil {
		t.Fatal(readErr)
	}
	return after, printed, err
}

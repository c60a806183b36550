//go:build linux

package debroot

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hagen/test/need"
)

// TestExpired: mmdebstrap takes a mirror whose Release file has expired, as sid's does
// after a week, and refuses it without what Root.make tells it. It only simulates: the
// mirror is a folder without files of packages.
func TestExpired(t *testing.T) {
	need.Tool(t, "apt install "+Tool, Tool)
	real, err := exec.LookPath(Tool)
	if err != nil {
		t.Fatal(err)
	}
	mirror := expiredMirror(t)
	for _, x := range []struct{ does, want string }{
		{`exec ` + real + ` --dry-run "$@"`, ""},
		{`for a; do shift; case $a in --aptopt=*) ;; *) set -- "$@" "$a";; esac; done; exec ` + real + ` --dry-run "$@"`, "apt-get update"},
	} {
		fakeTool(t, x.does)
		t.Setenv(MirrorVariable, "deb [trusted=yes] file://"+mirror+" sid main")
		_, err := Root{Suite: "sid", Packages: []string{"pcs"}}.Dir(t.Context())
		if (err == nil) != (x.want == "") || err != nil && !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v, want %q", x.does, err, x.want)
		}
	}
}

// expiredMirror makes a mirror of sid that knows one package.
func expiredMirror(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	arch, err := exec.CommandContext(t.Context(), "dpkg", "--print-architecture").Output()
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSpace(string(arch))
	list := "Package: pcs\nArchitecture: all\nVersion: 1\nMaintainer: a <a@example.org>\nDescription: one of none\n" +
		fmt.Sprintf("Filename: pool/pcs.deb\nSize: 1\nSHA256: %x\n", sha256.Sum256(nil))
	day := func(ago int) string {
		return time.Now().UTC().AddDate(0, 0, -ago).Format("Mon, 02 Jan 2006 15:04:05 UTC")
	}
	release := "Origin: Debian\nSuite: sid\nCodename: sid\nComponents: main\nArchitectures: " + name +
		"\nDate: " + day(30) + "\nValid-Until: " + day(23) +
		fmt.Sprintf("\nSHA256:\n %x %d main/binary-%s/Packages\n", sha256.Sum256([]byte(list)), len(list), name)
	for path, text := range map[string]string{"Release": release, "main/binary-" + name + "/Packages": list} {
		path = filepath.Join(dir, "dists/sid", path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil { // apt reads it as another user
		t.Fatal(err)
	}
	return dir
}

//go:build linux

// Package dist holds the tests of what make dist makes: the same bytes twice, whole
// archives, packages that install on a real host and run the agent there, pages of
// the manual that man shows, a hagen.exe that takes a dropped workbook.
package dist

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"hagen/test/need"
)

// What the files under test are made of.
const (
	version = "1.2.3"
	commit  = "0123456789abcdef0123456789abcdef01234567"
	epoch   = "1790000000"
	day     = "2026-09-21"
)

// TestDist makes the files twice, from two copies of the sources in folders of
// different names and with other modes, and looks at them.
func TestDist(t *testing.T) {
	need.Long(t)
	out := t.TempDir()
	first, second := filepath.Join(out, "first"), filepath.Join(out, "second")
	generate(t, filepath.Join(out, "hagen"), "022", first)
	generate(t, filepath.Join(out, "another copy"), "077", second)
	t.Run("same bytes", func(t *testing.T) { sameBytes(t, first, second) })
	t.Run("checksums", func(t *testing.T) { checksums(t, first) })
	t.Run("archives", func(t *testing.T) { archives(t, first) })
	t.Run("bill", func(t *testing.T) { billOfMaterials(t, first) })
	t.Run("packages", func(t *testing.T) { packages(t, first) })
	t.Run("manual", func(t *testing.T) { manual(t, first) })
	t.Run("page", func(t *testing.T) { installPage(t, first) })
	t.Run("host", func(t *testing.T) { onHost(t, first) })
	t.Run("windows", func(t *testing.T) { onWindows(t, first) })
}

// generate copies the sources, as an archive of them is unpacked, and makes the files.
func generate(t *testing.T, copied, umask, out string) {
	t.Helper()
	if err := os.Mkdir(copied, 0o755); err != nil {
		t.Fatal(err)
	}
	command(t, "sh", "-c", `umask "$2"; tar -C ../.. --exclude=./.git --exclude=./hagen --exclude=./dist --exclude=./testdata -c . | tar -C "$1" --no-same-permissions -x`,
		"copy", copied, umask)
	cmd := exec.CommandContext(t.Context(), "sh", "-c", `umask "$1"; shift; exec "$@"`, "sh", umask,
		"go", "run", "./test/gen/dist", "-version", version, "-commit", commit, "-out", out)
	cmd.Dir = copied
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH="+epoch)
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("dist: %v\n%s", err, said)
	}
}

func sameBytes(t *testing.T, first, second string) {
	names := list(t, first)
	want := []string{"SHA256SUMS", "hagen-1.2.3-1.aarch64.rpm", "hagen-1.2.3-1.x86_64.rpm",
		"hagen-1.2.3-darwin-amd64.tar.gz", "hagen-1.2.3-darwin-arm64.tar.gz", "hagen-1.2.3-linux-amd64.tar.gz", "hagen-1.2.3-linux-arm64.tar.gz",
		"hagen-1.2.3-windows-amd64.zip", "hagen-1.2.3.cdx.json", "hagen-darwin-amd64", "hagen-darwin-arm64", "hagen-linux-amd64", "hagen-linux-arm64",
		"hagen-windows-amd64.exe", "hagen_1.2.3_amd64.deb", "hagen_1.2.3_arm64.deb"}
	if !slices.Equal(names, want) || !slices.Equal(list(t, second), want) {
		t.Errorf("there are %q, want %q", names, want)
	}
	for _, name := range names {
		if !bytes.Equal(read(t, filepath.Join(first, name)), read(t, filepath.Join(second, name))) {
			t.Errorf("%s differs", name)
		}
	}
}

// checksums asks sha256sum, which fails when a file is missing or altered.
func checksums(t *testing.T, dir string) {
	out := command(t, "sh", "-c", `cd "$1" && sha256sum --strict -c SHA256SUMS`, "sh", dir)
	if n := strings.Count(out, ": OK\n"); n != len(list(t, dir))-1 {
		t.Errorf("%d files are checked:\n%s", n, out)
	}
}

// billOfMaterials compares the bill with the modules that the go command says the
// packages of hagen are from.
func billOfMaterials(t *testing.T, dir string) {
	var bill struct {
		BOMFormat, SpecVersion string
		Metadata               struct {
			Timestamp string
			Component struct {
				Name, Version string
				Properties    []struct{ Name, Value string }
			}
		}
		Components []struct {
			Type, Name, Version, PURL string
			Hashes                    []struct{ Alg, Content string }
		}
	}
	if err := json.Unmarshal(read(t, filepath.Join(dir, "hagen-1.2.3.cdx.json")), &bill); err != nil {
		t.Fatal(err)
	}
	m := bill.Metadata
	if bill.BOMFormat != "CycloneDX" || bill.SpecVersion != "1.5" || m.Component.Name != "hagen" || m.Component.Version != version ||
		!strings.HasPrefix(m.Timestamp, day) || len(m.Component.Properties) != 1 || m.Component.Properties[0].Value != commit {
		t.Errorf("it begins with %+v", m)
	}
	var got, files []string
	for _, c := range bill.Components {
		switch {
		case c.Type == "library" && c.PURL == "pkg:golang/"+c.Name+"@"+c.Version:
			got = append(got, c.Name+" "+c.Version)
		case c.Type == "file" && strings.Contains(string(read(t, filepath.Join(dir, "SHA256SUMS"))), c.Hashes[0].Content+"  "+c.Name+"\n"):
			files = append(files, c.Name)
		default:
			t.Errorf("invalid component %+v", c)
		}
	}
	want := []string{"std " + strings.TrimPrefix(runtime.Version(), "go")}
	for _, goos := range []string{"linux", "darwin", "windows"} {
		out := command(t, "env", "GOOS="+goos, "CGO_ENABLED=0", "go", "list", "-deps", "-f", `{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}{{end}}{{end}}`, "hagen/cmd/hagen")
		want = append(want, strings.Split(strings.TrimSpace(out), "\n")...)
	}
	slices.Sort(want)
	want = slices.DeleteFunc(slices.Compact(want), func(s string) bool { return s == "" })
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("it lists %q, want %q", got, want)
	}
	if len(files) != 5 {
		t.Errorf("it has the checksums of %q", files)
	}
}

// list are the names of a folder's files.
func list(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// command runs a program, which must end well, and returns what it says.
func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

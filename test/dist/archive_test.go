//go:build linux

package dist

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"debug/elf"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// archives looks into the archives and runs the binary of this machine.
func archives(t *testing.T, dir string) {
	every := []string{"README.md", "README.ja.md", "CHANGELOG.md", "docs/apply.md", "docs/agent.md", "completions/hagen.bash", "completions/hagen.fish", "completions/_hagen",
		"man/man1/hagen.1", "man/man1/hagen-apply.1", "man/ja/man1/hagen-agent-init.1", "man/ko/man1/hagen-check.1"}
	for _, system := range []string{"linux-amd64", "linux-arm64", "darwin-amd64", "darwin-arm64", "windows-amd64"} {
		unpack, ending, program := untar, ".tar.gz", "hagen"
		if strings.HasPrefix(system, "windows") {
			unpack, ending, program = unzip, ".zip", "hagen.exe"
		}
		top := "hagen-" + version + "-" + system
		files := unpack(t, read(t, filepath.Join(dir, top+ending)))
		for _, name := range append(slices.Clone(every), program) {
			if len(files[top+"/"+name]) == 0 {
				t.Errorf("%s%s has no %s", top, ending, name)
			}
		}
		if unit := files[top+"/packaging/hagen-agent.service"]; (len(unit) > 0) != strings.HasPrefix(system, "linux") {
			t.Errorf("%s has a unit of %d bytes", top, len(unit))
		}
		for name := range files {
			if !strings.HasPrefix(name, top+"/") {
				t.Errorf("%s unpacks %s beside its folder", top, name)
			}
		}
		binary := strings.TrimSuffix("hagen-"+system+strings.TrimPrefix(program, "hagen"), "/")
		if !bytes.Equal(files[top+"/"+program], read(t, filepath.Join(dir, binary))) {
			t.Errorf("%s has another binary than %s", top, binary)
		}
	}
	file := filepath.Join(dir, "hagen-linux-"+runtime.GOARCH)
	said := command(t, file, "version", "--lang", "en")
	for _, want := range []string{"hagen 1.2.3 (go", "\ncommit " + commit + " (" + day + ")\n", "\ntargets rhel8, rhel9, "} {
		if !strings.Contains(said, want) {
			t.Errorf("hagen version does not say %q:\n%s", want, said)
		}
	}
	program, err := elf.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("the binary is not static")
		}
	}
	where, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	root, data := filepath.Dir(filepath.Dir(where)), read(t, file)
	for _, below := range []string{"/cmd/", "/internal/"} { // Go's own packages have paths such as …/check/check.go
		if bytes.Contains(data, []byte(root+below)) {
			t.Errorf("the binary names the folder %s", root)
		}
	}
}

// untar is the contents of a tarball. All its files are root's, and of one time.
func untar(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if err == io.EOF {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		want := int64(0o644)
		if filepath.Base(h.Name) == "hagen" {
			want = 0o755
		}
		if h.Mode != want || h.Uid != 0 || h.ModTime.UTC().Format("2006-01-02") != day {
			t.Errorf("%s has mode %o, owner %d, time %s", h.Name, h.Mode, h.Uid, h.ModTime)
		}
		if files[h.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
}

// unzip is the contents of a zip archive.
func unzip(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if files[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

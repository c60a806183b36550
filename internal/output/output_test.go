package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tree reads a directory: names to "mode content".
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		if !info.Mode().IsRegular() {
			out[e.Name()] = info.Mode().Type().String()
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		mode := info.Mode().Perm().String()
		if runtime.GOOS == "windows" {
			mode = "-"
		}
		out[e.Name()] = mode + " " + string(data)
	}
	return out
}

func write(t *testing.T, path, content string, mode fs.FileMode) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func pair(dir string) []File {
	return []File{
		{Path: filepath.Join(dir, "a.xml"), Data: []byte("new xml"), Mode: SecretData},
		{Path: filepath.Join(dir, "a.sh"), Data: []byte("new script"), Mode: PublicScript},
	}
}

func onUnix(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("needs the modes and links of Unix")
	}
}

func TestReplaceWritesNewAndOldFiles(t *testing.T) {
	onUnix(t)
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.sh"), "old script, longer than the new one", 0o444)
	if err := Replace(pair(dir)...); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"a.xml": "-rw------- new xml", "a.sh": "-rwxr-xr-x new script"}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReplaceKeepsOldFilesWhenStagingFails(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), "old xml", 0o644)
	if err := os.Mkdir(filepath.Join(dir, "a.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	before := tree(t, dir)
	err := Replace(pair(dir)...)
	if !errors.Is(err, ErrDirectory) {
		t.Errorf("error %v, want %v", err, ErrDirectory)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("changed (-before +after):\n%s", diff)
	}

	files := pair(dir)
	files[1].Path = filepath.Join(dir, "missing", "a.sh")
	err = Replace(files...)
	var pe *fs.PathError
	if !errors.As(err, &pe) || pe.Path != files[1].Path || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v does not name %s", err, files[1].Path)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Errorf("changed (-before +after):\n%s", diff)
	}
}

// TestReplacePutsBack fails the second of two renames.
func TestReplacePutsBack(t *testing.T) {
	for name, old := range map[string]bool{"over an old file": true, "over nothing": false} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if old {
				write(t, filepath.Join(dir, "a.xml"), "old xml", 0o640)
				write(t, filepath.Join(dir, "a.sh"), "old script", 0o750)
			}
			before := tree(t, dir)
			err := replaceWith(t, pair(dir), func(from, to string) error {
				if filepath.Base(to) == "a.sh" {
					return &os.LinkError{Op: "rename", Old: from, New: to, Err: errors.New("disk on fire")}
				}
				return os.Rename(from, to)
			})
			if err == nil || !strings.Contains(err.Error(), "a.sh: disk on fire") || strings.Contains(err.Error(), ".tmp") {
				t.Errorf("error %v", err)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("changed (-before +after):\n%s", diff)
			}
		})
	}
}

// TestReplaceTellsWhereTheOldIs fails the second rename and the rollback.
func TestReplaceTellsWhereTheOldIs(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.xml"), "old xml", 0o640)
	first := true
	err := replaceWith(t, pair(dir), func(from, to string) error {
		if first {
			first = false
			return os.Rename(from, to)
		}
		return errors.New("disk on fire")
	})
	if err == nil {
		t.Fatal("no error")
	}
	found := false
	for name, content := range tree(t, dir) {
		if strings.HasSuffix(content, "old xml") {
			found = strings.Contains(err.Error(), name)
		}
	}
	if !found {
		t.Errorf("the old content is lost or its name is not told: %v", err)
	}
}

// replaceWith is Replace with a rename of the test's own.
func replaceWith(t *testing.T, files []File, rename func(from, to string) error) error {
	t.Helper()
	tr := transaction{rename: rename}
	return tr.replace(files)
}

func TestKeepCopiesWhereLinksFail(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.xml")
	write(t, path, "old", 0o640)
	taken := filepath.Join(dir, "taken") // no link can be made over it
	write(t, taken, "", 0o600)
	backup, err := keep(path, taken)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(backup)
	if err != nil || string(got) != "old" {
		t.Errorf("backup holds %q (%v)", got, err)
	}
	if backup, err := keep(filepath.Join(dir, "nothing"), filepath.Join(dir, "b")); backup != "" || err != nil {
		t.Errorf("a missing file gave the backup %q, error %v", backup, err)
	}
}

func TestReplaceFollowsLinks(t *testing.T) {
	onUnix(t)
	dir, elsewhere := t.TempDir(), t.TempDir()
	real := filepath.Join(elsewhere, "real.xml")
	write(t, real, "old", 0o644)
	for link, target := range map[string]string{
		filepath.Join(dir, "a.xml"): real,
		filepath.Join(dir, "a.sh"):  "../" + filepath.Base(elsewhere) + "/new.sh", // dangling
	} {
		if err := os.Symlink(target, link); err != nil {
			t.Fatal(err)
		}
	}
	if err := Replace(pair(dir)...); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"a.xml": "L---------", "a.sh": "L---------"}, tree(t, dir)); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	want := map[string]string{"real.xml": "-rw------- new xml", "new.sh": "-rwxr-xr-x new script"}
	if diff := cmp.Diff(want, tree(t, elsewhere)); diff != "" {
		t.Errorf("what they point at (-want +got):\n%s", diff)
	}

	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	if err := Replace(File{Path: loop}); err == nil {
		t.Error("wrote through a link that points at itself")
	}
}

func TestReplaceWritesToDevices(t *testing.T) {
	onUnix(t)
	before, err := os.Stat(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	if err := Replace(File{Path: os.DevNull, Data: []byte("x"), Mode: PublicData}); err != nil {
		t.Fatal(err)
	}
	after, err := os.Stat(os.DevNull)
	if err != nil || after.Mode() != before.Mode() {
		t.Errorf("%s was %v, is %v (%v)", os.DevNull, before.Mode(), after, err)
	}
}

func TestReplaceTakesTheLongestNames(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("n", 251)+".xml")
	for range 2 {
		if err := Replace(File{Path: path, Data: []byte("x"), Mode: PublicData}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestMakeDir(t *testing.T) {
	dir := t.TempDir()
	undo, err := MakeDir(filepath.Join(dir, "a", "b") + "/")
	if err != nil || !IsDir(filepath.Join(dir, "a", "b")) {
		t.Fatalf("not made: %v", err)
	}
	undo()
	if IsDir(filepath.Join(dir, "a")) || !IsDir(dir) {
		t.Error("undo left a directory it made, or removed one it found")
	}
	write(t, filepath.Join(dir, "file"), "", 0o644)
	if _, err := MakeDir(filepath.Join(dir, "file", "x")); err == nil {
		t.Error("made a directory in a file")
	}
}

func TestSame(t *testing.T) {
	onUnix(t)
	dir := t.TempDir()
	t.Chdir(dir)
	write(t, "there", "", 0o644)
	for _, err := range []error{os.Symlink("there", "link"), os.Symlink("nothing", "dangling"), os.Mkdir("d", 0o755), os.Symlink("d", "dd")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		a, b string
		want bool
	}{
		{"there", "./there", true},
		{"there", "link", true},
		{"there", "other", false},
		{"x", "./d/../x", true},
		{"d/x", "dd/x", true},
		{"nothing", "dangling", true},
		{"x", "y", false},
		{filepath.Join(dir, "x"), "x", true},
	}
	for _, tt := range tests {
		if got := Same(tt.a, tt.b); got != tt.want {
			t.Errorf("Same(%q, %q) = %t", tt.a, tt.b, got)
		}
	}
}

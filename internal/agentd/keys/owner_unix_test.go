//go:build unix

package keys

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestAuthorizedRefuses: what others could change, or could have made, lets
// no client in; a pipe does not hold up the agent.
func TestAuthorizedRefuses(t *testing.T) {
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	root := os.Geteuid() == 0
	tests := map[string]struct {
		spoil func(outer, dir, list string) error
		want  error
		root  bool // only root can make it
	}{
		"as it should be":              {func(string, string, string) error { return nil }, nil, false},
		"a list others can write":      {func(_, _, list string) error { return os.Chmod(list, 0o620) }, ErrWritable, false},
		"another's list":               {func(_, _, list string) error { return os.Chown(list, 4711, 4711) }, ErrOwner, true},
		"a folder others can write":    {func(_, dir, _ string) error { return os.Chmod(dir, 0o777) }, ErrFolder, false},
		"a folder its group can write": {func(_, dir, _ string) error { return os.Chmod(dir, 0o770) }, ErrFolder, false},
		"a folder above":               {func(outer, _, _ string) error { return os.Chmod(outer, 0o777) }, ErrFolder, false},
		"a folder like /tmp":           {func(outer, _, _ string) error { return os.Chmod(outer, 0o777|os.ModeSticky) }, nil, false},
		"another's folder":             {func(_, dir, _ string) error { return os.Chown(dir, 4711, 4711) }, ErrOwner, true},
		"a pipe": {func(_, _, list string) error {
			return errors.Join(os.Remove(list), syscall.Mkfifo(list, 0o600))
		}, ErrNotFile, false},
		"a folder in its place": {func(_, _, list string) error { return errors.Join(os.Remove(list), os.Mkdir(list, 0o700)) }, ErrNotFile, false},
		"a link to where others can write": {func(outer, _, list string) error {
			loose := filepath.Join(outer, "loose")
			return errors.Join(os.Mkdir(loose, 0o700), os.Chmod(loose, 0o777), os.Rename(list, filepath.Join(loose, "x")), os.Symlink(filepath.Join(loose, "x"), list))
		}, ErrFolder, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if tt.root && !root {
				t.Skip("needs root")
			}
			outer := filepath.Join(t.TempDir(), "outer")
			dir := filepath.Join(outer, "hagen")
			must(os.MkdirAll(dir, 0o700))
			list := filepath.Join(dir, AuthorizedFile)
			must(os.WriteFile(list, []byte("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA alice\n"), 0o600))
			must(tt.spoil(outer, dir, list))
			done := make(chan error, 1)
			go func() {
				_, _, err := Authorized(dir)
				done <- err
			}()
			select {
			case err := <-done:
				if !errors.Is(err, tt.want) || tt.want == nil && err != nil {
					t.Errorf("error %v, want %v", err, tt.want)
				}
			case <-time.After(10 * time.Second):
				t.Error("it waits forever")
			}
		})
	}
}

// TestKeyRefuses: a private key is a file of this user's or root's.
func TestKeyRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := InitNode(dir, "n", time.Now()); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, NodeKeyFile)
	if os.Geteuid() == 0 {
		if err := os.Chown(path, 4711, 4711); err != nil {
			t.Fatal(err)
		}
		if _, err := LoadNode(dir); !errors.Is(err, ErrOwner) {
			t.Errorf("another's key: %v", err)
		}
	}
	if err := errors.Join(os.Remove(path), syscall.Mkfifo(path, 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadNode(dir); !errors.Is(err, ErrNotFile) {
		t.Errorf("a pipe: %v", err)
	}
}

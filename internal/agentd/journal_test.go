package agentd

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestJournalFolder: a folder that others could read or write is closed before
// it is used, one of another user is refused, and so is a planted journal.
func TestJournalFolder(t *testing.T) {
	for name, use := range map[string]func(*journal) error{
		"get": func(j *journal) error { _, err := j.get(); return err },
		"put": func(j *journal) error { return j.put(record{ID: "x"}) },
	} {
		j := &journal{dir: t.TempDir()}
		if err := os.Chmod(j.dir, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := use(j); err != nil {
			t.Errorf("%s in a loose folder: %v", name, err)
		}
		if info, err := os.Stat(j.dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("%s: the folder is %v, %v", name, info.Mode(), err)
		}
		if os.Getuid() != 0 {
			continue // only root can give a folder away
		}
		if err := os.Chown(j.dir, 4711, 4711); err != nil {
			t.Fatal(err)
		}
		var path *fs.PathError
		if err := use(j); !errors.As(err, &path) || path.Path != j.dir || !strings.Contains(err.Error(), "another user (uid 4711)") {
			t.Errorf("%s in another's folder: %v", name, err)
		}
	}
}

// TestJournalOfAnother: a journal that another user put there is not obeyed.
func TestJournalOfAnother(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a file away")
	}
	j := &journal{dir: t.TempDir()}
	if err := j.put(record{ID: "x"}); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(j.path(), 4711, 4711); err != nil {
		t.Fatal(err)
	}
	var damaged *damagedError
	if rec, err := j.get(); !errors.As(err, &damaged) || rec != nil {
		t.Errorf("another's journal: %+v, %v", rec, err)
	}
	aside := filepath.Join(j.dir, "moved")
	if err := errors.Join(os.Rename(j.path(), aside), os.Symlink(aside, j.path())); err != nil {
		t.Fatal(err)
	}
	if rec, err := j.get(); !errors.As(err, &damaged) || rec != nil {
		t.Errorf("a link for a journal: %+v, %v", rec, err)
	}
}

package tools

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/apply"
)

func TestStore(t *testing.T) {
	s := store{Local{}, filepath.Join(t.TempDir(), "kept here", "too")}
	if got, err := s.Entries(t.Context()); err != nil || got != nil {
		t.Errorf("a log that does not exist: %v, %v", got, err)
	}
	id, err := s.Save(t.Context(), []byte("<cib a='1'/>"), apply.Entry{Who: "me"})
	if err != nil || !validID.MatchString(id) {
		t.Fatalf("%q, %v", id, err)
	}
	if got, err := s.Load(t.Context(), id); err != nil || string(got) != "<cib a='1'/>" {
		t.Errorf("%q, %v", got, err)
	}
	for _, wrong := range []string{"20260101-000000-000000", "../../etc/passwd", "", id + ";true"} {
		if _, err := s.Load(t.Context(), wrong); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if got, err := s.Entries(t.Context()); err != nil || len(got) != 1 || got[0].ID != id || got[0].Who != "me" {
		t.Errorf("the log: %+v, %v", got, err)
	}
	if err := os.Remove(filepath.Join(s.dir, "log.jsonl")); err != nil {
		t.Fatal(err)
	}
	entries := []apply.Entry{
		{Time: time.Unix(1, 0).UTC(), ID: id, Who: "me", Source: "表.xlsx 'x'", Action: "apply", Result: "started"},
		{Time: time.Unix(2, 0).UTC(), ID: id, Who: "me", Message: "a\nb"},
	}
	for _, e := range entries {
		if err := s.Append(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := s.Entries(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(entries, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	files, err := filepath.Glob(filepath.Join(s.dir, "*"))
	if err != nil || len(files) != 2 {
		t.Errorf("kept: %v, %v", files, err)
	}
	for _, f := range append(files, s.dir) {
		if info, err := os.Stat(f); err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is open to others: %v, %v", f, info.Mode(), err)
		}
	}
}

// TestStoreAfterACutLine: a line that a full disk cut short takes no other with it.
func TestStoreAfterACutLine(t *testing.T) {
	s := store{Local{}, t.TempDir()}
	log := filepath.Join(s.dir, "log.jsonl")
	if err := os.WriteFile(log, []byte(`{"who":"a"}`+"\n"+`{"who":"cut`), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), apply.Entry{Who: "b"}); err != nil {
		t.Fatal(err)
	}
	got, err := s.Entries(t.Context())
	if err != nil || len(got) != 2 || got[0].Who != "a" || got[1].Who != "b" {
		t.Errorf("%+v, %v", got, err)
	}
}

// short sends only a part of what it is given, as a lost connection does.
type short struct{ Local }

func (s short) Run(ctx context.Context, c Command) (Result, error) {
	c.Stdin = c.Stdin[:len(c.Stdin)/2]
	return s.Local.Run(ctx, c)
}

func TestStoreTakesOnlyWhatIsWhole(t *testing.T) {
	s := store{short{}, t.TempDir()}
	if id, err := s.Save(t.Context(), []byte("<cib/>"), apply.Entry{Who: "me"}); err == nil || !strings.Contains(err.Error(), "before all data had arrived") {
		t.Errorf("%q, %v", id, err)
	}
	if err := s.Append(t.Context(), apply.Entry{Who: "x"}); err == nil {
		t.Error("half an entry was taken")
	}
	if left, err := os.ReadDir(s.dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

// TestStoreClosesWhatIsOurs: a folder and files that others could read or write
// are closed before they are used.
func TestStoreClosesWhatIsOurs(t *testing.T) {
	for _, mode := range []os.FileMode{0o777, 0o755, 0o750, 0o770, 0o701} {
		for name, use := range map[string]func(store) error{
			"save": func(s store) error {
				_, err := s.Save(t.Context(), []byte("<cib/>"), apply.Entry{Who: "me"})
				return err
			},
			"append":  func(s store) error { return s.Append(t.Context(), apply.Entry{Who: "x"}) },
			"entries": func(s store) error { _, err := s.Entries(t.Context()); return err },
			"load":    func(s store) error { _, err := s.Load(t.Context(), "20260101-000000-00000a"); return err },
		} {
			s := store{Local{}, t.TempDir()}
			for _, file := range []string{"log.jsonl", "cib-20260101-000000-00000a.xml"} {
				if err := os.WriteFile(filepath.Join(s.dir, file), nil, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			for _, path := range []string{filepath.Join(s.dir, "log.jsonl"), s.dir} {
				if err := os.Chmod(path, mode); err != nil {
					t.Fatal(err)
				}
			}
			if err := use(s); err != nil {
				t.Errorf("%s where the mode is %o: %v", name, mode, err)
			}
			for _, path := range []string{s.dir, filepath.Join(s.dir, "log.jsonl")} {
				if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode&0o700 {
					t.Errorf("%s where the mode is %o: %s is %v afterwards, %v", name, mode, path, info.Mode(), err)
				}
			}
		}
	}
}

// TestStoreRefusesWhatIsNotOurs: what belongs to another user, or leads
// elsewhere, is neither read nor written nor changed.
func TestStoreRefusesWhatIsNotOurs(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	const id = "20260101-000000-00000a"
	chown := func(path string) error { return os.Lchown(path, 4711, 4711) }
	elsewhere := func(path string) error {
		return errors.Join(os.Remove(path), os.Symlink("/etc/hostname", path))
	}
	for _, tt := range []struct {
		what  string
		spoil func(string) error
		file  string // "" is the folder
		by    []string
		said  string
	}{
		{"another's folder", chown, "", []string{"save", "append", "entries", "load"}, "belongs to another user (uid 4711)"},
		{"another's log", chown, "log.jsonl", []string{"save", "append", "entries", "load"}, "belongs to another user (uid 4711)"},
		{"another's CIB", chown, "cib-" + id + ".xml", []string{"load"}, "belongs to another user (uid 4711)"},
		{"a link for a log", elsewhere, "log.jsonl", []string{"save", "append", "entries"}, "is not a regular file"},
		{"a link for a CIB", elsewhere, "cib-" + id + ".xml", []string{"load"}, "is not a regular file"},
	} {
		for _, by := range tt.by {
			s := store{Local{}, t.TempDir()}
			for _, file := range []string{"log.jsonl", "cib-" + id + ".xml"} {
				if err := os.WriteFile(filepath.Join(s.dir, file), nil, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(s.dir, tt.file)
			if err := errors.Join(os.Chmod(s.dir, 0o755), tt.spoil(path)); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			switch by {
			case "save":
				_, err = s.Save(t.Context(), []byte("<cib/>"), apply.Entry{Who: "me"})
			case "append":
				err = s.Append(t.Context(), apply.Entry{Who: "x"})
			case "entries":
				_, err = s.Entries(t.Context())
			case "load":
				_, err = s.Load(t.Context(), id)
			}
			var refused *NotOursError
			if !errors.As(err, &refused) || refused.Path != strings.TrimSuffix(path, "/") || !strings.HasSuffix(err.Error(), tt.said+" and is not used") {
				t.Errorf("%s, %s: %v", tt.what, by, err)
			}
			if after, err := os.Lstat(path); err != nil || after.Mode() != before.Mode() || after.Size() != before.Size() {
				t.Errorf("%s, %s: it was changed: %v, %v", tt.what, by, after, err)
			}
		}
	}
	if left, err := os.ReadFile("/etc/hostname"); err != nil || strings.Contains(string(left), "who") {
		t.Errorf("written through a link: %s, %v", left, err)
	}
}

// TestStoreBehindALink: the folder itself may be behind a link, on a larger disk
// say.
func TestStoreBehindALink(t *testing.T) {
	dir := t.TempDir()
	s := store{Local{}, filepath.Join(t.TempDir(), "hagen")}
	if err := os.Symlink(dir, s.dir); err != nil {
		t.Fatal(err)
	}
	if err := s.Append(t.Context(), apply.Entry{Who: "x"}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

func TestStoreWhereNothingCanBeWritten(t *testing.T) {
	s := store{Local{}, "/proc/nothing"}
	if _, err := s.Save(t.Context(), []byte("x"), apply.Entry{Who: "me"}); err == nil {
		t.Error("saved")
	}
	if err := s.Append(t.Context(), apply.Entry{}); err == nil {
		t.Error("logged")
	}
}

// TestStorePrunes: what is beyond the number, or too old, goes when something new
// is kept; the latest few stay however old they are.
func TestStorePrunes(t *testing.T) {
	const day = 24 * time.Hour
	tests := []struct {
		name, keep string
		kept       int           // in the folder before
		age        time.Duration // of the oldest; the others are a step younger each
		step       time.Duration
		want       int // with the new one
	}{
		{"few and young", "", 30, 30 * day, day, 31},
		{"too many", "", KeepNumber + 5, 10 * day, time.Minute, KeepNumber},
		{"too old", "", 30, (KeepDays + 15) * day, day, 16}, // 15 of them are older than the limit
		{"the latest stay", "", 30, 10 * KeepDays * day, day, keepLeast},
		{"another number", "20 30\n", 30, 10 * day, time.Hour, 20},
		{"other days", "100 5", 30, 30 * day, day, keepLeast},
		{"no limits", "0 0\n", KeepNumber + 5, 10 * KeepDays * day, time.Minute, KeepNumber + 6},
		{"nonsense", "many $(rm -rf /)\n", KeepNumber + 5, 10 * day, time.Minute, KeepNumber},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := store{Local{}, t.TempDir()}
			at := time.Now().Add(-tt.age)
			newest := ""
			for range tt.kept {
				newest = filepath.Join(s.dir, "cib-"+at.UTC().Format("20060102-150405")+"-000000.xml")
				if err := errors.Join(os.WriteFile(newest, nil, 0o600), os.Chtimes(newest, at, at)); err != nil {
					t.Fatal(err)
				}
				at = at.Add(tt.step)
			}
			if tt.keep != "" {
				if err := os.WriteFile(filepath.Join(s.dir, "keep"), []byte(tt.keep), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			id, err := s.Save(t.Context(), []byte("<cib/>"), apply.Entry{})
			if err != nil {
				t.Fatal(err)
			}
			left, err := filepath.Glob(filepath.Join(s.dir, "cib-*.xml"))
			if err != nil || len(left) != tt.want {
				t.Errorf("%d are kept, want %d, %v", len(left), tt.want, err)
			}
			if _, err := s.Load(t.Context(), id); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(newest); err != nil {
				t.Errorf("the one before is gone: %v", err)
			}
		})
	}
}

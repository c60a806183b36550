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
		t.Errorf("the log of nobody: %v, %v", got, err)
	}
	id, err := s.Save(t.Context(), []byte("<cib a='1'/>"))
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
	if id, err := s.Save(t.Context(), []byte("<cib/>")); err == nil || !strings.Contains(err.Error(), "did not arrive whole") {
		t.Errorf("%q, %v", id, err)
	}
	if err := s.Append(t.Context(), apply.Entry{Who: "x"}); err == nil {
		t.Error("half an entry was taken")
	}
	if left, err := os.ReadDir(s.dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}

func TestStoreWhereNothingCanBeWritten(t *testing.T) {
	s := store{Local{}, "/proc/nothing"}
	if _, err := s.Save(t.Context(), []byte("x")); err == nil {
		t.Error("saved")
	}
	if err := s.Append(t.Context(), apply.Entry{}); err == nil {
		t.Error("logged")
	}
}

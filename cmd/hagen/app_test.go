package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/message"
	"hagen/internal/output"
)

// TestInterrupt: an interrupt ends hagen also while the other end of a pipe
// keeps silent, and nothing is written.
func TestInterrupt(t *testing.T) {
	silent, _ := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	out := filepath.Join(t.TempDir(), "out.xml")
	var stdout, stderr bytes.Buffer
	a := &app{stdin: silent, stdout: &stdout, stderr: &stderr, getenv: func(string) string { return "" }}
	if code := a.run(ctx, []string{"-", "-o", out}); code != exitError {
		t.Errorf("exit code %d", code)
	}
	if got, want := stderr.String(), "hagen: interrupted; nothing was written\n"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		t.Error("written anyway")
	}
}

func TestExplain(t *testing.T) {
	lost := errors.Join(
		&fs.PathError{Op: "write", Path: "a.sh", Err: fs.ErrPermission},
		&output.RestoreError{Path: "a.xml", Backup: ".hagen-1.tmp.old", Err: errors.New("disk on fire")},
		&output.RestoreError{Path: "b.xml", Err: errors.New("disk on fire")})
	tests := []struct {
		name   string
		err    error
		en, ja []string
	}{
		{"the system's words are translated", message.Fail(textCannotRead, "a", &fs.PathError{Op: "open", Path: "a", Err: fs.ErrNotExist}),
			[]string{"cannot read a: no such file or directory"}, []string{"a を読めません: ファイルまたはディレクトリがありません"}},
		{"others stay", message.Fail(textCannotRead, textStdin, errors.New("odd")),
			[]string{"cannot read standard input: odd"}, []string{"標準入力 を読めません: odd"}},
		{"what could not be put back is said", writeFailure(lost),
			[]string{"cannot write a.sh: permission denied", "cannot restore a.xml: disk on fire; its previous content is in .hagen-1.tmp.old", "cannot remove b.xml: disk on fire"},
			[]string{"a.sh に書き込めません: 権限がありません", "a.xml を元に戻せません: disk on fire。元の内容は .hagen-1.tmp.old にあります", "書き出した b.xml を取り消せません: disk on fire"}},
	}
	for _, tt := range tests {
		list, ok := tt.err.(failures)
		if !ok {
			list = failures{tt.err}
		}
		var en, ja []string
		for _, err := range list {
			en, ja = append(en, message.Of(err).In(message.English)), append(ja, message.Of(err).In(message.Japanese))
		}
		if diff := cmp.Diff(tt.en, en); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
		if diff := cmp.Diff(tt.ja, ja); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

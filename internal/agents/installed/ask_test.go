//go:build unix

package installed

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hagen/internal/agents"
	"hagen/internal/message"
)

// script makes an agent of a few lines of sh.
func script(t *testing.T, path, body string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body), 0o755); err != nil {
		t.Fatal(err)
	}
}

const monitor = `<resource-agent name='x'><actions><action name='monitor'/></actions></resource-agent>`

// TestRead: an agent that answers is read, even when others do not. A warning on
// standard error is not a failure.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	roots := Roots{OCF: dir, Fence: []string{filepath.Join(dir, "sbin"), filepath.Join(dir, "bin"), filepath.Join(dir, "none")}}
	acme := filepath.Join(dir, "resource.d", "acme")
	script(t, filepath.Join(acme, "good"), `echo "a warning" >&2
[ "$1 $__OCF_ACTION" = "meta-data meta-data" ] || exit 3
echo "<resource-agent name='x'><parameters><parameter name='state'><content type='string' default='$OCF_ROOT/$OCF_RESOURCE_PROVIDER-$OCF_RESOURCE_INSTANCE'/></parameter></parameters></resource-agent>"`)
	script(t, filepath.Join(acme, "Silent"), "echo broken >&2")
	script(t, filepath.Join(acme, "fails"), "echo 'first\na\tb\033[1m' >&2; echo \""+monitor+"\"; exit 7")
	script(t, filepath.Join(acme, "wrong"), "echo; echo '<html/>'")
	script(t, filepath.Join(acme, "lost"), "")
	if err := os.WriteFile(filepath.Join(acme, "lost"), []byte("#!/nonexistent/interpreter\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	script(t, filepath.Join(acme, "killed"), "kill -KILL $$")
	script(t, filepath.Join(acme, "endless"), "while :; do echo '                                        '; done")
	script(t, filepath.Join(acme, ".ocf-shellfuncs"), "exit 1")
	script(t, filepath.Join(dir, "resource.d", ".hidden", "agent"), "exit 1")
	if err := os.WriteFile(filepath.Join(acme, "README"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	script(t, filepath.Join(dir, "resource.d", "stray"), "exit 1")
	script(t, filepath.Join(dir, "sbin", "fence_x"), `[ "$*" = "-o metadata" ] && echo "`+monitor+`"`)
	script(t, filepath.Join(dir, "bin", "fence_x"), "exit 1")
	script(t, filepath.Join(dir, "bin", "defence_x"), "exit 1")
	script(t, filepath.Join(dir, "sbin", "fence_ack_manual"), "exit 1")

	found, err := Find(roots)
	if err != nil {
		t.Fatal(err)
	}
	var answered atomic.Int64
	list, failed := Read(t.Context(), found, func(done int) { answered.Add(1) })
	if n := int(answered.Load()); n != len(found) {
		t.Errorf("%d agents are said to have answered, want %d", n, len(found))
	}
	want := []agents.Agent{
		{Name: "ocf:acme:good", Params: []agents.Param{{Name: "state", Type: "string", Default: dir + "/acme-good"}}},
		{Name: "stonith:fence_x", Actions: []agents.Action{{Name: "monitor"}}},
	}
	if diff := cmp.Diff(want, list); diff != "" {
		t.Error(diff)
	}
	var got []string
	for _, f := range failed {
		got = append(got, strconv.Itoa(int(f.Kind))+" "+f.Error()+" | "+f.Said)
	}
	lines := []string{
		strconv.Itoa(int(Silent)) + " ocf:acme:Silent is left out: it prints no metadata | broken",
		strconv.Itoa(int(TooLong)) + " ocf:acme:endless is left out: it prints too much: more than 4 MiB | ",
		strconv.Itoa(int(Failed)) + " ocf:acme:fails is left out: its metadata action failed: exit status 7 | a?b?[1m",
		strconv.Itoa(int(Failed)) + " ocf:acme:killed is left out: its metadata action failed: signal: killed | ",
		strconv.Itoa(int(NotStarted)) + " ocf:acme:lost is left out: it cannot be run: no such file or directory | ",
		strconv.Itoa(int(Invalid)) + " ocf:acme:wrong is left out: pcs would not accept its metadata: expected element type <resource-agent> but have <html> | ",
	}
	if diff := cmp.Diff(lines, got); diff != "" {
		t.Errorf("failures (-want +got):\n%s", diff)
	}
	if !errors.Is(failed[4], fs.ErrNotExist) {
		t.Error("the cause is lost")
	}
}

func TestFindErrors(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	script(t, file, "")
	if list, err := Find(Roots{OCF: filepath.Join(dir, "none")}); err != nil || len(list) != 0 {
		t.Errorf("of nothing: %v, %v", list, err)
	}
	if _, err := Find(Roots{OCF: dir, Fence: []string{file}}); !errors.Is(err, syscall.ENOTDIR) {
		t.Errorf("a file for a folder: %v", err)
	}
}

// TestReadGivesUp: an agent that hangs ends in time, and what it has started
// ends with it; also when the run is interrupted.
func TestReadGivesUp(t *testing.T) {
	dir := t.TempDir()
	pid := filepath.Join(dir, "pid")
	script(t, filepath.Join(dir, "resource.d", "acme", "slow"), "sleep 60 & echo $! > "+pid+"; wait")
	found, err := Find(Roots{OCF: dir})
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	a := found[0].ask(t.Context(), 300*time.Millisecond)
	if a.failure == nil || a.failure.Kind != NoAnswer || !errors.Is(a.failure, context.DeadlineExceeded) {
		t.Errorf("timeout: %v", a.failure)
	}
	ended(t, pid)

	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
			if text, err := os.ReadFile(pid); err == nil && strings.HasSuffix(string(text), "\n") {
				break
			}
		}
		cancel()
	}()
	if _, failed := Read(ctx, found, nil); len(failed) != 1 || failed[0].Kind != NoAnswer {
		t.Errorf("interrupt: %v", failed)
	}
	ended(t, pid)
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("it took %v", took)
	}
}

// ended waits for the process whose id a file holds to be gone, and removes the file.
func ended(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		state, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
		if syscall.Kill(pid, 0) != nil || err == nil && strings.Contains(string(state), ") Z ") {
			if err := os.Remove(file); err != nil {
				t.Error(err)
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("process %d is still there", pid)
}

func TestFailuresSpeak(t *testing.T) {
	cause := errors.New("odd")
	tests := []struct {
		failure  Failure
		en, ja   string
		helpText string
	}{
		{Failure{Kind: NotStarted, Err: &fs.PathError{Op: "fork/exec", Path: "/x", Err: fs.ErrPermission}},
			"ocf:a:b is left out: it cannot be run: permission denied", "ocf:a:b を除外しました: 実行できません: 権限がありません", ""},
		{Failure{Kind: NoAnswer, Err: context.DeadlineExceeded, Said: "waiting"},
			"ocf:a:b is left out: it did not answer within 30s", "ocf:a:b を除外しました: 30s 以内に応答しませんでした", "it said: waiting"},
		{Failure{Kind: Failed, Err: cause},
			"ocf:a:b is left out: its metadata action failed: odd", "ocf:a:b を除外しました: メタデータのアクションが失敗しました: odd", ""},
		{Failure{Kind: TooLong, Err: cause},
			"ocf:a:b is left out: it prints too much: odd", "ocf:a:b を除外しました: 出力が多すぎます: odd", ""},
		{Failure{Kind: Silent},
			"ocf:a:b is left out: it prints no metadata", "ocf:a:b を除外しました: メタデータを出力しません", ""},
		{Failure{Kind: Invalid, Err: cause},
			"ocf:a:b is left out: pcs would not accept its metadata: odd", "ocf:a:b を除外しました: pcs が受け付けないメタデータです: odd", ""},
	}
	for _, tt := range tests {
		tt.failure.Agent = "ocf:a:b"
		err := &tt.failure
		got := []string{message.Of(err).In(message.English), message.Of(err).In(message.Japanese), message.HelpFor(err).In(message.English)}
		if diff := cmp.Diff([]string{tt.en, tt.ja, tt.helpText}, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

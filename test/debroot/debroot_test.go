//go:build linux

package debroot

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hagen/test/need"
)

// fakeTool puts a program in the place of mmdebstrap that notes its arguments in
// a file and then does what a test says, with the folder to make in $dir. It
// returns the cache and the notes.
func fakeTool(t *testing.T, does string) (dir string, notes func() []string) {
	t.Helper()
	if os.Geteuid() != 0 {
		need.Skip(t, "only root may give a program mounts of its own")
	}
	dir = t.TempDir()
	bin, calls := filepath.Join(dir, "bin"), filepath.Join(dir, "calls")
	script := "#!/bin/sh\necho \"$*\" >>" + calls + "\nfor dir; do case $dir in *.part) break;; esac; done\n" + does + "\n"
	if err := errors.Join(os.Mkdir(bin, 0o755), os.WriteFile(filepath.Join(bin, Tool), []byte(script), 0o755)); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv(CacheVariable, filepath.Join(dir, "cache"))
	t.Setenv(MirrorVariable, "http://mirror.example/debian")
	return filepath.Join(dir, "cache"), func() []string {
		data, err := os.ReadFile(calls)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		return strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' })
	}
}

// TestMadeOnce: eight that want the same root file system at a time get it from
// one run of mmdebstrap, whole.
func TestMadeOnce(t *testing.T) {
	cache, calls := fakeTool(t, "mkdir $dir; sleep 0.3; echo whole >$dir/file")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			packages := [][]string{{"pcs", "pacemaker"}, {"pacemaker", "pcs", "pcs"}}[i%2] // the same
			dir, err := Root{Suite: "sid", Packages: packages}.Dir(t.Context())
			if err != nil {
				t.Error(err)
			}
			if data, err := os.ReadFile(filepath.Join(dir, "file")); err != nil || string(data) != "whole\n" {
				t.Errorf("%q, %v", data, err)
			}
		}()
	}
	wg.Wait()
	got := calls()
	if len(got) != 1 {
		t.Fatalf("mmdebstrap ran %d times", len(got))
	}
	for _, want := range []string{`Acquire::Check-Valid-Until "false"`, "--include=pacemaker,pcs sid " + cache + "/sid-", " http://mirror.example/debian"} {
		if !strings.Contains(got[0], want) {
			t.Errorf("mmdebstrap %s: without %s", got[0], want)
		}
	}
	if _, err := (Root{Suite: "sid", Packages: []string{"pcs"}}).Dir(t.Context()); err != nil || len(calls()) != 2 {
		t.Errorf("other packages come from the same folder: %v", err)
	}
}

// TestOffline: what is in the cache needs neither a mirror nor mmdebstrap.
func TestOffline(t *testing.T) {
	_, calls := fakeTool(t, "mkdir $dir")
	r := Root{Suite: "trixie", Packages: []string{"pcs"}}
	first, err := r.Dir(t.Context())
	if err != nil || !r.Cached() {
		t.Fatal(r.Cached(), err)
	}
	t.Setenv("PATH", "/nowhere")
	again, err := r.Dir(t.Context())
	if err != nil || again != first || len(calls()) != 1 {
		t.Errorf("%s, then %s, %v; mmdebstrap ran %d times", first, again, err, len(calls()))
	}
}

// TestHalfMade: what a failed or killed run left is not taken for a root file
// system, and the next run does not trip over it.
func TestHalfMade(t *testing.T) {
	cache, _ := fakeTool(t, "mkdir $dir || exit; echo E: no route to the mirror >&2; exit 25")
	r := Root{Suite: "trixie", Packages: []string{"pcs"}}
	_, err := r.Dir(t.Context())
	if err == nil || !strings.Contains(err.Error(), "trixie") || !strings.Contains(err.Error(), "no route to the mirror") {
		t.Errorf("the error does not tell: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(cache, "*.part")); left != nil || r.Cached() {
		t.Errorf("left %v, cached: %t", left, r.Cached())
	}
	if err := os.MkdirAll(r.path()+".part/usr", 0o755); err != nil { // killed
		t.Fatal(err)
	}
	fakeTool(t, "mkdir $dir")
	t.Setenv(CacheVariable, cache)
	if dir, err := r.Dir(t.Context()); err != nil || there(filepath.Join(dir, "usr")) {
		t.Errorf("after a run that was killed: %s, %v", dir, err)
	}
}

// TestStillWorking: when a run was killed and its mmdebstrap goes on, the next
// waits until that has ended.
func TestStillWorking(t *testing.T) {
	cache, _ := fakeTool(t, "mkdir $dir; { sleep 1; echo late >$dir/file; } >/dev/null 2>&1 & exit 1")
	r := Root{Suite: "sid", Packages: []string{"pcs"}}
	if _, err := r.Dir(t.Context()); err == nil {
		t.Fatal("no error")
	}
	fakeTool(t, "mkdir $dir")
	t.Setenv(CacheVariable, cache)
	begin := time.Now()
	dir, err := r.Dir(t.Context())
	if err != nil || time.Since(begin) < 500*time.Millisecond || there(filepath.Join(dir, "file")) {
		t.Errorf("%v after %s", err, time.Since(begin))
	}
}

// TestInterrupted: who waits for another to make it can be told to stop.
func TestInterrupted(t *testing.T) {
	fakeTool(t, "exit 1")
	r := Root{Suite: "sid", Packages: []string{"pcs"}}
	if err := os.MkdirAll(cache(), 0o755); err != nil {
		t.Fatal(err)
	}
	held, err := lock(t.Context(), r.path()+".lock")
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Dir(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want canceled", err)
	}
}

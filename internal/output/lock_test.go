//go:build unix

package output

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestOnePairIsOneRuns starts a second run between the two renames of a first.
func TestOnePairIsOneRuns(t *testing.T) {
	dir := t.TempDir()
	second := pair(dir)
	second[0].Data, second[1].Data = []byte("other xml"), []byte("other script")
	done := make(chan error, 1)
	started := false
	err := replaceWith(t, pair(dir), func(from, to string) error {
		if started {
			select {
			case <-done:
				t.Error("the second run did not wait for the first")
				done <- nil
			case <-time.After(200 * time.Millisecond):
			}
			return os.Rename(from, to)
		}
		started = true
		go func() { done <- Replace(second...) }()
		return os.Rename(from, to)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	got := tree(t, dir)
	if len(got) != 2 || !strings.HasSuffix(got["a.xml"], "other xml") || !strings.HasSuffix(got["a.sh"], "other script") {
		t.Errorf("a pair of two runs: %v", got)
	}
}

// TestLeftoversAreSwept: what a killed run leaves goes with the next one; what
// may belong to another program stays.
func TestLeftoversAreSwept(t *testing.T) {
	dir := t.TempDir()
	stay := []string{".hagen-1.old", "hagen-1.tmp", ".hagen", ".hagen-1.tmp.bak", "x.tmp"}
	for _, name := range append([]string{".hagen-1.tmp", ".hagen-23.tmp", ".hagen-23.tmp.old"}, stay...) {
		write(t, filepath.Join(dir, name), "left", 0o600)
	}
	if err := os.Mkdir(filepath.Join(dir, ".hagen-4.tmp"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Replace(pair(dir)...); err != nil {
		t.Fatal(err)
	}
	got := tree(t, dir)
	for _, name := range append(stay, "a.xml", "a.sh", ".hagen-4.tmp") {
		if got[name] == "" {
			t.Errorf("%s is gone", name)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("left: %v", got)
	}
}

const killedDir = "HAGEN_TEST_KILLED_DIR"

// TestKilled kills runs at random moments, two at a time: the next one leaves a
// whole pair and nothing else.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killedDir); dir != "" {
		for n := 0; ; n++ {
			files, word := pair(dir), fmt.Sprint(os.Getpid(), n)
			files[0].Data, files[1].Data = []byte(word), []byte(word)
			if err := Replace(files...); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
	}
	dir := t.TempDir()
	left := 0
	for range 10 {
		var runs []*exec.Cmd
		for range 2 {
			run := exec.Command(os.Args[0], "-test.run=^TestKilled$")
			run.Env = append(os.Environ(), killedDir+"="+dir)
			if err := run.Start(); err != nil {
				t.Fatal(err)
			}
			runs = append(runs, run)
		}
		time.Sleep(40*time.Millisecond + time.Duration(rand.IntN(20000))*time.Microsecond)
		for _, run := range runs {
			run.Process.Kill()
			run.Wait()
		}
		left += max(0, len(tree(t, dir))-2)
	}
	if err := Replace(pair(dir)...); err != nil {
		t.Fatal(err)
	}
	if got := tree(t, dir); len(got) != 2 {
		t.Errorf("left after the next run: %v", got)
	}
	t.Logf("%d files were left by killed runs and swept", left)
}

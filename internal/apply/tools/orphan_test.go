package tools

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestOrphans: hagen was killed, so that the output of a script is no longer read and
// the rest of its input is not sent. It still leaves nothing behind.
func TestOrphans(t *testing.T) {
	const whole = "work=$(mktemp -d)\ntrap 'rm -rf \"$work\"' EXIT\necho one >&2\nexit 3\n"
	for _, tt := range []struct{ name, script, input, args string }{
		{"compare, cut off", diffScript, "", "10 10"},
		{"patch, cut off", patchScript, "", "10 0 7 5 8 45"},
		{"run, cut off", runScript, "", "10"},
		{"run", runScript, whole, strconv.Itoa(len(whole))},
		{"save, cut off", saveScript, "", "$TMPDIR 20260101-000000-000000 10 10 200 365 10"},
		{"simulate, cut off", simulateScript, "", ""},
		{"several at once", batchHead + "take 0 3\n(exec cat) < \"$dir/in0\" > \"$dir/out0\" 2> \"$dir/err0\" &\nwait $!; give 0 $?\nexit 3\n", "abc", ""},
		{"several at once, cut off", batchHead + "take 0 3\n", "a", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			args := strings.Fields(strings.ReplaceAll(tt.args, "$TMPDIR", dir))
			cmd := exec.Command("sh", append([]string{"-c", tt.script, "sh"}, args...)...)
			cmd.Env = append(os.Environ(), "TMPDIR="+dir)
			cmd.Stdin = strings.NewReader(tt.input)
			out, in, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			cmd.Stdout, cmd.Stderr = in, in
			if err := out.Close(); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Run(); err == nil {
				t.Error("the script was content")
			}
			if err := in.Close(); err != nil {
				t.Fatal(err)
			}
			if left, err := os.ReadDir(dir); len(left) > 0 || err != nil {
				t.Errorf("left: %v, %v", left, err)
			}
		})
	}
}

// TestSimulateEndsInTheMiddle: the one who waits for a simulation leaves, and nothing
// is left of it, nor beside the live CIB, where crm_simulate makes its copy.
func TestSimulateEndsInTheMiddle(t *testing.T) {
	bin, tmp := t.TempDir(), t.TempDir()
	fake := "#!/bin/sh\n: > \"${CIB_shadow_dir:-/var/lib/pacemaker/cib}/shadow.hagen-test\"\n: > \"" + bin + "/began\"\nsleep 30\n"
	if err := os.WriteFile(filepath.Join(bin, "crm_simulate"), []byte(fake), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin+":"+os.Getenv("PATH"))
	t.Setenv("TMPDIR", tmp)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		_, err := New("local:", Local{}).Simulate(ctx, []byte(emptyCIB))
		ended <- err
	}()
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(filepath.Join(bin, "began")); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("it did not begin")
		}
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if left, err := os.ReadDir(tmp); err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
	if _, err := os.Stat("/var/lib/pacemaker/cib/shadow.hagen-test"); err == nil {
		os.Remove("/var/lib/pacemaker/cib/shadow.hagen-test")
		t.Error("a copy is left beside the live CIB")
	}
}

//go:build linux

package lab

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// asHelper makes the test binary a program that starts a host and then ends the
// way the variable says.
const asHelper = "HAGEN_LAB_HELPER"

// TestHelper is not a test: see asHelper.
func TestHelper(t *testing.T) {
	how := os.Getenv(asHelper)
	if how == "" {
		return
	}
	if how == "signal" {
		t.Cleanup(cleanOnSignal())
	}
	h, err := Start(context.Background(), "helper")
	if err != nil {
		t.Fatal(err)
	}
	if how == "panic" {
		t.Cleanup(func() { _ = h.Stop() })
	}
	fmt.Println("started", h.own.dir, h.PID())
	if how == "panic" {
		panic("as told")
	}
	time.Sleep(time.Hour)
}

// TestNothingIsLeft ends a run in different ways and checks that nothing is left.
func TestNothingIsLeft(t *testing.T) {
	Need(t)
	tests := []struct {
		how   string
		end   syscall.Signal // 0: it ends by itself
		sweep bool           // what is left is for the next run to sweep up
	}{
		{how: "panic"},
		{how: "signal", end: syscall.SIGTERM},
		{how: "killed", end: syscall.SIGKILL, sweep: true},
	}
	for _, tt := range tests {
		t.Run(tt.how, func(t *testing.T) {
			helper := exec.Command(os.Args[0], "-test.run=^TestHelper$")
			helper.Env = append(os.Environ(), asHelper+"="+tt.how)
			out, err := helper.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := helper.Start(); err != nil {
				t.Fatal(err)
			}
			var dir string
			var pid int
			said, _ := bufio.NewReader(out).ReadString('\n')
			if _, err := fmt.Sscanf(said, "started %s %d", &dir, &pid); err != nil {
				t.Fatalf("the helper said %q: %v", said, err)
			}
			if tt.end != 0 {
				if err := helper.Process.Signal(tt.end); err != nil {
					t.Fatal(err)
				}
			}
			if err := helper.Wait(); err == nil {
				t.Error("the helper ended well")
			}
			if tt.sweep {
				if err := Sweep(); err != nil {
					t.Error(err)
				}
			}
			if left := traces(t, dir, pid); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
		})
	}
}

// traces are what is there of a lab: its folder, mounts, namespaces, control
// groups and a process.
func traces(t *testing.T, dir string, pid int) []string {
	t.Helper()
	var found []string
	if _, err := os.Stat(dir); err == nil {
		found = append(found, dir)
	}
	if syscall.Kill(pid, 0) == nil && !isZombie(pid) {
		found = append(found, fmt.Sprintf("process %d", pid))
	}
	mounts, err := os.ReadFile("/proc/mounts")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(mounts), dir) {
		found = append(found, "a mount")
	}
	roots, err := cgroupRoots()
	if err != nil {
		t.Fatal(err)
	}
	for _, parent := range append(roots, netnsDir) {
		paths, err := filepath.Glob(filepath.Join(parent, filepath.Base(dir)+"*"))
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, paths...)
	}
	return found
}

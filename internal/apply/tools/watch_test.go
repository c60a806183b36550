package tools

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestWatchLooksSeldomAtLargeClusters: what it takes to look is the cluster's own
// time.
func TestWatchLooksSeldomAtLargeClusters(t *testing.T) {
	for size, want := range map[int]string{100: "0.5", 70_000: "1.5", 139_000: "2.4", 5_000_000: "5.0"} {
		t.Run(strconv.Itoa(size), func(t *testing.T) {
			node := t.TempDir()
			looked := filepath.Join(node, "looked")
			for name, script := range map[string]string{
				"crm_mon":  "head -c " + strconv.Itoa(size) + " /dev/zero | tr '\\0' x",
				"cibadmin": "echo '<cib/>'",
				"sleep":    "echo \"$1\" >> " + looked + "; exec /bin/sleep 1",
				// It is done when the other one has looked, which is then still asleep.
				"crm_resource": "while [ ! -s " + looked + " ]; do /bin/sleep 0.01; done",
			} {
				if err := os.WriteFile(filepath.Join(node, name), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("PATH", node+":"+os.Getenv("PATH"))
			if err := New("here", Local{}).Idle(t.Context(), time.Minute); err != nil {
				t.Fatal(err)
			}
			said, err := os.ReadFile(looked)
			if got := strings.TrimSpace(string(said)); err != nil || got != want {
				t.Errorf("it waits %q seconds, want %s; %v", got, want, err)
			}
		})
	}
}

//go:build linux

package lab

import (
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"testing"

	"hagen/test/debroot"
)

// Run makes a cluster for a test, which ends with the test in whatever way: it
// passes, fails, panics or is interrupted. A test that fails shows the hosts' logs.
func Run(t testing.TB, cfg Config) *Cluster {
	t.Helper()
	NeedCluster(t)
	if r, err := FindRelease(cfg.Release); err == nil && !r.installed() { // New tells of an error
		debroot.Need(t, r.Root())
	}
	t.Cleanup(cleanOnSignal())
	c, err := New(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(c.logs())
		}
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// cleanOnSignal sweeps this process's labs when it is told to end, and then lets
// it end.
func cleanOnSignal() (stop func()) {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	stopped := make(chan struct{})
	go func() {
		select {
		case <-stopped:
		case sig := <-told:
			if err := sweepOwn(); err != nil {
				fmt.Fprintln(os.Stderr, "lab:", err)
			}
			signal.Reset(sig)
			if number, ok := sig.(syscall.Signal); ok {
				_ = syscall.Kill(os.Getpid(), number)
			}
		}
	}()
	return func() {
		signal.Stop(told)
		close(stopped)
	}
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"
	"time"

	"hagen/internal/apply"
)

// stopped is what the process of TestStops says once it was asked to stop.
const stopped = "stopped as by Ctrl-C"

// waits is the process of TestStops.
func waits() int {
	outlastReaders()
	ctx, stop := untilStopped(context.Background())
	defer stop()
	fmt.Fprintln(os.Stderr, "ready")
	select {
	case <-ctx.Done():
		if errors.Is(context.Cause(ctx), apply.ErrInterrupted) {
			fmt.Fprintln(os.Stderr, stopped)
		}
		time.Sleep(300 * time.Millisecond) // a rollback
		fmt.Println("this is not read")
		fmt.Fprintln(os.Stderr, "done")
	case <-time.After(time.Second):
		fmt.Fprintln(os.Stderr, "nothing came")
	}
	return 0
}

// waiting starts a process that waits for a signal, some of them ignored. Its standard
// output is not read.
func waiting(t *testing.T, ignore ...os.Signal) (cmd *exec.Cmd, said *bufio.Reader) {
	t.Helper()
	cmd = exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "HAGEN_TEST_WAITS=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	pipe, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if len(ignore) > 0 {
		signal.Ignore(ignore...)
		defer signal.Reset(ignore...)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill() }) // ended already in a test that passes
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	said = bufio.NewReader(pipe)
	if line, err := said.ReadString('\n'); line != "ready\n" {
		t.Fatalf("%q, %v", line, err)
	}
	return cmd, said
}

// TestStops sends the signals that hagen has to outlast for a while.
func TestStops(t *testing.T) {
	// What nohup ignores stays ignored in a process started from here; what is
	// caught does not.
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGHUP)
	defer signal.Stop(caught)
	for _, tt := range []struct {
		name   string
		send   []syscall.Signal
		ignore []os.Signal
		want   string
		killed bool
	}{
		{"Ctrl-C", []syscall.Signal{syscall.SIGINT}, nil, stopped + "\ndone\n", false},
		{"SIGTERM", []syscall.Signal{syscall.SIGTERM}, nil, stopped + "\ndone\n", false},
		{"SIGHUP, twice as a shell does", []syscall.Signal{syscall.SIGHUP, syscall.SIGHUP}, nil, stopped + "\ndone\n", false},
		{"SIGHUP and then SIGTERM", []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM}, nil, stopped + "\ndone\n", false},
		{"Ctrl-C twice", []syscall.Signal{syscall.SIGINT, syscall.SIGINT}, nil, stopped + "\n", true},
		{"SIGHUP under nohup", []syscall.Signal{syscall.SIGHUP}, []os.Signal{syscall.SIGHUP}, "nothing came\n", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cmd, said := waiting(t, tt.ignore...)
			for _, sig := range tt.send {
				if err := cmd.Process.Signal(sig); err != nil {
					t.Fatal(err)
				}
				time.Sleep(100 * time.Millisecond)
			}
			got, _ := io.ReadAll(said)
			if err := cmd.Wait(); string(got) != tt.want || (err != nil) != tt.killed {
				t.Errorf("it said %q (%v), want %q", got, err, tt.want)
			}
		})
	}
}

package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"hagen/internal/apply"
)

// stops are the signals that are treated like Ctrl-C: a user stops hagen, the
// machine shuts down, or hagen's terminal or SSH session has ended.
var stops = []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}

// untilStopped is a context that ends, with the cause apply.ErrInterrupted, when
// one of these signals comes. A signal that is ignored from the start, as under
// nohup, stays ignored.
//
// After the first signal a second Ctrl-C ends hagen at once. The others do not:
// they often come twice (a shell passes SIGHUP on before the kernel sends it),
// and a rollback may be under way by then.
func untilStopped(parent context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancelCause(parent)
	told := make(chan os.Signal, 1)
	for _, sig := range stops {
		if !signal.Ignored(sig) {
			signal.Notify(told, sig)
		}
	}
	go func() {
		select {
		case <-told:
			signal.Reset(os.Interrupt)
			cancel(apply.ErrInterrupted)
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		cancel(context.Canceled)
		signal.Stop(told)
	}
}

// outlastReaders lets hagen continue when its output is no longer read: Go ends a
// program that writes to a closed pipe with SIGPIPE, in the middle of an apply
// (hagen apply … | head, or over an SSH session that broke).
func outlastReaders() { signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) }

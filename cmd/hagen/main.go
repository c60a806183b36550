// Hagen compiles an environment-definition sheet (xlsx or CSV) into a Pacemaker
// CIB XML and an equivalent pcs script.
package main

import (
	"context"
	"os"
	"runtime/debug"

	"hagen/internal/desktop"
)

// Set by the linker (see the Makefile and test/gen/dist); a plain "go build" or "go
// install" leaves them to the build information.
var version, commit, date string

func main() { os.Exit(run()) }

func run() int {
	if os.Getenv("GOGC") == "" {
		// A run is over in milliseconds: collecting less often takes a quarter off
		// the time of a real sheet, and the largest allowed stays far below 1 GB.
		debug.SetGCPercent(400)
	}
	ctx, stop := untilStopped(context.Background())
	defer stop()
	a := newApp(os.Stdin, os.Stdout, os.Stderr, desktop.Environment(os.Getenv))
	if file, dropped := desktop.Dropped(os.Args[1:], desktop.Processes()); dropped {
		code := a.dropped(ctx, file)
		stop() // Ctrl-C closes the window as well
		a.hold()
		return code
	}
	return a.run(ctx, os.Args[1:])
}

// Hagen compiles an environment-definition sheet (xlsx or CSV) into a Pacemaker
// CIB XML and an equivalent pcs script.
package main

import (
	"context"
	"os"
	"runtime/debug"
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
	return newApp(os.Stdin, os.Stdout, os.Stderr, os.Getenv).run(ctx, os.Args[1:])
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"hagen/internal/cli"
)

// version prints the version of hagen, as --version does.
func (a *app) version(context.Context, *cli.Call) error {
	_, err := fmt.Fprintf(a.screen.Out, "hagen %s (%s, %s/%s)\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// buildVersion is the version set by the linker, else the one recorded by the go
// command: the module's version after "go install", the commit after "go build".
func buildVersion() string {
	if version != "" {
		return version
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(devel)"
	}
	return cmp.Or(info.Main.Version, "(devel)")
}

package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"

	"hagen/internal/cli"
)

// version prints which hagen this is, as --version does.
func (a *app) version(context.Context, *cli.Call) error {
	_, err := fmt.Fprintf(a.screen.Out, "hagen %s (%s, %s/%s)\n", buildVersion(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// buildVersion is what the linker was told, else what the go command recorded:
// the module's version after "go install", the commit after "go build".
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

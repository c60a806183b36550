package main

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"hagen/internal/cli"
	"hagen/internal/message"
	"hagen/internal/target"
)

var (
	textCommit  = message.New("version.commit", "commit", "date")
	textTargets = message.New("version.targets", "targets", "default")
)

// version prints the version of hagen, as --version does: what it was built from,
// and the targets it knows.
func (a *app) version(context.Context, *cli.Call) error {
	built := thisBuild()
	lines := []string{fmt.Sprintf("hagen %s (%s, %s/%s)", built.version, runtime.Version(), runtime.GOOS, runtime.GOARCH)}
	if built.commit != "" {
		lines = append(lines, textCommit.With(built.commit, built.date).In(a.screen.Lang))
	}
	lines = append(lines, textTargets.With(strings.Join(target.Names(), ", "), target.Default).In(a.screen.Lang))
	_, err := fmt.Fprintln(a.screen.Out, strings.Join(lines, "\n"))
	return err
}

// build says what hagen was built from.
type build struct{ version, commit, date string }

// thisBuild is what the linker was told, else what the go command recorded: the
// module's version after "go install", the commit after "go build".
func thisBuild() build {
	b := build{version, commit, date}
	info, ok := debug.ReadBuildInfo()
	if ok {
		b.version = cmp.Or(b.version, info.Main.Version)
	}
	for i := 0; ok && i < len(info.Settings); i++ {
		switch s := info.Settings[i]; s.Key {
		case "vcs.revision":
			b.commit = cmp.Or(b.commit, s.Value)
		case "vcs.time":
			day, _, _ := strings.Cut(s.Value, "T")
			b.date = cmp.Or(b.date, day)
		}
	}
	b.version = cmp.Or(b.version, "(devel)")
	return b
}

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// system is an operating system on a kind of processor, as Go calls them.
type system struct{ os, arch string }

var systems = []system{{"linux", "amd64"}, {"linux", "arm64"}, {"darwin", "amd64"}, {"darwin", "arm64"}, {"windows", "amd64"}}

func (s system) String() string { return s.os + "/" + s.arch }

// program is the name of hagen's file there.
func (s system) program() string {
	if s.os == "windows" {
		return "hagen.exe"
	}
	return "hagen"
}

// binary is the name of the binary among the published files.
func (s system) binary() string {
	name := "hagen-" + s.os + "-" + s.arch
	return name + strings.TrimPrefix(s.program(), "hagen")
}

// chosen are the systems of a list; all when it is empty.
func chosen(list string) ([]system, error) {
	if list == "" {
		return systems, nil
	}
	var out []system
	for name := range strings.SplitSeq(list, ",") {
		i := slices.IndexFunc(systems, func(s system) bool { return s.String() == name })
		if i < 0 {
			return nil, fmt.Errorf("unknown system %q", name)
		}
		out = append(out, systems[i])
	}
	return out, nil
}

// build builds the binary of a system. It depends on the sources, the version of Go
// and nothing else: not on the folder, the settings of git or of the go command.
func (r *release) build(ctx context.Context, s system) error {
	set := []string{"-s", "-w", "-buildid=", "-X", "main.version=" + r.version, "-X", "main.commit=" + r.commit, "-X", "main.date=" + r.day()}
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", strings.Join(set, " "),
		"-o", filepath.Join(r.out, s.binary()), "./cmd/hagen")
	cmd.Dir = r.root
	cmd.Env = append(os.Environ(), "GOOS="+s.os, "GOARCH="+s.arch, "CGO_ENABLED=0", "GOFLAGS=", "GOAMD64=v1", "GOARM64=v8.0", "GOEXPERIMENT=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("build for %s: %w\n%s", s, err, out)
	}
	return nil
}

// day is the day of the release, as the manual and hagen version show it.
func (r *release) day() string { return r.when.Format("2006-01-02") }

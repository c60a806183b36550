// Command dist makes what is published of a version of hagen: static binaries for
// each system, archives of them with the manual and the completions, packages for
// Debian and Red Hat, a list of what they are built from, and checksums. Made twice
// of one commit with one version of Go, all of it has the same bytes.
//
//	go run ./test/gen/dist -out dist -version 1.0
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// release is one run: a version and where its files go.
type release struct {
	version string
	commit  string    // "" where git does not know it
	when    time.Time // of all files: the commit's
	root    string    // of the repository
	out     string
	stage   string // what the packages are made of; removed at the end
	systems []system
}

func main() {
	r := release{}
	flag.StringVar(&r.version, "version", "", "the version; empty takes it from git")
	flag.StringVar(&r.out, "out", "dist", "the folder to write to; what is in it is removed")
	flag.StringVar(&r.root, "root", ".", "the root of the repository")
	flag.StringVar(&r.commit, "commit", "", "the commit; empty takes it from git")
	only := flag.String("systems", "", "only these systems (linux/amd64,windows/amd64); empty makes all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop() // not reached on a failure, where the process ends anyway
	err := r.prepare(ctx, *only)
	if err == nil {
		err = r.make(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "dist:", err)
		os.Exit(1)
	}
}

// zero is the time of all files where neither git nor SOURCE_DATE_EPOCH tells one:
// the earliest a zip archive can say.
var zero = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// prepare finds out what is made.
func (r *release) prepare(ctx context.Context, only string) error {
	var err error
	if r.systems, err = chosen(only); err != nil {
		return err
	}
	if r.commit == "" { // stays so for an archive of the sources
		r.commit, _ = r.git(ctx, "rev-parse", "HEAD")
	}
	if r.version == "" {
		if r.version, err = r.git(ctx, "describe", "--tags", "--always", "--dirty"); err != nil {
			r.version = "dev"
		}
	}
	r.version = strings.TrimPrefix(r.version, "v")
	epoch := os.Getenv("SOURCE_DATE_EPOCH")
	if epoch == "" {
		epoch, _ = r.git(ctx, "log", "-1", "--format=%ct")
	}
	r.when = zero
	if epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return fmt.Errorf("SOURCE_DATE_EPOCH: %w", err)
		}
		r.when = time.Unix(seconds, 0).UTC()
	}
	if r.out, err = filepath.Abs(r.out); err != nil {
		return err
	}
	if err := os.RemoveAll(r.out); err != nil {
		return err
	}
	return os.MkdirAll(r.out, 0o755)
}

// git asks git about the repository.
func (r *release) git(ctx context.Context, args ...string) (string, error) {
	out, err := exec.CommandContext(ctx, "git", append([]string{"-C", r.root}, args...)...).Output()
	return strings.TrimSpace(string(out)), err
}

// make makes everything, the checksums last.
func (r *release) make(ctx context.Context) error {
	var err error
	if r.stage, err = os.MkdirTemp("", "hagen-dist-"); err != nil {
		return err
	}
	defer os.RemoveAll(r.stage)
	extras, err := r.extras()
	if err != nil {
		return err
	}
	for _, s := range r.systems {
		fmt.Println("hagen", r.version, s)
		if err := r.build(ctx, s); err != nil {
			return err
		}
		if err := r.archive(s, extras); err != nil {
			return err
		}
		if s.os == "linux" {
			if err := r.packages(ctx, s, extras); err != nil {
				return err
			}
		}
	}
	if err := r.bill(); err != nil {
		return err
	}
	return r.sums()
}

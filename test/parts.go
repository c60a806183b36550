package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// staticcheck is the version all machines use.
const staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"

// part is a step of the tests.
type part struct {
	name, does string
	named      bool // runs only when it is named
	waits      bool // most of the time, for clusters: runs beside the parts after it
	run        func(context.Context, *suite) error
}

// parts lists the parts in the order they run. What measures comes before the first
// that runs beside others.
func parts() []part {
	return []part{
		{name: "setup", does: "install the packages that are missing, where apt-get and root are there", run: setup},
		{name: "lint", does: "gofmt, go vet, staticcheck", run: lint},
		{name: "cross", does: "build hagen for Windows, macOS and Linux on ARM", run: cross},
		{name: "quick", does: "the tests that do not take seconds, without the race detector", named: true, run: quick},
		{name: "grow", does: "time and memory of long sheets, without the race detector", run: grow},
		{name: "compile", does: "compile all packages with the race detector, for parts that start at the same time", run: compileAll},
		{name: "e2e", does: "hagen apply on real clusters on this machine, as root: 15 to 22 minutes", waits: true, run: e2e},
		{name: "books", does: "the test book of seed 003 carried out on a real cluster, as root: 10 to 20 minutes", waits: true, run: books},
		{name: "race", does: "all tests but the real clusters, with the race detector: 10 to 20 minutes", run: race},
		{name: "clusters", does: "random clusters through the real pcs", run: clusters},
		{name: "cibs", does: "the CIBs of Pacemaker's own tests and 300 made at random from its grammar, as sheets and back: downloads its source once; 3 to 5 minutes", run: testCIBs},
		{name: "oracles", does: "the scripts of all targets through the pcs of Debian 11, 12, 13 and sid, as root: 8 to 12 minutes", run: oracles},
		{name: "fuzz", does: "each fuzz target for a while", run: fuzz},
		{name: "dist", does: "make dist twice, its packages on a host, its hagen.exe under wine, as root: 2 to 4 minutes", run: dist},
		{name: "fresh", does: "these two commands on a bare Debian 12 made for it, as root: 5 minutes", run: fresh},
	}
}

func lint(ctx context.Context, s *suite) error {
	return errors.Join(
		s.gofmt(ctx),
		s.command(ctx, nil, "go", "vet", "./..."),
		s.command(ctx, nil, "go", "run", staticcheck, "./..."),
	)
}

// gofmt fails on files that it would change.
func (s *suite) gofmt(ctx context.Context) error {
	files := []string{"-l"}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && path != "." && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".go") {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		return err
	}
	root, err := output(ctx, "go", "env", "GOROOT")
	if err != nil {
		return err
	}
	out, err := output(ctx, filepath.Join(strings.TrimSpace(string(root)), "bin", "gofmt"), files...)
	if err == nil && len(out) > 0 {
		err = fmt.Errorf("gofmt would change:\n%s", out)
	}
	return err
}

func cross(ctx context.Context, s *suite) error {
	var errs []error
	for _, system := range []string{"windows/amd64", "darwin/arm64", "linux/arm64"} {
		goos, goarch, _ := strings.Cut(system, "/")
		env := []string{"GOOS=" + goos, "GOARCH=" + goarch, "CGO_ENABLED=0"}
		errs = append(errs, s.command(ctx, env, "go", "build", "-o", os.DevNull, "./cmd/hagen"))
	}
	return errors.Join(errs...)
}

func quick(ctx context.Context, s *suite) error {
	list, err := quiet(ctx)
	if err != nil {
		return err
	}
	return s.goTest(ctx, false, append([]string{"-short"}, list...)...)
}

func race(ctx context.Context, s *suite) error {
	list, err := quiet(ctx)
	if err != nil {
		return err
	}
	args := append(s.raceDetector(ctx), "-count=1", "-timeout", "40m")
	return s.goTest(ctx, false, append(args, list...)...)
}

// grow measures memory and time, which is only meaningful without the race detector.
func grow(ctx context.Context, s *suite) error {
	return errors.Join(
		s.goTest(ctx, false, "-count=1", "./test/bench/grow"),
		s.goTest(ctx, false, "-count=1", "-run", "TestThousandResources", "./internal/importer"),
	)
}

// clusters shows the seed, so that a run can be repeated.
func clusters(ctx context.Context, s *suite) error {
	return s.goTest(ctx, true, "-count=1", "-timeout", "120m", "-run", "TestRandomClusters", "./test/proof",
		"-clusters", strconv.Itoa(s.clusters), "-seed", strconv.FormatUint(s.seed, 10))
}

func testCIBs(ctx context.Context, s *suite) error {
	return s.goTest(ctx, true, "-count=1", "-timeout", "30m", "-v", "./test/cibs")
}

// compileAll fills the build cache: parts that start at the same time would each
// compile the same packages. go list -export links no programs.
func compileAll(ctx context.Context, s *suite) error {
	args := append([]string{"list", "-export", "-test"}, s.raceDetector(ctx)...)
	_, err := output(ctx, "go", append(args, "./...")...)
	return err
}

// testBooks is the test of the part books.
const testBooks = "^TestBooks$"

func e2e(ctx context.Context, s *suite) error {
	args := append(s.raceDetector(ctx), "-count=1", "-timeout", "60m", "-parallel", "3", "-skip", testBooks, "./test/e2e/...")
	return s.goTest(ctx, false, args...)
}

func books(ctx context.Context, s *suite) error {
	args := append(s.raceDetector(ctx), "-count=1", "-timeout", "60m", "-v", "-run", testBooks, "./test/e2e")
	return s.goTest(ctx, true, args...)
}

func oracles(ctx context.Context, s *suite) error {
	return s.goTest(ctx, false, "-count=1", "-timeout", "60m", "./test/proof/oracle")
}

func dist(ctx context.Context, s *suite) error {
	return s.goTest(ctx, false, "-count=1", "-timeout", "30m", "./test/dist")
}

func fresh(ctx context.Context, s *suite) error {
	return s.goTest(ctx, false, "-count=1", "-timeout", "40m", "./test/fresh")
}

// fuzz runs one target at a time: go test takes no more.
func fuzz(ctx context.Context, s *suite) error {
	targets, err := fuzzTargets(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range targets {
		fmt.Fprintf(s.out, "%s %s\n", t.pkg, t.name)
		var said bytes.Buffer
		cmd := s.yielding(ctx, "go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$",
			"-fuzztime", s.fuzzTime.String(), "-fuzzminimizetime", "10x", t.pkg)
		cmd.Stdout = io.MultiWriter(s.out, &said)
		cmd.Stderr = cmd.Stdout
		err := cmd.Run()
		switch {
		case err == nil:
		case onlyOutOfTime(said.String()):
			fmt.Fprintln(s.out, "no input failed: Go before 1.27 can report the end of -fuzztime as an error (golang/go#75804)")
		default:
			errs = append(errs, fmt.Errorf("%s %s: %w", t.pkg, t.name, err))
		}
	}
	return errors.Join(errs...)
}

// onlyOutOfTime reports whether a fuzz target failed for nothing but the end of its
// time: that is a race in Go's fuzzing, golang/go#75804. A failing input is always
// written to a file, which the output names.
func onlyOutOfTime(said string) bool {
	_, failure, failed := strings.Cut(said, "--- FAIL: ")
	_, reason, _ := strings.Cut(failure, "\n")
	reason, _, _ = strings.Cut(reason, "\n")
	return failed && strings.TrimSpace(reason) == "context deadline exceeded" &&
		!strings.Contains(said, "Failing input") && !strings.Contains(said, "panic:")
}

// quiet lists the packages whose tests do not depend on the machine's load. Real
// clusters have timeouts, a bare Debian runs most tests inside, other releases have to
// be installed first, and what is published is built: they are parts of their own.
func quiet(ctx context.Context) ([]string, error) {
	out, err := output(ctx, "go", "list", "./...")
	if err != nil {
		return nil, err
	}
	var list []string
	for _, pkg := range strings.Fields(string(out)) {
		if !strings.Contains(pkg, "/test/e2e") && !strings.HasSuffix(pkg, "/test/fresh") && !strings.HasSuffix(pkg, "/test/cibs") && !strings.HasSuffix(pkg, "/proof/oracle") && !strings.HasSuffix(pkg, "hagen/test/dist") {
			list = append(list, pkg)
		}
	}
	return list, nil
}

// raceDetector is the flag of the race detector where a C compiler is there.
func (s *suite) raceDetector(ctx context.Context) []string {
	if _, err := output(ctx, "go", "build", "-race", "runtime/cgo"); err != nil {
		s.left = append(s.left, leftOut{"the race detector", "it needs cgo: gcc and libc6-dev"})
		return nil
	}
	return []string{"-race"}
}

// command runs a program whose output goes to ours.
func (s *suite) command(ctx context.Context, env []string, name string, args ...string) error {
	cmd := s.yielding(ctx, name, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = s.out, s.out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, args[0], err)
	}
	return nil
}

// yielding is a program of a part: one that leaves the processor to the clusters of
// parts that run beside, whose steps have time limits.
func (s *suite) yielding(ctx context.Context, name string, args ...string) *exec.Cmd {
	if _, err := exec.LookPath("nice"); err == nil && s.yields {
		return command(ctx, "nice", append([]string{"-n", "19", name}, args...)...)
	}
	return command(ctx, name, args...)
}

// output runs a program and returns what it prints.
func output(ctx context.Context, name string, args ...string) ([]byte, error) {
	cmd := command(ctx, name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", name, args[0], err, &stderr)
	}
	return out, nil
}

// command is a program that is asked to end when the context does.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	return cmd
}

// fuzzTarget is a fuzz test of a package.
type fuzzTarget struct{ pkg, name string }

// fuzzTargets asks every package for its targets.
func fuzzTargets(ctx context.Context) ([]fuzzTarget, error) {
	out, err := output(ctx, "go", "test", "-json", "-list", "^Fuzz", "./...")
	if err != nil {
		return nil, err
	}
	var list []fuzzTarget
	for _, line := range bytes.Split(bytes.TrimSpace(out), []byte("\n")) {
		var e event
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("%s: %w", line, err)
		}
		if name := strings.TrimSpace(e.Output); strings.HasPrefix(name, "Fuzz") {
			list = append(list, fuzzTarget{e.Package, name})
		}
	}
	if len(list) == 0 {
		return nil, errors.New("no fuzz target was found")
	}
	return list, nil
}

// Command test runs the tests, part by part.
//
//	go run ./test              everything CI runs, in the order of the list below
//	go run ./test lint quick   only these parts
//	go run ./test -help        the parts and the flags
//
// It needs Go and nothing else. Each part first prints what it does, and the
// summary shows how long each took. Real clusters wait most of the time: their parts
// run beside those that follow, which run under nice, and print when they have ended.
//
// The part "setup", the first of a full run, installs the packages that are missing,
// where it may: as root, with apt-get. Elsewhere it runs what it can, and the summary
// lists what was left out and the command that installs what is missing.
//
// With HAGEN_TEST_EVERYTHING=1, as in CI, whatever is left out is a failure.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"time"

	"hagen/test/need"
)

// suite is one run of the command.
type suite struct {
	out        io.Writer
	everything bool // what is left out is a failure
	clusters   int
	seed       uint64
	fuzzTime   time.Duration

	missing []string // packages this machine lacks, as far as dpkg knows
	left    []leftOut
	yields  bool // to parts that run beside this one
}

// leftOut is something that could not run here.
type leftOut struct{ what, why string }

func main() {
	s := &suite{out: os.Stdout, everything: os.Getenv(need.Everything) != ""}
	flag.IntVar(&s.clusters, "clusters", 40, "random clusters of the part clusters")
	flag.Uint64Var(&s.seed, "seed", 0, "repeat the random clusters of a run; 0 takes new ones")
	flag.DurationVar(&s.fuzzTime, "fuzztime", 10*time.Second, "time of each fuzz target")
	flag.Usage = usage
	flag.Parse()
	chosen, err := choose(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop() // not reached on a failure, where the process ends anyway
	if err := s.prepare(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	if !s.runParts(ctx, chosen) {
		os.Exit(1)
	}
}

func usage() {
	out := flag.CommandLine.Output()
	fmt.Fprint(out, "usage: go run ./test [flags] [part ...]\n\nParts; without a name all but those marked * run:\n")
	for _, p := range parts() {
		mark := " "
		if p.named {
			mark = "*"
		}
		fmt.Fprintf(out, "  %-9s%s %s\n", p.name, mark, p.does)
	}
	fmt.Fprintf(out, "\nPackages that the part setup installs as root:\n%s\nFlags:\n", listed())
	flag.PrintDefaults()
}

// choose finds the parts of these names; none means those of a full run.
func choose(names []string) ([]part, error) {
	var chosen []part
	for _, p := range parts() {
		if len(names) == 0 && !p.named || slices.Contains(names, p.name) {
			chosen = append(chosen, p)
		}
	}
	for _, name := range names {
		if !slices.ContainsFunc(chosen, func(p part) bool { return p.name == name }) {
			return nil, fmt.Errorf("there is no part %q: go run ./test -help lists them", name)
		}
	}
	return chosen, nil
}

// some names the first of a list and counts the others.
func some(names []string) string {
	const most = 4
	if more := len(names) - most; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), more)
	}
	return strings.Join(names, ", ")
}

// tellLeftOut lists what did not run, a line for each reason, and what to install.
func (s *suite) tellLeftOut() {
	if len(s.left) == 0 {
		return
	}
	fmt.Fprintln(s.out, "=== left out here")
	var reasons []string
	byReason := map[string][]string{}
	for _, l := range s.left {
		if byReason[l.why] == nil {
			reasons = append(reasons, l.why)
		}
		if !slices.Contains(byReason[l.why], l.what) {
			byReason[l.why] = append(byReason[l.why], l.what)
		}
	}
	for _, why := range reasons {
		fmt.Fprintf(s.out, "%s: %s\n", why, some(byReason[why]))
	}
	switch line := installLine(s.missing); {
	case len(s.missing) > 0:
		fmt.Fprintf(s.out, "To run them, as root: %s\n", line)
	case !haveDpkg():
		fmt.Fprintf(s.out, "They run on Debian 12. What they need there: %s\n", installLine(packages()))
	}
}

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"hagen/test/need"
)

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output string
}

// goTest runs go test. It shows a line for each package and what failed tests
// print, or with verbose what all print, and notes what was left out.
func (s *suite) goTest(ctx context.Context, verbose bool, args ...string) error {
	cmd := s.yielding(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = s.out
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	none, err := s.follow(pipe, verbose)
	if failed := cmd.Wait(); failed != nil {
		return fmt.Errorf("go test: %w", failed)
	}
	if none && slices.Contains(args, "-run") {
		return fmt.Errorf("go test: no test is called %s", args[slices.Index(args, "-run")+1])
	}
	return err
}

// follow reads the events of go test until their end. none says that a package had no
// test to run.
func (s *suite) follow(events io.Reader, verbose bool) (none bool, err error) {
	r := &reader{s: s, verbose: verbose, printed: map[string]*strings.Builder{}}
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var e event
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			fmt.Fprintln(s.out, lines.Text()) // go's own words
			continue
		}
		r.take(e)
	}
	return r.none, lines.Err()
}

// reader interprets events.
type reader struct {
	s       *suite
	verbose bool
	none    bool                        // a package had no test to run
	printed map[string]*strings.Builder // by package and test, of tests that have not ended
}

func (r *reader) take(e event) {
	key := e.Package + " " + e.Test
	switch e.Action {
	case "build-output":
		fmt.Fprint(r.s.out, e.Output)
	case "output":
		r.output(key, e)
	case "pass":
		delete(r.printed, key)
	case "skip":
		if e.Test != "" {
			r.skipped(e, r.text(key))
		}
		delete(r.printed, key)
	case "fail":
		r.failed(key, e)
	}
}

func (r *reader) output(key string, e event) {
	if strings.HasPrefix(e.Output, "=== ") {
		return // RUN, PAUSE, CONT, NAME
	}
	ends := e.Test == "" && (strings.HasPrefix(e.Output, "ok  \t") || strings.HasPrefix(e.Output, "FAIL\t"))
	if ends || r.verbose {
		fmt.Fprint(r.s.out, e.Output)
	}
	if ends {
		r.none = r.none || strings.Contains(e.Output, "[no tests to run]")
		return
	}
	if r.printed[key] == nil {
		r.printed[key] = &strings.Builder{}
	}
	r.printed[key].WriteString(e.Output)
}

func (r *reader) text(key string) string {
	if b := r.printed[key]; b != nil {
		return b.String()
	}
	return ""
}

// show prints what a test has printed, unless that was shown at once.
func (r *reader) show(key string) {
	if !r.verbose {
		fmt.Fprint(r.s.out, r.text(key))
	}
	delete(r.printed, key)
}

// failed shows what a test has printed. When a package ends before its tests, it
// crashed in one of them.
func (r *reader) failed(key string, e event) {
	r.show(key)
	if e.Test != "" {
		return
	}
	for _, key := range slices.Sorted(maps.Keys(r.printed)) {
		if strings.HasPrefix(key, e.Package+" ") {
			r.show(key)
		}
	}
}

// place is where a test says something.
var place = regexp.MustCompile(`^\s*\S+\.go:\d+: `)

// skipped notes why a test was left out, unless that was asked for.
func (r *reader) skipped(e event, text string) {
	why, _, _ := strings.Cut(strings.TrimLeft(text, "\n"), "\n") // scripts add their log
	why = strings.TrimSpace(place.ReplaceAllString(why, ""))
	if why == need.LeftOut {
		return
	}
	test, _, _ := strings.Cut(e.Test, "/")
	r.s.left = append(r.s.left, leftOut{strings.TrimPrefix(e.Package, "hagen/") + " " + test, why})
}

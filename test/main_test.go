package main

import (
	"slices"
	"strings"
	"testing"

	"hagen/test/need"
)

// events are what go test -json says of a package with one test each way.
const events = `{"Action":"start","Package":"hagen/a"}
{"Action":"run","Package":"hagen/a","Test":"TestGood"}
{"Action":"output","Package":"hagen/a","Test":"TestGood","Output":"=== RUN   TestGood\n"}
{"Action":"output","Package":"hagen/a","Test":"TestGood","Output":"    a_test.go:3: all went well\n"}
{"Action":"pass","Package":"hagen/a","Test":"TestGood"}
{"Action":"output","Package":"hagen/a","Test":"TestTool","Output":"    need.go:40: pcs is not installed: apt install pcs\n"}
{"Action":"output","Package":"hagen/a","Test":"TestTool","Output":"--- SKIP: TestTool (0.00s)\n"}
{"Action":"skip","Package":"hagen/a","Test":"TestTool"}
{"Action":"output","Package":"hagen/a","Test":"TestLong","Output":"    need.go:30: ` + need.LeftOut + `\n"}
{"Action":"skip","Package":"hagen/a","Test":"TestLong"}
{"Action":"output","Package":"hagen/a","Test":"TestBad","Output":"    a_test.go:9: it is 3, want 4\n"}
{"Action":"fail","Package":"hagen/a","Test":"TestBad"}
{"Action":"output","Package":"hagen/a","Test":"TestDies","Output":"panic: test timed out\n"}
{"Action":"output","Package":"hagen/a","Output":"FAIL\thagen/a\t0.1s\n"}
{"Action":"fail","Package":"hagen/a"}
{"ImportPath":"hagen/b","Action":"build-output","Output":"b.go:1:1: expected package\n"}
not JSON
`

func TestFollow(t *testing.T) {
	var out strings.Builder
	s := &suite{out: &out}
	if none, err := s.follow(strings.NewReader(events), false); err != nil || none {
		t.Fatal(none, err)
	}
	for _, want := range []string{"it is 3, want 4", "panic: test timed out", "FAIL\thagen/a", "b.go:1:1: expected package", "not JSON"} {
		if strings.Count(out.String(), want) != 1 {
			t.Errorf("%q is shown %d times in:\n%s", want, strings.Count(out.String(), want), &out)
		}
	}
	if strings.Contains(out.String(), "all went well") {
		t.Errorf("what a good test prints is shown:\n%s", &out)
	}
	if want := []leftOut{{"a TestTool", "pcs is not installed: apt install pcs"}}; !slices.Equal(s.left, want) {
		t.Errorf("left out: %v, want %v", s.left, want)
	}
}

// TestNoneToRun: a part whose one test was renamed does not pass.
func TestNoneToRun(t *testing.T) {
	var out strings.Builder
	s := &suite{out: &out}
	err := s.goTest(t.Context(), false, "-run", "^TestOfNoSuchName$", ".")
	if err == nil || !strings.Contains(err.Error(), "no test is called ^TestOfNoSuchName$") {
		t.Errorf("%v\n%s", err, &out)
	}
}

func TestFollowAll(t *testing.T) {
	var out strings.Builder
	s := &suite{out: &out}
	if _, err := s.follow(strings.NewReader(events), true); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"all went well", "it is 3, want 4", "panic: test timed out"} {
		if strings.Count(out.String(), want) != 1 {
			t.Errorf("%q is shown %d times in:\n%s", want, strings.Count(out.String(), want), &out)
		}
	}
	if len(s.left) != 1 {
		t.Errorf("left out: %v", s.left)
	}
}

func TestChoose(t *testing.T) {
	names := func(list []part) (out []string) {
		for _, p := range list {
			out = append(out, p.name)
		}
		return out
	}
	full, err := choose(nil)
	if err != nil || slices.Contains(names(full), "quick") || names(full)[0] != "setup" {
		t.Errorf("a full run: %v, %v", names(full), err)
	}
	some, err := choose([]string{"quick", "lint"})
	if err != nil || !slices.Equal(names(some), []string{"lint", "quick"}) {
		t.Errorf("two parts: %v, %v", names(some), err)
	}
	if _, err := choose([]string{"lint", "lnit"}); err == nil {
		t.Error("a part that is not there is taken")
	}
}

// TestOnlyOutOfTime: the end of a fuzz target's time is no failure, a failing input is.
func TestOnlyOutOfTime(t *testing.T) {
	const end = "fuzz: elapsed: 10s, execs: 170129 (20633/sec)\n--- FAIL: FuzzRead (10.18s)\n    context deadline exceeded\nFAIL\nexit status 1\n"
	const input = "--- FAIL: FuzzScan (4.03s)\n    --- FAIL: FuzzScan (0.00s)\n        scan_test.go:117: context deadline exceeded\n\n    Failing input written to testdata/fuzz/FuzzScan/5a21b6be553e09b5\n"
	for said, want := range map[string]bool{
		end: true, input: false, "": false, "context deadline exceeded\n": false,
		"--- FAIL: FuzzRead (10.18s)\n    fuzzing process hung or terminated unexpectedly\n    context deadline exceeded\n": false,
	} {
		if got := onlyOutOfTime(said); got != want {
			t.Errorf("%q: %v", said, got)
		}
	}
}

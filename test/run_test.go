package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestRun tests that a failure does not stop the other parts, and that a skipped
// part is a failure only where everything has to run.
func TestRun(t *testing.T) {
	bad := errors.New("broken")
	list := []part{
		{name: "one", does: "fails", run: func(context.Context, *suite) error { return bad }},
		{name: "two", does: "lacks something", run: func(_ context.Context, s *suite) error {
			s.left = append(s.left, leftOut{"TestX", "no pcs"}, leftOut{"TestY", "no pcs"})
			return nil
		}},
		{name: "three", does: "is well", run: func(context.Context, *suite) error { return nil }},
	}
	for _, c := range []struct {
		parts      []part
		everything bool
		want       bool
	}{
		{list, false, false}, {list[1:], false, true}, {list[1:], true, false}, {list[2:], true, true},
	} {
		var out strings.Builder
		s := &suite{out: &out, everything: c.everything, missing: []string{"pcs"}}
		if got := s.runParts(t.Context(), c.parts); got != c.want {
			t.Errorf("%d parts, everything %t: %t\n%s", len(c.parts), c.everything, got, &out)
		}
		for _, p := range c.parts {
			if !strings.Contains(out.String(), "=== "+p.name+": "+p.does) {
				t.Errorf("part %s does not say what it does:\n%s", p.name, &out)
			}
		}
		if left := strings.Contains(out.String(), "no pcs: TestX, TestY\nTo run them, as root: apt-get install --no-install-recommends pcs\n"); left != (len(c.parts) > 1) {
			t.Errorf("what was left out:\n%s", &out)
		}
	}
}

func TestSummaryTimes(t *testing.T) {
	var out strings.Builder
	s := &suite{out: &out}
	list := []result{{name: "race", took: 483 * time.Second}, {name: "e2e", took: 60 * time.Second, beside: true}}
	if !s.summary(list, 490*time.Second) {
		t.Error("a good run is called a failure")
	}
	for _, want := range []string{"race          8m3s  ok\n", "e2e           1m0s  ok, beside others\n", "total        8m10s\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in:\n%s", want, &out)
		}
	}
}

// TestBeside tests that a part that waits runs while others do, that its words come
// whole after those of the part in front, and that its failures and gaps count.
func TestBeside(t *testing.T) {
	bad := errors.New("broken")
	for _, c := range []struct {
		err  error
		left []leftOut
		want bool
	}{{nil, nil, true}, {bad, nil, false}, {nil, []leftOut{{"TestX", "no pcs"}}, false}} {
		inFront, ended := make(chan bool), make(chan bool)
		var yields []bool
		list := []part{
			{name: "first", run: func(_ context.Context, s *suite) error { yields = append(yields, s.yields); return nil }},
			{name: "slow", does: "waits", waits: true, run: func(_ context.Context, s *suite) error {
				<-inFront // so it is not run before front
				fmt.Fprintln(s.out, "slow says so", s.yields)
				s.left = append(s.left, c.left...)
				defer close(ended)
				return c.err
			}},
			{name: "front", run: func(_ context.Context, s *suite) error {
				fmt.Fprintln(s.out, "front begins")
				close(inFront)
				<-ended
				yields = append(yields, s.yields)
				fmt.Fprintln(s.out, "front ends")
				return nil
			}},
		}
		var out strings.Builder
		s := &suite{out: &out, everything: true}
		if got := s.runParts(t.Context(), list); got != c.want {
			t.Errorf("%v, left out %v: %t\n%s", c.err, c.left, got, &out)
		}
		if !slices.Equal(yields, []bool{false, true}) || !strings.Contains(out.String(), "slow says so false\n") {
			t.Errorf("who leaves the processor to others: %v\n%s", yields, &out)
		}
		if !slices.Equal(s.left, c.left) {
			t.Errorf("left out: %v", s.left)
		}
		inOrder(t, out.String(), "=== slow, beside the next parts: waits\n", "front begins\nfront ends\n",
			"=== slow, which ran beside others, has ended after 0s\nslow says so", "=== how long each part took\n", ", beside others\n")
	}
}

// TestProgramBeside tests that nothing of what programs print is lost.
func TestProgramBeside(t *testing.T) {
	run := func(name string) func(context.Context, *suite) error {
		return func(ctx context.Context, s *suite) error {
			return errors.Join(s.goTest(ctx, true, "-count=1", "-v", "-run", name, "."), s.command(ctx, nil, "go", "vet", "./nowhere"))
		}
	}
	var out strings.Builder
	s := &suite{out: &out}
	front := part{name: "front", run: func(context.Context, *suite) error { return nil }}
	if s.runParts(t.Context(), []part{{name: "slow", waits: true, run: run("^TestChoose$")}, front}) {
		t.Errorf("go vet ./nowhere is a success:\n%s", &out)
	}
	inOrder(t, out.String(), "=== slow, which ran beside others", "--- PASS: TestChoose", "ok  \thagen/test\t", "nowhere", "=== slow failed: ")
}

// inOrder fails where a text does not hold these, one after the other.
func inOrder(t *testing.T, text string, parts ...string) {
	t.Helper()
	rest := text
	for _, p := range parts {
		_, after, found := strings.Cut(rest, p)
		if !found {
			t.Errorf("no %q, or not there, in:\n%s", p, text)
		}
		rest = after
	}
}

// TestNothingBeside tests that the last part does not run beside others, and that none
// does when it is stopped.
func TestNothingBeside(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	waiting := part{name: "slow", waits: true, run: func(ctx context.Context, s *suite) error {
		fmt.Fprintln(s.out, "said")
		<-ctx.Done()
		return ctx.Err()
	}}
	front := part{name: "front", run: func(context.Context, *suite) error { stop(); return nil }}
	var out strings.Builder
	if s := (&suite{out: &out}); s.runParts(ctx, []part{waiting, front, front}) {
		t.Errorf("a run that was stopped is a success:\n%s", &out)
	}
	inOrder(t, out.String(), "=== front: ", "stopped\n", "said\n=== slow failed: context canceled\n", "slow            0s  FAILED, beside others\n")

	out.Reset()
	if s := (&suite{out: &out}); s.runParts(ctx, []part{waiting}) {
		t.Errorf("a part that fails is a success:\n%s", &out)
	}
	inOrder(t, out.String(), "=== slow: \nsaid\n")
	if strings.Contains(out.String(), "beside") {
		t.Errorf("one part runs beside others:\n%s", &out)
	}
}

// TestMeasuredAlone tests that a full run does not measure beside other parts.
func TestMeasuredAlone(t *testing.T) {
	full, err := choose(nil)
	if err != nil {
		t.Fatal(err)
	}
	at := func(is func(part) bool) int { return slices.IndexFunc(full, is) }
	grow, waits := at(func(p part) bool { return p.name == "grow" }), at(func(p part) bool { return p.waits })
	if grow < 0 || waits < 0 || grow > waits || full[len(full)-1].waits {
		t.Errorf("grow is part %d, the first that runs beside others %d of %d", grow, waits, len(full))
	}
}

// TestYielding tests that a part leaves the processor to those beside it.
func TestYielding(t *testing.T) {
	for _, yields := range []bool{false, true} {
		s := &suite{yields: yields}
		got := strings.Join(s.yielding(t.Context(), "go", "test").Args, " ")
		want := "go test"
		if _, err := exec.LookPath("nice"); err == nil && yields {
			want = "nice -n 19 go test"
		}
		if got != want {
			t.Errorf("yields %t: %s, want %s", yields, got, want)
		}
	}
}

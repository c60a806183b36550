package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hagen/test/need"
)

// result is how a part ended.
type result struct {
	name   string
	took   time.Duration
	beside bool // others ran meanwhile
	err    error
}

// beside is a part that runs while others do. What it prints comes when it has ended
// and the part in front has, too, so that their lines do not mix.
type beside struct {
	part
	*suite
	said  words
	ended chan result
}

// words keeps what a part prints. Its programs write at the same time: the errors of
// go test come beside its events.
type words struct {
	lock sync.Mutex
	text []byte
}

func (w *words) Write(text []byte) (int, error) {
	w.lock.Lock()
	defer w.lock.Unlock()
	w.text = append(w.text, text...)
	return len(text), nil
}

// runParts runs all parts, even after one fails, and reports whether all succeeded.
// A part that waits runs beside those after it, which leave the processor to it.
func (s *suite) runParts(ctx context.Context, chosen []part) bool {
	begin := time.Now()
	var results []result
	var running []*beside
	for i, p := range chosen {
		if p.waits && i < len(chosen)-1 {
			fmt.Fprintf(s.out, "=== %s, beside the next parts: %s\n", p.name, p.does)
			running = append(running, s.start(ctx, p))
			continue
		}
		fmt.Fprintf(s.out, "=== %s: %s\n", p.name, p.does)
		s.yields = len(running) > 0
		results = append(results, s.finish(ctx, p))
		if ctx.Err() != nil {
			fmt.Fprintln(s.out, "stopped")
			break
		}
		running, results = s.collect(running, results, false)
	}
	_, results = s.collect(running, results, true)
	return s.summary(results, time.Since(begin)) && ctx.Err() == nil
}

// start starts a part that runs beside others. It has a suite of its own.
func (s *suite) start(ctx context.Context, p part) *beside {
	own := *s
	b := &beside{part: p, suite: &own, ended: make(chan result, 1)}
	own.out, own.left, own.yields = &b.said, nil, false
	go func() { b.ended <- own.finish(ctx, p) }()
	return b
}

// finish runs a part to its end.
func (s *suite) finish(ctx context.Context, p part) result {
	begin, before := time.Now(), len(s.left)
	err := p.run(ctx, s)
	if n := len(s.left) - before; err == nil && s.everything && n > 0 {
		err = fmt.Errorf("%s is set and %d tests or steps were left out", need.Everything, n)
	}
	if err != nil {
		fmt.Fprintf(s.out, "=== %s failed: %v\n", p.name, err)
	}
	return result{name: p.name, took: time.Since(begin), err: err}
}

// collect prints what parts that ran beside others have said and adds their results:
// of those that have ended, or of all, for which it waits. It returns the others.
func (s *suite) collect(running []*beside, results []result, all bool) ([]*beside, []result) {
	var others []*beside
	for _, b := range running {
		if !all && len(b.ended) == 0 {
			others = append(others, b)
			continue
		}
		r := <-b.ended
		r.beside = true
		fmt.Fprintf(s.out, "=== %s, which ran beside others, has ended after %s\n%s", b.name, r.took.Round(time.Second), b.said.text)
		s.left = append(s.left, b.left...)
		results = append(results, r)
	}
	return others, results
}

// summary tells how long each part took and what was left out.
func (s *suite) summary(results []result, total time.Duration) bool {
	fmt.Fprintln(s.out, "=== how long each part took")
	var failed []error
	for _, r := range results {
		how := "ok"
		if r.err != nil {
			how = "FAILED"
			failed = append(failed, r.err)
		}
		if r.beside {
			how += ", beside others"
		}
		fmt.Fprintf(s.out, "%-9s %8s  %s\n", r.name, r.took.Round(time.Second), how)
	}
	fmt.Fprintf(s.out, "%-9s %8s\n", "total", total.Round(time.Second))
	s.tellLeftOut()
	return errors.Join(failed...) == nil
}

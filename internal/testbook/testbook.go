// Package testbook makes the failover test book of a cluster: the cases that follow
// from its design, and what Pacemaker's scheduler expects in each. Package document
// writes it.
package testbook

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"hagen/internal/message"
	"hagen/internal/scheduler"
)

// Chapter is what the cases of a chapter are about.
type Chapter int

// The chapters in the order of the book.
const (
	Resources Chapter = iota + 1
	Nodes
	Attributes
	Fencing
	Pairs
	Whole
)

// Book is the test book of a cluster.
type Book struct {
	World  *scheduler.World // at rest, before each case
	Cases  []*Case
	Folded []Folded
	design *design
}

// Case is one test: steps, one after the other, from the cluster at rest.
type Case struct {
	Number  string // 2-3: the third case of the second chapter
	Chapter Chapter
	Steps   []Step
}

// Step is what happens at once, and what the cluster does.
type Step struct {
	Events []scheduler.Event
	Course *scheduler.Course
	// Else is what the cluster does when the node that crashes is the DC, and the
	// resource fails before there is a new one to count the failure. It is nil where
	// that cannot happen, or ends as Course does.
	Else *scheduler.Course
}

// Folded is a case that is not in the book, and why.
type Folded struct {
	Events []scheduler.Event // of its first step
	Like   *Case             // whose outcome is the same; nil when Why says the reason
	Why    message.Message
}

// Make makes the test book of a cluster at rest.
func Make(ctx context.Context, world *scheduler.World, configuration []byte) (*Book, error) {
	d, err := readDesign(configuration)
	if err != nil {
		return nil, err
	}
	b := &Book{World: world.Clone(), design: d}
	candidates := d.candidates(world)
	played, err := playAll(ctx, world, candidates)
	if err != nil {
		return nil, err
	}
	for i, c := range candidates {
		b.add(c, played[i])
	}
	b.number()
	return b, nil
}

// atOnce is how many candidates are followed at the same time: each waits for a
// program on this machine or on a node.
const atOnce = 4

// playAll follows candidates, each in a world of its own. Those that are left out in
// any case stay nil.
func playAll(ctx context.Context, world *scheduler.World, candidates []candidate) ([]*Case, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	played := make([]*Case, len(candidates))
	free := make(chan struct{}, atOnce)
	var wg sync.WaitGroup
	for i, c := range candidates {
		if !c.skip.IsZero() {
			continue
		}
		free <- struct{}{}
		wg.Go(func() {
			defer func() { <-free }()
			var err error
			if played[i], err = play(ctx, world.Clone(), c); err != nil {
				cancel(err) // the first one counts
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	return played, nil
}

// candidate is a case that may be worth a test.
type candidate struct {
	chapter Chapter
	steps   [][]scheduler.Event
	// like says which cases the candidate is left out for when the outcome is the
	// same; nil when it always has its own place.
	like func(*Case) bool
	skip message.Message // why it is left out in any case
}

// play follows a candidate.
func play(ctx context.Context, world *scheduler.World, c candidate) (*Case, error) {
	played := &Case{Chapter: c.chapter}
	for _, events := range c.steps {
		before := world.Clone()
		course, err := world.Happen(ctx, events...)
		if err != nil {
			return nil, err
		}
		step := Step{Events: events, Course: course}
		if lost, failed := crashAndFailure(events); lost != "" && failed != "" {
			uncounted, err := before.HappenUncounted(ctx, events...)
			if err != nil {
				return nil, err
			}
			if end(uncounted) != end(course) {
				step.Else = uncounted
			}
		}
		played.Steps = append(played.Steps, step)
	}
	return played, nil
}

// add adds a candidate to the book, or to what is folded.
func (b *Book) add(c candidate, played *Case) {
	if played == nil {
		b.Folded = append(b.Folded, Folded{Events: c.steps[0], Why: c.skip})
		return
	}
	for _, other := range b.Cases {
		if c.like != nil && c.like(other) && sameOutcome(other, played) {
			b.Folded = append(b.Folded, Folded{Events: c.steps[0], Like: other})
			return
		}
	}
	b.Cases = append(b.Cases, played)
}

// number numbers the cases, chapter by chapter.
func (b *Book) number() {
	slices.SortStableFunc(b.Cases, func(x, y *Case) int { return int(x.Chapter - y.Chapter) })
	counts := map[Chapter]int{}
	for _, c := range b.Cases {
		counts[c.Chapter]++
		c.Number = strconv.Itoa(int(c.Chapter)) + "-" + strconv.Itoa(counts[c.Chapter])
	}
}

// sameOutcome reports whether two cases end in the same state, with the same nodes
// fenced.
func sameOutcome(a, b *Case) bool { return outcome(a) == outcome(b) }

func outcome(c *Case) string {
	var out []string
	for _, step := range c.Steps {
		out = append(out, "fence "+strings.Join(step.Course.Fenced(), " "))
	}
	last := c.Steps[len(c.Steps)-1]
	out = append(out, end(last.Course))
	if last.Else != nil {
		out = append(out, "else", end(last.Else))
	}
	return strings.Join(out, "\n")
}

// end is who is fenced in a course, and the state in which it ends.
func end(c *scheduler.Course) string {
	out := []string{"fence " + strings.Join(c.Fenced(), " "), "not " + strings.Join(c.Unfenceable, " ")}
	for _, n := range c.After.Nodes {
		out = append(out, n.Name+" "+strconv.FormatBool(n.Online)+" "+strconv.FormatBool(n.Standby))
	}
	for _, id := range scheduler.Primitives(c.After) {
		out = append(out, id)
		for _, p := range scheduler.Places(c.After, id) {
			out = append(out, p.Node+"="+p.Role)
		}
	}
	return strings.Join(out, "\n")
}

// crashAndFailure are a node that crashes and a resource that fails on another node,
// of a pair of these; blank without them.
func crashAndFailure(events []scheduler.Event) (node, resource string) {
	if len(events) != 2 {
		return "", ""
	}
	for _, e := range events {
		switch e.Kind {
		case scheduler.NodeCrashes:
			node = e.Node
		case scheduler.Fails, scheduler.StartFails, scheduler.StopFails:
			resource = e.Resource
		}
	}
	return node, resource
}

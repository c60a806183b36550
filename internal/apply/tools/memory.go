package tools

import (
	"context"
	"crypto/sha256"
	"maps"
	"slices"
	"sync"
	"time"

	"hagen/internal/apply"
)

// How long an answer is valid. The answers of the scheduler and crm_verify for a
// CIB only change with date rules; the cluster's state is soon outdated.
const (
	judgedFor = 2 * time.Minute
	seenFor   = 5 * time.Second
)

// maxKept limits how many answers of a kind are kept: a plan and its apply need
// two, one of a large cluster takes megabytes.
const maxKept = 8

// judged caches the tools' answers about CIBs, because the plan and the apply after
// it ask the same about the same CIB, and on a large cluster one answer takes
// seconds.
type judged struct {
	mu        sync.Mutex
	verdicts  map[[sha256.Size]byte]kept[apply.Verdict]
	simulated map[[sha256.Size]byte]kept[[]byte]
	patches   map[[sha256.Size]byte]kept[[]byte] // by both documents
}

// memory caches the cluster's state for a moment and for a single user, since
// others may change it.
type memory struct {
	mu     sync.Mutex
	status kept[[]byte]
	cib    kept[[]byte]
	watch  *watch // under way; see Idle
}

// Apart returns the same cluster for another user. The tools' answers about CIBs
// are shared; the state that a user saw is not.
func (c *Cluster) Apart() apply.Cluster {
	return &Cluster{name: c.name, runner: c.runner, file: c.file, store: c.store, judged: c.judged}
}

type kept[T any] struct {
	value T
	until time.Time
}

// get returns a cached value if it is still valid.
func (k kept[T]) get() (T, bool) {
	var none T
	if time.Now().After(k.until) {
		return none, false
	}
	return k.value, true
}

// look finds the answer to a question about a CIB.
func look[T any](a *judged, list *map[[sha256.Size]byte]kept[T], cib []byte) (T, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return (*list)[sha256.Sum256(cib)].get()
}

// keep caches an answer and drops old ones.
func keep[T any](a *judged, list *map[[sha256.Size]byte]kept[T], cib []byte, value T) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if *list == nil {
		*list = map[[sha256.Size]byte]kept[T]{}
	}
	maps.DeleteFunc(*list, func(_ [sha256.Size]byte, k kept[T]) bool { return time.Now().After(k.until) })
	for len(*list) >= maxKept { // an agent is asked by many
		var oldest [sha256.Size]byte
		first := time.Time{}
		for key, k := range *list {
			if first.IsZero() || k.until.Before(first) {
				oldest, first = key, k.until
			}
		}
		delete(*list, oldest)
	}
	(*list)[sha256.Sum256(cib)] = kept[T]{value, time.Now().Add(judgedFor)}
}

// seen caches the cluster's state; nil clears it.
func (m *memory) seen(cib, status []byte, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if cib != nil {
		m.cib = kept[[]byte]{cib, at.Add(seenFor)}
	}
	if status != nil {
		m.status = kept[[]byte]{status, at.Add(seenFor)}
	}
}

// forget drops the cached state, because something was changed.
func (m *memory) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.cib, m.status = kept[[]byte]{}, kept[[]byte]{}
}

// Foresee asks all queries of a plan at once and caches the answers. An error is
// returned to the later caller that asks for that answer.
func (c *Cluster) Foresee(ctx context.Context, q apply.Questions) {
	if c.known(q) {
		return
	}
	list := []Command{verifyCommand(q.Verify), simulateCommand(q.Before), simulateCommand(q.After)}
	old, next, err := versions(q.Before, q.After)
	if err != nil {
		return
	}
	if c.file == "" {
		list = append(list, diffCommand(old, next), statusCommand())
	}
	begin := time.Now()
	results, err := runAll(ctx, c.runner, list)
	if err != nil {
		return
	}
	if v, err := c.verdict(q.Verify, results[0], nil); err == nil {
		keep(c.judged, &c.judged.verdicts, q.Verify, v)
	}
	for i, cib := range [][]byte{q.Before, q.After} {
		if out, err := c.simulation(cib, results[1+i], nil); err == nil {
			keep(c.judged, &c.judged.simulated, cib, out)
		}
	}
	if c.file != "" {
		return
	}
	if patch, err := patchOf(results[3]); err == nil {
		keep(c.judged, &c.judged.patches, slices.Concat(old, next), patch)
	}
	if checked("crm_mon", results[4], nil) == nil {
		c.memory.seen(nil, results[4].Stdout, begin)
	}
}

// known reports whether all of it was answered already.
func (c *Cluster) known(q apply.Questions) bool {
	a, m := c.judged, &c.memory
	_, verified := look(a, &a.verdicts, q.Verify)
	_, now := look(a, &a.simulated, q.Before)
	_, then := look(a, &a.simulated, q.After)
	m.mu.Lock()
	defer m.mu.Unlock()
	_, seen := m.status.get()
	return verified && now && then && (seen || c.file != "")
}

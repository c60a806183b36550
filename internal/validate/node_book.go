package validate

import (
	"maps"
	"slices"
	"strings"

	"hagen/internal/model"
	"hagen/internal/suggest"
)

// nodeBook indexes the node names of a sheet, so that looking up one does not mean
// comparing it with all others.
type nodeBook struct {
	uses   []nodeUse
	number map[string]int // of a name in uses
	known  map[string]bool
	// Nodes that resources create; a misspelt name may mean one of them.
	remote  map[string]bool
	remotes []string
	names   []string // see nodeNames
	named   map[string]bool
	slips   *slips
	meant   map[string]string // answers so far
}

// all lists every node there is to refer to.
func (b *nodeBook) all() []string { return slices.Concat(b.names, b.remotes) }

// nodeBook builds the index on first use. The configuration does not change.
func (c *checker) nodeBook() *nodeBook {
	if c.book != nil {
		return c.book
	}
	b := &nodeBook{uses: c.nodeUses(), number: map[string]int{}, known: map[string]bool{}, remote: map[string]bool{},
		named: map[string]bool{}, meant: map[string]string{}}
	c.book = b
	for i, u := range b.uses {
		b.number[u.name] = i
	}
	for _, name := range c.knownNodes() {
		b.known[name] = true
	}
	for _, name := range slices.Concat(c.cfg.RemoteNames(), c.containerNodes()) {
		if !b.remote[name] {
			b.remotes = append(b.remotes, name)
		}
		b.remote[name] = true
	}
	b.slips = newSlips(b.uses)
	b.names = c.nodeNames()
	for _, name := range b.names {
		b.named[name] = true
	}
	return b
}

// slips finds the names that a name may be a misspelling of by shared keys, without
// comparing all names. It may return too many, which misspelt then checks one by
// one, but never misses one that misspelt would accept.
type slips struct {
	all   []nodeUse
	alike map[string][]int // by how a name reads; of all names
	near  map[string][]int // by what is left without one letter; of names used often
	less  map[string][]int // by what is before a dot
}

func newSlips(all []nodeUse) *slips {
	s := &slips{all: all, alike: map[string][]int{}, near: map[string][]int{}, less: map[string][]int{}}
	for i, u := range all {
		name := strings.ToLower(u.name)
		for key := range alikeKeys(name) {
			s.alike[key] = append(s.alike[key], i)
		}
		for at, r := range name {
			if r == '.' {
				s.less[name[:at]] = append(s.less[name[:at]], i)
			}
		}
		if len(u.places) > 1 {
			for key := range nearKeys(name) {
				s.near[key] = append(s.near[key], i)
			}
		}
	}
	return s
}

// alikeKeys returns the keys of a lower-case name by how it reads. Two names that
// readAlike accepts share one, unless they differ by a domain.
func alikeKeys(name string) map[string]bool {
	return map[string]bool{"n" + numbered(name): true, "c" + confusable.Replace(name): true, "=" + name: true}
}

// nearKeys returns a name and all texts that result from dropping one letter. Two
// names that are one slip apart share one of them.
func nearKeys(name string) map[string]bool {
	runes := []rune(name)
	out := map[string]bool{name: true}
	for i := range runes {
		out[string(runes[:i])+string(runes[i+1:])] = true
	}
	return out
}

// candidates returns the names that a name may be a misspelling of, in order.
func (s *slips) candidates(name string) []int {
	name = strings.ToLower(name)
	found := map[int]bool{}
	take := func(list []int) {
		for _, i := range list {
			found[i] = true
		}
	}
	for key := range alikeKeys(name) {
		take(s.alike[key])
	}
	for key := range nearKeys(name) {
		take(s.near[key])
	}
	take(s.less[name]) // longer by a domain
	for at, r := range name {
		if r == '.' {
			take(s.alike["="+name[:at]])
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// misspelt is misspelt among all names.
func (s *slips) misspelt(u nodeUse) *nodeUse {
	if len(u.places) != 1 {
		return nil
	}
	for _, i := range s.candidates(u.name) {
		if slipFor(u, &s.all[i]) {
			return &s.all[i]
		}
	}
	return nil
}

// oneSlipAway is oneSlipAway among all names.
func (s *slips) oneSlipAway(u nodeUse) string {
	if len(u.places) > 1 {
		return ""
	}
	var some []nodeUse
	for _, i := range s.candidates(suggest.HalfWidth(u.name)) {
		some = append(some, s.all[i])
	}
	return oneSlipAway(u, some)
}

// hostsOf returns the nodes a device can fence. It reads them once.
func (c *checker) hostsOf(p *model.Primitive) hosts {
	if c.fencers == nil {
		c.fencers = map[*model.Primitive]hosts{}
	}
	h, ok := c.fencers[p]
	if !ok {
		h = hostsOf(p)
		h.set = map[string]bool{}
		for _, n := range h.names {
			h.set[strings.ToLower(n)], h.set[strings.ToLower(c.meant(n))] = true, true
		}
		c.fencers[p] = h
	}
	return h
}

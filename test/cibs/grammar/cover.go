package grammar

import (
	"maps"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// Coverage counts how often each thing of a grammar occurs in documents. Things are
// named by where they are: "op/meta_attributes" is an element, with "@id" one of its
// attributes, and with "@kind=read" a value of one that has a list of values.
type Coverage struct {
	seen map[string]int
	near map[placed][]string
}

// placed is a pattern in an element of some kind.
type placed struct {
	*pattern
	in string
}

// newCoverage has all things of an element, none of which has been seen.
func newCoverage(top *pattern, in string) *Coverage {
	c := &Coverage{seen: map[string]int{}, near: map[placed][]string{}}
	done := map[placed]bool{}
	var walk func(p *pattern, in string)
	walk = func(p *pattern, in string) {
		if p == nil || done[placed{p, in}] {
			return
		}
		done[placed{p, in}] = true
		for _, thing := range own(p, in) {
			c.seen[thing] = 0
		}
		if p.kind == element {
			in = below(p, in)
		}
		walk(p.def, in)
		for _, kid := range p.kids {
			walk(kid, in)
		}
	}
	walk(top, in)
	return c
}

// below is where the content of an element is.
func below(p *pattern, in string) string { return in[strings.LastIndex(in, "/")+1:] + "/" + p.name }

// own are the things that a pattern is itself.
func own(p *pattern, in string) []string {
	switch p.kind {
	case element:
		return []string{below(p, in)}
	case attribute:
		out := []string{in + "@" + p.name}
		for _, v := range values(p) {
			out = append(out, in+"@"+p.name+"="+v)
		}
		return out
	}
	return nil
}

// values are the values that an attribute lists.
func values(p *pattern) []string {
	switch p.kind {
	case value:
		return []string{p.name}
	case ref:
		return values(p.def)
	}
	var out []string
	for _, kid := range p.kids {
		out = append(out, values(kid)...)
	}
	return out
}

// lacks reports whether a pattern has something, not deeper than its next elements,
// that no document had yet.
func (c *Coverage) lacks(p *pattern, in string) bool {
	return slices.ContainsFunc(c.things(p, in), func(thing string) bool { return c.seen[thing] == 0 })
}

// things are those of a pattern, not deeper than its next elements.
func (c *Coverage) things(p *pattern, in string) []string {
	if out, ok := c.near[placed{p, in}]; ok {
		return out
	}
	out := own(p, in)
	if p.kind == ref {
		out = c.things(p.def, in)
	} else if p.kind != element && p.kind != attribute {
		for _, kid := range p.kids {
			out = append(out, c.things(kid, in)...)
		}
	}
	c.near[placed{p, in}] = out
	return out
}

// add counts what is in an element.
func (c *Coverage) add(el *etree.Element, in string) {
	in = in[strings.LastIndex(in, "/")+1:] + "/" + el.Tag
	count := func(thing string) {
		if _, ok := c.seen[thing]; ok {
			c.seen[thing]++
		}
	}
	count(in)
	for _, a := range el.Attr {
		count(in + "@" + a.Key)
		count(in + "@" + a.Key + "=" + strings.TrimSpace(a.Value))
	}
	for _, child := range el.ChildElements() {
		c.add(child, in)
	}
}

// Missing are the things that no document had.
func (c *Coverage) Missing() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(c.seen)), func(thing string) bool { return c.seen[thing] > 0 })
}

// Len is how many things the grammar has.
func (c *Coverage) Len() int { return len(c.seen) }

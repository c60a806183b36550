package importer

import (
	"slices"
	"strings"

	"github.com/beevik/etree"

	"hagen/internal/cib"
)

// patch is what CIB_XML and CIB_ID have to say so that the compiled sheet becomes the
// CIB itself.
type patch struct {
	// pair has the compiled element of each that stays.
	pair map[*etree.Element]*etree.Element
	ops  []rawOp
}

// rawOp puts an element of the CIB into the compiled one: a new one, or one in place of
// its pair.
type rawOp struct {
	el, parent *etree.Element
	before     *etree.Element // nil: at the end, or where its pair is
}

// difference says how the compiled configuration becomes the CIB's. It is not ok when
// there is something in it that the CIB does not have.
func difference(s, c *etree.Element) (p *patch, ok bool) {
	if !sameAttributes(s, c) {
		return nil, false
	}
	pairs, extra := pairing(s, c, true)
	if len(extra) > 0 {
		return nil, false
	}
	p = &patch{pair: map[*etree.Element]*etree.Element{s: c}}
	children := filled(s)
	moved := moves(children, pairs)
	raw := map[*etree.Element]bool{} // by an own row
	for _, el := range children {
		c := pairs[el]
		if c == nil || moved[el] {
			raw[el] = true
			continue
		}
		below, ok := difference(el, c)
		switch {
		case ok:
			p.ops = append(p.ops, below.ops...)
			for a, b := range below.pair {
				p.pair[a] = b
			}
		case replaceable(c):
			raw[el] = true
		default:
			return nil, false
		}
	}
	if len(raw) > 0 && twice(children) || !p.place(s, children, pairs, moved, raw) {
		return nil, false
	}
	if len(p.ops) > 0 && !nameable(s) {
		return nil, false // as a whole
	}
	if small(s) && len(raw) > 2 && replaceable(c) {
		return nil, false // one row for all of it is easier to read
	}
	return p, true
}

// twice reports whether two of the children have one id: a row would replace the other.
func twice(children []*etree.Element) bool {
	has := map[[2]string]bool{}
	for _, el := range children {
		id := [2]string{el.Tag, el.SelectAttrValue("id", "")}
		if id[1] != "" && has[id] {
			return true
		}
		has[id] = true
	}
	return false
}

// small reports whether an element is short enough to be one row.
func small(el *etree.Element) bool {
	return el.Tag == cib.Operations || el.Tag == cib.PropertySet || slices.Contains(cib.Sets(), el.Tag) || el.Tag == cib.Rule
}

// place orders the rows of the children: new ones at the end of the parent one after
// the other, all others from the last to the first, each before its next sibling. It is
// false when there is one that no XPath can name.
func (p *patch) place(s *etree.Element, children []*etree.Element, pairs map[*etree.Element]*etree.Element, moved, raw map[*etree.Element]bool) bool {
	end := len(children)
	for end > 0 && raw[children[end-1]] && pairs[children[end-1]] == nil {
		end--
	}
	for _, el := range children[end:] {
		p.ops = append(p.ops, rawOp{el: el, parent: s})
	}
	for i := end - 1; i >= 0; i-- {
		el := children[i]
		if !raw[el] {
			continue
		}
		op := rawOp{el: el, parent: s}
		if pairs[el] == nil || moved[el] {
			for _, next := range children[i+1:] {
				if class(next) == class(el) {
					op.before = next
					break
				}
			}
			if op.before != nil && !nameable(op.before) {
				return false
			}
		}
		if pairs[el] != nil {
			p.pair[el] = pairs[el]
		}
		p.ops = append(p.ops, op)
	}
	return true
}

// nameable reports whether an XPath can tell an element from its siblings.
func nameable(el *etree.Element) bool {
	if id := el.SelectAttr("id"); id != nil {
		return writable(id.Value) && !(strings.Contains(id.Value, "'") && strings.Contains(id.Value, `"`))
	}
	same := 0
	for _, sibling := range el.Parent().SelectElements(el.Tag) {
		if sibling.SelectAttr("id") == nil && sibling.SelectAttrValue("id-ref", "") == el.SelectAttrValue("id-ref", "") {
			same++
		}
	}
	return same == 1
}

// class is what the order among siblings counts for.
func class(el *etree.Element) string {
	if cib.IsResource(el.Tag) {
		return cib.Resources
	}
	return el.Tag
}

// moves are the paired children that are not in the order of the CIB: those outside a
// longest run that is.
func moves(children []*etree.Element, pairs map[*etree.Element]*etree.Element) map[*etree.Element]bool {
	out := map[*etree.Element]bool{}
	classes := map[string][]*etree.Element{}
	for _, el := range children {
		if pairs[el] != nil {
			classes[class(el)] = append(classes[class(el)], el)
		}
	}
	for _, list := range classes {
		at := map[*etree.Element]int{}
		for _, el := range list {
			at[el] = pairs[el].Index()
		}
		keep := longestRun(list, at)
		for _, el := range list {
			out[el] = !keep[el]
		}
	}
	return out
}

// longestRun are elements in rising order, as many as there can be with the last one:
// all others have one that they go before.
func longestRun(list []*etree.Element, at map[*etree.Element]int) map[*etree.Element]bool {
	var tails []int // the index of the last element of the best run of each length
	before := make([]int, len(list))
	for i, el := range list {
		n, _ := slices.BinarySearchFunc(tails, at[el], func(k, v int) int { return at[list[k]] - v })
		before[i] = -1
		if n > 0 {
			before[i] = tails[n-1]
		}
		if n == len(tails) {
			tails = append(tails, i)
		} else {
			tails[n] = i
		}
	}
	keep := map[*etree.Element]bool{}
	for i := len(list) - 1; i >= 0; i = before[i] {
		keep[list[i]] = true
	}
	return keep
}

// sameAttributes compares attributes, all but an id that can be renamed.
func sameAttributes(s, c *etree.Element) bool {
	a, b := sortedAttributes(s), sortedAttributes(c)
	return slices.EqualFunc(a, b, func(x, y etree.Attr) bool {
		return x.Key == y.Key && (x.Value == y.Value || x.Key == "id" && cib.HoldsID(s.Tag))
	})
}

// replaceable reports whether a row of CIB_XML can take the place of a compiled
// element.
func replaceable(c *etree.Element) bool {
	_, section := cib.SectionNamed(c.Tag)
	return section || c.Tag == cib.Operations || c.SelectAttr("id") != nil
}

package grammar

import (
	"math/rand/v2"
	"slices"

	"github.com/beevik/etree"
)

// writer writes one document.
type writer struct {
	*Maker
	*rand.Rand
	plain bool
	left  int             // elements until the document comes to an end
	ids   map[string]bool // all that are taken
	// whole are the elements that are finished: what references can be to.
	whole []*etree.Element
}

// chance is true n times out of a hundred.
func (w *writer) chance(n int) bool { return w.IntN(100) < n }

// mark is how far a document has come, to go back to.
type mark struct{ attrs, children, whole int }

func (w *writer) mark(el *etree.Element) mark {
	return mark{len(el.Attr), len(el.Child), len(w.whole)}
}

// back takes out what was written since a mark.
func (w *writer) back(el *etree.Element, to mark) {
	el.Attr = el.Attr[:to.attrs]
	for len(el.Child) > to.children {
		el.RemoveChildAt(len(el.Child) - 1)
	}
	w.whole = w.whole[:to.whole]
}

// try writes a pattern or nothing.
func (w *writer) try(p *pattern, el *etree.Element, in string) bool {
	at := w.mark(el)
	if w.write(p, el, in) {
		return true
	}
	w.back(el, at)
	return false
}

// write writes a pattern into an element. It is false when that cannot be, since there
// is nothing yet that it could refer to.
func (w *writer) write(p *pattern, el *etree.Element, in string) bool {
	switch p.kind {
	case empty, text, value, data:
		return true
	case notAllowed, unknown:
		return false
	case ref:
		return w.write(p.def, el, in)
	case element:
		return w.element(p, el, in)
	case attribute:
		v, ok := w.value(p, el)
		if ok {
			el.CreateAttr(p.name, v)
		}
		return ok
	case choice:
		return w.choose(p, el, in)
	case optional:
		if w.takes(p, in, 40) {
			w.all(p, el, in)
		}
		return true
	case zeroOrMore, oneOrMore:
		return w.repeat(p, el, in)
	case interleave:
		return w.interleave(p, el, in)
	}
	for _, kid := range p.kids {
		if !w.write(kid, el, in) {
			return false
		}
	}
	return true
}

// all writes all kids of a pattern, or nothing.
func (w *writer) all(p *pattern, el *etree.Element, in string) bool {
	return w.try(&pattern{kind: group, kids: p.kids}, el, in)
}

// takes decides whether to write something that need not be.
func (w *writer) takes(p *pattern, in string, percent int) bool {
	if w.left <= 0 {
		return false
	}
	return w.chance(percent) || !w.plain && w.cover.lacks(p, in) && w.chance(60)
}

func (w *writer) element(p *pattern, el *etree.Element, in string) bool {
	made := etree.NewElement(p.name)
	el.AddChild(made)
	w.left--
	for _, kid := range p.kids {
		if !w.write(kid, made, below(p, in)) {
			return false
		}
	}
	w.whole = append(w.whole, made)
	return true
}

// choose writes one of the kids: any at first, and the others where that cannot be.
func (w *writer) choose(p *pattern, el *etree.Element, in string) bool {
	order := w.Perm(len(p.kids))
	switch {
	case w.left <= 0:
		slices.SortStableFunc(order, func(a, b int) int { return p.kids[a].least - p.kids[b].least })
	case w.chance(70):
		slices.SortStableFunc(order, func(a, b int) int {
			return number(w.cover.lacks(p.kids[b], in)) - number(w.cover.lacks(p.kids[a], in))
		})
	}
	for _, n := range order {
		if w.try(p.kids[n], el, in) {
			return true
		}
	}
	return false
}

func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// repeat writes the kids several times, in any order.
func (w *writer) repeat(p *pattern, el *etree.Element, in string) bool {
	least := number(p.kind == oneOrMore)
	times := least
	if el.Tag == "resources" { // constraints need some
		least, times = 2, 2
	}
	for w.takes(p, in, 55) && times < 8 {
		times++
	}
	from := len(el.Child)
	var runs [][]etree.Token
	for n := range times {
		at := len(el.Child)
		if !w.all(p, el, in) && n < least && p.kind == oneOrMore {
			return false
		}
		runs = append(runs, slices.Clone(el.Child[at:]))
	}
	if w.chance(50) {
		w.Shuffle(len(runs), func(i, k int) { runs[i], runs[k] = runs[k], runs[i] })
		place(el, from, slices.Concat(runs...))
	}
	return true
}

// place writes the children from an index on in another order.
func place(el *etree.Element, from int, children []etree.Token) {
	for len(el.Child) > from {
		el.RemoveChildAt(len(el.Child) - 1)
	}
	for _, c := range children {
		el.AddChild(c)
	}
}

// interleave writes the kids and mixes them, each in its own order. What refers to the
// others is made after them.
func (w *writer) interleave(p *pattern, el *etree.Element, in string) bool {
	order := slices.Clone(p.kids)
	slices.SortStableFunc(order, func(a, b *pattern) int {
		return number(w.late(a, in)) - number(w.late(b, in))
	})
	from := len(el.Child)
	var runs [][]etree.Token
	for _, kid := range order {
		at := len(el.Child)
		if !w.write(kid, el, in) {
			return false
		}
		if len(el.Child) > at {
			runs = append(runs, slices.Clone(el.Child[at:]))
		}
	}
	var mixed []etree.Token
	for len(runs) > 0 {
		n := w.IntN(len(runs))
		mixed = append(mixed, runs[n][0])
		if runs[n] = runs[n][1:]; len(runs[n]) == 0 {
			runs = slices.Delete(runs, n, n+1)
		}
	}
	place(el, from, mixed)
	return true
}

// late reports whether a section refers to what others have.
func (w *writer) late(p *pattern, in string) bool {
	things := w.cover.things(p, in)
	return slices.Contains(things, "configuration/constraints") || slices.Contains(things, "configuration/acls")
}

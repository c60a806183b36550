package grammar

// far is the depth of what has no end.
const far = 1 << 20

// measure fills how deep the elements of each pattern are at least, so that a document
// can be brought to an end.
func measure(start *pattern) {
	var all []*pattern
	seen := map[*pattern]bool{}
	var collect func(p *pattern)
	collect = func(p *pattern) {
		if p == nil || seen[p] {
			return
		}
		seen[p] = true
		p.least = far
		all = append(all, p)
		collect(p.def)
		for _, kid := range p.kids {
			collect(kid)
		}
	}
	collect(start)
	for changed := true; changed; {
		changed = false
		for _, p := range all {
			if d := depth(p); d < p.least {
				p.least, changed = d, true
			}
		}
	}
}

func depth(p *pattern) int {
	switch p.kind {
	case notAllowed, unknown:
		return far
	case optional, zeroOrMore, empty, text, value, data, attribute:
		return 0
	case ref:
		return p.def.least
	case choice:
		least := far
		for _, kid := range p.kids {
			least = min(least, kid.least)
		}
		return least
	}
	deepest := 0
	for _, kid := range p.kids {
		deepest = max(deepest, kid.least)
	}
	if p.kind == element {
		deepest = min(deepest+1, far)
	}
	return deepest
}

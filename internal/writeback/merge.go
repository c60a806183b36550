package writeback

import (
	"cmp"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/schema"
)

// merger writes what differs between two readings of CIBs, the compiled book and the
// cluster, into the rows of the book.
type merger struct {
	base, live, book *sheet
	free             func(row int) bool // the row has nothing in it
	obstacles        []Obstacle
	told             map[string]bool
	added            []*item
}

// merge finds what is wanted of each row of the book.
func (m *merger) merge() {
	if !slices.Equal(m.base.tree, m.live.tree) {
		m.resources()
	}
	var buckets []string
	for _, i := range slices.Concat(m.live.items, m.base.items) {
		if !slices.Contains(buckets, i.bucket) {
			buckets = append(buckets, i.bucket)
		}
	}
	base, live, book := byBucket(m.base), byBucket(m.live), byBucket(m.book)
	for _, b := range buckets {
		m.bucket(base[b], live[b], book[b])
	}
	for _, i := range m.added { // when the rows that are no longer wanted are known
		m.add(i)
	}
}

func byBucket(s *sheet) map[string][]*item {
	out := map[string][]*item{}
	for _, i := range s.items {
		out[i.bucket] = append(out[i.bucket], i)
	}
	return out
}

// bucket merges the items that are about the same.
func (m *merger) bucket(base, live, book []*item) {
	inBook, now := pair(base, book), pair(base, live)
	for _, a := range base {
		switch b, k := now[a], inBook[a]; {
		case b == nil:
			m.remove(a, k)
		case equal(a, b):
		case k == nil && a.lines[0].section.block.Open: // an operation that hagen added by itself
			m.added = append(m.added, b)
		case k == nil:
			m.tell(textNoRow, a, a.name())
		case len(a.lines) != len(b.lines) || len(a.lines) != len(k.lines):
			m.remove(a, k)
			m.added = append(m.added, b)
		default:
			m.change(a, b, k)
		}
	}
	for _, b := range live {
		if !matched(now, b) {
			m.added = append(m.added, b)
		}
	}
}

func matched(pairs map[*item]*item, b *item) bool {
	for _, x := range pairs {
		if x == b {
			return true
		}
	}
	return false
}

// pair finds the item of b that is that of a: an equal one, else in their order.
func pair(a, b []*item) map[*item]*item {
	out := map[*item]*item{}
	used := map[*item]bool{}
	for _, same := range []bool{true, false} {
		for _, x := range a {
			if out[x] != nil {
				continue
			}
			for _, y := range b {
				if !used[y] && (!same || equal(x, y)) {
					out[x], used[y] = y, true
					break
				}
			}
		}
	}
	return out
}

// equal reports whether two items mean the same.
func equal(a, b *item) bool {
	if len(a.lines) != len(b.lines) {
		return false
	}
	for i := range a.lines {
		for _, key := range keys(a.lines[i], b.lines[i]) {
			if differs(a.lines[i], b.lines[i], key) {
				return false
			}
		}
	}
	return true
}

// keys are the columns that one of two lines has.
func keys(a, b *line) []string {
	var out []string
	for _, l := range []*line{a, b} {
		for _, h := range l.section.heads {
			if !slices.Contains(out, h.key) {
				out = append(out, h.key)
			}
		}
	}
	return out
}

// differs reports whether two lines have values in a column that mean different things.
func differs(a, b *line, key string) bool {
	x, y := a.value[key], b.value[key]
	if x == y {
		return false
	}
	h := b.section.head(key)
	if h == nil {
		h = a.section.head(key)
	}
	name := h.header
	switch {
	case h.column == nil:
	case formed(h), x == "" && ofResource(h, b):
		return false
	case h.column.Key == schema.KeyValue:
		if b.section.block.SetOf(strings.ToLower(b.value["type"])) == cib.InstanceAttributes {
			return true // an agent reads it in its own way
		}
		name = b.value["name"]
	}
	if p, q := roleOf(x), roleOf(y); strings.HasSuffix(name, "role") {
		return p != q
	}
	return !meaning.SameProperty(name, x, y)
}

// ofResource reports whether a column is the description of a resource, which is no
// difference where the workbook has none.
func ofResource(h *head, l *line) bool {
	return h.column.Key == schema.KeyDescription && l.section.table.Item != ""
}

func roleOf(text string) string {
	role, _ := cib.Role(text)
	return role
}

// formed reports whether a column has ids that hagen forms by itself where the
// cluster gives none of its own: they do not count as a difference.
func formed(h *head) bool {
	return h.column != nil && h.column.Type == schema.ID && !h.column.Required
}

// change writes what differs into the rows of the book.
func (m *merger) change(a, b, k *item) {
	for i := range a.lines {
		from, to, line := a.lines[i], b.lines[i], k.lines[i]
		for _, key := range keys(from, to) {
			if !differs(from, to, key) {
				continue
			}
			if line.section.head(key) == nil {
				if to.value[key] != "" {
					m.tell(textNoColumn, k, k.name(), to.section.head(key).header)
				}
				continue
			}
			line.value[key] = to.value[key]
		}
	}
}

// remove takes the rows of an item out of the book.
func (m *merger) remove(a, k *item) {
	sec := a.lines[0].section
	switch {
	case sec.table.PerEntity && !m.live.entities[sec.table.Name+" "+sec.about]:
		if sec.table.Item == "" {
			m.once(textGone, sec.table.Name+" "+sec.about)
		}
	case k == nil:
		m.tell(textNoRow, a, a.name())
	default:
		for _, l := range k.lines {
			l.removed = true
		}
	}
}

// add gives an item rows in the book: those of one that was removed, else free ones at
// the end of its table.
func (m *merger) add(b *item) {
	from := b.lines[0].section
	if from.table.PerEntity && !m.book.entities[from.table.Name+" "+from.about] {
		if from.table.Item == "" { // else RESOURCES tells it
			m.once(textNew, from.table.Name+" "+from.about)
		}
		return
	}
	i := lastIndex(m.book.sections, func(s *section) bool {
		return s.table == from.table && s.block == from.block && s.within == from.within
	})
	if i < 0 && !m.block(b) {
		m.tell(textNoTable, b, b.name())
		return
	}
	if i < 0 {
		i = len(m.book.sections) - 1
	}
	sec := m.book.sections[i]
	for _, l := range b.lines {
		for i := range l.section.heads {
			if h := &l.section.heads[i]; sec.head(h.key) == nil && l.value[h.key] != "" && !formed(h) {
				m.tell(textNoColumn, b, b.name(), h.header)
				return
			}
		}
	}
	if !m.reuse(sec, b) {
		m.append(sec, b)
	}
}

func lastIndex(list []*section, is func(*section) bool) int {
	for i := len(list) - 1; i >= 0; i-- {
		if is(list[i]) {
			return i
		}
	}
	return -1
}

// reuse puts an item of one row where another one was removed.
func (m *merger) reuse(sec *section, b *item) bool {
	if len(b.lines) > 1 || slices.ContainsFunc(sec.heads, func(h head) bool { return h.column != nil && starts(sec.table, h.column) }) {
		return false
	}
	for _, l := range sec.lines {
		if l.removed {
			l.removed, l.value = false, wanted(sec, b.lines[0])
			return true
		}
	}
	return false
}

// wanted are the values of a line in the columns of a section.
func wanted(sec *section, l *line) map[string]string {
	out := map[string]string{}
	for _, h := range sec.heads {
		out[h.key] = l.value[h.key]
	}
	return out
}

// append puts an item below the last row of a section.
func (m *merger) append(sec *section, b *item) {
	row, like := sec.header, 0
	for _, l := range sec.lines {
		row = max(row, l.row)
		if l.like == 0 {
			like = l.row
		}
	}
	for r := rowOf(m.book.grid, row+1); r != nil && r.Comment(); r = rowOf(m.book.grid, row+1) {
		row++ // the headers for people
	}
	if like == 0 {
		like = cmp.Or(sec.likeRow, sec.header)
	}
	for _, l := range b.lines {
		row++
		if !m.unused(row) {
			m.tell(textNoRoom, b, b.name(), row)
			return
		}
		sec.lines = append(sec.lines, &line{section: sec, row: row, own: map[string]string{}, value: wanted(sec, l), like: like})
	}
}

// resources tells that the resources are others.
func (m *merger) resources() {
	for _, x := range m.live.tree {
		if !slices.Contains(m.base.tree, x) {
			m.once(textTreeNew, strings.TrimLeft(x, "-0123456789"))
		}
	}
	for _, x := range m.base.tree {
		if !slices.Contains(m.live.tree, x) {
			m.once(textTreeGone, strings.TrimLeft(x, "-0123456789"))
		}
	}
}

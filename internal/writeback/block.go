package writeback

import (
	"slices"

	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// block begins a block at the end of the table of what an item belongs to, for an item
// whose table has no block of its kind: headers in the style of the headers of block P,
// rows in the style of its row. It reports whether there was room.
func (m *merger) block(b *item) bool {
	from := b.lines[0].section
	if !from.table.PerEntity || from.within != from.about {
		return false
	}
	first, last := m.extent(from)
	if first == nil || len(first.lines) == 0 {
		return false
	}
	row := last + 1
	for r := row; r <= row+len(b.lines)+1; r++ { // the last one stays blank
		if !m.unused(r) {
			return false
		}
	}
	sec := &section{table: from.table, block: from.block, header: row, about: from.about, within: from.within, likeHeader: first.header, likeRow: first.lines[0].row}
	col := schema.FirstColumn
	for i, h := range from.heads {
		if i < len(first.heads) {
			col = first.heads[i].reach.From
		}
		h.reach = layout.Reach{From: col, To: col}
		col++
		sec.heads = append(sec.heads, h)
	}
	m.book.sections = append(m.book.sections, sec)
	return true
}

// extent is block P of the table that a section belongs to, and the last row of it.
func (m *merger) extent(of *section) (first *section, last int) {
	for _, s := range m.book.sections {
		if s.table != of.table || s.about != of.about {
			continue
		}
		if s.block.Letter == "P" && first == nil {
			first = s
		}
		last = max(last, s.header)
		for _, l := range s.lines {
			last = max(last, l.row)
		}
	}
	for r := rowOf(m.book.grid, last+1); r != nil && r.Comment(); r = rowOf(m.book.grid, last+1) {
		last++ // the headers for people of a block without rows
	}
	return first, last
}

// unused reports whether a row is blank and given to nothing yet.
func (m *merger) unused(row int) bool {
	taken := slices.ContainsFunc(m.book.sections, func(s *section) bool {
		return s.header == row || slices.ContainsFunc(s.lines, func(l *line) bool { return l.row == row })
	})
	return !taken && rowOf(m.book.grid, row) == nil && m.free(row)
}

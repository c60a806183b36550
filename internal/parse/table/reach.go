package table

import (
	"cmp"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// head is a header of a section, in the order of the sheet.
type head struct {
	layout.Head
	alone bool // takes one value per row
}

// heads records where the headers of a section are, and up to which column a text
// may be a value beside its header. The comment row below has headings for people,
// some of them for remarks: up to the first of those right of the last header, text
// belongs to that header. A CSV keeps no other trace of merged cells.
func (p *parser) heads(lay *headerRow, unknown []layout.Head) {
	for _, c := range lay.columns {
		for _, r := range c.cols {
			lay.heads = append(lay.heads, head{layout.Head{Reach: r, Text: c.Header}, !c.Several && !c.doubtful})
		}
	}
	for _, o := range lay.options {
		lay.heads = append(lay.heads, head{o.Head, true})
	}
	for _, c := range unknown { // in an open block: those that are not options
		if slices.ContainsFunc(lay.heads, func(h head) bool { return h.From == c.From }) {
			continue
		}
		lay.heads = append(lay.heads, head{c, false})
	}
	slices.SortFunc(lay.heads, func(a, b head) int { return cmp.Compare(a.From, b.From) })
	if len(lay.heads) == 0 {
		return
	}
	last := lay.heads[len(lay.heads)-1]
	lay.end = last.To
	if p.next >= len(p.g.Rows) || !p.g.Rows[p.next].Comment() {
		return
	}
	for _, c := range p.g.Rows[p.next].Cells {
		if c.Col >= schema.FirstColumn {
			lay.labels = append(lay.labels, c.Col)
		}
		if c.Col > last.To && lay.end == last.To {
			lay.end = c.Col - 1
		}
	}
}

// strays reports text in columns without a header, up to the last one with a
// header. If the header to its left has no value in this row, the text is most
// likely that value, unless it looks like a sentence, and reading a blank would be
// wrong. Otherwise it is a remark: right of the last header that is fine, between
// headers it is reported once per column. strays returns the headers whose blank
// value has been reported.
func (lay *headerRow) strays(p *parser, from *grid.Row, remark bool) (suspect map[string]bool) {
	for _, c := range from.Cells {
		if c.Col < schema.FirstColumn || c.Col > lay.end || c.Text == "" {
			continue
		}
		left, below := lay.leftOf(c.Col)
		if below {
			continue
		}
		place := p.g.Place(from.Number, c.Col)
		blank := left != nil && left.alone && !remark && from.At(left.At(from)) == ""
		if blank && !prose(c.Text) && !lay.labelled(left, c.Col) {
			if !suspect[left.Text] {
				p.report.Add(diag.ValueBesideHeader, place, diag.Args{"header": left.Text,
					"column": diag.ColumnName(c.Col), "to": diag.ColumnName(left.From)})
			}
			if suspect == nil {
				suspect = map[string]bool{}
			}
			suspect[left.Text] = true
			continue
		}
		if c.Col < lay.heads[len(lay.heads)-1].From && !lay.unread[c.Col] {
			if lay.unread == nil {
				lay.unread = map[int]bool{}
			}
			lay.unread[c.Col] = true
			p.report.Add(diag.TextUnread, place, diag.Args{"column": diag.ColumnName(c.Col)})
		}
	}
	return suspect
}

// leftOf returns the last header that starts left of a column, or nil; below says
// that the column has texts of its own.
func (lay *headerRow) leftOf(col int) (left *head, below bool) {
	for i := range lay.heads {
		if lay.heads[i].From > col {
			break
		}
		left = &lay.heads[i]
	}
	return left, left != nil && col <= left.To
}

// labelled reports whether a column right of a header has its own heading for
// people.
func (lay *headerRow) labelled(left *head, col int) bool {
	return slices.ContainsFunc(lay.labels, func(at int) bool { return left.To < at && at <= col })
}

// twoValues reports a row with two texts below one merged header.
func (lay *headerRow) twoValues(p *parser, from *grid.Row) {
	for _, h := range lay.heads {
		if h.From == h.To || !h.alone {
			continue
		}
		first := 0
		h.Each(from, func(col int) {
			if first == 0 {
				first = col
				return
			}
			p.report.Add(diag.HeaderTwoValues, p.g.Place(from.Number, col), diag.Args{"header": h.Text},
				diag.See(p.g.Place(from.Number, first), diag.NoteFirst))
		})
	}
}

package table

import (
	"cmp"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// In real sheets a header may be merged over several columns, and the cells below
// it as well. Rows inserted later lack those merges, so their value may be in any
// of the header's columns. It is still that header's value: if only the first
// column were read, it would be silently dropped and replaced by a default.

// reach is the columns of a header: its own, and those it is merged over.
type reach struct{ from, to int }

// reach returns the columns of a header cell.
func (p *parser) reach(row *grid.Row, col int) reach {
	return reach{col, p.g.Span(row.Number, col)}
}

// at returns the column in which a row has its value for a header, or the header's
// own column when it has none.
func (r reach) at(row *grid.Row) int {
	for i := range row.Cells {
		if col := row.Cells[i].Col; r.from <= col && col <= r.to {
			return col
		}
	}
	return r.from
}

// each calls do for each column in which a row has text below a header.
func (r reach) each(row *grid.Row, do func(col int)) {
	for i := range row.Cells {
		if col := row.Cells[i].Col; r.from <= col && col <= r.to && row.Cells[i].Text != "" {
			do(col)
		}
	}
}

// head is a header of a section, in the order of the sheet.
type head struct {
	reach
	text  string
	alone bool // takes one value per row
}

// heads records where the headers of a section are, and up to which column a text
// may be a value beside its header. The comment row below has headings for people,
// some of them for remarks: up to the first of those right of the last header, text
// belongs to that header. A CSV keeps no other trace of merged cells.
func (p *parser) heads(lay *headerRow, row *grid.Row, unknown []cell) {
	for _, c := range lay.columns {
		for _, r := range c.cols {
			lay.heads = append(lay.heads, head{r, c.Header, !c.Several && !c.doubtful})
		}
	}
	for _, o := range lay.options {
		lay.heads = append(lay.heads, head{o.reach, o.header, true})
	}
	for _, c := range unknown { // in an open block: those that are not options
		if slices.ContainsFunc(lay.heads, func(h head) bool { return h.from == c.col }) {
			continue
		}
		lay.heads = append(lay.heads, head{p.reach(row, c.col), c.text, false})
	}
	slices.SortFunc(lay.heads, func(a, b head) int { return cmp.Compare(a.from, b.from) })
	if len(lay.heads) == 0 {
		return
	}
	last := lay.heads[len(lay.heads)-1]
	lay.end = last.to
	if p.next >= len(p.g.Rows) || !p.g.Rows[p.next].Comment() {
		return
	}
	for _, c := range p.g.Rows[p.next].Cells {
		if c.Col >= schema.FirstColumn {
			lay.labels = append(lay.labels, c.Col)
		}
		if c.Col > last.to && lay.end == last.to {
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
		blank := left != nil && left.alone && !remark && from.At(left.at(from)) == ""
		if blank && !prose(c.Text) && !lay.labelled(left, c.Col) {
			if !suspect[left.text] {
				p.report.Add(diag.ValueBesideHeader, place, diag.Args{"header": left.text,
					"column": diag.ColumnName(c.Col), "to": diag.ColumnName(left.from)})
			}
			if suspect == nil {
				suspect = map[string]bool{}
			}
			suspect[left.text] = true
			continue
		}
		if c.Col < lay.heads[len(lay.heads)-1].from && !lay.unread[c.Col] {
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
		if lay.heads[i].from > col {
			break
		}
		left = &lay.heads[i]
	}
	return left, left != nil && col <= left.to
}

// labelled reports whether a column right of a header has its own heading for
// people.
func (lay *headerRow) labelled(left *head, col int) bool {
	return slices.ContainsFunc(lay.labels, func(at int) bool { return left.to < at && at <= col })
}

// twoValues reports a row with two texts below one merged header.
func (lay *headerRow) twoValues(p *parser, from *grid.Row) {
	for _, h := range lay.heads {
		if h.from == h.to || !h.alone {
			continue
		}
		first := 0
		h.each(from, func(col int) {
			if first == 0 {
				first = col
				return
			}
			p.report.Add(diag.HeaderTwoValues, p.g.Place(from.Number, col), diag.Args{"header": h.text},
				diag.See(p.g.Place(from.Number, first), diag.NoteFirst))
		})
	}
}

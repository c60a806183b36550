package table

import (
	"cmp"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// Sheets of people merge a header over several columns and the cells below it
// likewise. Rows that a program or a person inserts later lack those merges, and
// a value may then be in any of the header's columns. It is that header's value:
// read from the first column alone it would be dropped without a message, and a
// default would take its place.

// reach is the columns of a header: its own, and those it is merged over.
type reach struct{ from, to int }

// reach is that of a header cell.
func (p *parser) reach(row *grid.Row, col int) reach {
	return reach{col, p.g.Span(row.Number, col)}
}

// at is the column in which a row has its value of a header, the header's own
// column when it has none.
func (r reach) at(row *grid.Row) int {
	for i := range row.Cells {
		if col := row.Cells[i].Col; r.from <= col && col <= r.to {
			return col
		}
	}
	return r.from
}

// each calls do with the columns in which a row has text below a header.
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
	alone bool // takes one value a row
}

// heads notes where the headers of a section are, and up to which column text
// may be a value that missed its header. The line of headers for people below
// (a comment row) heads remarks of their own: up to the first of them right of
// the last header, text belongs to that header. This is all a CSV keeps of
// merged cells.
func (p *parser) heads(lay *headerRow, row *grid.Row, unknown []cell) {
	for _, c := range lay.columns {
		for _, r := range c.cols {
			lay.heads = append(lay.heads, head{r, c.Header, !c.Several && !c.doubtful})
		}
	}
	for _, o := range lay.options {
		lay.heads = append(lay.heads, head{o.reach, o.header, true})
	}
	for _, c := range unknown { // of an open block, those among them that are not options
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

// strays reports text in the columns that have no header, up to the last that
// has one. Where the header left of it has no value in this row, the text is
// most likely that value, unless it reads as a sentence, and reading the blank
// would be wrong. Otherwise it is a remark: right of the last header that is as it
// should be, between headers it is worth a word, one for each column. It returns
// the headers whose blank has been reported.
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

// leftOf is the last header that starts left of a column, nil when there is
// none; below says that the column has its own texts.
func (lay *headerRow) leftOf(col int) (left *head, below bool) {
	for i := range lay.heads {
		if lay.heads[i].from > col {
			break
		}
		left = &lay.heads[i]
	}
	return left, left != nil && col <= left.to
}

// labelled reports whether a column right of a header has its own heading
// in the line of headers for people.
func (lay *headerRow) labelled(left *head, col int) bool {
	return slices.ContainsFunc(lay.labels, func(at int) bool { return left.to < at && at <= col })
}

// twoValues reports a row that has two texts below one merged header.
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

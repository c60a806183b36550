package book

import (
	"slices"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// kind is what a row is for; it decides how the row looks.
type kind uint8

const (
	blank   kind = iota
	title        // "# text" in the column of comments
	name         // the name of a table
	header       // the headers hagen reads, with or without a block letter
	caption      // the same headers for people, behind a "#"
	data         // what is typed into
)

// line is a row: what it is for, and its section from the header on.
type line struct {
	kind    kind
	section *section
}

// section is the rows below one header row.
type section struct {
	table  *schema.Table
	block  *schema.Block
	name   int // the row with the name of the table
	header int
	heads  []head
	starts []int // the columns that have a header or a caption, in order
	first  int   // the rows of data; 0 without
	end    int
}

// head is a header hagen reads. column is nil for an option of an open block.
type head struct {
	col    int
	text   string
	column *schema.Column
}

// last is the last column that has a header or a caption.
func (s *section) last() int {
	if len(s.starts) == 0 {
		return 0
	}
	return s.starts[len(s.starts)-1]
}

// column finds the first header of a key.
func (s *section) column(key schema.Key) (head, bool) {
	i := slices.IndexFunc(s.heads, func(h head) bool { return h.column != nil && h.column.Key == key })
	if i < 0 {
		return head{}, false
	}
	return s.heads[i], true
}

// analysis follows the layout of a sheet down its rows.
type analysis struct {
	reader   layout.Reader
	lines    []line
	sections []*section
	section  *section // the open one
	table    *schema.Table
	name     int
	blank    int  // blank rows since the last row that is not
	noted    bool // that was a row for people
}

// analyse finds out what each row is for. Blank rows in a table are to be filled in,
// but for one that separates it from the next.
func analyse(rows [][]string) ([]line, []*section) {
	a := &analysis{}
	for i := range rows {
		a.row(i+1, toRow(i+1, rows[i]))
	}
	a.end()
	return a.lines, a.sections
}

func toRow(number int, cells []string) *grid.Row {
	row := &grid.Row{Number: number}
	for i, text := range cells {
		if text != "" {
			row.Cells = append(row.Cells, grid.Cell{Col: i + 1, Text: text})
		}
	}
	return row
}

func (a *analysis) row(number int, row *grid.Row) {
	if len(row.Cells) == 0 {
		a.lines = append(a.lines, line{})
		a.blank++
		return
	}
	is := a.reader.Row(row)
	if is.Kind == layout.People || is.Kind == layout.Table || is.Kind == layout.Name {
		a.caption(number, row, is)
		return
	}
	a.fill(a.blank) // the table goes on
	a.noted = false
	switch is.Kind {
	case layout.Header, layout.Block:
		a.open(number, row, is)
		a.lines = append(a.lines, line{header, a.section})
	default:
		a.lines = append(a.lines, line{data, a.section})
		a.extend(number)
	}
}

// caption takes a row for people, or the name of a table.
func (a *analysis) caption(number int, row *grid.Row, is layout.Row) {
	if is.Kind == layout.People && a.section != nil && a.section.header == number-1 {
		for _, c := range row.Cells {
			if c.Col >= schema.FirstColumn && !slices.Contains(a.section.starts, c.Col) {
				a.section.starts = append(a.section.starts, c.Col)
			}
		}
		slices.Sort(a.section.starts)
		a.lines = append(a.lines, line{caption, a.section})
		return
	}
	if is.Kind == layout.People && a.section != nil && len(row.Cells) > 1 { // a row that is commented out
		a.fill(a.blank)
		a.lines = append(a.lines, line{caption, a.section})
		return
	}
	a.end()
	if is.Kind == layout.People {
		a.lines, a.noted = append(a.lines, line{kind: title}), true
		return
	}
	a.section, a.table, a.name = nil, is.Table, number
	a.lines = append(a.lines, line{kind: name})
}

func (a *analysis) open(number int, row *grid.Row, is layout.Row) {
	s := &section{table: a.table, block: is.Block, name: a.name, header: number}
	for _, c := range row.Cells {
		if c.Col < schema.FirstColumn {
			continue
		}
		column, _ := is.Block.Column(layout.OneLine(c.Text))
		s.heads = append(s.heads, head{c.Col, c.Text, column})
		s.starts = append(s.starts, c.Col)
	}
	a.section = s
	if len(s.heads) > 0 {
		a.sections = append(a.sections, s)
	}
}

// extend makes a row the last of the open section.
func (a *analysis) extend(number int) {
	if a.section == nil {
		return
	}
	if a.section.first == 0 {
		a.section.first = number
	}
	a.section.end = number
}

// fill makes the first n of the blank rows that were found last part of the section.
func (a *analysis) fill(n int) {
	from := len(a.lines) - a.blank
	for i := from; a.section != nil && i < from+n; i++ {
		a.lines[i] = line{data, a.section}
		a.extend(i + 1)
	}
	a.blank = 0
}

// end ends the section before a row that is not part of it.
func (a *analysis) end() {
	if a.noted {
		a.blank = 0
	}
	a.fill(max(a.blank-1, 0))
	a.noted = false
}

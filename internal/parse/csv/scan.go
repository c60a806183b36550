package csv

import (
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// flaw is a reason to stop reading.
type flaw struct {
	kind     *diag.Kind
	row, col int
	args     diag.Args
}

// scanner splits a text into cells by RFC 4180. It is strict where a lenient reader
// would swallow cells: a quote opens a cell only at its first character, and ends
// it only before a delimiter or a line end. Blank cells take no memory, however
// many there are; package encoding/csv keeps every cell of a record.
type scanner struct {
	text      string // line ends are \n
	delimiter byte
	pos       int
	row, col  int // of the next cell, as a spreadsheet program counts: a cell with line breaks is in one row
}

// next reads a cell and reports whether it was the last of its row.
func (s *scanner) next() (cell string, last bool, wrong *flaw) {
	row, col := s.row, s.col
	if s.pos < len(s.text) && s.text[s.pos] == '"' {
		cell, wrong = s.quoted()
	} else {
		cell, wrong = s.bare()
	}
	if wrong != nil {
		return "", false, wrong
	}
	if n := s.swallowed(cell); n > 0 {
		return "", false, &flaw{diag.RowsQuoted, row, col, diag.Args{"count": strconv.Itoa(n)}}
	}
	switch {
	case s.pos == len(s.text):
		return cell, true, nil
	case s.text[s.pos] == '\n':
		s.pos++
		s.row, s.col = row+1, 1
		return cell, true, nil
	}
	s.pos++ // the delimiter
	s.col = col + 1
	return cell, false, nil
}

// bare reads a cell without quotes.
func (s *scanner) bare() (string, *flaw) {
	from := s.pos
	for ; s.pos < len(s.text); s.pos++ {
		switch s.text[s.pos] {
		case s.delimiter, '\n':
			return s.text[from:s.pos], nil
		case '"':
			return "", &flaw{kind: diag.QuoteBare, row: s.row, col: s.col}
		}
	}
	return s.text[from:], nil
}

// quoted reads a cell in quotes.
func (s *scanner) quoted() (string, *flaw) {
	open := &flaw{kind: diag.QuoteOpen, row: s.row, col: s.col}
	var cell strings.Builder
	for {
		s.pos++ // the quote, or the second of two
		end := strings.IndexByte(s.text[s.pos:], '"')
		if end < 0 {
			return "", open
		}
		cell.WriteString(s.text[s.pos : s.pos+end])
		s.pos += end + 1
		switch {
		case s.pos == len(s.text), s.text[s.pos] == s.delimiter, s.text[s.pos] == '\n':
			return cell.String(), nil
		case s.text[s.pos] != '"':
			return "", open
		}
		cell.WriteByte('"')
	}
}

// swallowed counts the lines of a cell that look like rows of the sheet. A stray
// quote at the start of a remark swallows all rows up to the next quote.
func (s *scanner) swallowed(cell string) int {
	_, lines, several := strings.Cut(cell, "\n")
	if !several {
		return 0
	}
	n := 0
	for line := range strings.SplitSeq(lines, "\n") {
		if s.rowLike(line) {
			n++
		}
	}
	return n
}

// rowLike reports whether a line looks like a row: nothing or a comment mark in
// column A, then a table's name or cells. Lines of a command that are only indented
// by a tab or two do not count.
func (s *scanner) rowLike(line string) bool {
	row, hasB := lineRow(line, rune(s.delimiter))
	if !hasB || row.At(schema.CommentColumn) != "" && !row.Comment() {
		return false
	}
	if _, known := layout.TableNamed(row.At(schema.NameColumn)); known {
		return true
	}
	cells := strings.Split(line, string(rune(s.delimiter)))
	filled := 0
	for _, c := range cells {
		if grid.Clean(c) != "" {
			filled++
		}
	}
	if s.delimiter == '\t' {
		return filled > 1
	}
	return filled > 0 && len(cells) > 2
}

// fill reads all cells into the grid. Row numbers are those a spreadsheet program
// shows: a quoted cell with line breaks is in one row, and blank lines are rows as
// well.
func (f *File) fill(g *grid.Grid) *flaw {
	delimiter, text := separatorLine(f.text)
	if delimiter == 0 {
		delimiter = findDelimiter(text)
	}
	s := &scanner{text: text, delimiter: byte(delimiter), row: 1, col: 1}
	var cells []grid.Cell
	filled, counted := 0, 0
	line := 1 + strings.Count(f.text[:len(f.text)-len(text)], "\n")
	for s.pos < len(s.text) {
		row, col := s.row, s.col
		if col == 1 {
			line += strings.Count(text[counted:s.pos], "\n")
			counted = s.pos
		}
		cell, last, wrong := s.next()
		if wrong != nil {
			return wrong
		}
		if cell = grid.Clean(cell); cell != "" {
			filled++
			if wrong := f.beyond(row, col, filled); wrong != nil {
				return wrong
			}
			cells = append(cells, grid.Cell{Col: col, Text: cell})
		}
		if last && len(cells) > 0 {
			g.Rows = append(g.Rows, grid.Row{Number: row, Line: line, Cells: slices.Clone(cells)})
			cells = cells[:0]
		}
	}
	// A delimiter at the very end of the text opens one more cell, a blank one.
	if len(cells) > 0 {
		g.Rows = append(g.Rows, grid.Row{Number: s.row, Line: line, Cells: slices.Clone(cells)})
	}
	return nil
}

// beyond reports a text outside the limits.
func (f *File) beyond(row, col, filled int) *flaw {
	switch {
	case row > f.limits.Rows:
		return &flaw{diag.TooManyRows, row, col, diag.Args{"limit": strconv.Itoa(f.limits.Rows)}}
	case col > f.limits.Cols:
		return &flaw{diag.TooManyColumns, row, col, diag.Args{"limit": diag.ColumnName(f.limits.Cols)}}
	case filled > f.limits.Cells:
		return &flaw{diag.TooManyCells, row, col, diag.Args{"limit": strconv.Itoa(f.limits.Cells)}}
	}
	return nil
}

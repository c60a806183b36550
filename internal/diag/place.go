package diag

import (
	"cmp"
	"strconv"
)

// Place is where something is in the user's input: a file, a sheet of it, a cell.
//
// Row and Col count from 1 as a spreadsheet program shows them; 0 means "the
// whole file", "the whole sheet" or "the whole row". A CSV has no sheet.
type Place struct {
	File  string
	Sheet string
	Row   int
	Col   int
}

// IsZero reports whether the place is empty.
func (p Place) IsZero() bool { return p == Place{} }

// String writes the place the way users find it again: book.xlsx!Sheet!C5 in a
// workbook, table.csv:12:3 (row and column of the grid) in a CSV.
func (p Place) String() string {
	if p.Sheet == "" {
		return p.csvString()
	}
	s := p.File + "!" + p.Sheet
	switch {
	case p.Row == 0:
		return s
	case p.Col == 0:
		return s + "!" + strconv.Itoa(p.Row)
	}
	return s + "!" + ColumnName(p.Col) + strconv.Itoa(p.Row)
}

func (p Place) csvString() string {
	s := p.File
	if p.Row > 0 {
		s += ":" + strconv.Itoa(p.Row)
		if p.Col > 0 {
			s += ":" + strconv.Itoa(p.Col)
		}
	}
	return s
}

// Cell is the short form without the file: "C5" in a workbook, "12:3" in a CSV.
func (p Place) Cell() string {
	switch {
	case p.Row == 0:
		return ""
	case p.Sheet != "" && p.Col > 0:
		return ColumnName(p.Col) + strconv.Itoa(p.Row)
	case p.Col > 0:
		return strconv.Itoa(p.Row) + ":" + strconv.Itoa(p.Col)
	}
	return strconv.Itoa(p.Row)
}

// Compare orders places by file, sheet, row, column: the order of a report.
func (p Place) Compare(q Place) int {
	return cmp.Or(
		cmp.Compare(p.File, q.File),
		cmp.Compare(p.Sheet, q.Sheet),
		cmp.Compare(p.Row, q.Row),
		cmp.Compare(p.Col, q.Col),
	)
}

// ColumnName turns 1 into A, 27 into AA. For numbers below 1 it returns "".
func ColumnName(col int) string {
	var b [8]byte
	i := len(b)
	for col > 0 && i > 0 {
		col--
		i--
		b[i] = byte('A' + col%26)
		col /= 26
	}
	return string(b[i:])
}

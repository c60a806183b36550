package xlsx

import (
	"bytes"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// endCell decides what the cell holds, and keeps it when it holds something.
func (s *sheetPass) endCell() error {
	c := &s.cell
	filled, err := s.content(c)
	if err != nil {
		return err
	}
	if !filled && c.hasF && !(c.typ == "str" && c.hasV) {
		// Written by a program that does not calculate. An empty text is a result.
		filled, c.kind, c.formula = true, cellNoResult, string(c.expression)
	}
	switch {
	case !filled:
		return nil
	case c.row > s.limits.Rows:
		return &flaw{diag.TooManyRows, c.row, c.col, diag.Args{"limit": strconv.Itoa(s.limits.Rows)}}
	case c.col > s.limits.Cols:
		return &flaw{diag.TooManyColumns, c.row, c.col, diag.Args{"limit": diag.ColumnName(s.limits.Cols)}}
	}
	s.cells = append(s.cells, c.cell)
	return nil
}

// content tells what a cell holds by its type, and whether it is anything.
func (s *sheetPass) content(c *cellPass) (filled bool, err error) {
	if c.hasIS && c.typ != "inlineStr" && len(c.item.buf) > 0 {
		return false, s.disorder() // readers go by the type and would not see the text
	}
	value := bytes.TrimSpace(c.value)
	switch c.typ {
	case "s":
		return s.sharedText(c, value)
	case "inlineStr":
		if c.hasIS {
			return s.readable(c, stateOf(c.item.buf))
		}
		fallthrough
	case "str":
		c.kind, c.sure = cellText, true
		return grid.Clean(string(c.value)) != "", nil
	}
	if len(value) == 0 {
		return false, nil
	}
	c.sure = true
	switch c.typ {
	case "", "n":
		c.kind = cellNumber
		if !isNumber(string(value)) {
			return false, s.disorder()
		}
	case "b":
		c.kind = cellBoolean
		if !isTrue(string(value)) && !isFalse(string(value)) {
			return false, s.disorder()
		}
	case "d":
		c.kind = cellDate
	case "e":
		c.kind = cellFault
	default:
		return false, s.disorder()
	}
	return true, nil
}

// sharedText looks a text up in the shared strings. excelize reads nothing
// where the index leads nowhere.
func (s *sheetPass) sharedText(c *cellPass, value []byte) (filled bool, err error) {
	if len(value) == 0 {
		return false, nil
	}
	i, err := strconv.Atoi(string(value))
	if err != nil || i < 0 || i >= len(s.strings) {
		return false, &flaw{kind: diag.SharedStringMissing, row: c.row, col: c.col}
	}
	return s.readable(c, s.strings[i])
}

func (s *sheetPass) readable(c *cellPass, state textState) (filled bool, err error) {
	if state == textLossy {
		return false, &flaw{kind: diag.CellNotRead, row: c.row, col: c.col}
	}
	c.kind, c.sure = cellText, state == textFilled
	return state != textEmpty, nil
}

// isNumber accepts what spreadsheets write: digits, point, exponent.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && strings.Trim(text, "0123456789+-.eE") == ""
}

package xlsx

import (
	"bytes"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// endCell decides what the cell contains and keeps it unless it is empty.
func (s *sheetPass) endCell() error {
	c := &s.cell
	err := s.content(c)
	if err != nil {
		return err
	}
	if c.text == "" && c.result && !(c.typ == "str" && c.hasV) {
		// The workbook was written by a program that does not calculate. An empty
		// text is a result.
		c.kind, c.text = cellNoResult, "="+grid.Clean(string(c.expression))
	}
	switch {
	case c.text == "":
		return nil
	case c.row > s.limits.Rows:
		return &flaw{diag.TooManyRows, c.row, c.col, diag.Args{"limit": strconv.Itoa(s.limits.Rows)}}
	case c.col > s.limits.Cols:
		return &flaw{diag.TooManyColumns, c.row, c.col, diag.Args{"limit": diag.ColumnName(s.limits.Cols)}}
	}
	s.cells = append(s.cells, c.cell)
	return nil
}

// content reads the content of a cell by its type; text stays empty for an empty
// cell. A cell that cannot be used gets a text to quote, so that it is not also
// reported as missing.
func (s *sheetPass) content(c *cellPass) error {
	if c.hasIS && c.typ != "inlineStr" && len(c.item.buf) > 0 {
		return s.disorder() // readers use the type and would not see the text
	}
	value := bytes.TrimSpace(c.value)
	switch c.typ {
	case "s":
		return s.sharedText(c, value)
	case "inlineStr":
		if c.hasIS {
			return s.take(c, c.item.read())
		}
		fallthrough
	case "str":
		c.text, c.runs = grid.Clean(string(c.value)), runsInherit
		return nil
	}
	if len(value) == 0 {
		return nil
	}
	text := string(value)
	switch c.typ {
	case "", "n":
		c.kind = cellNumber
		if !isNumber(text) {
			return s.disorder()
		}
		text = plain(text)
	case "b":
		c.kind = cellBoolean
		if !isTrue(text) && !isFalse(text) {
			return s.disorder()
		}
		text = truth(isTrue(text))
	case "d":
		c.kind = cellDate
	case "e":
		c.kind = cellFault
	default:
		return s.disorder()
	}
	c.text, c.runs = text, runsInherit
	return nil
}

func truth(is bool) string { return strings.ToUpper(strconv.FormatBool(is)) }

// sharedText looks a text up in the shared strings.
func (s *sheetPass) sharedText(c *cellPass, value []byte) error {
	if len(value) == 0 {
		return nil
	}
	i, err := strconv.Atoi(string(value))
	if err != nil || i < 0 || i >= len(s.strings) {
		return &flaw{kind: diag.SharedStringMissing, row: c.row, col: c.col}
	}
	return s.take(c, s.strings[i])
}

func (s *sheetPass) take(c *cellPass, found text) error {
	if found.lossy {
		return &flaw{kind: diag.CellNotRead, row: c.row, col: c.col}
	}
	c.text, c.runs = found.text, found.runs
	return nil
}

// isNumber accepts what spreadsheets write: digits, point, exponent.
func isNumber(text string) bool {
	_, err := strconv.ParseFloat(text, 64)
	return err == nil && strings.Trim(text, "0123456789+-.eE") == ""
}

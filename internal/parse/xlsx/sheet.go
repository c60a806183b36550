package xlsx

import (
	"strconv"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// cellKind is the kind of a cell's content.
type cellKind uint8

const (
	cellText cellKind = iota
	cellNumber
	cellBoolean
	cellDate     // an ISO date (t="d")
	cellFault    // an error value such as #N/A
	cellNoResult // a formula that was never calculated
)

// cell is a cell that is not empty.
type cell struct {
	row, col int
	text     string // a number as plain writes it, TRUE, or a text to quote
	style    int32  // for the number format and the font
	kind     cellKind
	result   bool // calculated by a formula
	runs     runs // of its characters
}

// sheet is the content of a worksheet.
type sheet struct {
	cells      []cell // in order of rows, then columns
	hiddenRows map[int]bool
	hiddenCols []bool // by column
	merges     []area
	arrays     []area // the results of array formulas
}

// area is a rectangle of cells, ends included.
type area struct {
	top, left, bottom, right int
	ref                      string
}

// The bounds of any worksheet.
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

// sheetPass reads a worksheet strictly: rows and cells must be in order and within
// limits, and nothing may be where readers do not expect it.
type sheetPass struct {
	sheet
	part    part
	strings []text
	limits  grid.Limits

	parent   string // the child of the root that is open
	dataSeen bool
	row, col int // the last of each
	cell     cellPass
}

// cellPass is the cell that is open.
type cellPass struct {
	cell
	typ               string
	child             string // the child element that is open
	hasV, hasF, hasIS bool
	value, expression []byte
	item              textItem
}

func scanSheet(p part, strings []text, limits grid.Limits) (*sheet, error) {
	pass := &sheetPass{part: p, strings: strings, limits: limits}
	pass.hiddenRows, pass.hiddenCols = map[int]bool{}, make([]bool, limits.Cols+1)
	err := walk(p, pass)
	if err == nil && !pass.dataSeen {
		err = aboutPart(diag.PartMissing, p.name+" <sheetData>")
	}
	if f, ok := err.(*flaw); ok && f.row == 0 {
		f.row = pass.row // as far as it could be read
	}
	return &pass.sheet, err
}

func (s *sheetPass) start(e *element, depth int) error {
	switch depth {
	case 1:
		if e.name != "worksheet" {
			return errForm
		}
		return nil
	case 2:
		s.parent = e.name
		if s.parent == "sheetData" {
			if s.dataSeen {
				return s.disorder()
			}
			s.dataSeen = true
		}
		return nil
	}
	switch s.parent {
	case "sheetData":
		return s.startInData(e, depth)
	case "cols":
		if depth == 3 && e.name == "col" {
			s.column(e)
		}
	case "mergeCells":
		if depth == 3 && e.name == "mergeCell" {
			return s.merge(e)
		}
	}
	if !s.dataSeen && (e.name == "row" || e.name == "c") {
		return s.disorder() // some readers use the first row they find, wherever it is
	}
	return nil
}

func (s *sheetPass) startInData(e *element, depth int) error {
	name := e.name
	switch {
	case depth == 3 && name == "row":
		return s.startRow(e)
	case depth == 4 && name == "c":
		return s.startCell(e)
	case name == "row" || name == "c" || depth == 3:
		return s.disorder()
	case depth == 4:
		if name != "extLst" {
			return s.disorder()
		}
	case s.cell.row == 0: // below an extLst of the row
	case depth == 5:
		return s.startChild(e)
	case s.cell.child == "is":
		return s.cell.item.start(e, depth-5)
	case s.cell.child == "v" || s.cell.child == "f":
		return s.disorder()
	}
	return nil
}

func (s *sheetPass) end(depth int) error {
	switch {
	case depth == 2:
		s.parent = ""
	case s.parent != "sheetData":
	case depth == 4 && s.cell.row > 0:
		err := s.endCell()
		s.cell.row = 0
		return err
	case depth == 5:
		s.cell.child = ""
	case depth > 5 && s.cell.child == "is":
		s.cell.item.end(depth - 5)
	}
	return nil
}

func (s *sheetPass) text(data []byte, depth int) error {
	if s.parent != "sheetData" || s.cell.row == 0 {
		return nil
	}
	switch s.cell.child {
	case "v":
		s.cell.value = append(s.cell.value, data...)
	case "f":
		s.cell.expression = append(s.cell.expression, data...)
	case "is":
		s.cell.item.text(data)
	}
	return nil
}

// startRow starts a row. Without a number it follows the one before.
func (s *sheetPass) startRow(e *element) error {
	number := s.row + 1
	if r := e.get("r"); r != nil {
		n, err := strconv.Atoi(string(r))
		if err != nil || n <= s.row || n > maxRow {
			return s.disorder()
		}
		number = n
	}
	if isTrue(string(e.get("hidden"))) {
		s.hiddenRows[number] = true
	}
	s.row, s.col = number, 0
	return nil
}

// startCell starts a cell. Without a reference it follows the one before.
func (s *sheetPass) startCell(e *element) error {
	c := &s.cell
	*c = cellPass{value: c.value[:0], expression: c.expression[:0], item: c.item}
	c.item.reset()
	c.row, c.col = s.row, s.col+1
	if r := e.get("r"); r != nil {
		row, col, ok := cellName(string(r))
		if !ok || row != s.row || col <= s.col {
			c.col = max(s.col, 1) // the last known place
			return s.disorder()
		}
		c.col = col
	}
	if style := e.get("s"); style != nil {
		n, err := strconv.ParseUint(string(style), 10, 31)
		if err != nil {
			return s.disorder()
		}
		c.style = int32(n)
	}
	c.typ = cellTypes[string(e.get("t"))]
	if c.typ == "" && e.get("t") != nil {
		return s.disorder()
	}
	s.col = c.col
	return nil
}

// cellTypes are the valid types of cells.
var cellTypes = map[string]string{"n": "n", "s": "s", "str": "str", "inlineStr": "inlineStr", "b": "b", "d": "d", "e": "e"}

// startChild records a child of a cell; each may occur once.
func (s *sheetPass) startChild(e *element) error {
	var seen *bool
	name := e.name
	switch name {
	case "v":
		seen = &s.cell.hasV
	case "f":
		seen = &s.cell.hasF
		s.cell.result = true
		s.array(e)
	case "is":
		seen = &s.cell.hasIS
	case "extLst":
		return nil
	default:
		return s.disorder()
	}
	if *seen {
		return s.disorder()
	}
	*seen, s.cell.child = true, name
	return nil
}

func (s *sheetPass) disorder() error {
	col := 0
	if s.cell.row > 0 {
		col = s.cell.col
	}
	return &flaw{kind: diag.SheetDisorder, row: s.row, col: col}
}

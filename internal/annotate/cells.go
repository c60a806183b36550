package annotate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
)

// Cells are those of a sheet of a workbook, to give some of them another text. What
// is not given one stays as it is, byte by byte.
type Cells struct {
	book   *book
	sheet  string
	part   string
	data   []byte
	root   *node
	rows   map[int]*node
	cells  map[[2]int]*node // by row and column
	merged []area
	spills []area // results of a formula that fills several cells
}

// area is a rectangle of cells.
type area struct{ top, left, bottom, right int }

func (a area) has(row, col int) bool {
	return a.top <= row && row <= a.bottom && a.left <= col && col <= a.right
}

// areaOf reads an area such as C5:C8.
func areaOf(ref string) area {
	from, to, several := strings.Cut(ref, ":")
	if !several {
		to = from
	}
	a, b := cellNamed(from), cellNamed(to)
	return area{a.row, a.col, b.row, b.col}
}

func (a area) String() string {
	return cell{row: a.top, col: a.left}.name() + ":" + cell{row: a.bottom, col: a.right}.name()
}

// CellsOf finds the cells of a sheet.
func CellsOf(data []byte, sheet string) (*Cells, error) {
	b, err := openBook(data)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(b.sheets, func(s tab) bool { return s.name == sheet })
	if i < 0 {
		return nil, fmt.Errorf("the workbook has no sheet %s", sheet)
	}
	c := &Cells{book: b, sheet: sheet, part: b.sheets[i].part, rows: map[int]*node{}, cells: map[[2]int]*node{}}
	if c.data, c.root, err = b.whole(c.part); err != nil {
		return nil, err
	}
	for _, m := range c.root.child("mergeCells").all("mergeCell") {
		c.merged = append(c.merged, areaOf(m.attr("ref")))
	}
	eachCell(c.root, func(row *node, r int, cell *node, col int) {
		c.rows[r] = row
		if cell == nil {
			return
		}
		c.cells[[2]int{r, col}] = cell
		if f := cell.child("f"); f != nil && f.attr("ref") != "" && f.attr("t") != "shared" {
			c.spills = append(c.spills, areaOf(f.attr("ref")))
		}
	})
	return c, nil
}

// whole reads a part with the cells in it.
func (b *book) whole(part string) ([]byte, *node, error) {
	data, err := b.read(part)
	if err != nil {
		return nil, nil, err
	}
	root, err := treeOf(data, "")
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", part, err)
	}
	return data, root, nil
}

// eachCell calls do for each row, with a nil cell, and each cell of a worksheet. Rows
// and cells that do not say where they are come after the one before.
func eachCell(root *node, do func(row *node, r int, cell *node, col int)) {
	r := 0
	for _, row := range root.child("sheetData").all("row") {
		r++
		if n, err := strconv.Atoi(row.attr("r")); err == nil {
			r = n
		}
		do(row, r, nil, 0)
		col := 0
		for _, c := range row.all("c") {
			col++
			if name := c.attr("r"); name != "" {
				col = cellNamed(name).col
			}
			do(row, r, c, col)
		}
	}
}

// Formula reports whether a formula gives a cell its value.
func (c *Cells) Formula(row, col int) bool {
	if n := c.cells[[2]int{row, col}]; n != nil && n.child("f") != nil {
		return true
	}
	return slices.ContainsFunc(c.spills, func(a area) bool { return a.has(row, col) })
}

// Merged is the area that a cell is hidden in: it is merged, and not the first of its
// area. It is "" for all others.
func (c *Cells) Merged(row, col int) string {
	for _, a := range c.merged {
		if a.has(row, col) && (a.top != row || a.left != col) {
			return a.String()
		}
	}
	return ""
}

// Free reports whether a row has nothing in it, and is merged with nothing.
func (c *Cells) Free(row int) bool {
	for at, n := range c.cells {
		if at[0] == row && len(n.children) > 0 {
			return false
		}
	}
	return !slices.ContainsFunc(c.merged, func(a area) bool { return a.top <= row && row <= a.bottom }) &&
		!slices.ContainsFunc(c.spills, func(a area) bool { return a.top <= row && row <= a.bottom })
}

// Fill is another text for a cell.
type Fill struct {
	Row, Col int
	Text     string // "" empties the cell
	// Like is another row that gives the row its height and its styles; 0: it has its
	// own.
	Like int
	// Shown is the text of the cell that gives the style.
	Shown string
}

// column is that of a cell as text.
func (f Fill) name() string { return diag.ColumnName(f.Col) + strconv.Itoa(f.Row) }

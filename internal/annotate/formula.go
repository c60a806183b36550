package annotate

import (
	"regexp"
	"slices"
	"strings"
)

// formula is a cell with a formula and what it reads.
type formula struct {
	sheet    string
	row, col int
	reads    []reference3
	// any: it may read any cell, through a name or a function such as INDIRECT.
	any bool
}

// reference3 is an area of a sheet.
type reference3 struct {
	sheet string
	area
}

// Readers are the cells of this sheet, by row and column, whose formulas read one of
// some cells, directly or by way of other formulas. others says whether such formulas
// are in other sheets.
func (c *Cells) Readers(cells [][2]int) (here [][2]int, others bool, err error) {
	all, err := c.book.formulas()
	if err != nil {
		return nil, false, err
	}
	type place struct {
		sheet    string
		row, col int
	}
	var reach []place
	for _, at := range cells {
		reach = append(reach, place{c.sheet, at[0], at[1]})
	}
	used := make([]bool, len(all))
	for i := 0; i < len(reach); i++ {
		at := reach[i]
		for k, f := range all {
			reads := f.any || slices.ContainsFunc(f.reads, func(r reference3) bool {
				return strings.EqualFold(r.sheet, at.sheet) && r.has(at.row, at.col)
			})
			if used[k] || !reads {
				continue
			}
			used[k] = true
			reach = append(reach, place{f.sheet, f.row, f.col})
			if f.sheet == c.sheet {
				here = append(here, [2]int{f.row, f.col})
			} else {
				others = true
			}
		}
	}
	return here, others, nil
}

// formulas are all of the workbook.
func (b *book) formulas() ([]formula, error) {
	var out []formula
	for _, s := range b.sheets {
		data, root, err := b.whole(s.part)
		if err != nil {
			return nil, err
		}
		shared := map[string]formula{}
		eachCell(root, func(_ *node, r int, cell *node, col int) {
			f := cell.child("f")
			if f == nil {
				return
			}
			x := formula{sheet: s.name, row: r, col: col}
			x.read(f.text(data))
			if id := f.attr("si"); id != "" {
				if ref := f.attr("ref"); ref != "" { // the first of several: the others read cells beside
					a := areaOf(ref)
					x.spread(a.bottom-a.top, a.right-a.left)
					shared[id] = x
				}
				x.reads, x.any = shared[id].reads, shared[id].any
			}
			out = append(out, x)
		})
	}
	return out, nil
}

// spread widens what a formula reads by rows and columns.
func (f *formula) spread(rows, cols int) {
	for i := range f.reads {
		a := &f.reads[i].area
		a.top, a.left, a.bottom, a.right = a.top-rows, a.left-cols, a.bottom+rows, a.right+cols
	}
}

var (
	formulaText = regexp.MustCompile(`"(?:[^"]|"")*"`)
	formulaRef  = regexp.MustCompile(`(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(\$?[A-Za-z]{1,3}\$?[0-9]+(?::\$?[A-Za-z]{1,3}\$?[0-9]+)?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[0-9]+:\$?[0-9]+)`)
	formulaWord = regexp.MustCompile(`[\p{L}_\\][\p{L}\p{N}_.]*\(?|\[`)
)

const (
	lastRow    = 1 << 20
	lastColumn = 1 << 14
)

// read finds the cells that a formula reads. What it does not understand may be any.
func (f *formula) read(text string) {
	text = formulaText.ReplaceAllString(text, " ")
	rest := formulaRef.ReplaceAllStringFunc(text, func(ref string) string {
		r := reference3{sheet: f.sheet}
		if sheet, cells, found := cutLast(ref, "!"); found {
			r.sheet, ref = strings.ReplaceAll(strings.Trim(sheet, "'"), "''", "'"), cells
		}
		r.area = areaOf(strings.ReplaceAll(ref, "$", ""))
		if r.top == 0 {
			r.top, r.bottom = 1, lastRow
		}
		if r.left == 0 {
			r.left, r.right = 1, lastColumn
		}
		f.reads = append(f.reads, r)
		return " "
	})
	for _, word := range formulaWord.FindAllString(rest, -1) {
		switch name := strings.ToUpper(word); {
		case name == "TRUE" || name == "FALSE":
		case name == "INDIRECT(" || name == "OFFSET(" || !strings.HasSuffix(name, "("):
			f.any = true
		}
	}
}

func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// reportCells looks at the cells that are not text and count.
func (b *Book) reportCells(g *grid.Grid, i int, s *sheet, counts *relevant.Cells, report *diag.List) error {
	var numbers []cell
	for _, c := range s.cells {
		place := g.Place(c.row, c.col)
		// Column A decides whether the row is a comment. When its value is not
		// known, neither is that.
		unknown := c.col == 1 && (c.kind == cellFault || c.kind == cellNoResult || b.layout.uncalculated && s.calculated(&c))
		if !unknown && !counts.Has(c.row, c.col) {
			continue
		}
		text := textAt(g, c.row, c.col)
		if b.layout.uncalculated && c.kind != cellNoResult && s.calculated(&c) {
			report.Add(diag.CellNotCalculated, place, diag.Args{"stored": private(g, c.row, text)})
			continue
		}
		switch c.kind {
		case cellText:
			if r, found := grid.Control(text); found {
				report.Add(diag.CellControl, place, diag.Args{"character": fmt.Sprintf("U+%04X", r)})
			}
		case cellFault:
			report.Add(diag.CellFault, place, diag.Args{"fault": text})
		case cellNoResult:
			report.Add(diag.CellNoResult, place, nil)
		case cellDate:
			report.Add(diag.CellDate, place, diag.Args{"shown": private(g, c.row, text)})
		case cellNumber:
			numbers = append(numbers, c)
		}
	}
	return b.reportNumbers(g, i, numbers, report)
}

// manyArrays is more array formulas than any sheet has; beyond it every cell
// counts as their result rather than being looked for in each.
const manyArrays = 1000

// calculated reports whether a cell holds the result of a formula.
func (s *sheet) calculated(c *cell) bool {
	return c.result || len(s.arrays) > manyArrays || slices.ContainsFunc(s.arrays, func(a area) bool {
		return a.top <= c.row && c.row <= a.bottom && a.left <= c.col && c.col <= a.right
	})
}

// reportNumbers compares what number cells show with what they hold. Styles are
// opened only when a number cell has one.
func (b *Book) reportNumbers(g *grid.Grid, i int, numbers []cell, report *diag.List) (err error) {
	defer rescue(&err)
	var formatted []cell
	for _, c := range numbers {
		if tooLong(textAt(g, c.row, c.col)) {
			report.Add(diag.CellDigits, g.Place(c.row, c.col), nil)
		} else if c.style > 0 && b.layout.styles != "" {
			formatted = append(formatted, c)
		}
	}
	if len(formatted) == 0 {
		return nil
	}
	if err := b.openStyles(); err != nil {
		return err
	}
	return eachRow(b.style, i, formatted[len(formatted)-1].row, false, func(row int, values []string) error {
		for ; len(formatted) > 0 && formatted[0].row == row; formatted = formatted[1:] {
			c := formatted[0]
			if err := b.reportNumber(g, c, grid.Clean(at(values, c.col)), report); err != nil {
				return err
			}
		}
		return nil
	})
}

// openStyles opens the workbook with its styles, after a strict pass over them.
func (b *Book) openStyles() (err error) {
	if b.style != nil {
		return nil
	}
	p, _ := b.parts.get(b.layout.styles)
	if err := walk(p, checker{}); err != nil {
		return err
	}
	b.style, err = b.file(true)
	return err
}

// reportNumber decides between a number and what the cell shows of it.
func (b *Book) reportNumber(g *grid.Grid, c cell, shown string, report *diag.List) error {
	format, err := formatOf(b.style, c.style)
	if err != nil {
		return &flaw{kind: diag.CellNotRead, row: c.row, col: c.col} // a style that is not there
	}
	if format.general {
		return nil
	}
	stored, place := textAt(g, c.row, c.col), g.Place(c.row, c.col)
	args := diag.Args{"shown": private(g, c.row, shown), "stored": private(g, c.row, stored)}
	if format.date {
		setText(g, c.row, c.col, shown)
		report.Add(diag.CellDate, place, args)
		return nil
	}
	if format.truth {
		setText(g, c.row, c.col, strings.ToUpper(strconv.FormatBool(stored != "0")))
		return nil
	}
	switch compare(shown, stored) {
	case other:
		setText(g, c.row, c.col, shown)
		report.Add(diag.CellShows, place, args)
	case unclear:
		if shown == "" { // a format may show nothing at all
			args["shown"] = `""`
		}
		report.Add(diag.CellUnclear, place, args)
	}
	return nil
}

// private masks a value when its row may be about a secret: which column names
// it is not known yet, and a password must not stand in a report.
func private(g *grid.Grid, row int, value string) string {
	for _, c := range rowAt(g, row).Cells {
		text := strings.ToLower(c.Text)
		for _, word := range []string{"pass", "secret", "token", "key", "community", "_kg"} {
			if strings.Contains(text, word) {
				return diag.Mask
			}
		}
	}
	return value
}

// rowAt finds a row that is in the grid.
func rowAt(g *grid.Grid, number int) *grid.Row {
	if i := rowFrom(g, number); i < len(g.Rows) && g.Rows[i].Number == number {
		return &g.Rows[i]
	}
	return &grid.Row{Number: number}
}

// rowFrom is the index of the first row of the grid from a number on.
func rowFrom(g *grid.Grid, number int) int {
	i, _ := slices.BinarySearchFunc(g.Rows, number, func(r grid.Row, n int) int { return cmp.Compare(r.Number, n) })
	return i
}

func textAt(g *grid.Grid, row, col int) string { return rowAt(g, row).At(col) }

func setText(g *grid.Grid, row, col int, text string) {
	cells := rowAt(g, row).Cells
	for i := range cells {
		if cells[i].Col == col && text != "" {
			cells[i].Text = text
		}
	}
}

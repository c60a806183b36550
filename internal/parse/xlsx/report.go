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

// reportCells reports relevant cells that are not what a person sees.
func (b *Book) reportCells(g *grid.Grid, s *sheet, counts *relevant.Cells, report *diag.List) error {
	known, err := b.readStyles()
	if err != nil {
		return err
	}
	for i := range s.cells {
		c := &s.cells[i]
		// Column A decides whether the row is a comment, so its value must be
		// known.
		guess := b.layout.uncalculated && c.kind != cellNoResult && s.calculated(c)
		unknown := c.col == 1 && (c.kind == cellFault || c.kind == cellNoResult || guess)
		if !unknown && !counts.Has(c.row, c.col) {
			continue
		}
		if guess {
			report.Add(diag.CellNotCalculated, g.Place(c.row, c.col), diag.Args{"stored": private(g, c.row, c.text)})
			continue
		}
		if err := b.reportCell(g, c, known, report); err != nil {
			return err
		}
	}
	reportStruck(g, s, known, counts, report)
	return nil
}

// reportCell looks at one cell.
func (b *Book) reportCell(g *grid.Grid, c *cell, known *stylesheet, report *diag.List) error {
	place := g.Place(c.row, c.col)
	format, err := known.of(c, b.layout.styles != "")
	switch {
	case err != nil && c.kind == cellNumber:
		return err
	case err != nil:
		format = generalFormat
	}
	switch c.kind {
	case cellText:
		if r, found := grid.Control(c.text); found {
			report.Add(diag.CellControl, place, diag.Args{"character": fmt.Sprintf("U+%04X", r)})
		} else if !format.shows(c.text) {
			reportFormat(g, c, format, report)
		}
	case cellFault:
		report.Add(diag.CellFault, place, diag.Args{"fault": c.text})
	case cellNoResult:
		report.Add(diag.CellNoResult, place, nil)
	case cellDate:
		report.Add(diag.CellDate, place, diag.Args{"shown": private(g, c.row, c.text)})
	case cellBoolean:
		if !format.truth && (!format.general || format.code == textCode) {
			reportFormat(g, c, format, report) // LibreOffice shows 1 and 0 then
		}
	case cellNumber:
		b.reportNumber(g, c, format, report)
	}
	return nil
}

// reportFormat refuses a cell whose format is not understood.
func reportFormat(g *grid.Grid, c *cell, format *format, report *diag.List) {
	report.Add(diag.CellFormat, g.Place(c.row, c.col), diag.Args{"stored": private(g, c.row, c.text), "format": format.code})
}

// tiny is the number below which General shows exponents or only zeros.
const tiny = 1e-7

// reportNumber decides between a number and what the cell shows of it.
func (b *Book) reportNumber(g *grid.Grid, c *cell, format *format, report *diag.List) {
	place := g.Place(c.row, c.col)
	if tooLong(c.text) {
		report.Add(diag.CellDigits, place, nil)
		return
	}
	switch n, _ := strconv.ParseFloat(c.text, 64); {
	case n != 0 && n < tiny && n > -tiny:
		reportFormat(g, c, format, report)
		return
	case format.general:
		return
	case format.truth:
		setText(g, c.row, c.col, truth(n != 0))
		return
	}
	if format.moment != noMoment {
		kind := diag.CellDate
		if format.moment == timeMoment {
			kind = diag.CellTime
		}
		shown := format.show(c.text, b.layout.date1904)
		report.Add(kind, place, diag.Args{"shown": private(g, c.row, shown)})
		setText(g, c.row, c.col, shown)
		return
	}
	shown, ok := format.number(c.text)
	if !ok {
		reportFormat(g, c, format, report)
		return
	}
	args := diag.Args{"shown": private(g, c.row, shown), "stored": private(g, c.row, c.text)}
	switch compare(shown, c.text) {
	case other:
		setText(g, c.row, c.col, shown)
		report.Add(diag.CellShows, place, args)
	case unclear:
		if shown == "" { // a format may show nothing at all
			args["shown"] = `""`
		}
		report.Add(diag.CellUnclear, place, args)
	}
}

// manyArrays is more array formulas than any real sheet has. With more, every cell
// counts as their result, to avoid searching them all.
const manyArrays = 1000

// calculated reports whether a cell holds the result of a formula.
func (s *sheet) calculated(c *cell) bool {
	return c.result || len(s.arrays) > manyArrays || slices.ContainsFunc(s.arrays, func(a area) bool {
		return a.top <= c.row && c.row <= a.bottom && a.left <= c.col && c.col <= a.right
	})
}

// private masks a value when its row may be about a secret: it is not yet known
// which column has the name, and a password must not be in a report.
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

// rowAt returns a row of the grid.
func rowAt(g *grid.Grid, number int) *grid.Row {
	if i := rowFrom(g, number); i < len(g.Rows) && g.Rows[i].Number == number {
		return &g.Rows[i]
	}
	return &grid.Row{Number: number}
}

// rowFrom returns the index of the grid's first row with at least this number.
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

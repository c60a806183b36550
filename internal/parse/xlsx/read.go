package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
)

// fill reads a scanned sheet into the grid and reports the cells that are not
// what a person sees, where they count.
func (b *Book) fill(g *grid.Grid, i int, s *sheet, report *diag.List) error {
	if err := b.readCells(g, i, s); err != nil {
		return err
	}
	for _, m := range s.merges {
		if last := min(m.right, b.limits.Cols); last > m.left {
			g.Widen(m.top, m.left, last)
		}
	}
	counts := relevant.Of(g)
	covered, err := takeCovered(g, s.merges)
	if err != nil {
		return err
	}
	for _, c := range covered {
		if counts.Has(c.row, c.col) {
			report.Add(diag.CellCovered, g.Place(c.row, c.col), diag.Args{"range": c.under})
		}
	}
	hideRows(g, s, counts, report)
	hideColumns(g, s, counts, report)
	return b.reportCells(g, i, s, counts, report)
}

// readCells lets excelize read the values and compares: every cell that the
// strict pass found must be there, and no other.
func (b *Book) readCells(g *grid.Grid, i int, s *sheet) (err error) {
	defer rescue(&err)
	if len(s.cells) == 0 {
		return nil
	}
	if b.plain == nil {
		if b.plain, err = b.file(false); err != nil {
			return err
		}
	}
	rest := s.cells
	return eachRow(b.plain, i, rest[len(rest)-1].row, true, func(row int, values []string) error {
		n := 0
		for n < len(rest) && rest[n].row == row {
			n++
		}
		cells, err := takeRow(row, rest[:n], values)
		rest = rest[n:]
		if len(cells) > 0 {
			g.Rows = append(g.Rows, grid.Row{Number: row, Cells: cells})
		}
		return err
	})
}

// takeRow makes a row's cells from the values excelize read and what the strict
// pass knows of them.
func takeRow(row int, known []cell, values []string) ([]grid.Cell, error) {
	cells := make([]grid.Cell, 0, len(known))
	for _, c := range known {
		text := c.text(at(values, c.col))
		switch {
		case text != "":
			cells = append(cells, grid.Cell{Col: c.col, Text: text})
		case c.sure:
			return nil, &flaw{kind: diag.CellNotRead, row: row, col: c.col}
		}
	}
	// What is left over was read by excelize alone.
	for _, c := range known {
		if c.col <= len(values) {
			values[c.col-1] = ""
		}
	}
	for i, v := range values {
		if grid.Clean(v) != "" {
			return nil, &flaw{kind: diag.CellNotRead, row: row, col: i + 1}
		}
	}
	return cells, nil
}

func at(values []string, col int) string {
	if col > len(values) {
		return ""
	}
	return values[col-1]
}

// text is what stands in the grid for a cell's raw value. A cell that cannot be
// used keeps something to quote, so that it is not missing as well.
func (c *cell) text(raw string) string {
	switch c.kind {
	case cellBoolean:
		if isTrue(strings.TrimSpace(raw)) {
			return "TRUE"
		}
		return "FALSE"
	case cellNumber:
		return plain(strings.TrimSpace(raw))
	case cellNoResult:
		return "=" + grid.Clean(c.formula)
	}
	return grid.Clean(raw)
}

// file opens the repacked workbook.
func (b *Book) file(withStyles bool) (*excelize.File, error) {
	data, err := repack(b.parts, b.layout, withStyles)
	if err != nil {
		return nil, err
	}
	return open(data)
}

// eachRow goes over the rows of a sheet up to the last one that counts. Writers
// leave formats on rows down to the last possible one.
func eachRow(f *excelize.File, i, last int, raw bool, do func(row int, values []string) error) error {
	rows, err := f.Rows(tab(i))
	if err != nil {
		return err
	}
	defer rows.Close() // closes a temporary file, of which there is none
	for row := 1; row <= last && rows.Next(); row++ {
		values, err := rows.Columns(excelize.Options{RawCellValue: raw})
		if err != nil {
			return err
		}
		if err := do(row, values); err != nil {
			return err
		}
	}
	return rows.Error()
}

package book

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/schema"
	"hagen/internal/terminal"
)

// minWidth is how many columns are dressed at least: those of the widest table, its
// remarks included.
const minWidth = 10

// widths are those of A to J; later columns have the one of J.
var widths = []float64{3, 6, 24, 19, 19, 20, 15, 15, 18, 30}

// lineHeight is the height of a row with one line of text, in points.
const lineHeight = 16.5

func columnWidth(col int) float64 { return widths[min(col, len(widths))-1] }

// columns sets the widths, and text format for what is typed below the tables.
func (w *writer) columns() error {
	style, err := w.style(look{kind: blank})
	if err != nil {
		return err
	}
	for col := 1; col <= w.width; col++ {
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(w.Name, name, name, columnWidth(col)); err != nil {
			return err
		}
		if err := w.f.SetColStyle(w.Name, name, style); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) rows() error {
	for number := w.from; number <= len(w.lines); number++ {
		if err := w.row(number); err != nil {
			return err
		}
	}
	return nil
}

// row writes a row: its looks, then its texts.
func (w *writer) row(number int) error {
	l := w.lines[number-1]
	var err error
	switch {
	case l.kind == name:
		err = w.dress(number, schema.NameColumn, w.width, look{kind: name})
	case number == w.NodeRow:
		err = w.dressNodes(number)
	case l.kind == title:
		err = w.dress(number, schema.CommentColumn, schema.CommentColumn, look{kind: title})
	case l.section != nil:
		err = w.dressSection(number, l)
	}
	if err != nil {
		return err
	}
	for i, text := range w.Rows[number-1] {
		if text == "" {
			continue
		}
		if err := w.f.SetCellStr(w.Name, cell(i+1, number), text); err != nil {
			return err
		}
	}
	return w.f.SetRowHeight(w.Name, number, w.height(number))
}

// dressNodes dresses the row with the names of the nodes.
func (w *writer) dressNodes(number int) error {
	err := w.dress(number, schema.CommentColumn, schema.CommentColumn, look{kind: title})
	for col := schema.FirstColumn; col <= w.width && err == nil; col++ {
		err = w.dress(number, col, col, look{kind: data, left: true, right: true})
	}
	return err
}

// dressSection dresses a row of a section. Each header has the room up to the next
// one, which is not merged: a value fits into one cell.
func (w *writer) dressSection(number int, l line) error {
	if l.kind == header && l.section.block.Letter != "" {
		if err := w.dress(number, schema.NameColumn, schema.NameColumn, look{kind: header, required: true, left: true, right: true}); err != nil {
			return err
		}
	}
	for i, from := range l.section.starts {
		to := w.width
		if i+1 < len(l.section.starts) {
			to = l.section.starts[i+1] - 1
		}
		how := look{kind: l.kind}
		for _, h := range l.section.heads {
			if l.kind == header && h.col == from {
				how.required = h.column != nil && h.column.Required
			}
		}
		how.wraps = w.wraps(number, from)
		for col := from; col <= to; col++ {
			how.left, how.right = col == from, col == to
			if err := w.dress(number, col, col, how); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) dress(row, from, to int, how look) error {
	style, err := w.style(how)
	if err != nil {
		return err
	}
	return w.f.SetCellStyle(w.Name, cell(from, row), cell(to, row), style)
}

// wraps reports whether a text is broken into lines: a caption, and a value that the
// cell beside it would cut off.
func (w *writer) wraps(row, col int) bool {
	switch w.lines[row-1].kind {
	case caption:
		return col >= schema.FirstColumn
	case data:
		return w.at(row, col+1) != "" && float64(terminal.Width(w.at(row, col))) > columnWidth(col)
	}
	return false
}

// height is that of a row, by the lines of its texts.
func (w *writer) height(number int) float64 {
	most := 1
	for i, text := range w.Rows[number-1] {
		lines := 1 + strings.Count(text, "\n")
		if w.wraps(number, i+1) && text != "" {
			lines += (terminal.Width(text) - 1) / int(columnWidth(i+1))
		}
		most = max(most, lines)
	}
	return float64(most) * lineHeight
}

// cell is the name of a cell of a sheet.
func cell(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil { // beyond the last column or row, which no caller asks for
		return ""
	}
	return name
}

// fixed is the name of a cell that stays when a formula is copied: each part is
// marked as fixed or not.
func fixed(col, row int, fixRow bool) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return ""
	}
	if fixRow {
		return "$" + name + "$" + itoa(row)
	}
	return "$" + name + itoa(row)
}

// area is a range of cells, fixed.
func area(fromCol, fromRow, toCol, toRow int) string {
	return fixed(fromCol, fromRow, true) + ":" + fixed(toCol, toRow, true)
}

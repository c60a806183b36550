package main

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// columnWidths are those of A to N; later columns have the last one's.
var columnWidths = []float64{2.5, 3.5, 17, 15, 13, 13, 15, 11, 13, 11, 15, 13, 15, 18}

// lineHeight is the height of a row with one line of text, in points.
const lineHeight = 16

// workbook writes the rows of a sheet as an xlsx that is pleasant to read and
// to fill in: titles over the whole width, table names and header rows in
// colour, the cells of a column merged over the room it has, every cell text
// ("@") so that Excel turns no value into a date or a number. The same rows
// give the same bytes.
func workbook(sheet string, rows [][]string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{f: f, sheet: sheet, width: width(rows), styles: map[kind]int{}}
	steps := []func() error{
		func() error { return f.SetSheetName("Sheet1", sheet) },
		w.makeStyles,
		w.page,
		func() error { return w.rows(layOut(rows)) },
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", sheet, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("sheet %s: %w", sheet, err)
	}
	return out.Bytes(), nil
}

func width(rows [][]string) int {
	n := 1
	for _, row := range rows {
		n = max(n, len(row))
	}
	return n
}

type writer struct {
	f      *excelize.File
	sheet  string
	width  int
	styles map[kind]int
}

func (w *writer) makeStyles() error {
	for _, k := range kinds {
		s := &excelize.Style{
			NumFmt:    49, // "@"
			Font:      &excelize.Font{Family: "Meiryo", Size: 10, Bold: k.bold(), Color: k.ink()},
			Alignment: &excelize.Alignment{Vertical: "center", WrapText: k.wraps()},
		}
		if fill := k.fill(); fill != "" {
			s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		}
		if k.boxed() {
			for _, side := range []string{"left", "top", "right", "bottom"} {
				s.Border = append(s.Border, excelize.Border{Type: side, Color: "A6A6A6", Style: 1})
			}
		}
		id, err := w.f.NewStyle(s)
		if err != nil {
			return err
		}
		w.styles[k] = id
	}
	return nil
}

// page sets column widths, text format for cells still to be filled in, and a
// print layout one page wide.
func (w *writer) page() error {
	for col := 1; col <= w.width; col++ {
		name, err := excelize.ColumnNumberToName(col)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(w.sheet, name, name, columnWidth(col)); err != nil {
			return err
		}
		if err := w.f.SetColStyle(w.sheet, name, w.styles[blank]); err != nil {
			return err
		}
	}
	no, yes, zoom := false, true, 85.0
	if err := w.f.SetSheetView(w.sheet, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	if err := w.f.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	landscape, one, many := "landscape", 1, 0
	return w.f.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &one, FitToHeight: &many})
}

func columnWidth(col int) float64 {
	return columnWidths[min(col, len(columnWidths))-1]
}

func (w *writer) rows(lines []line) error {
	for i, l := range lines {
		if err := w.row(i+1, l); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) row(number int, l line) error {
	height := 1
	for _, s := range l.spans {
		if err := w.span(number, l.kind, s); err != nil {
			return err
		}
		height = max(height, lines(s.text, w.room(s), l.kind.wraps()))
	}
	return w.f.SetRowHeight(w.sheet, number, float64(height)*lineHeight)
}

// span writes one cell, merged over the columns it has for itself.
func (w *writer) span(row int, k kind, s span) error {
	first, err := excelize.CoordinatesToCellName(s.from, row)
	if err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(s.to, row)
	if err != nil {
		return err
	}
	if s.text != "" {
		if err := w.f.SetCellStr(w.sheet, first, s.text); err != nil {
			return err
		}
	}
	if err := w.f.SetCellStyle(w.sheet, first, last, w.styles[k]); err != nil {
		return err
	}
	if s.to == s.from {
		return nil
	}
	return w.f.MergeCell(w.sheet, first, last)
}

// room is how many half-width characters fit into a span.
func (w *writer) room(s span) int {
	sum := 0.0
	for col := s.from; col <= s.to; col++ {
		sum += columnWidth(col)
	}
	return int(sum)
}

// lines is how many lines a text takes, wrapped or not.
func lines(text string, room int, wraps bool) int {
	n, used := 1, 0
	for _, r := range text {
		size := 1
		if r >= 0x1100 { // close enough for the height of a row
			size = 2
		}
		switch {
		case r == '\n':
			n, used = n+1, 0
			continue
		case wraps && used+size > room:
			n, used = n+1, 0
		}
		used += size
	}
	return n
}

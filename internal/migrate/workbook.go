package migrate

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/xlsx"
)

// The fills of cells: what was written anew, and what a person has to look at.
const (
	fixedFill  = "C6EFCE"
	markedFill = "FFEB9C"
)

// author signs the notes in a workbook.
const author = "hagen"

// maxNote is how long a note of a cell may be; Excel shows no more.
const maxNote = 2000

// Workbook writes the migrated workbook: a copy of the one the sheet came from,
// with the fixes written and coloured, a note at each cell with a difference, and
// the new target in its properties.
// data is that workbook; nil makes a new one, of a sheet from a CSV.
func (r *Result) Workbook(data []byte, lang message.Lang) ([]byte, error) {
	f, err := r.open(data)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := &writer{file: f, sheet: sheetName(r.Grid), styles: map[styleKey]int{}}
	for _, at := range places(r) {
		if err := w.cell(at, r, lang); err != nil {
			return nil, fmt.Errorf("write the cell %s: %w", at.Cell(), err)
		}
	}
	if err := nameTarget(f, r.to); err != nil {
		return nil, fmt.Errorf("name the target: %w", err)
	}
	var out bytes.Buffer
	if _, err := f.WriteTo(&out); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

// open opens the sheet's workbook or makes one.
func (r *Result) open(data []byte) (*excelize.File, error) {
	if data != nil {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("open the workbook: %w", err)
		}
		return f, nil
	}
	f := excelize.NewFile()
	sheet := sheetName(r.Grid)
	err := f.SetSheetName(f.GetSheetName(0), sheet)
	for _, row := range r.Grid.Rows {
		for _, c := range row.Cells {
			err = errors.Join(err, f.SetCellStr(sheet, cellName(row.Number, c.Col), c.Text))
		}
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make a workbook: %w", err), f.Close())
	}
	return f, nil
}

// nameTarget writes the target into the properties of the workbook, under the name
// that the property has there: programs compare names ignoring case.
func nameTarget(f *excelize.File, name string) error {
	known, err := f.GetCustomProps()
	if err != nil {
		return err
	}
	p := excelize.CustomProperty{Name: xlsx.TargetProperty, Value: name}
	for _, other := range known {
		if strings.EqualFold(other.Name, p.Name) {
			p.Name = other.Name
		}
	}
	return f.SetCustomProps(p)
}

// sheetName is the sheet's tab, one for a CSV.
func sheetName(g *grid.Grid) string {
	if g.Sheet != "" {
		return g.Sheet
	}
	return "hagen"
}

func cellName(row, col int) string { return diag.ColumnName(col) + fmt.Sprint(row) }

// places are the cells that change or get a note, in order. What is about the
// sheet as a whole is noted at its first cell.
func places(r *Result) []diag.Place {
	var out []diag.Place
	for _, d := range r.Report.Sorted() {
		out = append(out, cellOf(d.Place))
	}
	out = append(out, r.Fixed()...)
	slices.SortFunc(out, diag.Place.Compare)
	return slices.Compact(out)
}

// cellOf is a place that is a cell.
func cellOf(at diag.Place) diag.Place {
	at.Row, at.Col = max(at.Row, 1), max(at.Col, 1)
	return at
}

type styleKey struct {
	base int
	fill string
}

// writer writes cells of a sheet.
type writer struct {
	file   *excelize.File
	sheet  string
	styles map[styleKey]int
}

func (w *writer) cell(at diag.Place, r *Result, lang message.Lang) error {
	name := cellName(at.Row, at.Col)
	fill := markedFill
	if text, fixed := r.Fixes[at]; fixed {
		fill = fixedFill
		if err := w.file.SetCellStr(w.sheet, name, text); err != nil {
			return err
		}
	}
	if err := w.paint(name, fill); err != nil {
		return err
	}
	note := noteText(r.Report, at, lang)
	if note == "" {
		return nil
	}
	if err := w.file.DeleteComment(w.sheet, name); err != nil {
		return err
	}
	return w.file.AddComment(w.sheet, excelize.Comment{Cell: name, Author: author, Paragraph: []excelize.RichTextRun{{Text: note}}})
}

// paint fills a cell and keeps the rest of how it looks.
func (w *writer) paint(name, fill string) error {
	base, err := w.file.GetCellStyle(w.sheet, name)
	if err != nil {
		return err
	}
	key := styleKey{base, fill}
	id, known := w.styles[key]
	if !known {
		style, err := w.file.GetStyle(base)
		if err != nil {
			return err
		}
		style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
		if id, err = w.file.NewStyle(style); err != nil {
			return err
		}
		w.styles[key] = id
	}
	return w.file.SetCellStyle(w.sheet, name, name, id)
}

// noteText is what the report says of a cell, and what to write.
func noteText(report *diag.List, at diag.Place, lang message.Lang) string {
	var lines []string
	for _, d := range report.Sorted() {
		if cellOf(d.Place) == at {
			lines = append(lines, d.Summary(lang))
			if help := d.Help(lang); help != "" {
				lines = append(lines, "→ "+help)
			}
		}
	}
	note := strings.Join(lines, "\n")
	for len(note) > maxNote {
		_, size := utf8.DecodeLastRuneInString(note)
		note = note[:len(note)-size]
	}
	return note
}

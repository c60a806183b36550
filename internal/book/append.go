package book

import (
	"bytes"
	"fmt"

	"github.com/xuri/excelize/v2"

	"hagen/internal/paper"
)

// Append adds rows below those of a sheet of a workbook, after a blank one, dressed
// as a new sheet's. Of s, Rows are those to add.
func Append(workbook []byte, s Sheet) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		return nil, fmt.Errorf("open the workbook: %w", err)
	}
	defer f.Close()
	rows, err := f.GetRows(s.Name)
	if err != nil {
		return nil, fmt.Errorf("read the sheet %s: %w", s.Name, err)
	}
	spare, err := spareRows(f, s.Name, len(rows))
	if err != nil {
		return nil, err
	}
	for range spare + 1 {
		rows = append(rows, nil)
	}
	s.Rows = append(rows[:len(rows):len(rows)], s.Rows...)
	w := newWriter(f, s)
	w.from = len(rows) + 1
	for _, step := range []func() error{w.rows, w.notes, w.choices, w.missing, w.lists.write, w.printed} {
		if err := step(); err != nil {
			return nil, fmt.Errorf("add to the sheet %s: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

// spareRows counts the rows below the last text that are dressed to be filled in.
func spareRows(f *excelize.File, sheet string, last int) (int, error) {
	plain, err := f.GetCellStyle(sheet, cell(3, last+1000))
	if err != nil {
		return 0, fmt.Errorf("read the looks of the sheet %s: %w", sheet, err)
	}
	n := 0
	for n < 100 {
		style, err := f.GetCellStyle(sheet, cell(3, last+n+1))
		if err != nil {
			return 0, fmt.Errorf("read the looks of the sheet %s: %w", sheet, err)
		}
		if style == plain {
			break
		}
		n++
	}
	return n, nil
}

// printed lets the printed area reach the new rows, where the sheet has one.
func (w *writer) printed() error {
	for _, n := range w.f.GetDefinedName() {
		if n.Name != printArea || n.Scope != w.Name {
			continue
		}
		if err := w.f.DeleteDefinedName(&n); err != nil {
			return err
		}
		return w.setPrintArea()
	}
	return nil
}

// printArea is the name that programs give to the part of a sheet that is printed.
const printArea = "_xlnm.Print_Area"

func (w *writer) setPrintArea() error {
	return w.f.SetDefinedName(&excelize.DefinedName{Name: printArea, RefersTo: paper.Quoted(w.Name) + "!" + area(1, 1, w.width, len(w.Rows)), Scope: w.Name})
}

// Package sheettest writes grids as workbooks and CSVs for tests: one case is
// then compiled from each kind of file and must give the same bytes.
package sheettest

import (
	"bytes"
	"encoding/csv"
	"fmt"

	"github.com/xuri/excelize/v2"
)

// Sheet is a worksheet as rows of text. Empty strings are empty cells.
type Sheet struct {
	Name string
	Rows [][]string
}

// XLSX writes sheets as a workbook in the recommended way: every cell text (format
// "@"), no formulas, no merges. The same sheets give the same bytes.
func XLSX(sheets ...Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	text, err := f.NewStyle(&excelize.Style{NumFmt: 49}) // 49 is "@"
	if err != nil {
		return nil, err
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.Name)
		} else {
			_, err = f.NewSheet(s.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		if err := fillSheet(f, s, text); err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// ForTarget returns a workbook that names a target in its properties.
func ForTarget(book []byte, target string) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := f.SetCustomProps(excelize.CustomProperty{Name: "hagen.target", Value: target}); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func fillSheet(f *excelize.File, s Sheet, style int) error {
	for r, row := range s.Rows {
		for c, value := range row {
			if value == "" {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(c+1, r+1)
			if err != nil {
				return err
			}
			if err := f.SetCellStr(s.Name, cell, value); err != nil {
				return err
			}
			if err := f.SetCellStyle(s.Name, cell, cell, style); err != nil {
				return err
			}
		}
	}
	return nil
}

// CSV writes rows as UTF-8 CSV with CR LF, as spreadsheet programs save it:
// every record has as many fields as the widest row.
func CSV(rows [][]string) ([]byte, error) {
	width := 1
	for _, row := range rows {
		width = max(width, len(row))
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, row := range rows {
		record := make([]string, width)
		copy(record, row)
		if err := w.Write(record); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return out.Bytes(), w.Error()
}

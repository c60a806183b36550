// Package book writes workbooks that people fill in: the rows of a sheet, dressed
// by what package schema says about its tables. Names and headers are in colour,
// each header has a note, cells with a closed set of values have a drop-down list,
// and a required cell that is still empty is coloured. Nothing that is typed into is
// merged, every cell is text, and the same rows give the same bytes.
//
// The rows come from hagen new, from the CSV of an example, or from a cluster; the
// workbook says no more than they do.
package book

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"hagen/internal/agents"
	"hagen/internal/message"
	"hagen/internal/target"
)

// Sheet is a sheet to write.
type Sheet struct {
	Name    string     // of its tab
	Title   string     // of the document
	Rows    [][]string // from row 1 and column A on
	Lang    message.Lang
	Target  *target.Target // named in the properties; nil names none
	Catalog *agents.Catalog
	// NodeRow is the comment row with the names of the nodes, for drop-down lists; 0
	// takes them from the table NODE.
	NodeRow int
}

// XLSX writes a sheet as a workbook.
func XLSX(s Sheet) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := newWriter(f, s)
	steps := []func() error{
		func() error { return f.SetSheetName(f.GetSheetName(0), s.Name) },
		w.columns, w.rows, w.notes, w.choices, w.missing, w.lists.write, w.page, w.properties,
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return nil, fmt.Errorf("write the sheet %s: %w", s.Name, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

// writer writes one sheet.
type writer struct {
	Sheet
	f        *excelize.File
	lines    []line
	sections []*section
	from     int // the first row to write; those above are there already
	width    int // the number of columns that are dressed
	styles   map[look]int
	lists    *lists
}

func newWriter(f *excelize.File, s Sheet) *writer {
	w := &writer{Sheet: s, f: f, from: 1, styles: map[look]int{}, lists: &lists{f: f}}
	w.lines, w.sections = analyse(s.Rows)
	w.width = minWidth
	for _, l := range w.sections {
		w.width = max(w.width, l.last())
	}
	return w
}

// CSV writes rows as spreadsheet programs in every language read them: UTF-8 with a
// byte order mark, CR LF, as many fields in each record.
func CSV(rows [][]string) ([]byte, error) {
	width := 1
	for _, row := range rows {
		width = max(width, len(row))
	}
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	var err error
	for _, row := range rows {
		record := make([]string, width)
		copy(record, row)
		err = errors.Join(err, w.Write(record))
	}
	w.Flush()
	return out.Bytes(), errors.Join(err, w.Error())
}

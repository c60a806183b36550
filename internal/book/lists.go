package book

import (
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// listSheet is the hidden sheet with the lists that are too long for a drop-down. The
// compile reads no hidden sheet.
const listSheet = "lists"

// nameForm makes a name that formulas may use.
var nameForm = strings.NewReplacer("-", "_", ":", "_", "/", "_", "@", "_", "*", "_")

// lists are lists of words in cells of a hidden sheet, each under a name that
// formulas use.
type lists struct {
	f     *excelize.File
	names []string
	words [][]string
}

// add makes a list, once, and returns its name.
func (l *lists) add(name string, words []string) string {
	name = nameForm.Replace(name)
	for _, known := range l.f.GetDefinedName() { // of a workbook that is continued
		if known.Name == name {
			return name
		}
	}
	if !slices.Contains(l.names, name) {
		l.names, l.words = append(l.names, name), append(l.words, words)
	}
	return name
}

// write writes the lists, one a column, its name above.
func (l *lists) write() error {
	if len(l.names) == 0 {
		return nil
	}
	used := 0
	if i, err := l.f.GetSheetIndex(listSheet); err == nil && i >= 0 {
		cols, err := l.f.GetCols(listSheet)
		if err != nil {
			return err
		}
		used = len(cols)
	} else if _, err := l.f.NewSheet(listSheet); err != nil {
		return err
	}
	var err error
	for i, name := range l.names {
		col := used + i + 1
		err = errors.Join(err, l.f.SetCellStr(listSheet, cell(col, 1), name))
		for j, word := range l.words[i] {
			err = errors.Join(err, l.f.SetCellStr(listSheet, cell(col, j+2), word))
		}
		last := max(len(l.words[i]), 1) + 1
		err = errors.Join(err, l.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: listSheet + "!" + area(col, 2, col, last)}))
	}
	return errors.Join(err, l.f.SetSheetVisible(listSheet, false))
}

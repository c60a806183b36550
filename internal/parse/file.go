// Package parse turns the bytes of a file into grids of cells. It tells first
// what the file is, whatever it is named: people hold workbooks of older
// formats, encrypted ones, downloads that turned out to be login pages.
package parse

import (
	"path/filepath"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/csv"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/xlsx"
	"hagen/internal/suggest"
)

// Stdin is the name of a file that is read from the standard input, as CSV.
const Stdin = "-"

// Options are what the user may say about a file.
type Options struct {
	// Encoding of a CSV, one of csv.Encodings; "" finds out.
	Encoding string
	// Limits that are zero take their defaults.
	Limits grid.Limits
}

// Book is a file whose sheets can be loaded.
type Book struct {
	workbook *xlsx.Book
	text     *csv.File
	name     string
}

// Read finds out what a file is and opens it. It returns nil when the file is
// none hagen can use and says why in report.
func Read(file string, data []byte, opts Options, report *diag.List) *Book {
	limits := opts.Limits.OrDefault()
	what, args := sniff(file, data, limits)
	switch {
	case what != nil:
		report.Add(what, diag.Place{File: file}, args)
	case isZip(data):
		if book := xlsx.Open(file, data, limits, report); book != nil {
			return &Book{name: file, workbook: book}
		}
	default:
		if text := csv.Open(file, data, opts.Encoding, limits, report); text != nil {
			return &Book{name: file, text: text}
		}
	}
	return nil
}

// Sheets lists the visible worksheets in the order of their tabs; a CSV has one
// sheet without a name.
func (b *Book) Sheets() []string {
	if b.workbook == nil {
		return []string{""}
	}
	return b.workbook.Sheets()
}

// Load reads a sheet, "" in a CSV. A hidden worksheet is read when it is asked
// for by its name. It returns nil when the sheet cannot be read whole and says
// why in report.
func (b *Book) Load(sheet string, report *diag.List) *grid.Grid {
	if b.workbook == nil {
		return b.text.Load(report)
	}
	if !b.workbook.Has(sheet) {
		names := b.Sheets()
		report.Add(diag.UnknownSheet, diag.Place{File: b.name}, diag.Args{"sheet": sheet,
			"sheets": strings.Join(names, ", "), "suggestion": suggest.Nearest(sheet, names)})
		return nil
	}
	return b.workbook.Load(sheet, report)
}

// extension of a file name, in lower case; "" for the standard input.
func extension(file string) string { return strings.ToLower(filepath.Ext(file)) }

// Package parse turns the bytes of a file into grids of cells. It first finds out
// what kind of file it is, whatever its name: users may have workbooks in older
// formats, encrypted ones, or a login page instead of a download.
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

// Options are what the user may specify about a file.
type Options struct {
	// Encoding of a CSV, one of csv.Encodings; "" detects it.
	Encoding string
	// Limits; zero values mean the defaults.
	Limits grid.Limits
}

// Book is a file whose sheets can be loaded.
type Book struct {
	workbook *xlsx.Book
	text     *csv.File
	name     string
}

// Read finds out what kind of file it is and opens it. If hagen cannot use the
// file, it returns nil and adds a finding to report.
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

// Target returns the target that a workbook names in its properties, "" when it
// names none. A CSV has no properties.
func (b *Book) Target() string {
	if b.workbook == nil {
		return ""
	}
	return b.workbook.Target()
}

// Findings is the name of the sheet of a workbook that holds hagen's own findings, ""
// when there is none.
func (b *Book) Findings() string {
	if b.workbook == nil {
		return ""
	}
	return b.workbook.Findings()
}

// Load reads a sheet, "" in a CSV. A hidden worksheet is read when it is asked for
// by its name. If the sheet cannot be read completely, it returns nil and adds a
// finding to report.
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

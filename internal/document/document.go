// Package document writes the documents that are delivered with a cluster: chapters
// of paragraphs and a table each, as a workbook (a tab a chapter) or as one HTML
// file. Both print on A4, and the same document gives the same bytes.
package document

import "hagen/internal/message"

// Document is a document.
type Document struct {
	Title    string
	Lang     message.Lang
	Chapters []Chapter
}

// Chapter is a heading, paragraphs, a picture, and a table.
type Chapter struct {
	Title   string
	Cover   bool // the others begin on the next page
	Texts   []string
	Picture *Picture // nil: none
	Table   Table
}

// Table is a table. A table without columns is left out.
type Table struct {
	Columns []Column
	Rows    []Row
}

// Column is a column of a table.
type Column struct {
	Title string
	Width int  // in characters
	Blank bool // people fill it in: it is not written
}

// Header is a column before its title is said in a language.
type Header struct {
	title message.Text
	width int
	blank bool
}

// Filled is a column that hagen fills in.
func Filled(title message.Text, width int) Header { return Header{title: title, width: width} }

// Blank is a column that people fill in.
func Blank(title message.Text, width int) Header {
	return Header{title: title, width: width, blank: true}
}

// Columns are columns in a language.
func Columns(lang message.Lang, headers ...Header) []Column {
	var out []Column
	for _, h := range headers {
		out = append(out, Column{Title: h.title.In(lang), Width: h.width, Blank: h.blank})
	}
	return out
}

// Row is a row of a table: the texts of its cells, lines separated by \n. A row with
// a single cell goes across the table, as a heading in it.
type Row []Cell

// Cell is a cell of a table.
type Cell struct {
	Text string
	Code bool // commands and names, in letters of one width
	Look Look
}

// Look says what a cell is about.
type Look string

// The looks.
const (
	Plain Look = ""
	Good  Look = "good" // as expected
	Bad   Look = "bad"  // not so
	Head  Look = "head" // a heading across the table
)

// Text is a plain cell.
func Text(s string) Cell { return Cell{Text: s} }

// Code is a cell of commands or names.
func Code(s string) Cell { return Cell{Text: s, Code: true} }

// Package layout recognises the layout of an environment definition row by row:
// rows for people, names of tables, block letters, column headers and the columns
// they head. All readers use it, so that they agree on what counts.
package layout

import (
	"strings"
	"unicode/utf8"

	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// Kind is what a row is.
type Kind uint8

// The kinds of rows.
const (
	People Kind = iota // a comment row or a blank one
	Table              // column B names a table
	Block              // column B has a block letter of the table: a header row
	Header             // the header row of a plain table
	Name               // column B has another text, which is not known here
	Data               // column B is blank, and it is not a header row
)

// Row is what a row is.
type Row struct {
	Kind  Kind
	Name  string        // the text in column B
	Table *schema.Table // of a Table
	Block *schema.Block // of a Block or Header
}

// Reader follows the layout down a sheet. The zero value is at its beginning.
type Reader struct {
	table  *schema.Table // the current table; nil before the first and below an unknown name
	awaits bool          // the next row without a name is the header row of a plain table
}

// Below is a reader below the name of a table.
func Below(t *schema.Table) *Reader { return &Reader{table: t, awaits: t.Plain()} }

// Row says what the next row is.
func (r *Reader) Row(row *grid.Row) Row {
	if row.Comment() || row.Blank() {
		return Row{}
	}
	name := NameOf(row)
	if name == "" {
		if r.awaits {
			r.awaits = false
			return Row{Kind: Header, Block: &r.table.Blocks[0]}
		}
		return Row{Kind: Data}
	}
	if r.table != nil {
		if b, ok := r.table.Block(name); ok {
			return Row{Kind: Block, Name: name, Block: b}
		}
	}
	if t, ok := TableNamed(name); ok {
		*r = *Below(t)
		return Row{Kind: Table, Name: name, Table: t}
	}
	if r.table != nil && (r.table.Plain() || !Letter(name)) { // a wrong letter may well be followed by a right one
		*r = Reader{}
	}
	return Row{Kind: Name, Name: name}
}

// NameOf is the text in column B of a row, "" in a comment row.
func NameOf(row *grid.Row) string {
	if row.Comment() {
		return ""
	}
	return OneLine(row.At(schema.NameColumn))
}

// Letter reports whether a text in column B looks like a block letter.
func Letter(name string) bool { return utf8.RuneCountInString(name) == 1 }

// TableNamed finds the table that the text of a cell names.
func TableNamed(text string) (*schema.Table, bool) { return schema.Lookup(OneLine(text)) }

// OneLine turns each run of line breaks inside a cell into one space.
func OneLine(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
	return strings.Join(parts, " ")
}

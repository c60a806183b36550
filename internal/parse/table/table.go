// Package table finds the tables of the environment definition in a grid: their
// names, column headers, block letters and rows, each value with its place. It
// knows the structure of tables from package schema, but not their meaning.
package table

import (
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// Table is one occurrence of a table in the sheet.
type Table struct {
	// Schema is nil for rows below an unknown name that no table's name is similar
	// to.
	Schema *schema.Table
	Place  diag.Place // the cell with the table's name
	// Sections are its header rows with the rows below them: one in a plain
	// table; in a block table one for each block letter.
	Sections []*Section
	// Broken says that some rows could not be read, which has been reported: what is missing from the table is then not another mistake.
	Broken bool
}

// Is reports whether the table may be the named one; rows under an unknown name may
// belong to any table.
func (t *Table) Is(name string) bool { return t.Schema == nil || t.Schema.Name == name }

// Section is a header row and its data rows.
type Section struct {
	Block *schema.Block
	Place diag.Place // the cell with the block letter, or the header row's first cell
	Rows  []*Row
}

// Row is one data row. It is the origin of the entity made from it.
type Row struct {
	Number  int // in the sheet
	section *Section
	table   *Table
	// The columns of the block that the sheet has, inherited values included,
	// inner line breaks turned into spaces (kept in ADDITIONAL_CONFIG).
	values []value
	place  diag.Place // the first filled cell
	// Depth is the position of the filled cell, from 0, for a column that occurs
	// several times side by side; -1 when none is filled.
	Depth int
	// Extra are the columns of an open block in sheet order: operation options.
	Extra []Extra
	// Alone says that the row has values in none but the columns that need no others.
	Alone bool
}

// Extra is a filled cell of an open block's own column.
type Extra struct {
	Header      string
	HeaderPlace diag.Place
	Text        string
	Place       diag.Place
}

type value struct {
	key       schema.Key
	text      string
	place     diag.Place // where the text is or should be
	cell      diag.Place // the row's own cell of the column
	inherited bool
	all       []Item // of a column that occurs several times, the first included
}

// Item is one of the values of a column that occurs several times side by side.
type Item struct {
	Text  string
	Place diag.Place
}

// Get returns the text of a column, "" when it is blank or missing.
func (r *Row) Get(key schema.Key) string {
	if v := r.value(key); v != nil {
		return v.text
	}
	return ""
}

// All returns the values of a column that occurs several times side by side.
func (r *Row) All(key schema.Key) []Item {
	if v := r.value(key); v != nil {
		return v.all
	}
	return nil
}

// value finds a column's value. It searches linearly, since a row has few.
func (r *Row) value(key schema.Key) *value {
	for i := range r.values {
		if r.values[i].key == key {
			return &r.values[i]
		}
	}
	return nil
}

// Own reports whether the row itself has a value in a column, not a row above it.
func (r *Row) Own(key schema.Key) bool {
	v := r.value(key)
	return v != nil && v.text != "" && !v.inherited
}

// At returns the cell of a column: where its value is, or where it should be when
// blank. For a column that the row does not have it returns the row's first filled
// cell.
func (r *Row) At(column schema.Key) diag.Place {
	if v := r.value(column); v != nil {
		return v.place
	}
	return r.place
}

// Texts returns what is in the row, inherited values included.
func (r *Row) Texts() []string {
	var out []string
	for _, v := range r.values {
		if v.text != "" {
			out = append(out, v.text)
		}
	}
	for _, x := range r.Extra {
		out = append(out, x.Text)
	}
	return out
}

// Cell returns the row's own cell of a column, even when the value is inherited.
func (r *Row) Cell(key schema.Key) diag.Place {
	if v := r.value(key); v != nil {
		return v.cell
	}
	return r.place
}

// Column returns the schema of a column, or false when there is none.
func (r *Row) Column(key schema.Key) (*schema.Column, bool) { return r.section.Block.Field(key) }

// SetOf returns the attribute set that a word names in the row's block.
func (r *Row) SetOf(word string) string { return r.section.Block.SetOf(word) }

// Table returns the name of the row's table.
func (r *Row) Table() string { return r.table.Schema.Name }

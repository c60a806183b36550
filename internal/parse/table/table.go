// Package table finds the tables of the environment definition in a grid: their
// names, column headers, block letters and rows, each value with its place. It
// knows the shape of tables from package schema and nothing of what they mean.
package table

import (
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// Table is one occurrence of a table in the sheet.
type Table struct {
	// Schema is nil for rows that stand under a name no table has and none
	// comes near.
	Schema *schema.Table
	Place  diag.Place // the cell with the table's name
	// Sections are its header rows with the rows below them: one in a plain
	// table; in a block table one each time a block letter stands.
	Sections []*Section
	// Broken says that some rows could not be read, for a reason that has been
	// reported: what is missing from the table is then no mistake of its own.
	Broken bool
}

// Is reports whether the table may be one of a name; rows under an unknown
// name may be of any table.
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
	// Values by column key, inherited ones included, inner line breaks turned
	// into spaces (kept in ADDITIONAL_CONFIG).
	values map[string]value
	place  diag.Place // the first filled cell
	// Depth is, for a column that stands side by side, the position of the
	// filled one, from 0; -1 when none is filled.
	Depth int
	// Extra are the columns of an open block in sheet order: operation options.
	Extra []Extra
}

// Extra is a filled cell of an open block's own column.
type Extra struct {
	Header      string
	HeaderPlace diag.Place
	Text        string
	Place       diag.Place
}

type value struct {
	text      string
	place     diag.Place // where the text stands, or should stand
	cell      diag.Place // the row's own cell of the column
	inherited bool
}

// Get returns the text of a column, "" when it is blank or missing.
func (r *Row) Get(key string) string { return r.values[key].text }

// Own reports whether the row itself fills a column, not one above it.
func (r *Row) Own(key string) bool {
	v := r.values[key]
	return v.text != "" && !v.inherited
}

// At is the cell of a field: where its value stands, or where it should stand
// when blank; for an open block also by header. Unknown fields answer with the
// row's first filled cell.
func (r *Row) At(field string) diag.Place {
	if v, ok := r.values[field]; ok {
		return v.place
	}
	for _, e := range r.Extra {
		if e.Header == field {
			return e.Place
		}
	}
	return r.place
}

// Cell is the row's own cell of a column, also when the value is inherited.
func (r *Row) Cell(key string) diag.Place {
	if v, ok := r.values[key]; ok {
		return v.cell
	}
	return r.place
}

// Column is what the schema says about a column; false when there is none.
func (r *Row) Column(key string) (*schema.Column, bool) { return r.section.Block.Field(key) }

// Table is the name of the row's table.
func (r *Row) Table() string { return r.table.Schema.Name }

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
	Schema *schema.Table
	Place  diag.Place // the cell with the table's name
	// Sections are its header rows with the rows below them: one in a plain
	// table; in a block table one each time a block letter stands.
	Sections []*Section
}

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
	Header string
	Text   string
	Place  diag.Place
}

type value struct {
	text      string
	place     diag.Place
	inherited bool
}

// Get returns the text of a column, "" when it is blank or missing.
func (r *Row) Get(key string) string { return r.values[key].text }

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

// Table is the name of the row's table.
func (r *Row) Table() string { return r.table.Schema.Name }

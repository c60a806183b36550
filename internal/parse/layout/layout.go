// Package layout recognises the layout of an environment definition row by row:
// rows for people, names of tables, block letters, and what is below them. All
// readers use it, so that they agree on what counts.
package layout

import (
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/schema"
)

// Kind is what a row is.
type Kind uint8

// The kinds of rows.
const (
	People Kind = iota // a comment row or a blank one
	Table              // column B names a table
	Name               // column B has another text: a block letter, or an unknown text
	Body               // column B is blank: a header row or data
)

// Row returns the kind of a row, the text in its column B, and the table of that
// name.
func Row(row *grid.Row) (kind Kind, name string, table *schema.Table) {
	if row.Comment() || row.Blank() {
		return People, "", nil
	}
	name = OneLine(row.At(schema.NameColumn))
	if name == "" {
		return Body, "", nil
	}
	if t, ok := TableNamed(name); ok {
		return Table, name, t
	}
	return Name, name, nil
}

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

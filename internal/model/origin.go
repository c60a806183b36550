package model

import (
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// Origin tells which cells the fields of an entity (a row, or the block that
// declares it) came from. Entities have one, so that a check can point at the exact
// cell, even a blank one.
type Origin interface {
	// At returns the cell of a column: for an inherited value the cell that
	// contains it, for a column that the table does not have, or schema.NoKey, the
	// row's first filled cell.
	At(column schema.Key) diag.Place
	// Table is the name of the table, such as "PRIMITIVE"; "" for Nowhere.
	Table() string
}

// Nowhere is the origin of entities that are not from a sheet, such as completed
// operations.
var Nowhere Origin = nowhere{}

type nowhere struct{}

func (nowhere) At(schema.Key) diag.Place { return diag.Place{} }
func (nowhere) Table() string            { return "" }

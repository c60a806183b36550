package model

import (
	"hagen/internal/diag"
	"hagen/internal/schema"
)

// Origin answers where the fields of one entity (a row, or the block that
// declares it) came from. Entities carry one, so that a check can point at the
// very cell, also when it is blank.
type Origin interface {
	// At is the cell of a column. A value inherited from above answers with the
	// cell that holds it. A column the table does not have, and schema.NoKey,
	// answer with the row's first filled cell.
	At(column schema.Key) diag.Place
	// Table is the name of the table, such as "PRIMITIVE"; "" when nowhere.
	Table() string
}

// Nowhere is the origin of what no sheet said, such as completed operations.
var Nowhere Origin = nowhere{}

type nowhere struct{}

func (nowhere) At(schema.Key) diag.Place { return diag.Place{} }
func (nowhere) Table() string            { return "" }

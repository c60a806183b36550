package xlsx

import (
	"hagen/internal/diag"
)

// flaw is a reason not to read a workbook or sheet, with the place in the sheet if
// known. It is an error inside this package and becomes a finding at its edge.
type flaw struct {
	kind     *diag.Kind
	row, col int
	args     diag.Args
}

func (f *flaw) Error() string { return f.kind.Code }

// aboutPart is a flaw of a part of the package as a whole.
func aboutPart(kind *diag.Kind, part string) *flaw {
	return &flaw{kind: kind, args: diag.Args{"part": part}}
}

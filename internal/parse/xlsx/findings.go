package xlsx

import "strings"

// FindingsName is the defined name by which the sheet with hagen's own findings is
// known, see package annotate.
const FindingsName = "_hagen_findings"

// Findings is the name of the sheet with hagen's own findings, "" when there is
// none.
func (b *Book) Findings() string {
	if sheet := SheetOf(b.layout.findings); b.Has(sheet) {
		return sheet
	}
	return ""
}

// SheetOf is the sheet of a reference: that of 'My sheet'!$A$1, "" when there is none.
func SheetOf(reference string) string {
	i := strings.LastIndexByte(reference, '!')
	if i < 0 {
		return ""
	}
	name := reference[:i]
	if len(name) > 1 && name[0] == '\'' && name[len(name)-1] == '\'' {
		name = strings.ReplaceAll(name[1:len(name)-1], "''", "'")
	}
	return name
}

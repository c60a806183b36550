package proof

import (
	"math/rand/v2"
	"slices"
)

// descriptions gives some resources of the tables so far a description, by a column
// right of the others.
func (g *generator) descriptions(r *rand.Rand) {
	table, width := "", 0
	for i, row := range g.rows {
		head := func(letter string) bool { return len(row) > 2 && row[1] == letter }
		switch {
		case len(row) == 2 && row[1] != "":
			table, width = row[1], 0
		case len(row) > 2 && row[1] != "" && row[1] != "P":
			width = 0
		case slices.Contains([]string{"PRIMITIVE", "STONITH", "BUNDLE"}, table) && head("P"), table == "RESOURCES" && head("") && width == 0:
			width = len(row)
			g.rows[i] = append(slices.Clone(row), "description")
		case width > 0 && len(row) > 2 && row[1] == "" && r.IntN(3) == 0 && !slices.ContainsFunc(row, ofOwnTable):
			text := []string{"the service's address", "<A> & \"B\" 業務", "$(date) `x`", "-x"}[r.IntN(4)]
			g.rows[i] = append(append(slices.Clone(row), make([]string, width-len(row))...), text)
		}
	}
}

// ofOwnTable reports whether a cell of RESOURCES is the kind of a resource that has
// its description elsewhere.
func ofOwnTable(item string) bool {
	return slices.Contains([]string{"Primitive", "Stonith", "Bundle", "Template"}, item)
}

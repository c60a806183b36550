package proof

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// sets gives some tables of names and values the columns set, set-score and rule, and some
// of their rows a set of their own. It goes over the finished sheet, so that the rest of
// a seed's sheet stays what it was.
func (g *generator) sets(r *rand.Rand) {
	heads := -1
	for i, row := range g.rows {
		name := slices.Index(row, "name")
		switch {
		case name > 0 && name+1 < len(row) && row[name+1] == "value" && row[0] == "":
			if heads = -1; r.IntN(100) < 15 {
				heads = i
				g.rows[i] = append(row[:len(row):len(row)], "set", "set-score", "rule")
			}
		case len(row) < 3 || row[1] != "":
			heads = -1
		case heads >= 0 && r.IntN(100) < 40:
			score := ""
			if r.IntN(100) < 40 {
				score = []string{"1", "-5", "INFINITY", "+10"}[r.IntN(4)]
			}
			rule := ""
			if r.IntN(100) < 60 {
				rule = []string{"date gt 2026-01-31", "date-spec hours=9-17 weekdays=1-5", "defined rack or (rack eq 1 and date lt 2030-01-01)"}[r.IntN(3)]
			}
			for len(row) < len(g.rows[heads])-3 {
				row = append(row, "")
			}
			g.rows[i] = append(row[:len(row):len(row)], fmt.Sprintf("set%d", i), score, rule)
		}
	}
}

package table

import (
	"iter"
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// names returns the texts of column B in the rows that are not for people.
func names(g *grid.Grid) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range g.Rows {
			if name := layout.NameOf(&g.Rows[i]); name != "" && !yield(name) {
				return
			}
		}
	}
}

// Any reports whether the sheet has a known table name in column B.
func Any(g *grid.Grid) bool {
	for name := range names(g) {
		if _, ok := layout.TableNamed(name); ok {
			return true
		}
	}
	return false
}

// foreign reports whether the sheet is not an environment definition at all: it
// names no table, and more than one text in column B is not even similar to a name.
// It is reported once, not in each row.
func foreign(g *grid.Grid) bool {
	if Any(g) {
		return false
	}
	strange := 0
	for name := range names(g) {
		if layout.Letter(name) || suggest.Nearest(name, tableNames()) != "" {
			return false
		}
		strange++
	}
	return strange > 1
}

// has reports whether a table is in the sheet under its correct name.
func has(g *grid.Grid, t *schema.Table) bool {
	for name := range names(g) {
		if strings.EqualFold(name, t.Name) {
			return true
		}
	}
	return false
}

// tableNames lists the names of all tables.
func tableNames() []string {
	var names []string
	for _, t := range schema.Tables() {
		names = append(names, t.Name)
	}
	return names
}

// tablesWith lists the tables that have a block with a letter, "" when none has.
func tablesWith(letter string) string {
	var names []string
	for _, t := range schema.Tables() {
		if _, ok := t.Block(letter); ok {
			names = append(names, t.Name)
		}
	}
	return strings.Join(names, ", ")
}

// foldedMatch finds a letter written in full width. A single letter is too short
// for an edit distance.
func foldedMatch(name string, letters []string) string {
	half := suggest.HalfWidth(name)
	for _, l := range letters {
		if strings.EqualFold(l, half) {
			return l
		}
	}
	return ""
}

// Package gridtest lets tests of the parser write a sheet down and read its
// findings back, both as lines.
package gridtest

import (
	"encoding/csv"
	"regexp"
	"strings"
	"testing"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/parse/grid"
)

// Grid makes the sheet S of book.xlsx from lines of CSV; the first is row 1,
// empty ones are empty rows.
func Grid(t testing.TB, lines ...string) *grid.Grid {
	t.Helper()
	g := &grid.Grid{File: "book.xlsx", Sheet: "S"}
	for i, line := range lines {
		if line == "" {
			continue
		}
		fields, err := csv.NewReader(strings.NewReader(line)).Read()
		if err != nil {
			t.Fatal(err)
		}
		row := grid.Row{Number: i + 1}
		for col, text := range fields {
			if text != "" {
				row.Cells = append(row.Cells, grid.Cell{Col: col + 1, Text: text})
			}
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// Cells lists the cells of a grid as "C5 text"; none when there is no grid.
func Cells(g *grid.Grid) []string {
	if g == nil {
		return nil
	}
	var out []string
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			out = append(out, g.Place(row.Number, c.Col).Cell()+" "+c.Text)
		}
	}
	return out
}

// Summaries lists a report in its order as "book.xlsx!S!C5 HG0201 what is wrong".
func Summaries(report *diag.List) []string {
	var out []string
	for _, d := range report.Sorted() {
		out = append(out, d.Place.String()+" "+d.Kind.Code+" "+d.Summary(message.English))
	}
	return out
}

var placeholder = regexp.MustCompile(`\{([a-z_]+)\}`)

// Findings lists a report in its order as "HG0201 B3", related cells behind in
// brackets. Each finding must fill its summary and, where its kind has advice,
// some of that.
func Findings(t testing.TB, report *diag.List) []string {
	t.Helper()
	var out []string
	for _, d := range report.Sorted() {
		s := d.Kind.Code + " " + d.Place.Cell()
		for _, r := range d.Related {
			s += " [" + r.Place.Cell() + "]"
		}
		out = append(out, strings.TrimSpace(s))
		for _, name := range placeholder.FindAllStringSubmatch(d.Kind.Summary(message.English), -1) {
			if d.Args[name[1]] == "" {
				t.Errorf("%s at %s leaves {%s} of its summary empty", d.Kind.Code, d.Place.Cell(), name[1])
			}
		}
		if len(d.Kind.Help(message.English)) > 0 && d.Help(message.English) == "" {
			t.Errorf("%s at %s gives no help with arguments %v", d.Kind.Code, d.Place.Cell(), d.Args)
		}
	}
	return out
}

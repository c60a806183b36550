package csv

import (
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
)

// delimiters are the possible delimiters, the most likely first.
var delimiters = []rune{',', ';', '\t'}

// separatorLine removes Excel's hint from a text: a first line "sep=;" names the
// delimiter. Spreadsheet programs do not show that line, so it is not counted as a
// row.
func separatorLine(text string) (delimiter rune, rest string) {
	line, rest, _ := strings.Cut(text, "\n")
	hint := strings.Trim(line, `"`)
	if len(hint) != len("sep=;") || !strings.EqualFold(hint[:4], "sep=") {
		return 0, text
	}
	switch d := rune(hint[4]); d {
	case ',', ';', '\t', '|', ':', ' ':
		return d, rest
	}
	return 0, text
}

// findDelimiter finds the delimiter: the character before a table's name in column
// B. Without any known name, it is what most lines start with, because column A is
// blank in the rows of tables; an unknown name is then still reported at its cell.
func findDelimiter(text string) rune {
	names, starts := make([]int, len(delimiters)), make([]int, len(delimiters))
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if line == "" || grid.Commented(line) {
			continue
		}
		for i, d := range delimiters {
			if tableInB(line, d) {
				names[i]++
			}
			if rune(line[0]) == d {
				starts[i]++
			}
		}
	}
	if best := most(names); names[best] > 0 {
		return delimiters[best]
	}
	return delimiters[most(starts)]
}

// tableInB reports whether the second cell of a line is the name of a table.
func tableInB(line string, delimiter rune) bool {
	row, _ := lineRow(line, delimiter)
	_, known := layout.TableNamed(strings.Trim(layout.NameOf(row), "\" \u3000"))
	return known
}

// lineRow is a line as a row as far as it takes to recognise what the row is:
// columns A and B, the latter if the line has one. Quotes are left as they are: it
// is asked about lines before the delimiter is known, and about text in a quoted cell.
func lineRow(line string, delimiter rune) (row *grid.Row, hasB bool) {
	a, rest, hasB := strings.Cut(line, string(delimiter))
	b, _, _ := strings.Cut(rest, string(delimiter))
	row = &grid.Row{}
	for i, text := range []string{a, b} {
		if text = grid.Clean(text); text != "" {
			row.Cells = append(row.Cells, grid.Cell{Col: schema.CommentColumn + i, Text: text})
		}
	}
	return row, hasB
}

// most is the index of the largest count, the first of several.
func most(counts []int) int {
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}

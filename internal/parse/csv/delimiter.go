package csv

import (
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
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
	_, rest, ok := strings.Cut(line, string(delimiter))
	if !ok {
		return false
	}
	cell, _, _ := strings.Cut(rest, string(delimiter))
	_, known := layout.TableNamed(strings.Trim(cell, "\" \u3000"))
	return known
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

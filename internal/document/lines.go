package document

import (
	"strings"

	"hagen/internal/terminal"
)

// height is how high a row is, in points.
func (t *tab) height(cells Row) float64 {
	if empty(cells) {
		return blankRow
	}
	most := 1
	for i, c := range cells {
		n := 0
		for _, line := range strings.Split(c.Text, "\n") {
			n += len(wrap(line, t.letters(i, len(cells), c)))
		}
		most = max(most, n)
	}
	return max(standardRow, float64(most)*lineHeight(t.doc.Lang)+1)
}

// letters is how many characters of a cell fit into a line.
func (t *tab) letters(column, cells int, c Cell) int {
	width := alone
	switch {
	case cells > 1:
		width = t.columns[column].Width
	case len(t.columns) > 0:
		width = 0
		for _, col := range t.columns {
			width += col.Width
		}
	}
	if c.Code { // wider, where the font is not there
		width = width * 19 / 20
	}
	return max(1, width-1)
}

// empty says that a row is to be filled in by hand.
func empty(cells Row) bool {
	for _, c := range cells {
		if c.Text != "" {
			return false
		}
	}
	return true
}

// split makes a row that is too high for a cell several ones.
func (t *tab) split(row Row) []Row {
	if t.height(row) <= maxHeight {
		return []Row{row}
	}
	most := int((maxHeight - 1) / lineHeight(t.doc.Lang))
	var out []Row
	for i, c := range row {
		for n, text := range chunks(c.Text, t.letters(i, len(row), c), most) {
			for len(out) <= n {
				blank := make(Row, len(row))
				for k, c := range row {
					blank[k] = Cell{Code: c.Code, Look: c.Look}
				}
				out = append(out, blank)
			}
			out[n][i].Text = text
		}
	}
	return out
}

// chunks cuts a text after so many lines of a width.
func chunks(text string, width, most int) []string {
	var out []string
	var chunk strings.Builder
	n := 0
	for i, line := range strings.Split(text, "\n") {
		for k, piece := range wrap(line, width) {
			switch {
			case n == most:
				out = append(out, chunk.String())
				chunk.Reset()
				n = 0
			case k == 0 && i > 0:
				chunk.WriteByte('\n')
			}
			chunk.WriteString(piece)
			n++
		}
	}
	return append(out, chunk.String())
}

// wrap cuts a line where programs break it: after blanks and hyphens and beside wide
// characters, else anywhere. The pieces together are the line.
func wrap(line string, width int) []string {
	var out []string
	start, can, used, since := 0, 0, 0, 0 // where the piece begins and may end; the width up to here, and since it may end
	before := ' '
	for i, r := range line {
		w := terminal.Width(string(r))
		if i > start && (before == ' ' || before == '-' || before > '⺀' || r > '⺀') {
			can, since = i, 0
		}
		if used+w > width && i > start && r != ' ' {
			if can <= start {
				can, since = i, 0
			}
			out = append(out, line[start:can])
			start, used = can, since
		}
		used += w
		since += w
		before = r
	}
	return append(out, line[start:])
}

package diag

import (
	"hagen/internal/terminal"
	"strings"
)

// Source lets a report show the row around a cell. The caller that renders a report
// provides it; it masks secrets.
type Source interface {
	// Quote returns the filled cells of the row of a place, in rising order of
	// columns; none when the row is empty or unknown.
	Quote(at Place) []Quoted
	// Line returns the line of the file that a place is in, 0 when there is none.
	Line(at Place) int
}

// Quoted is a cell of a quoted row.
type Quoted struct {
	Col  int
	Text string
}

// The widths of a quoted row, in columns of the terminal.
const (
	markedWidth = 50 // of the cell the finding is about
	plainWidth  = 30 // of each other cell
	separator   = " | "
)

// quoteRow writes the row around a column, at most limit columns wide, and the line
// of carets that goes under it ("" when the finding is about the row as a whole).
// Blank cells are shown one column wide, so that the carets can point at a missing
// value.
func quoteRow(cells []Quoted, col, limit int) (row, carets string) {
	slots, marked := layOut(cells, col, limit)
	if len(slots) == 0 {
		return "", ""
	}
	from, to := window(slots, max(marked, 0), limit)

	shown := slots[from:to]
	if from > 0 {
		shown = append([]string{terminal.Ellipsis}, shown...)
	}
	if to < len(slots) {
		shown = append(shown[:len(shown):len(shown)], terminal.Ellipsis)
	}
	row = strings.TrimRight(strings.Join(shown, separator), " ")
	if marked < 0 {
		return row, ""
	}
	at := marked - from
	if from > 0 {
		at++
	}
	indent := at * len(separator)
	for _, s := range shown[:at] {
		indent += terminal.Width(s)
	}
	return row, strings.Repeat(" ", indent) + strings.Repeat("^", terminal.Width(slots[marked]))
}

// layOut turns cells into one text per column, from the first to the last that is
// filled or marked. marked is the position of the marked one, or -1.
func layOut(cells []Quoted, col, limit int) (slots []string, marked int) {
	if len(cells) == 0 {
		return nil, -1
	}
	first, last := cells[0].Col, cells[len(cells)-1].Col
	if col > 0 {
		first, last = min(first, col), max(last, col)
	}
	slots = make([]string, last-first+1)
	for i := range slots {
		slots[i] = " "
	}
	for _, c := range cells {
		width := plainWidth
		if c.Col == col {
			width = markedWidth
		}
		width = min(width, limit-2*(len(terminal.Ellipsis)+len(separator)))
		if text := terminal.Clip(terminal.Visible(c.Text), width); text != "" {
			slots[c.Col-first] = text
		}
	}
	if col == 0 {
		return slots, -1
	}
	return slots, col - first
}

// window chooses the slots that fit around one, adding neighbours on both sides in
// turn.
func window(slots []string, around, limit int) (from, to int) {
	from, to = around, around+1
	room := limit - terminal.Width(slots[around]) - 2*(len(terminal.Ellipsis)+len(separator))
	take := func(i int) bool {
		need := terminal.Width(slots[i]) + len(separator)
		if need > room {
			return false
		}
		room -= need
		return true
	}
	for left, right := true, true; left || right; {
		if left = left && from > 0 && take(from-1); left {
			from--
		}
		if right = right && to < len(slots) && take(to); right {
			to++
		}
	}
	return from, to
}

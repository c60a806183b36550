package view

import (
	"fmt"
	"strings"

	"hagen/internal/terminal"
)

// The widths of a bar, without its brackets: a shorter one says nothing.
const (
	barWidth = 24
	minBar   = 4
)

// barLine is a line that is drawn again and again: what is done, a bar, how much of
// it, the time. It takes less than the columns of a terminal, however wide that draws
// characters of ambiguous width, because a line that wraps cannot be removed; 0 columns
// are unknown and taken for 80. The words are left out first, then the bar.
func barLine(what string, done, total int, clock string, columns int) string {
	if columns <= 0 {
		columns = 80
	}
	room := columns - 1 // some terminals wrap at the last column already
	if total <= 0 {     // how much there is to do is unknown
		return fitting(room, joined(what, clock), joined("", clock))
	}
	done = max(0, min(done, total))
	numbers := fmt.Sprintf("%d/%d  %s", done, total, clock)
	for _, words := range []string{what, ""} {
		rest := joined(words, numbers)
		if width := min(barWidth, room-terminal.Widest(rest)-len("[] ")); width >= minBar {
			filled := width * done / total
			return joined(words, "["+strings.Repeat("=", filled)+strings.Repeat(" ", width-filled)+"] "+numbers)
		}
	}
	return fitting(room, joined("", numbers), joined("", clock))
}

// joined is an indented line of words.
func joined(words ...string) string {
	line := " "
	for _, w := range words {
		if w != "" {
			line += " " + w
		}
	}
	return line
}

// fitting is the first line that fits, or "".
func fitting(room int, lines ...string) string {
	for _, line := range lines {
		if terminal.Widest(line) <= room {
			return line
		}
	}
	return ""
}

package view

import (
	"io"
	"strings"

	"hagen/internal/terminal"
)

// writeTable writes rows in columns; without trailing blanks.
func writeTable(w io.Writer, rows [][]string) error {
	var widths []int
	shown := make([][]string, len(rows))
	for i, row := range rows {
		shown[i] = visibleAll(row)
	}
	for _, row := range shown {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], terminal.Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range shown {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-terminal.Width(cell)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

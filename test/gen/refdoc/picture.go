package refdoc

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"hagen/internal/schema"
	"hagen/internal/terminal"
)

// The measures of a picture, in pixels.
const (
	rowHeight  = 22
	charWidth  = 7.4 // of 12 px sans-serif, on the wide side
	cellMargin = 12
	rowNumbers = 34 // the column left of A
	narrow     = 26 // a column without text, such as A
)

// The colours of a picture.
const (
	frameColour  = "#eef0f3"
	headerColour = "#dce9f7"
	lineColour   = "#c3c8cf"
)

// SVG is a picture of the first table of a name as a spreadsheet shows it, with the
// numbers of its rows.
func (b *Book) SVG(table string) string {
	from, to := b.span(table)
	if from == 0 {
		return ""
	}
	rows := b.rows[from-1 : to]
	columns := 0
	for _, row := range rows {
		for i, cell := range row {
			if cell != "" {
				columns = max(columns, i+1)
			}
		}
	}
	widths := columnWidths(rows, columns)
	p := &picture{}
	p.cell(0, 0, rowNumbers, "", frameColour, "")
	x := float64(rowNumbers)
	for i, w := range widths {
		p.cell(x, 0, w, string(rune('A'+i)), frameColour, "middle")
		x += w
	}
	for n, row := range rows {
		y := float64(n+1) * rowHeight
		p.cell(0, y, rowNumbers, fmt.Sprint(from+n), frameColour, "middle")
		x := float64(rowNumbers)
		for i, w := range widths {
			text, fill := "", "white"
			if i < len(row) {
				text = row[i]
			}
			if i >= 2 && text != "" && isHeader(rows, n) {
				fill = headerColour
			}
			p.cell(x, y, w, text, fill, "")
			x += w
		}
	}
	height := float64(len(rows)+1) * rowHeight
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-family="sans-serif" font-size="12">`+"\n%s%s</svg>\n",
		x+1, height+1, &p.cells, &p.texts)
}

// isHeader reports whether a row has the column headers: the one below the table's
// name, or that of a block.
func isHeader(rows [][]string, n int) bool {
	letter := len(rows[n]) > 1 && rows[n][1] != "" && n > 0
	blocks := len(rows[1]) > 1 && rows[1][1] != ""
	return letter || n == 1 && !blocks
}

func columnWidths(rows [][]string, columns int) []float64 {
	widths := make([]float64, columns)
	for i := range widths {
		widths[i] = narrow
		for n, row := range rows {
			if i < len(row) && row[i] != "" && !(i == 1 && n == 0) { // the table's name runs over to the right
				widths[i] = max(widths[i], float64(terminal.Width(row[i]))*charWidth+cellMargin)
			}
		}
	}
	if name := float64(len(rows[0][1]))*charWidth + cellMargin; columns > 2 && widths[1]+widths[2] < name {
		widths[2] = name - widths[1]
	}
	return widths
}

// picture is an SVG under construction. The texts come last, because the name of a
// table runs over the cells to its right.
type picture struct{ cells, texts strings.Builder }

func (p *picture) cell(x, y, width float64, text, fill, anchor string) {
	fmt.Fprintf(&p.cells, `<rect x="%.1f" y="%.1f" width="%.1f" height="%d" fill="%s" stroke="%s"/>`+"\n", x+0.5, y+0.5, width, rowHeight, fill, lineColour)
	if text == "" {
		return
	}
	at, style := x+cellMargin/2, ""
	if anchor == "middle" {
		at, style = x+width/2, ` text-anchor="middle" fill="#666"`
	}
	if tableNamed(text) {
		style = ` font-weight="bold"`
	}
	fmt.Fprintf(&p.texts, `<text x="%.1f" y="%.1f"%s>%s</text>`+"\n", at, y+15.5, style, html.EscapeString(text))
}

// tableNamed reports whether a text is the name of a table.
func tableNamed(text string) bool {
	return slices.ContainsFunc(schema.Tables(), func(t *schema.Table) bool { return t.Name == text })
}

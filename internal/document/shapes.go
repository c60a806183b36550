package document

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"hagen/internal/paper"
)

// rowPixels is how high a row without a height is.
const rowPixels = 20

// bracket is how wide the shape of a link is, and noFill the colour of none.
const (
	bracket = 12
	// smallest is how small a picture may become.
	smallest = 0.5
	noFill   = "FFFFFF"
)

// picture draws a picture as shapes, from the next row on. One that is higher than the
// page is made smaller.
func (t *tab) picture(p Picture) error {
	cell := fmt.Sprintf("A%d", t.row)
	scale := max(smallest, min(1, (t.room-t.used-2*standardRow)*rowPixels/standardRow/float64(max(1, p.Height))))
	to := func(n int) int { return int(float64(n) * scale) }
	for _, b := range p.Boxes {
		runs := []excelize.RichTextRun{{Text: b.Title, Font: &excelize.Font{Bold: true, Family: paper.Font(t.doc.Lang), Size: fontSize * scale, Color: "000000"}}}
		if b.Text != "" {
			runs = append(runs, excelize.RichTextRun{Text: "  " + b.Text, Font: &excelize.Font{Family: paper.Font(t.doc.Lang), Size: (fontSize - 2) * scale, Color: "595959"}})
		}
		if err := t.shape(cell, "rect", to(b.X), to(b.Y), to(b.Width), to(b.Height), b.Fill, boxLine, runs); err != nil {
			return err
		}
	}
	for _, l := range p.Links {
		kind, fill := "rightBracket", noFill // they belong together
		switch {
		case l.Arrow && l.From < l.To:
			kind, fill = "downArrow", linkLine
		case l.Arrow:
			kind, fill = "upArrow", linkLine
		}
		top, height := min(l.From, l.To), max(l.From, l.To)-min(l.From, l.To)
		if err := t.shape(cell, kind, to(l.Lane-bracket), to(top), to(bracket), to(max(height, bracket)), fill, linkLine, nil); err != nil {
			return err
		}
	}
	rows := to(p.Height)/rowPixels + 2
	t.row += rows
	t.used += float64(rows) * standardRow
	return nil
}

func (t *tab) shape(cell, kind string, x, y, width, height int, fill, line string, runs []excelize.RichTextRun) error {
	return t.f.AddShape(t.name, &excelize.Shape{
		Cell: cell, Type: kind, Width: uint(width), Height: uint(height), Paragraph: runs,
		Fill:   excelize.Fill{Color: []string{fill}},
		Line:   excelize.LineOptions{Fill: excelize.Fill{Color: []string{line}}, Width: 1},
		Format: excelize.GraphicOptions{OffsetX: x, OffsetY: y, Positioning: "oneCell"},
	})
}

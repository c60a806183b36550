package document

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// rowPixels is how high a row without a height is.
const rowPixels = 20

// bracket is how wide the shape of a link is, and paper the colour of none.
const (
	bracket = 12
	paper   = "FFFFFF"
)

// picture draws a picture as shapes below a row, and returns the row after it.
func (w *writer) picture(tab string, row int, p Picture) (int, error) {
	cell := fmt.Sprintf("A%d", row)
	for _, b := range p.Boxes {
		runs := []excelize.RichTextRun{{Text: b.Title, Font: &excelize.Font{Bold: true, Family: font(w.doc.Lang), Size: fontSize, Color: "000000"}}}
		if b.Text != "" {
			runs = append(runs, excelize.RichTextRun{Text: "  " + b.Text, Font: &excelize.Font{Family: font(w.doc.Lang), Size: fontSize - 2, Color: "595959"}})
		}
		if err := w.shape(tab, cell, "rect", b.X, b.Y, b.Width, b.Height, b.Fill, boxLine, runs); err != nil {
			return row, err
		}
	}
	for _, l := range p.Links {
		kind, fill := "rightBracket", paper // they belong together
		switch {
		case l.Arrow && l.From < l.To:
			kind, fill = "downArrow", linkLine
		case l.Arrow:
			kind, fill = "upArrow", linkLine
		}
		top, height := min(l.From, l.To), max(l.From, l.To)-min(l.From, l.To)
		if err := w.shape(tab, cell, kind, l.Lane-bracket, top, bracket, max(height, bracket), fill, linkLine, nil); err != nil {
			return row, err
		}
	}
	return row + p.Height/rowPixels + 2, nil
}

func (w *writer) shape(tab, cell, kind string, x, y, width, height int, fill, line string, runs []excelize.RichTextRun) error {
	return w.f.AddShape(tab, &excelize.Shape{
		Cell: cell, Type: kind, Width: uint(width), Height: uint(height), Paragraph: runs,
		Fill:   excelize.Fill{Color: []string{fill}},
		Line:   excelize.LineOptions{Fill: excelize.Fill{Color: []string{line}}, Width: 1},
		Format: excelize.GraphicOptions{OffsetX: x, OffsetY: y, Positioning: "oneCell"},
	})
}

package document

import (
	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
	"hagen/internal/paper"
)

// The looks of a workbook: sizes in points, colours as RRGGBB.
const (
	fontSize   = 10.0
	titleSize  = 14.0
	codeFont   = "Consolas"
	codeSize   = 9.0
	textAsIs   = 49 // the number format "@": no text becomes a number or a date
	lineColor  = "A6A6A6"
	headerFill = "DDEBF7"
	headFill   = "F2F2F2"
	goodFill   = "E2EFDA"
	badFill    = "FCE4D6"

	standardRow = 15.0
	titleRow    = 27.0
	blankRow    = 27.0  // to be written in by hand
	maxHeight   = 400.0 // Excel refuses more than 409
	cellMargin  = 3.75  // left and right of a cell's text
	alone       = 130   // characters of a tab without a table
)

// style is how a cell looks.
type style struct {
	bold, title, boxed, wraps, code bool
	fill                            string
}

// standard sets the font that the widths of columns are measured by.
func (w *writer) standard() error {
	if err := w.f.SetDefaultFont(paper.Font(w.doc.Lang)); err != nil {
		return err
	}
	size := fontSize
	w.f.Styles.Fonts.Font[0].Sz.Val = &size
	return nil
}

func (w *writer) style(s style) (int, error) {
	if id, known := w.styles[s]; known {
		return id, nil
	}
	x := &excelize.Style{
		NumFmt:    textAsIs,
		Font:      &excelize.Font{Family: paper.Font(w.doc.Lang), Size: fontSize, Bold: s.bold || s.title},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.wraps},
	}
	if s.title {
		x.Font.Size = titleSize
	}
	if s.code {
		x.Font.Family, x.Font.Size = codeFont, codeSize
	}
	if s.fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.boxed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Color: lineColor, Style: 1})
		}
	}
	id, err := w.f.NewStyle(x)
	w.styles[s] = id
	return id, err
}

func fillOf(l Look) string {
	switch l {
	case Good:
		return goodFill
	case Bad:
		return badFill
	case Head:
		return headFill
	}
	return ""
}

// lineHeight is how high a line of a language's font is, in points.
func lineHeight(lang message.Lang) float64 {
	switch lang {
	case message.Japanese:
		return 16
	case "ko":
		return 15
	}
	return 13
}

// digitWidth is how wide a digit of a language's font is, in points: the unit of the
// widths of columns.
func digitWidth(lang message.Lang) float64 {
	if lang == message.Japanese {
		return 6
	}
	return 5.25
}

package book

import (
	"github.com/xuri/excelize/v2"

	"hagen/internal/paper"
)

// look is how a cell looks.
type look struct {
	kind        kind
	required    bool // the header of a column that must be there
	wraps       bool
	left, right bool // the cell is the first or the last of its column's room
}

const (
	fontSize  = 10
	textAsIs  = 49 // the number format "@": what is typed stays text
	lineColor = "A6A6A6"

	nameFill     = "1F4E79"
	headerFill   = "DDEBF7"
	requiredFill = "BDD7EE"
	captionFill  = "F2F2F2"
	missingFill  = "FFE699"
)

func (l look) fill() string {
	switch {
	case l.kind == name:
		return nameFill
	case l.kind == header && l.required:
		return requiredFill
	case l.kind == header:
		return headerFill
	case l.kind == caption:
		return captionFill
	}
	return ""
}

func (l look) ink() string {
	switch l.kind {
	case name:
		return "FFFFFF"
	case caption:
		return "595959"
	}
	return "000000"
}

func (l look) bold() bool {
	return l.kind == title || l.kind == name || l.kind == header && l.required
}

func (l look) boxed() bool { return l.kind == header || l.kind == caption || l.kind == data }

// style finds or makes the style of a look.
func (w *writer) style(l look) (int, error) {
	if id, known := w.styles[l]; known {
		return id, nil
	}
	s := &excelize.Style{
		NumFmt:    textAsIs,
		Font:      &excelize.Font{Family: paper.Font(w.Lang), Size: fontSize, Bold: l.bold(), Color: l.ink()},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: l.wraps},
	}
	if fill := l.fill(); fill != "" {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{fill}}
	}
	if l.boxed() {
		for _, side := range []struct {
			name  string
			drawn bool
		}{{"left", l.left}, {"top", true}, {"right", l.right}, {"bottom", true}} {
			if side.drawn {
				s.Border = append(s.Border, excelize.Border{Type: side.name, Color: lineColor, Style: 1})
			}
		}
	}
	id, err := w.f.NewStyle(s)
	if err == nil {
		w.styles[l] = id
	}
	return id, err
}

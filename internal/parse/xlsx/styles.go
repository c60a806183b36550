package xlsx

import (
	"strconv"

	"hagen/internal/diag"
)

// stylesheet is what the styles part says about number formats and struck-through
// fonts.
type stylesheet struct {
	parent  string // the child of the root that is open
	codes   map[int]string
	struck  []bool // by font
	named   []style
	cells   []style // by the number in the cells
	formats map[int]*format
}

// style is a cell style.
type style struct {
	format, font int
	// inherits says that the number format may be that of the named style.
	inherits bool
	below    int
}

func (s *stylesheet) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name != "styleSheet":
		return errForm
	case depth == 2:
		s.parent = e.name
	case depth == 3:
		return s.entry(e)
	case depth == 4 && s.parent == "fonts" && e.name == "strike" && len(s.struck) > 0:
		s.struck[len(s.struck)-1] = isOn(e)
	}
	return nil
}

func (s *stylesheet) end(int) error          { return nil }
func (s *stylesheet) text([]byte, int) error { return nil }

func (s *stylesheet) entry(e *element) error {
	switch {
	case s.parent == "numFmts" && e.name == "numFmt":
		id, err := number(e, "numFmtId")
		if err != nil {
			return err
		}
		s.codes[id] = string(e.get("formatCode"))
	case s.parent == "fonts" && e.name == "font":
		s.struck = append(s.struck, false)
	case s.parent == "cellStyleXfs" && e.name == "xf":
		one, err := readStyle(e)
		s.named = append(s.named, one)
		return err
	case s.parent == "cellXfs" && e.name == "xf":
		one, err := readStyle(e)
		s.cells = append(s.cells, one)
		return err
	}
	return nil
}

func readStyle(e *element) (out style, err error) {
	for _, field := range []struct {
		name string
		into *int
	}{{"numFmtId", &out.format}, {"fontId", &out.font}, {"xfId", &out.below}} {
		if *field.into, err = number(e, field.name); err != nil {
			return out, err
		}
	}
	out.inherits = isFalse(string(e.get("applyNumberFormat")))
	return out, nil
}

// number reads a numeric attribute, 0 when it is missing.
func number(e *element, name string) (int, error) {
	value := e.get(name)
	if value == nil {
		return 0, nil
	}
	n, err := strconv.Atoi(string(value))
	if err != nil || n < 0 {
		return 0, errForm
	}
	return n, nil
}

// readStyles reads the styles, once. Without a styles part all cells are plain.
func (b *Book) readStyles() (*stylesheet, error) {
	if b.styles != nil {
		return b.styles, nil
	}
	s := &stylesheet{codes: map[int]string{}, formats: map[int]*format{}}
	if b.layout.styles != "" {
		p, _ := b.parts.get(b.layout.styles)
		if err := walk(p, s); err != nil {
			return nil, err
		}
	}
	b.styles = s
	return s, nil
}

// of returns the number format of a cell.
func (s *stylesheet) of(c *cell, has bool) (*format, error) {
	if c.style == 0 && len(s.cells) == 0 || !has {
		return generalFormat, nil
	}
	if int(c.style) >= len(s.cells) {
		return nil, &flaw{kind: diag.CellNotRead, row: c.row, col: c.col} // a style that does not exist
	}
	style := s.cells[c.style]
	if style.inherits && style.below < len(s.named) && s.named[style.below].format != style.format {
		return &format{code: s.codes[style.format]}, nil // programs differ on which of the two counts
	}
	if f := s.formats[style.format]; f != nil {
		return f, nil
	}
	code, ok := s.codes[style.format]
	if !ok {
		code, ok = builtIn(style.format)
	}
	f := parseFormat(code)
	if !ok {
		f = &format{code: "no. " + strconv.Itoa(style.format)}
	}
	s.formats[style.format] = f
	return f, nil
}

// crossedOut reports whether the font of a cell is struck through.
func (s *stylesheet) crossedOut(c *cell) bool {
	if int(c.style) >= len(s.cells) {
		return false
	}
	font := s.cells[c.style].font
	return font < len(s.struck) && s.struck[font]
}

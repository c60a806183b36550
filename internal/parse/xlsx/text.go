package xlsx

import (
	"bytes"
	"encoding/xml"

	"hagen/internal/parse/grid"
)

// textItem follows the text of a string item (<si> of the shared strings, <is>
// of a cell): its own <t>, and those of its rich text runs. Phonetic runs
// (<rPh>) say how to read the text and are no part of it. Depths count from the
// item's children, 1.
type textItem struct {
	buf     []byte
	inRun   bool
	inText  bool
	ownText bool // the item has a <t> of its own
	runText bool // the current run has a <t>
}

func (t *textItem) reset() { *t = textItem{buf: t.buf[:0]} }

func (t *textItem) start(e *xml.StartElement, depth int) error {
	switch {
	case depth == 1 && e.Name.Local == "r":
		t.inRun, t.runText = true, false
	case depth == 1 && e.Name.Local == "t":
		return t.open(&t.ownText)
	case depth == 2 && t.inRun && e.Name.Local == "t":
		return t.open(&t.runText)
	case t.inText:
		return errForm // an element inside of the text: readers differ on what it is worth
	}
	return nil
}

// open starts a text; a second one would take the place of the first.
func (t *textItem) open(seen *bool) error {
	if *seen {
		return errForm
	}
	*seen, t.inText = true, true
	return nil
}

func (t *textItem) end(depth int) {
	t.inText = false
	if depth == 1 {
		t.inRun = false
	}
}

func (t *textItem) text(data []byte) {
	if t.inText {
		t.buf = append(t.buf, data...)
	}
}

// textState says what is to be expected of a text when excelize reads it.
type textState uint8

const (
	textEmpty textState = iota // nothing, or nothing but blanks
	textFilled
	textEscaped // holds _xHHHH_ escapes: whether anything is left is not known
	textLossy   // holds escapes of halves of characters, which excelize drops
)

func stateOf(text []byte) textState {
	if bytes.Contains(text, []byte("_x")) {
		switch escaped, lossy := escapes(text); {
		case lossy:
			return textLossy
		case escaped:
			return textEscaped
		}
	}
	for _, b := range text {
		if b > ' ' && b < 0x80 { // by far the most common case
			return textFilled
		}
	}
	if grid.Clean(string(text)) == "" {
		return textEmpty
	}
	return textFilled
}

// escapes looks for _xHHHH_, which stands for the UTF-16 unit HHHH.
func escapes(text []byte) (found, lossy bool) {
	for {
		i := bytes.Index(text, []byte("_x"))
		if i < 0 || len(text) < i+7 {
			return found, lossy
		}
		if hex := text[i+2 : i+6]; text[i+6] == '_' && allHex(hex) {
			found = true
			lossy = lossy || (hex[0]|0x20 == 'd' && hex[1] >= '8') // D800–DFFF: a surrogate
			i += 5
		}
		text = text[i+2:]
	}
}

func allHex(text []byte) bool {
	for _, b := range text {
		if (b < '0' || b > '9') && (b|0x20 < 'a' || b|0x20 > 'f') {
			return false
		}
	}
	return true
}

// sharedStrings is what the strict pass notes of each shared string, in order.
type sharedStrings struct {
	states []textState
	item   textItem
}

func (s *sharedStrings) start(e *xml.StartElement, depth int) error {
	switch {
	case depth == 1 && e.Name.Local != "sst":
		return errForm
	case depth == 2 && e.Name.Local == "si":
		s.item.reset()
		s.states = append(s.states, textEmpty)
	case depth > 2 && len(s.states) > 0:
		return s.item.start(e, depth-2)
	}
	return nil
}

func (s *sharedStrings) end(depth int) error {
	switch {
	case depth > 2:
		s.item.end(depth - 2)
	case depth == 2 && len(s.states) > 0:
		s.states[len(s.states)-1] = stateOf(s.item.buf)
		s.item.reset()
	}
	return nil
}

func (s *sharedStrings) text(data []byte, depth int) error {
	if depth > 2 {
		s.item.text(data)
	}
	return nil
}

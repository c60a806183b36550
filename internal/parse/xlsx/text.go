package xlsx

import (
	"bytes"
	"strconv"

	"hagen/internal/parse/grid"
)

// text is the text of a shared string or of a cell, as people see it.
type text struct {
	text  string
	lossy bool // contains an escape of half a character: the text is unknown
	runs  runs
}

// runs says how the visible characters of a text are formatted.
type runs uint8

const (
	runsStruck  runs = 1 << iota // some are struck through
	runsPlain                    // some are not
	runsInherit                  // some have the font of the cell
)

// textItem follows the text of a string item (<si> of the shared strings, <is>
// of a cell): its own <t>, and those of its rich text runs. Phonetic runs
// (<rPh>) say how to read the text and are not part of it. Depths count from the
// item's children, 1.
type textItem struct {
	buf     []byte
	inRun   bool
	inFont  bool // in the properties of the run
	inText  bool
	ownText bool // the item has a <t> of its own
	runText bool // the current run has a <t>
	run     runs // how the current run is formatted
	runs    runs
}

func (t *textItem) reset() { *t = textItem{buf: t.buf[:0]} }

func (t *textItem) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name == "r":
		t.inRun, t.runText, t.run = true, false, runsInherit
	case depth == 1 && e.name == "t":
		t.run = runsInherit
		return t.open(&t.ownText)
	case depth == 2 && t.inRun && e.name == "t":
		return t.open(&t.runText)
	case t.inText:
		return errForm // an element inside the text: readers differ on it
	case depth == 2 && t.inRun && e.name == "rPr":
		t.inFont, t.run = true, runsPlain
	case depth == 3 && t.inFont && e.name == "strike" && isOn(e):
		t.run = runsStruck
	}
	return nil
}

// isOn reads a property that is on if it is present, unless val says otherwise.
func isOn(e *element) bool {
	val := e.get("val")
	return val == nil || isTrue(string(val))
}

// open starts a text; a second one would replace the first.
func (t *textItem) open(seen *bool) error {
	if *seen {
		return errForm
	}
	*seen, t.inText = true, true
	return nil
}

func (t *textItem) end(depth int) {
	t.inText = false
	switch depth {
	case 1:
		t.inRun, t.inFont = false, false
	case 2:
		t.inFont = false
	}
}

func (t *textItem) text(data []byte) {
	if !t.inText {
		return
	}
	t.buf = append(t.buf, data...)
	if len(bytes.TrimSpace(data)) > 0 {
		t.runs |= t.run
	}
}

// read returns the text of the item.
func (t *textItem) read() text {
	plain, lossy := unescape(t.buf)
	return text{grid.Clean(string(plain)), lossy, t.runs}
}

// unescape replaces _xHHHH_, which stands for the UTF-16 unit HHHH; writers use
// _x005F_ for an underscore that would start one. Halves of characters (D800–DFFF)
// are lost by some readers, alone or in pairs.
func unescape(in []byte) (out []byte, lossy bool) {
	if !bytes.Contains(in, []byte("_x")) {
		return in, false
	}
	for len(in) > 0 {
		i := bytes.Index(in, []byte("_x"))
		if i < 0 {
			break
		}
		out = append(out, in[:i]...)
		in = in[i:]
		if len(in) < 7 || in[6] != '_' || !allHex(in[2:6]) {
			out, in = append(out, in[:2]...), in[2:]
			continue
		}
		unit, _ := strconv.ParseUint(string(in[2:6]), 16, 16) // four hexadecimal digits
		lossy = lossy || 0xd800 <= unit && unit <= 0xdfff
		out, in = append(out, string(rune(unit))...), in[7:]
	}
	return append(out, in...), lossy
}

func allHex(text []byte) bool {
	for _, b := range text {
		if (b < '0' || b > '9') && (b|0x20 < 'a' || b|0x20 > 'f') {
			return false
		}
	}
	return true
}

// sharedStrings are the texts that cells refer to by number.
type sharedStrings struct {
	texts []text
	item  textItem
}

func (s *sharedStrings) start(e *element, depth int) error {
	switch {
	case depth == 1 && e.name != "sst":
		return errForm
	case depth == 2 && e.name == "si":
		s.item.reset()
		s.texts = append(s.texts, text{})
	case depth > 2 && len(s.texts) > 0:
		return s.item.start(e, depth-2)
	}
	return nil
}

func (s *sharedStrings) end(depth int) error {
	switch {
	case depth > 2:
		s.item.end(depth - 2)
	case depth == 2 && len(s.texts) > 0:
		s.texts[len(s.texts)-1] = s.item.read()
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

package xlsx

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"

	"hagen/internal/diag"
)

// visitor sees the elements and text of a part in order. depth is that of the
// element itself, 1 for the root; text belongs to the element at depth.
type visitor interface {
	start(e *xml.StartElement, depth int) error
	end(depth int) error
	text(data []byte, depth int) error
}

// walk reads a part strictly to its end. It fails on whatever makes readers see
// different things in it or stop early without a word: XML that is not well
// formed, a document type and so entities of its own, text outside of the root,
// another encoding, an attribute given twice.
func walk(p part, v visitor) error {
	if enc := foreignEncoding(p.data); enc != "" {
		return &flaw{kind: diag.PartEncoding, args: diag.Args{"part": p.name, "encoding": enc}}
	}
	dec := xml.NewDecoder(bytes.NewReader(bytes.TrimPrefix(p.data, bom)))
	dec.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, &flaw{kind: diag.PartEncoding, args: diag.Args{"part": p.name, "encoding": charset}}
	}
	depth, roots := 0, 0
	for {
		token, err := dec.Token()
		if err != nil {
			return walkEnd(p, dec, err, roots)
		}
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			if depth == 1 {
				roots++
			}
			if twice(t.Attr) {
				return malformed(p, dec)
			}
			err = v.start(&t, depth)
		case xml.EndElement:
			err = v.end(depth)
			depth--
		case xml.CharData:
			if depth > 0 {
				err = v.text(t, depth)
			} else if len(bytes.TrimSpace(t)) > 0 {
				return malformed(p, dec)
			}
		case xml.Directive:
			return aboutPart(diag.PartDeclares, p.name)
		}
		if errors.Is(err, errForm) {
			return malformed(p, dec)
		}
		if err != nil {
			return err
		}
	}
}

var bom = []byte("\xef\xbb\xbf")

// errForm is what visitors return for a part that is XML but not what the part
// has to be; walk adds the place.
var errForm = errors.New("not the form of this part")

// walkEnd tells the end of a part from a fault in it.
func walkEnd(p part, dec *xml.Decoder, err error, roots int) error {
	var f *flaw
	switch {
	case errors.As(err, &f):
		return f
	case errors.Is(err, io.EOF) && roots == 1:
		return nil
	}
	return malformed(p, dec)
}

func malformed(p part, dec *xml.Decoder) error {
	return &flaw{kind: diag.PartMalformed, args: diag.Args{
		"part": p.name, "offset": strconv.FormatInt(dec.InputOffset(), 10)}}
}

// foreignEncoding recognises UTF-16 and UTF-32 by their first bytes: as UTF-8
// such a part is no XML at all, and excelize reads it as empty.
func foreignEncoding(data []byte) string {
	if len(data) < 2 {
		return ""
	}
	if data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff || data[0] == 0 || data[1] == 0 {
		return "UTF-16"
	}
	return ""
}

// maxAttributes bounds the attributes of an element; the root of a worksheet has
// some thirty, declarations of namespaces included.
const maxAttributes = 200

// twice reports whether an attribute is given more than once: encoding/xml does
// not mind, and excelize takes the last. So many that comparing them would take
// long count as that, too.
func twice(attrs []xml.Attr) bool {
	if len(attrs) > maxAttributes {
		return true
	}
	for i := range attrs {
		for j := range attrs[:i] {
			if attrs[i].Name == attrs[j].Name {
				return true
			}
		}
	}
	return false
}

// checker is a visitor for parts that only have to be well formed.
type checker struct{}

func (checker) start(*xml.StartElement, int) error { return nil }
func (checker) end(int) error                      { return nil }
func (checker) text([]byte, int) error             { return nil }

// decode reads a small part strictly, then into a value. Missing attributes
// stay empty; what they must hold is checked where they are used.
func decode(p part, into any) error {
	if err := walk(p, checker{}); err != nil {
		return err
	}
	if err := xml.Unmarshal(bytes.TrimPrefix(p.data, bom), into); err != nil {
		return &flaw{kind: diag.PartMalformed, args: diag.Args{"part": p.name, "offset": "0"}}
	}
	return nil
}

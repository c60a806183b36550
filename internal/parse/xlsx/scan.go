package xlsx

import (
	"bytes"
	"errors"
	"strconv"
	"unicode"
	"unicode/utf8"

	"hagen/internal/diag"
)

// element is the start of an element. It is valid until the visitor returns.
type element struct {
	// name is without the prefix, and empty for an element of another namespace
	// than the root's, which readers ignore.
	name  string
	attrs []attribute
}

// attribute is an attribute of an element; those with a prefix are of another
// namespace.
type attribute struct {
	prefix, name string
	value        []byte
}

// get returns the value of an attribute without prefix, or nil.
func (e *element) get(name string) []byte {
	for i := range e.attrs {
		if e.attrs[i].name == name && e.attrs[i].prefix == "" {
			return e.attrs[i].value
		}
	}
	return nil
}

// visitor sees the elements and text of a part in order. depth is that of the
// element itself, 1 for the root; text belongs to the element at depth.
type visitor interface {
	start(e *element, depth int) error
	end(depth int) error
	text(data []byte, depth int) error
}

// errForm is what visitors return for a part that is XML but does not have the
// required structure; walk adds the place.
var errForm = errors.New("not the form of this part")

// errXML means that the part is not XML, or is XML that readers interpret
// differently.
var errXML = errors.New("malformed")

var bom = []byte("\xef\xbb\xbf")

// walk reads a part strictly to its end. It fails on anything that readers
// interpret differently or silently stop at: XML that is not well formed, a
// document type with its entities, text outside the root, another encoding, a
// repeated attribute. It supports the part of XML that workbooks use; its tests
// compare it with encoding/xml, which takes six times as long and accepts repeated
// attributes.
func walk(p part, v visitor) error {
	if enc := foreignEncoding(p.data); enc != "" {
		return &flaw{kind: diag.PartEncoding, args: diag.Args{"part": p.name, "encoding": enc}}
	}
	s := scanner{part: p, data: bytes.TrimPrefix(p.data, bom), visitor: v, names: map[string]string{}}
	err := s.declaration()
	for err == nil && s.at < len(s.data) {
		err = s.next()
	}
	if err == nil && (len(s.open) > 0 || s.roots != 1) {
		err = errXML
	}
	if errors.Is(err, errXML) || errors.Is(err, errForm) {
		return &flaw{kind: diag.PartMalformed, args: diag.Args{"part": p.name, "offset": strconv.Itoa(s.at)}}
	}
	return err
}

// foreignEncoding recognises UTF-16 and UTF-32 by their first bytes: as UTF-8 such
// a part is not XML at all, and some readers treat it as empty.
func foreignEncoding(data []byte) string {
	if len(data) < 2 {
		return ""
	}
	if data[0] == 0xff && data[1] == 0xfe || data[0] == 0xfe && data[1] == 0xff || data[0] == 0 || data[1] == 0 {
		return "UTF-16"
	}
	return ""
}

// scanner reads a part.
type scanner struct {
	part    part
	data    []byte
	at      int // the next byte
	visitor visitor
	open    [][]byte // names of the open elements, with their prefixes
	spaces  []space  // declared prefixes, the latest last
	main    string   // the namespace of the root
	roots   int
	element element
	names   map[string]string // one string for each name
	buf     []byte            // text and attribute values with references replaced
}

// next reads one piece: a tag, text, or something to skip.
func (s *scanner) next() error {
	rest := s.data[s.at:]
	switch {
	case rest[0] != '<':
		return s.characters()
	case bytes.HasPrefix(rest, []byte("</")):
		return s.endTag()
	case bytes.HasPrefix(rest, []byte("<!--")):
		return s.comment()
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return s.cdata()
	case bytes.HasPrefix(rest, []byte("<!")):
		return aboutPart(diag.PartDeclares, s.part.name)
	case bytes.HasPrefix(rest, []byte("<?")):
		return s.instruction()
	}
	return s.startTag()
}

// upTo reads the text before a mark, and the mark.
func (s *scanner) upTo(from int, mark string) ([]byte, error) {
	n := bytes.Index(s.data[from:], []byte(mark))
	if n < 0 || !validText(s.data[from:from+n]) {
		return nil, errXML
	}
	s.at = from + n + len(mark)
	return s.data[from : from+n], nil
}

func (s *scanner) comment() error {
	if _, err := s.upTo(s.at+len("<!--"), "--"); err != nil {
		return err
	}
	if s.at >= len(s.data) || s.data[s.at] != '>' {
		return errXML
	}
	s.at++
	return nil
}

func (s *scanner) cdata() error {
	text, err := s.upTo(s.at+len("<![CDATA["), "]]>")
	if err != nil || len(s.open) == 0 {
		return errXML
	}
	return s.visitor.text(s.lines(text), len(s.open))
}

// declaration reads <?xml …?> at the very start.
func (s *scanner) declaration() error {
	if !bytes.HasPrefix(s.data, []byte("<?xml ")) && !bytes.HasPrefix(s.data, []byte("<?xml\t")) &&
		!bytes.HasPrefix(s.data, []byte("<?xml\n")) && !bytes.HasPrefix(s.data, []byte("<?xml\r")) {
		return nil
	}
	s.at = len("<?xml")
	s.element.attrs = s.element.attrs[:0]
	for {
		spaced := s.space()
		if bytes.HasPrefix(s.data[s.at:], []byte("?>")) {
			s.at += 2
			break
		}
		if !spaced {
			return errXML
		}
		if err := s.attribute(); err != nil {
			return err
		}
	}
	if string(s.element.get("version")) != "1.0" {
		return errXML
	}
	if enc := s.element.get("encoding"); enc != nil && !bytes.EqualFold(enc, []byte("utf-8")) {
		return &flaw{kind: diag.PartEncoding, args: diag.Args{"part": s.part.name, "encoding": string(enc)}}
	}
	return nil
}

// instruction skips a processing instruction.
func (s *scanner) instruction() error {
	text, err := s.upTo(s.at+2, "?>")
	if err != nil {
		return err
	}
	n := nameEnd(text)
	if n == 0 || bytes.EqualFold(text[:n], []byte("xml")) || n < len(text) && !isSpace(text[n]) {
		return errXML // <?xml …?> is only at the start
	}
	return nil
}

func (s *scanner) endTag() error {
	from := s.at + 2
	n := nameEnd(s.data[from:])
	if len(s.open) == 0 || !bytes.Equal(s.data[from:from+n], s.open[len(s.open)-1]) {
		return errXML
	}
	s.at = from + n
	s.space()
	if s.at >= len(s.data) || s.data[s.at] != '>' {
		return errXML
	}
	s.at++
	return s.close()
}

func (s *scanner) close() error {
	err := s.visitor.end(len(s.open))
	for n := len(s.spaces) - 1; n >= 0 && s.spaces[n].depth == len(s.open); n-- {
		s.spaces = s.spaces[:n]
	}
	s.open = s.open[:len(s.open)-1]
	return err
}

func (s *scanner) startTag() error {
	from := s.at + 1
	n := nameEnd(s.data[from:])
	prefix, name, ok := s.split(s.data[from : from+n])
	if !ok {
		return errXML
	}
	s.at = from + n
	s.element.attrs, s.buf = s.element.attrs[:0], s.buf[:0]
	closed := false
	for {
		spaced := s.space()
		if s.at >= len(s.data) {
			return errXML
		}
		if s.data[s.at] == '>' {
			s.at++
			break
		}
		if bytes.HasPrefix(s.data[s.at:], []byte("/>")) {
			s.at, closed = s.at+2, true
			break
		}
		if !spaced {
			return errXML
		}
		if err := s.attribute(); err != nil {
			return err
		}
	}
	if len(s.open) == 0 {
		s.roots++
	}
	s.open = append(s.open, s.data[from:from+n])
	if err := s.declare(); err != nil {
		return err
	}
	space, declared := s.standsFor(prefix)
	if !declared {
		return errXML
	}
	if len(s.open) == 1 {
		s.main = space
	}
	if s.element.name = name; space != s.main {
		s.element.name = ""
	}
	if err := s.visitor.start(&s.element, len(s.open)); err != nil || !closed {
		return err
	}
	return s.close()
}

// space is the declaration of a prefix, "" for none.
type space struct {
	prefix, name string
	depth        int
}

// declare records the prefixes that the current element declares. A prefix cannot
// stand for no namespace (Namespaces in XML 1.0, "Prefix Undeclaring").
func (s *scanner) declare() error {
	for _, a := range s.element.attrs {
		switch {
		case a.prefix == "xmlns" && len(a.value) == 0:
			return errXML
		case a.prefix == "xmlns":
			s.spaces = append(s.spaces, space{a.name, string(a.value), len(s.open)})
		case a.prefix == "" && a.name == "xmlns":
			s.spaces = append(s.spaces, space{"", string(a.value), len(s.open)})
		}
	}
	return nil
}

// standsFor returns the namespace of a prefix at the current element. An empty
// prefix needs no declaration.
func (s *scanner) standsFor(prefix string) (name string, declared bool) {
	for i := len(s.spaces) - 1; i >= 0; i-- {
		if s.spaces[i].prefix == prefix {
			return s.spaces[i].name, true
		}
	}
	return "", prefix == ""
}

// maxAttributes bounds the attributes of an element; the root of a worksheet has
// about thirty, including namespace declarations. An element with more counts as
// malformed, because comparing them would take too long.
const maxAttributes = 200

// attribute reads name="value". An attribute may be given once.
func (s *scanner) attribute() error {
	n := nameEnd(s.data[s.at:])
	prefix, name, ok := s.split(s.data[s.at : s.at+n])
	if !ok || len(s.element.attrs) >= maxAttributes {
		return errXML
	}
	for i := range s.element.attrs {
		if s.element.attrs[i].name == name && s.element.attrs[i].prefix == prefix {
			return errXML
		}
	}
	s.at += n
	s.space()
	if s.at >= len(s.data) || s.data[s.at] != '=' {
		return errXML
	}
	s.at++
	s.space()
	if s.at >= len(s.data) || s.data[s.at] != '"' && s.data[s.at] != '\'' {
		return errXML
	}
	raw, err := s.upTo(s.at+1, string(s.data[s.at:s.at+1]))
	if err != nil || bytes.IndexByte(raw, '<') >= 0 {
		return errXML
	}
	value, err := s.value(raw)
	s.element.attrs = append(s.element.attrs, attribute{prefix, name, value})
	return err
}

// value returns the value of an attribute, with white space turned into spaces and
// references replaced.
func (s *scanner) value(raw []byte) ([]byte, error) {
	if bytes.IndexByte(raw, '&') < 0 && !bytes.ContainsAny(raw, "\t\r\n") {
		return raw, nil
	}
	spaced := bytes.ReplaceAll(raw, []byte("\r\n"), []byte(" ")) // a copy
	for i, b := range spaced {
		if isSpace(b) {
			spaced[i] = ' '
		}
	}
	return s.references(spaced)
}

// characters reads text up to the next tag.
func (s *scanner) characters() error {
	text := s.data[s.at:]
	if n := bytes.IndexByte(text, '<'); n >= 0 {
		text = text[:n]
	}
	if !validText(text) || bytes.Contains(text, []byte("]]>")) {
		return errXML
	}
	if len(s.open) == 0 && len(bytes.Trim(text, " \t\r\n")) > 0 {
		return errXML
	}
	s.buf = s.buf[:0]
	plain, err := s.references(s.lines(text))
	if err != nil {
		return err
	}
	s.at += len(text)
	if len(s.open) == 0 {
		return nil
	}
	return s.visitor.text(plain, len(s.open))
}

// lines turns every line end into \n, which XML requires before anything else.
func (s *scanner) lines(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 {
		return text
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
}

// references replaces &lt; and the like. The result is valid until the next tag.
func (s *scanner) references(text []byte) ([]byte, error) {
	if bytes.IndexByte(text, '&') < 0 {
		return text, nil
	}
	start := len(s.buf)
	for {
		n := bytes.IndexByte(text, '&')
		if n < 0 {
			s.buf = append(s.buf, text...)
			return s.buf[start:], nil
		}
		s.buf = append(s.buf, text[:n]...)
		text = text[n+1:]
		end := bytes.IndexByte(text[:min(len(text), 12)], ';')
		if end < 0 {
			return nil, errXML
		}
		r, ok := reference(string(text[:end]))
		if !ok {
			return nil, errXML
		}
		s.buf = utf8.AppendRune(s.buf, r)
		text = text[end+1:]
	}
}

// reference returns the character for a name between & and ;.
func reference(name string) (r rune, ok bool) {
	switch name {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	return rune(n), err == nil && n <= unicode.MaxRune && isChar(rune(n))
}

// split splits a name into prefix and local name.
func (s *scanner) split(qualified []byte) (prefix, name string, ok bool) {
	if i := bytes.IndexByte(qualified, ':'); i >= 0 {
		prefix, qualified = s.intern(qualified[:i]), qualified[i+1:]
		if prefix == "" || nameEnd(qualified) != len(qualified) || bytes.IndexByte(qualified, ':') >= 0 {
			return "", "", false
		}
	}
	return prefix, s.intern(qualified), len(qualified) > 0
}

func (s *scanner) intern(name []byte) string {
	if known, ok := s.names[string(name)]; ok {
		return known
	}
	s.names[string(name)] = string(name)
	return s.names[string(name)]
}

// space skips white space and reports whether there was any.
func (s *scanner) space() bool {
	from := s.at
	for s.at < len(s.data) && isSpace(s.data[s.at]) {
		s.at++
	}
	return s.at > from
}

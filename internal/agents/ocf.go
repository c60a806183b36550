package agents

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// shape says what pcs allows of an element of an agent's metadata. A document of
// another shape is not metadata to pcs: it reports "not installed or does not
// provide valid metadata", continues only with --force, and then knows nothing
// about the agent. So hagen must not know more about it either.
type shape struct {
	attrs    string // names; ! after a required one, =a|b limits its values
	children string // names; after each how often: * any number, ? at most once
	text     bool   // holds text
	free     bool   // holds anything
}

// The shapes follow the schemas pcs 0.11 checks metadata with (ocf-1.0.rng and
// ocf-1.1.rng). Its 1.0 is wider than the standard: it accepts what fence agents
// and older resource agents print.
var (
	ocf10 = map[string]shape{
		"resource-agent": {attrs: "name! version shortdesc",
			children: "version? longdesc* shortdesc* parameters? actions? special? vendor-url? symlink*"},
		"version":    {text: true},
		"longdesc":   {attrs: "lang", text: true},
		"shortdesc":  {attrs: "lang", text: true},
		"vendor-url": {text: true},
		"symlink":    {attrs: "name! shortdesc!"},
		"special":    {attrs: "tag!", free: true},
		"parameters": {children: "parameter*"},
		"parameter": {attrs: "name! shortdesc unique=0|1 required=0|1 deprecated=0|1 obsoletes",
			children: "longdesc* shortdesc* content? getopt?"},
		"getopt":  {attrs: "mixed!"},
		"content": {attrs: "type! default"},
		choice:    {attrs: "type! default", children: "option*"},
		"option":  {attrs: "value!"},
		"actions": {children: "action*"},
		"action": {attrs: "name! timeout interval start-delay depth role=Master|Slave|Promoted|Unpromoted " +
			"on_target=0|1 automatic=0|1"},
	}
	ocf11 = map[string]shape{
		"resource-agent": {attrs: "name! version",
			children: "version? longdesc* shortdesc* parameters? actions? special?"},
		"version":    {text: true},
		"longdesc":   {attrs: "lang", free: true},
		"shortdesc":  {attrs: "lang", free: true},
		"special":    {attrs: "tag!", free: true},
		"parameters": {children: "parameter*"},
		"parameter": {attrs: "name! unique-group unique=0|1 required=0|1 reloadable=0|1",
			children: "longdesc* shortdesc* deprecated? content?"},
		"deprecated":    {children: "replaced-with* desc*"},
		"replaced-with": {attrs: "name!"},
		"desc":          {attrs: "lang", free: true},
		"content":       {attrs: "type!=boolean|string|integer|percentage|time default"},
		choice:          {attrs: "type! default", children: "option*"},
		"option":        {attrs: "value!"},
		"actions":       {children: "action*"},
		"action":        {attrs: "name! timeout interval start-delay depth role on_target=0|1 automatic=0|1"},
	}
)

// choice is the shape of a <content> of type select.
const choice = "content of type select"

// checkShape checks that pcs accepts a document as metadata. version is the OCF
// version.
func checkShape(data []byte, version string) error {
	c := shapeChecker{dec: newDecoder(data), shapes: ocf10}
	if version == "1.1" {
		c.shapes = ocf11
	}
	for root := false; ; {
		token, err := c.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			if root || token.Name != (xml.Name{Local: "resource-agent"}) {
				return c.errorf("<%s> is not the one <resource-agent>", token.Name.Local)
			}
			root = true
			if err := c.element(token); err != nil {
				return err
			}
		case xml.CharData:
			if c.words(token) {
				return c.errorf("text outside of <resource-agent>")
			}
		}
	}
}

// newDecoder reads XML as pcs does: as UTF-8, whatever the XML declaration says.
func newDecoder(data []byte) *xml.Decoder {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	return dec
}

// shapeChecker walks a document.
type shapeChecker struct {
	dec    *xml.Decoder
	shapes map[string]shape
	line   int // where the last token starts
}

func (c *shapeChecker) token() (xml.Token, error) {
	c.line, _ = c.dec.InputPos()
	return c.dec.Token()
}

// words reports whether a text has more than white space, and moves to the line of
// it.
func (c *shapeChecker) words(text []byte) bool {
	rest := bytes.TrimLeft(text, " \t\r\n")
	c.line += bytes.Count(text[:len(text)-len(rest)], []byte("\n"))
	return len(rest) > 0
}

func (c *shapeChecker) errorf(format string, args ...any) error {
	return fmt.Errorf("line %d: %s", c.line, fmt.Sprintf(format, args...))
}

// element checks an element whose start has been read, to its end. It does not
// descend deeper than the shapes.
func (c *shapeChecker) element(start xml.StartElement) error {
	name := start.Name.Local
	s := c.shapes[name]
	if name == "content" && slices.Contains(start.Attr, xml.Attr{Name: xml.Name{Local: "type"}, Value: "select"}) {
		s = c.shapes[choice]
	}
	if err := c.attributes(start, s); err != nil {
		return err
	}
	if s.free {
		return c.dec.Skip()
	}
	found := map[string]int{}
	for {
		token, err := c.token()
		if err != nil {
			return err
		}
		switch token := token.(type) {
		case xml.StartElement:
			child := token.Name.Local
			found[child]++
			switch often, known := lookUp(s.children, child); {
			case !known || token.Name.Space != "":
				return c.errorf("<%s> must not hold <%s>", name, child)
			case often != "*" && found[child] > 1:
				return c.errorf("<%s> holds <%s> twice", name, child)
			}
			if err := c.element(token); err != nil {
				return err
			}
		case xml.CharData:
			if !s.text && c.words(token) {
				return c.errorf("<%s> must not hold text", name)
			}
		case xml.EndElement:
			return nil // all but <version>, which the caller has read, may be missing
		}
	}
}

// attributes checks the attributes of an element.
func (c *shapeChecker) attributes(start xml.StartElement, s shape) error {
	name := start.Name.Local
	found := map[string]bool{}
	for _, a := range start.Attr {
		if a.Name.Space == "xmlns" { // declares a prefix and is not an attribute
			continue
		}
		rule, known := lookUp(s.attrs, a.Name.Local)
		if !known || a.Name.Space != "" {
			return c.errorf("<%s> must not have the attribute %s", name, a.Name.Local)
		}
		if found[a.Name.Local] {
			return c.errorf("<%s> has the attribute %s twice", name, a.Name.Local)
		}
		found[a.Name.Local] = true
		_, list, limited := strings.Cut(rule, "=")
		if values := strings.Split(list, "|"); limited && !slices.Contains(values, a.Value) {
			return c.errorf("<%s> has %s=%q, which must be one of %s", name, a.Name.Local, a.Value, strings.Join(values, ", "))
		}
	}
	for _, spec := range strings.Fields(s.attrs) {
		if required, _, is := strings.Cut(spec, "!"); is && !found[required] {
			return c.errorf("<%s> lacks the attribute %s", name, required)
		}
	}
	return nil
}

// lookUp finds a name in a list of a shape and returns its rule.
func lookUp(list, name string) (rule string, known bool) {
	for _, spec := range strings.Fields(list) {
		if rule, ok := strings.CutPrefix(spec, name); ok && (rule == "" || strings.ContainsAny(rule[:1], "!?*=")) {
			return rule, true
		}
	}
	return "", false
}

package annotate

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
)

// node is an element of a part, with the bytes it is at. Parts are not written anew
// from what was read, which would lose what a reader does not know: text is put in
// and taken out at offsets, and every other byte stays.
type node struct {
	name, prefix string // "sheet", and "x:" in a part that writes x:sheet
	attrs        []xml.Attr
	children     []*node

	start, end   int // of the element
	inner, outer int // of what is in it
	empty        bool
}

// errForm says that a part is not built as the standard says.
var errForm = errors.New("the part is not as expected")

// treeOf reads a part. What is in the elements called skip is passed over.
func treeOf(data []byte, skip string) (*node, error) {
	dec := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	open := []*node{root}
	for {
		start := int(dec.InputOffset())
		token, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		at := int(dec.InputOffset())
		top := open[len(open)-1]
		switch t := token.(type) {
		case xml.StartElement:
			n := &node{name: t.Name.Local, prefix: prefixOf(t.Name.Space), start: start, inner: at, empty: bytes.HasSuffix(data[start:at], []byte("/>"))}
			n.attrs = slices.Clone(t.Attr)
			if !slices.ContainsFunc(open, func(o *node) bool { return skip != "" && o.name == skip }) {
				top.children = append(top.children, n)
			}
			open = append(open, n)
		case xml.EndElement:
			if len(open) < 2 || top.name != t.Name.Local {
				return nil, errForm
			}
			top.outer, top.end = start, at
			open = open[:len(open)-1]
		}
	}
	if len(open) != 1 || len(root.children) != 1 {
		return nil, errForm
	}
	return root.children[0], nil
}

func prefixOf(space string) string {
	if space == "" {
		return ""
	}
	return space + ":"
}

// child is the first child of a name; nil when there is none.
func (n *node) child(name string) *node {
	if n == nil {
		return nil
	}
	i := slices.IndexFunc(n.children, func(c *node) bool { return c.name == name })
	if i < 0 {
		return nil
	}
	return n.children[i]
}

// all are the children of a name.
func (n *node) all(name string) []*node {
	if n == nil {
		return nil
	}
	var out []*node
	for _, c := range n.children {
		if c.name == name {
			out = append(out, c)
		}
	}
	return out
}

// attr is the value of an attribute, whatever its prefix.
func (n *node) attr(name string) string {
	for _, a := range n.attrs {
		if a.Name.Local == name && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// text is what is in an element.
func (n *node) text(data []byte) string { return html.UnescapeString(string(data[n.inner:n.outer])) }

// edit replaces bytes of a part.
type edit struct {
	from, to int
	text     string
}

// edits collects the changes of a part.
type edits []edit

// put inserts text; texts put at one place keep their order.
func (e *edits) put(at int, text string) { *e = append(*e, edit{at, at, text}) }

// cut takes an element out.
func (e *edits) cut(n *node) { *e = append(*e, edit{n.start, n.end, ""}) }

// into puts text at the end of an element's content.
func (e *edits) into(n *node, text string) {
	if n.empty {
		*e = append(*e, edit{n.inner - len("/>"), n.inner, ">" + text + "</" + n.prefix + n.name + ">"})
		return
	}
	e.put(n.outer, text)
}

// set gives an attribute, which the element may have already, another value.
func (e *edits) set(data []byte, n *node, name, value string) {
	tag := string(data[n.start:n.inner])
	for _, quote := range []string{`"`, `'`} {
		i := strings.Index(tag, " "+name+"="+quote)
		if i < 0 {
			continue
		}
		from := i + len(name) + 3
		to := from + strings.Index(tag[from:], quote)
		*e = append(*e, edit{n.start + from, n.start + to, escape(value)})
		return
	}
	at := n.start + 1 + len(n.prefix+n.name)
	e.put(at, fmt.Sprintf(` %s="%s"`, name, escape(value)))
}

// apply makes the changes.
func (e edits) apply(data []byte) ([]byte, error) {
	slices.SortStableFunc(e, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out bytes.Buffer
	at := 0
	for _, c := range e {
		if c.from < at || c.to < c.from || c.to > len(data) {
			return nil, errForm
		}
		out.Write(data[at:c.from])
		out.WriteString(c.text)
		at = c.to
	}
	out.Write(data[at:])
	return out.Bytes(), nil
}

// escape writes a text for XML.
func escape(s string) string {
	var b strings.Builder
	// A strings.Builder takes every write.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

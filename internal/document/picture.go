package document

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// Picture is a drawing of boxes, one below the other, and links in lanes beside them.
// A page has it as SVG, a workbook as shapes. Measures are in pixels.
type Picture struct {
	Width, Height int
	Boxes         []Box
	Links         []Link
}

// Box is a rectangle with a name and a line about it. Boxes that contain others come
// before them.
type Box struct {
	X, Y, Width, Height int
	Title, Text         string
	Fill                string // RRGGBB
}

// Link is a line from the height of one box to that of another, in a lane of its own.
type Link struct {
	X, Lane  int // where the boxes end, and where the lane is
	From, To int // the heights
	Arrow    bool
	Title    string
}

// The colours of lines.
const (
	boxLine  = "1F4E79"
	linkLine = "C00000"
)

// SVG is the picture for a page. Every text in it is escaped.
func (p Picture) SVG() template.HTML {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" font-family="sans-serif" font-size="12">`, p.Width, p.Height, p.Width)
	b.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>`)
	for _, x := range p.Boxes {
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="#%s" stroke="#%s"/>`, x.X, x.Y, x.Width, x.Height, x.Fill, boxLine)
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-weight="bold">%s</text>`, x.X+8, x.Y+14, html.EscapeString(x.Title))
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="10" fill="#595959">%s</text>`, x.X+8, x.Y+28, html.EscapeString(x.Text))
	}
	for _, l := range p.Links {
		look := ` stroke-dasharray="5 3"`
		if l.Arrow {
			look = ` marker-end="url(#tip)"`
		}
		fmt.Fprintf(&b, `<path d="M%d %dH%dV%dH%d" fill="none" stroke="#%s"%s><title>%s</title></path>`, l.X, l.From, l.Lane, l.To, l.X, linkLine, look, html.EscapeString(l.Title))
	}
	b.WriteString(`</svg>`)
	return template.HTML(b.String())
}

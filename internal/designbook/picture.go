package designbook

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textNodesAre = message.New("designbook.nodes", "nodes")
	textLegend   = message.New("designbook.legend")
)

// The measures of the picture, in pixels.
const (
	boxWidth  = 260
	boxHeight = 34
	indent    = 22
	gap       = 10
	letter    = 7 // about the width of a character
)

// box is a resource in the picture.
type box struct {
	object meaning.Object
	depth  int
	y      int
}

// picture draws the cluster: every resource in a box, groups and clones around their
// members, constraints as arrows beside them. In a workbook it is an indented list.
func (w *writer) picture() document.Chapter {
	c := document.Chapter{Title: textPicture.In(w.lang)}
	boxes := w.boxes()
	if nodes := w.nodes(); len(nodes) > 0 {
		c.Texts = append(c.Texts, textNodesAre.With(strings.Join(nodes, ", ")).In(w.lang))
	}
	c.Texts = append(c.Texts, textLegend.In(w.lang))
	c.Picture = w.draw(boxes)
	for _, b := range boxes {
		if c.Table.Columns == nil {
			c.Table.Columns = []document.Column{{Title: textItem.In(w.lang), Width: 60}, {Title: textValue.In(w.lang), Width: 60}}
		}
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(strings.Repeat("    ", b.depth) + b.object.Kind.Message().In(w.lang) + " " + b.object.Name), document.Code(about(b.object))})
	}
	return c
}

// about is what identifies a resource at a glance: its agent and its address.
func about(o meaning.Object) string {
	return strings.TrimSpace(fieldOf(o, "agent") + " " + fieldOf(o, "ip"))
}

// nodes are the names of the nodes that the configuration speaks of.
func (w *writer) nodes() []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	for _, o := range w.of(meaning.Node) {
		add(o.Name)
	}
	for _, o := range w.of(meaning.Location) {
		add(fieldOf(o, "node"))
	}
	slices.Sort(out)
	return out
}

// boxes are the resources, each below what contains it.
func (w *writer) boxes() []box {
	objects := w.of(resourceKinds...)
	inside := map[string]bool{}
	for _, o := range objects {
		for _, m := range strings.Fields(fieldOf(o, "members")) {
			inside[m] = true
		}
	}
	var out []box
	var put func(o meaning.Object, depth int)
	put = func(o meaning.Object, depth int) {
		out = append(out, box{object: o, depth: depth, y: gap + len(out)*(boxHeight+gap)})
		for _, m := range strings.Fields(fieldOf(o, "members")) {
			if i := slices.IndexFunc(objects, func(x meaning.Object) bool { return x.Key == m }); i >= 0 && depth < len(objects) {
				put(objects[i], depth+1)
			}
		}
	}
	for _, o := range objects {
		if !inside[o.Key] {
			put(o, 0)
		}
	}
	return out
}

// draw writes the picture as SVG. Everything in it that comes from the sheet is
// escaped.
func (w *writer) draw(boxes []box) string {
	if len(boxes) == 0 {
		return ""
	}
	width := boxWidth
	for _, b := range boxes {
		width = max(width, letter*max(terminal.Width(b.object.Name), terminal.Width(about(b.object)))+b.depth*indent+4*gap)
	}
	var svg strings.Builder
	arrows, lanes := w.arrows(boxes, width)
	height := boxes[len(boxes)-1].y + boxHeight + gap
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" font-family="sans-serif" font-size="12">`, width+lanes, height, width+lanes)
	svg.WriteString(`<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L8 4L0 8z"/></marker></defs>`)
	for _, b := range boxes {
		x := gap + b.depth*indent
		fill := map[meaning.Kind]string{meaning.Primitive: "#ffffff", meaning.Group: "#ddebf7", meaning.Clone: "#e2efda", meaning.Bundle: "#fff2cc", meaning.Template: "#f2f2f2"}[b.object.Kind]
		fmt.Fprintf(&svg, `<rect x="%d" y="%d" width="%d" height="%d" rx="4" fill="%s" stroke="#1f4e79"/>`, x, b.y, width-x-gap, boxHeight, fill)
		fmt.Fprintf(&svg, `<text x="%d" y="%d" font-weight="bold">%s</text>`, x+8, b.y+14, html.EscapeString(b.object.Name))
		fmt.Fprintf(&svg, `<text x="%d" y="%d" font-size="10" fill="#595959">%s</text>`, x+8, b.y+28, html.EscapeString(about(b.object)))
	}
	svg.WriteString(arrows)
	svg.WriteString(`</svg>`)
	return svg.String()
}

// arrows draws orders (solid, from the first to the second) and colocations (dashed)
// in lanes beside the boxes, and says how wide those are.
func (w *writer) arrows(boxes []box, x int) (svg string, lanes int) {
	at := func(id string) int {
		for _, b := range boxes {
			if b.object.Key == id {
				return b.y + boxHeight/2
			}
		}
		return -1
	}
	var b strings.Builder
	lanes = gap
	for _, o := range w.of(meaning.Order, meaning.Colocation) {
		from, to, style := at(fieldOf(o, "first")), at(fieldOf(o, "then")), ""
		if o.Kind == meaning.Colocation {
			from, to, style = at(fieldOf(o, "rsc")), at(fieldOf(o, "with-rsc")), ` stroke-dasharray="5 3"`
		}
		if from < 0 || to < 0 {
			continue
		}
		lanes += 2 * gap
		fmt.Fprintf(&b, `<path d="M%d %dH%dV%dH%d" fill="none" stroke="#c00000"%s marker-end="url(#tip)"><title>%s</title></path>`,
			x-gap, from, x+lanes-2*gap, to+4, x-gap, style, html.EscapeString(w.sentence(o)))
	}
	return b.String(), lanes + gap
}

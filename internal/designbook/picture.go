package designbook

import (
	"slices"
	"strings"

	"hagen/internal/apply/meaning"
	"hagen/internal/cib"
	"hagen/internal/document"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textNodesAre = message.New("designbook.nodes", "nodes")
	textLegend   = message.New("designbook.legend")
	textFencedBy = message.New("designbook.fenced-by", "devices")
)

// The measures of the picture, in pixels.
const (
	boxWidth  = 260
	boxHeight = 34
	indent    = 22
	gap       = 10
	letter    = 7 // about the width of a character
	mostWide  = 960
	nodeFill  = "FBE5D6"
)

// box is a resource in the picture.
type box struct {
	object meaning.Object
	depth  int
	y      int
}

// picture draws the cluster: the nodes with what fences them, every resource in a box,
// groups and clones around their members, orders and colocations as lines beside them. The list below it has the same.
func (w *writer) picture() document.Chapter {
	c := document.Chapter{Title: textPicture.In(w.lang)}
	nodes := w.nodes()
	above, top := w.machines(nodes)
	boxes := w.boxes(top)
	if len(nodes) > 0 {
		c.Texts = append(c.Texts, textNodesAre.With(strings.Join(nodes, ", ")).In(w.lang))
	}
	c.Texts = append(c.Texts, textLegend.In(w.lang))
	if c.Picture = w.draw(boxes); c.Picture != nil {
		c.Picture.Boxes = append(above, c.Picture.Boxes...)
		for _, b := range above {
			c.Picture.Width = max(c.Picture.Width, b.X+b.Width+gap)
		}
	}
	for _, b := range boxes {
		if c.Table.Columns == nil {
			c.Table.Columns = []document.Column{{Title: textItem.In(w.lang), Width: 60}, {Title: textValue.In(w.lang), Width: 60}}
		}
		c.Table.Rows = append(c.Table.Rows, document.Row{document.Text(strings.Repeat("    ", b.depth) + b.object.Kind.Message().In(w.lang) + " " + b.object.Name), document.Code(about(b.object))})
	}
	return c
}

// machines are the boxes of nodes, beside each other, and where the next box goes.
func (w *writer) machines(nodes []string) ([]document.Box, int) {
	var out []document.Box
	x, y := gap, gap
	for _, node := range nodes {
		text := ""
		if devices := w.fencing(node); len(devices) > 0 {
			text = textFencedBy.With(strings.Join(devices, ", ")).In(w.lang)
		}
		width := letter*max(terminal.Width(node), terminal.Width(text)) + 3*gap
		if x > gap && x+width > mostWide {
			x, y = gap, y+boxHeight+gap
		}
		out = append(out, document.Box{X: x, Y: y, Width: width, Height: boxHeight, Title: node, Text: text, Fill: nodeFill})
		x += width + gap
	}
	if out == nil {
		return nil, gap
	}
	return out, y + boxHeight + 2*gap
}

// fencing are the devices that name a node as one that they fence.
func (w *writer) fencing(node string) []string {
	var out []string
	for _, o := range w.of(meaning.Primitive) {
		separated := func(r rune) bool { return strings.ContainsRune(" ,;", r) }
		hosts := strings.FieldsFunc(fieldOf(o, "pcmk_host_list"), separated)
		for _, pair := range strings.FieldsFunc(fieldOf(o, "pcmk_host_map"), separated) {
			host, _, _ := strings.Cut(pair, ":")
			hosts = append(hosts, host)
		}
		if strings.HasPrefix(fieldOf(o, "agent"), cib.Stonith) && slices.Contains(hosts, node) {
			out = append(out, o.Name)
		}
	}
	return out
}

// about is what identifies a resource at a glance: its agent and its address, or the
// image of a bundle.
func about(o meaning.Object) string {
	var out []string
	for _, name := range []string{"agent", "ip", "container", "image", "ip-range-start"} {
		if value := fieldOf(o, name); value != "" && !meaning.Secret(name, value) {
			out = append(out, value)
		}
	}
	return strings.Join(out, " ")
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

// boxes are the resources, each below what contains it, from a height on.
func (w *writer) boxes(top int) []box {
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
		out = append(out, box{object: o, depth: depth, y: top + len(out)*(boxHeight+gap)})
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

// draw makes the picture: nil without resources.
func (w *writer) draw(boxes []box) *document.Picture {
	if len(boxes) == 0 {
		return nil
	}
	width := boxWidth
	for _, b := range boxes {
		width = max(width, letter*max(terminal.Width(b.object.Name), terminal.Width(about(b.object)))+2*b.depth*indent+4*gap)
	}
	p := &document.Picture{Height: boxes[len(boxes)-1].y + boxHeight + 3*gap}
	for i, b := range boxes {
		last := b.y + boxHeight
		for _, inner := range boxes[i+1:] {
			if inner.depth <= b.depth {
				break
			}
			last = inner.y + boxHeight + gap/2
		}
		x := gap + b.depth*indent
		p.Boxes = append(p.Boxes, document.Box{X: x, Y: b.y, Width: width - 2*x, Height: last - b.y, Title: b.object.Name, Text: about(b.object), Fill: fills[b.object.Kind]})
	}
	p.Width = w.links(p, boxes, width-gap)
	return p
}

// fills are the colours of the boxes.
var fills = map[meaning.Kind]string{meaning.Primitive: "FFFFFF", meaning.Group: "DDEBF7", meaning.Clone: "E2EFDA", meaning.Bundle: "FFF2CC", meaning.Template: "F2F2F2"}

// links draws orders, from the first to the second, and colocations in lanes beside
// the boxes, and says how wide the picture is then.
func (w *writer) links(p *document.Picture, boxes []box, right int) int {
	at := func(id string) int {
		for _, b := range boxes {
			if b.object.Key == id {
				return b.y + boxHeight/2
			}
		}
		return -1
	}
	lane := right
	for _, o := range w.of(meaning.Order, meaning.Colocation) {
		from, to := at(fieldOf(o, "first")), at(fieldOf(o, "then"))
		if o.Kind == meaning.Colocation {
			from, to = at(fieldOf(o, "rsc")), at(fieldOf(o, "with-rsc"))
		}
		if from < 0 || to < 0 {
			continue
		}
		lane += 2 * gap
		p.Links = append(p.Links, document.Link{X: right, Lane: lane, From: from, To: to + 4, Arrow: o.Kind == meaning.Order, Title: w.sentence(o)})
	}
	return lane + gap
}

package annotate

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Excel shows a note in a shape of a drawing in VML, a format older than the
// workbook's. It is not always well-formed XML, so it is handled as text.

const (
	drawingEnd = "</xml>"
	shapeType  = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	emptyDrawing = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>` + shapeType + drawingEnd
)

var (
	shapes     = regexp.MustCompile(`(?s)<v:shape\s.*?</v:shape>`)
	shapeIDs   = regexp.MustCompile(`_x0000_s(\d+)`)
	shapeRow   = regexp.MustCompile(`<x:Row>\s*(\d+)\s*</x:Row>`)
	shapeCol   = regexp.MustCompile(`<x:Column>\s*(\d+)\s*</x:Column>`)
	objectNote = regexp.MustCompile(`ObjectType="Note"`)
)

// undraw takes the shapes of notes out.
func (b *book) undraw(part string, cells []cell) error {
	drawing, err := b.follow(part, kindDrawing)
	if err != nil || drawing == "" {
		return err
	}
	data, err := b.read(drawing)
	if err != nil {
		return err
	}
	left := shapes.ReplaceAllFunc(data, func(shape []byte) []byte {
		if objectNote.Match(shape) && slices.ContainsFunc(cells, func(c cell) bool { return c.row == 1+number(shapeRow, shape) && c.col == 1+number(shapeCol, shape) }) {
			return nil
		}
		return shape
	})
	if string(left) != emptyDrawing && shapes.Match(left) {
		b.write(drawing, left)
		return nil
	}
	sheet, root, err := b.tree(part)
	if err != nil {
		return err
	}
	var e edits
	for _, n := range root.all("legacyDrawing") {
		e.cut(n)
	}
	return errors.Join(b.change(part, sheet, e), b.unrelate(part, drawing), b.drop(drawing))
}

// number is the number a pattern finds, -1 when there is none.
func number(pattern *regexp.Regexp, text []byte) int {
	if m := pattern.FindSubmatch(text); m != nil {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			return n
		}
	}
	return -1
}

// draw adds the shapes of notes.
func (b *book) draw(part string, cells []cell) error {
	drawing, err := b.follow(part, kindDrawing)
	if err != nil {
		return err
	}
	if drawing == "" {
		if drawing, err = b.newDrawing(part); err != nil {
			return err
		}
	}
	data, err := b.read(drawing)
	if err != nil {
		return err
	}
	text := string(data)
	end := strings.LastIndex(text, drawingEnd)
	if end < 0 {
		return fmt.Errorf("%s: %w", drawing, errForm)
	}
	id := 1024
	for _, m := range shapeIDs.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil {
			id = max(id, n)
		}
	}
	add := ""
	if !strings.Contains(text, `id="_x0000_t202"`) {
		add = shapeType
	}
	var out strings.Builder
	out.WriteString(text[:end] + add)
	for i, c := range cells {
		out.WriteString(shape(c, id+1+i))
	}
	out.WriteString(text[end:])
	b.write(drawing, []byte(out.String()))
	return nil
}

// newDrawing adds a drawing for notes to a sheet that has none.
func (b *book) newDrawing(part string) (string, error) {
	drawing := b.unused("xl/drawings", "findings", ".vml")
	b.write(drawing, []byte(emptyDrawing))
	if err := b.declare(drawing, typeDrawing); err != nil {
		return "", err
	}
	id, err := b.relate(part, kindDrawing, drawing)
	if err != nil {
		return "", err
	}
	data, root, err := b.tree(part)
	if err != nil {
		return "", err
	}
	var e edits
	e.put(before(root, afterNotes()), prefixed(fmt.Sprintf(`<legacyDrawing xmlns:r="%s" r:id="%s"/>`, b.namespaceOf(root), id), root.prefix))
	return drawing, b.change(part, data, e)
}

// shape is the shape of a note, hidden until the pointer is over the cell, and as
// high as its text needs.
func shape(c cell, id int) string {
	lines := 1
	for line := range strings.SplitSeq(c.note+signed, "\n") {
		lines += 1 + len([]rune(line))/30
	}
	return fmt.Sprintf(`<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:1pt;width:300pt;height:%dpt;z-index:%d;visibility:hidden" `+
		`fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
		`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill>`+
		`<x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, 15*lines, id-1024, c.col, max(0, c.row-2), c.col+4, max(0, c.row-2)+lines, c.row-1, c.col-1)
}

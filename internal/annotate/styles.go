package annotate

import (
	"fmt"
	"slices"
	"strings"

	"hagen/internal/diag"
)

// The colours of cells with findings, as ARGB, and of the lines around them.
const (
	fillError, lineError     = "FFFFC7CE", "FFC00000"
	fillWarning, lineWarning = "FFFFEB9C", "FFBF8F00"
	fillRemark, lineRemark   = "FFDDEBF7", "FF2F75B5"
	fillHead                 = "FFD9D9D9"
	colorLink                = "FF0563C1"
)

// looks are the styles of marks and of the sheet with the findings, by their index
// in the part with the styles.
type looks struct {
	marks                     map[diag.Severity]int // among the dxfs
	title, head, text, link   int                   // among the cellXfs
	errors, warnings, remarks int
}

// severity is the style of the cell with the word for how bad a finding is.
func (l *looks) severity(s diag.Severity) int {
	switch s {
	case diag.Error:
		return l.errors
	case diag.Warning:
		return l.warnings
	}
	return l.remarks
}

// stylesheet is the part with the styles and what is added to it: existing styles keep their
// numbers, and what a former run added is used again.
type stylesheet struct {
	data  []byte
	root  *node
	added map[string][]string // by list
}

// styleLists are the lists of a stylesheet in their order.
func styleLists() []string {
	return []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}
}

// defaults are the entries a list begins with where a stylesheet lacks it.
func defaults(list string) (text string, count int) {
	switch list {
	case "fonts":
		return `<font><sz val="11"/><name val="Calibri"/></font>`, 1
	case "fills":
		return `<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`, 2
	case "borders":
		return `<border><left/><right/><top/><bottom/><diagonal/></border>`, 1
	case "cellStyleXfs":
		return `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`, 1
	case "cellXfs":
		return `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, 1
	}
	return "", 0
}

const emptyStyles = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
	`<styleSheet xmlns="%s"></styleSheet>`

// addLooks puts the styles into the workbook.
func (b *book) addLooks() (*looks, error) {
	if b.styles == "" {
		b.styles = b.unused("xl", "styles", ".xml")
		b.write(b.styles, fmt.Appendf(nil, emptyStyles, b.namespace))
		if err := b.declare(b.styles, typeStyles); err != nil {
			return nil, err
		}
		if _, err := b.relate(b.part, kindStyles, b.styles); err != nil {
			return nil, err
		}
	}
	data, root, err := b.tree(b.styles)
	if err != nil {
		return nil, err
	}
	s := &stylesheet{data: data, root: root, added: map[string][]string{}}
	l := s.looks()
	return l, b.change(b.styles, data, s.edits())
}

func (s *stylesheet) looks() *looks {
	l := &looks{marks: map[diag.Severity]int{
		diag.Error: s.mark(fillError, lineError), diag.Warning: s.mark(fillWarning, lineWarning), diag.Remark: s.mark(fillRemark, lineRemark),
	}}
	bold, link := s.font("<b/>", ""), s.font("<u/>", colorLink)
	l.title = s.xf(bold, 0, "")
	l.head = s.xf(bold, s.fill(fillHead), `vertical="top" wrapText="1"`)
	l.text = s.xf(0, 0, `vertical="top" wrapText="1"`)
	l.link = s.xf(link, 0, `vertical="top"`)
	l.errors = s.xf(0, s.fill(fillError), `vertical="top"`)
	l.warnings = s.xf(0, s.fill(fillWarning), `vertical="top"`)
	l.remarks = s.xf(0, s.fill(fillRemark), `vertical="top"`)
	return l
}

// mark is the look of a cell with a finding. It is shown by a conditional format,
// so that the cell's own style stays what it is. The line shows even where a
// conditional format of a person fills the cell.
func (s *stylesheet) mark(fill, line string) int {
	side := func(name string) string {
		return fmt.Sprintf(`<%s style="thin"><color rgb="%s"/></%s>`, name, line, name)
	}
	return s.add("dxfs", fmt.Sprintf(`<dxf><fill><patternFill patternType="solid"><fgColor rgb="%s"/><bgColor rgb="%s"/></patternFill></fill><border>%s%s%s%s</border></dxf>`,
		fill, fill, side("left"), side("right"), side("top"), side("bottom")))
}

// font is the workbook's own font, bold or underlined.
func (s *stylesheet) font(how, color string) int {
	parts := map[string]string{"sz": `<sz val="11"/>`, "name": `<name val="Calibri"/>`}
	if fonts := s.root.child("fonts"); fonts != nil && len(fonts.children) > 0 {
		parts = map[string]string{}
		for _, n := range fonts.children[0].children {
			if n.prefix == s.root.prefix {
				parts[n.name] = strings.ReplaceAll(string(s.data[n.start:n.end]), "<"+n.prefix, "<")
			}
		}
	}
	if color != "" {
		parts["color"] = fmt.Sprintf(`<color rgb="%s"/>`, color)
	}
	return s.add("fonts", "<font>"+how+parts["sz"]+parts["color"]+parts["name"]+parts["family"]+parts["charset"]+parts["scheme"]+"</font>")
}

func (s *stylesheet) fill(color string) int {
	return s.add("fills", fmt.Sprintf(`<fill><patternFill patternType="solid"><fgColor rgb="%s"/><bgColor indexed="64"/></patternFill></fill>`, color))
}

func (s *stylesheet) xf(font, fill int, alignment string) int {
	text := fmt.Sprintf(`<xf numFmtId="0" fontId="%d" fillId="%d" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"/>`, font, fill)
	if alignment != "" {
		text = strings.TrimSuffix(text, "/>") + "><alignment " + alignment + "/></xf>"
	}
	return s.add("cellXfs", text)
}

// add is the index of an entry in a list, which is added where it is not there yet.
func (s *stylesheet) add(list, text string) int {
	text = prefixed(text, s.root.prefix)
	n := s.root.child(list)
	have := 0
	if n == nil {
		_, have = defaults(list)
	} else {
		have = len(n.children)
		if i := slices.IndexFunc(n.children, func(c *node) bool { return string(s.data[c.start:c.end]) == text }); i >= 0 {
			return i
		}
	}
	if i := slices.Index(s.added[list], text); i >= 0 {
		return have + i
	}
	s.added[list] = append(s.added[list], text)
	return have + len(s.added[list]) - 1
}

// edits are the changes of the stylesheet.
func (s *stylesheet) edits() edits {
	var e edits
	whole := len(s.root.children) == 0
	for i, list := range styleLists() {
		add := s.added[list]
		n := s.root.child(list)
		begin, count := defaults(list)
		switch {
		case n != nil && len(add) > 0:
			e.into(n, strings.Join(add, ""))
			if n.attr("count") != "" {
				e.set(s.data, n, "count", fmt.Sprint(len(n.children)+len(add)))
			}
		case n == nil && (len(add) > 0 || whole && count > 0):
			text := prefixed("<"+list+">"+begin, s.root.prefix) + strings.Join(add, "") + prefixed("</"+list+">", s.root.prefix)
			e.put(s.before(styleLists()[i+1:]), text)
		}
	}
	return e
}

// before is where a list goes that comes before others.
func (s *stylesheet) before(later []string) int {
	for _, n := range s.root.children {
		if slices.Contains(later, n.name) {
			return n.start
		}
	}
	return s.root.outer
}

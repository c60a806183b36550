package annotate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hagen/internal/diag"
)

// signature is the formula of the conditional formats that colour cells, by which
// they are found again, whatever program saved the workbook in between. It is true.
const signature = `"hagen"="hagen"`

// maxRange is how many cells one conditional format names.
const maxRange = 200

// The elements of a worksheet that come after its conditional formats, and after
// the drawing with its notes, in the order of the standard.
func afterNotes() []string {
	return []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "AlternateContent", "controls", "webPublishItems", "tableParts", "extLst"}
}

func afterFormats() []string {
	return append([]string{"dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
		"customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing"}, afterNotes()...)
}

// unmark takes the colours of a former run out of a sheet.
func (b *book) unmark(part string) error {
	data, root, err := b.tree(part)
	if err != nil {
		return err
	}
	var e edits
	for _, format := range root.all("conditionalFormatting") {
		var own []*node
		for _, rule := range format.all("cfRule") {
			if f := rule.child("formula"); f != nil && strings.ReplaceAll(f.text(data), " ", "") == signature {
				own = append(own, rule)
			}
		}
		if len(own) == len(format.children) {
			own = []*node{format}
		}
		for _, n := range own {
			e.cut(n)
		}
	}
	if len(e) == 0 {
		return nil
	}
	return b.change(part, data, e)
}

// priorities are those of the conditional formats a sheet has.
var priorities = regexp.MustCompile(`\spriority="(\d+)"`)

// mark colours cells of a sheet.
func (b *book) mark(part string, cells []cell, l *looks) error {
	data, root, err := b.tree(part)
	if err != nil {
		return err
	}
	priority := 0
	for _, m := range priorities.FindAllSubmatch(data, -1) {
		if n, err := strconv.Atoi(string(m[1])); err == nil {
			priority = max(priority, n)
		}
	}
	var text strings.Builder
	for _, severity := range []diag.Severity{diag.Error, diag.Warning, diag.Remark} {
		var names []string
		for _, c := range cells {
			if c.severity == severity {
				names = append(names, c.name())
			}
		}
		for some := range slices.Chunk(names, maxRange) {
			priority++
			fmt.Fprintf(&text, `<conditionalFormatting sqref="%s"><cfRule type="expression" dxfId="%d" priority="%d"><formula>%s</formula></cfRule></conditionalFormatting>`,
				strings.Join(some, " "), l.marks[severity], priority, signature)
		}
	}
	var e edits
	e.put(before(root, afterFormats()), prefixed(text.String(), root.prefix))
	return b.change(part, data, e)
}

// before is where an element goes that comes before others.
func before(root *node, later []string) int {
	for _, n := range root.children {
		if slices.Contains(later, n.name) {
			return n.start
		}
	}
	return root.outer
}

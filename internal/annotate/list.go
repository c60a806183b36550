package annotate

import (
	"fmt"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textSheetName = message.New("annotate.sheet")
	textNone      = message.New("annotate.none")
	headSeverity  = message.New("annotate.head-severity")
	headCode      = message.New("annotate.head-code")
	headSheet     = message.New("annotate.head-sheet")
	headCell      = message.New("annotate.head-cell")
	headMessage   = message.New("annotate.head-message")
	headAdvice    = message.New("annotate.head-advice")
)

// firstRow is the row of the first finding: the title is in row 1, the heads in
// row 3.
const firstRow = 4

// list writes the sheet with the findings.
type list struct {
	b     strings.Builder
	looks *looks
	row   int
}

// findingsList is the worksheet part that lists findings.
func (b *book) findingsList(report *diag.List, l *looks, lang message.Lang) []byte {
	w := &list{looks: l}
	fmt.Fprintf(&w.b, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+`<worksheet xmlns="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`+
		`<sheetViews><sheetView workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<sheetFormatPr defaultRowHeight="15"/><cols>`, b.namespace, firstRow-1, firstRow)
	for i, width := range widths() {
		fmt.Fprintf(&w.b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, width)
	}
	w.b.WriteString("</cols><sheetData>")
	title := diag.Tally(report.Count(diag.Error), report.Count(diag.Warning), report.Count(diag.Remark), lang)
	if title == "" {
		title = textNone.In(lang)
	}
	w.line(1, column{"hagen check: " + title, l.title})
	if report.Len() > 0 {
		w.line(firstRow-1, column{headSeverity.In(lang), l.head}, column{headCode.In(lang), l.head}, column{headSheet.In(lang), l.head},
			column{headCell.In(lang), l.head}, column{headMessage.In(lang), l.head}, column{headAdvice.In(lang), l.head})
	}
	w.row = firstRow
	links := w.findings(report.Sorted(), b.sheets, lang)
	last := w.row - 1
	for _, m := range strings.Split(strings.TrimSuffix(diag.LeftOut(report.LeftOut(), lang), "\n"), "\n") {
		if m != "" {
			w.line(w.row+1, column{m, 0})
			w.row++
		}
	}
	w.b.WriteString("</sheetData>")
	if last >= firstRow {
		fmt.Fprintf(&w.b, `<autoFilter ref="A%d:F%d"/>`, firstRow-1, last)
	}
	if links != "" {
		w.b.WriteString("<hyperlinks>" + links + "</hyperlinks>")
	}
	w.b.WriteString(`<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return []byte(w.b.String())
}

// findings writes a row for each finding and returns the links to their cells.
func (w *list) findings(found []diag.Diagnostic, sheets []tab, lang message.Lang) string {
	var links strings.Builder
	for _, d := range found {
		target := ""
		for _, s := range sheets {
			if s.name == d.Place.Sheet && s.name != "" {
				target = reference(s.name, cellOf(d.Place).name())
			}
		}
		place := d.Place.Cell()
		look := w.looks.text
		if target != "" {
			look = w.looks.link
			place = cellOf(d.Place).name()
			fmt.Fprintf(&links, `<hyperlink ref="D%d" location="%s" display="%s"/>`, w.row, escape(target), escape(place))
		}
		w.line(w.row, column{d.Severity.In(lang), w.looks.severity(d.Severity)}, column{d.Kind.Code, w.looks.text}, column{d.Place.Sheet, w.looks.text},
			column{place, look}, column{strings.Join(append([]string{visible(d.Summary(lang))}, related(d, lang)...), "\n"), w.looks.text},
			column{visible(d.Help(lang)), w.looks.text})
		w.row++
	}
	return links.String()
}

// maxAlso is how many further places of a remark a row names.
const maxAlso = 10

// related are the other places of a finding, each with what it has to do with it.
func related(d diag.Diagnostic, lang message.Lang) []string {
	var out []string
	also := 0
	for _, r := range d.Related {
		if r.Note == diag.NoteAlso {
			if also++; also > maxAlso {
				continue
			}
		}
		text := r.Text(lang)
		if at := r.Place.Cell(); at != "" {
			text += ": " + at
		}
		out = append(out, visible(text))
	}
	if also > maxAlso {
		out = append(out, terminal.Ellipsis)
	}
	return out
}

func visible(text string) string { return terminal.Visible(text) }

// column is a text and its style.
type column struct {
	text  string
	style int
}

// widths are those of the columns, in characters.
func widths() []int { return []int{11, 11, 22, 10, 60, 60} }

// lineHeight is that of a line of text, and maxHeight the most a row can have, in
// points.
const (
	lineHeight = 15
	maxHeight  = 405
)

// line writes a row, as high as its texts need: not every program finds that out.
func (w *list) line(row int, columns ...column) {
	lines := 1
	for i, c := range columns {
		n := 0
		for line := range strings.SplitSeq(c.text, "\n") {
			n += 1 + terminal.Width(line)/widths()[i]
		}
		if c.style == w.looks.text {
			lines = max(lines, n)
		}
	}
	fmt.Fprintf(&w.b, `<row r="%d" ht="%d" customHeight="1">`, row, min(lines*lineHeight, maxHeight))
	for i, c := range columns {
		if c.text == "" {
			continue
		}
		fmt.Fprintf(&w.b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, diag.ColumnName(i+1), row, c.style, escape(c.text))
	}
	w.b.WriteString("</row>")
}

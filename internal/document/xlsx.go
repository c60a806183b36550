package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/message"
	"hagen/internal/terminal"
)

// The looks of a workbook: sizes in points, colours as RRGGBB.
const (
	fontSize   = 10
	titleSize  = 14
	codeFont   = "Consolas"
	textAsIs   = 49 // the number format "@": no text becomes a number or a date
	lineColor  = "A6A6A6"
	headerFill = "DDEBF7"
	headFill   = "F2F2F2"
	goodFill   = "E2EFDA"
	badFill    = "FCE4D6"
	lineHeight = 15.0
	maxHeight  = 400.0 // Excel refuses more than 409
	maxTab     = 31    // characters of a tab's name
)

// XLSX writes a document as a workbook, a tab for each chapter.
func XLSX(d Document) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{f: f, doc: d, styles: map[style]int{}}
	for i, c := range d.Chapters {
		if err := w.chapter(i, c); err != nil {
			return nil, fmt.Errorf("write the chapter %s: %w", c.Title, err)
		}
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: d.Title, Creator: "hagen", Created: epoch, Modified: epoch}); err != nil {
		return nil, fmt.Errorf("write the properties: %w", err)
	}
	f.SetActiveSheet(0)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("write the workbook: %w", err)
	}
	return out.Bytes(), nil
}

// epoch is the date in the properties: the same document gives the same bytes.
const epoch = "2000-01-01T00:00:00Z"

// style is how a cell looks.
type style struct {
	bold, title, boxed, code bool
	fill                     string
}

type writer struct {
	f      *excelize.File
	doc    Document
	styles map[style]int
}

// chapter writes a chapter to a tab of its own.
func (w *writer) chapter(i int, c Chapter) error {
	tab := tabName(c.Title)
	if i == 0 {
		if err := w.f.SetSheetName(w.f.GetSheetName(0), tab); err != nil {
			return err
		}
	} else if _, err := w.f.NewSheet(tab); err != nil {
		return err
	}
	row := 1
	put := func(text string, s style) error {
		err := w.set(tab, 1, row, text, s)
		row++
		return err
	}
	if err := put(w.doc.Title+" - "+c.Title, style{title: true}); err != nil {
		return err
	}
	for _, text := range c.Texts {
		if err := put(text, style{}); err != nil {
			return err
		}
	}
	row++
	if c.Picture != nil {
		var err error
		if row, err = w.picture(tab, row, *c.Picture); err != nil {
			return err
		}
	}
	if len(c.Table.Columns) > 0 {
		if err := w.table(tab, row, c.Table); err != nil {
			return err
		}
	}
	return w.page(tab, row)
}

// table writes a table from a row on.
func (w *writer) table(tab string, row int, t Table) error {
	for i, col := range t.Columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.f.SetColWidth(tab, name, name, float64(col.Width)); err != nil {
			return err
		}
		if err := w.set(tab, i+1, row, col.Title, style{bold: true, boxed: true, fill: headerFill}); err != nil {
			return err
		}
	}
	for n, cells := range t.Rows {
		if err := w.row(tab, row+1+n, t, cells); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) row(tab string, at int, t Table, cells Row) error {
	if len(cells) == 1 {
		return w.across(tab, at, len(t.Columns), cells[0].Text)
	}
	lines := 1
	for i, c := range cells {
		if err := w.set(tab, i+1, at, c.Text, style{boxed: true, code: c.Code, fill: fillOf(c.Look)}); err != nil {
			return err
		}
		lines = max(lines, linesOf(c.Text, t.Columns[i].Width))
	}
	return w.f.SetRowHeight(tab, at, min(maxHeight, lineHeight*float64(lines)))
}

// across writes a heading across a table.
func (w *writer) across(tab string, at, columns int, text string) error {
	if err := w.set(tab, 1, at, text, style{bold: true, boxed: true, fill: headFill}); err != nil {
		return err
	}
	last, err := excelize.CoordinatesToCellName(columns, at)
	if err != nil {
		return err
	}
	return w.f.MergeCell(tab, fmt.Sprintf("A%d", at), last)
}

// linesOf is how many lines a text takes in a column.
func linesOf(text string, width int) int {
	n := 0
	for _, line := range strings.Split(text, "\n") {
		n += 1 + terminal.Width(line)/max(1, width-1)
	}
	return n
}

func fillOf(l Look) string {
	switch l {
	case Good:
		return goodFill
	case Bad:
		return badFill
	case Head:
		return headFill
	}
	return ""
}

// set writes a cell as text.
func (w *writer) set(tab string, column, row int, text string, s style) error {
	at, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	id, err := w.style(s)
	if err != nil {
		return err
	}
	if err := w.f.SetCellStr(tab, at, text); err != nil {
		return err
	}
	return w.f.SetCellStyle(tab, at, at, id)
}

func (w *writer) style(s style) (int, error) {
	if id, known := w.styles[s]; known {
		return id, nil
	}
	x := &excelize.Style{
		NumFmt:    textAsIs,
		Font:      &excelize.Font{Family: font(w.doc.Lang), Size: fontSize, Bold: s.bold || s.title},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: s.boxed},
	}
	if s.title {
		x.Font.Size = titleSize
	}
	if s.code {
		x.Font.Family = codeFont
	}
	if s.fill != "" {
		x.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.boxed {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			x.Border = append(x.Border, excelize.Border{Type: side, Color: lineColor, Style: 1})
		}
	}
	id, err := w.f.NewStyle(x)
	w.styles[s] = id
	return id, err
}

// page sets how a tab is looked at and printed: A4 on its side, as wide as the page,
// with the header of the table on each.
func (w *writer) page(tab string, header int) error {
	no, yes, format, orientation, one, any := false, true, 9, "landscape", 1, 0
	if err := w.f.SetSheetView(tab, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	if err := w.f.SetSheetProps(tab, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := w.f.SetPageLayout(tab, &excelize.PageLayoutOptions{Size: &format, Orientation: &orientation, FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	if err := w.f.SetHeaderFooter(tab, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return w.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: tab, RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(tab, "'", "''"), header, header)})
}

// tabName is a title as the name of a tab: some characters are not allowed in one.
func tabName(title string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, title)
	if runes := []rune(name); len(runes) > maxTab {
		name = string(runes[:maxTab])
	}
	return name
}

// font is one that the systems of the language have.
func font(lang message.Lang) string {
	switch lang {
	case message.Japanese:
		return "Meiryo"
	case "ko":
		return "Malgun Gothic"
	}
	return "Arial"
}

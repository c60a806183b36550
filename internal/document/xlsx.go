package document

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"hagen/internal/paper"
)

// maxTab is how many characters the name of a tab may have.
const maxTab = 31

// XLSX writes a document as a workbook, a tab for each chapter.
func XLSX(d Document) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	w := &writer{f: f, doc: d, styles: map[style]int{}}
	if err := w.standard(); err != nil {
		return nil, fmt.Errorf("set the font: %w", err)
	}
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

type writer struct {
	f      *excelize.File
	doc    Document
	styles map[style]int
}

// tab is a tab that is being written.
type tab struct {
	*writer
	name    string
	columns []Column
	row     int     // the next one
	used    float64 // points of the page so far
	room    float64 // points of a page
	again   float64 // points of the header, which each page has
	header  int     // its row, 0: none
}

// chapter writes a chapter to a tab of its own.
func (w *writer) chapter(i int, c Chapter) error {
	t := &tab{writer: w, name: tabName(c.Title), columns: c.Table.Columns, row: 1}
	if i == 0 {
		if err := w.f.SetSheetName(w.f.GetSheetName(0), t.name); err != nil {
			return err
		}
	} else if _, err := w.f.NewSheet(t.name); err != nil {
		return err
	}
	if err := t.setUp(); err != nil {
		return err
	}
	if err := t.across(w.doc.Title+" - "+c.Title, style{title: true}); err != nil {
		return err
	}
	for _, text := range c.Texts {
		if err := t.across(text, style{wraps: true}); err != nil {
			return err
		}
	}
	t.row++
	t.used += standardRow
	if c.Picture != nil {
		if err := t.picture(*c.Picture); err != nil {
			return err
		}
	}
	if len(c.Table.Columns) == 0 {
		return nil
	}
	return t.table(c.Table)
}

// setUp sets the widths of the columns, and how the tab is looked at and printed: A4
// on its side, as wide as the page.
func (t *tab) setUp() error {
	columns := t.columns
	if len(columns) == 0 {
		columns = []Column{{Width: alone}}
	}
	total := 0.0
	for i, col := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := t.f.SetColWidth(t.name, name, name, float64(col.Width)); err != nil {
			return err
		}
		total += float64(col.Width)*digitWidth(t.doc.Lang) + cellMargin
	}
	t.room = paper.Height(false) * max(1, total/paper.Width(false)) * paper.Safe
	no, yes, height := false, true, standardRow
	if err := t.f.SetSheetView(t.name, 0, &excelize.ViewOptions{ShowGridLines: &no}); err != nil {
		return err
	}
	if err := t.f.SetSheetProps(t.name, &excelize.SheetPropsOptions{DefaultRowHeight: &height, CustomHeight: &yes}); err != nil {
		return err
	}
	return paper.Print(t.f, t.name, false, excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"})
}

// table writes a table. Its header is on each page.
func (t *tab) table(table Table) error {
	header := Row{}
	for _, col := range table.Columns {
		header = append(header, Text(col.Title))
	}
	t.header = t.row
	if len(table.Rows) > 0 { // no header at the end of a page
		if err := t.keep(t.height(header) + t.height(table.Rows[0])); err != nil {
			return err
		}
	}
	if err := t.write(header, style{bold: true, boxed: true, wraps: true, fill: headerFill}); err != nil {
		return err
	}
	t.again = t.height(header)
	for i, row := range table.Rows {
		if len(row) == 1 {
			room := t.height(row)
			if i+1 < len(table.Rows) { // no heading at the end of a page
				room += min(t.height(table.Rows[i+1]), maxHeight)
			}
			if err := t.keep(room); err != nil {
				return err
			}
			if err := t.across(row[0].Text, style{bold: true, boxed: true, wraps: true, fill: headFill}); err != nil {
				return err
			}
			continue
		}
		for _, part := range t.split(row) {
			if err := t.write(part, style{boxed: true, wraps: true}); err != nil {
				return err
			}
		}
	}
	return t.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: t.name, RefersTo: fmt.Sprintf("%s!$%d:$%d", paper.Quoted(t.name), t.header, t.header)})
}

// write writes the cells of a row.
func (t *tab) write(cells Row, base style) error {
	for i, c := range cells {
		s := base
		s.code = c.Code
		if fill := fillOf(c.Look); fill != "" {
			s.fill = fill
		}
		if err := t.set(i+1, c.Text, s); err != nil {
			return err
		}
	}
	return t.end(t.height(cells))
}

// across writes a text across all columns.
func (t *tab) across(text string, s style) error {
	if err := t.set(1, text, s); err != nil {
		return err
	}
	if len(t.columns) > 1 {
		last, err := excelize.CoordinatesToCellName(len(t.columns), t.row)
		if err != nil {
			return err
		}
		if err := t.f.MergeCell(t.name, fmt.Sprintf("A%d", t.row), last); err != nil {
			return err
		}
	}
	if s.title {
		return t.end(titleRow)
	}
	return t.end(t.height(Row{Text(text)}))
}

// set writes a cell of the row as text.
func (t *tab) set(column int, text string, s style) error {
	at, err := excelize.CoordinatesToCellName(column, t.row)
	if err != nil {
		return err
	}
	id, err := t.style(s)
	if err != nil {
		return err
	}
	if err := t.f.SetCellStr(t.name, at, text); err != nil {
		return err
	}
	return t.f.SetCellStyle(t.name, at, at, id)
}

// end ends the row. One that does not fit begins the next page: all programs begin
// their pages with the same rows then.
func (t *tab) end(height float64) error {
	height = min(height, maxHeight)
	if err := t.f.SetRowHeight(t.name, t.row, height); err != nil {
		return err
	}
	if err := t.keep(height); err != nil {
		return err
	}
	t.used += height
	t.row++
	return nil
}

// keep begins a new page where less than a height is left.
func (t *tab) keep(height float64) error {
	if t.used <= t.again || t.used+height <= t.room {
		return nil
	}
	t.used = t.again
	return t.f.InsertPageBreak(t.name, fmt.Sprintf("A%d", t.row))
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

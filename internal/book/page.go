package book

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"

	"hagen/internal/paper"
	"hagen/internal/schema"
)

// narrow is how small a sheet is printed upright; smaller ones lie on their side.
const narrow = 0.75

// page sets how the sheet is looked at and printed.
func (w *writer) page() error {
	no, zoom := false, 90.0
	if err := w.f.SetSheetView(w.Name, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	if err := w.f.SetPanes(w.Name, &excelize.Panes{
		Freeze: true, XSplit: schema.NameColumn, YSplit: 1, TopLeftCell: cell(schema.FirstColumn, 2), ActivePane: "bottomRight",
	}); err != nil {
		return err
	}
	scale, upright := w.scale()
	if err := paper.Print(w.f, w.Name, upright, excelize.HeaderFooterOptions{OddHeader: "&L&A&R&D", OddFooter: "&L&F&R&P / &N"}); err != nil {
		return err
	}
	titles := &excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: paper.Quoted(w.Name) + "!$1:$1", Scope: w.Name}
	if err := errors.Join(w.f.SetDefinedName(titles), w.setPrintArea()); err != nil {
		return err
	}
	return w.breaks(paper.Height(upright) / scale * paper.Safe)
}

// scale is how much smaller the sheet is printed so that its columns fit, and
// whether on upright paper. The program decides in the end: with a wider standard
// font it is smaller, and more rows fit.
func (w *writer) scale() (scale float64, upright bool) {
	total := 0.0
	for col := 1; col <= w.width; col++ {
		total += (columnWidth(col)*7 + 5) * 0.75 // pixels of the standard font, in points
	}
	if tall := paper.Width(true) / total * paper.Safe; tall >= narrow {
		return min(tall, 1), true
	}
	return min(paper.Width(false)/total*paper.Safe, 1), false
}

// breaks begins a new page where a table would be cut. Each table is kept together
// with its title; one that is longer than a page is cut above the header row of a
// block, or of necessity between rows.
func (w *writer) breaks(room float64) error {
	tables := w.parts(func(l line, before line) bool {
		return l.kind == title && before.kind != title || l.kind == name && before.kind != title
	})
	used := 0.0
	for _, t := range tables {
		size := w.size(t)
		pieces := []part{t}
		if size > room {
			pieces = w.blocks(t)
		}
		for _, p := range pieces {
			size := w.size(p)
			if used > 0 && used+size > room {
				if err := w.f.InsertPageBreak(w.Name, cell(1, p.from)); err != nil {
					return err
				}
				used = w.height(1) // printed again
			}
			used += size
			for used > room { // the program breaks the page itself
				used -= room
			}
		}
	}
	return nil
}

// part is a run of rows.
type part struct{ from, to int }

func (w *writer) size(p part) float64 {
	sum := 0.0
	for row := p.from; row <= p.to; row++ {
		sum += w.height(row)
	}
	return sum
}

// parts cuts the rows where begins says so.
func (w *writer) parts(begins func(l, before line) bool) []part {
	var out []part
	before := line{}
	for i, l := range w.lines {
		if i == 0 || begins(l, before) {
			out = append(out, part{from: i + 1})
		}
		out[len(out)-1].to = i + 1
		before = l
	}
	return out
}

// blocks cuts a table above the header rows of its blocks, but for the first, which
// is right below the name.
func (w *writer) blocks(t part) []part {
	out := []part{{from: t.from}}
	for row := t.from; row <= t.to; row++ {
		if l := w.lines[row-1]; l.kind == header && l.section.name < row-1 && l.section.block.Letter != "" {
			out = append(out, part{from: row})
		}
		out[len(out)-1].to = row
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }

package writeback

import (
	"cmp"
	"slices"

	"hagen/internal/annotate"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
	"hagen/internal/schema"
)

// writer finds the texts that cells get, so that each row says what is wanted of it.
type writer struct {
	book   *sheet
	cells  *annotate.Cells
	result *Result
	fills  []annotate.Fill
}

// sections goes through all rows.
func (w *writer) sections() {
	for _, sec := range w.book.sections {
		slices.SortStableFunc(sec.lines, func(a, b *line) int { return cmp.Compare(a.row, b.row) })
		w.headers(sec)
		above := map[string]string{}
		for _, l := range sec.lines {
			for _, h := range sec.heads {
				w.cell(l, h, above)
			}
		}
	}
}

// headers gives a new block its letter and its headers.
func (w *writer) headers(sec *section) {
	if sec.likeHeader == 0 {
		return
	}
	put := func(col int, text string) {
		f := annotate.Fill{Row: sec.header, Col: col, Text: text, Like: sec.likeHeader}
		w.fills = append(w.fills, f)
		w.result.Cells = append(w.result.Cells, Cell{Place: w.book.grid.Place(f.Row, f.Col), What: sec.table.Name + " " + sec.about, Column: sec.block.Letter, New: text, NewRow: true})
	}
	put(schema.NameColumn, sec.block.Letter)
	for _, h := range sec.heads {
		put(h.reach.From, h.header)
	}
}

// cell gives a cell its text, if it has another one. above are the values that blanks
// inherit.
func (w *writer) cell(l *line, h head, above map[string]string) {
	own, want := l.own[h.key], l.value[h.key]
	if l.removed {
		if own != "" {
			w.fill(l, h, "")
		}
		return
	}
	says := own
	if h.inherits {
		says = cmp.Or(own, above[h.key])
		above[h.key] = want
	}
	if says != want {
		w.fill(l, h, want)
	}
}

func (w *writer) fill(l *line, h head, text string) {
	g := w.book.grid
	f := annotate.Fill{Row: l.row, Col: h.reach.From, Text: text, Like: l.like}
	if row := rowOf(g, l.row); row != nil {
		f.Col = h.reach.At(row)
	}
	if row := rowOf(g, cmp.Or(l.like, l.row)); row != nil {
		f.Shown = row.At(f.Col)
	}
	w.fills = append(w.fills, f)
	w.result.Cells = append(w.result.Cells, Cell{
		Place: g.Place(f.Row, f.Col), What: (&item{lines: []*line{l}}).name(), Column: h.header, Old: l.own[h.key], New: text, NewRow: l.like != 0,
	})
}

// check finds cells that must not be written. fresh says that formulas for people read
// some that are.
func (w *writer) check() (fresh bool, err error) {
	var changed [][2]int
	for _, f := range w.fills {
		changed = append(changed, [2]int{f.Row, f.Col})
		at := w.book.grid.Place(f.Row, f.Col)
		switch area := w.cells.Merged(f.Row, f.Col); {
		case w.cells.Formula(f.Row, f.Col):
			w.result.Obstacles = append(w.result.Obstacles, Obstacle{textFormula.With(at.Cell()), at})
		case area != "":
			w.result.Obstacles = append(w.result.Obstacles, Obstacle{textMerged.With(at.Cell(), area), at})
		}
	}
	here, others, err := w.cells.Readers(changed)
	if err != nil {
		return false, err
	}
	counts := relevant.Of(w.book.grid)
	for _, cell := range here {
		if at := w.book.grid.Place(cell[0], cell[1]); counts.Has(cell[0], cell[1]) {
			w.result.Obstacles = append(w.result.Obstacles, Obstacle{textReads.With(at.Cell()), at})
		}
	}
	return others || len(here) > 0, nil
}

// expected are the cells of the new sheet.
func (w *writer) expected(g *grid.Grid) map[[2]int]string {
	out := texts(g)
	for _, f := range w.fills {
		at := [2]int{f.Row, f.Col}
		if out[at] = grid.Clean(f.Text); out[at] == "" {
			delete(out, at)
		}
	}
	return out
}

// Package writeback writes what differs on a cluster into the workbook of its design:
// into the cells there are, and into rows of their own at the end of tables.
//
// Both the cluster's CIB and what the workbook compiles to are read as rows of a sheet.
// Where they differ, the row of the workbook that is about the same is changed. The new
// workbook is then compiled and compared with the cluster in meaning: if anything
// differs still, nothing is written.
package writeback

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hagen/internal/annotate"
	"hagen/internal/apply/meaning"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/importer"
	"hagen/internal/message"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
	"hagen/internal/schema"
	"hagen/internal/secret"
)

var (
	textNoRow    = message.New("into.no-row", "what")
	textNoTable  = message.New("into.no-table", "what")
	textNoColumn = message.New("into.no-column", "what", "column")
	textNoRoom   = message.New("into.no-room", "what", "row")
	textNew      = message.New("into.new-table", "what")
	textGone     = message.New("into.gone", "what")
	textTreeNew  = message.New("into.resource-new", "what")
	textTreeGone = message.New("into.resource-gone", "what")
	textFormula  = message.New("into.formula", "cell")
	textReads    = message.New("into.formula-reads", "cell")
	textMerged   = message.New("into.merged", "cell", "area")
	textRefused  = message.New("into.refused", "code", "cell")
	textDamaged  = message.New("into.damaged")
)

// Book is a workbook and the sheet of it that is the design.
type Book struct {
	File  string
	Data  []byte
	Sheet string
	Unit  *compile.Unit // what the sheet compiles to
}

// Result is what becomes of a workbook.
type Result struct {
	// Data is the new workbook; nil when there is nothing to write, or not everything
	// fits.
	Data  []byte
	Cells []Cell
	// Obstacles are why not everything fits.
	Obstacles []Obstacle
	// Left is what no table of a sheet can say, and what the cluster keeps.
	Left []importer.Left
	// Differs is what the new workbook would still say otherwise than the cluster.
	Differs []meaning.Change
	Secret  bool // the workbook holds a secret
}

// Fits reports whether the workbook now says what the cluster does.
func (r *Result) Fits() bool {
	return len(r.Obstacles) == 0 && len(r.Differs) == 0 && !slices.ContainsFunc(r.Left, func(l importer.Left) bool {
		return l.Why != importer.State && l.Why != importer.NoMeaning
	})
}

// Cell is a cell with another text.
type Cell struct {
	Place    diag.Place
	What     string // the row it is in, such as LOCATION_NODE vip node1
	Column   string // its header
	Old, New string // masked when they are a secret
	NewRow   bool
}

// Obstacle is why something does not fit.
type Obstacle struct {
	Why message.Message
	// Place is a cell of the workbook, if it is about one.
	Place diag.Place
}

// Into writes what a cluster's CIB says into a workbook.
func Into(b Book, cib []byte, opts compile.Options, lang message.Lang) (*Result, error) {
	how := importer.Options{Target: opts.Target, Catalog: opts.Catalog, Lang: lang, AllOperations: true, OfAttributes: true}
	base, err := importer.Read(b.Unit.XML, how)
	if err != nil {
		return nil, err
	}
	live, err := importer.Read(cib, how)
	if err != nil {
		return nil, err
	}
	r := &Result{Left: left(base, live), Secret: b.Unit.Secret}
	if r.Differs = changes(base, live); len(r.Differs) == 0 {
		return r, nil
	}
	if slices.ContainsFunc(r.Left, func(l importer.Left) bool { return l.Why == importer.Masked }) {
		return r, nil // the passwords of the sheet would go
	}
	cells, err := annotate.CellsOf(b.Data, b.Sheet)
	if err != nil {
		return nil, err
	}
	m := &merger{base: read(gridOf(base.Rows)), live: read(gridOf(live.Rows)), book: read(b.Unit.Grid), free: cells.Free, told: map[string]bool{}}
	m.merge()
	w := &writer{book: m.book, cells: cells, result: r}
	w.sections()
	r.Obstacles = m.obstacles
	fresh, err := w.check()
	if err != nil {
		return nil, err
	}
	r.Data, err = cells.Write(w.fills, fresh)
	if err != nil {
		return nil, err
	}
	return r, r.prove(b, w, live, opts, how)
}

// left is what the rows of one of two readings cannot say. What both have alike, as a
// fragment of XML in the workbook, is no difference.
func left(base, live *importer.View) []importer.Left {
	other := func(of *importer.View) func(importer.Left) bool {
		return func(l importer.Left) bool { return l.Why == importer.NoTable && slices.Contains(of.Left, l) }
	}
	gone := slices.DeleteFunc(slices.Clone(base.Left), func(l importer.Left) bool { return l.Why != importer.NoTable || other(live)(l) })
	return append(slices.DeleteFunc(slices.Clone(live.Left), other(base)), gone...)
}

// changes are the differences in meaning. A node that has nothing but its name is no
// part of the design, nor is a description that the sheet leaves blank.
func changes(a, b *importer.View) []meaning.Change {
	all := importer.Changes(a.Meaning, b.Meaning)
	for i := range all {
		if c := &all[i]; c.Action == meaning.Modify {
			c.Details = slices.DeleteFunc(c.Details, func(d meaning.Detail) bool { return d.Action == meaning.Add && c.Describes(d) })
		}
	}
	return slices.DeleteFunc(all, func(c meaning.Change) bool {
		if c.Action == meaning.Modify {
			return len(c.Details) == 0
		}
		return c.Kind == meaning.Node && len(c.Details) == 0
	})
}

// gridOf makes a grid of rows.
func gridOf(rows [][]string) *grid.Grid {
	g := &grid.Grid{}
	for i, cells := range rows {
		row := grid.Row{Number: i + 1}
		for j, text := range cells {
			if text = grid.Clean(text); text != "" {
				row.Cells = append(row.Cells, grid.Cell{Col: j + 1, Text: text})
			}
		}
		if len(row.Cells) > 0 {
			g.Rows = append(g.Rows, row)
		}
	}
	return g
}

// prove compiles the new workbook and compares it with the cluster, and its cells with
// those of the old one.
func (r *Result) prove(b Book, w *writer, live *importer.View, opts compile.Options, how importer.Options) error {
	unit, err := compile.Open(b.File, r.Data, parse.Options{}).Compile(b.Sheet, opts)
	if err != nil {
		return err
	}
	if unit.Grid == nil || !maps.Equal(texts(unit.Grid), w.expected(b.Unit.Grid)) {
		return message.Fail(textDamaged)
	}
	r.Secret = r.Secret || unit.Secret
	r.mask(b.Unit.Grid, unit.Grid)
	if unit.XML == nil {
		for _, d := range unit.Report.Sorted() {
			if d.Severity == diag.Error {
				r.Obstacles = append(r.Obstacles, Obstacle{textRefused.With(d.Kind.Code, d.Place.Cell()), d.Place})
			}
		}
	} else {
		made, err := importer.Read(unit.XML, how)
		if err != nil {
			return err
		}
		r.Differs = changes(made, live)
	}
	if !r.Fits() {
		r.Data = nil
	}
	return nil
}

// texts are the cells of a grid.
func texts(g *grid.Grid) map[[2]int]string {
	out := map[[2]int]string{}
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			out[[2]int{row.Number, c.Col}] = c.Text
		}
	}
	return out
}

// mask hides secrets in what is shown.
func (r *Result) mask(before, after *grid.Grid) {
	for i := range r.Cells {
		c := &r.Cells[i]
		if before.Hidden(c.Place) || after.Hidden(c.Place) || c.secret() {
			c.Old, c.New = masked(c.Old), masked(c.New)
		}
	}
	slices.SortStableFunc(r.Cells, func(a, b Cell) int {
		return cmp.Or(cmp.Compare(a.Place.Row, b.Place.Row), cmp.Compare(a.Place.Col, b.Place.Col))
	})
}

func masked(text string) string {
	if text == "" {
		return ""
	}
	return secret.Mask
}

// secret reports whether the row of a cell is about a secret, or its texts hold one.
func (c *Cell) secret() bool {
	name := c.What[strings.LastIndexByte(c.What, ' ')+1:]
	if !strings.EqualFold(c.Column, valueHeader) {
		name = c.Column
	}
	return secret.In(name, c.Old) || secret.In(name, c.New)
}

// valueHeader is the header of values whose names are in another column.
const valueHeader = "value"

// name is how people call an item.
func (i *item) name() string {
	l := i.lines[0]
	words := []string{l.section.table.Name}
	if l.section.within != "" {
		words = append(words, strings.ReplaceAll(l.section.within, "/", " "))
	}
	for _, h := range l.section.heads {
		if h.column != nil && h.column.Required && (h.column.Key == schema.KeyType || h.column.Type.Matches()) {
			if text := l.value[h.key]; text != "" && text != l.section.within {
				words = append(words, text)
			}
		}
	}
	return strings.Join(words, " ")
}

// tell records why an item does not fit.
func (m *merger) tell(why message.Text, i *item, args ...any) {
	var at diag.Place
	if l := i.lines[0]; m.book.has(l) {
		at = m.book.grid.Place(l.row, 0)
	}
	m.obstacles = append(m.obstacles, Obstacle{why.With(args...), at})
}

// has reports whether a line is one of the sheet's.
func (s *sheet) has(l *line) bool { return slices.Contains(s.sections, l.section) }

// once records what several items have in common.
func (m *merger) once(why message.Text, args ...any) {
	text := why.With(args...)
	if key := text.String(); !m.told[key] {
		m.told[key] = true
		m.obstacles = append(m.obstacles, Obstacle{Why: text})
	}
}

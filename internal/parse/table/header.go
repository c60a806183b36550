package table

import (
	"slices"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// headerRow describes the columns below a header row.
type headerRow struct {
	section *Section
	row     int // of the headers
	columns []*column
	options []option // an open block's own columns, in the order of the sheet
	above   map[schema.Key]value

	heads  []head       // every header with its columns, in the order of the sheet
	labels []int        // the columns that have a heading for people
	end    int          // the last column in which text may belong to a header
	unread map[int]bool // columns without a header whose text has been reported
	// whole says that the columns make a table without the others.
	whole bool
}

// column is a column of the schema with its place in the sheet.
type column struct {
	*schema.Column
	cols []layout.Reach // several only where the schema allows it
	// doubtful says that the sheet has two such columns, so that a blank cell means
	// nothing.
	doubtful bool
}

// option is a column of an open block that the schema does not name.
type option struct {
	layout.Head
	place diag.Place // of the header
}

// header reads a header row and starts a section. at is the place of the section:
// the block letter, or the first header cell.
func (p *parser) header(block *schema.Block, row *grid.Row, at diag.Place) {
	lay := &headerRow{section: &Section{Block: block, Place: at}, row: row.Number, above: map[schema.Key]value{}}
	unknown := p.match(lay, row)
	lay.whole = len(unknown) == 0 && len(lay.columns) > 1 && !slices.ContainsFunc(lay.columns, func(c *column) bool {
		return !slices.Contains(block.Alone, c.Key)
	})
	unknown = p.repair(lay, row, unknown)
	if len(lay.columns) == 0 && !(block.Open && len(unknown) > 0) {
		p.noHeader(block, at)
		return
	}
	p.missing(lay, at)
	if block.Open {
		p.operationOptions(lay, row, unknown)
	} else {
		p.unknownColumns(lay, row, unknown)
	}
	p.heads(lay, unknown)
	p.layout = lay
	p.table.Sections = append(p.table.Sections, lay.section)
}

// match finds the columns of the schema in a header row and returns the rest.
func (p *parser) match(lay *headerRow, row *grid.Row) []layout.Head {
	var unknown []layout.Head
	found := map[schema.Key]*column{}
	for _, h := range layout.Heads(p.g, row) {
		def, ok := lay.section.Block.Column(h.Text)
		if !ok {
			unknown = append(unknown, h)
			continue
		}
		first := found[def.Key]
		switch {
		case first == nil:
			found[def.Key] = &column{Column: def, cols: []layout.Reach{h.Reach}}
		case def.Several:
			first.cols = append(first.cols, h.Reach)
		default:
			p.twice(row, def.Header, first.cols[0].From, h.From)
			first.doubtful = true
		}
	}
	for i := range lay.section.Block.Columns {
		if c := found[lay.section.Block.Columns[i].Key]; c != nil {
			c.spread()
			lay.columns = append(lay.columns, c)
		}
	}
	return unknown
}

// spread turns a single merged header into columns side by side: the position of a
// resourceItem is its depth, and the comment row below such a header is merged in
// the same way. Of several merged headers side by side each has its own depth.
func (c *column) spread() {
	if !c.Several || len(c.cols) != 1 {
		return
	}
	all := c.cols[0]
	c.cols = nil
	for col := all.From; col <= all.To; col++ {
		c.cols = append(c.cols, layout.Reach{From: col, To: col})
	}
}

// twice reports a second column with the same header. hagen does not guess which of
// the two counts, so it is an error even for optional columns.
func (p *parser) twice(row *grid.Row, header string, first, second int) {
	p.report.Add(diag.ColumnTwice, p.g.Place(row.Number, second),
		diag.Args{"table": p.table.Schema.Name, "column": header},
		diag.See(p.g.Place(row.Number, first), diag.NoteFirst))
	p.table.Broken = true
}

// repair treats an unknown header as the missing required column it resembles: one
// mistake, reported at the header, and the rows below are still read. It returns
// the headers that remain unknown.
//
// A row without a single correct header is more likely data without a header row,
// unless the block has only one required column.
func (p *parser) repair(lay *headerRow, row *grid.Row, unknown []layout.Head) []layout.Head {
	block := lay.section.Block
	if len(lay.columns) == 0 && len(block.Columns) > 1 && !block.Open {
		return unknown
	}
	return slices.DeleteFunc(unknown, func(h layout.Head) bool {
		def, ok := block.Column(suggest.Nearest(h.Text, absent(lay, true)))
		if !ok {
			return false
		}
		p.report.Add(diag.ColumnMissing, p.g.Place(row.Number, h.From), diag.Args{
			"table": p.table.Schema.Name, "column": def.Header, "found": suggest.Spelt(h.Text, def.Header),
		})
		lay.columns = append(lay.columns, &column{Column: def, cols: []layout.Reach{h.Reach}})
		return true
	})
}

// missing reports the required columns that no header names.
func (p *parser) missing(lay *headerRow, at diag.Place) {
	for _, header := range absent(lay, true) {
		p.report.Add(diag.ColumnMissing, at, diag.Args{"table": p.table.Schema.Name, "column": header})
		p.table.Broken = true
	}
}

// noHeader reports a header row that has none of the columns.
func (p *parser) noHeader(block *schema.Block, at diag.Place) {
	kind := diag.NotAHeader
	if block.Letter != "" {
		kind = diag.BlockHeaderMissing
	}
	p.report.Add(kind, at, diag.Args{
		"table": p.table.Schema.Name, "letter": block.Letter, "columns": usual(block),
	})
	p.table.Broken, p.layout, p.skipping = true, nil, true
}

// operationOptions treats every other column of an open block as an option.
func (p *parser) operationOptions(lay *headerRow, row *grid.Row, heads []layout.Head) {
	first := map[string]int{}
	for _, h := range heads {
		if col, ok := first[h.Text]; ok {
			p.twice(row, h.Text, col, h.From)
			continue
		}
		first[h.Text] = h.From
		lay.options = append(lay.options, option{h, p.g.Place(row.Number, h.From)})
	}
}

// unknownColumns warns about the headers that are ignored.
func (p *parser) unknownColumns(lay *headerRow, row *grid.Row, heads []layout.Head) {
	for _, h := range heads {
		p.report.Add(diag.UnknownColumn, p.g.Place(row.Number, h.From), diag.Args{
			"table": p.table.Schema.Name, "column": h.Text,
			"suggestion": suggest.Instead(h.Text, suggest.Nearest(h.Text, absent(lay, false))),
			"columns":    headers(lay.section.Block),
		})
	}
}

// absent lists the headers that a layout lacks, all or only the required ones.
func absent(lay *headerRow, required bool) []string {
	var out []string
	for i := range lay.section.Block.Columns {
		def := &lay.section.Block.Columns[i]
		has := slices.ContainsFunc(lay.columns, func(c *column) bool { return c.Key == def.Key })
		replaced := slices.ContainsFunc(lay.columns, func(c *column) bool { return def.Unless != schema.NoKey && c.Key == def.Unless })
		replaced = replaced || lay.whole && !slices.Contains(lay.section.Block.Alone, def.Key)
		if !has && (def.Required && !replaced || !required) {
			out = append(out, def.Header)
		}
	}
	return out
}

// hasRequired reports whether a row has the header of every required column.
func hasRequired(block *schema.Block, heads []layout.Head) bool {
	for i := range block.Columns {
		def := &block.Columns[i]
		has := slices.ContainsFunc(heads, func(h layout.Head) bool { return strings.EqualFold(h.Text, def.Header) })
		if def.Required && def.Unless == schema.NoKey && !has {
			return false
		}
	}
	return true
}

// usual lists the columns that a table without headers is told to have: few need those
// of attribute sets.
func usual(block *schema.Block) string {
	var out []string
	for _, c := range block.Columns {
		if c.Element != schema.OfSet {
			out = append(out, c.Header)
		}
	}
	return strings.Join(out, ", ")
}

// headers lists the columns of a block for a message.
func headers(block *schema.Block) string {
	var out []string
	for _, c := range block.Columns {
		out = append(out, c.Header)
	}
	return strings.Join(out, ", ")
}

package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// read reads a row as data of the section. A row with nothing under a machine
// header is a remark.
func (lay *headerRow) read(p *parser, from *grid.Row) {
	row := &Row{
		Number: from.Number, section: lay.section, table: p.table,
		values: make([]value, 0, len(lay.columns)), Depth: -1,
	}
	for _, o := range lay.options {
		at := o.At(from)
		if text := layout.OneLine(from.At(at)); text != "" {
			p.lineBreak(from, at)
			row.Extra = append(row.Extra, Extra{Header: o.Text, HeaderPlace: o.place, Text: text, Place: p.g.Place(from.Number, at)})
		}
	}
	filled, label := lay.filled(from)
	row.place = p.g.Place(from.Number, filled)
	if filled > 0 && p.heading(lay, from, row.place) {
		return
	}
	suspect := lay.strays(p, from, filled == 0)
	if filled == 0 {
		return
	}
	lay.twoValues(p, from)
	alone := lay.alone(from)
	if alone != nil && len(lay.required()) > 1 && prose(from.At(filled)) {
		p.unfinished(row.place, from.At(filled), lay.required())
		return
	}
	for _, o := range lay.options {
		if from.At(o.At(from)) == "" {
			p.merged(from.Number, o.From)
		}
	}
	row.Alone = lay.onlyAlone(from)
	var missing []*column
	for _, c := range lay.columns {
		v := lay.value(p, c, row, from)
		row.values = append(row.values, v)
		if v.text == "" && !c.Inherit && !c.Several && p.merged(from.Number, c.cols[0].From) {
			continue
		}
		if v.text == "" && c.Required && !c.doubtful && !label && !suspect[c.Header] && !lay.replaced(c, from) && (!row.Alone || slices.Contains(lay.section.Block.Alone, c.Key)) {
			missing = append(missing, c)
			lay.hideNameless(p, c, from)
		}
	}
	if alone != nil && len(missing) > 1 {
		p.unfinished(row.place, from.At(filled), missing)
	} else {
		for _, c := range missing {
			p.missingValue(c.Column, row.At(c.Key))
		}
	}
	if !label {
		lay.section.Rows = append(lay.section.Rows, row)
	}
}

// merged reports a blank cell that is merged with a value above it. A column that
// inherits reads it as it looks, and a parent in RESOURCES may span its children;
// any other value would be silently missing from all rows except the first.
func (p *parser) merged(row, col int) bool {
	area := p.g.Merged(row, col)
	if area != "" {
		p.report.Add(diag.CellMerged, p.g.Place(row, col), diag.Args{"range": area})
	}
	return area != ""
}

// replaced reports whether a row has a value in the column that takes the place of
// another one.
func (lay *headerRow) replaced(c *column, from *grid.Row) bool {
	return c.Unless != schema.NoKey && slices.ContainsFunc(lay.columns, func(o *column) bool {
		return o.Key == c.Unless && from.At(o.cols[0].At(from)) != ""
	})
}

// onlyAlone reports whether a row has values in columns alone that need no others.
func (lay *headerRow) onlyAlone(from *grid.Row) bool {
	return len(lay.section.Block.Alone) > 0 && !slices.ContainsFunc(lay.columns, func(c *column) bool {
		return !slices.Contains(lay.section.Block.Alone, c.Key) && slices.ContainsFunc(c.cols, func(r layout.Reach) bool { return from.At(r.At(from)) != "" })
	})
}

// hideNameless keeps the value of an agent's attribute out of reports when its
// name is missing: it may be a password.
func (lay *headerRow) hideNameless(p *parser, missing *column, from *grid.Row) {
	if missing.Type != schema.Name || lay.section.Block.Letter == "" {
		return
	}
	for _, c := range lay.columns {
		if c.Type == schema.Value {
			p.g.Hide(p.g.Place(from.Number, c.cols[0].At(from)))
		}
	}
}

// filled returns the first filled column of a row that counts, or 0. label says
// that the row only names the kind of the attributes below, which inherit it, as in
// the tables of blank sheets.
func (lay *headerRow) filled(from *grid.Row) (first int, label bool) {
	label = true
	named := false // the block has attributes
	count := func(col int, isLabel bool) {
		if from.At(col) == "" {
			return
		}
		if first == 0 || col < first {
			first = col
		}
		label = label && isLabel
	}
	for _, c := range lay.columns {
		named = named || c.Type == schema.Name
		for _, r := range c.cols {
			count(r.At(from), c.Inherit && c.Type == schema.Enum)
		}
	}
	for _, o := range lay.options {
		count(o.At(from), false)
	}
	return first, label && named
}

// value reads one column of a row.
func (lay *headerRow) value(p *parser, c *column, row *Row, from *grid.Row) value {
	if c.Depth {
		return lay.depth(p, c, row, from)
	}
	if c.Several {
		return lay.several(p, c, from)
	}
	col := c.cols[0].At(from)
	at := p.g.Place(from.Number, col)
	v := value{key: c.Key, text: text(c.Column, from, col), place: at, cell: at}
	if c.Type == schema.Name || freeText(c.Column) && c.Type != schema.PcsCommand && !spaced.MatchString(row.Get(schema.KeyName)) {
		p.lineBreak(from, col)
	}
	if !c.Inherit {
		return v
	}
	if above, ok := lay.above[c.Key]; ok && v.text == "" {
		above.cell, above.inherited = at, true
		return above
	}
	// A blank with nothing above is also kept: the blanks below it are the same
	// mistake at the same cell.
	lay.above[c.Key] = v
	return v
}

// spaced matches names of values that are lists of words, which a line break
// separates as well as a space.
var spaced = regexp.MustCompile(`(list|map)$`)

// lineBreak warns about a value of several lines, which are joined with spaces. In
// other columns a space in a word is an error.
func (p *parser) lineBreak(from *grid.Row, col int) {
	if strings.Contains(from.At(col), "\n") {
		p.report.Add(diag.LineBreak, p.g.Place(from.Number, col), nil)
	}
}

// several reads a column that occurs several times side by side, each with a value
// of its own.
func (lay *headerRow) several(p *parser, c *column, from *grid.Row) value {
	at := p.g.Place(from.Number, c.cols[0].From)
	v := value{key: c.Key, place: at, cell: at}
	for _, r := range c.cols {
		col := r.At(from)
		found := text(c.Column, from, col)
		if found == "" {
			continue
		}
		at := p.g.Place(from.Number, col)
		if v.text == "" {
			v.text, v.place, v.cell = found, at, at
		}
		v.all = append(v.all, Item{Text: found, Place: at})
	}
	return v
}

// depth reads a column that occurs several times side by side: one cell of the row
// is filled, and its position is the depth.
func (lay *headerRow) depth(p *parser, c *column, row *Row, from *grid.Row) value {
	at := p.g.Place(from.Number, c.cols[0].From)
	v := value{key: c.Key, place: at, cell: at}
	for depth, r := range c.cols {
		col := r.At(from)
		found := text(c.Column, from, col)
		if found == "" {
			continue
		}
		at := p.g.Place(from.Number, col)
		if v.text != "" {
			p.report.Add(diag.SeveralFilled, at,
				diag.Args{"column": c.Header, "first": v.text, "second": found},
				diag.See(v.place, diag.NoteFirst))
			break
		}
		v.text, v.place, v.cell = found, at, at
		row.Depth = depth
	}
	return v
}

// text returns a cell as a value; only commands keep their line breaks.
func text(c *schema.Column, from *grid.Row, col int) string {
	if c.Type == schema.PcsCommand {
		return from.At(col)
	}
	return layout.OneLine(from.At(col))
}

// missingValue reports a blank cell that needs a value.
func (p *parser) missingValue(c *schema.Column, at diag.Place) {
	p.report.Add(diag.MissingValue, at, diag.Args{"column": c.Header, "choices": strings.Join(c.Enum, ", ")})
}

// alone returns the column of the only filled cell of a row, or nil when there are
// more. It never returns the column of a value or a free text, which may be a
// secret.
func (lay *headerRow) alone(from *grid.Row) *column {
	var found *column
	for _, c := range lay.columns {
		for _, r := range c.cols {
			if from.At(r.At(from)) == "" {
				continue
			}
			if found != nil {
				return nil
			}
			found = &column{Column: c.Column, cols: []layout.Reach{r}}
		}
	}
	for _, o := range lay.options {
		if from.At(o.At(from)) != "" {
			return nil
		}
	}
	if found == nil {
		return nil
	}
	if freeText(found.Column) || found.Type == schema.Rule {
		return nil
	}
	return found
}

// required returns the columns in which every row must have a value, its own or an
// inherited one.
func (lay *headerRow) required() []*column {
	var out []*column
	for _, c := range lay.columns {
		if c.Required && !c.doubtful {
			out = append(out, c)
		}
	}
	return out
}

// prose reports whether a text is a sentence rather than a value: names and ids are
// ASCII without spaces.
func prose(s string) bool {
	s = suggest.HalfWidth(strings.TrimSpace(s))
	return strings.ContainsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || r > unicode.MaxASCII && unicode.IsLetter(r)
	})
}

// unfinished reports a row with one value that needs more.
func (p *parser) unfinished(at diag.Place, text string, missing []*column) {
	names := make([]string, len(missing))
	for i, c := range missing {
		names[i] = c.Header
	}
	p.report.Add(diag.UnfinishedRow, at, diag.Args{"text": layout.OneLine(text), "columns": strings.Join(names, ", ")})
}

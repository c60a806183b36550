package table

import (
	"strings"
	"unicode"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// heading finds a row that explains the columns to people but has lost its "#", or
// repeats the column headers: no cell has a text that its column can have. Read as
// data it would become configuration, or an error in each cell.
func (p *parser) heading(lay *headerRow, from *grid.Row, at diag.Place) bool {
	words, texts, headers := 0, 0, 0
	count := func(c *schema.Column, header string, col int) bool {
		text := layout.OneLine(from.At(col))
		switch {
		case text == "":
		case strings.EqualFold(text, header), choicesOf(c, text):
			headers++
		case !beyondASCII(text):
			return false
		case c != nil && freeText(c):
			texts++
		default:
			words++
		}
		return true
	}
	for _, c := range lay.columns {
		for _, r := range c.cols {
			if !count(c.Column, c.Header, r.At(from)) {
				return false
			}
		}
	}
	for _, o := range lay.options {
		if !count(nil, o.Text, o.At(from)) {
			return false
		}
	}
	switch {
	case words > 0 && words+texts+headers > 1, headers > 1:
	case words+headers > 0 || texts != 1:
		return false
	default:
		return p.headingOfOne(lay, from, at)
	}
	p.report.Add(diag.HeadingRow, at, diag.Args{"table": p.table.Schema.Name})
	return true
}

// headingOfOne checks the row right below the headers of a block with one column,
// whose text may be anything: a path or a command starts with ASCII, a recipient
// may be a name.
func (p *parser) headingOfOne(lay *headerRow, from *grid.Row, at diag.Place) bool {
	if len(lay.columns) != 1 || len(lay.section.Rows) > 0 || from.Number != lay.row+1 {
		return false
	}
	args := diag.Args{"table": p.table.Schema.Name, "text": from.At(lay.columns[0].cols[0].At(from))}
	switch lay.columns[0].Type {
	case schema.Path:
		if strings.HasPrefix(args["text"], "/") {
			return false
		}
	case schema.PcsCommand:
		words := strings.Fields(args["text"])
		if words[0] == "pcs" && (len(words) == 1 || !beyondASCII(words[1])) || strings.HasPrefix(words[0], "#") {
			return false
		}
	default:
		p.report.Add(diag.HeadingMaybe, at, args)
		return false
	}
	p.report.Add(diag.HeadingRow, at, args)
	return true
}

// headingAbove finds the same row above the column headers of a plain table.
func (p *parser) headingAbove(block *schema.Block, row *grid.Row) bool {
	heads := layout.Heads(p.g, row)
	for _, h := range heads {
		if _, ok := block.Column(h.Text); ok || !beyondASCII(h.Text) {
			return false
		}
	}
	if len(heads) == 0 || !p.looksLike(p.table.Schema) {
		return false
	}
	p.report.Add(diag.HeadingRow, p.g.Place(row.Number, firstFilled(row)), diag.Args{"table": p.table.Schema.Name})
	return true
}

// beyondASCII reports whether a text has letters beyond ASCII. Full-width ones
// count as the ASCII they were meant to be.
func beyondASCII(text string) bool {
	return strings.ContainsFunc(suggest.HalfWidth(text), func(r rune) bool { return r > unicode.MaxASCII && unicode.IsLetter(r) })
}

// choicesOf reports whether a text lists the choices of a column, as headings do:
// "and/or".
func choicesOf(c *schema.Column, text string) bool {
	if c == nil || !strings.Contains(text, "/") {
		return false
	}
	for _, word := range strings.Split(text, "/") {
		if !listed(c.Enum, word) {
			return false
		}
	}
	return true
}

func listed(words []string, word string) bool {
	for _, w := range words {
		if strings.EqualFold(w, strings.TrimSpace(word)) {
			return true
		}
	}
	return false
}

// freeText reports whether a column allows any text.
func freeText(c *schema.Column) bool {
	switch c.Type {
	case schema.Value, schema.Text, schema.Path, schema.PcsCommand:
		return true
	}
	return false
}

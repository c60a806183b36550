// Package textconv writes a sheet as text: the same cells give the same lines, a row
// is a line, and secrets are masked. It shows what is in the sheet, right or wrong;
// git shows by it what changed in a workbook.
package textconv

import (
	"strings"

	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/secret"
	"hagen/internal/terminal"
)

// Sheet writes a sheet. Cells that the compile marked as secret are masked, and so
// is whatever else looks like one: in a wrong sheet not every cell was compiled.
func Sheet(g *grid.Grid) string {
	w := writer{g: g, secrets: g.Secrets()}
	if !hasTables(g) { // a cover, a history of changes
		for i := range g.Rows {
			w.line(strings.Join(w.cells(&g.Rows[i], 0), separator))
		}
		return w.b.String()
	}
	var reader layout.Reader
	for i := range g.Rows {
		row := &g.Rows[i]
		switch is := reader.Row(row); is.Kind {
		case layout.People:
			w.people(row)
		case layout.Table:
			w.heads = nil
			w.table(row, is.Name)
		case layout.Name:
			w.heads = nil
			w.table(row, is.Name)
			w.heads = layout.Heads(g, row)
		case layout.Block, layout.Header:
			w.heads = nil
			w.header(row, is.Name)
			w.heads = layout.Heads(g, row)
		case layout.Data:
			w.data(row)
		}
	}
	return w.b.String()
}

// hasTables reports whether a sheet has a table by any name that is known.
func hasTables(g *grid.Grid) bool {
	var reader layout.Reader
	for i := range g.Rows {
		if reader.Row(&g.Rows[i]).Kind == layout.Table {
			return true
		}
	}
	return false
}

// writer collects the lines of a sheet.
type writer struct {
	g       *grid.Grid
	secrets map[string]bool // the texts of cells that are secret
	heads   []layout.Head   // of the rows that follow
	b       strings.Builder
}

// separator is between cells that have no header.
const separator = " | "

// line writes a line. Further lines of a cell are below it.
func (w *writer) line(text string) { w.b.WriteString(strings.TrimRight(text, " ") + "\n") }

// people writes a row for people: a comment, or a text in column A.
func (w *writer) people(row *grid.Row) {
	var cells []string
	for _, c := range row.Cells {
		text := w.cell(row, c)
		if c.Col == schema.CommentColumn {
			text = strings.TrimSpace(strings.TrimLeft(text, "#"))
		}
		if text != "" {
			cells = append(cells, text)
		}
	}
	if len(cells) > 0 {
		w.line("# " + strings.Join(cells, separator))
	}
}

// table writes the name of a table, with what is beside it.
func (w *writer) table(row *grid.Row, name string) {
	if w.b.Len() > 0 {
		w.b.WriteByte('\n')
	}
	text := strings.Join(append([]string{"[" + terminal.Visible(name) + "]"}, w.cells(row, schema.NameColumn)...), "  ")
	if note := row.At(schema.CommentColumn); note != "" {
		text += "  # " + w.cell(row, grid.Cell{Col: schema.CommentColumn, Text: note})
	}
	w.line(text)
}

// cells are the cells to the right of a column.
func (w *writer) cells(row *grid.Row, after int) []string {
	var out []string
	for _, c := range row.Cells {
		if c.Col > after {
			out = append(out, w.cell(row, c))
		}
	}
	return out
}

// header writes the headers of columns, after the letter of their block.
func (w *writer) header(row *grid.Row, letter string) {
	text := "  "
	if letter != "" {
		text += terminal.Visible(letter) + "  "
	}
	w.line(text + strings.Join(w.cells(row, schema.NameColumn), separator))
}

// data writes a row: each value after its header, then what has none. A column that
// is there several times, as the tree of resources has it, indents.
func (w *writer) data(row *grid.Row) {
	var pairs, remarks []string
	indent := 0
	for _, c := range row.Cells {
		text := w.cell(row, c)
		head, again, found := w.head(c.Col)
		switch {
		case found:
			indent = max(indent, again)
			pairs = append(pairs, head+": "+text)
		case len(w.heads) == 0:
			pairs = append(pairs, text)
		default:
			remarks = append(remarks, text)
		}
	}
	between := "  "
	if len(w.heads) == 0 {
		between = separator
	}
	text := strings.Repeat("  ", 2+indent) + strings.Join(pairs, between)
	if len(remarks) > 0 {
		text += "  # " + strings.Join(remarks, separator)
	}
	w.line(text)
}

// head is the header of a column, and how many before it have the same text.
func (w *writer) head(col int) (text string, again int, found bool) {
	for i, h := range w.heads {
		if !h.Has(col) {
			continue
		}
		for _, other := range w.heads[:i] {
			if strings.EqualFold(other.Text, h.Text) {
				again++
			}
		}
		return terminal.Visible(h.Text), again + col - h.From, true
	}
	return "", 0, false
}

// cell is the text of a cell, masked when it is a secret. The lines of a cell are
// lines of the text as well.
func (w *writer) cell(row *grid.Row, c grid.Cell) string {
	if w.secret(row, c) {
		return secret.Mask
	}
	lines := strings.Split(c.Text, "\n")
	for i, line := range lines {
		lines[i] = terminal.Visible(line)
	}
	return strings.Join(lines, "\n        ")
}

// secret reports whether a cell is one: it is marked, it has the text of one that is,
// or its header, the cell before it or its own text says so.
func (w *writer) secret(row *grid.Row, c grid.Cell) bool {
	if w.g.Hidden(w.g.Place(row.Number, c.Col)) || w.secrets[c.Text] || secret.Text(c.Text) {
		return true
	}
	if head, _, found := w.head(c.Col); found && secret.In(head, c.Text) {
		return true
	}
	before := ""
	for _, other := range row.Cells {
		if other.Col == c.Col {
			break
		}
		before = other.Text
	}
	return before != "" && secret.In(before, c.Text)
}

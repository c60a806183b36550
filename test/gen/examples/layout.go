package main

import (
	"slices"
	"strings"

	"hagen/internal/schema"
)

// kind is what a row is for; it decides how the row looks.
type kind int

const (
	blank   kind = iota
	title        // "# text" in the column of comments
	name         // the name of a table
	header       // the headers hagen reads, with or without a block letter
	caption      // the same headers for people, behind a "#"
	data
)

var kinds = []kind{blank, title, name, header, caption, data}

func (k kind) bold() bool  { return k == title || k == name || k == header }
func (k kind) wraps() bool { return k == caption }
func (k kind) boxed() bool { return k == header || k == caption || k == data }

func (k kind) fill() string {
	switch k {
	case name:
		return "1F4E79"
	case header:
		return "DDEBF7"
	case caption:
		return "F2F2F2"
	}
	return ""
}

func (k kind) ink() string {
	switch k {
	case name:
		return "FFFFFF"
	case caption:
		return "595959"
	}
	return "000000"
}

// line is a row to write: what it is for, and its cells with the room each has.
type line struct {
	kind  kind
	spans []span
}

// span is a cell and the columns it stretches over.
type span struct {
	from, to int
	text     string
}

// layOut tells the kinds of the rows apart and gives every cell of a table the
// columns up to the next one that has a header of either sort.
func layOut(rows [][]string) []line {
	wide := width(rows)
	kinds := classify(rows)
	out := make([]line, len(rows))
	var starts []int // of the columns of the section we are in
	for i, row := range rows {
		k := kinds[i]
		switch k {
		case title:
			out[i] = line{k, []span{{schema.CommentColumn, wide, row[0]}}}
		case name:
			out[i] = line{k, []span{{schema.NameColumn, wide, at(row, schema.NameColumn)}}}
		case header:
			starts = filled(row)
			if i+1 < len(rows) && kinds[i+1] == caption {
				starts = union(starts, filled(rows[i+1]))
			}
			out[i] = line{k, spans(row, starts, wide)}
		case caption, data:
			out[i] = line{k, spans(row, starts, wide)}
		}
	}
	return out
}

// classify finds out what each row is for.
func classify(rows [][]string) []kind {
	out := make([]kind, len(rows))
	inside, headed := false, false // in a table; below its header row
	for i, row := range rows {
		a, b := at(row, schema.CommentColumn), at(row, schema.NameColumn)
		_, table := schema.Lookup(b)
		switch {
		case a == "#":
			out[i] = caption
		case strings.HasPrefix(a, "#"):
			out[i] = title
		case table:
			out[i], inside, headed = name, true, false
		case b != "":
			out[i], headed = header, true
		case inside && len(filled(row)) > 0 && !headed:
			out[i], headed = header, true
		case inside && len(filled(row)) > 0:
			out[i] = data
		}
	}
	return out
}

// spans cuts a row at the starts of columns. A cell that is elsewhere is a
// column of its own.
func spans(row []string, starts []int, wide int) []span {
	starts = union(starts, filled(row))
	var out []span
	for _, col := range []int{schema.NameColumn, schema.CommentColumn} {
		if text := at(row, col); text != "" {
			out = append(out, span{col, col, text})
		}
	}
	for i, from := range starts {
		to := wide
		if i+1 < len(starts) {
			to = starts[i+1] - 1
		}
		out = append(out, span{from, to, at(row, from)})
	}
	return out
}

// filled lists the columns of headers and data that hold text.
func filled(row []string) []int {
	var out []int
	for col := schema.FirstColumn; col <= len(row); col++ {
		if at(row, col) != "" {
			out = append(out, col)
		}
	}
	return out
}

func at(row []string, col int) string {
	if col > len(row) {
		return ""
	}
	return row[col-1]
}

func union(a, b []int) []int {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.Compact(out)
}

// Package csv reads CSV files as people have them: in any of the encodings
// spreadsheet programs of Japan and Korea save, with commas, semicolons or tabs,
// into a grid whose row numbers are those a spreadsheet program would show.
package csv

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/relevant"
	"hagen/internal/suggest"
)

// File is a CSV decoded to text.
type File struct {
	name    string
	text    string // line ends are \n
	data    []byte // as it is in the file
	charset *charset
	surety  surety
	lossy   bool // some bytes mean nothing in the charset
	limits  grid.Limits
}

// Open decodes a CSV. encoding is one of Encodings or another common name of
// one; "" finds out. It returns nil when the file cannot be decoded and says so
// in report.
func Open(name string, data []byte, encoding string, limits grid.Limits, report *diag.List) *File {
	at := diag.Place{File: name}
	var c *charset
	how := given
	if encoding == "" {
		if c, how = detect(data); c == nil {
			report.Add(diag.EncodingUnknown, at, diag.Args{"encodings": listed()})
			return nil
		}
	} else if known, ok := charsetNamed(encoding); ok {
		c = known
	} else {
		report.Add(diag.EncodingName, at, diag.Args{"encoding": encoding, "encodings": listed(),
			"suggestion": suggest.Nearest(encoding, Encodings())})
		return nil
	}
	text := strings.TrimPrefix(c.decode(data), "\ufeff")
	if grid.Clean(text) == "" {
		report.Add(diag.FileEmpty, at, nil)
		return nil
	}
	return &File{name: name, data: data, charset: c, surety: how, limits: limits,
		// encoding/csv takes a file with CR alone for a single record.
		text:  strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"),
		lossy: c.broke(data, text)}
}

func listed() string { return strings.Join(Encodings(), ", ") }

// Load reads the records. It returns nil when that is not possible to the end
// and says why in report.
func (f *File) Load(report *diag.List) *grid.Grid {
	g := &grid.Grid{File: f.name}
	flaw := f.fill(g)
	if f.lossy {
		// Broken text also breaks quotes and names; only the cause is reported.
		f.reportBroken(g, report)
		return nil
	}
	if flaw != nil {
		report.Add(flaw.kind, g.Place(flaw.row, flaw.col), flaw.args)
		return nil
	}
	cells := relevant.Of(g)
	f.reportControls(g, cells, report)
	f.reportGuess(g, cells, report)
	return g
}

// flaw is a reason not to read on.
type flaw struct {
	kind     *diag.Kind
	row, col int
	args     diag.Args
}

// fill reads all records into the grid. A row's number is what a spreadsheet
// program shows: a record with line breaks inside of quotes is one row, and the
// blank lines that encoding/csv passes over are rows, too.
func (f *File) fill(g *grid.Grid) *flaw {
	delimiter, text := separatorLine(f.text)
	if delimiter == 0 {
		delimiter = findDelimiter(text)
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = delimiter
	r.FieldsPerRecord = -1
	row, line := 0, 0 // the last row read and the last line of it
	for {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return quoteFlaw(err, row, line, len(record)+1)
		}
		start, _ := r.FieldPos(0)
		row += start - line
		line = start + breaks(record)
		if flaw := f.addRow(g, row, record); flaw != nil {
			return flaw
		}
	}
}

// addRow puts the cells of a record that hold text into the grid.
func (f *File) addRow(g *grid.Grid, number int, record []string) *flaw {
	cells := make([]grid.Cell, 0, filled(record))
	for i, field := range record {
		text := grid.Clean(field)
		switch {
		case text == "":
			continue
		case number > f.limits.Rows:
			return &flaw{diag.TooManyRows, number, i + 1, diag.Args{"limit": strconv.Itoa(f.limits.Rows)}}
		case i >= f.limits.Cols:
			return &flaw{diag.TooManyColumns, number, i + 1, diag.Args{"limit": diag.ColumnName(f.limits.Cols)}}
		}
		cells = append(cells, grid.Cell{Col: i + 1, Text: text})
	}
	if len(cells) > 0 {
		g.Rows = append(g.Rows, grid.Row{Number: number, Cells: cells})
	}
	return nil
}

// quoteFlaw turns an error of encoding/csv into a finding at the cell: col is
// the one after the last that was read whole.
func quoteFlaw(err error, row, line, col int) *flaw {
	kind := diag.QuoteOpen
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return &flaw{kind: kind, row: row + 1, col: col}
	}
	if errors.Is(parse.Err, csv.ErrBareQuote) {
		kind = diag.QuoteBare
	}
	return &flaw{kind: kind, row: row + parse.StartLine - line, col: col}
}

// breaks counts the line breaks inside of a record's cells.
func breaks(record []string) int {
	n := 0
	for _, field := range record {
		n += strings.Count(field, "\n")
	}
	return n
}

func filled(record []string) int {
	n := 0
	for _, field := range record {
		if field != "" {
			n++
		}
	}
	return n
}

// reportControls finds control characters. NUL is never meant, not even in a
// remark: it shows that the file is not what it was taken for.
func (f *File) reportControls(g *grid.Grid, cells *relevant.Cells, report *diag.List) {
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if r, found := grid.Control(c.Text); found && (r == 0 || cells.Has(row.Number, c.Col)) {
				report.Add(diag.CellControl, g.Place(row.Number, c.Col), diag.Args{"character": fmt.Sprintf("U+%04X", r)})
			}
		}
	}
}

// Package csv reads CSV files as spreadsheet programs in Japan and Korea save them:
// in any of their encodings, with commas, semicolons or tabs. The row numbers of
// the grid are those a spreadsheet program would show.
package csv

import (
	"fmt"
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
	lossy   bool // some bytes are invalid in the charset
	limits  grid.Limits
}

// Open decodes a CSV. encoding is one of Encodings or another common name of one;
// "" detects it. It returns nil and adds a finding to report when the file cannot
// be decoded.
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
	text := strings.TrimPrefix(c.text(data), "\ufeff")
	if grid.Clean(text) == "" {
		report.Add(diag.FileEmpty, at, nil)
		return nil
	}
	return &File{name: name, data: data, charset: c, surety: how, limits: limits,
		text:  strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"),
		lossy: c.broke(data, text)}
}

func listed() string { return strings.Join(Encodings(), ", ") }

// Load reads the records. If it cannot read all of them, it returns nil and adds a
// finding to report.
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

// reportControls finds control characters. NUL is never intended, not even in a
// remark: it shows that the encoding was not detected correctly.
func (f *File) reportControls(g *grid.Grid, cells *relevant.Cells, report *diag.List) {
	for _, row := range g.Rows {
		for _, c := range row.Cells {
			if r, found := grid.Control(c.Text); found && (r == 0 || cells.Has(row.Number, c.Col)) {
				report.Add(diag.CellControl, g.Place(row.Number, c.Col), diag.Args{"character": fmt.Sprintf("U+%04X", r)})
			}
		}
	}
}

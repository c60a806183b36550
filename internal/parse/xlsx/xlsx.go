// Package xlsx reads worksheets into grids.
//
// A cluster made from half a sheet is the worst thing hagen could do, and existing
// libraries drop what they cannot decode and return the rest. So hagen reads
// workbooks itself: each part is unpacked to its verified end (package.go),
// tokenised strictly (scan.go), and its cells are read in order and within limits
// (sheet.go), with the text a person sees (text.go, format.go). A cell that two
// programs would show differently is refused.
package xlsx

import (
	"errors"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
)

// Book is a workbook whose package has been verified. Its sheets are read on
// demand.
type Book struct {
	name   string
	parts  parts
	layout *layout
	limits grid.Limits

	strings []text // read with the first sheet
	styles  *stylesheet
}

// Open verifies a workbook's package and finds its worksheets. If the workbook
// cannot be read, it returns nil and adds a finding to report.
func Open(name string, data []byte, limits grid.Limits, report *diag.List) *Book {
	b := &Book{name: name, limits: limits}
	err := b.open(data)
	if err == nil && len(b.Sheets()) == 0 {
		err = &flaw{kind: diag.NoWorksheet}
	}
	if err != nil {
		addFlaw(report, diag.Place{File: name}, err)
		return nil
	}
	return b
}

func (b *Book) open(data []byte) error {
	z, err := openZip(data)
	if err != nil {
		return err
	}
	if b.parts, err = unpack(z, b.limits); err != nil {
		return err
	}
	if b.layout, err = lay(b.parts); err != nil {
		return err
	}
	return b.layout.readTarget(b.parts)
}

// Sheets lists the visible worksheets in the order of their tabs. Hidden ones
// are not part of what people see; Load reads them when they are named.
func (b *Book) Sheets() []string {
	var names []string
	for _, s := range b.layout.sheets {
		if !s.hidden {
			names = append(names, s.name)
		}
	}
	return names
}

// Has reports whether there is a worksheet of this name, hidden ones included.
func (b *Book) Has(name string) bool { return b.index(name) >= 0 }

func (b *Book) index(name string) int {
	for i, s := range b.layout.sheets {
		if s.name == name {
			return i
		}
	}
	return -1
}

// Load reads the worksheet with this name. If it cannot be read completely, it
// returns nil and adds a finding to report.
func (b *Book) Load(name string, report *diag.List) *grid.Grid {
	i := b.index(name)
	if i < 0 {
		return nil
	}
	g := &grid.Grid{File: b.name, Sheet: name}
	if err := b.readStrings(); err != nil {
		addFlaw(report, diag.Place{File: b.name}, err)
		return nil
	}
	scanned, err := b.scan(i)
	if err == nil {
		err = b.fill(g, scanned, report)
	}
	if err != nil {
		addFlaw(report, g.Place(0, 0), err)
		return nil
	}
	return g
}

func (b *Book) scan(i int) (*sheet, error) {
	p, _ := b.parts.get(b.layout.sheets[i].part)
	return scanSheet(p, b.strings, b.limits)
}

// readStrings reads the shared strings, once.
func (b *Book) readStrings() error {
	if b.strings != nil || b.layout.sharedStrings == "" {
		return nil
	}
	p, _ := b.parts.get(b.layout.sharedStrings)
	var pass sharedStrings
	if err := walk(p, &pass); err != nil {
		return err
	}
	b.strings = pass.texts
	return nil
}

// addFlaw reports a flaw at its place in the file or sheet.
func addFlaw(report *diag.List, at diag.Place, err error) {
	var f *flaw
	if !errors.As(err, &f) {
		f = &flaw{kind: diag.SheetNotRead}
	}
	at.Row, at.Col = f.row, f.col
	if at.Row == 0 {
		at.Col = 0
	}
	if at.Sheet == "" {
		at.Row, at.Col = 0, 0
	}
	report.Add(f.kind, at, f.args)
}

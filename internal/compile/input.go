package compile

import (
	"slices"

	"hagen/internal/diag"
	"hagen/internal/parse"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/table"
)

// Input is a file whose sheets can be compiled. Each sheet is read once, when
// it is first asked for.
type Input struct {
	File string // as places name it
	// Report is about the file as a whole.
	Report diag.List

	book   *parse.Book // nil: the report says why
	sheets map[string]sheet
}

// sheet is a sheet that was read; its grid is nil when that failed.
type sheet struct {
	grid   *grid.Grid
	report *diag.List
}

// Open opens a file. file is its name as the user gave it.
func Open(file string, data []byte, opts parse.Options) *Input {
	in := &Input{File: file, sheets: map[string]sheet{}}
	in.book = parse.Read(file, data, opts, &in.Report)
	return in
}

// Sheets lists the sheets of the file in order: one without a name for a CSV, none
// for a file that cannot be used. The sheet with the findings of hagen check
// --annotate is not among them.
func (in *Input) Sheets() []string {
	if in.book == nil {
		return nil
	}
	sheets := in.book.Sheets()
	if own := in.book.Findings(); own != "" {
		// Not even hagen's own sheet is left out when someone wrote tables into it.
		if s := in.load(own); s.grid != nil && !table.Any(s.grid) {
			sheets = slices.DeleteFunc(sheets, func(name string) bool { return name == own })
		}
	}
	return sheets
}

// WithTables lists the sheets with tables, and those that cannot be read, since
// they may have some.
func (in *Input) WithTables() []string {
	var out []string
	for _, name := range in.Sheets() {
		if s := in.load(name); s.grid == nil || table.Any(s.grid) {
			out = append(out, name)
		}
	}
	return out
}

// Compile compiles a sheet of the file. See Sheet.
func (in *Input) Compile(name string, opts Options) (*Unit, error) {
	s := in.load(name)
	if s.grid == nil {
		return &Unit{Report: s.report}, nil
	}
	u := &Unit{Grid: s.grid, Report: s.report}
	return u, u.compile(opts)
}

func (in *Input) load(name string) sheet {
	s, ok := in.sheets[name]
	if !ok {
		s.report = &diag.List{}
		s.grid = in.book.Load(name, s.report)
		in.sheets[name] = s
	}
	return s
}

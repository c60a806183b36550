package explain

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/migrate"
	"hagen/internal/parse"
	"hagen/internal/parse/nodes"
)

// Fragment is the part of a sheet that shows a mistake, or how to avoid it.
type Fragment struct {
	Rows []Row
	// Finding is what hagen says of the wrong one; Row is the row it is at, from 0,
	// -1 for none of those shown.
	Finding *diag.Diagnostic
	Row     int
}

// Row is a row of a fragment.
type Row struct {
	Cells   []string
	Changed bool // it differs between the two fragments
	Gap     bool // rows of the sheet are left out before it
}

// Wrong is the fragment with the mistake and what hagen says of it.
func (e *Entry) Wrong() (*Fragment, error) {
	found, err := e.compile(markWrong)
	if err != nil {
		return nil, err
	}
	f := &Fragment{Row: -1}
	for i := range found {
		if found[i].Kind == e.Kind {
			f.Finding = &found[i]
			break
		}
	}
	e.fill(f, markWrong)
	return f, nil
}

// Right is the fragment without the mistake.
func (e *Entry) Right() *Fragment {
	f := &Fragment{Row: -1}
	e.fill(f, markRight)
	return f
}

// fill fills in the rows of a fragment that are shown.
func (e *Entry) fill(f *Fragment, side byte) {
	number, gap := 0, false
	for _, r := range e.rows {
		if r.mark == markWrong+markRight-side {
			continue
		}
		number++
		if r.mark == markUnder {
			gap = true
			continue
		}
		if f.Finding != nil && f.Finding.Place.Row == number {
			f.Row = len(f.Rows)
		}
		f.Rows = append(f.Rows, Row{Cells: r.cells, Changed: r.mark == side, Gap: gap && len(f.Rows) > 0})
		gap = false
	}
}

// Sheet is the whole sheet a fragment is from, as a CSV.
func (e *Entry) sheet(side byte) ([]byte, error) {
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	for _, r := range e.rows {
		if r.mark == markWrong+markRight-side {
			continue
		}
		if err := out.Write(r.cells); err != nil {
			return nil, err
		}
	}
	out.Flush()
	return b.Bytes(), out.Error()
}

// compile is what hagen finds in one of the sheets.
func (e *Entry) compile(side byte) ([]diag.Diagnostic, error) {
	data, err := e.sheet(side)
	if err != nil {
		return nil, err
	}
	var options []compile.Options
	for _, name := range e.Targets {
		known, err := compile.For(name)
		if err != nil {
			return nil, err
		}
		for i, node := range e.Nodes {
			known.Nodes = append(known.Nodes, nodes.Node{ID: strconv.Itoa(i + 1), Name: node})
		}
		options = append(options, known)
	}
	in := compile.Open("sheet.csv", data, parse.Options{Encoding: "utf-8"})
	report := &diag.List{}
	report.Merge(&in.Report)
	for _, name := range in.Sheets() {
		u, err := in.Compile(name, options[0])
		if err != nil {
			return nil, err
		}
		if len(options) == 1 || u.Grid == nil {
			report.Merge(u.Report)
			continue
		}
		moved, err := migrate.Compare(u.Grid, options[0], options[1])
		if err != nil {
			return nil, err
		}
		if moved.Wrong {
			return nil, fmt.Errorf("%s: the sheet does not compile for %s", e.Kind.Code, e.Targets[0])
		}
		report.Merge(moved.Report)
	}
	return report.Sorted(), nil
}

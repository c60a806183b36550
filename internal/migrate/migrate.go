// Package migrate says what changes for a sheet when its cluster moves to another
// release: it compiles the sheet for both targets and compares, cell by cell. What
// is only a new name it writes by itself, see Fix.
package migrate

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/compile"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
)

// Result is what a move from one target to another means for a sheet.
type Result struct {
	// Report holds the differences, each at its cell: what the new target refuses,
	// ignores or calls by another name, and what it does otherwise where the sheet
	// says nothing. When Wrong, it holds the errors the sheet has today.
	Report *diag.List
	// Wrong says that the sheet does not compile for the target it comes from.
	Wrong bool
	// Fixes are the new texts of cells, by place: what no one needs to decide.
	Fixes map[diag.Place]string
	// Blocked says that the new target refuses the sheet with its fixes as well.
	Blocked bool
	// Secret says that the sheet holds a secret.
	Secret bool
	Grid   *grid.Grid // the sheet as it was read

	to string // the new target
}

// Fixed are the places of the fixes, in the order of the sheet.
func (r *Result) Fixed() []diag.Place {
	return slices.SortedFunc(maps.Keys(r.Fixes), diag.Place.Compare)
}

// Compare compiles a sheet for both targets. An error is about hagen itself, as
// that of compile.Sheet.
func Compare(g *grid.Grid, from, to compile.Options) (*Result, error) {
	before, err := compile.Sheet(g, from)
	if err != nil {
		return nil, fmt.Errorf("compile for %s: %w", from.Target.Name, err)
	}
	r := &Result{Report: &diag.List{}, Fixes: map[diag.Place]string{}, Grid: g, Secret: before.Secret, to: to.Target.Name}
	if before.Report.HasErrors() {
		r.Wrong, r.Blocked, r.Report = true, true, before.Report
		return r, nil
	}
	after, err := compile.Sheet(g, to)
	if err != nil {
		return nil, fmt.Errorf("compile for %s: %w", to.Target.Name, err)
	}
	m := &move{Result: r, config: before.Config, from: from, to: to}
	m.findings(before.Report, after.Report)
	m.roles()
	m.properties()
	m.resources()
	m.options()
	r.Report.Redact(g.Hidden, g.Secrets()) // findings are added anew, without what marks them as sensitive
	fixed, err := compile.Sheet(g.With(r.Fixes), to)
	if err != nil {
		return nil, fmt.Errorf("compile the migrated sheet for %s: %w", to.Target.Name, err)
	}
	r.Blocked = fixed.Report.HasErrors()
	return r, nil
}

// move is one comparison at work.
type move struct {
	*Result
	config   *model.Config // of the sheet for the target it comes from
	from, to compile.Options
}

// findings takes over what the new target finds and the old one did not.
func (m *move) findings(before, after *diag.List) {
	type finding struct {
		code string
		at   diag.Place
	}
	known := map[finding]bool{}
	for _, d := range before.Sorted() {
		known[finding{d.Kind.Code, d.Place}] = true
	}
	for _, d := range after.Sorted() {
		if known[finding{d.Kind.Code, d.Place}] || d.Kind == diag.ReleaseDiffers || d.Severity == diag.Remark {
			continue
		}
		if text := m.replacement(d); text != "" {
			m.Fixes[d.Place] = text
		}
		m.Report.Add(d.Kind, d.Place, d.Args, d.Related...)
	}
}

// replacement is the text a cell needs for the new target, "" where its writer has
// to decide.
func (m *move) replacement(d diag.Diagnostic) string {
	switch d.Kind {
	case diag.NameObsolete:
		if name := d.Args["replacement"]; !strings.Contains(name, ",") {
			return name
		}
	case diag.PropertyUnknown:
		return d.Args["suggestion"] // a name the old target knew, so no slip
	case diag.NotDuration:
		return seconds(m.text(d.Place))
	}
	return ""
}

// seconds writes a duration in the unit every release of pcs takes, "" for what is
// no duration or not a whole number of seconds.
func seconds(text string) string {
	ms, ok := cib.Recurrence(text)
	if !ok || ms%1000 != 0 {
		return ""
	}
	return fmt.Sprintf("%ds", ms/1000)
}

// text is what a cell of the sheet holds.
func (m *move) text(at diag.Place) string {
	for i := range m.Grid.Rows {
		if m.Grid.Rows[i].Number == at.Row {
			return m.Grid.Rows[i].At(at.Col)
		}
	}
	return ""
}

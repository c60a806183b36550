package compile

import (
	"maps"
	"slices"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// accepting makes warnings of the findings that ACCEPT names.
type accepting struct {
	list []*model.Acceptance
	rows map[int]acceptedRow
	used map[*model.Acceptance]bool
}

// acceptedRow is what a finding in a row can be about.
type acceptedRow struct {
	table  string
	names  []string
	values bool // the row has a name and a value, or the options of an operation
}

// accepting starts to accept findings, from now on.
func (u *Unit) accepting(tables []*table.Table) *accepting {
	a := &accepting{list: u.Config.Accepted, used: map[*model.Acceptance]bool{}}
	if len(a.list) == 0 {
		return a
	}
	a.rows = rowsOf(tables)
	u.Report.Accept(a.accept)
	return a
}

func rowsOf(tables []*table.Table) map[int]acceptedRow {
	out := map[int]acceptedRow{}
	for _, t := range tables {
		if t.Schema == nil {
			continue
		}
		var entity []string // what the whole table is about
		for _, s := range t.Sections {
			for _, r := range s.Rows {
				names := r.Texts()
				if t.Schema.PerEntity && entity == nil {
					entity = names
				}
				_, value := r.Column(schema.KeyValue)
				_, rule := r.Column(schema.KeyOp)
				out[r.At(schema.NoKey).Row] = acceptedRow{
					table: t.Schema.Name, values: value && !rule || s.Block.Open,
					names: slices.Concat(entity, names, []string{t.Schema.Name}),
				}
			}
		}
	}
	return out
}

// accept finds the acceptance of a finding.
func (a *accepting) accept(d diag.Diagnostic) (diag.Related, bool) {
	row := a.rows[d.Place.Row]
	anywhere, values := d.Kind.Acceptable()
	if !anywhere && !(values && row.values) {
		return diag.Related{}, false
	}
	for _, x := range a.list {
		if x.Code != d.Kind.Code || !slices.Contains(namesOf(d, row), x.About) {
			continue
		}
		a.used[x] = true
		if d.Kind.Severity == diag.Error && row.table != "" {
			x.Rows = append(x.Rows, model.Row{Table: row.table, Number: d.Place.Row})
		}
		return diag.Related{Place: x.From.At(schema.KeyReason), Note: diag.NoteAccept, Args: diag.Args{"reason": x.Reason}}, true
	}
	return diag.Related{}, false
}

// namesOf are the words by which an acceptance can name a finding: ids and names first.
func namesOf(d diag.Diagnostic, row acceptedRow) []string {
	var out []string
	for _, key := range []string{"id", "name", "node"} {
		out = append(out, d.Args[key])
	}
	for _, key := range slices.Sorted(maps.Keys(d.Args)) {
		out = append(out, d.Args[key])
	}
	return slices.DeleteFunc(append(out, row.names...), func(s string) bool { return s == "" })
}

// end reports acceptances of nothing.
func (a *accepting) end(report *diag.List) {
	report.Accept(nil)
	broken := report.HasErrors() // then a finding may only not have been reached
	for _, x := range a.list {
		kind, known := diag.KindOf(x.Code)
		values := false
		if known {
			_, values = kind.Acceptable()
		}
		switch {
		case !values:
			report.Add(diag.CannotAccept, x.From.At(schema.KeyCode), diag.Args{"code": x.Code})
		case !a.used[x] && !broken:
			report.Add(diag.AcceptsNothing, x.From.At(schema.KeyCode), diag.Args{"code": x.Code, "at": x.About})
		}
	}
}

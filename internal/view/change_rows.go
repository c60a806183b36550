package view

import (
	"cmp"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
)

var (
	textCompleted     = message.New("plan.completed", "operations")
	textSecretChanges = message.New("plan.secret-changes")
)

// row is a line of a change in columns; a note has no columns.
type row struct{ mark, sgr, name, value, cell, note string }

// rows are the fields of a change. For an added object an operation is one line,
// fields that are in its name are left out, and operations that are not in the
// sheet are only named.
func (v *page) rows(c apply.Change, file diag.Place) []row {
	var rows []row
	unwritten := unwrittenOperations(c)
	for _, d := range c.Details {
		r := row{mark: mark(d.Action), sgr: actionColor(d.Action), name: visible(d.Field), value: v.value(d), cell: v.cellOf(d.Place, file)}
		if c.Action == meaning.Add {
			op, option, isOperation := operation(d.Field)
			if inName(c.Kind, d.Field, d.New) || unwritten[op] {
				continue
			}
			r.mark = " "
			if isOperation {
				r.name, r.value = visible(op), visible(option)+"="+r.value
				if last := len(rows) - 1; last >= 0 && rows[last].name == r.name {
					rows[last].value += " " + r.value
					rows[last].cell = cmp.Or(rows[last].cell, r.cell)
					continue
				}
			}
		}
		rows = append(rows, r)
	}
	if names := inOrder(c, unwritten); len(names) > 0 {
		rows = append(rows, row{note: v.paint(sgrDim, textCompleted.With(strings.Join(names, ", ")).In(v.lang))})
	}
	return rows
}

// unwrittenOperations are the operations of a new resource that are not in the
// sheet: they are completed from the agent's metadata, as pcs does.
func unwrittenOperations(c apply.Change) map[string]bool {
	out := map[string]bool{}
	if c.Action != meaning.Add || c.Place.IsZero() {
		return out
	}
	for _, d := range c.Details {
		if op, _, ok := operation(d.Field); ok {
			known, seen := out[op]
			out[op] = d.Place.IsZero() && (known || !seen)
		}
	}
	return out
}

// inOrder returns the marked operations in the order of a change.
func inOrder(c apply.Change, marked map[string]bool) []string {
	var out []string
	seen := map[string]bool{}
	for _, d := range c.Details {
		if op, _, ok := operation(d.Field); ok && marked[op] && !seen[op] {
			seen[op] = true
			out = append(out, visible(op))
		}
	}
	return out
}

// operation splits "op monitor timeout".
func operation(field string) (op, option string, ok bool) {
	i := strings.LastIndexByte(field, ' ')
	if !strings.HasPrefix(field, "op ") || i < len("op ") {
		return "", "", false
	}
	return field[:i], field[i+1:], true
}

// inName reports whether the name of a constraint already contains a field.
func inName(k meaning.Kind, field, value string) bool {
	switch k {
	case meaning.Location:
		return field == "rsc" || field == "node" || field == "rule"
	case meaning.Colocation:
		return field == "rsc" || field == "with-rsc" || field == "sets"
	case meaning.Order:
		return field == "first" || field == "then" || field == "sets" || strings.HasSuffix(field, "-action") && value == "start"
	}
	return false
}

// value formats the old and the new value of a field.
func (v *page) value(d apply.Detail) string {
	switch d.Action {
	case meaning.Add:
		return visible(d.New)
	case meaning.Remove:
		return v.paint(sgrDim, visible(d.Old))
	}
	if d.Old == meaning.Mask && d.New == meaning.Mask {
		return meaning.Mask + " " + textSecretChanges.In(v.lang)
	}
	return v.paint(sgrDim, visible(d.Old)) + " -> " + visible(d.New)
}

package main

import (
	"cmp"
	"fmt"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

const (
	// valueColumn bounds the column of values: cells of longer ones are farther right.
	valueColumn = 56
	// manyAdditions is how many new things of several fields are written a field a
	// line; of more, each is a line.
	manyAdditions = 20
	// alike is from how many changes on the same change of several things is
	// written once.
	alike = 3
)

// tally is "2 to add, 1 to change, 0 to remove".
func tally(changes []apply.Change, lang message.Lang) string {
	count := map[meaning.Action]int{}
	for _, c := range changes {
		count[c.Action]++
	}
	return textTally.With(count[meaning.Add], count[meaning.Modify], count[meaning.Remove]).In(lang)
}

// row is a line of a change in columns; a note has no columns.
type row struct{ mark, sgr, name, value, cell, note string }

// changes writes what changes: what goes with what it was, each change with its
// fields, what comes. What fits is one line. Cells are written without their file
// and sheet, which are said once.
func (v *view) changes(changes []apply.Change) {
	file := commonFile(changes)
	if !file.IsZero() {
		v.line(v.paint(sgrDim, textCellsOf.With(file.String()).In(v.lang)))
	}
	changes, same := together(changes)
	brief := countLong(changes) > manyAdditions
	long := true
	var last meaning.Action
	for _, c := range changes {
		rows := v.rows(c, file)
		short := len(rows) < 2 || c.Action == meaning.Remove || c.Action == meaning.Add && brief
		if !short || long || c.Action != last {
			v.line()
		}
		long, last = !short, c.Action
		switch members := same[thing(c)]; {
		case len(members) > 0:
			v.group(c, members, file)
			long = true
		case c.Action == meaning.Remove || c.Action == meaning.Add && brief && len(rows) > 1:
			v.inBrief(c, file)
		default:
			v.change(c, rows, file)
		}
	}
}

// countLong counts the new things that take several lines.
func countLong(changes []apply.Change) (n int) {
	for _, c := range changes {
		if c.Action == meaning.Add && len(c.Details) > 1 && isResource(c.Kind) {
			n++
		}
	}
	return n
}

func isResource(k meaning.Kind) bool {
	return k == meaning.Primitive || k == meaning.Group || k == meaning.Clone
}

// together leaves of changes that are the same but for their thing the first one
// in its place, and tells which go with it, itself included.
func together(changes []apply.Change) (left []apply.Change, same map[string][]apply.Change) {
	groups := map[string][]apply.Change{}
	for _, c := range changes {
		if c.Action == meaning.Modify {
			groups[sameness(c)] = append(groups[sameness(c)], c)
		}
	}
	same = map[string][]apply.Change{}
	for _, c := range changes {
		members := groups[sameness(c)]
		switch {
		case c.Action != meaning.Modify || len(members) < alike:
			left = append(left, c)
		case members[0].Key == c.Key:
			left = append(left, c)
			same[thing(c)] = members
		}
	}
	return left, same
}

// thing is what a change is of.
func thing(c apply.Change) string { return string(c.Kind) + "\x00" + c.Key }

// sameness is the same for changes that differ only in what they change.
func sameness(c apply.Change) string {
	var b strings.Builder
	b.WriteString(string(c.Kind))
	for _, d := range c.Details {
		fmt.Fprintf(&b, "\x00%s\x00%s\x00%s\x00%s", d.Action, d.Field, d.Old, d.New)
	}
	return b.String()
}

func (v *view) head(c apply.Change) string {
	return "  " + v.paint(actionColor(c.Action), mark(c.Action)+" "+kindText(c.Kind, v.lang)) + " " + v.paint(sgrBold, visible(c.Name))
}

// change writes a change: its fields below it, or behind it when there is one.
func (v *view) change(c apply.Change, rows []row, file diag.Place) {
	switch {
	case len(rows) == 0:
		v.line(v.head(c), v.cellOf(c.Place, file))
	case len(rows) == 1:
		v.line(v.head(c), "  ", v.single(c, rows[0]), cmp.Or(rows[0].cell, v.cellOf(c.Place, file)))
	default:
		v.line(v.head(c), v.cellOf(c.Place, file))
		v.columns(rows)
	}
}

// single is the only field of a change. That of something that stays may come,
// change or go.
func (v *view) single(c apply.Change, r row) string {
	switch {
	case r.note != "":
		return r.note
	case r.name == meaning.Value:
		return r.value
	case c.Action == meaning.Modify && r.mark != mark(meaning.Modify):
		return v.paint(r.sgr, r.mark) + " " + r.name + " " + r.value
	}
	return r.name + " " + r.value
}

func (v *view) columns(rows []row) {
	names, values := 0, 0
	for _, r := range rows {
		names, values = max(names, terminal.Width(r.name)), max(values, min(valueColumn, plainWidth(r.value)))
	}
	for _, r := range rows {
		if r.note != "" {
			v.line("        ", r.note)
			continue
		}
		space := strings.Repeat(" ", max(0, values-plainWidth(r.value)))
		v.line("      ", v.paint(r.sgr, r.mark), " ", padded(r.name, names), "  ", r.value, space, r.cell)
	}
}

// group writes a change of several things once, and their names below it.
func (v *view) group(c apply.Change, members []apply.Change, file diag.Place) {
	var names []string
	for _, m := range members {
		names = append(names, visible(m.Name))
	}
	rows := v.rows(c, file)
	for i := range rows {
		rows[i].cell = v.cellsOf(members, i, file)
	}
	head := "  " + v.paint(sgrYellow, mark(c.Action)+" "+kindText(c.Kind, v.lang)) + " " + v.paint(sgrBold, fmt.Sprintf("(%d)", len(members)))
	if len(rows) == 1 {
		v.line(head, "  ", v.single(c, rows[0]), rows[0].cell)
	} else {
		v.line(head)
		v.columns(rows)
	}
	v.words("      ", names, ", ")
}

// cellsOf are the cells of one field of several changes: a few, or the first and
// the last.
func (v *view) cellsOf(members []apply.Change, field int, file diag.Place) string {
	var first, last diag.Place
	for _, m := range members {
		at := m.Details[field].Place
		if len(m.Details) == 1 && at.IsZero() {
			at = m.Place
		}
		if at.IsZero() {
			continue
		}
		if first.IsZero() {
			first = at
		}
		last = at
	}
	if first.IsZero() {
		return ""
	}
	return v.cellOf(first, file) + " …" + strings.TrimPrefix(v.cellOf(last, file), " ")
}

// inBrief writes what goes or comes in a line or more: the agent, the parameters,
// the score. Operations are counted, of new resources those that are not in the sheet.
func (v *view) inBrief(c apply.Change, file diag.Place) {
	var words []string
	operations := map[string]bool{}
	unwritten := unwrittenOperations(c)
	for _, d := range c.Details {
		value := cmp.Or(d.New, d.Old)
		op, _, isOperation := operation(d.Field)
		switch {
		case inName(c.Kind, d.Field, value):
			continue
		case isOperation && (c.Action == meaning.Remove || unwritten[op]):
			operations[op] = true
			continue
		}
		value = visible(value)
		if strings.Contains(value, " ") {
			value = `"` + value + `"`
		}
		switch d.Field {
		case meaning.Value, "agent":
			words = append(words, v.was(c, value))
		default:
			words = append(words, v.was(c, visible(d.Field)+"="+value))
		}
	}
	if n := len(operations); n > 0 {
		words = append(words, v.paint(sgrDim, textOperations.With(n).In(v.lang)))
	}
	if cell := v.cellOf(c.Place, file); cell != "" {
		words = append(words, strings.TrimSpace(cell))
	}
	v.words(v.head(c)+"  ", words, " ")
}

// was dims what goes.
func (v *view) was(c apply.Change, word string) string {
	if c.Action == meaning.Remove {
		return v.paint(sgrDim, word)
	}
	return word
}

// lineWidth is where long lists are broken.
const lineWidth = 100

// words writes words behind a head, with a separator between them, broken into
// lines.
func (v *view) words(head string, words []string, separator string) {
	line, width := head, plainWidth(head)
	for i, w := range words {
		if i < len(words)-1 {
			w += separator
		}
		if width+plainWidth(w) > lineWidth && width > 8 {
			v.line(line)
			line, width = "        ", 8
		}
		line, width = line+w, width+plainWidth(w)
	}
	v.line(line)
}

// rows are the fields of a change. Of what is added an operation is one line, what
// its name says is left out, and the operations that are not in the sheet are only named.
func (v *view) rows(c apply.Change, file diag.Place) []row {
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

// unwrittenOperations are the operations of a new resource of a sheet that no
// cell says anything of: they are completed from the agent's metadata, as pcs
// does.
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

// inOrder are those of the operations that are marked, in the order of a change.
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

// operation takes "op monitor timeout" apart.
func operation(field string) (op, option string, ok bool) {
	i := strings.LastIndexByte(field, ' ')
	if !strings.HasPrefix(field, "op ") || i < len("op ") {
		return "", "", false
	}
	return field[:i], field[i+1:], true
}

// inName reports whether the name of a constraint says a field already.
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

// value is what a field was and becomes.
func (v *view) value(d apply.Detail) string {
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

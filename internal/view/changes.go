package view

import (
	"cmp"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
	"hagen/internal/message"
	"hagen/internal/terminal"
)

var (
	textTally   = message.New("plan.tally", "added", "changed", "removed")
	textCellsOf = message.New("plan.cells-of", "file")
)

const (
	// valueColumn limits the column of values: the cells of longer ones are farther
	// right.
	valueColumn = 56
	// manyAdditions is up to how many new objects with several fields are written
	// with one field per line; with more, each object is one line.
	manyAdditions = 20
	// alike is the number of objects from which on the same change of several
	// objects is written once.
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

// changes writes the changes: removed objects with their former fields, changed
// ones with their changes, then added ones. Short ones are one line. Cells are
// written without their file and sheet, which are shown once.
func (v *page) changes(changes []apply.Change) {
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

func (v *page) head(c apply.Change) string {
	return "  " + v.paint(actionColor(c.Action), mark(c.Action)+" "+kindText(c.Kind, v.lang)) + " " + v.paint(sgrBold, visible(c.Name))
}

// change writes a change with its fields below it, or after it when there is only
// one.
func (v *page) change(c apply.Change, rows []row, file diag.Place) {
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

// single returns the only field of a change. The field of an existing object may be
// added, changed or removed.
func (v *page) single(c apply.Change, r row) string {
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

func (v *page) columns(rows []row) {
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

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

// changes writes what changes: what goes with what it was, each change with its
// fields, what comes. What fits is one line. Cells are written without their file
// and sheet, which are said once.
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

// change writes a change: its fields below it, or behind it when there is one.
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

// single is the only field of a change. That of something that stays may come,
// change or go.
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

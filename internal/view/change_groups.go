package view

import (
	"fmt"
	"strings"

	"hagen/internal/apply"
	"hagen/internal/apply/meaning"
	"hagen/internal/diag"
)

// countLong counts the new objects that take several lines.
func countLong(changes []apply.Change) (n int) {
	for _, c := range changes {
		if c.Action == meaning.Add && len(c.Details) > 1 && isResource(c.Kind) {
			n++
		}
	}
	return n
}

func isResource(k meaning.Kind) bool {
	return k == meaning.Primitive || k == meaning.Group || k == meaning.Clone || k == meaning.Bundle || k == meaning.Template
}

// together keeps the first of several equal changes of different objects, and
// returns which changes belong to it, including itself.
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

// thing is the object of a change.
func thing(c apply.Change) string { return string(c.Kind) + "\x00" + c.Key }

// sameness is equal for changes that differ only in their object.
func sameness(c apply.Change) string {
	var b strings.Builder
	b.WriteString(string(c.Kind))
	for _, d := range c.Details {
		fmt.Fprintf(&b, "\x00%s\x00%s\x00%s\x00%s", d.Action, d.Field, d.Old, d.New)
	}
	return b.String()
}

// group writes a change of several objects once, with their names below it.
func (v *page) group(c apply.Change, members []apply.Change, file diag.Place) {
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

// cellsOf returns the cells of one field of several changes: a few, or the first
// and the last.
func (v *page) cellsOf(members []apply.Change, field int, file diag.Place) string {
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

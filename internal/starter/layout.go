package starter

import (
	"strings"

	"hagen/internal/message"
	"hagen/internal/schema"
)

// resourceDepth is how deep resources are nested: a primitive in a group in a clone.
const resourceDepth = 3

// setMembers is how many resources a set has room for.
const setMembers = 3

// operationOptions are the headers of the operations of a table.
func operationOptions(table string) []string {
	if table == schema.StonithTable {
		return []string{"timeout", "interval", "on-fail"}
	}
	return []string{"timeout", "interval", "on-fail", "role", "start-delay", "OCF_CHECK_LEVEL"}
}

// column is a header of a new sheet.
type column struct {
	header   string
	required bool
	label    message.Text // for people
}

// columns are the headers of a block, in order. Those of attribute sets are left out:
// few clusters need them, and each table of names and values has them.
func columns(t *schema.Table, b *schema.Block) []column {
	var out []column
	for i := range b.Columns {
		c := &b.Columns[i]
		if c.Element == schema.OfSet {
			continue
		}
		n := 1
		switch {
		case c.Depth:
			n = resourceDepth
		case c.Several:
			n = setMembers
		}
		for range n {
			out = append(out, column{c.Header, c.Required, Label(c)})
		}
	}
	if b.Open {
		for _, name := range operationOptions(t.Name) {
			label, _ := OptionLabel(name)
			out = append(out, column{name, false, label})
		}
	}
	return out
}

// spare is how many blank rows a block gets below what it holds.
func spare(t *schema.Table, b *schema.Block, held int) int {
	switch {
	case b.Letter == "P" && held > 0:
		return 0
	case b.Letter == "P":
		return 1
	case b.Letter != "":
		return 2
	case t.Name == schema.ResourcesTable:
		return 5
	}
	return 3
}

// writer puts the rows of a sheet together.
type writer struct {
	Options
	sheet  *Sheet
	number int // of the table
}

// row adds a row, its first text in column A.
func (w *writer) row(cells ...string) { w.sheet.Rows = append(w.sheet.Rows, cells) }

// comment adds a row for people.
func (w *writer) comment(text string, cells ...string) {
	w.row(append([]string{strings.TrimSpace("# " + text)}, cells...)...)
}

// head says what the sheet is.
func (w *writer) head() {
	what := likeText(w.Like).In(w.Lang)
	w.sheet.Title = textTitle.With(what).In(w.Lang)
	w.comment(w.sheet.Title)
	w.comment(textFor.With(w.Target.Title, w.Target.Name).In(w.Lang))
	w.comment(textNodes.In(w.Lang), append([]string{""}, w.Nodes...)...)
	w.sheet.NodeRow = len(w.sheet.Rows)
	w.comment(textLegend.In(w.Lang))
	w.row()
}

// tables adds all tables, those without anything blank.
func (w *writer) tables(all tables) {
	for _, t := range schema.Tables() {
		held := all[t.Name]
		if len(held) == 0 {
			held = []*entity{{}}
		}
		for _, e := range held {
			w.table(t, e)
		}
	}
}

func (w *writer) table(t *schema.Table, e *entity) {
	w.number++
	w.comment(TableTitle(w.number, t, w.Lang))
	w.row("", t.Name)
	for i := range t.Blocks {
		w.block(t, &t.Blocks[i], e.rows[t.Blocks[i].Letter])
	}
	w.row()
}

func (w *writer) block(t *schema.Table, b *schema.Block, rows [][]string) {
	width := w.headers(t, b)
	for _, row := range rows {
		w.data(row, width)
	}
	for range spare(t, b, len(rows)) {
		w.row()
	}
}

// headers adds the header rows of a block and returns how many columns it has.
func (w *writer) headers(t *schema.Table, b *schema.Block) int {
	head, caption := []string{"", b.Letter}, []string{"#", ""}
	all := columns(t, b)
	for i, c := range all {
		head = append(head, c.header)
		label := c.label.In(w.Lang)
		switch {
		case i > 0 && all[i-1].header == c.header: // the columns of the depths
			label = ""
		case c.required:
			label += Required
		}
		caption = append(caption, label)
	}
	w.row(head...)
	w.row(append(caption, textRemark.In(w.Lang))...)
	return len(all)
}

// data adds a row of values. Remarks and examples go right of the columns.
func (w *writer) data(values []string, width int) {
	cells := make([]string, 2+width)
	var remarks []string
	for i, text := range values {
		if word, ok := strings.CutPrefix(text, "@"); ok {
			remarks = append(remarks, remarkText(word).In(w.Lang))
			continue
		}
		if example, ok := strings.CutPrefix(text, "?"); ok {
			w.sheet.Examples[[2]int{len(w.sheet.Rows) + 1, 3 + i}] = example
			if text = ""; example != "" {
				remarks = append(remarks, textExample.With(example).In(w.Lang))
			}
		}
		cells[2+i] = text
	}
	w.row(append(cells, strings.Join(remarks, " / "))...)
}

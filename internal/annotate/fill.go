package annotate

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Write returns the workbook with other texts in some cells. fresh makes the program
// that opens it next calculate all formulas anew.
func (c *Cells) Write(fills []Fill, fresh bool) ([]byte, error) {
	fills = slices.SortedStableFunc(slices.Values(fills), func(a, b Fill) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
	var e edits
	var added []newRow
	for len(fills) > 0 {
		n := 1
		for n < len(fills) && fills[n].Row == fills[0].Row {
			n++
		}
		row := fills[:n]
		fills = fills[n:]
		if c.rows[row[0].Row] != nil {
			c.fillRow(&e, row)
			continue
		}
		added = append(added, newRow{row[0].Row, c.row(row)})
	}
	c.addRows(&e, added)
	c.widen(&e, added)
	if err := c.book.change(c.part, c.data, e); err != nil {
		return nil, err
	}
	if fresh {
		if err := c.book.calculateAnew(); err != nil {
			return nil, err
		}
	}
	return c.book.bytes()
}

// newRow is a row that the sheet did not have.
type newRow struct {
	number int
	text   string
}

// addRows puts new rows between those there are.
func (c *Cells) addRows(e *edits, added []newRow) {
	sheet := c.root.child("sheetData")
	var last strings.Builder
	for _, a := range added {
		next := 0
		for r := range c.rows {
			if r > a.number && (next == 0 || r < next) {
				next = r
			}
		}
		if next == 0 {
			last.WriteString(a.text)
			continue
		}
		e.put(c.rows[next].start, a.text)
	}
	if last.Len() > 0 {
		e.into(sheet, last.String())
	}
}

// rowForm are the attributes of a row that another row takes over.
var rowForm = []string{"s", "customFormat", "ht", "customHeight"}

// row writes a new row.
func (c *Cells) row(fills []Fill) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<%srow r="%d"`, c.root.prefix, fills[0].Row)
	if like := c.rows[fills[0].Like]; like != nil {
		for _, name := range rowForm {
			if value := like.attr(name); value != "" {
				fmt.Fprintf(&b, ` %s="%s"`, name, escape(value))
			}
		}
	}
	b.WriteString(">")
	for _, f := range c.alike(fills) {
		b.WriteString(c.cell(f, c.styleFor(f)))
	}
	fmt.Fprintf(&b, `</%srow>`, c.root.prefix)
	return b.String()
}

// alike adds the cells, without a text, that the row like which a new one is has
// beside those that are filled.
func (c *Cells) alike(fills []Fill) []Fill {
	like, row := fills[0].Like, fills[0].Row
	if like == 0 {
		return fills
	}
	out := slices.Clone(fills)
	for at, n := range c.cells {
		if at[0] != like || n.attr("s") == "" || slices.ContainsFunc(fills, func(f Fill) bool { return f.Col == at[1] }) {
			continue
		}
		out = append(out, Fill{Row: row, Col: at[1], Like: like})
	}
	slices.SortFunc(out, func(a, b Fill) int { return cmp.Compare(a.Col, b.Col) })
	return out
}

// fillRow changes the cells of a row that is there.
func (c *Cells) fillRow(e *edits, fills []Fill) {
	row := c.rows[fills[0].Row]
	var last strings.Builder
	for _, f := range c.alike(fills) {
		text := c.cell(f, c.styleFor(f))
		if old := c.cells[[2]int{f.Row, f.Col}]; old != nil {
			*e = append(*e, edit{old.start, old.end, text})
			continue
		}
		if next := c.after(f); next != nil {
			e.put(next.start, text)
			continue
		}
		last.WriteString(text)
	}
	if last.Len() > 0 {
		e.into(row, last.String())
	}
	if from, to, found := strings.Cut(row.attr("spans"), ":"); found {
		first, _ := strconv.Atoi(from)
		end, _ := strconv.Atoi(to)
		if wide := max(end, fills[len(fills)-1].Col); wide > end || fills[0].Col < first {
			e.set(c.data, row, "spans", fmt.Sprintf("%d:%d", min(first, fills[0].Col), wide))
		}
	}
}

// after is the next cell of the row that is there.
func (c *Cells) after(f Fill) *node {
	next := 0
	for at := range c.cells {
		if at[0] == f.Row && at[1] > f.Col && (next == 0 || at[1] < next) {
			next = at[1]
		}
	}
	return c.cells[[2]int{f.Row, next}]
}

// styleFor is the style of a cell: that of the row it is to be like, else its own, else
// that of its row or column.
func (c *Cells) styleFor(f Fill) string {
	if like := c.cells[[2]int{f.Like, f.Col}]; f.Like != 0 && like != nil {
		return like.attr("s")
	}
	if own := c.cells[[2]int{f.Row, f.Col}]; own != nil {
		return own.attr("s")
	}
	if row := c.rows[cmp.Or(f.Like, f.Row)]; row != nil && row.attr("s") != "" {
		return row.attr("s")
	}
	for _, col := range c.root.child("cols").all("col") {
		first, _ := strconv.Atoi(col.attr("min"))
		last, _ := strconv.Atoi(col.attr("max"))
		if first <= f.Col && f.Col <= last {
			return col.attr("style")
		}
	}
	return ""
}

// whole matches numbers that a cell shows as they are.
var integer = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,14})$`)

// cell writes a cell: a number where the cell that gives the style has a number, which
// it shows as it is; else text.
func (c *Cells) cell(f Fill, style string) string {
	p := c.root.prefix
	head := fmt.Sprintf(`<%sc r="%s"`, p, f.name())
	if style != "" {
		head += fmt.Sprintf(` s="%s"`, escape(style))
	}
	switch {
	case f.Text == "":
		return head + "/>"
	case c.plainNumber(f) && integer.MatchString(f.Text):
		return head + fmt.Sprintf(`><%sv>%s</%sv></%sc>`, p, f.Text, p, p)
	}
	return head + fmt.Sprintf(` t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>`, p, p, escape(f.Text), p, p, p)
}

// plainNumber reports whether the cell that gives the style is a number that is shown
// as it is stored.
func (c *Cells) plainNumber(f Fill) bool {
	n := c.cells[[2]int{cmp.Or(f.Like, f.Row), f.Col}]
	if n == nil || n.attr("t") != "" && n.attr("t") != "n" {
		return false
	}
	v := n.child("v")
	return v != nil && strings.TrimSpace(v.text(c.data)) == f.Shown
}

// widen makes the sheet's stated size fit rows that were added.
func (c *Cells) widen(e *edits, added []newRow) {
	size := c.root.child("dimension")
	if size == nil || len(added) == 0 {
		return
	}
	a := areaOf(size.attr("ref"))
	if last := added[len(added)-1].number; last > a.bottom {
		a.bottom = last
		e.set(c.data, size, "ref", a.String())
	}
}

// calculateAnew makes the program that opens the workbook calculate all formulas.
func (b *book) calculateAnew() error {
	data, root, err := b.tree(b.part)
	if err != nil {
		return err
	}
	var e edits
	if calc := root.child("calcPr"); calc != nil {
		e.set(data, calc, "fullCalcOnLoad", "1")
		return b.change(b.part, data, e)
	}
	after := root.child("sheets")
	for _, name := range []string{"functionGroups", "externalReferences", "definedNames"} {
		if n := root.child(name); n != nil {
			after = n
		}
	}
	e.put(after.end, fmt.Sprintf(`<%scalcPr fullCalcOnLoad="1"/>`, root.prefix))
	return b.change(b.part, data, e)
}

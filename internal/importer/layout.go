package importer

import (
	"slices"
	"strings"

	"hagen/internal/message"
	"hagen/internal/schema"
	"hagen/internal/starter"
)

// layout is the sheet that is written.
type layout struct {
	rows   [][]string
	lang   message.Lang
	number int // of the last table
}

func (l *layout) add(cells ...string) { l.rows = append(l.rows, cells) }

// title begins a table.
func (l *layout) title(t *schema.Table) {
	l.add()
	l.number++
	l.add("# " + starter.TableTitle(l.number, t, l.lang))
	l.add("", t.Name)
}

// table writes a plain table, if it has rows.
func (l *layout) table(name string, rows []row) {
	t, ok := schema.Lookup(name)
	if !ok || len(rows) == 0 {
		return
	}
	l.title(t)
	l.block(&t.Blocks[0], rows)
}

// block writes the headers of a block and its rows. A value that the row above has
// as well is left blank where blanks inherit.
func (l *layout) block(b *schema.Block, rows []row) {
	columns := used(b, rows)
	rows = inheritSets(rows)
	var heads, labels []string
	width := make([]int, len(columns))
	for i, c := range columns {
		width[i] = widest(c, rows)
		for n := range width[i] {
			heads = append(heads, c.Header)
			if n == 0 {
				labels = append(labels, label(c, l.lang))
			} else {
				labels = append(labels, "")
			}
		}
	}
	l.heads(b.Letter, heads, labels)
	for i, r := range rows {
		cells := []string{"", ""}
		for j, c := range columns {
			if c.Several {
				values := make([]string, width[j])
				copy(values, strings.Split(r[c.Key], severalMark))
				cells = append(cells, values...)
				continue
			}
			text := r[c.Key]
			if i > 0 && c.Inherit && c.Key != schema.KeyScore && text == rows[i-1][c.Key] {
				text = ""
			}
			cells = append(cells, text)
		}
		l.add(trim(cells)...)
	}
}

// severalMark is between the values of a column that is side by side several times.
const severalMark = "\n"

// widest returns how often a column is side by side.
func widest(c *schema.Column, rows []row) int {
	n := 1
	for _, r := range rows {
		if c.Several {
			n = max(n, 1+strings.Count(r[c.Key], severalMark))
		}
	}
	return n
}

// heads writes the headers of a block, and below them what they are for people.
func (l *layout) heads(letter string, heads, labels []string) {
	l.add(append([]string{"", letter}, heads...)...)
	l.add(append([]string{"#", ""}, labels...)...)
}

// label is what a header says to people.
func label(c *schema.Column, lang message.Lang) string {
	text := starter.Label(c).In(lang)
	if c.Required {
		text += starter.Required
	}
	return text
}

// whenUsed are columns that few clusters need: they are left out of a table that has
// no value in them.
var whenUsed = []schema.Key{
	schema.KeyDefaultOps, schema.KeyTemplate, schema.KeyDiscovery, schema.KeyInfluence, schema.KeyNodeAttribute, schema.KeyRequireAll, schema.KeyRole, schema.KeyID, schema.KeyValueType,
	schema.KeyAttribute, schema.KeyRule, schema.KeyRuleID, schema.KeyDescription, schema.KeyLevelID,
	schema.KeySet, schema.KeySetScore, schema.KeySetID, schema.KeyNodeID,
	schema.KeySequential, schema.KeyAction,
}

// used are the columns of a block that a table with these rows gets: those that make
// a table without the others, if nothing is in the others.
func used(b *schema.Block, rows []row) []*schema.Column {
	var out []*schema.Column
	for i := range b.Columns {
		c := &b.Columns[i]
		has := slices.ContainsFunc(rows, func(r row) bool { return r[c.Key] != "" })
		if has || c.Required || !slices.Contains(whenUsed, c.Key) {
			out = append(out, c)
		}
	}
	alone := func(c *schema.Column) bool { return slices.Contains(b.Alone, c.Key) }
	if valued := func(c *schema.Column) bool {
		return !alone(c) && slices.ContainsFunc(rows, func(r row) bool { return r[c.Key] != "" })
	}; len(b.Alone) > 0 && !slices.ContainsFunc(out, valued) {
		out = slices.DeleteFunc(out, func(c *schema.Column) bool { return !alone(c) })
	}
	return out
}

// trim drops blank cells at the end.
func trim(cells []string) []string {
	n := len(cells)
	for n > 0 && strings.TrimSpace(cells[n-1]) == "" {
		n--
	}
	return cells[:n]
}

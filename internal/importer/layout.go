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
	for _, c := range columns {
		heads, labels = append(heads, c.Header), append(labels, label(c, l.lang))
	}
	l.heads(b.Letter, heads, labels)
	for i, r := range rows {
		cells := []string{"", ""}
		for _, c := range columns {
			text := r[c.Key]
			if i > 0 && c.Inherit && c.Key != schema.KeyScore && text == rows[i-1][c.Key] {
				text = ""
			}
			cells = append(cells, text)
		}
		l.add(trim(cells)...)
	}
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
	schema.KeyDefaultOps, schema.KeyDiscovery, schema.KeyInfluence, schema.KeyNodeAttribute, schema.KeyRequireAll, schema.KeyRole, schema.KeyID, schema.KeyValueType,
	schema.KeyAttribute, schema.KeyRule, schema.KeyDescription,
	schema.KeySet, schema.KeySetScore,
}

// used are the columns of a block that a table with these rows gets.
func used(b *schema.Block, rows []row) []*schema.Column {
	var out []*schema.Column
	for i := range b.Columns {
		c := &b.Columns[i]
		has := slices.ContainsFunc(rows, func(r row) bool { return r[c.Key] != "" })
		if has || c.Required || !slices.Contains(whenUsed, c.Key) {
			out = append(out, c)
		}
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

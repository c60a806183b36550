package writeback

import (
	"fmt"
	"slices"
	"strings"

	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// sheet is a sheet as items that are found again in another one.
type sheet struct {
	grid     *grid.Grid
	sections []*section
	items    []*item
	// tree are the resources, each with its depth.
	tree []string
	// entities are what tables of one thing each are about, such as PRIMITIVE db.
	entities map[string]bool
}

// section is a header row with the rows below it.
type section struct {
	table  *schema.Table
	block  *schema.Block
	header int // its row
	heads  []head
	lines  []*line
	about  string // what a table of one thing is about
	within string // the same, and the recipient of an alert
	// likeHeader and likeRow are the rows that the headers and the rows of a new block
	// are like; 0 for a block that the sheet has.
	likeHeader, likeRow int
}

// head is a column of a section.
type head struct {
	key    string // the header in lower case, numbered where it occurs several times
	header string
	reach  layout.Reach
	column *schema.Column // nil: an option of operations
	// inherits says that a blank takes the value above it.
	inherits bool
}

// line is a row of data.
type line struct {
	section *section
	row     int
	own     map[string]string // the texts of its cells by key
	value   map[string]string // the same with what is inherited; in the end what is wanted
	removed bool
	like    int // the row a new one is like; 0: it is not new
}

// item is what is compared as one: a row, or the rows of a rule.
type item struct {
	bucket string // items of one bucket are about the same
	lines  []*line
}

// read finds the items of a sheet.
func read(g *grid.Grid) *sheet {
	s := &sheet{grid: g, entities: map[string]bool{}}
	for _, t := range table.Parse(g, &diag.List{}) {
		if t.Schema == nil {
			continue
		}
		about, within := "", ""
		for _, part := range t.Sections {
			sec := s.section(t.Schema, part)
			if t.Schema.Name == schema.ResourcesTable {
				for _, row := range part.Rows {
					s.tree = append(s.tree, fmt.Sprint(row.Depth, row.Get(schema.KeyResourceItem), " ", row.Get(schema.KeyID)))
				}
				continue
			}
			for _, row := range part.Rows {
				l := s.line(sec, row)
				if t.Schema.PerEntity && (part.Block.Letter == "P" || part.Block.Letter == "R") {
					name := l.value[sec.named()]
					if within = about + "/" + name; part.Block.Letter == "P" {
						about, within = name, name
						s.entities[t.Schema.Name+" "+name] = true
					}
				}
			}
			sec.about, sec.within = about, within
			s.sections = append(s.sections, sec)
			s.group(sec)
		}
	}
	return s
}

// named is the column of the name of what a block is about.
func (s *section) named() string {
	for i := range s.block.Columns {
		if s.block.Columns[i].Required {
			return strings.ToLower(s.block.Columns[i].Header)
		}
	}
	return ""
}

// section reads a header row.
func (s *sheet) section(t *schema.Table, part *table.Section) *section {
	out := &section{table: t, block: part.Block, header: part.Place.Row}
	row := rowOf(s.grid, out.header)
	if row == nil {
		return out
	}
	count := map[string]int{}
	for _, h := range layout.Heads(s.grid, row) {
		key := strings.ToLower(h.Text)
		column, known := part.Block.Column(h.Text)
		if !known && !part.Block.Open {
			continue // a remark
		}
		if count[key]++; count[key] > 1 {
			key = fmt.Sprint(key, "#", count[key])
		}
		out.heads = append(out.heads, head{key, h.Text, h.Reach, column, known && column.Inherit && !starts(t, column)})
	}
	return out
}

// starts reports whether a text in a column starts an item of several rows.
func starts(t *schema.Table, c *schema.Column) bool {
	switch {
	case t.Name == schema.LocationRuleTable:
		return c.Key == schema.KeyScore
	case strings.HasSuffix(t.Name, "_SET"):
		return c.Key == schema.KeyID
	}
	return false
}

func rowOf(g *grid.Grid, number int) *grid.Row {
	i, found := slices.BinarySearchFunc(g.Rows, number, func(r grid.Row, n int) int { return r.Number - n })
	if !found {
		return nil
	}
	return &g.Rows[i]
}

// line reads a row of data.
func (s *sheet) line(sec *section, row *table.Row) *line {
	l := &line{section: sec, row: row.Number, own: map[string]string{}, value: map[string]string{}}
	from := rowOf(s.grid, row.Number)
	for _, h := range sec.heads {
		text := layout.OneLine(from.At(h.reach.At(from)))
		l.own[h.key], l.value[h.key] = text, text
		if h.inherits {
			l.value[h.key] = row.Get(h.column.Key)
		}
	}
	sec.lines = append(sec.lines, l)
	return l
}

// group makes items of the rows of a section.
func (s *sheet) group(sec *section) {
	several := slices.ContainsFunc(sec.heads, func(h head) bool { return h.column != nil && starts(sec.table, h.column) })
	for _, l := range sec.lines {
		begins := !several || slices.ContainsFunc(sec.heads, func(h head) bool {
			return h.column != nil && starts(sec.table, h.column) && l.own[h.key] != ""
		})
		if begins || len(s.items) == 0 {
			s.items = append(s.items, &item{bucket: l.bucket(several)})
		}
		last := s.items[len(s.items)-1]
		last.lines = append(last.lines, l)
	}
}

// bucket says what a row is about: its references and names.
func (l *line) bucket(several bool) string {
	parts := []string{l.section.table.Name, l.section.block.Letter, l.section.within}
	for _, h := range l.section.heads {
		switch {
		case h.column == nil && h.key == "role": // of an operation
			role, _ := cib.Role(l.value[h.key])
			parts = append(parts, "role "+role)
		case h.column == nil || !h.column.Required:
		case several && !h.column.Type.Refers() && !starts(l.section.table, h.column):
		case h.column.Key == schema.KeyType:
			parts = append(parts, strings.ToLower(l.value[h.key]))
		case h.column.Type.Matches():
			parts = append(parts, l.value[h.key])
		}
	}
	return strings.Join(slices.DeleteFunc(parts[3:], func(p string) bool { return p == "role " }), "\x00") + "\x00" + strings.Join(parts[:3], "\x00")
}

// head finds a column.
func (s *section) head(key string) *head {
	for i := range s.heads {
		if s.heads[i].key == key {
			return &s.heads[i]
		}
	}
	return nil
}

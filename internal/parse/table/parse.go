package table

import (
	"strings"

	"hagen/internal/diag"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/layout"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// Parse finds the tables of a sheet in their order. It reports every structural
// mistake: names, letters, headers, missing values. A table with rows it cannot
// read is marked Broken.
func Parse(g *grid.Grid, report *diag.List) []*Table {
	p := &parser{g: g, report: report, rows: &layout.Reader{}}
	if name, at := shifted(g); name != nil {
		reportShift(report, name, at)
		return nil
	}
	if foreign(g) {
		p.finish()
		return nil
	}
	for p.next = 0; p.next < len(g.Rows); {
		row := &g.Rows[p.next]
		p.next++
		p.row(row)
	}
	p.finish()
	return p.tables
}

// parser walks the rows of a sheet once.
type parser struct {
	g      *grid.Grid
	report *diag.List
	tables []*Table
	rows   *layout.Reader
	next   int // index of the row after the current one

	table *Table // the current table; nil before the first and below an unknown name
	// layout is the current header row, or nil.
	layout *headerRow
	// skipping says that rows up to the next name or letter belong to a mistake
	// that has been reported.
	skipping bool
	early    *grid.Row // the first row before any table
}

// row handles one row.
func (p *parser) row(row *grid.Row) {
	if t, col := p.misplaced(row); t != nil {
		p.report.Add(diag.TableMisplaced, p.g.Place(row.Number, col),
			diag.Args{"name": t.Name, "column": diag.ColumnName(col)})
		p.open(t, row)
		return
	}
	switch is := p.rows.Row(row); is.Kind {
	case layout.People:
	case layout.Table:
		p.open(is.Table, row)
	case layout.Block:
		p.skipping = false
		p.header(is.Block, row, p.g.Place(row.Number, schema.NameColumn))
	case layout.Header:
		if p.headingAbove(is.Block, row) {
			p.rows = layout.Below(p.table.Schema) // the column headers follow
			return
		}
		p.header(is.Block, row, p.g.Place(row.Number, firstFilled(row)))
	case layout.Data:
		p.data(row)
	case layout.Name:
		p.unknown(row, is.Name)
	}
}

// open starts a table.
func (p *parser) open(t *schema.Table, row *grid.Row) {
	p.close()
	p.table = &Table{Schema: t, Place: p.g.Place(row.Number, schema.NameColumn)}
	p.tables = append(p.tables, p.table)
	p.rows = layout.Below(t)
}

// close ends the current table.
func (p *parser) close() {
	if t := p.table; t != nil && len(t.Sections) == 0 && !t.Broken {
		args := diag.Args{"table": t.Schema.Name}
		if t.Schema.Plain() {
			args["columns"] = usual(&t.Schema.Blocks[0])
		} else {
			args["letters"] = strings.Join(t.Schema.Letters(), ", ")
		}
		p.report.Add(diag.HeaderMissing, t.Place, args)
		t.Broken = true
	}
	p.table, p.layout, p.skipping = nil, nil, false
}

// data handles a row of data.
func (p *parser) data(row *grid.Row) {
	switch {
	case p.skipping:
	case p.table == nil:
		if p.early == nil {
			p.early = row
		}
	case p.layout == nil: // a block table before its first letter
		p.report.Add(diag.RowBeforeBlock, p.g.Place(row.Number, firstFilled(row)), diag.Args{
			"table": p.table.Schema.Name, "letters": strings.Join(p.table.Schema.Letters(), ", "),
		})
		p.table.Broken, p.skipping = true, true
	default:
		p.layout.read(p, row)
	}
}

// unknown handles unknown text in column B. Rows below it are skipped: reading them
// as part of the table before would be a guess.
func (p *parser) unknown(row *grid.Row, name string) {
	at := p.g.Place(row.Number, schema.NameColumn)
	letter := layout.Letter(name)
	if letter && p.table == nil && p.skipping {
		return // a block of the table that was not recognised
	}
	if letter && p.table != nil && !p.table.Schema.Plain() {
		letters := p.table.Schema.Letters()
		p.report.Add(diag.UnknownBlock, at, diag.Args{
			"table": p.table.Schema.Name, "letter": name,
			"suggestion": foldedMatch(name, letters), "letters": strings.Join(letters, ", "),
		})
		p.table.Broken, p.layout, p.skipping = true, nil, true
		return
	}
	if p.table != nil {
		p.table.Broken = true // its rows below, if any, are lost
	}
	p.close()
	if owners := tablesWith(name); owners != "" {
		p.report.Add(diag.BlockOutside, at, diag.Args{"letter": name, "tables": owners})
		p.lose(nil, at)
		return
	}
	guess := suggest.Nearest(name, tableNames())
	p.report.Add(diag.UnknownTable, at, diag.Args{
		"name": name, "suggestion": suggest.Instead(name, guess), "tables": strings.Join(tableNames(), ", "),
	})
	t, _ := schema.Lookup(guess)
	// A misspelt name of an otherwise correct table must not cause errors in
	// everything that needs the table. If the sheet also has that table, nothing
	// needs this one.
	if t != nil && p.looksLike(t) && (t.PerEntity || !has(p.g, t)) {
		p.open(t, row)
		return
	}
	p.lose(t, at)
}

// lose records that rows of a table (nil: of any) could not be read.
func (p *parser) lose(t *schema.Table, at diag.Place) {
	p.tables = append(p.tables, &Table{Schema: t, Place: at, Broken: true})
	p.skipping = true
}

// looksLike reports whether the rows that follow start as a table would.
func (p *parser) looksLike(t *schema.Table) bool {
	reader := layout.Below(t)
	for i := p.next; i < len(p.g.Rows); i++ {
		row := &p.g.Rows[i]
		switch is := reader.Row(row); is.Kind {
		case layout.People:
		case layout.Header:
			return hasRequired(is.Block, layout.Heads(p.g, row))
		default:
			return is.Kind == layout.Block
		}
	}
	return false
}

// finish ends the sheet.
func (p *parser) finish() {
	p.close()
	if len(p.tables) == 0 {
		p.report.Add(diag.NoTable, p.g.Place(0, 0), diag.Args{
			"tables": schema.ResourcesTable + ", " + schema.PrimitiveTable + ", " + schema.PropertyTable,
		})
		return
	}
	if p.early != nil {
		p.report.Add(diag.RowBeforeTables, p.g.Place(p.early.Number, firstFilled(p.early)), nil)
	}
}

// firstFilled returns the first filled column from C on, or C when there is none.
func firstFilled(row *grid.Row) int {
	for _, c := range row.Cells {
		if c.Col >= schema.FirstColumn {
			return c.Col
		}
	}
	return schema.FirstColumn
}

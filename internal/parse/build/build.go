// Package build turns tables into the model: it joins rows into entities and
// writes each value in its canonical spelling.
//
// It reports what the model cannot represent (a word that is not one of the
// choices, rows that contradict each other, a resource without its definition).
// Values of the wrong kind stay as written for package validate. A row that lacks a
// required value has been reported by the table parser and is skipped here.
package build

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/grid"
	"hagen/internal/parse/nodes"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// Env is what the builder uses besides the sheet.
type Env struct {
	// Catalog says which options of Pacemaker are booleans and scores; nil
	// leaves their values as written.
	Catalog *agents.Catalog
	// Nodes are the cluster's nodes when they are given (--nodes-from).
	Nodes []nodes.Node
}

// Config makes the model of a sheet. It never returns nil. If errors were reported,
// the model can be checked further but must not be written.
func Config(g *grid.Grid, tables []*table.Table, env Env, report *diag.List) *model.Config {
	b := &builder{
		grid: g, tables: tables, env: env, report: report, cfg: &model.Config{},
		firsts: map[attributeKey]*model.Attribute{},
	}
	hideSecrets(g)
	b.properties()
	b.namedValues(schema.RscDefaultsTable, &b.cfg.RscDefaults, agents.PrimitiveMeta)
	b.namedValues(schema.OpDefaultsTable, &b.cfg.OpDefaults, agents.OperationOptions)
	b.resources()
	b.resourceAttributes()
	b.nodes() // some are made by resources
	b.fencingLevels()
	b.constraints()
	b.alerts()
	b.tags()
	b.acls()
	b.commands()
	b.fragments()
	b.acceptances()
	b.renames()
	return b.cfg
}

// builder is one run over one sheet.
type builder struct {
	grid   *grid.Grid
	tables []*table.Table
	env    Env
	report *diag.List
	cfg    *model.Config
	firsts map[attributeKey]*model.Attribute
	last   lastSet
	looks  map[string]string // the first resource id of those that look the same
}

// rows lists the data rows of all occurrences of a plain table.
func (b *builder) rows(name string) []*table.Row {
	var out []*table.Row
	for _, s := range b.sections(name) {
		out = append(out, s.Rows...)
	}
	return out
}

// sections lists the sections of every occurrence of a table.
func (b *builder) sections(name string) []*table.Section {
	var out []*table.Section
	for _, t := range b.named(name) {
		out = append(out, t.Sections...)
	}
	return out
}

// named lists the occurrences of a table.
func (b *builder) named(name string) []*table.Table {
	var out []*table.Table
	for _, t := range b.tables {
		if t.Schema != nil && t.Schema.Name == name {
			out = append(out, t)
		}
	}
	return out
}

// broken reports whether rows that may belong to a table could not be read.
func (b *builder) broken(name string) bool {
	return slices.ContainsFunc(b.tables, func(t *table.Table) bool { return t.Broken && t.Is(name) })
}

package build

import (
	"slices"
	"strings"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// definition is what the table of a resource defines: a primitive, a template or a
// bundle.
type definition struct {
	prim     *model.Primitive // of a template as well
	template *model.Template  // nil for others
	bundle   *model.Bundle    // nil for others
	table    *schema.Table
	placed   bool // a row of RESOURCES names it
}

// newDefinition starts the definition of a table.
func newDefinition(of *schema.Table) *definition {
	switch of.Item {
	case schema.ItemBundle:
		return &definition{bundle: &model.Bundle{Container: &model.Container{}}, table: of}
	case schema.ItemTemplate:
		t := &model.Template{}
		return &definition{template: t, prim: &t.Primitive, table: of}
	}
	return &definition{prim: &model.Primitive{}, table: of}
}

// resource is what is defined.
func (d *definition) resource() model.Resource {
	switch {
	case d.bundle != nil:
		return d.bundle
	case d.template != nil:
		return d.template
	}
	return d.prim
}

// common are the fields that every resource has.
func (d *definition) common() *model.Common {
	if d.bundle != nil {
		return &d.bundle.Common
	}
	return &d.prim.Common
}

// from is the row of block P, nil without one.
func (d *definition) from() model.Origin {
	if d.bundle != nil {
		return d.bundle.From
	}
	return d.prim.From
}

// broken marks what could not be read completely.
func (d *definition) broken() {
	if d.bundle != nil {
		d.bundle.Incomplete = true
	} else {
		d.prim.Incomplete = true
	}
}

// item returns the resourceItem for the definition's table.
func (d *definition) item() string { return d.table.Item }

// at is the cell that names the definition.
func (d *definition) at() diag.Place { return d.from().At(schema.KeyID) }

// definitions reads all tables that define a resource, in their order.
func (t *tree) definitions() {
	for _, tab := range t.b.tables {
		if tab.Schema != nil && tab.Schema.Item != "" {
			t.define(tab)
		}
	}
}

// lostDefinitions reports whether rows that may define a resource could not be
// read.
func (b *builder) lostDefinitions() bool {
	return slices.ContainsFunc(b.tables, func(t *table.Table) bool {
		return t.Broken && (t.Schema == nil || t.Schema.Item != "")
	})
}

// define reads one table. It should hold one resource; a second P row starts
// another definition, so that what is below it is not mixed up with the
// first.
func (t *tree) define(tab *table.Table) {
	cur := newDefinition(tab.Schema)
	defs := []*definition{cur}
	for _, s := range tab.Sections {
		for _, row := range s.Rows {
			if s.Block.Letter != "P" {
				t.b.detail(cur, s.Block.Letter, row)
				continue
			}
			if cur.from() != nil {
				t.b.report.Add(diag.DefinitionTwice, row.At(schema.KeyID), diag.Args{"table": cur.table.Name},
					diag.See(cur.at(), diag.NoteFirst))
				cur = newDefinition(tab.Schema)
				defs = append(defs, cur)
			}
			t.b.definition(cur, row)
		}
	}
	for _, d := range defs {
		if tab.Broken {
			d.broken()
		}
		t.register(d, tab)
	}
}

// register records a definition by its id.
func (t *tree) register(d *definition, tab *table.Table) {
	switch {
	case d.from() == nil && tab.Broken:
		// Its P block could not be read.
	case d.from() == nil && !hasRows(tab):
		// A table that is not filled in, as in blank sheets, is not a mistake.
	case d.from() == nil:
		t.b.report.Add(diag.DefinitionMissing, definitionPlace(tab), diag.Args{"table": d.table.Name})
		t.nameless++
	case d.common().ID == "":
		t.nameless++
	case t.byID[d.common().ID] != nil:
		t.b.report.Add(diag.DefinitionRepeated, d.at(), diag.Args{"id": d.common().ID},
			diag.See(t.byID[d.common().ID].at(), diag.NoteFirst))
	default:
		t.byID[d.common().ID] = d
		t.defs = append(t.defs, d)
	}
}

func hasRows(tab *table.Table) bool {
	for _, s := range tab.Sections {
		if len(s.Rows) > 0 {
			return true
		}
	}
	return false
}

// definitionPlace returns where to report a missing P row: at the P block, else at
// the table's name.
func definitionPlace(tab *table.Table) diag.Place {
	for _, s := range tab.Sections {
		if s.Block.Letter == "P" {
			return s.Place
		}
	}
	return tab.Place
}

// definition reads a P row.
func (b *builder) definition(d *definition, row *table.Row) {
	if d.bundle != nil {
		b.bundle(d.bundle, row)
		return
	}
	b.agent(d, row)
}

// agent reads a P row that names an agent.
func (b *builder) agent(d *definition, row *table.Row) {
	p := d.prim
	p.ID, p.From, p.Type = get(row, schema.KeyID), row, get(row, schema.KeyType)
	p.DefaultOps, p.Description = get(row, schema.KeyDefaultOps), get(row, schema.KeyDescription)
	p.Template = get(row, schema.KeyTemplate)
	if d.item() == schema.ItemStonith {
		p.Class = cib.Stonith
		return
	}
	if p.Template != "" {
		p.Type = ""
		b.fromTemplate(p, row)
		return
	}
	p.Class, p.Provider = get(row, schema.KeyClass), get(row, schema.KeyProvider)
	switch {
	case p.Class != "" || p.Type == "":
	case p.Provider != "":
		p.Class = cib.OCF // the only class that has providers
	default:
		b.withoutClass(p, row)
	}
}

// withoutClass reports a P row that names an agent only by its type, or by its full
// name in the wrong column. If only one agent can be meant, it is used, so that the
// rest of the table is checked.
func (b *builder) withoutClass(p *model.Primitive, row *table.Row) {
	known := b.agentsNamed(p.Type)
	b.report.Add(diag.ClassMissing, row.At(schema.KeyClass), diag.Args{
		"type": p.Type, "suggestion": strings.Join(known, ", "),
	})
	if len(known) != 1 {
		return
	}
	p.Class, p.Provider, p.Type = cib.AgentParts(known[0])
}

// fromTemplate reports what a P row with a template must not have: the agent is the
// template's, and no operations are added.
func (b *builder) fromTemplate(p *model.Primitive, row *table.Row) {
	for _, key := range []schema.Key{schema.KeyClass, schema.KeyProvider, schema.KeyType, schema.KeyDefaultOps} {
		if v := get(row, key); v != "" && (key != schema.KeyDefaultOps || v == "true") {
			b.report.Add(diag.TemplateAndAgent, row.At(key), diag.Args{"id": p.ID, "template": p.Template, "column": headers[key]})
			return
		}
	}
}

// headers are the columns that go without a template.
var headers = map[schema.Key]string{
	schema.KeyClass: "class", schema.KeyProvider: "provider", schema.KeyType: "type", schema.KeyDefaultOps: "default-ops",
}

// detail reads a row of another block.
func (b *builder) detail(d *definition, block string, row *table.Row) {
	if d.bundle != nil {
		b.bundleDetail(d.bundle, block, row)
		return
	}
	p := d.prim
	if block == "O" {
		if op := b.operation(row); op != nil {
			p.Operations = append(p.Operations, op)
		}
		return
	}
	kind := b.word(row, schema.KeyType)
	if kind == "" || get(row, schema.KeyName) == "" {
		p.Incomplete = true
	}
	switch row.SetOf(kind) {
	case cib.InstanceAttributes:
		a := b.attribute(row)
		b.hideStrays(p, a)
		b.add(&p.Params, row, a)
	case cib.MetaAttributes:
		b.add(&p.Meta, row, b.attribute(row, agents.PrimitiveMeta, agents.FencingMeta))
	case cib.Utilization:
		b.add(&p.Utilization, row, b.attribute(row))
	}
}

// operation reads an O row.
func (b *builder) operation(row *table.Row) *model.Operation {
	name := get(row, schema.KeyType)
	if name == "" {
		return nil
	}
	op := &model.Operation{Name: name, From: row}
	for _, cell := range row.Extra {
		param, isParam := strings.CutPrefix(cell.Header, cib.OpParam)
		meta, isMeta := strings.CutPrefix(cell.Header, cib.OpMeta)
		switch {
		case isParam && param != "":
			b.add(&op.Params, row, b.operationValue(row, cell, param))
		case isMeta && meta != "":
			b.add(&op.Meta, row, b.operationValue(row, cell, meta, agents.OperationOptions))
		case cell.Header == model.CheckLevel:
			b.add(&op.Params, row, b.operationValue(row, cell, cell.Header, agents.OperationOptions))
		default:
			op.Options = append(op.Options, b.operationValue(row, cell, cell.Header, agents.OperationOptions))
		}
	}
	return op
}

// operationValue is what a cell beside an operation says of a name.
func (b *builder) operationValue(row *table.Row, cell table.Extra, name string, sets ...agents.OptionSet) *model.Attribute {
	return &model.Attribute{
		Name: name, From: optionOrigin{row, cell},
		Value:  b.option(name, cell.Text, sets),
		Secret: b.secretIn(name, cell.Text, cell.Place),
	}
}

// optionOrigin is the origin of an operation's option, whose name is a column
// header.
type optionOrigin struct {
	*table.Row
	cell table.Extra
}

// At is the column header, the cell of the value, or a cell of the operation.
func (o optionOrigin) At(column schema.Key) diag.Place {
	switch column {
	case schema.KeyName:
		return o.cell.HeaderPlace
	case schema.KeyValue:
		return o.cell.Place
	}
	return o.Row.At(column)
}

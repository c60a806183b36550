package build

import (
	"slices"

	"hagen/internal/agents"
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// attributeKey is an attribute's place in the CIB: a set and a name.
type attributeKey struct {
	set  *model.AttributeSet
	name string
}

// attribute reads the name and value of a row. It returns nil without a name. The
// value is canonical if it is one of Pacemaker's options of the given sets.
func (b *builder) attribute(row *table.Row, sets ...agents.OptionSet) *model.Attribute {
	name := get(row, schema.KeyName)
	if name == "" {
		return nil
	}
	return b.attributeNamed(name, row, sets...)
}

// attributeNamed is the attribute of a name that a row gives a value.
func (b *builder) attributeNamed(name string, row *table.Row, sets ...agents.OptionSet) *model.Attribute {
	value := get(row, schema.KeyValue)
	return &model.Attribute{
		Name: name, Value: b.option(name, value, sets),
		Secret: b.secretIn(name, value, row.At(schema.KeyValue)), From: row,
	}
}

// add puts the attribute of a row into a list of sets. A second one with the same name
// in its set is an error: pcs would silently accept it and the first would be lost.
func (b *builder) add(to *[]*model.AttributeSet, row *table.Row, a *model.Attribute) {
	set := b.setOf(to, row)
	if a == nil {
		return
	}
	key := attributeKey{set, a.Name}
	if first := b.firsts[key]; first != nil {
		b.report.Add(diag.AttributeTwice, a.From.At(schema.KeyName), diag.Args{"name": a.Name},
			diag.See(first.From.At(schema.KeyName), diag.NoteFirst))
		return
	}
	b.firsts[key] = a
	set.Attributes = append(set.Attributes, a)
}

// namedValues reads a table of names and values.
func (b *builder) namedValues(name string, to *[]*model.AttributeSet, sets ...agents.OptionSet) {
	for _, row := range b.rows(name) {
		b.add(to, row, b.attribute(row, sets...))
	}
}

// property reads a row of PROPERTY. Of a property that has two names since Pacemaker
// 3.0.2 the sheet may use either: it gets the name the target has.
func (b *builder) property(row *table.Row) *model.Attribute {
	name := b.propertyName(get(row, schema.KeyName))
	if name == "" {
		return nil
	}
	return b.attributeNamed(name, row, agents.ClusterProperties)
}

func (b *builder) propertyName(name string) string {
	if b.env.Catalog == nil {
		return name
	}
	for _, known := range []string{cib.NewProperty(name), cib.OldProperty(name)} {
		if _, ok := b.env.Catalog.Option(agents.ClusterProperties, known); ok {
			return known
		}
	}
	return name
}

// properties reads PROPERTY.
func (b *builder) properties() {
	for _, row := range b.rows(schema.PropertyTable) {
		b.add(&b.cfg.Properties, row, b.property(row))
	}
	blank := slices.ContainsFunc(model.Pairs(b.cfg.Properties), func(a *model.Attribute) bool { return a.Value == "" })
	b.cfg.PropertiesIncomplete = blank || b.broken(schema.PropertyTable)
}

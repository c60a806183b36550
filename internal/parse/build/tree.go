package build

import (
	"cmp"

	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// tree joins the rows of RESOURCES with the tables that define their
// primitives.
type tree struct {
	b    *builder
	defs []*definition
	byID map[string]*definition
	// nameless counts definitions without an id, blank rows of RESOURCES without
	// one: each may be the one that is missing elsewhere.
	nameless, blank int
	// guessed says that the kind of a row is unknown, and so what it lacks.
	guessed   bool
	rows      map[string]*table.Row // rows of RESOURCES by id, the first
	undefined []*undefined
}

// undefined is a row of RESOURCES without its definition.
type undefined struct {
	id, item string
	row      *table.Row
	list     *[]model.Resource // where its placeholder is, until the definition is found
	index    int
}

// branch is a row of RESOURCES that may hold the rows to its right below it.
type branch struct {
	up       *branch
	depth    int
	id, item string
	row      *table.Row
	into     *[]model.Resource // where the row itself goes
	children *[]model.Resource // where rows inside it go; nil if it cannot have any
	// reported says that a child in a wrong column was reported; its siblings are
	// there for the same reason.
	reported bool
}

// resources makes the tree of resources.
func (b *builder) resources() {
	t := &tree{b: b, byID: map[string]*definition{}, rows: map[string]*table.Row{}}
	t.definitions()
	root := &branch{depth: -1, children: &b.cfg.Resources}
	for _, s := range b.sections(schema.ResourcesTable) {
		at := root
		for _, row := range s.Rows {
			at = t.place(at, row)
		}
	}
	t.join()
	b.cfg.Derive()
	b.cfg.Incomplete = t.guessed || t.blank+t.nameless > 0 ||
		(len(t.defs) > 0 && len(b.named(schema.ResourcesTable)) == 0) ||
		b.broken(schema.ResourcesTable) || b.lostDefinitions()
}

// place puts a row of RESOURCES into the tree below the row before it and returns
// it as the branch to which the next row is relative.
func (t *tree) place(before *branch, row *table.Row) *branch {
	here := &branch{id: get(row, schema.KeyID), item: t.item(row), row: row, depth: row.Depth}
	if row.Depth < 0 { // no resourceItem, reported
		here.depth = max(before.depth, 0)
	}
	up := before
	for up.depth >= here.depth {
		up = up.up
	}
	here.up, here.into = up, t.holder(up, here)
	if here.id == "" {
		t.blank++
	} else if first := t.rows[here.id]; first != nil {
		t.b.report.Add(diag.ResourceTwice, row.At(schema.KeyID), diag.Args{"id": here.id},
			diag.See(first.At(schema.KeyID), diag.NoteFirst))
	} else {
		t.rows[here.id] = row
	}
	*here.into = append(*here.into, t.resource(here))
	return here
}

// item returns the row's resourceItem. If it is missing or unknown, which has been
// reported, the rest of the sheet tells what it must be.
func (t *tree) item(row *table.Row) string {
	if item := t.b.word(row, schema.KeyResourceItem); item != "" {
		return item
	}
	if d := t.byID[get(row, schema.KeyID)]; d != nil {
		return d.item()
	}
	t.guessed = true
	return unknownItem
}

// unknownItem stands for an unknown resourceItem. It may contain resources, since
// it has no definition.
const unknownItem = ""

// holder finds the parent of a row: the branch one column to its left. No other
// counts: a column left blank in between would leave open what holds the row. A row
// without a parent, or whose parent cannot have members, is reported and put where
// it affects other checks least.
func (t *tree) holder(up, here *branch) *[]model.Resource {
	switch {
	case up.reported:
	case here.row.Depth >= 0 && here.depth > up.depth+1:
		t.b.report.Add(diag.DepthSkipped, here.row.At(schema.KeyResourceItem), diag.Args{"id": here.name(), "item": here.item})
		up.reported = true
	case up.children == nil:
		t.b.report.Add(diag.ChildOfPrimitive, here.row.At(schema.KeyResourceItem),
			diag.Args{"id": here.name(), "parent": up.name(), "item": up.item},
			diag.See(up.row.At(schema.KeyID), diag.NoteDefined))
		up.reported = true
	}
	if up.children != nil {
		return up.children
	}
	// A clone or a bundle has a single member, which the primitive is already.
	for up.children == nil || up.item == schema.ItemClone || up.item == schema.ItemPromotable || up.item == schema.ItemBundle {
		up = up.up
	}
	return up.children
}

// name is what messages call a row: its id, or its kind.
func (br *branch) name() string {
	return cmp.Or(br.id, br.item, br.row.Get(schema.KeyResourceItem))
}

// resource makes the resource of a row. A row without an id, which has been
// reported, still counts, so that its parent is not empty.
func (t *tree) resource(here *branch) model.Resource {
	t.mismatch(here)
	common := model.Common{ID: here.id, Row: here.row}
	text := get(here.row, schema.KeyDescription)
	d := t.byID[here.id]
	switch here.item {
	case schema.ItemPrimitive, schema.ItemStonith, schema.ItemBundle, schema.ItemTemplate:
		t.described(here, text)
		if here.item == schema.ItemBundle && d == nil || d != nil && d.bundle != nil {
			return t.bundle(here, d, common)
		}
		if here.item == schema.ItemTemplate && d == nil || d != nil && d.template != nil {
			return t.template(here, d, common)
		}
		return t.primitive(here, d, common)
	case schema.ItemGroup, unknownItem:
		common.Description = text
		g := &model.Group{Common: common, Guessed: here.item == unknownItem}
		here.children = &g.Children
		return g
	default:
		common.Description = text
		c := &model.Clone{Common: common, Promotable: here.item == schema.ItemPromotable}
		here.children = &c.Children
		return c
	}
}

// described reports a description beside a resource whose own table has it.
func (t *tree) described(here *branch, text string) {
	if defining, ok := schema.Defining(here.item); ok && text != "" {
		t.b.report.Add(diag.DescriptionPlace, here.row.At(schema.KeyDescription), diag.Args{"id": here.name(), "table": defining.Name})
	}
}

// primitive returns the primitive that a row's definition describes, or a
// placeholder when there is none.
func (t *tree) primitive(here *branch, d *definition, common model.Common) *model.Primitive {
	if d != nil {
		if d.prim.Row == nil {
			d.prim.Row = here.row
		}
		return d.prim
	}
	t.lacks(here)
	return &model.Primitive{Common: common, From: here.row}
}

// template returns the template that a row's definition describes, or a placeholder.
func (t *tree) template(here *branch, d *definition, common model.Common) *model.Template {
	if d != nil {
		if d.prim.Row == nil {
			d.prim.Row = here.row
		}
		return d.template
	}
	t.lacks(here)
	return &model.Template{Primitive: model.Primitive{Common: common, From: here.row}}
}

// lacks records a row without a definition. A second row of the same id has been
// reported.
func (t *tree) lacks(here *branch) {
	if t.rows[here.id] == here.row {
		t.undefined = append(t.undefined, &undefined{
			id: here.id, item: here.item, row: here.row, list: here.into, index: len(*here.into),
		})
	}
}

// bundle returns the bundle that a row's definition describes, or a placeholder for
// a missing definition.
func (t *tree) bundle(here *branch, d *definition, common model.Common) *model.Bundle {
	if d != nil && d.bundle.Row == nil {
		d.bundle.Row = here.row
		here.children = &d.bundle.Children
		return d.bundle
	}
	if d == nil {
		t.lacks(here)
	} // a second row of the bundle, reported, must not hold what the first does: not itself
	b := &model.Bundle{Common: common, Container: &model.Container{}, Incomplete: true, From: here.row}
	here.children = &b.Children
	return b
}

// mismatch reports a row whose id belongs to a definition of another kind.
func (t *tree) mismatch(here *branch) {
	d := t.byID[here.id]
	if d == nil {
		return
	}
	d.placed = true
	if d.item() == here.item {
		return
	}
	args := diag.Args{"id": here.id, "item": here.item, "table": d.table.Name, "expected": d.item()}
	if right, ok := schema.Defining(here.item); ok {
		args["right"] = right.Name
	}
	t.b.report.Add(diag.ItemMismatch, here.row.At(schema.KeyResourceItem), args, diag.See(d.at(), diag.NoteDefined))
}

package build

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
	"hagen/internal/suggest"
)

// join reports differences between RESOURCES and the definitions. An id that is
// spelt differently in the two is one mistake.
func (t *tree) join() {
	var missing []*undefined
	for i, u := range t.undefined {
		// If hundreds are missing, guesses are of no use, and each compares with
		// all definitions.
		if i >= diag.MaxOfKind {
			missing = append(missing, u)
			continue
		}
		if d := t.nearest(u); d != nil {
			t.reportUndefined(u, d)
			t.adopt(u, d)
		} else {
			missing = append(missing, u)
		}
	}
	// A definition whose id is blank, or that could not be read, may be the missing
	// one.
	if len(missing) > t.nameless && !t.b.lostDefinitions() {
		for _, u := range missing {
			t.reportUndefined(u, nil)
		}
	}
	t.unplaced()
}

// nearest finds the definition whose id is most similar to that of a row.
func (t *tree) nearest(u *undefined) *definition {
	var ids []string
	for _, d := range t.defs {
		if d.placed || d.item() != u.item {
			continue
		}
		if suggest.Alike(d.common().ID, u.id) {
			return d
		}
		ids = append(ids, d.common().ID)
	}
	return t.byID[suggest.Nearest(u.id, ids)]
}

func (t *tree) reportUndefined(u *undefined, near *definition) {
	if near != nil && suggest.Alike(u.id, near.common().ID) {
		t.b.oddID(u.row.At(schema.KeyID), u.id)
		t.b.oddID(near.at(), near.common().ID)
		return
	}
	args := diag.Args{"id": u.id}
	if defining, ok := schema.Defining(u.item); ok {
		args["table"] = defining.Name
	}
	if near == nil {
		t.b.report.Add(diag.ResourceUndefined, u.row.At(schema.KeyID), args)
		return
	}
	args["suggestion"] = near.common().ID
	t.b.report.Add(diag.ResourceUndefined, u.row.At(schema.KeyID), args, diag.See(near.at(), diag.NoteOther))
}

// adopt joins a row and a definition that spell one id differently. The rest of the
// sheet decides which spelling is used, so that references to it are valid.
func (t *tree) adopt(u *undefined, d *definition) {
	switch {
	case suggest.Alike(u.id, d.common().ID):
		d.common().ID = suggest.Plain(u.id)
	case t.b.mentions(u.id) > t.b.mentions(d.common().ID):
		d.common().ID = u.id
	}
	d.placed = true
	d.common().Row = u.row
	if d.bundle != nil { // what is inside it went into its placeholder
		if holder, ok := (*u.list)[u.index].(*model.Bundle); ok {
			d.bundle.Children = holder.Children
		}
	}
	(*u.list)[u.index] = d.resource()
}

// oddID reports an id that only looks like another, at its own cell: the correctly
// typed one must not be changed.
func (b *builder) oddID(at diag.Place, id string) {
	r, odd := suggest.OddIn(id)
	args := diag.Args{"text": id, "character": suggest.Describe(r), "suggestion": suggest.Plain(id)}
	switch odd {
	case suggest.Unseen:
		args["text"] = suggest.Mark(id)
		b.report.Add(diag.InvisibleCharacter, at, args)
	case suggest.Wide:
		args["character"] = string(r)
		b.report.Add(diag.FullWidthName, at, args)
	case suggest.Alien:
		b.report.Add(diag.LookalikeName, at, args)
	}
}

// mentions counts the cells that refer to a resource.
func (b *builder) mentions(id string) int {
	n := 0
	for _, t := range b.tables {
		for _, s := range t.Sections {
			for _, c := range s.Block.Columns {
				if !c.Type.Refers() {
					continue
				}
				for _, row := range s.Rows {
					if row.Get(c.Key) == id {
						n++
					}
				}
			}
		}
	}
	return n
}

// unplaced reports the definitions no row of RESOURCES names. They are still added
// at the top of the tree, so that references to them are valid and they are
// checked.
func (t *tree) unplaced() {
	var list []*definition
	for _, d := range t.defs {
		if !d.placed {
			list = append(list, d)
			d.common().Row = d.from()
			t.b.cfg.Resources = append(t.b.cfg.Resources, d.resource())
		}
	}
	switch {
	case len(list) == 0, t.b.broken(schema.ResourcesTable), len(list) <= t.blank:
	case len(t.b.named(schema.ResourcesTable)) == 0:
		t.b.report.Add(diag.ResourcesMissing, list[0].at(), diag.Args{"id": list[0].common().ID})
	default:
		for _, d := range list {
			t.b.report.Add(diag.DefinitionUnplaced, d.at(), diag.Args{"id": d.common().ID, "item": d.item()})
		}
	}
}

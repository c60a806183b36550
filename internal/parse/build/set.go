package build

import (
	"hagen/internal/cib"
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/parse/table"
	"hagen/internal/schema"
)

// lastSet is the set of the row above, and the list it is in.
type lastSet struct {
	list *[]*model.AttributeSet
	set  *model.AttributeSet
}

// setOf is the attribute set of a row in a list: the one it names, else that of the
// row above where that is in the same list, else the one pcs makes.
func (b *builder) setOf(list *[]*model.AttributeSet, row *table.Row) *model.AttributeSet {
	id := get(row, schema.KeySet)
	if list == &b.cfg.Properties && id == cib.BootstrapOptions {
		id = ""
	} else if id == "" && b.last.list == list {
		b.setScore(b.last.set, row)
		return b.last.set
	}
	set := named(*list, id)
	switch {
	case set != nil:
	case id == "":
		set = &model.AttributeSet{}
		*list = append([]*model.AttributeSet{set}, *list...)
	default:
		set = &model.AttributeSet{ID: id, From: row}
		*list = append(*list, set)
	}
	b.last = lastSet{list, set}
	b.setScore(set, row)
	return set
}

func named(sets []*model.AttributeSet, id string) *model.AttributeSet {
	for _, s := range sets {
		if s.ID == id {
			return s
		}
	}
	return nil
}

// setScore gives a set the score of its first row: pcs is told the score of a set once,
// and another one in a row below would be lost.
func (b *builder) setScore(set *model.AttributeSet, row *table.Row) {
	score := get(row, schema.KeySetScore)
	switch {
	case score == "" || score == set.Score:
	case len(set.Attributes) > 0:
		var first []diag.Related
		if at := set.Attributes[0].From.At(schema.KeySetScore); !at.IsZero() {
			first = append(first, diag.See(at, diag.NoteFirst))
		}
		b.report.Add(diag.SetScoreDiffers, row.At(schema.KeySetScore), diag.Args{"score": row.Get(schema.KeySetScore)}, first...)
	default:
		set.Score, set.From = score, row
	}
}

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
		b.ofFirst(b.last.set, row)
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
	b.ofFirst(set, row)
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

// ofFirst gives a set the score and the rule of its first row: pcs is told the score of a
// set once, and another one in a row below would be lost.
func (b *builder) ofFirst(set *model.AttributeSet, row *table.Row) {
	if len(set.Attributes) > 0 {
		first, _ := set.Attributes[0].From.(*table.Row)
		for _, key := range []schema.Key{schema.KeySetScore, schema.KeyRule} {
			if first != nil {
				b.asInSet(first, row, key)
			}
		}
		return
	}
	if score := get(row, schema.KeySetScore); score != "" {
		set.Score, set.From = score, row
	}
	if text := row.Get(schema.KeyRule); text != "" {
		if rule, ok := b.cellRule(text, row, schema.KeyRule).(*model.Rule); ok && rule != nil {
			set.Rule, set.From = rule, row
		}
	}
}

// asInSet reports a value that is not that of the first row of the set.
func (b *builder) asInSet(first, row *table.Row, key schema.Key) {
	if got := row.Get(key); got != "" && get(row, key) != get(first, key) {
		column, _ := row.Column(key)
		b.report.Add(diag.AttributeSetDiffers, row.At(key), diag.Args{"column": column.Header, "value": got}, diag.See(first.At(key), diag.NoteFirst))
	}
}

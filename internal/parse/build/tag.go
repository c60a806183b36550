package build

import (
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tags reads TAG. Rows with the same id form one tag.
func (b *builder) tags() {
	byID := map[string]*model.Tag{}
	for _, row := range b.rows(schema.TagTable) {
		id, ref := get(row, schema.KeyID), get(row, schema.KeyRef)
		if id == "" || ref == "" {
			continue
		}
		t := byID[id]
		if t == nil {
			t = &model.Tag{ID: id, From: row}
			byID[id] = t
			b.cfg.Tags = append(b.cfg.Tags, t)
		}
		t.Members = append(t.Members, &model.TagMember{ID: ref, From: row})
	}
}

package shell

import (
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tags writes the tags after everything else that has an id: pcs refuses an id
// that is taken, and nothing made later could take one from a tag.
func (e *emitter) tags(tags []*model.Tag) {
	e.section("Tags")
	for _, t := range tags {
		c := pcs("tag", "create", t.ID)
		for _, m := range t.Members {
			c.add(m.ID)
		}
		e.put(where(t.From, schema.KeyID, t.ID), c)
	}
}

package validate

import (
	"hagen/internal/diag"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tags finds a resource that is in a tag twice, which pcs refuses.
func (c *checker) tags() {
	for _, t := range c.cfg.Tags {
		first := map[string]*model.TagMember{}
		for _, m := range t.Members {
			before := first[m.ID]
			if before == nil {
				first[m.ID] = m
				continue
			}
			c.report.Add(diag.TagMemberTwice, at(m.From, schema.KeyRef), diag.Args{"id": m.ID, "tag": t.ID},
				diag.See(at(before.From, schema.KeyRef), diag.NoteFirst))
		}
	}
}

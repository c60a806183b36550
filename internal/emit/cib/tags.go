package cib

import (
	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// tags writes the tags.
func (e *emitter) tags(config *etree.Element, tags []*model.Tag) {
	if len(tags) == 0 {
		return
	}
	section := config.CreateElement(cib.Tags)
	for _, t := range tags {
		e.ids.turnTo(t.From, schema.KeyID)
		e.take(t.ID)
		el := e.entity(section, t)
		for _, m := range t.Members {
			e.entity(el, m)
		}
	}
}

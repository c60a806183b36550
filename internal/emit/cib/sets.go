package cib

import (
	"github.com/beevik/etree"

	"hagen/internal/model"
	"hagen/internal/schema"
)

// sets writes the resource sets of a constraint, whose id is given. pcs numbers their
// ids after that of the constraint.
func (e *emitter) sets(constraint *etree.Element, id string, sets []*model.ResourceSet) {
	e.take(id)
	for _, s := range sets {
		e.ids.turnTo(s.From, schema.KeyRsc)
		if s.ID != "" {
			e.ids.turnTo(s.From, schema.KeySetID)
		}
		el := e.entity(constraint, s, "id", e.idOr(s.ID, id+"_set"))
		for _, m := range s.Members {
			e.entity(el, m)
		}
	}
}

package cib

import (
	"github.com/beevik/etree"

	"hagen/internal/model"
	"hagen/internal/target"
)

// Elements knows which element of the CIB each part of a model became: entities and
// attribute sets. A script needs them for what it cannot tell pcs.
type Elements struct {
	became map[any]*etree.Element
	raw    []RawStep
}

// Build makes the elements, each with the id and at the place it has in the CIB that
// Emit writes. The error is that of Emit.
func Build(cfg *model.Config, t *target.Target) (*Elements, error) {
	e, _, err := build(cfg, t)
	return &Elements{e.became, e.raw}, err
}

// Of is the element of a part of the model; nil when it became none.
func (e *Elements) Of(part any) *etree.Element { return e.became[part] }

package cib

import (
	"github.com/beevik/etree"

	"hagen/internal/cib"
	"hagen/internal/model"
	"hagen/internal/schema"
)

// bundle writes a bundle in the order of its commands: "resource bundle create", the
// primitive inside, then "resource bundle update" for later meta attributes.
func (e *emitter) bundle(parent *etree.Element, b *model.Bundle) {
	e.ids.turnTo(b.Row, schema.KeyID)
	e.take(b.ID)
	el := e.entity(parent, b)
	e.entity(el, b.Container)
	e.givenIDs(b)
	e.network(el, b)
	e.storage(el, b)
	e.ids.turnTo(b.Row, schema.KeyID)
	base := b.ID + "-meta_attributes"
	for _, s := range model.Plain(b.Meta) {
		e.nvset(el, cib.MetaAttributes, base, s, afterCreate(s, false), createStyle)
	}
	for _, m := range b.Children {
		e.resource(el, m)
	}
	e.ids.turnTo(b.Row, schema.KeyID)
	first := el.SelectElement(cib.MetaAttributes) == nil
	for _, s := range model.Plain(b.Meta) {
		e.addMeta(el, base, s, afterCreate(s, true), createStyle)
	}
	if set := el.SelectElement(cib.MetaAttributes); first && set != nil {
		el.InsertChildAt(0, set) // where "resource bundle update" puts a set that is new
	}
	e.ownSets(el, cib.MetaAttributes, base, b.Meta)
}

// givenIDs claims the ids of mappings that the sheet gives: pcs forms the others
// around them.
func (e *emitter) givenIDs(b *model.Bundle) {
	for _, p := range b.Ports {
		if p.ID != "" {
			e.ids.turnTo(p.From, schema.KeyID)
			e.take(p.ID)
		}
	}
	for _, s := range b.Storage {
		if s.ID != "" {
			e.ids.turnTo(s.From, schema.KeyID)
			e.take(s.ID)
		}
	}
}

// network writes how the containers are reached, with the ports.
func (e *emitter) network(bundle *etree.Element, b *model.Bundle) {
	if b.Network == nil && len(b.Ports) == 0 {
		return
	}
	var el *etree.Element
	if b.Network != nil {
		el = e.entity(bundle, b.Network)
	} else {
		el = bundle.CreateElement(cib.Network)
	}
	for _, p := range b.Ports {
		id := p.ID
		if id == "" {
			e.ids.turnTo(p.From, schema.KeyPort)
			id = e.ids.unique(cib.CleanID(b.ID + "-port-map-" + p.Port + p.Range))
		}
		e.entity(el, p, "id", id)
	}
}

// storage writes the directories.
func (e *emitter) storage(bundle *etree.Element, b *model.Bundle) {
	if len(b.Storage) == 0 {
		return
	}
	el := bundle.CreateElement(cib.Storage)
	for _, s := range b.Storage {
		id := s.ID
		if id == "" {
			e.ids.turnTo(s.From, schema.KeyTargetDir)
			id = e.ids.unique(b.ID + "-storage-map")
		}
		e.entity(el, s, "id", id)
	}
}
